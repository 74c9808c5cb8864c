"""Tables as CSV, out and in: UTF-8, commas, CRLF, a header always."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diary.models import NOTE_LENGTH
from diary.transfer import cells

T = TypeVar("T")

MOST_ROWS = 100_000
MOST_PROBLEMS = 50


class Refused(Exception):
    """A file cannot be imported; `problems` says why, one line each, and nothing has been stored."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems[:MOST_PROBLEMS]))
        self.problems = list(problems)


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The CSV of some rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


@dataclass(slots=True)
class Row:
    """One row while it is read: its cells as given, and the columns whose cells turned out to be wrong.

    `origin` holds the cells of the foreign table from which it was made.
    """

    line: int
    given: Mapping[str, str]
    table: "Table"
    origin: tuple[str, ...] = ()
    refused: set[str] = field(default_factory=set)

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has been refused so far."""
        return not self.refused

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """What the reader makes of a cell; None, and a problem noted, where it cannot make anything of it."""
        try:
            return reader(self.given.get(column, "").strip())
        except cells.CellError as error:
            self.refuse(column, str(error))
            return None

    def writing(self, column: str, most: int = NOTE_LENGTH) -> str:
        """The person's own words in a cell."""
        try:
            return cells.read_text(self.table.as_written(self.given.get(column, "")), most)
        except cells.CellError as error:
            self.refuse(column, str(error))
            return ""

    def refuse(self, column: str, problem: str) -> None:
        """Note what is wrong with a cell."""
        self.refused.add(column)
        words = {"line": self.line, "column": self.table.titles.get(column, column), "problem": problem}
        self.table.note(_("line %(line)d, %(column)s: %(problem)s") % words)


@dataclass(slots=True)
class Table:
    """A CSV file while it is read.

    `as_written` turns a text cell into what the person wrote. `problems` may be shared by several tables; `name`
    stands before the problems of those that need telling apart. `titles` are what a foreign table calls our columns.
    """

    text: str
    columns: Sequence[str]
    required: str
    as_written: Callable[[str], str]
    problems: list[str] = field(default_factory=list)
    name: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)

    def note(self, problem: str) -> None:
        """Add a problem."""
        self.problems.append(f"{self.name}, {problem}" if self.name else problem)

    def rows(self) -> Iterator[Row]:
        """The rows, each with the line of the file on which it begins. Blank lines are passed over."""
        lines = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        begins = 1
        try:
            header = [name.strip() for name in next(lines, [])]
            if not self._header_fits(header):
                return
            begins = lines.line_num + 1
            for count, given in enumerate(lines):
                if count == MOST_ROWS:
                    self.note(_("there are more than %(most)s rows") % {"most": f"{MOST_ROWS:,}"})
                    return
                if given:
                    yield self._row(begins, header, given)
                begins = lines.line_num + 1
        except csv.Error as error:
            self.note(_("line %(line)d: this is not CSV (%(error)s)") % {"line": begins, "error": error})

    def _row(self, line: int, header: list[str], given: list[str]) -> Row:
        row = Row(line, dict(zip(header, given, strict=False)), self)
        if any(given[len(header) :]):
            row.refused.add("")
            words = {"line": line, "cells": len(given), "columns": len(header)}
            self.note(_("line %(line)d: %(cells)d cells, but the header has %(columns)d columns") % words)
        return row

    def _header_fits(self, header: list[str]) -> bool:
        unknown = [name or '""' for name in dict.fromkeys(header) if name not in self.columns]
        doubled = [name for name in dict.fromkeys(header) if header.count(name) > 1 and name in self.columns]
        if unknown:
            text = ngettext("unknown column: %(names)s", "unknown columns: %(names)s", len(unknown))
            self.note(text % {"names": ", ".join(unknown)})
        if doubled:
            self.note(_("this column stands there twice: %(names)s") % {"names": ", ".join(doubled)})
        if self.required not in header:
            self.note(_("the column %(name)s is missing") % {"name": self.required})
        return not unknown and not doubled and self.required in header
