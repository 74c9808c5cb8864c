"""The clock, over every zone of the world and the worst of them by name."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cramps.zones import zone_names
from diary import clock
from diary.vocabulary import IN_BED, Activity

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ST_JOHNS = ZoneInfo("America/St_Johns")

HARD_ZONES = [
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Apia",  # 30 December 2011 does not exist
    "Africa/Casablanca",  # summer time is switched off for Ramadan
    "Pacific/Chatham",  # +12:45, +13:45
    "America/St_Johns",  # -3:30; its clocks used to change at 00:01
    "Asia/Kathmandu",  # +5:45
    "Africa/Monrovia",  # -0:44:30 until 1972
    "America/Sao_Paulo",  # 00:00 did not exist on the first day of summer
    "Asia/Beirut",
    "Antarctica/Troll",  # two hours at once
    "Pacific/Kiritimati",
    "Europe/Dublin",  # winter time is the exception
]
zones = (st.sampled_from(HARD_ZONES) | st.sampled_from(sorted(zone_names()))).map(ZoneInfo)
walls = st.datetimes() | st.datetimes(datetime(1970, 1, 1), datetime(2037, 12, 31))
instants = st.datetimes(datetime(1, 1, 4), datetime(9999, 12, 27), timezones=st.just(UTC)) | st.datetimes(
    datetime(1970, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)
)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
activities = st.sampled_from(["", *Activity.values])
offsets = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))


def naive(shown: datetime) -> datetime:
    return shown.replace(tzinfo=None, fold=0)


# Wall time to instant


@settings(max_examples=400)
@given(wall=walls, zone=zones, offset=offsets)
@example(wall=datetime.min, zone=APIA, offset=None)
@example(wall=datetime.max, zone=NEW_YORK, offset=None)
@example(wall=datetime(2011, 12, 30, 3, 0), zone=APIA, offset=timedelta(hours=14))
def test_instant_is_found_for_every_wall_time(wall, zone, offset):
    instant = clock.instant_of(wall, zone, offset)

    assert instant.tzinfo is UTC
    assert isinstance(clock.diary_day(clock.wall_of(instant, zone), "asleep"), date)


@settings(max_examples=400)
@given(instant=instants, zone=zones)
@example(instant=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), zone=LONDON)
@example(instant=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), zone=LONDON)
def test_instant_survives_the_way_over_wall_time_and_offset(instant, zone):
    shown = clock.wall_of(instant, zone)

    assert clock.instant_of(naive(shown), zone, shown.utcoffset()) == instant


@settings(max_examples=400)
@given(instant=instants, zone=zones)
def test_instant_without_an_offset_is_the_first_of_its_wall_time(instant, zone):
    first = clock.instant_of(naive(clock.wall_of(instant, zone)), zone)

    assert first <= instant
    assert naive(clock.wall_of(first, zone)) == naive(clock.wall_of(instant, zone))


@settings(max_examples=400)
@given(wall=st.datetimes(datetime(1900, 1, 1), datetime(2037, 12, 31)), zone=zones)
@example(wall=datetime(2011, 12, 30, 12, 0), zone=APIA)
@example(wall=datetime(2026, 3, 29, 1, 30), zone=LONDON)
def test_wall_time_that_was_skipped_moves_forward(wall, zone):
    moved = naive(clock.wall_of(clock.instant_of(wall, zone), zone)) - wall

    assert bool(moved) is (clock.showings(wall, zone) == ())
    assert timedelta(0) <= moved <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("zone", "wall", "offset", "expected"),
    [
        # Skipped: forward by what was skipped.
        (LONDON, datetime(2026, 3, 29, 1, 30), None, datetime(2026, 3, 29, 1, 30)),
        (LORD_HOWE, datetime(2026, 10, 4, 2, 15), None, datetime(2026, 10, 3, 15, 45)),
        (APIA, datetime(2011, 12, 30, 3, 0), None, datetime(2011, 12, 30, 13, 0)),
        # Shown twice: the first, or the one that the offset names.
        (LONDON, datetime(2026, 10, 25, 1, 30), None, datetime(2026, 10, 25, 0, 30)),
        (LONDON, datetime(2026, 10, 25, 1, 30), timedelta(hours=1), datetime(2026, 10, 25, 0, 30)),
        (LONDON, datetime(2026, 10, 25, 1, 30), timedelta(0), datetime(2026, 10, 25, 1, 30)),
        (NEW_YORK, datetime(2026, 11, 1, 1, 30), timedelta(hours=-5), datetime(2026, 11, 1, 6, 30)),
        (LORD_HOWE, datetime(2026, 4, 5, 1, 45), timedelta(hours=10.5), datetime(2026, 4, 4, 15, 15)),
        # An offset that the zone does not have at that time says nothing.
        (LONDON, datetime(2026, 10, 25, 1, 30), timedelta(hours=5), datetime(2026, 10, 25, 0, 30)),
        (LONDON, datetime(2026, 7, 1, 1, 30), timedelta(0), datetime(2026, 7, 1, 0, 30)),
        # Offsets of odd minutes and seconds.
        (ZoneInfo("Asia/Kathmandu"), datetime(2026, 11, 4, 2, 14), None, datetime(2026, 11, 3, 20, 29)),
        (ZoneInfo("Pacific/Chatham"), datetime(2026, 11, 4, 2, 14), None, datetime(2026, 11, 3, 12, 29)),
        (ZoneInfo("Africa/Monrovia"), datetime(1971, 11, 4, 2, 14), None, datetime(1971, 11, 4, 2, 58, 30)),
    ],
)
def test_instant_of_wall_times_around_clock_changes(zone, wall, offset, expected):
    assert clock.instant_of(wall, zone, offset) == expected.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "count"),
    [
        (LONDON, datetime(2026, 3, 29, 1, 30), 0),
        (LONDON, datetime(2026, 3, 29, 2, 0), 1),
        (LONDON, datetime(2026, 10, 25, 1, 0), 2),
        (LONDON, datetime(2026, 10, 25, 2, 0), 1),
        (LORD_HOWE, datetime(2026, 4, 5, 1, 29), 1),
        (LORD_HOWE, datetime(2026, 4, 5, 1, 30), 2),
        (APIA, datetime(2011, 12, 30, 23, 59), 0),
        (APIA, datetime(2011, 12, 31, 0, 0), 1),
        (APIA, datetime.min, 0),
    ],
)
def test_wall_time_is_shown_never_once_or_twice(zone, wall, count):
    showings = clock.showings(wall, zone)

    assert len(showings) == count
    assert list(showings) == sorted(showings)


def test_instants_are_subtracted_in_utc():
    """An hour of the night of the change lasts as long as it lasted, not as long as the wall says."""
    before = clock.instant_of(datetime(2026, 10, 25, 0, 30), LONDON)
    after = clock.instant_of(datetime(2026, 10, 25, 2, 30), LONDON)

    assert after - before == timedelta(hours=3)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "localtime", "../../etc/passwd", "europe/london", "Europe/"])
def test_zone_that_is_none_is_refused(name):
    with pytest.raises(clock.UnknownZone):
        clock.get_zone(name)


@pytest.mark.parametrize("name", ["Europe/Kiev", "Europe/Kyiv", "US/Eastern", "Asia/Calcutta", "UTC"])
def test_zone_keeps_old_names(name):
    assert clock.get_zone(name).key == name


@given(day=days, hour=st.integers(0, 23), minute=st.integers(0, 59), zone=zones)
def test_hour_of_text_is_the_hour_on_the_wall(day, hour, minute, zone):
    instant = datetime.combine(day, time(hour, minute), UTC)

    read = clock.hour_of_text(f"{instant:%Y-%m-%d %H:%M:%S}", zone)

    assert read == clock.wall_of(instant, zone).hour


# Days


@pytest.mark.parametrize(
    ("wall", "activity", "day"),
    [
        ("2026-11-04 02:14", "asleep", "2026-11-03"),
        ("2026-11-04 02:14", "", "2026-11-03"),
        ("2026-11-04 05:59", "", "2026-11-03"),
        ("2026-11-04 06:00", "", "2026-11-04"),
        ("2026-11-04 06:00", "asleep", "2026-11-03"),
        ("2026-11-04 11:59", "resting_in_bed", "2026-11-03"),
        ("2026-11-04 12:00", "asleep", "2026-11-04"),
        ("2026-11-04 23:30", "asleep", "2026-11-04"),
        ("2026-11-04 02:14", "running", "2026-11-04"),
        ("2026-11-04 02:14", "other", "2026-11-04"),
        ("2026-11-01 00:00", "asleep", "2026-10-31"),
        ("2026-01-01 00:30", "", "2025-12-31"),
    ],
)
def test_diary_day_of_a_night_begins_the_evening_before(wall, activity, day):
    assert clock.diary_day(datetime.fromisoformat(wall), activity) == date.fromisoformat(day)


@given(wall=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), activity=activities)
def test_diary_day_is_the_date_or_the_one_before(wall, activity):
    back = wall.date() - clock.diary_day(wall, activity)

    assert back in {timedelta(0), timedelta(days=1)}
    if back:
        assert wall.time() < clock.NOON
        assert activity in IN_BED or (not activity and wall.time() < clock.MORNING)


@given(instant=instants, zone=zones, activity=activities)
def test_diary_day_of_a_wall_time_needs_no_zone(instant, zone, activity):
    shown = clock.wall_of(instant, zone)

    assert clock.diary_day(shown, activity) == clock.diary_day(naive(shown), activity)


@settings(max_examples=400)
@given(day=st.dates() | days, zone=zones)
@example(day=date.max, zone=NEW_YORK)
@example(day=date.min, zone=APIA)
@example(day=date(2011, 12, 30), zone=APIA)
def test_date_begins_before_it_ends(day, zone):
    start, end = clock.start_of(day, zone), clock.end_of(day, zone)

    assert start <= end
    if clock.showings(datetime.combine(day, clock.NOON), zone):
        assert start <= clock.noon_of(day, zone) < end
    if date(1900, 1, 1) <= day <= date(2100, 1, 1):
        # Between none (a date that was skipped) and two days (one that came twice).
        assert timedelta(0) <= end - start <= timedelta(hours=48)


@settings(max_examples=400)
@given(instant=st.datetimes(datetime(2012, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)), zone=zones)
def test_instant_lies_between_the_ends_of_its_date(instant, zone):
    day = clock.today_in(zone, instant)

    assert clock.start_of(day, zone) <= instant < clock.end_of(day, zone)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (LONDON, date(2026, 3, 29), 23),
        (LONDON, date(2026, 10, 25), 25),
        (LONDON, date(2026, 11, 3), 24),
        (LORD_HOWE, date(2026, 10, 4), 23.5),
        (APIA, date(2011, 12, 29), 24),
        (APIA, date(2011, 12, 30), 0),
        (ZoneInfo("America/Sao_Paulo"), date(2018, 11, 4), 23),
        (ST_JOHNS, date(2010, 11, 7), 25),
    ],
)
def test_date_is_as_long_as_it_was(zone, day, hours):
    assert clock.end_of(day, zone) - clock.start_of(day, zone) == timedelta(hours=hours)


@given(day=days, zone=zones)
def test_noon_stands_on_its_day(day, zone):
    shown = clock.wall_of(clock.noon_of(day, zone), zone)

    if clock.showings(datetime.combine(day, clock.NOON), zone):
        assert (shown.date(), shown.time()) == (day, clock.NOON)
    else:
        assert shown.date() >= day


# Questions about now


@pytest.mark.parametrize(
    ("now", "last_night", "tonight"),
    [
        ("2026-11-04 03:59", None, "2026-11-03"),
        ("2026-11-04 04:00", "2026-11-03", "2026-11-03"),
        ("2026-11-04 11:59", "2026-11-03", "2026-11-03"),
        ("2026-11-04 12:00", "2026-11-03", "2026-11-04"),
        ("2026-11-04 23:59", "2026-11-03", "2026-11-04"),
    ],
)
def test_night_is_asked_about_from_four_on(now, last_night, tonight):
    at = clock.instant_of(datetime.fromisoformat(now), LORD_HOWE)

    assert clock.last_night(LORD_HOWE, at) == (last_night and date.fromisoformat(last_night))
    assert clock.tonight(LORD_HOWE, at) == date.fromisoformat(tonight)


@given(instant=instants, zone=zones)
def test_tonight_is_the_diary_day_of_a_cramp_asleep(instant, zone):
    assert clock.tonight(zone, instant) == clock.diary_day(clock.wall_of(instant, zone), "asleep")


@given(instant=instants, zone=zones)
def test_last_night_is_yesterday_or_not_yet_to_be_asked(instant, zone):
    night = clock.last_night(zone, instant)

    assert night in {None, clock.today_in(zone, instant) - timedelta(days=1)}


def test_today_depends_on_the_zone():
    now = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)

    assert clock.today_in(LONDON, now) == date(2026, 11, 3)
    assert clock.today_in(APIA, now) == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(days=-3), timedelta(days=-3)),
        (timedelta(0), timedelta(0)),
        (timedelta(seconds=1), timedelta(0)),
        (timedelta(minutes=5), timedelta(0)),
    ],
)
def test_start_a_little_ahead_is_now(ahead, expected):
    now = datetime(2026, 11, 4, 2, 14, tzinfo=UTC)

    assert clock.not_ahead(now + ahead, now) == now + expected


def test_start_further_ahead_is_refused():
    now = datetime(2026, 11, 4, 2, 14, tzinfo=UTC)

    with pytest.raises(clock.InTheFuture):
        clock.not_ahead(now + timedelta(minutes=5, seconds=1), now)


# Periods


@given(last=days, length=st.integers(1, 800))
def test_period_holds_its_days_and_no_others(last, length):
    period = clock.Period.ending(last, length)

    assert len(period) == length
    assert list(period) == sorted(set(period))
    assert (next(iter(period)), period.last) == (period.first, last)
    assert all(day in period for day in period)
    assert period.first - timedelta(days=1) not in period
    assert last + timedelta(days=1) not in period
    assert "2026-11-03" not in period


@pytest.mark.parametrize("wrong_by", [timedelta(), timedelta(hours=3), timedelta(days=-400)])
@pytest.mark.parametrize("age", [timedelta(), timedelta(seconds=1), timedelta(hours=5)])
def test_age_by_a_wrong_clock_is_the_age(wrong_by, age):
    now = datetime(2026, 11, 27, 2, 14, tzinfo=UTC)

    assert clock.as_aged(now - age + wrong_by, now + wrong_by, now) == now - age


def test_age_below_nothing_is_in_the_future():
    now = datetime(2026, 11, 27, 2, 14, tzinfo=UTC)

    assert clock.as_aged(now, now - timedelta(milliseconds=400), now) == now
    with pytest.raises(clock.InTheFuture):
        clock.as_aged(now, now - timedelta(seconds=1), now)
