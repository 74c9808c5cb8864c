"""What somebody said about their health: rules of its own, signs that weigh more, nothing that weighs less."""

from datetime import date, timedelta

import pytest

from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.triage import words
from diary.triage.contexts import CONDITION_SOURCES, MEDICINE_SOURCES
from diary.triage.tiers import Tier
from diary.triage.withdrawal import open_signs, withdrawals
from diary.vocabulary import Condition, MedicineKind
from tests.diary.triage.diaries import (
    GB,
    TODAY,
    ago,
    cramp,
    cramps_on,
    day,
    diary,
    flag,
    free,
    living_with,
    reason,
    taking,
    tiers,
    turns,
    visit,
)

PREGNANT = Background(pregnant=True)


@pytest.mark.parametrize(("since", "holds"), [(27, True), (28, False)])
@pytest.mark.parametrize(
    ("rule", "background"),
    [
        ("context:medicine", taking("statin")),
        ("context:condition", living_with("diabetes")),
        ("context:pregnant", PREGNANT),
        ("context:dialysis", living_with("dialysis")),
    ],
)
def test_context_is_a_mention_with_a_cramp_in_28_days(rule, background, since, holds):
    assert tiers([cramp(since)], background=background) == ({rule: "mention"} if holds else {})


@pytest.mark.parametrize("background", [taking("statin"), living_with("diabetes", "dialysis"), PREGNANT])
def test_context_alone_is_no_reason(background):
    assert tiers(background=background) == {}
    assert tiers(days=free(0, 1, 2), background=background) == {}


def test_context_is_settled_by_a_visit():
    assert tiers([cramp(3)], [], [visit(2)], background=taking("statin")) == {}
    assert tiers([cramp(3), cramp(1)], [], [visit(2)], background=taking("statin")) == {"context:medicine": "mention"}
    assert reason(
        "context:medicine", [cramp(3), cramp(1, id="x")], [], [visit(2)], background=taking("statin")
    ).cramps == ("x",)


def test_context_says_nothing_of_a_visit_that_quietens():
    days, seen = free(*range(18, 40)), [visit(17)]
    found = flag([cramp(0, seconds=900)], days, seen, background=taking("statin"))

    by_rule = {each.rule: each for each in found.reasons}
    assert "You had this looked at" in by_rule["long-cramp"].line
    assert "You had this looked at" not in by_rule["context:medicine"].line


@pytest.mark.parametrize(("started", "on", "holds"), [(5, 5, True), (5, 6, False), (None, 20, True), (0, 0, True)])
def test_medicine_counts_from_its_first_day(started, on, holds):
    found = tiers(cramps_on(25), on=on, background=taking("statin", started))

    assert ("context:medicine" in found) is holds


@pytest.mark.parametrize("code", ["quinine", "blood_thinner", "other"])
def test_medicine_that_no_list_names_is_no_reason(code):
    assert tiers([cramp(0)], background=taking(code)) == {}


@pytest.mark.parametrize("code", ["low_salt_diet", "previous_clot"])
def test_condition_that_no_list_names_is_no_reason(code):
    assert tiers([cramp(0)], background=living_with(code)) == {}


def test_every_other_code_has_a_source():
    assert set(MedicineKind.values) - set(MEDICINE_SOURCES) == {"quinine", "blood_thinner", "other"}
    assert set(Condition.values) - set(CONDITION_SOURCES) == {"low_salt_diet", "previous_clot", "dialysis"}


def test_context_names_what_it_is_about_and_who_says_so():
    found = reason(
        "context:medicine",
        [cramp(0)],
        background=Background(
            medicines=(
                TakenMedicine("quinine"),
                TakenMedicine("naproxen", ago(17), "Naprosyn"),
                TakenMedicine("statin"),
            )
        ),
    )

    assert found.line == (
        "Cramps, and a medicine that may be linked with them: Naprosyn (Naproxen), since 3 November 2026; Statin. "
        "Ask about it before you change anything."
    )
    assert found.sources == ("aafp-2012", "garrison-2012", "nhs-leg-cramps")
    assert found.cited == "a review for family doctors, a study of medicines, NHS"
    assert not found.own_choice
    condition = reason("context:condition", [cramp(0)], background=living_with("diabetes", "low_salt_diet", "cancer"))
    assert condition.line == "Cramps, and a condition that may be linked with them: Diabetes; Cancer."
    assert condition.sources == ("bnssg-muscle-cramps", "grandner-2017")


