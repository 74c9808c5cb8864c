"""Night-aware time as a device lives through it: clock changes, a journey, a new preference, a wrong clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from cramps.zones import are_same
from diary.models import Cramp
from tests.browser.test_path import chip
from tests.factories import CrampFactory

pytestmark = pytest.mark.django_db(transaction=True)


def log_at(page, day, time):
    """Log a cramp in bed at a picked time."""
    chip(page, "When?", "Pick a time").click()
    page.get_by_label("Time", exact=True).fill(time)
    page.get_by_label("Date", exact=True).fill(day)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")


def only(owner):
    return Cramp.objects.for_user(owner).get()


@pytest.mark.parametrize(
    ("shown", "instant"),
    [
        # The clock of London showed 01:30 twice in this night; the device says which of them has just been.
        (datetime(2025, 10, 26, 0, 35, tzinfo=UTC), datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
        (datetime(2025, 10, 26, 1, 35, tzinfo=UTC), datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
        # Days later nobody knows: the first.
        (datetime(2025, 10, 29, 9, 0, tzinfo=UTC), datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
    ],
)
def test_time_that_came_twice_is_settled_by_the_device(shown, instant, open_site, owner):
    page = open_site(owner, "/about/")
    page.clock.set_fixed_time(shown)
    page.goto("/diary/log/")
    log_at(page, "2025-10-26", "01:30")

    assert only(owner).started_at == instant
    assert only(owner).day == date(2025, 10, 25)


def test_time_that_never_was_moves_forward_and_is_said(open_site, owner):
    page = open_site(owner, "/diary/log/")
    log_at(page, "2026-03-29", "01:30")

    expect(page.get_by_text("The clocks skipped 01:30 that night")).to_be_visible()
    assert only(owner).started_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert only(owner).day == date(2026, 3, 28)


def test_traveller_logs_in_the_zone_of_the_device_and_is_offered_to_switch(open_site, owner):
    page = open_site(owner, "/diary/log/", zone="America/New_York")
    log_at(page, "2026-11-03", "02:14")

    assert only(owner).started_at == datetime(2026, 11, 3, 7, 14, tzinfo=UTC)
    assert only(owner).time_zone == "America/New_York"
    expect(page.get_by_text("02:14 (America/New York)").first).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("America/New York").first).to_be_visible()


def test_edit_after_a_new_preference_keeps_the_instant_and_its_zone(open_site, owner):
    cramp = CrampFactory(owner=owner, started_at=datetime(2026, 11, 4, 2, 14, 30, tzinfo=UTC))
    owner.time_zone = "Asia/Tokyo"
    owner.save()
    page = open_site(owner, f"/diary/cramps/{cramp.uuid}/edit/", zone="Asia/Tokyo")
    expect(page.get_by_text("Times in Europe/London.")).to_be_visible()
    page.get_by_role("group", name="How bad?").get_by_text("7", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")

    assert only(owner).severity == 7
    assert only(owner).started_at == cramp.started_at
    assert only(owner).time_zone == "Europe/London"
    assert only(owner).day == date(2026, 11, 3)


def test_just_now_is_the_time_of_the_server_whatever_the_device_shows(open_site, owner):
    page = open_site(owner, "/about/", zone="Asia/Kolkata")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=3))
    page.goto("/diary/log/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")

    assert abs(only(owner).started_at - datetime.now(UTC)) < timedelta(seconds=30)
    assert are_same(only(owner).time_zone, "Asia/Kolkata")
