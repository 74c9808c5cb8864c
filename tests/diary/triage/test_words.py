"""What the flag says, and what it never says."""

import re

import pytest

from cramps.regions import ANYWHERE, region_of
from diary.background import Background
from diary.triage import messages, words
from diary.triage.assess import RULES_VERSION
from diary.triage.findings import RULES
from diary.triage.patterns import PATTERNS
from diary.triage.signs import NOBODY_SEES, SIGNS
from tests.diary.triage.diaries import (
    GB,
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
    visit,
)
from tests.diary.triage.test_patterns import BEFORE, RECORDED, rated, stretched

BANNED = (
    "normal",
    "fine",
    "safe",
    "clear",
    "nothing to worry about",
    "no sign of",
    "diagnosis",
    "you have",
    "caused by",
    "symptom of",
)
REGIONS = [GB, region_of("IE"), region_of("US"), region_of("CA"), region_of("AU"), region_of("NZ"), ANYWHERE]
EXAMPLES = {
    "long-cramp": diary([cramp(0, seconds=660)]),
    "frequent": diary(cramps_on(0, 1, 2, 7, 8, 9)),
    "frequent-month": diary(cramps_on(0, 0, 0, 0, 0, 0)),
    "sleep": diary(cramps_on(0, 0, 1, 1, woke_me=True)),
    "severe": diary(cramps_on(0, 1, severity=9)),
    "rising": diary(cramps_on(0, 1, 2, 3, 4), free(27)),
    "pain-rising": diary(rated([8] * 5, [2] * 10)),
    "nothing-helps": diary(cramps_on(0, 1, 2, helped=False)),
    "no-trigger": diary(cramps_on(0, 1, 2, 3, triggers=())),
    "routine-not-helping": diary(cramps_on(0, 1, 2, 3) + BEFORE, stretched() + RECORDED),
    "still-cramping": diary([cramp(0, duration_source="running", easing=False)]),
    "combo:wound-spasms": diary([cramp(0, muscle="hand")], [day(0, signs=("dirty_wound",))]),
    "combo:twitching-weakness": diary([cramp(0, signs=("twitching", "wasting"))]),
    "context:medicine": diary([cramp(0)], background=taking("statin", 3, "Simva")),
    "context:condition": diary([cramp(0)], background=living_with("parkinsons")),
    "context:pregnant": diary([cramp(0)], background=Background(pregnant=True)),
    "context:dialysis": diary([cramp(0)], background=living_with("dialysis")),
    **{f"sign:{code}": diary([cramp(0, signs=(code,))]) for code in SIGNS},
    **{f"muscle:{muscle}": diary([cramp(0, muscle=muscle)]) for muscle in ("chest", "arm", "belly", "back")},
}


def sentences(text):
    return re.sub(r"\s+", " ", text.lower())


def is_clean(text):
    found = sentences(text)
    return "!" not in found and not any(re.search(rf"\b{phrase}\b", found) for phrase in BANNED)


def test_examples_meet_every_rule():
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_rule_says_nothing_that_it_must_not(rule):
    example = EXAMPLES[rule]
    for region in REGIONS:
        found = reason(rule, example.episodes, example.days, region=region, background=example.background)
        assert is_clean(found.message), found.message
        assert is_clean(found.line)
        assert is_clean(found.threshold), found.threshold
        assert is_clean(found.ends), found.ends
        assert "%" not in found.message + found.threshold
    assert found.sources


@pytest.mark.parametrize("rule", RULES)
def test_rule_says_what_ends_it(rule):
    example = EXAMPLES[rule]
    before = flag(example.episodes, example.days, background=example.background)
    seen = tiers(example.episodes, example.days, [visit(0)], background=example.background)

    (found,) = [each for each in before.reasons if each.rule == rule]

    assert found.ends.startswith("It ends ")
    assert "visit that you note" in found.ends
    assert found.ends.count(".") == 1
    assert rule not in seen


@pytest.mark.parametrize("code", SIGNS)
@pytest.mark.parametrize("days", [3, 9])
def test_older_sign_says_nothing_that_it_must_not(code, days):
    for region in REGIONS:
        found = reason(f"sign:{code}", [cramp(days, signs=(code,))], region=region)
        assert is_clean(found.message), found.message
    assert is_clean(str(SIGNS[code].short))


