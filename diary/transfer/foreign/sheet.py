"""A table of texts with its headings."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.translation import gettext as _

from diary.transfer.tables import MOST_ROWS, Refused

MOST_COLUMNS = 60
_VALUE = re.compile(r"[-+]?[0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table that is not empty, and the number under which the person finds it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: a heading for every column, and the lines below, as wide as the headings. `name` is that of the sheet
    in its spreadsheet."""

    name: str
    headings: tuple[str, ...]
    lines: list[Line]

    def column(self, index: int) -> list[str]:
        """The cells of a column that are not empty."""
        return [line.cells[index] for line in self.lines if line.cells[index]]


def sheet_of(name: str, given: Iterable[Line]) -> Sheet:
    """The table of some lines. Its first line is the heading unless a cell of it begins with a number.

    Raises Refused when there are too many columns or lines.
    """
    filled: list[Line] = []
    for line in given:
        if not any(line.cells):
            continue
        if len(line.cells) > MOST_COLUMNS and any(line.cells[MOST_COLUMNS:]):
            words = {"line": line.number, "most": MOST_COLUMNS}
            raise Refused([_("line %(line)d: there are more than %(most)d columns") % words])
        if len(filled) > MOST_ROWS:
            raise Refused([_("there are more than %(most)s rows") % {"most": f"{MOST_ROWS:,}"}])
        filled.append(line)
    width = max((_width(line.cells) for line in filled), default=0)
    has_heading = bool(filled) and not any(map(_VALUE.match, filled[0].cells))
    first = filled[0].cells if has_heading else ()
    lines = filled[1:] if has_heading else filled
    return Sheet(name, _headings(first, width), [Line(line.number, _fitted(line.cells, width)) for line in lines])


def _width(cells: tuple[str, ...]) -> int:
    return max((index for index, cell in enumerate(cells, 1) if cell), default=0)


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))[:width]


def _headings(given: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A name for each column; one that stands there twice, or is missing, gets the letter of its column."""
    fitted = _fitted(given, width)
    counts = Counter(fitted)
    named = []
    for index, heading in enumerate(fitted):
        letter = ascii_uppercase[index] if index < len(ascii_uppercase) else str(index + 1)
        if not heading:
            heading = _("Column %(letter)s") % {"letter": letter}
        elif counts[heading] > 1:
            heading = f"{heading} ({letter})"
        named.append(heading)
    return tuple(named)
