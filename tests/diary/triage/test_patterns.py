"""Rules on patterns, each just below, at and above its thresholds."""

from datetime import timedelta

import pytest

from diary.triage.patterns import PATTERNS
from diary.triage.tiers import Tier
from tests.diary.triage.diaries import at, cramp, cramps_on, day, flag, free, reason, tiers


@pytest.mark.parametrize(("seconds", "holds"), [(599, False), (600, False), (601, True)])
def test_long_cramp_is_longer_than_ten_minutes(seconds, holds):
    assert tiers([cramp(0, seconds=seconds)]) == ({"long-cramp": "routine"} if holds else {})


@pytest.mark.parametrize(("days", "holds"), [(0, True), (27, True), (28, False)])
def test_long_cramp_counts_for_28_days(days, holds):
    assert ("long-cramp" in tiers([cramp(days, seconds=660)])) is holds


def test_long_cramp_is_not_one_that_runs_or_has_no_length():
    assert not flag([cramp(0, duration_source="running"), cramp(1, duration_source="unknown")]).reasons


def test_long_cramp_is_sourced_and_names_its_cramps():
    long, also = cramp(9, seconds=900), cramp(2, seconds=700)

    found = reason("long-cramp", [also, cramp(1, seconds=60), long, cramp(40, seconds=900)])

    assert found.cramps == (long.id, also.id)
    assert not found.own_choice
    assert set(found.sources) == {"nhs-leg-cramps", "cks-leg-cramps"}


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ([0, 1, 2, 7, 8, 9], True),
        ([4, 5, 6, 11, 12, 13], True),
        ([0, 1, 2, 7, 8], False),
        ([0, 1, 7, 8, 9], False),
        ([0, 1, 1, 7, 8, 9], False),
        ([0, 1, 2, 3, 7, 8, 14], False),
    ],
)
def test_frequent_is_three_days_in_each_of_two_weeks(days, holds):
    assert ("frequent" in tiers(cramps_on(*days))) is holds


def test_frequent_names_the_cramps_of_two_weeks():
    cramps = cramps_on(13, 12, 11, 11, 2, 1, 0)

    found = reason("frequent", [*cramps, cramp(14)])

    assert found.cramps == tuple(each.id for each in cramps)
    assert found.tier is Tier.ROUTINE
    assert found.own_choice


@pytest.mark.parametrize(
    ("days", "holds"),
    [([0, 0, 0, 0, 0], False), ([0, 0, 0, 0, 0, 27], True), ([0, 0, 0, 0, 0, 28], False), ([0] * 7, True)],
)
def test_frequent_month_is_six_cramps_in_28_days(days, holds):
    assert tiers(cramps_on(*days)) == ({"frequent-month": "mention"} if holds else {})


def test_frequent_month_gives_way_to_frequent():
    assert tiers(cramps_on(0, 1, 2, 7, 8, 9)) == {"frequent": "routine"}


@pytest.mark.parametrize(
    ("days", "holds"),
    [([0, 6, 7, 13], True), ([0, 6, 7], False), ([0, 0, 7, 8], False), ([0, 6, 7, 14], False)],
)
def test_sleep_is_two_nights_in_each_of_two_weeks(days, holds):
    assert ("sleep" in tiers(cramps_on(*days, woke_me=True))) is holds


@pytest.mark.parametrize(
    ("days", "holds"), [([0, 0, 27, 27], True), ([0, 0, 0, 27], False), ([0, 0, 28, 28], False), ([5, 5, 5, 5], False)]
)
def test_sleep_is_also_two_nights_with_two_wakings(days, holds):
    assert ("sleep" in tiers(cramps_on(*days, woke_me=True))) is holds