def test_headings_and_first_lines_say_nothing_that_they_must_not():
    for text in (*words.HEADINGS.values(), *words.LEVELS.values(), words.NOT_REVIEWED, NOBODY_SEES):
        assert is_clean(str(text)), text
    for text in (*messages.THRESHOLDS.values(), *messages.PATTERN_SAID.values(), *messages.COMBO_SAID.values()):
        assert is_clean(str(text)), text
    assert is_clean(words.nothing_found(flag()))
    assert is_clean(words.nothing_found(flag([cramp(0)])))


def test_ban_finds_what_it_bans():
    assert not is_clean("All is fine.")
    assert not is_clean("Call now!")
    assert not is_clean("No\n sign of it")
    assert is_clean("It is defined, and unclear.")


def test_why_lines_name_a_condition_with_can_or_may_only():
    for sign in SIGNS.values():
        for condition in ("tetanus", "clot", "stroke", "torn", "poison"):
            if condition in str(sign.why).lower():
                assert re.search(r"\b(can|may|more likely|need)\b", str(sign.why)), sign.why


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("GB", "Call 999 now"),
        ("US", "Call 911 now"),
        ("NZ", "Call 111 now"),
        ("", "Call your local emergency number now"),
    ],
)
def test_emergency_names_the_number_of_the_region(code, call):
    region = region_of(code)
    found = flag([cramp(0, signs=("dark_urine",))], region=region)

    (card,) = words.cards(found, region, "")

    assert card.level == "emergency"
    assert card.heading == call
    assert found.reasons[0].message.startswith(f"{call}. You ticked: Pee that is brown")
    assert found.reasons[0].line.endswith(
        "This page cannot tell what it is. It stands here because waiting can do harm."
    )
    assert card.nobody_sees == "Nobody sees what you tick. This page cannot call for help."


def test_older_emergency_asks_whether_anyone_has_looked():
    found = flag([cramp(17, signs=("dark_urine",)), cramp(3, muscle="chest"), cramp(0, signs=("pop_bruise",))])

    later, urgent = words.cards(found, GB, "")

    assert (later.level, later.heading) == ("emergency-later", "Has anyone looked at this?")
    assert later.still_there == ("dark_urine",)
    assert later.offers_seen
    assert later.nobody_sees
    assert later.is_pressing
    by_rule = {each.rule: each for each in later.reasons}
    assert by_rule["sign:dark_urine"].line == (
        "On 3 Nov you ticked: Pee that is brown, red or the colour of cola (darker yellow than usual does not count)."
        " If it is still there or comes back: 999. If it has gone and nobody has looked at it: 111 today."
    )
    assert urgent.level == "urgent"
    assert not urgent.still_there
    assert not urgent.nobody_sees


def test_urgent_says_whom_to_call_and_what_to_say():
    signs = [cramp(0, signs=("new_weakness",))]

    assert (
        flag(signs)
        .reasons[0]
        .line.endswith(
            "Call 111 or your doctor today. Say: “muscle cramps, and new weakness in a leg or arm”. "
            "If it gets worse, call 999."
        )
    )
    assert (
        "Call your doctor, your doctor’s out-of-hours line or the nearest urgent care today."
        in flag(signs, region=region_of("US")).reasons[0].line
    )


def test_pregnant_calls_the_maternity_unit_first():
    found = flag([cramp(0, signs=("pregnant_swelling",))]).reasons[0]

    assert "Call your maternity unit first" in found.line


def test_routine_says_since_when_and_whose_number():
    found = flag([cramp(17, seconds=661)])

    (card,) = words.cards(found, GB, "")

    assert card.heading == "Worth an appointment"
    assert found.reasons[0].line == "Since 3 Nov: a cramp lasted about 12 minutes; up to 10 is usual."
    assert found.reasons[0].message == f"{found.reasons[0].line} NHS, NICE CKS."
    assert found.reasons[0].cited == "NHS, NICE CKS"
    long_since = flag([cramp(each, seconds=661) for each in (0, 20, 40)]).reasons[0]
    assert long_since.line.startswith("For four weeks or longer: a cramp")


