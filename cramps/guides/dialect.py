"""Markdown as guides write it: with citations, words in braces and boxes, as tokens. `markup` draws them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin

from cramps.guides.evidence import EVIDENCE

NUMBERS = {name: f"\ue000{name}\ue000" for name in ("emergency", "advice", "long-cramp")}
"""Where numbers go, of the reader's region and of the rules: marked from Unicode's private area, free in guides."""
_CITE = re.compile(r"\[((?:@[a-z0-9-]+ ?)+)\]")
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def _read_cite(state: StateInline, silent: bool) -> bool:
    """[@nhs-leg-cramps @cks-leg-cramps]"""
    found = _CITE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("cite", "", 0).content = found[1].replace("@", "")
    state.pos = found.end()
    return True


def _read_braces(state: StateInline, silent: bool) -> bool:
    """{expert}, {emergency}, {tries massage}"""
    found = _BRACES.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        word = found[1].strip()
        if word.startswith("tries "):
            state.push("tries", "", 0).content = word.removeprefix("tries ")
        else:
            kind = "text" if word in NUMBERS else "label" if word in EVIDENCE else "unknown_word"
            state.push(kind, "", 0).content = NUMBERS.get(word, word)
    state.pos = found.end()
    return True


def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    container_plugin(md, "box", validate=lambda params, markup: bool(params.strip()))
    md.inline.ruler.before("link", "cite", _read_cite)
    md.inline.ruler.before("link", "braces", _read_braces)
    return md


MARKDOWN = _markdown()