@pytest.mark.parametrize(
    ("facts", "woken"),
    [
        ({"woke_me": True, "activity": "sitting"}, True),
        ({"activity": "asleep"}, True),
        ({"woke_me": False, "activity": "asleep"}, False),
        ({"activity": "resting_in_bed"}, False),
        ({}, False),
    ],
)
def test_sleep_counts_wakings_said_or_begun_asleep(facts, woken):
    assert ("sleep" in tiers(cramps_on(0, 0, 1, 1, **facts))) is woken


def test_sleep_names_the_wakings_that_met_it():
    weekly = cramps_on(13, 8, 6, 0, woke_me=True)
    broken = cramps_on(20, 20, 18, 18, woke_me=True)
    others = [cramp(21, woke_me=True), cramp(14, woke_me=True), cramp(0), cramp(5, woke_me=False)]

    assert reason("sleep", weekly + others).cramps == tuple(each.id for each in weekly)
    assert reason("sleep", broken + others).cramps == tuple(each.id for each in broken)
    assert reason("sleep", weekly + broken + others).cramps == tuple(each.id for each in broken + weekly)


@pytest.mark.parametrize(
    ("pains", "holds"),
    [
        ({0: 7, 1: 7, 2: 7, 27: 7}, True),
        ({0: 7, 1: 7, 2: 7, 27: 6}, False),
        ({0: 7, 1: 7, 2: 7, 28: 7}, False),
        ({0: 9, 27: 9}, True),
        ({0: 9, 27: 8}, False),
        ({0: 9, 28: 9}, False),
    ],
)
def test_severe_is_seven_on_four_days_or_nine_on_two(pains, holds):
    assert ("severe" in tiers([cramp(days, severity=pain) for days, pain in pains.items()])) is holds


def test_severe_counts_days_not_cramps():
    assert not flag(cramps_on(0, 0, 0, 0, severity=8)).reasons
    assert not flag(cramps_on(3, 3, severity=10)).reasons


def test_severe_names_all_from_seven_when_the_four_days_hold():
    worst, severe = cramps_on(9, 8, severity=9), cramps_on(7, 6, severity=7)
    mild = [cramp(5, severity=6), cramp(4)]

    assert reason("severe", worst + severe + mild).cramps == tuple(each.id for each in worst + severe)
    assert reason("severe", worst + severe[:1] + mild).cramps == tuple(each.id for each in worst)


def test_severe_only_in_sport_is_worth_a_mention():
    in_sport = cramps_on(0, 1, 2, 3, severity=8, activity="running")

    assert tiers(in_sport)["severe"] == "mention"
    assert tiers([*in_sport, cramp(4, severity=8, activity="walking")])["severe"] == "routine"
    assert tiers([*in_sport, cramp(4, severity=6, activity="walking")])["severe"] == "mention"


def baseline(days, free_days=()):
    """Cramps in the fortnights before the last, on the days named, and days without."""
    return cramps_on(*days), free(*free_days)


def test_rising_is_five_days_and_twice_the_mean_of_three_fortnights():
    now = cramps_on(0, 3, 6, 9, 12, 13)

    for before, holds in (
        ([14, 15, 16, 28, 29, 30, 42, 43, 55], True),
        ([*range(14, 18), 28, 29, 30, 42, 43, 55], False),
    ):
        cramps, days = baseline(before)
        assert ("rising" in tiers(now + cramps, days)) is holds


@pytest.mark.parametrize(("count", "holds"), [(4, False), (5, True)])
def test_rising_needs_five_days(count, holds):
    cramps, days = baseline([], [20, 55])

    assert ("rising" in tiers(cramps_on(*range(count)) + cramps, days)) is holds


def test_rising_counts_cramp_days_not_cramps():
    cramps, days = baseline([14, 28, 42], [55])

    assert "rising" not in tiers(cramps_on(0, 0, 1, 1, 2, 2, 3, 3) + cramps, days)