def test_own_number_is_said():
    found = flag(cramps_on(0, 1, 2, 7, 8, 9)).reasons[0]

    assert found.own_choice
    assert found.cited == "our own number"
    assert found.message.endswith(" Our own number.")


def test_dates_are_written_as_in_the_region():
    assert "Nov 3" in flag([cramp(17, signs=("dark_urine",))], region=region_of("US")).reasons[0].line


def test_severe_says_which_pain_met_it():
    assert "pain of 9 or more out of 10 on 2 days" in flag(cramps_on(0, 1, severity=9)).reasons[0].line
    assert "pain of 7 or more out of 10 on 4 days" in flag(cramps_on(0, 1, 2, 3, severity=7)).reasons[0].line
    assert "pain of 7 or more out of 10 on 5 days" in flag(cramps_on(0, 1, 2, 3, 4, severity=7)).reasons[0].line


def test_card_holds_all_reasons_of_its_level():
    found = flag([cramp(0, seconds=700, signs=("wasting",), muscle="back")], days=[day(0, signs=("heavy_alcohol",))])

    soon, routine = words.cards(found, GB, "")

    assert [each.rule for each in soon.reasons] == ["sign:heavy_alcohol"]
    assert [each.rule for each in routine.reasons] == ["sign:wasting", "muscle:back", "long-cramp"]
    assert (soon.heading, soon.is_pressing) == ("Call your doctor in the next day or two", False)
    assert soon.level_text != routine.level_text


def test_no_reason_says_what_was_looked_for():
    (card,) = words.cards(flag(cramps_on(40, 39, signs=()) + cramps_on(9)), GB, "")

    assert (card.level, card.heading, card.reasons) == ("none", "What we looked for", ())
    assert card.lines == (
        "Nothing in your diary meets our list. That is not a check-up: it sees only what is here (signs answered for 2 "
        "of your last 3 cramps). If something worries you, ask.",
    )
    assert not card.offers_seen


@pytest.mark.parametrize(
    ("review", "is_reviewed"),
    [
        ("", False),
        ("Dr A. Example, GP", False),
        (f"Dr A. Example, GP, 2026-12-01, rules {RULES_VERSION}", True),
        ("Dr A. Example, GP, 2026-12-01, rules 2026-11-19", False),
        ("Dr A. Example, GP, 2027-12-01, rules 2027-11-01", True),
        (f"Dr A. Example, GP, {RULES_VERSION}", True),
        (f"Dr A. Example, GP, 2026-11-01 and 2026-11-02, rules {RULES_VERSION}", True),
    ],
)
def test_cards_say_when_no_clinician_has_reviewed_the_rules(review, is_reviewed):
    (card,) = words.cards(flag(), GB, review)

    assert card.not_reviewed == ("" if is_reviewed else "Not reviewed by a clinician.")


def test_sign_counts_once_ticked_and_a_muscle_with_one_cramp():
    found = flag([cramp(0, signs=("dark_urine",), muscle="arm")])

    assert [each.threshold for each in found.reasons] == ["Ticked once is enough.", "One cramp there is enough."]


def test_rulebook_lists_every_rule_once_with_its_words():
    book = words.rulebook()

    assert [text.rule for text in book] == list(RULES)
    assert all(text.text and text.sources for text in book)
    assert {text.rule for text in book if text.own_choice} == {
        "sign:new_numbness",
        *(pattern.code for pattern in PATTERNS if pattern.own_choice),
    }


def test_quiet_visit_is_named_on_a_mention():
    found = flag([cramp(0, seconds=900)], free(*range(18, 40)), [visit(17)])

    (card,) = words.cards(found, GB, "")

    assert card.heading == "Worth saying at your next visit"
    assert (
        card.reasons[0].line == "A cramp lasted about 15 minutes; up to 10 is usual. You had this looked at on 3 Nov."
    )


def test_long_cramp_is_said_in_minutes():
    assert messages.long_cramp() == "10 minutes"


def test_turns_name_signs_in_short_and_say_whom_the_heat_concerns():
    told = words.rules_of_turns()

    assert told["sign:fell_hit_head"].startswith("A fall with a knock to the head, or trouble walking since")
    assert told["sign:heat_over_hour"].startswith("Cramps in the heat for more than an hour (with heart disease")
    assert told["frequent"].endswith("last two weeks (our own number)")
