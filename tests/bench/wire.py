"""What a first visit brings over the wire: the page, every file that it names, and those that they name."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
IN_CSS = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
IN_JS = re.compile(rb"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


class _Names(HTMLParser):
    """Collects the addresses that a browser fetches without being asked."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        is_link = tag == "link" and FETCHED_LINKS & set((told.get("rel") or "").split())
        address = told.get("href") if is_link else told.get("src") if tag in {"script", "img", "source"} else None
        if address:
            self.found.append(address)


def named_in(path, answer, text):
    """The addresses that a page, a style sheet or a script names."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        names = _Names()
        names.feed(text.decode())
        found = names.found
    elif kind.startswith("text/css"):
        found = [(one or other).decode() for one, other in IN_CSS.findall(text)]
    elif "javascript" in kind:
        found = [name.decode() for name in IN_JS.findall(text) if name.startswith((b".", b"/"))]
    else:
        found = []
    return [urljoin(path, name) for name in found if not name.startswith(("data:", "#"))]


def first_visit(visitor, path, accept):
    """Address -> answer for everything that a first visit fetches."""
    fetched, wanted = {}, [path]
    while wanted:
        address = wanted.pop()
        if address in fetched:
            continue
        if urlsplit(address).netloc:
            raise RuntimeError(f"{path} leads to another origin: {address}")
        fetched[address] = visitor.get(address, accept)
        plain = visitor.get(address, "identity")
        if plain.status != 200:
            raise RuntimeError(f"{path} names {address}, which answers {plain.status}")
        wanted += named_in(address, plain, plain.body)
    return fetched


def is_kept(answer):
    """Whether a browser keeps the file for good, so that a repeat visit asks for no byte of it."""
    return "immutable" in answer.headers.get("Cache-Control", "")