def test_rising_leaves_out_a_fortnight_without_a_recorded_day():
    now, before = cramps_on(*range(6)), cramps_on(20, 21, 22, 55)

    # 6 against a mean of 2; without the fortnight that nobody recorded in. With it, the mean would be 4 / 3.
    assert "rising" in tiers(now + before)
    # 5 against (3 + 2) / 2 and against (3 + 2 + 0) / 3.
    less = cramps_on(*range(4), 8) + cramps_on(20, 21, 22, 54, 55)
    assert "rising" in tiers(less)
    assert "rising" not in tiers([*less, cramp(19), cramp(18)])
    assert "rising" in tiers([*less, cramp(19)], free(30))
    assert "rising" not in tiers([*less, cramp(19)])


@pytest.mark.parametrize(("first", "holds"), [(26, False), (27, True), (28, True)])
def test_rising_needs_a_fortnight_inside_the_diary(first, holds):
    assert ("rising" in tiers(cramps_on(*range(5)), free(first, 20))) is holds


def test_rising_leaves_out_a_fortnight_that_began_before_the_diary():
    now, before = cramps_on(*range(5)), cramps_on(14, 15, 28, 29, 30, 40)

    assert "rising" in tiers(now + before)
    assert "rising" not in tiers(now + before, free(41))


@pytest.mark.parametrize(("activity", "tier"), [("cycling", "mention"), ("walking", "routine")])
def test_rising_only_in_sport_is_worth_a_mention(activity, tier):
    now = [*cramps_on(0, 1, 2, 3, activity="running"), cramp(13, activity=activity)]

    assert tiers(now + cramps_on(14, 27))["rising"] == tier


def test_rising_names_the_cramps_of_two_weeks():
    now = cramps_on(13, 9, 5, 1, 0, 0)

    assert reason("rising", [*now, cramp(14), cramp(27)]).cramps == tuple(each.id for each in now)


def rated(latest, before, gap=0):
    """Rated cramps, oldest first: the ten before stand up to a year back."""
    old = [cramp(300 - number, severity=pain) for number, pain in enumerate(before)]
    return old + [cramp(gap + 10 - number, severity=pain) for number, pain in enumerate(latest)]


@pytest.mark.parametrize(
    ("latest", "before", "holds"),
    [
        ([5, 5, 5, 5, 5], [3] * 10, True),
        ([5, 5, 5, 5, 5], [3] * 9 + [4], False),
        ([5, 5, 5, 5, 4], [2] * 10, False),
        ([6, 6, 6, 6, 6], [4] * 10, True),
        ([6, 6, 6, 6, 6], [3] * 9, False),
        ([6, 6, 6, 6, 7], [4] * 8 + [5, 5], True),
        ([6, 6, 6, 6, 7], [4] * 7 + [5, 5, 5], False),
    ],
)
def test_pain_rising_is_two_points_over_the_ten_before_and_five(latest, before, holds):
    assert ("pain-rising" in tiers(rated(latest, before))) is holds


@pytest.mark.parametrize(("gap", "holds"), [(17, True), (18, False)])
def test_pain_rising_wants_the_last_five_within_28_days(gap, holds):
    assert ("pain-rising" in tiers(rated([8] * 5, [2] * 10, gap))) is holds


def test_pain_rising_passes_over_unrated_cramps_and_names_the_five():
    cramps = rated([8] * 5, [2] * 10)

    found = reason("pain-rising", [*cramps, cramp(8), cramp(0)])

    assert found.cramps == tuple(each.id for each in cramps[-5:])
    assert found.tier is Tier.MENTION


def test_pain_rising_orders_equal_starts_by_id():
    cramps = rated([8] * 4, [2] * 10)
    together = [cramp(0, severity=8, id="b" * 36), cramp(0, severity=0, id="a" * 36)]

    # The last five are 8 8 8 a b: 6.4; the ten before hold one 8.
    assert "pain-rising" in tiers(cramps + together)
    assert reason("pain-rising", cramps + together).cramps[-2:] == ("a" * 36, "b" * 36)


