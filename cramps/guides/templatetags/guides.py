"""What guide pages need in their templates."""

from collections.abc import Sequence

from django import template
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cramps.guides.catalog import catalog
from cramps.guides.dialect import NUMBERS
from cramps.guides.evidence import EVIDENCE, Evidence
from cramps.guides.markup import Part, citation
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
    """The first stretch of a guide and then these slots; the slots alone when there is no such guide."""
    guide = catalog().guides.get(slug)
    return [*(guide.parts[:1] if guide else ()), *(Part(slot=slot) for slot in slots)]


@register.simple_tag
def cite(ids: Sequence[str]) -> SafeString:
    """Links to the page's list of sources, by short name."""
    known = catalog().sources
    return citation(ids, {source: known[source].short for source in ids if source in known})


@register.simple_tag
def evidence_labels() -> list[Evidence]:
    """Every label that a guide may carry."""
    return list(EVIDENCE.values())
