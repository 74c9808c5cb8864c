"""One guide: what its file says, read and rendered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from cramps.guides.routine import Routine
from cramps.guides.source import Source
from cramps.guides.text import Disagreement, Heading, Part, plain


class Kind(TextChoices):
    """What a guide is for."""

    RELIEF = "relief", _("Relief")
    MEDICAL = "medical", _("When to get help")
    PREVENTION = "prevention", _("Prevention")
    ROUTINE = "routine", _("Routines")
    UNDERSTANDING = "understanding", _("Understanding cramps")


SHORT = 5
"""So many parts need no list of contents."""
GIVES_ADVICE = frozenset({Kind.RELIEF, Kind.ROUTINE, Kind.PREVENTION})


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide.

    `audience` says who it is for. `headings` are its parts, each with the evidence of its advice, `contents` those of
    them that its list of contents offers, `labels` every evidence label in it, `claims` the ids of those that it
    carries. `routine` is what a guide of that kind walks its reader through.
    """

    slug: str
    title: str
    summary: str
    kind: Kind
    muscles: tuple[Muscle, ...]
    audience: str
    reviewed: date
    next_review: date
    sources: tuple[Source, ...]
    related: tuple[str, ...]
    aliases: tuple[str, ...]
    claims: tuple[str, ...]
    routine: Routine | None
    parts: tuple[Part, ...]
    headings: tuple[Heading, ...]
    disagreements: tuple[Disagreement, ...]
    labels: tuple[str, ...]
    contents: tuple[Heading, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that templates fill."""
        return tuple(part.slot for part in self.parts if part.slot)

    @property
    def needs_contents(self) -> bool:
        """Whether it is long and does not say itself where its list of contents goes."""
        return "contents" not in self.slots and len(self.contents) > SHORT

    @property
    def measures(self) -> frozenset[str]:
        """All that it has its reader do (codes of `cramps.reliefs.MEASURES`)."""
        own = self.routine.measures if self.routine else frozenset()
        return own.union(*(part.measures for part in self.parts))

    @property
    def words(self) -> str:
        """Its text without markup, for search and for checks."""
        text = plain("".join(part.html for part in self.parts))
        return " ".join([self.summary, self.audience, text, self.routine.words if self.routine else ""])
