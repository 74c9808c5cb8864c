"""`docs/hazards.md` promises a test for every hazard: each of them exists. What no page has a test for stands here."""

import ast
import re
from pathlib import Path

import pytest

from cramps.guides.catalog import catalog
from diary.triage.contexts import MEDICINE
from diary.triage.messages import THRESHOLDS
from diary.triage.signs import CATALOGUE

ROOT = Path(__file__).parent.parent
ROWS = [
    line.strip("|").split(" | ")
    for line in (ROOT / "docs" / "hazards.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| Hazard")
]
SHOWN = re.compile(r"`([^`:]+\.py)::(test_\w+)`")
SOURCES = sorted(path for folder in ("templates", "static/js") for path in (ROOT / folder).rglob("*.*"))


def test_hazards_are_many_and_have_a_cause_and_a_mitigation():
    assert len(ROWS) >= 20
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_hazard_names_tests_that_exist(row):
    named = SHOWN.findall(row[3])

    assert named
    assert SHOWN.sub("", row[3]).strip(" ,") == "", "nothing but names of tests"
    for path, name in named:
        tree = ast.parse((ROOT / "tests" / path).read_text())
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_nothing_dials():
    """A call is placed by a person: no link, no script and no guide holds a telephone address."""
    texts = [path.read_text() for path in SOURCES] + [part.html for guide in catalog().listed() for part in guide.parts]

    assert len(texts) > 100
    assert [text[:80] for text in texts if "tel:" in text or "callto:" in text] == []


def test_nobody_is_told_to_stop_a_medicine():
    texts = [f"{sign.question} {sign.why}" for sign in CATALOGUE] + [str(THRESHOLDS[MEDICINE])]
    texts += [part.html for guide in catalog().listed() for part in guide.parts]

    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?])\s", re.sub(r"<[^>]+>", " ", text))]
    told = [each for each in sentences if re.search(r"\bstop\b.*\b(one|medicine|tablet|statin|dose|taking)", each)]

    assert len(told) > 3
    assert [each for each in told if "not stop" not in each] == []


def test_whoever_stands_is_told_to_hold_on():
    routines = [guide for guide in catalog().listed() if guide.routine]
    standing = [guide for guide in routines if " stand" in " ".join(step.text for step in guide.routine.steps).lower()]

    assert len(standing) >= 5
    for guide in standing:
        assert re.search(r"\b(hold|wall|chair|rail|unsteady)\b", all_of(guide)), guide.slug
    assert "Stand up slowly, and hold on." in (ROOT / "templates" / "guides" / "_player.html").read_text()


def all_of(guide):
    """What a routine says, in small letters."""
    steps = " ".join(f"{step.title} {step.text}" for step in guide.routine.steps)
    return f"{steps} {' '.join(guide.routine.cautions)}".lower()
