"""What saving a cramp means for its day, for the list of signs, for the page that follows, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from diary.models import Cramp, Day
from tests.diary.test_log import FULL, LOG
from tests.factories import CrampFactory, DayFactory, VisitFactory

# The day of a cramp.


def test_log_shows_what_the_day_said_already_without_answering(owner_client, owner, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 4, 2, 30, tzinfo=UTC))
    DayFactory(owner=owner, date=date(2026, 11, 3), fluids=5, exertion="light")

    html = owner_client.get(LOG).content.decode()

    assert 'value="5" min="0"' in html
    assert 'value="light" id="id_exertion_light" checked' in html


def test_log_of_another_day_does_not_carry_over_what_was_only_shown(owner_client, owner):
    shown = {
        "about_day": "2026-11-03",
        "fluids_shown": "5",
        "fluids": "5",
        "exertion_shown": "light",
        "exertion": "light",
    }

    owner_client.post(LOG, shown | {"when": "2026-10-01"})

    assert Cramp.objects.get().day == date(2026, 10, 1)
    assert not Day.objects.exists()


def test_log_changes_of_what_was_shown_are_stored_on_the_day_of_the_cramp(owner_client, owner):
    DayFactory(owner=owner, date=date(2026, 10, 1), fluids=5, exertion="light", note="kept")
    shown = {
        "about_day": "2026-10-01",
        "fluids_shown": "5",
        "fluids": "8",
        "exertion_shown": "light",
        "exertion": "light",
    }

    owner_client.post(LOG, shown | {"when": "2026-10-01"})

    day = Day.objects.get()
    assert (day.fluids, day.exertion, day.note) == (8, "light", "kept")


def test_log_takes_an_answer_about_the_day_back(owner_client, owner):
    DayFactory(owner=owner, date=date(2026, 10, 1), fluids=5, exertion="")
    shown = {"about_day": "2026-10-01", "fluids_shown": "5", "fluids": ""}

    owner_client.post(LOG, shown | {"when": "2026-10-01"})

    assert not Day.objects.exists()


def test_log_takes_nothing_back_from_a_day_that_was_not_shown(owner_client, owner):
    DayFactory(owner=owner, date=date(2026, 10, 1), fluids=5)
    shown = {"about_day": "2026-11-03", "fluids_shown": "7", "fluids": ""}

    owner_client.post(LOG, shown | {"when": "2026-10-01"})

    assert Day.objects.get().fluids == 5


def test_log_second_cramp_of_a_night_shares_its_day(owner_client, owner):
    for fluids in ("5", "6"):
        owner_client.post(LOG, {"when": "2026-10-01", "fluids": fluids})

    assert Cramp.objects.for_user(owner).count() == 2
    assert Day.objects.get().fluids == 6


def test_log_for_a_day_presets_that_day(owner_client):
    html = owner_client.get(LOG, {"day": "2026-10-01"}).content.decode()

    assert 'value="2026-10-01" id="id_when_2026-10-01" checked' in html
    assert "night of 1 → 2 October" in html


@pytest.mark.parametrize("day", ["rubbish", "2199-01-01", "1899-01-01"])
def test_log_for_a_day_that_cannot_be_starts_with_now(owner_client, day):
    assert 'id="id_when_now" checked' in owner_client.get(LOG, {"day": day}).content.decode()


# The list of signs.


def is_due(client):
    return '<div class="reveal due wide">' in client.get(LOG).content.decode()


def test_signs_open_by_themselves_on_a_first_cramp(owner_client):
    assert is_due(owner_client)


@pytest.mark.parametrize(("days", "opens"), [(0, False), (6, False), (7, True), (30, True)])
@pytest.mark.parametrize("signs", [[], ["dark_urine"]])
def test_signs_open_by_themselves_when_not_answered_for_seven_days(owner_client, owner, days, opens, signs):
    noon = timezone.now().replace(hour=12)
    CrampFactory(owner=owner, started_at=noon - timedelta(days=days), signs=signs)

    assert is_due(owner_client) == opens


def test_signs_open_by_themselves_while_only_asked_of_others_or_never_answered(owner_client, owner, stranger):
    CrampFactory(owner=owner, started_at=timezone.now(), signs=None)
    CrampFactory(owner=stranger, started_at=timezone.now(), signs=[])

    assert is_due(owner_client)


def test_signs_stand_beside_the_number_to_call(owner_client, owner):
    owner.region = "AU"
    owner.save()

    html = owner_client.get(LOG).content.decode()

    assert "Nobody sees what you tick. This page cannot call for help." in html
    assert "If you need help now, call 000." in html
    assert "Chest. Call 000 if it is a pain in the chest." in html


def test_fluids_stand_in_ounces_for_the_us(owner_client, owner):
    owner.region = "US"
    owner.save()

    assert "fl oz" in owner_client.get(LOG).content.decode()


# Where saving leads.


@pytest.mark.parametrize(
    "answers",
    [
        {"signs": ["dark_urine"]},
        {"signs": ["new_weakness"]},
        {"muscle": "chest"},
        {"muscle": "arm"},
        {"muscle": "belly"},
        {"length": "running", "easing": "no"},
    ],
)
def test_log_of_what_is_pressing_leads_to_the_doctor_page(owner_client, answers):
    response = owner_client.post(LOG, {"when": "now"} | answers)

    assert response["Location"] == reverse("diary:doctor")


@pytest.mark.parametrize(
    "answers",
    [
        {"signs": ["swelling_mild"]},
        {"muscle": "back"},
        {"muscle": "hand"},
        {"length": "running"},
        {"length": "running", "easing": "yes"},
        {"length": "2", "easing": "no"},
        {"signs": ["none"]},
    ],
)
def test_log_of_what_can_wait_leads_to_the_diary(owner_client, answers):
    response = owner_client.post(LOG, {"when": "now"} | answers)

    assert response["Location"].startswith("/diary/?on=")


def test_log_of_spasms_after_a_dirty_wound_leads_to_the_doctor_page(owner_client, owner):
    today = timezone.now().date()
    DayFactory(owner=owner, date=today - timedelta(days=5), signs=["dirty_wound"])

    response = owner_client.post(LOG, {"when": "now", "muscle": "hand"})

    assert response["Location"] == reverse("diary:doctor")


def test_log_of_an_old_sign_leads_to_the_diary(owner_client):
    month_ago = (timezone.now() - timedelta(days=30)).date().isoformat()

    response = owner_client.post(LOG, {"when": month_ago, "signs": ["dark_urine"]})

    assert response["Location"].startswith("/diary/?on=")


def test_log_of_a_sign_that_a_visit_has_settled_leads_to_the_diary(owner_client, owner):
    yesterday = (timezone.now() - timedelta(days=1)).date()
    VisitFactory(owner=owner, date=yesterday)

    response = owner_client.post(LOG, {"when": yesterday.isoformat(), "signs": ["dark_urine"]})

    assert response["Location"].startswith("/diary/?on=")


# What it costs.


def test_log_page_costs_the_same_few_queries_whatever_the_diary_holds(owner_client, owner, django_assert_num_queries):
    owner_client.get(LOG)
    with django_assert_num_queries(6):
        owner_client.get(LOG)
    for hours in range(40):
        CrampFactory(owner=owner, started_at=timezone.now() - timedelta(hours=hours))
    DayFactory(owner=owner, date=timezone.now().date(), fluids=3)

    with django_assert_num_queries(6):
        owner_client.get(LOG)


@pytest.mark.parametrize("more", [{}, {"signs": ["dark_urine"]}, {"muscle": "hand"}])
def test_log_saves_in_at_most_twelve_statements(owner_client, django_assert_max_num_queries, more):
    owner_client.get(LOG)

    with django_assert_max_num_queries(12):
        owner_client.post(LOG, FULL | {"when": "now"} | more)

    assert Cramp.objects.count() == 1
