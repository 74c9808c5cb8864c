"""What a visit settles, what it quietens, and when it got worse since."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.episodes import DayEntry, Seen
from tests.diary.triage.diaries import ago, at, cramp, cramps_on, day, flag, free, reason, tiers, visit

DARK = ("dark_urine",)


@pytest.mark.parametrize(("hour", "settled"), [(14, True), (15, False), (16, False)])
def test_visit_settles_what_began_before_it(hour, settled):
    cramps = [cramp(3, hour=hour, signs=DARK)]

    assert bool(tiers(cramps, seen=[visit(3, hour=15)])) is not settled


def test_visit_settles_by_the_clock_and_not_by_the_diary_day():
    # The night after the visit has the visit's diary day; the cramp began at 02:00, after it.
    night_after = cramp(3, started_at=at(2, 2), signs=DARK)

    assert tiers([night_after], seen=[visit(3, hour=15)])
    assert tiers([night_after], seen=[visit(3)])
    assert not tiers([night_after], seen=[visit(2, hour=9)])


def test_visit_without_a_time_is_the_end_of_its_date():
    assert not tiers([cramp(3, hour=23, signs=DARK)], seen=[visit(3)])
    assert tiers([cramp(2, hour=0, signs=DARK)], seen=[visit(3)])


@pytest.mark.parametrize(("ticked", "settled"), [(14, True), (15, False), (16, False)])
def test_visit_settles_day_signs_ticked_before_it(ticked, settled):
    days = [day(3, signs=DARK, signs_at=at(3, ticked))]

    assert bool(tiers(days=days, seen=[visit(3, hour=15)])) is not settled


def test_visit_does_not_settle_a_day_sign_ticked_later_for_an_earlier_day():
    days = [day(5, signs=DARK, signs_at=at(2, 9))]

    assert tiers(days=days, seen=[visit(3)])
    assert not tiers(days=days, seen=[visit(2)])


def test_visit_without_a_time_settles_the_day_signs_of_its_date():
    assert not tiers(days=[day(3, signs=DARK)], seen=[visit(3)])
    assert tiers(days=[day(3, signs=DARK)], seen=[visit(3, hour=23)])
    assert tiers(days=[day(2, signs=DARK)], seen=[visit(3)])


def test_visit_of_the_day_asked_about_counts_and_a_later_one_does_not():
    cramps = [cramp(5, signs=DARK)]

    assert tiers(cramps, seen=[visit(3)], on=4) == {"sign:dark_urine": "emergency"}
    assert tiers(cramps, seen=[visit(3)], on=3) == {}


def test_visit_settles_old_signs_too():
    cramps = [cramp(40, signs=DARK)]

    assert flag(cramps).not_talked_about
    assert not flag(cramps, seen=[visit(5)]).not_talked_about
    assert flag(cramps, seen=[visit(41)]).not_talked_about


def test_since_sees_the_visits_of_then():
    cramps = [cramp(9, signs=("wasting",)), cramp(3, signs=("wasting",))]

    assert reason("sign:wasting", cramps).since == ago(9)
    assert reason("sign:wasting", cramps, seen=[visit(6)]).since == ago(3)


def test_pattern_counts_only_what_is_unsettled():
    assert "frequent" in tiers(cramps_on(0, 1, 2, 7, 8, 9))
    assert "frequent" not in tiers(cramps_on(0, 1, 2, 7, 8, 9), seen=[visit(8)])
    assert "frequent" in tiers(cramps_on(0, 1, 2, 7, 8, 9), seen=[visit(10)])


def test_pattern_must_also_be_true_of_all():
    settled, later = [cramp(9, triggers=("heat",))], cramps_on(3, 2, 1, 0, triggers=())

    # Four answers of "none" since the visit, but a trigger before it: a visit would have raised the tier.
    assert "no-trigger" not in tiers(settled + later, seen=[visit(6)])
    assert "no-trigger" in tiers(later, seen=[visit(6)])


def test_frequent_month_counts_as_true_of_all_when_frequent_is():
    cramps = cramps_on(8, 8, 7) + cramps_on(6, 5, 4, 3, 2, 1)

    assert "frequent" not in tiers(cramps)
    frequent = cramps_on(9, 8, 7) + cramps_on(6, 5, 4, 3, 2, 1)
    assert tiers(frequent) == {"frequent": "routine"}
    assert tiers(frequent, seen=[visit(7)]) == {"frequent-month": "mention"}


def test_rising_is_silent_while_a_fortnight_that_counts_began_before_the_visit():
    now, before = cramps_on(0, 1, 2, 3, 4), free(*range(14, 28))

    assert "rising" in tiers(now, before)
    assert "rising" in tiers(now, before, seen=[visit(28)])
    assert "rising" not in tiers(now, before, seen=[visit(27)])
    assert "rising" not in tiers(now, before, seen=[visit(20)])


def test_records_are_those_of_the_whole_diary():
    # The fortnight before holds only settled cramps; it is recorded all the same.
    cramps = cramps_on(0, 1, 2, 3, 4) + cramps_on(14, 15, 27)

    assert "rising" not in tiers(cramps)
    assert "rising" not in tiers(cramps, seen=[visit(14)])


LONG = {"seconds": 900}
MONTH_BEFORE = free(*range(101, 115))
"""Fourteen recorded days in the four weeks before a visit 100 days ago."""


@pytest.mark.parametrize(("days", "tier"), [(0, "mention"), (182, "mention"), (183, "routine")])
def test_visit_quietens_patterns_through_the_182nd_day(days, tier):
    asked = 200 - days
    cramps = [cramp(asked, hour=23, **LONG)]

    assert tiers(cramps, free(*range(201, 215)), [visit(200, hour=9)], on=asked) == {"long-cramp": tier}


@pytest.mark.parametrize(("recorded", "tier"), [(13, "routine"), (14, "mention")])
def test_visit_quietens_nothing_with_few_recorded_days_before_it(recorded, tier):
    days = free(*range(101, 101 + recorded))

    assert tiers([cramp(0, **LONG)], days, [visit(100)])["long-cramp"] == tier


def test_days_recorded_28_days_before_the_visit_count_and_earlier_ones_do_not():
    fewer = free(*range(101, 114))

    assert tiers([cramp(0, **LONG)], fewer + free(128), [visit(100)])["long-cramp"] == "mention"
    assert tiers([cramp(0, **LONG)], fewer + free(129), [visit(100)])["long-cramp"] == "routine"
    assert tiers([cramp(0, **LONG)], fewer + free(100), [visit(100)])["long-cramp"] == "routine"


def test_visit_never_quietens_signs():
    facts = {"signs": ("new_weakness", "twitching", "dirty_wound"), "muscle": "hand"}
    cramps = [cramp(0, **facts), cramp(0, muscle="back", duration_source="running", easing=False)]

    assert tiers(cramps, MONTH_BEFORE, [visit(100)]) == tiers(cramps, MONTH_BEFORE)


def worse(before, now, on=0, seen=100, pains=(None, None)):
    """The tier of a long cramp: cramps in the four weeks before a visit and in the last four weeks."""
    cramps = [cramp(seen + 1 + number % 28, severity=pains[0]) for number in range(before)]
    cramps += [cramp(on + number % 28, severity=pains[1], **LONG) for number in range(now)]
    return tiers(cramps, free(*range(seen + 1, seen + 29)), [visit(seen)], on=on).get("long-cramp")


@pytest.mark.parametrize(
    ("before", "now", "tier"),
    [
        (8, 11, "mention"),
        (8, 12, "routine"),
        (4, 7, "mention"),
        (4, 8, "routine"),
        (20, 29, "mention"),
        (20, 30, "routine"),
        (51, 76, "mention"),
        (51, 77, "routine"),
        (0, 3, "mention"),
        (0, 4, "routine"),
    ],
)
def test_worse_is_half_as_many_again_and_four_more(before, now, tier):
    assert worse(before, now) == tier


@pytest.mark.parametrize(
    ("before", "now", "pains", "tier"),
    [
        (4, 4, (5, 7), "routine"),
        (4, 4, (5, 6), "mention"),
        (3, 4, (5, 7), "mention"),
        (4, 3, (5, 9), "mention"),
        (4, 4, (None, 9), "mention"),
    ],
)
def test_worse_is_also_two_points_more_pain(before, now, pains, tier):
    assert worse(before, now, pains=pains) == tier


@pytest.mark.parametrize(("on", "tier"), [(73, "mention"), (72, "routine")])
def test_worse_counts_from_the_28th_day_on(on, tier):
    cramps = cramps_on(*range(73, 99), **LONG)

    assert tiers(cramps, MONTH_BEFORE, [visit(100)], on=on)["long-cramp"] == tier


def test_one_visit_that_quietens_is_enough():
    cramps = cramps_on(*range(0, 27), **LONG)
    days = free(*range(31, 160))

    assert tiers(cramps, days, [visit(100)])["long-cramp"] == "routine"
    assert tiers(cramps, days, [visit(100), visit(20)])["long-cramp"] == "mention"
    assert tiers(cramps, free(*range(31, 59)), [visit(30), visit(29)])["long-cramp"] == "routine"


def test_quiet_and_worse_are_said():
    quiet = reason("long-cramp", [cramp(0, **LONG)], MONTH_BEFORE, [visit(100)])
    worse_since = reason("long-cramp", cramps_on(0, 1, 2, 3, **LONG), MONTH_BEFORE, [visit(100)])
    neither = reason("long-cramp", [cramp(0, **LONG)], [], [visit(100)])

    assert "You had this looked at on 12 Aug." in quiet.line
    assert "Worse since your visit on 12 Aug." in worse_since.line
    assert "12 Aug" not in neither.line


def test_cramps_are_judged_settled_or_not():
    # All cramps of the last four weeks but one are settled by the second visit; they still show that it got worse
    # since the first. The second has no recorded days of its own to be compared with.
    cramps = cramps_on(*range(3, 27), **LONG)
    seen = [visit(100), visit(2)]

    assert tiers([*cramps, cramp(0, **LONG)], MONTH_BEFORE, seen[:1])["long-cramp"] == "routine"
    assert tiers([*cramps, cramp(0, **LONG)], MONTH_BEFORE, seen)["long-cramp"] == "mention"
    few = cramps_on(*range(3, 9), **LONG)
    assert tiers([*few, cramp(0, **LONG)], MONTH_BEFORE, seen)["long-cramp"] == "routine"


def test_visit_in_another_zone_settles_by_its_instant():
    # 23:30 in Auckland on the day before is 10:30 UTC: a visit at 11:00 UTC settles it, one at 10:00 does not.
    late = cramp(3, started_at=datetime(2026, 11, 17, 10, 30, tzinfo=UTC), signs=DARK)

    for hour, settled in ((11, True), (10, False)):
        moment = datetime(2026, 11, 17, hour, tzinfo=UTC)
        assert bool(tiers([late], seen=[Seen(ago(3), moment, timed=True)])) is not settled


def test_two_visits_of_a_date_settle_as_the_later_one():
    cramps = [cramp(3, hour=12, signs=DARK)]

    assert tiers(cramps, seen=[visit(3, hour=9)])
    assert not tiers(cramps, seen=[visit(3, hour=15), visit(3, hour=9)])


def test_answer_without_signs_needs_no_instant():
    assert not tiers(days=[DayEntry(ago(0), signs=())])
    assert not tiers(days=[DayEntry(ago(0) - timedelta(days=1))])
