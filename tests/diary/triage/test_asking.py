"""In which order signs are asked about, and what stands beside them."""

from dataclasses import replace

import pytest

from cramps.regions import region_of
from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.triage.asking import BEARS_ON, hints, in_order, to_ask_about
from diary.triage.signs import CATALOGUE, LIST_C, LIST_D, SIGNS
from diary.triage.tiers import Tier
from diary.vocabulary import Condition, MedicineKind
from tests.diary.triage.diaries import GB, TODAY, ago, cramp, day, diary, living_with, taking, visit


def codes(signs, background):
    return [sign.code for sign in in_order(signs, background, TODAY)]


@pytest.mark.parametrize("signs", [LIST_C, LIST_D, CATALOGUE])
def test_order_is_that_of_the_list_without_a_background(signs):
    assert in_order(signs, NOTHING_SAID, TODAY) == list(signs)
    assert in_order(signs, living_with("lung_disease"), TODAY) == list(signs)


@pytest.mark.parametrize(
    ("background", "signs", "first"),
    [
        (Background(pregnant=True), LIST_C, "pregnant_swelling"),
        (taking("diuretic"), LIST_C, "fluid_loss"),
        (living_with("previous_clot"), LIST_C, "one_leg_swollen_hot"),
        (living_with("low_salt_diet"), LIST_C, "heat_over_hour"),
        (taking("statin"), LIST_D, "statin_muscle_pain"),
        (taking("quinine"), LIST_D, "quinine_bleeding"),
        (living_with("artery_disease"), LIST_D, "rest_pain_foot"),
    ],
)
def test_what_bears_on_somebody_comes_first_in_its_level(background, signs, first):
    urgent = [code for code in codes(signs, background) if SIGNS[code].tier is Tier.URGENT]

    assert urgent[0] == first


def test_order_changes_within_a_level_alone():
    background = Background(
        pregnant=True,
        conditions=frozenset(Condition.values) - {"diabetes"},
        medicines=tuple(TakenMedicine(code) for code in MedicineKind if code != "blood_thinner"),
    )
    for signs in (LIST_C, LIST_D, CATALOGUE):
        ordered = in_order(signs, background, TODAY)
        assert sorted(sign.code for sign in ordered) == sorted(sign.code for sign in signs)
        assert [(sign.asked, sign.tier) for sign in ordered] == [(sign.asked, sign.tier) for sign in signs]
    emergencies = [sign.code for sign in LIST_C if sign.tier is Tier.EMERGENCY]
    assert codes(LIST_C, background)[: len(emergencies)] == emergencies


def test_raised_sign_stands_in_its_new_level():
    assert codes(LIST_C, taking("blood_thinner")).index("fell_hit_head") == 9
    assert SIGNS[codes(LIST_C, taking("blood_thinner"))[10]].tier is Tier.URGENT
    assert codes(LIST_D, living_with("diabetes")).index("skin_change") < 7


def test_what_bears_on_what_is_in_the_vocabularies():
    assert set(BEARS_ON) <= set(SIGNS)
    assert set().union(*BEARS_ON.values()) <= {*Condition.values, *MedicineKind.values}


def test_hints_say_what_was_noted():
    background = Background(
        conditions=frozenset({"diabetes", "heart_disease"}),
        medicines=(TakenMedicine("blood_thinner"), TakenMedicine("statin", ago(9), "Simva")),
    )

    assert hints(NOTHING_SAID, TODAY, GB) == {}
    assert hints(background, TODAY, GB) == {
        "skin_change": "You noted: Diabetes. With it, this needs advice today.",
        "fell_hit_head": "You noted: Blood thinner (warfarin or another). With it, this is a reason to go to an "
        "emergency department now (999).",
        "heat_over_hour": "Any cramp in the heat counts, because you noted: Heart disease (heart failure, angina or "
        "another).",
        "new_medicine": "You noted: Simva (Statin), since 11 November 2026.",
    }
    assert "(911)" in hints(taking("blood_thinner"), TODAY, region_of("US"))["fell_hit_head"]


@pytest.mark.parametrize(("begun", "is_recent"), [(0, True), (365, True), (366, False), (None, False), (-1, False)])
def test_medicine_is_new_for_a_year(begun, is_recent):
    background = taking("other", begun)

    assert ("new_medicine" in hints(background, TODAY, GB)) is is_recent
    assert bool(to_ask_about(diary([cramp(0)], background=background), TODAY)) is is_recent


@pytest.mark.parametrize(
    ("episodes", "days", "seen", "asks"),
    [
        ([cramp(9)], [], [], True),
        ([cramp(21)], [], [], False),
        ([], [], [], False),
        ([cramp(9)], [], [visit(19)], False),
        ([cramp(9)], [], [visit(20)], True),
        ([cramp(9)], [], [visit(0)], False),
        ([cramp(9, signs=("new_medicine",))], [], [], False),
        ([cramp(9), cramp(21, signs=("new_medicine",))], [], [], True),
        ([cramp(9)], [day(20, signs=("new_medicine",))], [], False),
        ([cramp(9, signs=())], [day(5, signs=("twitching",))], [], True),
    ],
)
def test_new_medicine_is_asked_about_until_answered(episodes, days, seen, asks):
    found = to_ask_about(diary(episodes, days, seen, taking("statin", 20)), TODAY)

    assert [medicine.code for medicine in found] == ["statin"] * asks


@pytest.mark.parametrize(("sign", "asks"), [("new_medicine", False), ("swelling_mild", True)])
def test_new_medicine_ticked_long_ago_is_an_answer_and_no_other_sign_is(sign, asks):
    told = replace(diary([cramp(0)], background=taking("statin", 90)), old_signs=[(f"sign:{sign}", ago(40))])

    assert bool(to_ask_about(told, TODAY)) is asks


def test_new_medicine_needs_a_cramp_of_four_weeks():
    assert to_ask_about(diary([cramp(27)], background=taking("statin", 90)), TODAY)
    assert not to_ask_about(diary([cramp(28)], background=taking("statin", 90)), TODAY)
