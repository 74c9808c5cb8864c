"""What guide pages need in their templates."""

from collections.abc import Sequence
from itertools import takewhile

from django import template
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from cramps.guides.catalog import catalog
from cramps.guides.dialect import NUMBERS
from cramps.guides.evidence import EVIDENCE, Evidence
from cramps.guides.guide import Guide
from cramps.guides.source import SOURCE_KINDS, Source
from cramps.guides.text import Disagreement, Part, citation
from cramps.regions import REGION_NAMES, REGIONS, Region

register = template.Library()

COUNTRIES: dict[str, str | Promise] = {
    "GB": REGION_NAMES["GB"],
    "IE": _("Ireland and the European Union"),
    "US": REGION_NAMES["US"],
    "CA": REGION_NAMES["CA"],
    "AU": REGION_NAMES["AU"],
    "NZ": REGION_NAMES["NZ"],
}
"""Whose numbers a visitor is shown who has not said where they live; one code stands for all with its numbers."""


@register.filter
def with_numbers(html: str, region: Region) -> str:
    """The HTML of a guide with the telephone numbers of the reader's region."""
    emergency, advice = escape(str(region.emergency)), escape(str(region.advice))
    return html.replace(NUMBERS["emergency"], emergency).replace(NUMBERS["advice"], advice)


@register.filter
def drawing(name: str) -> SafeString:
    """The drawing of a posture with this name, as SVG."""
    return mark_safe(catalog().drawings.get(name, ""))


@register.simple_tag
def numbers_by_country() -> list[tuple[str | Promise, Region]]:
    """Country, and its region with the numbers to call."""
    return [(name, REGIONS[code]) for code, name in COUNTRIES.items()]


@register.simple_tag
def advice_lines() -> list[tuple[str | Promise, Region]]:
    """Country, and its region, where there is a number for advice that is no emergency."""
    return [(name, region) for name, region in numbers_by_country() if region.has_advice_number]


@register.simple_tag
def opening_of(slug: str, *slots: str) -> Sequence[Part]:
    """What a guide says before its first slot, and then these slots; the slots alone when there is no such guide."""
    guide = catalog().guides.get(slug)
    opening = takewhile(lambda part: not part.slot, guide.parts if guide else ())
    return [*opening, *(Part(slot=slot) for slot in slots)]


@register.simple_tag
def cite(ids: Sequence[str]) -> SafeString:
    """Links to the page's list of sources, by short name."""
    known = catalog().sources
    return citation(ids, {source: known[source].short for source in ids if source in known})


@register.simple_tag
def cite_one(source: str) -> SafeString:
    """The same for one source."""
    return cite([source])


@register.simple_tag
def disagreements() -> list[tuple[str, list[tuple[Guide, Disagreement]]]]:
    """On what sources disagree: each topic with the boxes that show it and their guides, those of no topic last."""
    found = catalog()
    boxes = [(guide, box) for guide in found.guides.values() for box in guide.disagreements]
    topics = [
        (topic, [(guide, box) for guide, box in boxes if box.code == code])
        for code, topic in found.disagreements.items()
    ]
    return topics + [(box.title, [(guide, box)]) for guide, box in boxes if not box.code]


@register.simple_tag
def sources_by_kind() -> list[tuple[str, list[Source]]]:
    """Every source, by what it is."""
    known = catalog().sources.values()
    return [(str(label), [source for source in known if source.kind == kind]) for kind, label in SOURCE_KINDS.items()]


@register.simple_tag
def evidence_labels() -> list[Evidence]:
    """Every label that a guide may carry."""
    return list(EVIDENCE.values())
