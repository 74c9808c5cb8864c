"""Which column of a foreign table is what: proposed from headings and cells, decided by the person."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from diary.transfer.foreign import dates, words
from diary.transfer.foreign.sheet import Sheet

SAMPLE = 200
"""Cells of a column by which it is judged."""


class Role(models.TextChoices):
    """What a column holds."""

    NOTHING = "nothing", _("Leave it out")
    DATE = "date", _("Date")
    TIME = "time", _("Time of day")
    MOMENT = "moment", _("Date and time")
    LENGTH = "length", _("Length in minutes")
    PAIN = "pain", _("Pain, 0 to 10")
    MUSCLE = "muscle", _("Muscle")
    SIDE = "side", _("Side")
    ACTIVITY = "activity", _("What I was doing")
    WOKE = "woke", _("Woke me, yes or no")
    NOTE = "note", _("Note")
    FLUIDS = "fluids", _("Glasses of fluid that day")
    COUNT = "count", _("Number of cramps that day")


MANY = frozenset({Role.NOTHING, Role.NOTE})
"""Roles that any number of columns may have."""
WHEN = (Role.MOMENT, Role.DATE)

_HEADINGS: dict[str, Collection[str]] = {
    Role.LENGTH: {"duration", "length", "minutes", "mins", "min", "how long", "lasted", "duration min", "length min"}
    | {"duration minutes", "length minutes", "length in minutes", "duration in minutes", "duration mins"},
    Role.PAIN: {"pain", "severity", "intensity", "pain level", "pain score", "score", "pain 0 10", "severity 0 10"}
    | {"how bad", "strength", "pain 1 10", "pain 10", "severity 1 10", "intensity 1 10"},
    Role.MUSCLE: {"muscle", "where", "location", "place", "body part", "muscle group", "area", "muscles"},
    Role.SIDE: {"side", "leg", "left right", "which leg", "which side", "l r"},
    Role.ACTIVITY: {"activity", "doing", "what i was doing", "during", "situation", "what was i doing"},
    Role.WOKE: {"woke me", "woke", "woke up", "woken", "woke me up", "wake", "wake up"},
    Role.NOTE: {"note", "notes", "comment", "comments", "remarks", "remark", "details", "description", "memo"},
    Role.FLUIDS: {"fluids", "fluid", "glasses", "water", "glasses of water", "glasses of fluid", "drinks"},
    Role.COUNT: {"count", "cramps", "number", "number of cramps", "how many", "cramp count", "n", "total", "cramp"},
}
_BY_HEADING = {heading: role for role, headings in _HEADINGS.items() for heading in headings}
_OF_TIME = {"date", "day", "night", "time", "when", "start", "started", "start time", "onset", "began", "timestamp"} | {
    "datetime",
    "date time",
    "date and time",
    "time of day",
    "start date",
    "date of cramp",
    "hour",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column holds, the order of numbers in dates, and the zone of the clock they were read from."""

    roles: tuple[str, ...]
    order: str
    zone: ZoneInfo

    def column(self, *roles: str) -> int | None:
        """The first column that has one of these roles."""
        return first_of(self.roles, *roles)


def first_of(roles: Sequence[str], *wanted: str) -> int | None:
    """The index of the first role that is one of these."""
    return next((index for index, role in enumerate(roles) if role in wanted), None)


def proposal(sheet: Sheet) -> list[str]:
    """A role for each column, as far as headings and cells tell."""
    roles: list[str] = [_role(sheet, index) for index in range(len(sheet.headings))]
    if first_of(roles, *WHEN) is None:
        kinds = [_kind_of_time(sheet.column(index)[:SAMPLE]) for index in range(len(roles))]
        if (found := first_of(kinds, *WHEN)) is not None:
            roles[found] = kinds[found]
    roles = _once_each(roles)
    if first_of(roles, Role.MOMENT) is not None:
        roles = [Role.NOTHING if role in (Role.DATE, Role.TIME) else role for role in roles]
    unknown = [index for index, role in enumerate(roles) if role == Role.NOTHING]
    # A list of dates and numbers and nothing else counts cramps.
    if len(roles) == 2 and len(unknown) == 1 and _are_counts(sheet.column(unknown[0])):
        roles[unknown[0]] = Role.COUNT
    return roles


def _role(sheet: Sheet, index: int) -> str:
    heading, cells = words.said(sheet.headings[index]), sheet.column(index)[:SAMPLE]
    if heading in _OF_TIME:
        return _kind_of_time(cells)
    return _BY_HEADING.get(heading, Role.NOTHING)


def _kind_of_time(cells: Sequence[str]) -> str:
    """Date, time of day, both, or nothing of that kind, by what most cells are."""
    kinds = [_time_in(cell) for cell in cells]
    return max(set(kinds), key=lambda kind: (kinds.count(kind), kind)) if kinds else Role.NOTHING


def _time_in(cell: str) -> str:
    day, at, _offset = dates.cut(cell)
    if any(dates.date_of(day, order) for order in dates.DateOrder.values):
        # Programs write a date as its midnight.
        return Role.MOMENT if at and dates.time_of(at) != time() else Role.DATE
    return Role.TIME if dates.time_of(cell) else Role.NOTHING


def _once_each(roles: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    kept: list[str] = []
    for role in roles:
        kept.append(role if role in MANY or role not in seen else Role.NOTHING)
        seen.add(role)
    return kept


def _are_counts(cells: Sequence[str]) -> bool:
    return bool(cells) and all(words.count_of(cell) for cell in cells)
