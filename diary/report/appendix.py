"""The appendix: every entry of the weeks, oldest first, and the lists that had no room on the page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from cramps.dates import full_day, night
from cramps.regions import Region
from diary.daybook.rows import CrampLine, Daybook, DayRow
from diary.daybook.words import words
from diary.models import Cramp, Day
from diary.report.page import Appendix, Entry, EntryDay, Section

ROOM = 400
"""So many entries, or notes of so many times NOTE_LINE letters: a PDF of them takes some seconds."""
NOTE_LINE = 500
SHORT = 40
"""Phrases up to here stand one behind the other, longer ones below each other."""


def appendix_of(
    sections: Iterable[Section], daybook: Daybook, cramps: Sequence[Cramp], days: Mapping[date, Day], region: Region
) -> Appendix:
    """The appendix; `days` are by their date. What may not be shown is gone from cramps and days already."""
    lists = [_in_full(section) for section in sections if section.rest]
    by_day = {day: list(group) for day, group in groupby(sorted(cramps, key=attrgetter("day")), attrgetter("day"))}
    dates = sorted(by_day.keys() | days.keys())
    shown: list[EntryDay] = []
    taken = 0
    for day in reversed(dates):
        row = daybook.row(day, by_day.get(day, ()), days.get(day))
        taken += _weight(row)
        if taken > ROOM and shown:
            break
        shown.append(_day(row, region))
    return Appendix(tuple(lists), tuple(reversed(shown)), len(dates) - len(shown))


def _in_full(section: Section) -> Section:
    """What had no room on the page, under its heading."""
    if all(len(phrase) <= SHORT for phrase in section.rest):
        return Section(section.heading, lines=(" · ".join(section.rest),))
    return Section(section.heading, listed=section.rest)


def _weight(row: DayRow) -> int:
    notes = [row.note, *(line.note for line in row.cramps)]
    return max(1, len(row.cramps)) + sum(len(note) // NOTE_LINE for note in notes)


def _day(row: DayRow, region: Region) -> EntryDay:
    said = ([words().no_cramps] if row.state == "none" else []) + [*row.answers, *row.signs]
    return EntryDay(
        title=f"{full_day(row.date, region)} ({night(row.date, region)})",
        said=" · ".join(said),
        note=row.note,
        entries=tuple(map(_entry, row.cramps)),
    )


def _entry(line: CrampLine) -> Entry:
    return Entry(line.time, line.where, " · ".join([*line.facts, *line.tried, *line.signs]), line.note)
