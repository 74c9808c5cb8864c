"""The word test, over everything that a page or a card can say of the flag: sentences in code, and in templates."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from diary.triage import messages, withdrawal, words
from diary.triage.signs import CATALOGUE, MUSCLE_SIGNS, SIGNS
from tests.diary.triage.diaries import cramp, cramps_on, diary, flag, free, visit
from tests.diary.triage.test_words import EXAMPLES, REGIONS, is_clean

ROOT = Path(settings.BASE_DIR)
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SPEAKING = [
    *sorted((ROOT / "diary/triage").glob("*.py")),
    *(ROOT / "diary" / name for name in ("flag.py", "guidance.py", "forms/sign_list.py", "templatetags/triage.py")),
]
"""Modules that hold sentences of the flag."""
NAMES_A_PART = re.compile(r"\b(card|reason|rule|level|turn|sign|found|guidance)s?\.")
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if NAMES_A_PART.search(path.read_text())]
"""Templates that show a card, a reason, a rule, a sign, the history, or what is left out."""
QUOTED = re.compile(r"{%\s*trans(?:late)?\s+\"([^\"]*)\"")
BLOCKS = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans", re.S)
NO_VERDICT = "before you have asked"
"""`new_medicine` tells to ask first: the one place with "you have" that says nothing about anybody's health."""
CONDITIONS = ("tetanus", "clot", "stroke", "torn", "tear", "thrombosis", "kidney", "heart trouble", "short of blood")
JABS = "tetanus jabs"
"""What the question about a wound has to name."""


def said_in(path):
    """Every sentence that a module marks for translation."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def shown_in(path):
    """Every sentence of a template."""
    source = path.read_text()
    return [*QUOTED.findall(source), *BLOCKS.findall(source)]


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_modules_of_the_flag_say_nothing_that_they_must_not(path):
    assert [text for text in said_in(path) if not is_clean(text.replace(NO_VERDICT, ""))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_of_the_flag_say_nothing_that_they_must_not(path):
    assert [text for text in shown_in(path) if not is_clean(text)] == []


def test_templates_and_modules_are_found_and_read():
    names = {path.name for path in TEMPLATES}

    assert {"_care_card.html", "_care_card_short.html", "_turn.html", "doctor.html", "_rule.html"} <= names
    assert {"_left_out.html", "_old_sign.html", "signs.html", "when-to-call.html", "rules.html"} <= names
    assert "Has anyone looked at this?" in shown_in(ROOT / "templates/guides/_old_sign.html")
    assert "Left out here:" in shown_in(ROOT / "templates/guides/_left_out.html")
    assert "plain water as the only drink" in said_in(ROOT / "diary/triage/messages.py")
    assert any("Worth an appointment" in text for text in said_in(ROOT / "diary/triage/words.py"))


@pytest.mark.parametrize("sign", CATALOGUE, ids=lambda sign: sign.code)
def test_question_and_why_say_nothing_that_they_must_not(sign):
    for text in (sign.question, sign.short, sign.why):
        assert is_clean(str(text).replace(NO_VERDICT, "")), text


def test_muscle_answers_say_nothing_that_they_must_not():
    for sign in MUSCLE_SIGNS.values():
        for region in REGIONS:
            assert is_clean(sign.label(region))
            assert "%" not in sign.label(region)


def test_rules_page_and_history_say_nothing_that_they_must_not():
    for rule in words.rulebook():
        for text in (rule.text, rule.why, rule.cited):
            assert is_clean(text.replace(NO_VERDICT, "")), text
    assert [
        text for text in (*words.rules_of_turns().values(), *words.PAST_LEVELS.values()) if not is_clean(text)
    ] == []


def test_what_is_left_out_is_said_without_a_verdict():
    for text in (*messages.MEASURES_SAID.values(), *withdrawal.ALSO.values()):
        assert is_clean(str(text)), text


QUIET = diary([cramp(0, seconds=900)], free(*range(101, 115)), [visit(100)])
WORSE = diary(cramps_on(0, 1, 2, 3, seconds=900), free(*range(101, 115)), [visit(100)])


@pytest.mark.parametrize("example", [*EXAMPLES.values(), QUIET, WORSE], ids=[*EXAMPLES, "quiet", "worse"])
def test_cards_say_nothing_that_they_must_not(example):
    for region in REGIONS:
        for card in words.cards(flag(example.episodes, example.days, example.seen, region=region), region, ""):
            lines = [reason.line for reason in card.reasons] + [reason.cited for reason in card.reasons]
            for text in (card.heading, card.level_text, *card.lines, *lines, card.nobody_sees, card.not_reviewed):
                assert is_clean(text), text
                assert "%" not in text


def names_a_condition(text):
    return [
        condition for condition in CONDITIONS if re.search(rf"\b{condition}s?\b", str(text).replace(JABS, "").lower())
    ]


def test_condition_is_named_in_a_why_only():
    whys = {str(sign.why) for sign in SIGNS.values()}

    for path in SPEAKING:
        for text in said_in(path):
            assert text in whys or not names_a_condition(text), text


def test_why_that_names_a_condition_says_can_or_may():
    for sign in SIGNS.values():
        for sentence in re.split(r"(?<=\.)\s", str(sign.why)):
            if names_a_condition(sentence):
                assert re.search(r"\b(can|may|more likely)\b", sentence), sentence


def test_numbers_of_another_region_are_never_said():
    for rule, example in EXAMPLES.items():
        for card in words.cards(flag(example.episodes, example.days, region=REGIONS[2]), REGIONS[2], ""):
            texts = [card.heading, *(reason.message for reason in card.reasons)]
            assert not any(re.search(r"\b(999|112|000)\b", text) for text in texts), rule
