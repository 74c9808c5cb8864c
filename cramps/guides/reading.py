"""Reads one guide: a Markdown file with front matter in TOML between two lines `+++`."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from cramps.anatomy import Muscle
from cramps.guides import markup
from cramps.guides.guide import Guide, Kind
from cramps.guides.problems import Problem, line_of, toml_fault
from cramps.guides.routine import Routine, read_routine
from cramps.guides.source import Source
from cramps.guides.text import Heading, Text

FENCE = "+++"
MOST_OF_RELIEF = 6
UNREAD = "[K]"
"""The mark of a fact from general knowledge, read at no source: not to be published."""
_TEXTS = ("title", "summary", "kind", "audience")
_LISTS = ("muscles", "sources", "related", "aliases", "claims")
_DATES = ("reviewed", "next_review")


class Reading:
    """One guide file being read: what is wrong with it is kept with its line."""

    def __init__(self, path: Path, known: Mapping[str, Source], drawings: Mapping[str, str]) -> None:
        self.path, self.known, self.drawings = path, known, drawings
        self.problems: list[Problem] = []
        self.links: list[tuple[str, int]] = []
        self.labels: list[str] = []
        self.text = ""

    def fault(self, code: str, line: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self.path, line, message, hint))

    def guide(self) -> Guide | None:
        """The guide, None when the file has a fault."""
        if self.path.stem != slugify(self.path.stem):
            self.fault("E002", 1, "its name cannot be an address", "Small letters, digits and hyphens, then .md.")
            return None
        try:
            self.text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.fault("E002", 1, f"cannot be read: {error}")
            return None
        front, body, body_line = self.split()
        if front is None or not self.has_all_keys(front):
            return None
        self.check_words(front)
        text = self.render(body)
        self.check_text(text, front, body_line)
        routine = self.routine(front, text)
        self.check_uncertain()
        self.links += [(slug, self.value_line(slug)) for slug in front["related"]]
        if self.problems:
            return None
        return Guide(
            slug=self.path.stem,
            title=front["title"],
            summary=front["summary"],
            kind=Kind(front["kind"]),
            muscles=tuple(Muscle(muscle) for muscle in front["muscles"]),
            audience=front["audience"],
            reviewed=front["reviewed"],
            next_review=front["next_review"],
            sources=tuple(self.known[source] for source in front["sources"]),
            related=tuple(front["related"]),
            aliases=tuple(front["aliases"]),
            claims=tuple(front["claims"]),
            routine=routine,
            parts=text.parts,
            headings=tuple(text.headings),
            disagreements=tuple(text.disagreements),
            labels=tuple(self.labels),
            contents=_contents(text, front["kind"]),
        )

    def split(self) -> tuple[dict[str, Any] | None, str, int]:
        """Front matter, text, and the line of the file on which the text begins (from 1)."""
        lines = self.text.split("\n")
        if lines[0].rstrip() != FENCE or FENCE not in (line.rstrip() for line in lines[1:]):
            self.fault("E002", 1, "has no front matter", f"Begin with TOML between two lines of {FENCE}.")
            return None, "", 1
        end = next(at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
        try:
            front = tomllib.loads("\n".join(lines[1:end]))
        except tomllib.TOMLDecodeError as error:
            line, message = toml_fault(error)
            self.fault("E002", min(line + 1, end + 1), f"its front matter is broken: {message}")
            return None, "", 1
        return front, "\n".join(lines[end + 1 :]), end + 2

    def has_all_keys(self, front: Mapping[str, Any]) -> bool:
        """Whether every key is there with a value of its type, and no other."""
        for key in _TEXTS:
            if not isinstance(front.get(key), str) or not front[key].strip():
                self.fault("E003", self.key_line(key), f"{key} is missing or no text")
        for key in _LISTS:
            words = front.get(key)
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                self.fault("E003", self.key_line(key), f"{key} is missing or no list of words", f"{key} = [] is one.")
        for key in front.keys() - {*_TEXTS, *_LISTS, *_DATES, "routine"}:
            self.fault("E003", self.key_line(key), f"unknown key {key!r}")
        for key in _DATES:
            if not isinstance(front.get(key), date) or isinstance(front[key], datetime):
                self.fault("E004", self.key_line(key), f"{key} is missing or no date", "Write 2026-11-20, unquoted.")
        return not self.problems

    def check_words(self, front: Mapping[str, Any]) -> None:
        """Kind, muscles and sources are known ones; the next review comes after the last."""
        if front["next_review"] <= front["reviewed"]:
            self.fault("E004", self.key_line("next_review"), "next_review is not after reviewed")
        if front["kind"] not in Kind.values:
            known = ", ".join(Kind.values)
            self.fault("E005", self.key_line("kind"), f"unknown kind {front['kind']!r}", f"Known are: {known}.")
        for muscle in front["muscles"]:
            if muscle not in Muscle.values:
                known = ", ".join(Muscle.values)
                self.fault("E005", self.value_line(muscle), f"unknown muscle {muscle!r}", f"Known are: {known}.")
        for source in front["sources"]:
            if source not in self.known:
                self.fault("E006", self.value_line(source), f"unknown source {source!r}", "Add it to sources.toml.")

    def render(self, source: str) -> Text:
        """A text of the guide, rendered; its evidence labels are noted."""
        text = markup.render(source, {source.id: source.short for source in self.known.values()})
        self.labels += text.labels
        return text

    def routine(self, front: Mapping[str, Any], text: Text) -> Routine | None:
        """The routine of a guide of that kind, which shows it in its slot."""
        has_slot = any(part.slot == "routine" for part in text.parts)
        if has_slot != ("routine" in front) or has_slot != (front["kind"] == Kind.ROUTINE):
            message = "a guide of the kind routine, and no other, has a table [routine] and a slot for it"
            self.fault("E011", self.key_line("kind"), message)
            return None

        def render(source: str) -> Text:
            line = line_of(self.text, re.escape(source[:40]))
            inline = self.render(source)
            self.check_text(inline, front, line, is_one_line=True)
            return inline

        def fault(message: str) -> None:
            self.fault("E011", line_of(self.text, r"^\[routine\]"), message)

        found = read_routine(front["routine"], render, self.drawings, fault) if has_slot else None
        if found and found.level_source and found.level_source not in front["sources"]:
            fault(f"level_source {found.level_source!r} is not among its sources")
        return found

    def check_text(self, text: Text, front: Mapping[str, Any], first: int, *, is_one_line: bool = False) -> None:
        """What is cited is listed; boxes, words and headings are right."""
        for line, message in text.faults:
            self.fault("E008", first + line, message)
        for source, line in text.cited:
            if source not in front["sources"]:
                hint = "Add it to `sources` in the front matter."
                self.fault("E006", first + line, f"cites {source!r}, which is not among its sources", hint)
        if is_one_line and (text.headings or any(part.slot for part in text.parts)):
            self.fault("E008", first, "a line of a routine holds neither headings nor slots")
        self.links += [(slug, first + line) for slug, line in text.linked]

    def check_uncertain(self) -> None:
        """No fact that nobody has read anywhere, which the fact base marks so, has slipped in."""
        if UNREAD in self.text:
            self.fault("E012", line_of(self.text, re.escape(UNREAD)), f"holds a fact marked {UNREAD}", "Leave it out.")

    def key_line(self, key: str) -> int:
        return line_of(self.text, rf"^{re.escape(key)}\s*=")

    def value_line(self, value: str) -> int:
        return line_of(self.text, rf'"{re.escape(value)}"')


def _contents(text: Text, kind: str) -> tuple[Heading, ...]:
    """What a list of contents offers; relief is short, and its way out has a button of its own."""
    headings = [heading for heading in text.headings[text.listed_from :] if heading.id != "when-to-call"]
    return tuple(headings[:MOST_OF_RELIEF] if kind == Kind.RELIEF else headings)
