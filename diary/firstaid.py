"""What to do about a cramp that is there now, for one reader: the steps of the guide that their open signs leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cramps.anatomy import Muscle
from cramps.guides.catalog import catalog
from cramps.guides.steps import GUIDE, first_steps
from cramps.guides.text import Part
from diary.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Place:
    """The steps for some muscles, each one entry of a list (HTML); none where all of them are withdrawn."""

    muscles: Sequence[Muscle]
    steps: Sequence[SafeString]

    @property
    def codes(self) -> str:
        """The codes of the muscles, with a space between."""
        return " ".join(self.muscles)


def everybodys() -> Guidance:
    """The guide as it stands for a reader of whom nothing is known."""
    return Guidance(catalog().guides[GUIDE])


def places(guidance: Guidance) -> list[Place]:
    """The steps of every place, without what an open sign of this reader withdraws or their health rules out."""
    return [
        Place(steps.muscles, [_marked(part) for part in steps.parts if not part.measures & guidance.left_out])
        for steps in first_steps().places
    ]


def shown(muscle: str) -> str:
    """The muscle whose steps stand on the page: where nothing was said, those for the calf, the commonest place."""
    return muscle or Muscle.CALF


def _marked(part: Part) -> SafeString:
    """An entry of the list that says what it has its reader do: a page without a connection withdraws steps by that."""
    return mark_safe(part.html.replace("<li", f'<li data-measures="{escape(" ".join(sorted(part.measures)))}"', 1))
