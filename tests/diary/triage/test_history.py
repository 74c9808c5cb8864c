"""The days on which the tier rose, and the visits that lowered it."""

import pytest

from tests.diary.triage.diaries import cramp, cramps_on, day, free, turns, visit

DARK = ("dark_urine",)
WEAK = ("new_weakness",)


def test_history_of_an_empty_diary_is_empty():
    assert turns() == []


def test_history_begins_with_the_first_entry():
    assert turns([cramp(50, signs=WEAK)]) == [(50, "urgent", ["sign:new_weakness"])]


def test_history_names_the_rules_of_the_tier_it_rose_to():
    cramps = [cramp(5, signs=("wasting", "twitching", "walking_pain"), seconds=900)]

    assert turns(cramps) == [(5, "urgent", ["combo:twitching-weakness"])]
    assert turns([cramp(5, signs=("wasting",), seconds=900)]) == [(5, "routine", ["sign:wasting", "long-cramp"])]


def test_history_has_no_fall():
    # Emergency, urgent, soon, nothing: only the rise stands there.
    assert turns([cramp(60, signs=DARK)]) == [(60, "emergency", ["sign:dark_urine"])]


@pytest.mark.parametrize(("second", "shown"), [(17, False), (16, False), (15, False), (14, True)])
def test_history_shows_a_rise_after_14_lower_days(second, shown):
    # A long cramp counts through the 27th day: the first until 29 days ago, so that a gap begins 28 days ago.
    cramps = [cramp(56, seconds=900), cramp(second, seconds=900)]

    assert ((second, "routine", ["long-cramp"]) in turns(cramps)) is shown


def test_history_always_shows_urgent_and_emergency():
    # Urgent on the first day, soon from the seventh, urgent again.
    assert turns([cramp(20, signs=WEAK), cramp(12, signs=WEAK)]) == [
        (20, "urgent", ["sign:new_weakness"]),
        (12, "urgent", ["sign:new_weakness"]),
    ]
    assert turns([cramp(20, signs=DARK), cramp(17, signs=DARK)]) == [
        (20, "emergency", ["sign:dark_urine"]),
        (17, "emergency", ["sign:dark_urine"]),
    ]


def test_history_shows_no_rise_while_the_tier_holds():
    assert turns([cramp(20, signs=WEAK), cramp(16, signs=("pop_bruise",))]) == [(20, "urgent", ["sign:new_weakness"])]


def test_visit_that_lowers_the_tier_is_shown_with_the_tier_after_it():
    assert turns([cramp(20, signs=WEAK)], seen=[visit(18)]) == [
        (20, "urgent", ["sign:new_weakness"]),
        (18, None, ["visit"]),
    ]
    mild = [cramp(20, signs=WEAK), cramp(18, hour=20, signs=("wasting",))]
    assert turns(mild, seen=[visit(18, hour=9)])[-1] == (18, "routine", ["visit"])


def test_visit_that_lowers_nothing_is_not_shown():
    assert turns([cramp(20, signs=WEAK)], seen=[visit(21), visit(19, hour=1), visit(18), visit(17)]) == [
        (20, "urgent", ["sign:new_weakness"]),
        (19, None, ["visit"]),
    ]


def test_visit_that_does_not_reach_the_sign_is_not_shown():
    assert turns([cramp(20, hour=15, signs=WEAK)], seen=[visit(20, hour=9)]) == [(20, "urgent", ["sign:new_weakness"])]


def test_two_visits_of_a_date_are_one_entry():
    assert turns([cramp(20, signs=WEAK)], seen=[visit(18, hour=9), visit(18)]) == [
        (20, "urgent", ["sign:new_weakness"]),
        (18, None, ["visit"]),
    ]


def test_visit_stands_before_a_rise_of_the_same_date():
    # An urgent sign has become soon; on the day of the visit there is a new one, after it.
    cramps = [cramp(20, signs=DARK), cramp(10, hour=9, signs=DARK), cramp(10, hour=18, signs=("pop_bruise",))]

    assert turns(cramps, seen=[visit(10, hour=12)])[1:] == [
        (10, "urgent", ["visit"]),
        (10, "urgent", ["sign:pop_bruise"]),
    ]


def test_visit_that_only_quietens_is_shown():
    cramps = [cramp(0, hour=20, seconds=900), cramp(1, seconds=900)]
    days = free(*range(2, 30))

    assert turns(cramps, days, [visit(0, hour=9)]) == [(1, "routine", ["long-cramp"]), (0, "mention", ["visit"])]


def test_history_can_begin_later_and_end_earlier():
    cramps = [cramp(60, signs=WEAK), cramp(30, signs=WEAK), cramp(0, signs=WEAK)]

    assert [days for days, _tier, _rules in turns(cramps)] == [60, 30, 0]
    assert [days for days, _tier, _rules in turns(cramps, first=30)] == [30, 0]
    assert [days for days, _tier, _rules in turns(cramps, first=29, on=1)] == []


def test_history_that_begins_later_knows_what_was_before():
    # A rise on the first day asked about is none when the tier was as high the day before, or 14 days before.
    long = cramps_on(40, 20, seconds=900)

    assert turns(long, first=39) == []
    assert turns([cramp(40, seconds=900), cramp(8, seconds=900)], first=8) == []


def test_history_sees_signs_of_days():
    assert turns(days=[day(9, signs=WEAK)]) == [(9, "urgent", ["sign:new_weakness"])]


def test_traveller_s_cramp_of_tomorrow_rises_today():
    assert turns([cramp(-1, signs=DARK)]) == [(0, "emergency", ["sign:dark_urine"])]
