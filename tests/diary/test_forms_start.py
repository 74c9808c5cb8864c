"""When a cramp began: chips, wall clocks, and days."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from diary.forms.cramp import CrampForm
from tests.factories import CrampFactory, UserFactory

NIGHT = datetime(2026, 11, 4, 2, 14, 33, 250_000, tzinfo=UTC)
"""02:14 in London, in the night of 3 -> 4 November."""


def person(**kwargs):
    return UserFactory.build(**kwargs)


def asked(now=NIGHT, user=None, cramp=None, **answers):
    data = QueryDict(mutable=True)
    data.update(answers)
    return CrampForm(data, user=user or person(), now=now, cramp=cramp)


def start_of(form):
    assert form.is_valid(), form.errors
    return form.began


def stored(**kwargs):
    return CrampFactory.build(pk=1, owner=person(), **kwargs)


def test_start_untouched_is_stamped_by_the_server_in_whole_seconds():
    start = start_of(asked(when="now"))

    assert start.started_at == datetime(2026, 11, 4, 2, 14, 33, tzinfo=UTC)
    assert start.time_zone == "Europe/London"
    assert start.time_known


def test_start_left_out_is_now():
    assert start_of(asked()).started_at == NIGHT.replace(microsecond=0)


def test_start_ten_minutes_ago():
    assert start_of(asked(when="10")).started_at == datetime(2026, 11, 4, 2, 4, 33, tzinfo=UTC)


def test_start_bare_date_is_noon_with_the_time_unknown():
    start = start_of(asked(when="2026-11-03"))

    assert (start.started_at, start.time_known) == (datetime(2026, 11, 3, 12, tzinfo=UTC), False)


def test_start_unknown_time_of_a_chosen_day():
    start = start_of(asked(when="pick", date="2026-10-01", time_unknown="on"))

    assert (start.started_at, start.time_known) == (datetime(2026, 10, 1, 11, tzinfo=UTC), False)


def test_start_unknown_time_needs_its_day():
    assert list(asked(when="pick", time_unknown="on").errors) == ["date"]


@pytest.mark.parametrize(
    ("typed", "started"),
    [("02:10", datetime(2026, 11, 4, 2, 10, tzinfo=UTC)), ("23:50", datetime(2026, 11, 3, 23, 50, tzinfo=UTC))],
)
def test_start_time_alone_is_the_last_time_the_clock_showed_it(typed, started):
    assert start_of(asked(when="pick", time=typed)).started_at == started


def test_start_date_without_time_asks_for_the_time():
    assert list(asked(when="pick", date="2026-11-03").errors) == ["time"]


def test_start_takes_the_zone_of_the_browser():
    start = start_of(asked(NIGHT.replace(hour=5), when="pick", date="2026-11-03", time="21:00", zone="America/Chicago"))

    assert (start.started_at, start.time_zone) == (datetime(2026, 11, 4, 3, tzinfo=UTC), "America/Chicago")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "\x00"])
def test_start_without_a_valid_zone_takes_the_preference(zone):
    assert start_of(asked(when="now", zone=zone)).time_zone == "Europe/London"


def test_start_keeps_old_names_of_zones():
    assert start_of(asked(when="now", zone="Asia/Calcutta")).time_zone == "Asia/Calcutta"


def test_start_unknown_wins_over_a_time_that_stands_there():
    form = asked(when="pick", date="2026-11-03", time="02:00", time_unknown="on")

    assert not start_of(form).time_known


def test_start_that_the_clocks_skipped_moves_forward_and_says_so():
    now = datetime(2026, 3, 29, 9, tzinfo=UTC)

    start = start_of(asked(now, when="pick", date="2026-03-29", time="01:30"))

    assert start.started_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert "skipped 01:30" in str(start.notice)
    assert "saved as 02:30" in str(start.notice)


@pytest.mark.parametrize(
    ("offset", "hour_in_utc", "is_told"),
    [("60", 0, False), ("0", 1, False), ("", 0, True), ("-300", 0, True), ("nonsense", 0, True), ("9" * 400, 0, True)],
)
def test_start_that_came_twice_is_settled_by_the_offset_else_the_first(offset, hour_in_utc, is_told):
    now = datetime(2026, 10, 25, 9, tzinfo=UTC)

    start = start_of(asked(now, when="pick", date="2026-10-25", time="01:30", zone="Europe/London", offset=offset))

    assert start.started_at == datetime(2026, 10, 25, hour_in_utc, 30, tzinfo=UTC)
    assert bool(start.notice) == is_told


def test_start_offset_of_another_zone_settles_nothing():
    now = datetime(2026, 10, 25, 9, tzinfo=UTC)

    start = start_of(asked(now, when="pick", date="2026-10-25", time="01:30", offset="0"))

    assert start.started_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("typed", "is_now"), [("02:14", False), ("02:15", True), ("02:19", True)])
def test_start_a_little_ahead_is_now(typed, is_now):
    start = start_of(asked(when="pick", date="2026-11-04", time=typed))

    assert (start.started_at == NIGHT.replace(microsecond=0)) == is_now


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"when": "pick", "date": "2026-11-04", "time": "02:20"}, "time"),
        ({"when": "pick", "date": "2026-11-05", "time": "01:00"}, "date"),
        ({"when": "pick", "time_unknown": "on", "date": "2026-11-05"}, "date"),
        ({"when": "2027-01-01"}, "when"),
        ({"when": "pick", "date": "1899-12-31", "time": "01:00"}, "date"),
        ({"when": "pick", "time_unknown": "on", "date": "0001-01-01"}, "date"),
        ({"when": "pick", "time_unknown": "on", "date": "9999-12-31"}, "date"),
        ({"when": "pick", "date": "2026-13-45", "time": "01:00"}, "date"),
        ({"when": "pick", "date": "2026-11-03", "time": "25:00"}, "time"),
        ({"when": "yesterday"}, "when"),
        ({"when": "keep"}, "when"),
        ({"when": "\x00<script>"}, "when"),
    ],
)
def test_start_that_cannot_be_is_an_error_beside_its_field(answers, field):
    assert list(asked(**answers).errors) == [field]


def test_start_in_1900_is_taken():
    assert start_of(asked(when="pick", date="1900-01-01", time_unknown="on")).started_at.year == 1900


def test_start_passes_over_inputs_behind_chips_that_are_not_chosen():
    assert asked(when="now", date="rubbish", time="rubbish").is_valid()


@pytest.mark.parametrize(
    ("hour", "offered"),
    [
        (2, {"2026-11-03": "Earlier tonight"}),
        (8, {"2026-11-03": "Last night"}),
        (15, {"2026-11-04": "Earlier today", "2026-11-03": "Last night"}),
        (23, {"2026-11-04": "Earlier today", "2026-11-03": "Last night"}),
    ],
)
def test_start_offers_what_one_says_at_this_hour(hour, offered):
    form = asked(NIGHT.replace(hour=hour))

    chips = {code: str(words) for code, words in form.start.chips("now")}

    assert chips == offered | {
        "now": "Just now",
        "10": "10 min ago",
        "pick": "Pick a time",
    }


def test_start_keeps_a_day_on_the_screen_that_is_not_offered_any_more():
    assert "2026-06-01" in dict(asked(when="2026-06-01").start.chips("2026-06-01"))


# Added to a diary day.


@pytest.mark.parametrize(
    ("typed", "activity", "started"),
    [
        ("03:10", "", datetime(2026, 11, 2, 3, 10, tzinfo=UTC)),
        ("08:00", "asleep", datetime(2026, 11, 2, 8, 0, tzinfo=UTC)),
        ("08:00", "walking", datetime(2026, 11, 1, 8, 0, tzinfo=UTC)),
        ("03:10", "walking", datetime(2026, 11, 1, 3, 10, tzinfo=UTC)),
        ("23:00", "asleep", datetime(2026, 11, 1, 23, 0, tzinfo=UTC)),
    ],
)
def test_start_on_a_diary_day_is_in_its_night(typed, activity, started):
    form = asked(for_day="2026-11-01", when="pick", date="2026-11-01", time=typed, activity=activity)

    assert start_of(form).started_at == started


def test_start_on_a_diary_day_takes_another_date_as_it_stands():
    form = asked(for_day="2026-11-01", when="pick", date="2026-11-02", time="03:10")

    assert start_of(form).started_at == datetime(2026, 11, 2, 3, 10, tzinfo=UTC)


def test_start_on_the_day_of_today_is_never_pushed_into_the_future():
    morning = NIGHT.replace(hour=9)

    form = asked(morning, for_day="2026-11-04", when="pick", date="2026-11-04", time="03:10")

    assert start_of(form).started_at == datetime(2026, 11, 4, 3, 10, tzinfo=UTC)


def test_start_on_a_diary_day_begins_with_the_time_unknown():
    assert start_of(asked(for_day="2026-11-01")).started_at == datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("day", ["2026-11-05", "1899-12-31", "rubbish", "2026-02-30", ""])
def test_start_passes_over_a_day_on_which_no_cramp_can_be(day):
    form = asked(for_day=day)

    assert form.start.for_day is None
    assert form.start.standing == "now"


# Edited.

SUMMER = datetime(2026, 10, 25, 0, 30, 41, tzinfo=UTC)
WINTER = datetime(2026, 10, 25, 1, 30, 41, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("instant", [SUMMER, WINTER])
@pytest.mark.parametrize(
    "answers",
    [{"when": "keep"}, {}, {"when": "pick", "date": "2026-10-25", "time": "01:30"}],
    ids=["kept", "left out", "picked the same"],
)
def test_start_not_touched_keeps_the_instant(instant, answers):
    start = start_of(asked(LATER, cramp=stored(started_at=instant), **answers))

    assert start.started_at == instant


@pytest.mark.parametrize(("showing", "instant"), [("first", SUMMER), ("second", WINTER)])
@pytest.mark.parametrize("before", [SUMMER, WINTER])
def test_start_that_came_twice_can_be_changed_to_the_other(showing, instant, before):
    start = start_of(asked(LATER, cramp=stored(started_at=before), when="keep", showing=showing))

    assert start.started_at == instant


def test_start_edited_elsewhere_is_not_settled_by_the_offset_of_elsewhere():
    form = asked(
        LATER,
        cramp=stored(started_at=NIGHT),
        when="pick",
        date="2026-10-25",
        time="01:30",
        zone="Africa/Accra",
        offset="0",
    )

    assert start_of(form).started_at == SUMMER.replace(second=0)


def test_start_is_edited_in_its_own_zone_whatever_browser_and_preference_say():
    cramp = stored(started_at=NIGHT, time_zone="Asia/Tokyo")
    user = person(time_zone="America/Chicago")

    form = asked(LATER, user, cramp, when="pick", date="2026-11-04", time="10:00", zone="America/Chicago")

    assert (start_of(form).started_at, form.began.time_zone) == (datetime(2026, 11, 4, 1, tzinfo=UTC), "Asia/Tokyo")
    assert "Asia/Tokyo" in form.start.hint()


def test_start_of_an_entry_in_the_own_zone_names_no_zone():
    assert asked(LATER, cramp=stored(started_at=NIGHT)).start.hint() == ""


def test_start_can_be_made_unknown_and_known_again():
    cramp = stored(started_at=NIGHT)
    unknown = start_of(asked(LATER, cramp=cramp, when="pick", date="2026-11-03", time_unknown="on"))
    again = stored(started_at=unknown.started_at, time_known=False)

    known = start_of(asked(LATER, cramp=again, when="pick", date="2026-11-03", time="12:00"))

    assert not unknown.time_known
    assert known.time_known


def test_start_chip_of_an_entry_names_its_date_and_time():
    form = asked(LATER, person(region="US"), stored(started_at=NIGHT))

    assert dict(form.start.chips("keep"))["keep"] == "November 4, 2026, 2:14 am"


def test_start_day_in_the_zone_of_the_browser_is_today_there():
    late = datetime(2026, 11, 4, 11, tzinfo=UTC)

    form = asked(late, when="pick", date="2026-11-05", time_unknown="on", zone="Pacific/Auckland")

    assert start_of(form).started_at.date() == date(2026, 11, 4)
