"""Guide text: Markdown with a few conventions of its own, turned into HTML.

    ## Gentle massage {expert}           a part of the guide: a card, with the evidence label of its advice
    Light kneading. [@nhs-leg-cramps]    sources by id; more than one: [@nhs-leg-cramps @cks-leg-cramps]
    ::: steps                            the numbered list in the box becomes large steps
    ::: disagree                         a box headed "Sources disagree"
    ::: caution                          a box for "stop if", "not with"
    ::: care urgent Get advice today     a care card of that level with its heading
    ::: slot when-to-call                what the template guides/slots/<name>.html gives
    {emergency} {advice}                 the telephone numbers of the reader's region
    [text](guide:slug#part)              another guide

A box ends with a line of as many colons. Raw HTML is not let through.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markdown_it.token import Token

from cramps.guides.dialect import MARKDOWN, NUMBERS
from cramps.guides.evidence import EVIDENCE

LEVELS = {
    "emergency": gettext_lazy("Emergency:"),
    "urgent": gettext_lazy("Urgent advice:"),
    "soon": gettext_lazy("Advice soon:"),
    "routine": gettext_lazy("Non-urgent advice:"),
}
"""The levels of a care card, each with the words that say it to a screen reader."""
SLOTS: Mapping[str, Sequence[tuple[str, str | Promise]]] = {
    "contents": (),
    "elsewhere": (("elsewhere", gettext_lazy("Chest, arm, belly or back")),),
    "patterns": (("patterns", gettext_lazy("Patterns in the diary")),),
    "signs": (
        ("emergency", gettext_lazy("Call now")),
        ("urgent", gettext_lazy("Today")),
        ("soon", gettext_lazy("In a day or two")),
        ("routine", gettext_lazy("An appointment")),
    ),
    "something-wrong": (),
    "when-to-call": (("when-to-call", gettext_lazy("Something is wrong – when to call")),),
}
"""The templates below guides/slots/, each with the ids of its headings and what a list of contents calls them."""
_SLOT = re.compile("\ue001([a-z-]+)\ue001")


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a guide: where it is, what it is called, how its advice is supported ("" where it gives none)."""

    id: str
    title: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a guide: rendered HTML, or the name of a slot, which is also the id of its heading."""

    html: str = ""
    slot: str = ""

    @property
    def title(self) -> str:
        """The first heading of the slot, "" when it has none."""
        return str(SLOTS[self.slot][0][1]) if SLOTS[self.slot] else ""

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
    labels: list[str] = field(default_factory=list)
    cited: list[tuple[str, int]] = field(default_factory=list)
    linked: list[tuple[str, int]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def render(source: str, names: Mapping[str, str]) -> Text:
    """The guide text `source` as HTML. `names` gives the short name under which each source is cited."""
    page = _Page(source.split("\n"), names)
    for token in MARKDOWN.parse(source):
        page.add(token)
    page.end_card()
    html = MARKDOWN.renderer.render(page.tokens, MARKDOWN.options, {})
    pieces = [Part(slot=piece) if at % 2 else Part(html=piece) for at, piece in enumerate(_SLOT.split(html))]
    page.text.parts = tuple(part for part in pieces if part.slot or part.html.strip())
    return page.text


def citation(ids: Sequence[str], names: Mapping[str, str]) -> SafeString:
    """Links to the list of sources at the end of the page, by short name; two of one publisher are told apart there."""
    links = format_html_join(
        ", ", '<a href="#source-{}">{}</a>', ((source, names.get(source, source)) for source in ids)
    )
    return format_html('<span class="cite">{} {}</span>', ngettext("Source:", "Sources:", len(ids)), links)


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _known(*groups: Iterable[str]) -> str:
    return ", ".join(sorted(word for group in groups for word in group))


class _Page:
    """Takes the tokens of a guide one by one: puts a card round each part, draws boxes, notes what a check asks for."""

    def __init__(self, lines: Sequence[str], names: Mapping[str, str]) -> None:
        self.text = Text()
        self.tokens: list[Token] = []
        self.lines, self.names = lines, names
        self.line = 0
        self.closings: list[str] = []
        self.has_card = self.wants_steps = False
        self.step_level = 0
        self.after_heading = ""

    def fault(self, message: str) -> None:
        self.text.faults.append((self.line, message))

    def end_card(self) -> None:
        if self.has_card:
            self.tokens.append(_raw("</section>\n"))
        self.has_card = False

    def add(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0]
        if token.type == "container_box_open":
            self.tokens.append(_raw(self.open_box(token)))
        elif token.type == "container_box_close":
            if self.wants_steps:
                self.fault("a box of steps holds a numbered list")
            self.wants_steps, self.step_level = False, 0
            self.tokens.append(_raw(self.closings.pop()))
        elif token.type == "heading_open":
            if token.tag == "h2" and not token.level:
                self.end_card()
                self.tokens.append(_raw('<section class="card">\n'))
                self.has_card = True
            self.tokens.append(token)
        elif token.type == "heading_close":
            self.tokens += [token, _raw(self.after_heading)]
        elif token.type == "inline":
            self.add_line(token)
        else:
            self.add_plain(token)

    def add_plain(self, token: Token) -> None:
        """What Markdown draws by itself; a step gets a box for its words, which stand beside its number."""
        if token.type == "ordered_list_open" and self.wants_steps:
            token.attrJoin("class", "steps large")
            self.wants_steps, self.step_level = False, token.level + 1
        is_step = token.level == self.step_level
        if is_step and token.type == "list_item_close":
            self.tokens.append(_raw("</div>"))
        self.tokens.append(token)
        if is_step and token.type == "list_item_open":
            self.tokens.append(_raw("<div>"))

    def add_line(self, token: Token) -> None:
        before = self.tokens[-1]
        if before.type == "heading_open":
            self.add_heading(before, token)
        token.children = [self.inline(child) for child in token.children or []]
        self.tokens.append(token)

    def add_heading(self, opening: Token, line: Token) -> None:
        """Give a heading its id, and set its evidence label beside it."""
        children = line.children or []
        evidence = next((child.content for child in children if child.type == "label"), "")
        line.children = [child for child in children if child.type != "label"]
        title = "".join(child.content for child in line.children if child.type == "text").strip()
        if opening.tag not in {"h2", "h3"} or (opening.tag == "h3" and not self.text.headings):
            self.fault(f"heading {title!r} is out of order: a guide has ## and, below those, ###")
        name = self.name_for(title)
        opening.attrSet("id", name)
        self.after_heading = ""
        if evidence:
            self.text.labels.append(evidence)
            self.tokens.insert(-1, _raw('<div class="row">'))
            self.after_heading = f" {EVIDENCE[evidence].html}</div>\n"
        if opening.tag == "h2":
            self.text.headings.append(Heading(name, title, evidence))

    def name_for(self, title: str) -> str:
        """An id that no heading before has."""
        wanted = slugify(title) or "part"
        taken = {heading.id for heading in self.text.headings}
        return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 99))) if name not in taken)

    def open_box(self, token: Token) -> str:
        """The HTML that begins a box; what ends it is kept for later."""
        name, _space, rest = token.info.strip().partition(" ")
        last = token.map[1] if token.map else 0
        if last >= len(self.lines) or self.lines[last].strip() != token.markup:
            self.fault(f"the box {name!r} is never closed: it ends with a line {token.markup!r}")
        if name in {"care", "slot"}:
            if token.level:
                self.fault(f"a box {name!r} stands by itself, not inside another")
            self.end_card()
            opening, closing = self.care(rest.strip()) if name == "care" else (self.slot(rest.strip()), "")
        elif name == "steps":
            self.wants_steps = True
            opening, closing = "", ""
        elif name in {"disagree", "caution"}:
            head = f"<p><b>{escape(_('Sources disagree'))}</b></p>\n" if name == "disagree" else ""
            opening, closing = f'<div class="split {name}">\n{head}', "</div>\n"
        else:
            self.fault(f"unknown box {name!r}; known are care, caution, disagree, slot, steps")
            opening, closing = "", ""
        self.closings.append(closing)
        return opening

    def care(self, rest: str) -> tuple[str, str]:
        """A care card, its level said in words as well as in colour."""
        level, _space, title = rest.partition(" ")
        if level not in LEVELS or not title:
            self.fault(f"a care card needs a level ({_known(LEVELS)}) and a heading")
            return "", ""
        name = self.name_for(title)
        for word, number in NUMBERS.items():
            title = title.replace(f"{{{word}}}", number)
        self.text.headings.append(Heading(name, title))
        opening = format_html(
            '<section class="care {}"><h2 id="{}"><span class="visually-hidden">{} </span>{}</h2>\n<div>\n',
            level,
            name,
            LEVELS[level],
            title,
        )
        return opening, "</div></section>\n"

    def slot(self, name: str) -> str:
        """The mark at which a template is put in."""
        if name not in SLOTS:
            self.fault(f"unknown slot {name!r}; known are {_known(SLOTS)}")
            return ""
        if name == "contents":
            self.text.listed_from = len(self.text.headings)
        self.text.headings += [Heading(id_, str(title)) for id_, title in SLOTS[name]]
        return f"\ue001{name}\ue001"

    def inline(self, token: Token) -> Token:
        """A piece of a line, with citations, labels and links drawn."""
        if token.type == "cite":
            ids = token.content.split()
            self.text.cited += [(source, self.line) for source in ids]
            html: str = citation(ids, self.names)
        elif token.type == "label":
            self.text.labels.append(token.content)
            html = EVIDENCE[token.content].html
        elif token.type == "unknown_word":
            self.fault(f"unknown word {token.content!r} in braces; known are {_known(EVIDENCE, NUMBERS)}")
            html = ""
        elif token.type == "link_open":
            html = self.link(str(token.attrs.get("href", "")))
        else:
            return token
        return Token("html_inline", "", 0, content=html)

    def link(self, address: str) -> str:
        """The opening tag of a link: to another guide, or to another site, which is marked."""
        if address.startswith("guide:"):
            slug, mark, part = address.removeprefix("guide:").partition("#")
            self.text.linked.append((slug, self.line))
            try:
                page = reverse("guides:guide", args=[slug])
            except NoReverseMatch:  # no slug at all; that there is no such guide is found when all are read
                page = ""
            return format_html('<a href="{}">', page + mark + part)
        if address.startswith(("http:", "https:")):
            return format_html('<a class="external" rel="noopener noreferrer external" href="{}">', address)
        return format_html('<a href="{}">', address)
