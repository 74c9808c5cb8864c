"""Takes the tokens of a guide's text one by one and makes a page of them: cards, boxes, steps, labels, citations."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it.token import Token

from cramps.guides.dialect import NUMBERS
from cramps.guides.evidence import EVIDENCE
from cramps.guides.text import SLOTS, Disagreement, Heading, Text, citation
from cramps.reliefs import MEASURES

LEVELS = {
    "emergency": gettext_lazy("Emergency:"),
    "urgent": gettext_lazy("Urgent advice:"),
    "soon": gettext_lazy("Advice soon:"),
    "routine": gettext_lazy("Non-urgent advice:"),
}
"""The levels of a care card, each with the words that say it to a screen reader."""
SLOT_MARK, MEASURES_MARK = "\ue001", "\ue002"
"""From Unicode's private area, which no guide uses: where a slot goes, and where what the reader is to do changes."""
_CODE = re.compile(r"C\d+")


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _known(*groups: Iterable[str]) -> str:
    return ", ".join(sorted(word for group in groups for word in group))


class Page:
    """A page in the making: puts a card round each part, draws boxes, notes what a check asks for."""

    def __init__(self, lines: Sequence[str], names: Mapping[str, str]) -> None:
        self.text = Text()
        self.tokens: list[Token] = []
        self.lines, self.names = lines, names
        self.line = 0
        self.closings: list[str] = []
        self.has_card = self.wants_steps = False
        self.step_level = 0
        self.after_heading = ""
        self.doing: dict[str, frozenset[str]] = {}
        self.taken: set[str] = set()

    def fault(self, message: str) -> None:
        self.text.faults.append((self.line, message))

    def end_card(self) -> None:
        self.finish("h3")
        if self.has_card:
            self.tokens.append(_raw("</section>\n"))
        self.has_card = False
        self.finish("h2")

    def begin(self, scope: str, measures: str, at: int) -> None:
        """From the token before `at` on, until the scope is finished, the reader is to do these."""
        codes = frozenset(measures.split())
        if unknown := codes - MEASURES:
            self.fault(f"tries the unknown {min(unknown)!r}; known are {_known(MEASURES)}")
        self.doing[scope] = codes
        self.tokens.insert(at, self.mark())

    def finish(self, scope: str) -> None:
        if self.doing.pop(scope, None):
            self.tokens.append(self.mark())

    def mark(self) -> Token:
        codes = sorted(frozenset().union(*self.doing.values()))
        return _raw(f"{MEASURES_MARK}{' '.join(codes)}{MEASURES_MARK}")

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
            if not token.level:
                self.finish("h3")
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
        if token.type == "table_open":
            # On a narrow screen a table scrolls by itself, with the keyboard too.
            label = escape(_("Table"))
            self.tokens.append(_raw(f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'))
        if token.type == "ordered_list_open" and self.wants_steps:
            token.attrJoin("class", "steps large")
            self.wants_steps, self.step_level = False, token.level + 1
        is_step = token.level == self.step_level
        if is_step and token.type == "list_item_close":
            self.tokens.append(_raw("</div>"))
        self.tokens.append(token)
        if is_step and token.type == "list_item_open":
            self.tokens.append(_raw("<div>"))
        if token.type == "table_close":
            self.tokens.append(_raw("</div>"))
        if token.type == "list_item_close":
            self.finish(f"item {token.level}")

    def add_line(self, token: Token) -> None:
        before = self.tokens[-1]
        if before.type == "heading_open":
            self.add_heading(before, token)
        elif token.children and token.children[0].type == "tries":
            self.begin_item(token.children.pop(0).content)
        token.children = [self.inline(child) for child in token.children or []]
        self.tokens.append(token)

    def begin_item(self, measures: str) -> None:
        """An item of a list says at its beginning what it has its reader do."""
        last = enumerate(reversed(self.tokens[-3:]), 1)
        at, opening = next(((at, token) for at, token in last if token.type == "list_item_open"), (0, None))
        if opening:
            self.begin(f"item {opening.level}", measures, len(self.tokens) - at)
        else:
            self.fault("{tries} stands at the end of a heading or at the beginning of an item of a list")

    def add_heading(self, opening: Token, line: Token) -> None:
        """Give a heading its id, and set its evidence label beside it."""
        children = line.children or []
        evidence = next((child.content for child in children if child.type == "label"), "")
        measures = next((child.content for child in children if child.type == "tries"), "")
        line.children = [child for child in children if child.type not in {"label", "tries"}]
        if measures and opening.level:
            self.fault("{tries} does not stand in a box, of which half would be left out")
        elif measures:
            self.begin(opening.tag, measures, len(self.tokens) - (2 if opening.tag == "h2" else 1))
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
        """An id that nothing before has."""
        wanted = slugify(title) or "part"
        names = (wanted, *(f"{wanted}-{n}" for n in range(2, 99)))
        name = next(name for name in names if name not in self.taken)
        self.taken.add(name)
        return name

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
        elif name == "caution":
            opening, closing = '<div class="split caution">\n', "</div>\n"
        elif name == "disagree":
            opening, closing = self.disagreement(rest.strip()), "</div>\n"
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

    def disagreement(self, rest: str) -> str:
        """The HTML that begins a box in which sources disagree."""
        code, _space, title = rest.partition(" ")
        if not _CODE.fullmatch(code):
            code, title = "", rest
        if not title:
            self.fault("a disagreement says what it is about: ::: disagree C3 Heat or cold?")
        found = Disagreement(self.name_for(code or title), code, title)
        self.text.disagreements.append(found)
        return format_html(
            '<div class="split disagree" id="{}">\n<p><b>{}</b> {}</p>\n', found.id, _("Sources disagree:"), title
        )

    def slot(self, name: str) -> str:
        """The mark at which a template is put in."""
        if name not in SLOTS:
            self.fault(f"unknown slot {name!r}; known are {_known(SLOTS)}")
            return ""
        if name == "contents":
            self.text.listed_from = len(self.text.headings)
        self.text.headings += [Heading(id_, str(title)) for id_, title in SLOTS[name]]
        self.taken.update(id_ for id_, _title in SLOTS[name])
        return f"{SLOT_MARK}{name}{SLOT_MARK}"

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
            self.fault(f"unknown word {token.content!r} in braces; known are {_known(EVIDENCE, NUMBERS)}, tries")
            html = ""
        elif token.type == "tries":
            self.fault("{tries} stands at the end of a heading or at the beginning of an item of a list")
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
