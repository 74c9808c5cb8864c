from zoneinfo import ZoneInfo

import pytest

from cramps.regions import region_of
from cramps.zones import are_same, is_zone, region_of_zone, written, zone_choices


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("Europe/London", "GB"),
        ("GB", "GB"),
        ("Europe/Berlin", "DE"),
        ("Europe/Dublin", "IE"),
        ("America/Chicago", "US"),
        ("US/Pacific", "US"),
        ("America/Toronto", "CA"),
        ("America/Montreal", "CA"),
        ("Australia/Sydney", "AU"),
        ("Pacific/Auckland", "NZ"),
        ("NZ", "NZ"),
        ("Europe/Oslo", ""),
        ("Asia/Calcutta", ""),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
        ("Mars/Olympus", ""),
    ],
)
def test_region_is_guessed_from_the_zone(zone, region):
    assert region_of_zone(zone) == region


@pytest.mark.parametrize(
    "name", ["Europe", "", "../etc/passwd", "europe/london", "Mars/Olympus", "localtime", "Factory"]
)
def test_what_is_no_zone_is_none(name):
    assert not is_zone(name)


def test_every_offered_zone_exists_and_stands_once():
    offered = [name for _, group in zone_choices() for name, _ in group]

    assert len(offered) == len(set(offered)) > 400
    assert all(is_zone(name) and ZoneInfo(name) for name in offered)
    assert {"Europe/London", "America/New_York", "Asia/Kolkata", "UTC"} <= set(offered)


def test_offered_zones_reach_regions_with_numbers_of_their_own():
    reached = {region_of_zone(name) for _, group in zone_choices() for name, _ in group} - {""}

    assert len(reached) == 32
    assert all(region_of(code).code == code for code in reached)


def test_a_zone_is_written_without_underscores():
    assert written("America/New_York") == "America/New York"


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Asia/Calcutta", "Asia/Kolkata", True),
        ("Europe/London", "GB", True),
        ("GB", "GB-Eire", True),
        ("US/Eastern", "America/New_York", True),
        ("Europe/Oslo", "Europe/Berlin", False),
        ("Europe/London", "Europe/Lisbon", False),
        ("Mars/Olympus", "Mars/Olympus", True),
    ],
)
def test_names_of_one_place_are_the_same_zone(one, other, are):
    assert are_same(one, other) is are
    assert are_same(other, one) is are
