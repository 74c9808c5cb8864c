"""The first steps of the guide for a cramp that is there now, place by place, for pages that show them alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cramps.anatomy import Muscle
from cramps.guides.catalog import catalog
from cramps.guides.text import Part

GUIDE = "right-now"
PLACES: Mapping[str, tuple[Muscle, ...]] = {
    "calf-foot-or-toes": (Muscle.CALF, Muscle.FOOT, Muscle.TOES),
    "back-of-the-thigh": (Muscle.HAMSTRING,),
    "front-of-the-thigh": (Muscle.QUADRICEPS,),
    "inner-thigh": (Muscle.INNER_THIGH,),
}
"""Heading in the guide -> the muscles for which the steps below it are meant."""
ANY_MUSCLE = ("the-stretch-itself", "gentle-massage")
"""Headings whose first sentences hold for a muscle that has no steps of its own."""
WITHOUT_STEPS = (Muscle.SHIN, Muscle.BUTTOCK, Muscle.HAND, Muscle.OTHER)
_HEADING = re.compile(r'<h[23] id="([^"]+)">')
_SENTENCES = re.compile(r"<p>(.*?)\s*<(?:a|span) ", re.DOTALL)
_CAUTION = re.compile(r"</ol>\s*(<p>.*?</p>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do for some muscles: one part of the guide for each step, an item of a list."""

    muscles: tuple[Muscle, ...]
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The steps of every place, in the order of the guide, and what not to do, as a paragraph of HTML."""

    places: Sequence[Steps]
    caution: str


def first_steps() -> FirstSteps:
    """What the guide says first; nothing where there is no such guide."""
    guide = catalog().guides.get(GUIDE)
    return _read(guide.parts) if guide else FirstSteps((), "")


@lru_cache(maxsize=8)
def _read(parts: tuple[Part, ...]) -> FirstSteps:
    found: dict[str, list[Part]] = {}
    place = ""
    for part in parts:
        headings = _HEADING.findall(part.html)
        if part.html.lstrip().startswith("<li"):
            found.setdefault(place, []).append(part)
        elif headings and headings[0] in ANY_MUSCLE and (said := _SENTENCES.search(part.html)):
            item = format_html("<li><div>{}</div></li>\n", mark_safe(said[1]))
            found.setdefault("", []).append(Part(item, measures=part.measures))
        place = headings[-1] if headings else place
    places = [Steps(muscles, found[place]) for place, muscles in PLACES.items() if place in found]
    caution = _CAUTION.search("".join(part.html for part in parts))
    return FirstSteps((*places, Steps(WITHOUT_STEPS, found.get("", ()))), caution[1] if caution else "")
