"""What stands on the page for a doctor, all of it in words already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from diary.report.picture import Picture

T = TypeVar("T")
NARROW = 6
"""A table of so many columns has room for long names in the first."""
COLUMN = 58
"""A line of half the page holds at least so many letters."""


@dataclass(frozen=True, slots=True)
class Key:
    """One of the numbers at the top: what it is, the number, and what it was counted from."""

    label: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers side by side: the heads of the columns, and rows whose first cell is their head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether its first column has to leave more room to the others."""
        return len(self.heads) > NARROW


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with what belongs below it, and how much of the diary stands behind that (`basis`).

    `rest` is what did not fit: the page says how much it is, the appendix lists it. A list gives way to others until
    `fewest` of it are left.
    """

    heading: str
    basis: str = ""
    lines: tuple[str, ...] = ()
    table: Table | None = None
    listed: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    fewest: int = 2

    @property
    def height(self) -> int:
        """About how many lines it takes in its column; a table is not counted."""
        written = (f"{self.heading} {self.basis}", *self.lines, *self.listed, *("…",) * bool(self.rest))
        return sum(-(-len(line) // COLUMN) for line in written)

    def with_one_less(self) -> "Section":
        """The same with the last of the list among the rest; two at first, as saying "one more" takes its place."""
        kept = self.listed[: -1 if self.rest else -2]
        return replace(self, listed=kept, rest=(*self.listed[len(kept) :], *self.rest))


@dataclass(frozen=True, slots=True)
class Entry:
    """One cramp of the appendix: when, where, and everything else in short phrases; `note` in the person's words."""

    when: str
    where: str
    facts: str
    note: str


@dataclass(frozen=True, slots=True)
class EntryDay:
    """One day of the appendix: `said` about the day itself, in short phrases, and its cramps."""

    title: str
    said: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """Every entry, oldest first, and before them the lists that had no room on the page.

    `left_out` is how many of the latest days did not fit here either.
    """

    lists: tuple[Section, ...]
    days: tuple[EntryDay, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole page. `name` is empty unless somebody wanted it printed.

    `keys` stand at the top, the sections in two columns: what was counted, and what to talk about. `reserved` says, for
    the screen alone, what of the flag is left out because it was not asked for.
    """

    title: str
    name: str
    period: str
    printed: str
    written: str
    coverage: str
    has_entries: bool
    keys: tuple[Key, ...]
    picture: Picture
    counted: tuple[Section, ...]
    to_talk_about: tuple[Section, ...]
    cautions: tuple[str, ...]
    rules: str
    reserved: tuple[str, ...]
    appendix: Appendix | None
    printed_on: date


def split(found: Iterable[T], most: int) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """What has room on the page, and the rest; a rest of one would take as much room as saying so."""
    listed: Sequence[T] = tuple(found)
    return (tuple(listed), ()) if len(listed) <= most + 1 else (tuple(listed[:most]), tuple(listed[most:]))


def fitted(sections: Iterable[Section], room: int) -> tuple[Section, ...]:
    """The sections in at most so many lines: the one that takes most of them gives way first."""
    found = list(sections)
    while sum(section.height for section in found) > room:
        longest = max(
            (section for section in found if len(section.listed) > section.fewest),
            key=lambda one: one.height,
            default=None,
        )
        if longest is None:
            break
        found[found.index(longest)] = longest.with_one_less()
    return tuple(found)
