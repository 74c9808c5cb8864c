"""Guide text: Markdown with a few conventions of its own, turned into HTML.

    ## Gentle massage {expert}           a part of the guide: a card, with the evidence label of its advice
    Light kneading. [@nhs-leg-cramps]    sources by id; more than one: [@nhs-leg-cramps @cks-leg-cramps]
    ::: steps                            the numbered list in the box becomes large steps
    ::: disagree C3 Heat or cold?        a box headed "Sources disagree"; the code, if any, is one of disagreements.toml
    ::: caution                          a box for "stop if", "not with"
    ::: care urgent Get advice today     a care card of that level with its heading
    ::: slot when-to-call                what the template guides/slots/<name>.html gives
    {emergency} {advice}                 the telephone numbers of the reader's region
    {long-cramp}                         how long a cramp may last before the rules speak of it, in words
    ## Massage {expert} {tries massage}   what the part up to the next heading has its reader do
    1. {tries heat} A warm towel.        what this item of a list has its reader do
    [text](guide:slug#part)              another guide

A box ends with a line of as many colons. Raw HTML is not let through.
"""

import re
from collections.abc import Mapping

from cramps.guides.dialect import MARKDOWN
from cramps.guides.page import MEASURES_MARK, SLOT_MARK, Page
from cramps.guides.text import Part, Text

_MARKS = re.compile(f"{SLOT_MARK}([a-z-]+){SLOT_MARK}|{MEASURES_MARK}([a-z_ ]*){MEASURES_MARK}")


def render(source: str, names: Mapping[str, str]) -> Text:
    """The guide text `source` as HTML. `names` gives the short name under which each source is cited."""
    page = Page(source.split("\n"), names)
    for token in MARKDOWN.parse(source):
        page.add(token)
    page.end_card()
    html = MARKDOWN.renderer.render(page.tokens, MARKDOWN.options, {})
    page.text.parts = tuple(_parts(html))
    return page.text


def _parts(html: str) -> list[Part]:
    """The HTML cut at its marks: where a slot goes, and where what the reader is to do changes."""
    parts: list[Part] = []
    measures: frozenset[str] = frozenset()
    end = 0
    for mark in [*_MARKS.finditer(html), None]:
        stretch = html[end : mark.start() if mark else len(html)]
        if stretch.strip():
            parts.append(Part(html=stretch, measures=measures))
        if mark is None:
            break
        end = mark.end()
        if mark[1]:
            parts.append(Part(slot=mark[1]))
        else:
            measures = frozenset(mark[2].split())
    return parts
