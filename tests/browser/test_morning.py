"""Home after a bad night: much is open, and it is still legible, reachable and no wider than the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.test_access import OTHER_LOOKS, OVERFLOW
from tests.factories import CrampFactory, DayFactory

UNKNOWN = {"duration_source": "unknown"}


@pytest.fixture
def bad_night(owner):
    """Five cramps, each with something open, one that runs since last week, and one answer about the day."""
    start = timezone.now().astimezone(owner.zone).replace(hour=0, minute=20, second=0, microsecond=0)
    for number, known in enumerate(
        [
            {"duration_source": "running", "muscle": "hamstring", "side": "both"},
            {**UNKNOWN, "timer_ran": 18720, "time_zone": "America/Argentina/Buenos_Aires"},
            {**UNKNOWN, "woke_me": True, "muscle": "calf", "side": "left"},
            {"duration": 120, "duration_source": "estimated", "signs": []},
            {"duration": 200, "duration_source": "timed", "woke_me": False},
        ]
    ):
        CrampFactory(owner=owner, started_at=start + timedelta(minutes=30 * number), **known)
    CrampFactory(owner=owner, started_at=start - timedelta(days=6), duration_source="running")
    DayFactory(owner=owner, date=start.date() - timedelta(days=1), fluids=6)
    return owner


def test_bad_night_shuts_nobody_out(open_site, barriers, bad_night):
    assert barriers(open_site(bad_night)) == []


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_bad_night_is_legible_in_every_look(open_site, barriers, bad_night, look):
    assert barriers(open_site(bad_night, **OTHER_LOOKS[look]), colours_only=True) == []


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%")])
def test_bad_night_never_scrolls_sideways(open_site, bad_night, width, text):
    page = open_site(bad_night, viewport={"width": width, "height": 640})
    page.evaluate(f"document.documentElement.style.fontSize = '{text}'")

    assert page.evaluate(OVERFLOW) <= 0


def test_targets_of_the_morning_are_large_enough(open_site, bad_night):
    page = open_site(bad_night)
    sizes = page.locator("#last-night .chip, #yesterday .chip, #running .chip").evaluate_all(
        "chips => chips.map(chip => Math.min(chip.offsetWidth, chip.offsetHeight))"
    )

    assert [size for size in sizes if size < 48] == []
