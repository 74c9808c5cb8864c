"""Single signs: what can be ticked, how they age, which belong together."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from cramps.anatomy import Muscle
from cramps.regions import region_of
from diary.background import NOTHING_SAID
from diary.conditions import IsSignMuscle
from diary.triage.contexts import CONTEXTS
from diary.triage.findings import RULES
from diary.triage.messages import alarm_sources
from diary.triage.patterns import PATTERNS
from diary.triage.raising import calls_for_help, raises
from diary.triage.signs import CATALOGUE, LIST_C, LIST_D, MUSCLE_SIGNS, SIGNS
from diary.triage.tiers import Tier
from tests.diary.triage.diaries import GB, TODAY, ago, cramp, cramps_on, day, flag, living_with, reason, tiers


def test_signs_stand_in_their_lists_most_urgent_first():
    assert [sign.code for sign in LIST_C][:2] == ["chest_pain_or_breathless", "leg_cold_pale"]
    assert [sign.code for sign in LIST_D][-1] == "skin_change"
    assert len(LIST_C) == 18
    assert len(LIST_D) == 14
    for signs in (LIST_C, LIST_D):
        assert [sign.tier for sign in signs] == sorted((sign.tier for sign in signs), reverse=True)


def test_signs_have_codes_of_their_own():
    assert len(SIGNS) == len(CATALOGUE)


def test_sources_of_all_rules_are_known():
    known = tomllib.loads((Path(settings.BASE_DIR) / "cramps/guides/sources.toml").read_text())
    patterns = {pattern.code: pattern.sources for pattern in (*PATTERNS, *CONTEXTS)}

    for rule in RULES:
        sources = patterns.get(rule) or alarm_sources(rule)
        assert sources
        assert set(sources) <= set(known), rule


@pytest.mark.parametrize(
    ("days", "tier"),
    [(0, "emergency"), (1, "emergency"), (2, "urgent"), (6, "urgent"), (7, "soon"), (27, "soon")],
)
def test_emergency_sign_ages(days, tier):
    assert tiers([cramp(days, signs=("dark_urine",))]) == {"sign:dark_urine": tier}


@pytest.mark.parametrize(("days", "tier"), [(0, "urgent"), (6, "urgent"), (7, "soon"), (27, "soon")])
def test_urgent_sign_ages(days, tier):
    assert tiers([cramp(days, signs=("new_weakness",))]) == {"sign:new_weakness": tier}


@pytest.mark.parametrize(("code", "tier"), [("walking_pain", "soon"), ("wasting", "routine")])
@pytest.mark.parametrize("days", [0, 7, 27])
def test_lower_sign_keeps_its_tier(code, tier, days):
    assert tiers(days=[day(days, signs=(code,))]) == {f"sign:{code}": tier}


@pytest.mark.parametrize("sign", CATALOGUE, ids=lambda sign: sign.code)
def test_sign_begins_with_its_tier_and_leaves_after_27_days(sign):
    on_cramp, on_day = cramp(0, signs=(sign.code,)), day(0, signs=(sign.code,))

    assert tiers([on_cramp])[f"sign:{sign.code}"] == sign.tier.code
    assert tiers(days=[on_day])[f"sign:{sign.code}"] == sign.tier.code
    assert not flag([cramp(28, signs=(sign.code,))]).reasons


def test_sign_has_the_age_of_its_latest_tick():
    signs = [cramp(20, signs=("dark_urine",)), cramp(3, signs=("dark_urine",))]

    assert tiers(signs) == {"sign:dark_urine": "urgent"}
    assert tiers(signs, days=[day(0, signs=("dark_urine",))]) == {"sign:dark_urine": "emergency"}


def test_sign_names_its_cramps_oldest_first_and_none_for_a_day():
    late, early = cramp(1, signs=("wasting",)), cramp(9, signs=("wasting",))

    found = reason("sign:wasting", [late, early, cramp(2)], days=[day(0, signs=("wasting",))])

    assert found.cramps == (early.id, late.id)
    assert found.last == ago(0)
    assert reason("sign:wasting", days=[day(0, signs=("wasting",))]).cramps == ()


def test_sign_that_has_left_is_not_talked_about_yet():
    found = flag([cramp(40, signs=("dark_urine",)), cramp(30, muscle="back")], days=[day(28, signs=("dark_urine",))])

    assert found.tier is None
    assert [(old.rule, old.last) for old in found.not_talked_about] == [
        ("sign:dark_urine", ago(28)),
        ("muscle:back", ago(30)),
    ]


def test_sign_that_was_ticked_again_is_a_reason_and_not_an_old_one():
    found = flag([cramp(40, signs=("wasting",)), cramp(3, signs=("wasting",))])

    assert [each.rule for each in found.reasons] == ["sign:wasting"]
    assert found.not_talked_about == ()


def test_unknown_sign_is_passed_over():
    assert not flag([cramp(0, signs=("older_code",))]).reasons


@pytest.mark.parametrize(
    ("muscle", "by_age"),
    [
        ("chest", {0: "emergency", 2: "urgent", 7: "soon", 27: "soon"}),
        ("arm", {0: "urgent", 6: "urgent", 7: "soon"}),
        ("belly", {0: "urgent", 7: "soon"}),
        ("back", {0: "routine", 27: "routine"}),
    ],
)
def test_muscle_ages_like_a_sign(muscle, by_age):
    for days, tier in by_age.items():
        assert tiers([cramp(days, muscle=muscle)]) == {f"muscle:{muscle}": tier}
    assert not flag([cramp(28, muscle=muscle)]).reasons


def test_other_muscles_are_no_signs():
    for muscle in set(Muscle.values) - set(MUSCLE_SIGNS):
        assert not flag([cramp(0, muscle=muscle)]).reasons


def test_muscle_answers_name_the_number_of_the_region():
    assert MUSCLE_SIGNS["chest"].label(GB) == "Chest. Call 999 if it is a pain in the chest."
    assert "911" in MUSCLE_SIGNS["arm"].label(region_of("US"))


def test_muscles_that_are_signs_are_those_of_the_index():
    assert IsSignMuscle.template == f"(%(expressions)s IN {tuple(sorted(str(muscle) for muscle in MUSCLE_SIGNS))})"


@pytest.mark.parametrize(
    ("signs", "background", "calls"),
    [
        (("dark_urine",), NOTHING_SAID, True),
        (("new_weakness",), NOTHING_SAID, True),
        (("walking_pain", "wasting", "skin_change"), NOTHING_SAID, False),
        ((), NOTHING_SAID, False),
        (("skin_change",), living_with("diabetes"), True),
        (("skin_change",), living_with("arthritis"), False),
    ],
)
def test_signs_ticked_for_today_call_for_help(signs, background, calls):
    assert calls_for_help(signs, raises(background, TODAY)) is calls


@pytest.mark.parametrize(("days", "holds"), [(0, True), (1, True), (2, False)])
def test_cramp_that_does_not_ease_is_urgent_for_two_days(days, holds):
    running = cramp(days, duration_source="running", easing=False)

    assert tiers([running]) == ({"still-cramping": "urgent"} if holds else {})


@pytest.mark.parametrize(
    "facts",
    [
        {"duration_source": "running", "easing": True},
        {"duration_source": "running", "easing": None},
        {"duration_source": "unknown", "easing": False},
        {"duration_source": "timed", "easing": False, "seconds": 60},
    ],
)
def test_cramp_that_eases_or_has_ended_is_not_still_cramping(facts):
    assert not flag([cramp(0, **facts)]).reasons


@pytest.mark.parametrize("muscle", ["arm", "hand", "belly", "back", "chest"])
def test_wound_and_a_cramp_outside_the_legs_are_an_emergency(muscle):
    found = tiers([cramp(0, muscle=muscle)], days=[day(0, signs=("dirty_wound",))])

    assert found["combo:wound-spasms"] == "emergency"


@pytest.mark.parametrize(("wound", "holds"), [(0, True), (21, True), (22, False)])
def test_wound_counts_for_21_days(wound, holds):
    found = tiers([cramp(0, signs=("widespread_cramps",))], days=[day(wound, signs=("dirty_wound",))])

    assert ("combo:wound-spasms" in found) is holds


def test_wound_after_the_spasms_does_not_count():
    found = tiers([cramp(1, muscle="hand")], days=[day(0, signs=("dirty_wound",))])

    assert found == {"sign:dirty_wound": "urgent"}


def test_wound_in_a_leg_with_a_cramp_there_does_not_count():
    assert "combo:wound-spasms" not in tiers([cramp(0, muscle="calf", signs=("dirty_wound",))])


@pytest.mark.parametrize(("days", "tier"), [(1, "emergency"), (2, "urgent"), (6, "urgent"), (7, "soon"), (22, "soon")])
def test_wound_and_spasms_age_from_the_day_of_the_spasms(days, tier):
    found = reason("combo:wound-spasms", [cramp(days, muscle="hand")], days=[day(days + 5, signs=("dirty_wound",))])

    assert found.tier.code == tier
    assert found.last == ago(days)


def test_wound_that_is_28_days_old_is_over():
    spasms = [cramp(8, muscle="hand")]

    assert "combo:wound-spasms" in tiers(spasms, days=[day(27, signs=("dirty_wound",))])
    assert "combo:wound-spasms" not in tiers(spasms, days=[day(28, signs=("dirty_wound",))])


def test_wound_and_spasms_name_the_cramps_of_both():
    wound, spasm = cramp(9, signs=("dirty_wound",)), cramp(4, muscle="hand")

    assert reason("combo:wound-spasms", [spasm, wound, cramp(3)]).cramps == (wound.id, spasm.id)


@pytest.mark.parametrize("weakness", ["wasting", "new_weakness"])
def test_twitching_with_weakness_is_urgent(weakness):
    found = tiers(days=[day(5, signs=("twitching",)), day(9, signs=(weakness,))])

    assert found["combo:twitching-weakness"] == "urgent"


@pytest.mark.parametrize(("last", "tier"), [(0, "urgent"), (6, "urgent"), (7, "soon"), (27, "soon")])
def test_twitching_with_weakness_ages_from_the_last_tick_of_one(last, tier):
    either = [day(27, signs=("twitching",)), cramp(last, signs=("wasting",))]
    other = [day(27, signs=("wasting",)), cramp(last, signs=("twitching",))]

    for early, late in (either, other):
        assert tiers([late], days=[early])["combo:twitching-weakness"] == tier


def test_twitching_alone_or_with_old_weakness_is_routine():
    assert tiers(days=[day(0, signs=("twitching",)), day(28, signs=("wasting",))]) == {"sign:twitching": "routine"}


def test_reasons_stand_highest_first_then_in_the_order_of_rules():
    cramps = [
        *cramps_on(0, 1, 2, 7, 8, 9, seconds=700),
        cramp(0, muscle="arm", signs=("pop_bruise", "new_weakness", "dark_urine")),
    ]

    found = flag(cramps, days=[day(0, signs=("twitching", "walking_pain"))])

    assert [(each.rule, each.tier) for each in found.reasons] == [
        ("sign:dark_urine", Tier.EMERGENCY),
        ("sign:new_weakness", Tier.URGENT),
        ("sign:pop_bruise", Tier.URGENT),
        ("muscle:arm", Tier.URGENT),
        ("combo:twitching-weakness", Tier.URGENT),
        ("sign:walking_pain", Tier.SOON),
        ("sign:twitching", Tier.ROUTINE),
        ("long-cramp", Tier.ROUTINE),
        ("frequent", Tier.ROUTINE),
    ]
    assert found.tier is Tier.EMERGENCY


def test_traveller_s_cramp_of_tomorrow_counts_as_today():
    tomorrow = cramp(-1, signs=("dark_urine",))

    assert tiers([tomorrow]) == {"sign:dark_urine": "emergency"}
    assert tiers([tomorrow], on=1) == {}


def test_past_day_does_not_see_later_ones():
    cramps = [cramp(5, signs=("dark_urine",)), cramp(3, signs=("wasting",))]

    assert tiers(cramps, on=4) == {"sign:dark_urine": "emergency"}
