"""A foreign table as entries: each line becomes rows of our own kind, which the import of exports reads on."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial

from django.utils.translation import gettext as _

from diary.models import Day
from diary.transfer import cells, rows
from diary.transfer.foreign import dates, words
from diary.transfer.foreign.dates import DateOrder
from diary.transfer.foreign.mapping import WHEN, Mapping, Role
from diary.transfer.foreign.sheet import Line, Sheet
from diary.transfer.importing import Entries, pass_on, read_cramps
from diary.transfer.tables import MOST_ROWS, Row, Table

MOST_CRAMPS_A_DAY = 50
COLUMNS: dict[str, str] = {
    Role.LENGTH: "duration_min",
    Role.PAIN: "severity",
    Role.MUSCLE: "muscle",
    Role.SIDE: "side",
    Role.ACTIVITY: "activity",
    Role.WOKE: "woke_me",
    Role.FLUIDS: "fluids_glasses",
}
"""What our own table calls the columns that hold one answer."""

read_count = partial(cells.read_number, most=MOST_CRAMPS_A_DAY)


@dataclass(slots=True)
class Reading:
    """What a table gives: entries, what is wrong with it, and how many lines say nothing.

    `told` has the days of the entries with the line that said something about them first.
    """

    entries: Entries
    told: list[tuple[int, Day]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unsaid: int = 0


@dataclass(slots=True)
class _Cells:
    """The cells of one line by what they hold, and its words that have no place of their own."""

    line: Line
    by_role: dict[str, str]
    written: list[str]
    kept: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """The note of this line: what was written as one, then what had no other place."""
        return "\n".join([*self.written, *self.kept])


class Reader:
    """Reads one table; `reading` is what it gives."""

    def __init__(self, sheet: Sheet, mapping: Mapping, namespace: uuid.UUID, now: datetime) -> None:
        self.sheet, self.mapping, self.now = sheet, mapping, now
        self.days: dict[date, Day] = {}
        self.told: list[tuple[int, Day]] = []
        self.unsaid = 0
        titles = {COLUMNS[role]: heading for role, heading in self._headings() if role in COLUMNS}
        titles |= {"started_at": self._heading(*WHEN), "count": self._heading(Role.COUNT), "note": _("Note")}
        self.table = Table("", rows.CRAMP_COLUMNS, rows.START, cells.unified_newlines, titles=titles)
        cramps, said = read_cramps(self._rows(), mapping.zone, namespace, now)
        pass_on(said, self.days)
        for day in {entry.cramp.day for entry in cramps} & self.days.keys():
            self.days[day].cramp_free = False  # another line has cramps on it
        self.reading = Reading(Entries(cramps, self.days, []), self.told, self.table.problems, self.unsaid)

    def _headings(self) -> Iterator[tuple[str, str]]:
        return zip(self.mapping.roles, self.sheet.headings, strict=True)

    def _heading(self, *roles: str) -> str:
        index = self.mapping.column(*roles)
        return "" if index is None else self.sheet.headings[index]

    def _rows(self) -> Iterator[Row]:
        made = 0
        for line in self.sheet.lines:
            for row in self._rows_of(self._sorted(line)):
                made += 1
                if made > MOST_ROWS:
                    self.table.note(_("there are more than %(most)s cramps") % {"most": f"{MOST_ROWS:,}"})
                    return
                yield row

    def _sorted(self, line: Line) -> _Cells:
        given = list(zip(self.mapping.roles, self.sheet.headings, line.cells, strict=True))
        notes = [(heading, cell) for role, heading, cell in given if role == Role.NOTE and cell]
        several = self.mapping.roles.count(Role.NOTE) > 1
        written = [f"{heading}: {cell}" if several else cell for heading, cell in notes]
        return _Cells(
            line, {role: cell for role, _heading, cell in given if role not in (Role.NOTE, "nothing")}, written
        )

    def _rows_of(self, given: _Cells) -> Iterator[Row]:
        when = self._when(given)
        if when is None:
            return
        answers = self._answers(given)
        row = partial(Row, given.line.number, table=self.table, origin=_origin(given.line))
        if self.mapping.column(Role.COUNT) is None:
            yield row({"started_at": when, **answers, "note": given.note})
            return
        count = self._count(given)
        # What a line says about the whole day is said once, however many cramps there were.
        self._tell(given, when, answers.pop("fluids_glasses", ""), cramp_free=count == 0)
        for _number in range(count or 0):
            yield row({"started_at": when, **answers})

    def _when(self, given: _Cells) -> str | None:
        """The start as our own table writes it; None where the line has none, which may be worth a word."""
        cell = given.by_role.get(Role.MOMENT) or given.by_role.get(Role.DATE) or ""
        if not cell:
            if any(given.by_role.values()) or given.written:
                self._refuse(given, _("this is empty"))
            else:
                self.unsaid += 1
            return None
        day, at, offset = dates.cut(cell)
        found = dates.date_of(day, self.mapping.order)
        if found is None:
            order = DateOrder(self.mapping.order).label.lower()
            self._refuse(given, _("%(cell)s is not a date (%(order)s)") % {"cell": cell[:60], "order": order})
            return None
        if at and Role.DATE in given.by_role and dates.time_of(at) == time():
            at = ""  # programs write a date as its midnight
        at = self._at(given, at)
        return f"{found}{at}{offset}" if at else f"{found}"

    def _at(self, given: _Cells, at: str) -> str:
        """The time of day as the rest of a start, "" where it is not known. Words for it go into the note."""
        role = Role.TIME if Role.TIME in given.by_role else Role.MOMENT
        at = given.by_role.get(Role.TIME, at)
        if not at or self.mapping.column(Role.COUNT) is not None:
            return ""
        if (found := dates.time_of(at)) is None:
            self._keep(given, role, at)
            return ""
        return f"T{found.isoformat()}"

    def _answers(self, given: _Cells) -> dict[str, str]:
        """The answers of a line in our own words; whatever is not known stays in its note."""
        found: dict[str, str] = {}
        for role, column in COLUMNS.items():
            if cell := given.by_role.get(role, ""):
                answer, side = _answer(role, cell)
                if answer:
                    found[column] = answer
                elif not side:
                    self._keep(given, role, cell)
                if side:
                    found.setdefault("side", side)
        return found

    def _count(self, given: _Cells) -> int | None:
        cell = given.by_role.get(Role.COUNT, "")
        row = Row(given.line.number, {"count": words.count_of(cell) or cell}, self.table)
        return row.read("count", read_count)

    def _tell(self, given: _Cells, when: str, fluids: str, *, cramp_free: bool) -> None:
        row = Row(
            given.line.number, {"started_at": when[:10], "fluids_glasses": fluids, "note": given.note}, self.table
        )
        day = row.read("started_at", partial(cells.read_date, now=self.now))
        glasses, note = row.read("fluids_glasses", rows.read_fluids), row.writing("note")
        if day is None:
            return
        if not (cramp_free or glasses is not None or note):
            self.unsaid += not given.by_role.get(Role.COUNT)
            return
        if day not in self.days:
            self.days[day] = Day(date=day)
            self.told.append((given.line.number, self.days[day]))
        known = self.days[day]
        known.cramp_free |= cramp_free
        known.fluids = glasses if known.fluids is None else known.fluids
        known.note = "\n".join(filter(None, dict.fromkeys([known.note, note])))

    def _keep(self, given: _Cells, role: str, cell: str) -> None:
        given.kept.append(f"{self._heading(role)}: {cell}")

    def _refuse(self, given: _Cells, problem: str) -> None:
        Row(given.line.number, {}, self.table).refuse("started_at", problem)


def _origin(line: Line) -> tuple[str, ...]:
    """The cells that make the id of what comes of a line, without the empty ones at its end."""
    width = max(index for index, cell in enumerate(line.cells, 1) if cell)
    return line.cells[:width]


def _answer(role: str, cell: str) -> tuple[str, str]:
    """Our word for a cell, and the side that it names beside it; each "" where there is none.

    A number that we cannot take stays a number, so that its line is named as wrong.
    """
    known = words.said(cell)
    match role:
        case Role.MUSCLE:
            muscle, side = words.place_of(cell)
            return muscle, side or words.SIDES.get(known, "")
        case Role.SIDE:
            return words.SIDES.get(known, ""), ""
        case Role.ACTIVITY:
            return words.ACTIVITIES.get(known, ""), ""
        case Role.WOKE:
            return words.YES_NO.get(known) or words.YES_NO.get(cell.casefold(), ""), ""
        case Role.LENGTH:
            return words.minutes_of(cell), ""
        case Role.PAIN:
            return words.rating_of(cell) or _number(cell), ""
        case _:
            return words.whole_of(cell) or _number(cell), ""


def _number(cell: str) -> str:
    return cell if cell.replace(".", "").replace(",", "").lstrip("-").isdigit() else ""


def read_sheet(sheet: Sheet, mapping: Mapping, namespace: uuid.UUID, now: datetime) -> Reading:
    """What a table gives with these roles."""
    return Reader(sheet, mapping, namespace, now).reading