@pytest.mark.parametrize(("back", "holds"), [(27, True), (28, False), (29, False)])
def test_pain_rising_goes_by_the_day_where_days_run_backwards(back, holds):
    """Across the date line a cramp that began later may belong to a day before."""
    before, latest = [cramp(40 + n, severity=2) for n in range(10)], [cramp(n, severity=8) for n in (1, 2, 3, 4)]
    crossed = [cramp(27, 1, severity=8), cramp(back, severity=8, started_at=at(27, 2))]

    assert ("pain-rising" in tiers([*before, *latest, *crossed])) is holds


@pytest.mark.parametrize(("back", "holds"), [(27, False), (28, True), (29, True)])
def test_nothing_helps_goes_by_the_day_where_days_run_backwards(back, holds):
    """What helped in a cramp that belongs to a day before the 28 days does not count, though it began later."""
    tried = [cramp(n, helped=False) for n in (1, 2)]
    crossed = [cramp(27, 1, helped=False), cramp(back, helped=True, started_at=at(27, 2))]

    assert ("nothing-helps" in tiers([*tried, *crossed])) is holds


@pytest.mark.parametrize(
    ("helped", "holds"),
    [
        ([False, False, False], True),
        ([False, False], False),
        ([False, False, True], False),
        ([True, False, False, False], True),
        ([False, None, False, False], True),
        ([None, False, False], False),
    ],
)
def test_nothing_helps_asks_the_last_three_answered(helped, holds):
    cramps = [cramp(9 - number, helped=answer) for number, answer in enumerate(helped)]

    assert ("nothing-helps" in tiers(cramps)) is holds


@pytest.mark.parametrize(
    ("days", "holds"), [([5, 5, 5], False), ([5, 5, 4], True), ([27, 26, 25], True), ([28, 26, 25], False)]
)
def test_nothing_helps_needs_two_days_of_28(days, holds):
    assert ("nothing-helps" in tiers(cramps_on(*days, helped=False))) is holds


def test_nothing_helps_names_the_three():
    cramps = cramps_on(9, 8, 7, 6, helped=False)

    assert reason("nothing-helps", [*cramps, cramp(1)]).cramps == tuple(each.id for each in cramps[1:])


@pytest.mark.parametrize(
    ("triggers", "holds"),
    [
        ([(), (), (), ()], True),
        ([(), (), ()], False),
        ([(), (), (), (), None, None], True),
        ([(), (), (), None], False),
        ([(), (), (), (), ("heat",)], False),
    ],
)
def test_no_trigger_is_four_answers_of_none_and_no_other(triggers, holds):
    cramps = [cramp(number, triggers=answer) for number, answer in enumerate(triggers)]

    assert ("no-trigger" in tiers(cramps)) is holds


def test_no_trigger_looks_back_28_days():
    none = cramps_on(0, 1, 2, triggers=())

    assert "no-trigger" in tiers([*none, cramp(27, triggers=()), cramp(28, triggers=("heat",))])
    assert "no-trigger" not in tiers([*none, cramp(28, triggers=())])


def stretched(weeks=6, days_a_week=4, less=()):
    return [
        day(7 * week + number, stretched=True)
        for week in range(weeks)
        for number in range(days_a_week)
        if week not in less
    ]


RECORDED = free(*range(44, 56, 2))
BEFORE = cramps_on(42, 43, 45, 47)


def test_routine_not_helping_is_six_weeks_with_hardly_fewer_cramps():
    found = reason("routine-not-helping", cramps_on(0, 1, 2, 13) + BEFORE, stretched() + RECORDED)

    assert found.tier is Tier.ROUTINE
    assert len(found.cramps) == 4


@pytest.mark.parametrize(("now", "holds"), [([0, 1, 2], False), ([0, 1, 2, 3], True)])
def test_routine_not_helping_counts_less_than_a_quarter_fewer(now, holds):
    assert ("routine-not-helping" in tiers(cramps_on(*now) + BEFORE, stretched() + RECORDED)) is holds


