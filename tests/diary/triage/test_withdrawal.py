"""What relief and routines leave out while a sign is open: the table of the rules, and for which leg."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cramps.anatomy import Side
from cramps.reliefs import MEASURES
from diary.episodes import DayEntry, DiarySlice, Episode, Seen
from diary.triage.signs import CATALOGUE, SIGNS
from diary.triage.tiers import Tier
from diary.triage.withdrawal import open_signs, withdrawals

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TABLE = {
    "one_leg_swollen_hot": {"massage", "stretch", "isometric_push", "effort"},
    "pregnant_swelling": {"massage", "stretch", "isometric_push", "effort"},
    "pop_bruise": {"massage", "heat", "stretch", "isometric_push", "effort"},
    "rest_pain_foot": {"heat", "cold", "raising"},
    "new_numbness": {"heat", "cold"},
    "numbness_mild": {"heat", "cold"},
    "new_weakness": {"walking"},
    "fluid_loss": {"water"},
    "heat_over_hour": {"water"},
}
EMERGENCIES = [sign.code for sign in CATALOGUE if sign.tier is Tier.EMERGENCY]


def cramp(sign, side="", ago=0, name="a"):
    begun = NOON - timedelta(days=ago)
    return Episode(name, begun.date(), begun, signs=(sign,), side=side)


def day(sign, ago=0):
    begun = NOON - timedelta(days=ago)
    return DayEntry(begun.date(), signs=(sign,), signs_at=begun)


def found(*entries, seen=(), old=()):
    diary = DiarySlice(
        episodes=[entry for entry in entries if isinstance(entry, Episode)],
        days=[entry for entry in entries if isinstance(entry, DayEntry)],
        seen=seen,
        old_signs=old,
    )
    return [(one.sign.code, one.side) for one in withdrawals(open_signs(diary, TODAY))]


@pytest.mark.parametrize("sign", TABLE)
def test_sign_leaves_out_what_the_table_says(sign):
    [one] = withdrawals(open_signs(DiarySlice(days=[day(sign)]), TODAY))

    assert set(one.measures) == TABLE[sign]


@pytest.mark.parametrize("sign", EMERGENCIES)
def test_emergency_sign_leaves_out_everything(sign):
    [one] = withdrawals(open_signs(DiarySlice(days=[day(sign)]), TODAY))

    assert one.measures == MEASURES


def test_no_other_sign_leaves_anything_out():
    others = SIGNS.keys() - {*TABLE, *EMERGENCIES}

    assert others
    assert withdrawals(open_signs(DiarySlice(days=[day(sign) for sign in others]), TODAY)) == []


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_sign_of_one_leg_concerns_that_leg(side):
    assert found(cramp("pop_bruise", side)) == [("pop_bruise", side)]


@pytest.mark.parametrize(
    "entries",
    [
        [cramp("pop_bruise", "")],
        [cramp("pop_bruise", "both")],
        [cramp("pop_bruise", "left"), cramp("pop_bruise", "right", ago=1, name="b")],
        [cramp("pop_bruise", "left"), day("pop_bruise")],
        [cramp("pop_bruise", "left"), cramp("pop_bruise", "", ago=1, name="b")],
        [cramp("pop_bruise", "left", ago=28)],
        [cramp("pop_bruise", "left"), cramp("pop_bruise", "left", ago=60, name="b")],
    ],
    ids=["not said", "both", "one after the other", "on a day too", "once not said", "long ago", "long ago too"],
)
def test_sign_whose_side_is_not_known_concerns_both_legs(entries):
    assert found(*entries) == [("pop_bruise", "")]


def test_sign_of_one_leg_concerns_it_for_as_long_as_it_is_in_the_tier():
    assert found(cramp("pop_bruise", "left", ago=27)) == [("pop_bruise", "left")]


def test_sign_older_than_the_slice_concerns_both_legs():
    assert found(old=[("sign:pop_bruise", TODAY - timedelta(days=90))]) == [("pop_bruise", "")]


@pytest.mark.parametrize("sign", ["fluid_loss", "heat_over_hour", *EMERGENCIES])
def test_sign_of_the_whole_body_asks_for_no_side(sign):
    assert found(cramp(sign, "left")) == [(sign, "")]


def test_two_signs_each_have_their_leg():
    entries = [cramp("pop_bruise", "left"), cramp("new_numbness", "right", name="b")]

    assert found(*entries) == [("new_numbness", "right"), ("pop_bruise", "left")]


def test_visit_brings_back_what_was_left_out():
    seen = [Seen(TODAY, NOON + timedelta(hours=1), timed=True)]

    assert found(cramp("pop_bruise", "left"), day("new_numbness", ago=1), seen=seen) == []


def test_visit_before_the_sign_brings_nothing_back():
    seen = [Seen(TODAY, NOON - timedelta(hours=1), timed=True)]

    assert found(cramp("pop_bruise", "left"), seen=seen) == [("pop_bruise", "left")]


def test_visit_between_two_ticks_settles_the_first_alone():
    seen = [Seen(TODAY - timedelta(days=5), NOON - timedelta(days=5), timed=True)]

    assert found(cramp("pop_bruise", "left", ago=9), cramp("pop_bruise", "right", name="b"), seen=seen) == [
        ("pop_bruise", "right")
    ]


def test_foot_that_hurts_at_rest_gets_no_tight_bandage_either():
    numb, rest_pain = withdrawals(open_signs(DiarySlice(days=[day("new_numbness"), day("rest_pain_foot", 1)]), TODAY))

    assert (str(numb.also), str(rest_pain.also)) == ("", "No tight bandages either.")


def test_muscle_that_is_a_sign_is_no_withdrawal_by_itself():
    episode = Episode("a", TODAY, NOON, muscle="back")

    assert withdrawals(open_signs(DiarySlice([episode]), TODAY)) == []


@pytest.mark.parametrize(
    ("side", "asked", "holds"),
    [("left", "left", True), ("left", "right", False), ("", "right", True), ("left", "", True)],
)
def test_withdrawal_holds_for_its_leg(side, asked, holds):
    [one] = withdrawals(open_signs(DiarySlice([cramp("pop_bruise", side)]), TODAY))

    assert one.holds_for(asked) is holds
