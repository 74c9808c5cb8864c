import re

import pytest

from diary.models import Cramp, Day
from diary.report.discretion import Discretion
from diary.triage import messages
from diary.triage.findings import RULES
from diary.triage.signs import SIGNS
from diary.vocabulary import Condition, MedicineKind, Trigger

TELL_OF_ALCOHOL = re.compile(r"alcohol|\bwine\b|\bbeer\b", re.IGNORECASE)
TELL_OF_PREGNANCY = re.compile(r"pregnan|\bbaby\b|maternity|midwife|\bbirth", re.IGNORECASE)


def everything_with_words():
    """Every code that may stand in a report, with what people read of it."""
    yield from (
        (rule, f"{messages.rule_text(rule)} {messages.ticked(rule, is_heat=False)}")
        for rule in RULES
        if messages.what_was_ticked(rule)
    )
    yield from ((rule, messages.threshold(rule)) for rule in RULES)
    yield from ((code, f"{sign.question} {sign.short}") for code, sign in SIGNS.items())
    for vocabulary in (Trigger, Condition, MedicineKind):
        yield from ((code, str(label)) for code, label in vocabulary.choices)


def test_codes_tell_of_alcohol_and_pregnancy_as_their_words_do():
    discreet = Discretion()

    leaks = [
        code
        for code, words in everything_with_words()
        if discreet.shows(code) and (TELL_OF_ALCOHOL.search(words) or TELL_OF_PREGNANCY.search(words))
    ]

    assert leaks == []


@pytest.mark.parametrize(
    ("code", "discretion", "is_shown"),
    [
        ("heavy_alcohol", Discretion(), False),
        ("heavy_alcohol", Discretion(with_pregnancy=True), False),
        ("heavy_alcohol", Discretion(with_alcohol=True), True),
        ("sign:pregnant_swelling", Discretion(with_alcohol=True), False),
        ("sign:pregnant_swelling", Discretion(with_pregnancy=True), True),
        ("frequent", Discretion(), True),
    ],
)
def test_discretion_shows_what_was_asked_for(code, discretion, is_shown):
    assert discretion.shows(code) is is_shown


def test_hiding_never_turns_an_answer_into_none():
    cramp = Discretion().hide(Cramp(triggers=["alcohol"], signs=["heavy_alcohol", "dark_urine"], note="Mine"))

    assert (cramp.triggers, cramp.signs, cramp.note) == (None, ["dark_urine"], "")


def test_hiding_keeps_an_answer_of_none():
    cramp = Discretion().hide(Cramp(triggers=[], signs=None))

    assert (cramp.triggers, cramp.signs) == ([], None)


def test_hiding_a_day_leaves_out_alcohol_and_its_note():
    day = Discretion().hide_day(Day(alcohol=True, caffeine=True, note="Mine"))

    assert (day.alcohol, day.caffeine, day.note) == (None, True, "")
