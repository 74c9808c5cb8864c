"""What the guides of this site say, and what they must not."""

import re

import pytest

from cramps.anatomy import Muscle
from cramps.guides.catalog import FOLDER, catalog
from cramps.guides.guide import GIVES_ADVICE
from diary.triage.signs import MUSCLE_SIGNS

GUIDES = list(catalog().guides.values())
TEXTS = {path.stem: path.read_text() for path in (FOLDER / "content").glob("*.md")}


def test_guides_and_sources_are_sound():
    assert catalog().problems == ()
    assert {"right-now", "when-to-see-a-doctor", "bedtime-stretching"} <= set(catalog().guides)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_guide_lists_no_source_that_it_does_not_cite(guide):
    cited = set(re.findall(r"@([a-z0-9-]+)", TEXTS[guide.slug]))

    assert {source.id for source in guide.sources} == cited


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_part_that_gives_advice_has_a_label_or_is_cited(guide):
    if guide.kind not in GIVES_ADVICE:
        return
    parts = TEXTS[guide.slug].split("\n## ")[1:]

    unlabelled = [part.splitlines()[0] for part in parts if not re.search(r"\{[a-z-]+\}|\[@|^::: slot", part)]

    assert unlabelled == ["Calf, foot or toes"] * (guide.slug == "right-now")


# Background that was never read at a source must not be published; nor may a page calm or alarm.
@pytest.mark.parametrize(
    "phrase",
    [
        "cleveland",
        "reflux",
        "8 per month",
        "eight a month",
        "norris",
        "diener",
        "roffe",
        "icsd",
        "detox",
        "cure",
        "nothing to worry",
        "all clear",
        "perfectly",
        "don’t worry",
        "guarantee",
        "caused by",
        "you have a",
        "!",
    ],
)
@pytest.mark.parametrize("slug", TEXTS)
def test_guide_holds_no_phrase_that_it_must_not(slug, phrase):
    assert phrase not in TEXTS[slug].lower()


@pytest.mark.parametrize("slug", sorted(set(TEXTS) - {"myths-and-disagreements"}))
def test_toxins_are_spoken_of_where_they_are_answered_alone(slug):
    """One founding article speaks of them: its claim is told in one box, and found under that word."""
    text = TEXTS[slug].lower()
    if slug == "causes-and-triggers":
        text = re.sub(r"^::: disagree c6 .*?^:::$|^aliases = \[.*?\]$", "", text, flags=re.DOTALL | re.MULTILINE)

    assert "toxin" not in text


@pytest.mark.parametrize("source", catalog().sources.values(), ids=lambda source: source.id)
def test_source_says_what_was_read(source):
    assert source.read
    assert source.short
    assert source.url.startswith("http") or source.kind == "founding"


def test_relief_is_given_only_for_muscles_that_are_no_sign():
    given = {muscle for guide in GUIDES if guide.kind == "relief" for muscle in guide.muscles}

    assert given
    assert not given & (set(MUSCLE_SIGNS) | {Muscle.HAND})


def test_bedtime_routine_is_the_dose_that_was_tested():
    text = TEXTS["bedtime-stretching"]

    assert "hold 10 seconds, rest 10 seconds, three times. Both legs." in text
    assert "six weeks" in text
    assert "It may not make them fewer." in text


def test_sentences_are_short_enough_for_a_tired_reader():
    for slug, text in TEXTS.items():
        body = re.sub(r"\[@[^\]]*\]|\{[a-z-]+\}|\(guide:[^)]*\)|[*\[\]]", "", text.split("+++")[2])
        sentences = [s for s in re.split(r"(?<=[.?:;])\s+|\n", body) if s.strip()]
        lengths = sorted(len(sentence.split()) for sentence in sentences)

        assert lengths[len(lengths) // 2] <= 14, slug
        assert lengths[-1] <= 40, slug