@pytest.mark.parametrize(
    ("due", "holds"), [(None, True), (-279, True), (-280, True), (-281, False), (0, True), (42, True), (43, False)]
)
def test_pregnancy_with_a_date_holds_from_forty_weeks_before_to_six_weeks_after(due, holds):
    background = Background(pregnant=True, due_on=None if due is None else ago(due))

    assert ("context:pregnant" in tiers([cramp(0)], background=background)) is holds


def test_pregnancy_calls_the_maternity_unit_first():
    urgent = reason("sign:pop_bruise", [cramp(0, signs=("pop_bruise",))], background=PREGNANT)
    soon = reason("sign:new_medicine", [cramp(0, signs=("new_medicine",))], background=PREGNANT)
    emergency = reason("sign:dark_urine", [cramp(0, signs=("dark_urine",))], background=PREGNANT)

    assert "Call your maternity unit first, else 111 or your doctor today." in urgent.line
    assert "Call your maternity unit first." in soon.line
    assert "maternity" not in emergency.line


@pytest.mark.parametrize(
    ("sign", "background", "first", "raised"),
    [
        ("skin_change", living_with("diabetes"), "routine", "urgent"),
        ("fell_hit_head", taking("blood_thinner"), "urgent", "emergency"),
    ],
)
def test_background_makes_a_sign_more_urgent(sign, background, first, raised):
    rule = f"sign:{sign}"

    for ticks in ({"episodes": [cramp(0, signs=(sign,))]}, {"days": [day(0, signs=(sign,))]}):
        assert tiers(**ticks)[rule] == first
        assert tiers(**ticks, background=living_with("arthritis"))[rule] == first
        assert tiers(**ticks, background=background)[rule] == raised
        assert "More urgent because you noted: " in reason(rule, **ticks, background=background).line
        assert "More urgent" not in reason(rule, **ticks).line


def test_raised_sign_ages_like_one_of_its_new_tier():
    falls = {
        days: tiers([cramp(days, signs=("fell_hit_head",))], background=taking("blood_thinner")) for days in (1, 2, 7)
    }
    skin = {days: tiers([cramp(days, signs=("skin_change",))], background=living_with("diabetes")) for days in (6, 7)}

    assert [found["sign:fell_hit_head"] for found in falls.values()] == ["emergency", "urgent", "soon"]
    assert [found["sign:skin_change"] for found in skin.values()] == ["urgent", "soon"]
    older = flag([cramp(3, signs=("fell_hit_head",))], background=taking("blood_thinner"))
    (card,) = words.cards(older, GB, "")
    assert card.level == "emergency-later"


def test_blood_thinner_counts_from_its_first_day():
    fall = [cramp(1, signs=("fell_hit_head",))]

    assert tiers(fall, on=1, background=taking("blood_thinner", 0)) == {"sign:fell_hit_head": "urgent"}
    assert tiers(fall, background=taking("blood_thinner", 0)) == {"sign:fell_hit_head": "emergency"}