def test_routine_not_helping_needs_four_cramps_before():
    assert "routine-not-helping" not in tiers(cramps_on(0, 1, 2, 3) + BEFORE[:3], stretched() + RECORDED)


@pytest.mark.parametrize("week", range(6))
def test_routine_not_helping_needs_four_days_of_stretching_in_each_week(week):
    days = stretched(less=[week]) + [day(7 * week + number, stretched=True) for number in range(3)]

    assert "routine-not-helping" not in tiers(cramps_on(0, 1, 2, 3) + BEFORE, days + RECORDED)
    more = [*days, day(7 * week + 6, stretched=True)]
    assert "routine-not-helping" in tiers(cramps_on(0, 1, 2, 3) + BEFORE, more + RECORDED)


def test_routine_not_helping_needs_seven_recorded_days_before():
    cramps = cramps_on(0, 1, 2, 3) + cramps_on(42, 42, 43, 43)

    assert "routine-not-helping" not in tiers(cramps, stretched() + free(44, 45, 46, 47))
    assert "routine-not-helping" in tiers(cramps, stretched() + free(44, 45, 46, 47, 48))
    assert "routine-not-helping" in tiers(cramps, stretched() + free(44, 45, 46, 47) + [day(55, stretched=False)])


def test_patterns_need_a_cramp_in_four_weeks():
    # A shortcut of the history rests on this.
    assert not flag(cramps_on(*range(28, 56), severity=9, woke_me=True, seconds=900)).reasons


def test_patterns_mark_what_is_our_own_choice():
    assert [pattern.code for pattern in PATTERNS if not pattern.own_choice] == ["long-cramp"]


def test_since_is_the_first_day_of_the_run():
    cramps = cramps_on(0, 1, 2, 7, 8, 9)

    found = reason("frequent", cramps)

    assert (found.since, found.since_at_least) == (at(0).date(), False)
    assert reason("frequent", cramps_on(*range(16))).since == at(6).date()


def test_since_starts_anew_after_a_break():
    cramps = [cramp(20, seconds=900), cramp(48, seconds=900)]

    # The first counts until 21 days ago, the second from 20 days ago on: no break.
    assert reason("long-cramp", cramps).since == at(27).date()
    assert reason("long-cramp", [cramp(20, seconds=900), cramp(49, seconds=900)]).since == at(20).date()


@pytest.mark.parametrize(("days", "at_least"), [(26, False), (27, True), (40, True)])
def test_since_is_searched_for_28_days(days, at_least):
    found = reason(
        "long-cramp", [cramp(number, seconds=900) for number in range(0, days + 1, 5)] + [cramp(days, seconds=900)]
    )

    assert found.since == max(at(days), at(27)).date()
    assert found.since_at_least is at_least


def test_sign_is_since_its_first_tick_whatever_its_tier():
    assert reason("sign:dark_urine", [cramp(9, signs=("dark_urine",))]).since == at(9).date()
    assert reason("sign:dark_urine", [cramp(9, signs=("dark_urine",))], on=9).since == at(9).date()


def test_last_cramps_tell_how_often_signs_were_answered():
    cramps = cramps_on(20, 19, signs=()) + cramps_on(8, 7, 6, 5, 4) + cramps_on(3, 2, 1, signs=())

    assert (flag(cramps).answered, flag(cramps).of_last) == (3, 8)
    assert (flag(cramps[:2]).answered, flag(cramps[:2]).of_last) == (2, 2)
    assert (flag().answered, flag().of_last) == (0, 0)


def test_night_after_an_evening_belongs_to_its_diary_day():
    # Six cramps of three nights each, though begun on mornings after: days are diary days, never starts.
    nights = [0, 1, 2, 7, 8, 9]
    cramps = [cramp(night, started_at=at(night, 3) + timedelta(days=1)) for night in nights]

    assert "frequent" in tiers(cramps)
