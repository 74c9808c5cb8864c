"""Finding guides by words: in titles, other words for them, headings and text; slips of typing are forgiven.

Every word asked for has to be found; where no guide has them all, guides that have some are given, best first. A word
counts by where it stands, and less when it was only begun or mistyped.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cramps.guides.guide import Guide

IN_TITLE, IN_ALIAS, IN_SUMMARY, IN_HEADING, IN_TEXT = 10.0, 8.0, 4.0, 3.0, 1.0
WHOLE_PHRASE = 20.0
"""Where the words stand together, as asked, in a title or in other words for it."""
BEGUN, MISTYPED = 0.7, 0.6
MOST_WORDS = 8
LEAST_LETTERS = 4
"""Words shorter than this are not taken for mistyped ones."""
LEAST_LIKENESS = 0.72
# Words that say nothing about what somebody looks for.
_EMPTY = frozenset(
    (
        *("a", "an", "and", "are", "at", "be", "can", "do", "does", "for", "from", "get", "have", "how", "i", "if"),
        *("in", "is", "it", "me", "my", "of", "on", "or", "should", "the", "to", "what", "when", "why", "with", "you"),
    )
)
_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The words of a text, small and without accents: "Für K₂" is "fur", "k2"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


@dataclass(slots=True)
class Index:
    """For each word, what it counts in which guide; and the phrases under which each guide is known."""

    counts: dict[str, dict[str, float]] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)

    def add(self, slug: str, text: str, worth: float) -> None:
        """Note the words of a text; a word counts once a guide, for its best place."""
        for word in words_of(text):
            found = self.counts.setdefault(_stem(word), {})
            found[slug] = max(worth, found.get(slug, 0.0))

    def matches(self, word: str) -> Mapping[str, float]:
        """What a word counts, by guide: as it stands, else as a beginning, else as a slip of typing."""
        stem = _stem(word)
        if stem in self.counts:
            return self.counts[stem]
        begun = [known for known in self.counts if known.startswith(stem)] if len(stem) > 1 else []
        if begun:
            return self._best((known, BEGUN) for known in begun)
        if len(stem) < LEAST_LETTERS:
            return {}
        longer = [known for known in self.counts if len(known) >= LEAST_LETTERS]
        alike = process.extract(
            stem, longer, scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKENESS, limit=3, processor=None
        )
        closest = max((likeness for _known, likeness, _place in alike), default=0.0)
        return self._best((known, MISTYPED * likeness) for known, likeness, _place in alike if likeness == closest)

    def _best(self, found: Iterable[tuple[str, float]]) -> dict[str, float]:
        best: dict[str, float] = {}
        for known, share in found:
            for slug, worth in self.counts[known].items():
                best[slug] = max(worth * share, best.get(slug, 0.0))
        return best


def index_of(guides: Iterable[Guide]) -> Index:
    """The index of some guides."""
    index = Index()
    for guide in guides:
        index.add(guide.slug, guide.words, IN_TEXT)
        index.add(guide.slug, " ".join(heading.title for heading in guide.headings), IN_HEADING)
        index.add(guide.slug, guide.summary, IN_SUMMARY)
        index.add(guide.slug, " ".join([*guide.aliases, *(str(muscle.label) for muscle in guide.muscles)]), IN_ALIAS)
        index.add(guide.slug, guide.title, IN_TITLE)
        index.phrases[guide.slug] = [" ".join(words_of(name)) for name in (guide.title, *guide.aliases)]
    return index


@cache
def _index(guides: tuple[Guide, ...]) -> Index:
    return index_of(guides)


def find(guides: Sequence[Guide], text: str) -> list[Guide]:
    """The guides that fit a text, best first; all of them, as they came, where it holds no word."""
    typed = words_of(text)
    asked = [word for word in typed if word not in _EMPTY][:MOST_WORDS] or typed[:MOST_WORDS]
    if not asked:
        return [] if text.strip() else list(guides)
    index = _index(tuple(guides))
    matches = [index.matches(word) for word in asked]
    phrase = " ".join(typed[:MOST_WORDS])
    scores: dict[str, tuple[int, float]] = {}
    for guide in guides:
        found = [match[guide.slug] for match in matches if guide.slug in match]
        if found:
            is_known_so = any(f" {phrase} " in f" {name} " for name in index.phrases[guide.slug])
            scores[guide.slug] = (len(found), sum(found) + WHOLE_PHRASE * is_known_so)
    most = max((count for count, _score in scores.values()), default=0)
    kept = [guide for guide in guides if scores.get(guide.slug, (0, 0.0))[0] == most > 0]
    return sorted(kept, key=lambda guide: -scores[guide.slug][1])


def _stem(word: str) -> str:
    """A word without its plural s."""
    return word[:-1] if len(word) > LEAST_LETTERS - 1 and word.endswith("s") and not word.endswith("ss") else word
