"""A guide's text once it is rendered: its parts, its headings, and what a check needs to know of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext

SLOTS: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "contents": (),
    "disagreements": (("disagreements", gettext_lazy("Where sources disagree")),),
    "elsewhere": (("elsewhere", gettext_lazy("Chest, arm, belly or back")),),
    "patterns": (("patterns", gettext_lazy("Patterns in the diary")),),
    "routine": (("routine", gettext_lazy("Step by step")),),
    "signs": (
        ("emergency", gettext_lazy("Call now")),
        ("urgent", gettext_lazy("Today")),
        ("soon", gettext_lazy("In a day or two")),
        ("routine", gettext_lazy("An appointment")),
    ),
    "something-wrong": (),
    "sources-by-kind": (("sources-by-kind", gettext_lazy("Every source")),),
    "when-to-call": (("when-to-call", gettext_lazy("Something is wrong – when to call")),),
}
"""The templates below guides/slots/, each with the ids of its headings and what a list of contents calls them."""
_HEADING = re.compile(r"<h[23][ >].*?</h[23]>", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_EMPTY_LIST = re.compile(r"<([ou]l)\b[^>]*>\s*</\1>\n?")
_CITATION = re.compile(r'<span class="cite">.*?</span>')


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a guide: where it is, what it is called, how its advice is supported ("" where it gives none)."""

    id: str
    title: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A box in which sources disagree: where it is, its code in disagreements.toml ("" for none), what it is about."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a guide: rendered HTML, or the name of a slot, which is also the id of its heading.

    `measures` is what it has its reader do (codes of `cramps.reliefs.MEASURES`).
    """

    html: str = ""
    slot: str = ""
    measures: frozenset[str] = frozenset()

    @property
    def heading(self) -> str:
        """The rendered heading with which it begins, "" where it has none."""
        found = _HEADING.search(self.html)
        return found[0] if found else ""

    @property
    def title(self) -> str:
        """The first heading of the slot, "" when it has none."""
        return str(SLOTS[self.slot][0][1]) if SLOTS[self.slot] else ""

    @property
    def ids(self) -> frozenset[str]:
        """The places in it to which a link can jump."""
        return frozenset(id_ for id_, _title in SLOTS[self.slot]) if self.slot else frozenset(_ID.findall(self.html))

    @property
    def template(self) -> str:
        """The template that fills the slot."""
        return f"guides/slots/{self.slot}.html"


@dataclass(slots=True)
class Text:
    """A guide's text, rendered, with what a check needs to know of it. Lines are counted from the text's own first.

    `listed_from` is the first heading after the list of contents.
    """

    parts: tuple[Part, ...] = ()
    headings: list[Heading] = field(default_factory=list)
    listed_from: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    cited: list[tuple[str, int]] = field(default_factory=list)
    linked: list[tuple[str, int]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The rendered text without its slots."""
        return "".join(part.html for part in self.parts)


def without(parts: Sequence[Part], left_out: frozenset[str]) -> list[Part]:
    """The parts that stay where these measures are left out. A list of which nothing stays goes too."""
    kept: list[Part] = []
    for part in parts:
        if part.measures & left_out:
            continue
        if kept and not part.slot and not kept[-1].slot:
            before = kept.pop()
            part = Part(html=before.html + part.html, measures=before.measures | part.measures)
        kept.append(part)
    return [replace(part, html=_EMPTY_LIST.sub("", part.html)) for part in kept]


def citation(ids: Sequence[str], names: Mapping[str, str]) -> SafeString:
    """Links to the list of sources at the end of the page, by short name; two of one publisher are told apart there."""
    links = format_html_join(
        ", ", '<a href="#source-{}">{}</a>', ((source, names.get(source, source)) for source in ids)
    )
    return format_html('<span class="cite">{} {}</span>', ngettext("Source:", "Sources:", len(ids)), links)


def plain(html: str) -> str:
    """The words of rendered HTML, without its citations."""
    spaced = _CITATION.sub(" ", html).replace("</", " </").replace("<br", " <br")
    return re.sub(r"\s+([,.;:?)])", r"\1", re.sub(r"\s+", " ", unescape(strip_tags(spaced)))).strip()