@pytest.mark.parametrize("condition", ["heart_disease", "low_salt_diet"])
def test_any_cramp_in_the_heat_is_a_sign_with_a_heart_or_little_salt(condition):
    hot = [cramp(0, triggers=("little_fluid", "heat"))]

    assert "sign:heat_over_hour" not in tiers(hot)
    assert "sign:heat_over_hour" not in tiers(hot, background=living_with("diabetes"))
    assert "sign:heat_over_hour" not in tiers([cramp(0, triggers=("alcohol",))], background=living_with(condition))
    assert tiers(hot, background=living_with(condition))["sign:heat_over_hour"] == "urgent"
    line = reason("sign:heat_over_hour", hot, background=living_with(condition)).line
    assert "Any cramp in the heat counts, because you noted: " in line
    assert line.startswith("You ticked: Hot day or place, with a cramp. Call 111")
    assert reason("sign:heat_over_hour", hot, background=living_with(condition)).short == "a cramp in the heat"
    ticked = [*hot, cramp(1, signs=("heat_over_hour",))]
    assert reason("sign:heat_over_hour", ticked, background=living_with(condition)).line.startswith(
        "You ticked: Cramps in the heat for more than an hour"
    )


def test_cramp_in_the_heat_ages_and_is_not_lost():
    background = living_with("heart_disease")
    found = [flag([cramp(days, triggers=("heat",))], background=background) for days in (6, 7, 27, 28)]

    assert [each.reasons[0].tier.code if each.reasons else None for each in found] == ["urgent", "soon", "soon", None]
    assert [sign.rule for sign in found[-1].not_talked_about] == ["sign:heat_over_hour"]
    assert found[-1].not_talked_about[0].short == "a cramp in the heat"
    assert not flag([cramp(28, triggers=("heat",))], [], [visit(9)], background=background).not_talked_about


def test_old_raised_sign_keeps_its_tier_in_words():
    (old,) = flag([cramp(40, signs=("fell_hit_head",))], background=taking("blood_thinner")).not_talked_about

    assert old.tier is Tier.EMERGENCY
    assert flag([cramp(40, signs=("fell_hit_head",))]).not_talked_about[0].tier is Tier.URGENT


def test_fall_on_a_blood_thinner_leaves_only_the_call():
    fallen = diary([cramp(0, signs=("fell_hit_head",))], background=taking("blood_thinner"))
    others = diary([cramp(0, signs=("fell_hit_head",))])

    (found,) = withdrawals(open_signs(fallen, TODAY))

    assert {"stretch", "massage", "walking", "water"} <= found.measures
    assert withdrawals(open_signs(others, TODAY)) == []


def test_cramp_in_the_heat_leaves_out_plain_water():
    hot = diary([cramp(0, triggers=("heat",))], background=living_with("low_salt_diet"))

    assert [found.measures for found in withdrawals(open_signs(hot, TODAY))] == [{"water"}]


def test_history_shows_what_the_background_made():
    hot, background = [cramp(20, triggers=("heat",))], living_with("heart_disease")

    assert turns(hot) == []
    assert turns(hot, background=background) == [(20, "urgent", ["sign:heat_over_hour"])]
    assert turns([cramp(20)], background=taking("statin", 10)) == [(10, "mention", ["context:medicine"])]


def test_context_tells_since_when():
    found = reason("context:medicine", cramps_on(*range(28)), background=taking("statin", 10))

    assert (found.since, found.since_at_least) == (ago(10), False)


def test_rulebook_says_for_whom_a_sign_is_more_urgent():
    raised = {text.rule: text.raised for text in words.rulebook() if text.raised}

    assert raised == {
        "sign:skin_change": "With “Diabetes” in the health context it is more urgent: advice the same day.",
        "sign:fell_hit_head": "With “Blood thinner (warfarin or another)” in the health context it is more urgent: "
        "an emergency sign.",
        "sign:heat_over_hour": "With “Heart disease (heart failure, angina or another)”, “A low-salt diet” in the "
        "health context any cramp in the heat counts like this.",
    }


def test_background_holds_nothing_that_was_not_said():
    assert not NOTHING_SAID.is_pregnant(TODAY)
    assert NOTHING_SAID.taken(TODAY) == []
    assert not Background(due_on=date(2026, 11, 20)).is_pregnant(TODAY)
    assert Background(medicines=(TakenMedicine("statin", TODAY + timedelta(days=1)),)).taken(TODAY) == []
