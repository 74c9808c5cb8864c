"""What relief and routines leave out while a sign is open, by the table of the rules."""

import pytest

from cramps.reliefs import MEASURES
from diary.episodes import DiarySlice
from diary.triage.signs import CATALOGUE
from diary.triage.tiers import Tier
from diary.triage.withdrawal import open_signs, withdrawals
from tests.diary.triage.diaries import TODAY, ago, cramp, day, diary, visit

PRESSING = {"massage", "stretch", "isometric_push", "effort"}
TABLE = {
    "one_leg_swollen_hot": PRESSING,
    "pregnant_swelling": PRESSING,
    "pop_bruise": {"massage", "heat", "stretch", "isometric_push", "effort"},
    "leg_cold_pale": set(MEASURES),
    "rest_pain_foot": {"heat", "cold", "raising"},
    "new_numbness": {"heat", "cold"},
    "numbness_mild": {"heat", "cold"},
    "new_weakness": {"walking"},
    "fluid_loss": {"water"},
    "heat_over_hour": {"water"},
}
"""Rolling and pressing are massage here; forceful stretching is all stretching, every push and every effort."""


def left_out(*args, today=TODAY):
    """What is left out, as triples of sign, measures and side."""
    found = withdrawals(open_signs(diary(*args), today))
    return [(each.sign.code, set(each.measures), each.side) for each in found]


@pytest.mark.parametrize("sign", CATALOGUE, ids=lambda sign: sign.code)
def test_sign_leaves_out_what_the_table_says(sign):
    everything = set(MEASURES) if sign.tier is Tier.EMERGENCY else set()
    measures = TABLE.get(sign.code, everything)

    found = left_out([cramp(0, signs=(sign.code,))])

    assert found == ([(sign.code, measures, "")] if measures else [])


@pytest.mark.parametrize(("side", "withheld"), [("left", "left"), ("right", "right"), ("both", ""), ("", "")])
def test_side_of_the_cramp_is_the_side_of_what_is_left_out(side, withheld):
    assert left_out([cramp(3, signs=("pop_bruise",), side=side)])[0][2] == withheld


def test_sign_on_both_sides_or_on_a_day_is_for_both_legs():
    left, right = (cramp(3, signs=("new_numbness",), side=side) for side in ("left", "right"))

    assert left_out([left, left._replace(id="f" * 36)])[0][2] == "left"
    assert left_out([left, right])[0][2] == ""
    assert left_out([left], [day(2, signs=("new_numbness",))])[0][2] == ""
    assert left_out([], [day(2, signs=("new_numbness",))])[0][2] == ""


@pytest.mark.parametrize("code", ["fluid_loss", "heat_over_hour"])
def test_sign_of_the_whole_body_has_no_side(code):
    assert left_out([cramp(3, signs=(code,), side="left")]) == [(code, {"water"}, "")]


def test_withdrawal_holds_for_its_leg_and_for_whoever_has_not_said():
    (one,) = withdrawals(open_signs(diary([cramp(3, signs=("pop_bruise",), side="left")]), TODAY))
    (both,) = withdrawals(open_signs(diary([cramp(3, signs=("pop_bruise",))]), TODAY))

    assert [one.holds_for(side) for side in ("left", "right", "")] == [True, False, True]
    assert [both.holds_for(side) for side in ("left", "right", "")] == [True, True, True]


def test_sign_stays_open_until_a_visit_however_old():
    old = [cramp(400, signs=("pop_bruise",), side="left")]

    # Ticked too long ago to say where.
    assert left_out(old)[0][0::2] == ("pop_bruise", "")
    assert left_out(old, [], [visit(3)]) == []
    assert left_out([cramp(3, hour=9, signs=("pop_bruise",))], [], [visit(3, hour=8)])
    assert not left_out([cramp(3, hour=9, signs=("pop_bruise",))], [], [visit(3, hour=10)])


def test_sign_older_than_the_slice_is_open_for_both_legs():
    slice_ = DiarySlice(
        [cramp(3, signs=("pop_bruise",), side="left")],
        old_signs=[("sign:pop_bruise", ago(400)), ("muscle:back", ago(90))],
    )

    assert [(each.sign.code, each.side) for each in withdrawals(open_signs(slice_, TODAY))] == [("pop_bruise", "")]


def test_open_signs_stand_in_the_order_of_the_rules():
    found = open_signs(diary([cramp(2, signs=("wasting", "new_weakness", "dark_urine"), muscle="arm")]), TODAY)

    assert [each.sign.code for each in found] == ["dark_urine", "new_weakness", "wasting"]


def test_tight_bandages_are_left_out_in_words():
    (found,) = withdrawals(open_signs(diary([], [day(0, signs=("rest_pain_foot",))]), TODAY))
    (other,) = withdrawals(open_signs(diary([], [day(0, signs=("numbness_mild",))]), TODAY))

    assert str(found.also) == "No tight bandages either."
    assert str(other.also) == ""
