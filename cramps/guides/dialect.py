"""Markdown as guides write it: with citations, words in braces and boxes, as tokens. `markup` draws them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin

from cramps.guides.evidence import EVIDENCE

NUMBERS = {"emergency": "\ue000emergency\ue000", "advice": "\ue000advice\ue000"}
"""Where the numbers of the reader's region go: written from Unicode's private area, which no guide uses."""
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
    """{expert}, {emergency}"""
    found = _BRACES.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        word = found[1].strip()
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
