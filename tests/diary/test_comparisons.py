"""Wherever weeks stand side by side, what that cannot show stands beside them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from diary import clock
from tests.factories import CrampFactory, DayFactory, VisitFactory

CAVEAT = "people on a dummy pill"


@pytest.fixture
def today(owner):
    return owner.today()


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_home_adds_the_caveat_to_four_weeks_beside_four_others(owner, owner_client, today):
    DayFactory(owner=owner, date=today, cramp_free=True)
    alone = page(owner_client, "/")
    DayFactory(owner=owner, date=today - timedelta(days=30), cramp_free=True)

    beside = page(owner_client, "/")

    assert CAVEAT not in alone
    assert "with 1 of 28 days recorded" in beside
    assert CAVEAT in beside


def test_doctor_page_adds_the_caveat_and_the_coverage_to_a_rise(owner, owner_client, today):
    for back in range(5):
        day = today - timedelta(days=back + 1)
        CrampFactory(owner=owner, started_at=clock.noon_of(day, owner.zone), activity="walking")
    for back in (20, 60):
        DayFactory(owner=owner, date=today - timedelta(days=back), cramp_free=True)

    rising = page(owner_client, "/diary/doctor/")

    assert "at least twice as many as before" in rising
    assert CAVEAT in rising
    assert "Recorded: 6 of the last 56 days." in rising


def test_doctor_page_without_a_comparison_has_no_caveat(owner, owner_client):
    CrampFactory(owner=owner, started_at=timezone.now(), duration=660, duration_source="timed")

    assert CAVEAT not in page(owner_client, "/diary/doctor/")


def test_doctor_page_adds_the_caveat_where_a_visit_bears_on_a_pattern(owner, owner_client, today):
    CrampFactory(owner=owner, started_at=timezone.now(), duration=660, duration_source="timed")
    VisitFactory(owner=owner, date=today - timedelta(days=100))

    assert CAVEAT in page(owner_client, "/diary/doctor/")
