"""A cramp, a day and a visit as a row of their table, and back."""

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cramps.anatomy import Muscle, Side
from diary import clock
from diary.models import MOST_GLASSES, WORST_PAIN, Cramp, CrampQuerySet, Day, ReliefTry, Visit
from diary.transfer import cells
from diary.transfer.tables import Row
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, DurationSource, Exertion, SeenBy, Trigger

START = "started_at"
CRAMP_COLUMNS = [
    "id",
    START,
    "time_zone",
    "duration_min",
    "duration_source",
    "easing",
    "severity",
    "muscle",
    "side",
    "activity",
    "woke_me",
    "fluids_glasses",
    "exertion",
    "signs",
    "triggers",
    "reliefs",
    "note",
]
DAY_COLUMNS = [
    "date",
    "cramp_free",
    "fluids_glasses",
    "exertion",
    "stretched",
    "alcohol",
    "caffeine",
    "signs",
    "signs_at",
    "note",
]
VISIT_COLUMNS = ["date", "time", "by", "note", "come_back_if"]
VISIT_COLUMNS_WITH_FOLLOW_UP = [*VISIT_COLUMNS, "follow_up"]
"""The last column stands there only when a visit has one, so that a file without any stays as it was."""

SIGN_CODES = tuple(SIGNS)
TRIGGER_CODES = tuple(Trigger.values)
DURATION_COLUMNS = ("duration_min", "duration_source")
MEASURED = frozenset({DurationSource.TIMED, DurationSource.ESTIMATED})

read_signs = partial(cells.read_codes, allowed=SIGN_CODES)
read_fluids = partial(cells.read_number, most=MOST_GLASSES)
read_exertion = partial(cells.read_code, allowed=tuple(Exertion.values))
read_source = partial(cells.read_code, allowed=tuple(DurationSource.values))
read_seen_by = partial(cells.read_code, allowed=tuple(SeenBy.values))

PLAIN_CRAMP_COLUMNS: dict[str, Callable[[str], Any]] = {
    "easing": cells.read_yes_no,
    "severity": partial(cells.read_number, most=WORST_PAIN),
    "muscle": partial(cells.read_code, allowed=tuple(Muscle.values)),
    "side": partial(cells.read_code, allowed=tuple(Side.values)),
    "activity": partial(cells.read_code, allowed=tuple(Activity.values)),
    "woke_me": cells.read_yes_no,
    "signs": read_signs,
    "triggers": partial(cells.read_codes, allowed=TRIGGER_CODES),
}
PLAIN_DAY_COLUMNS: dict[str, Callable[[str], Any]] = {
    "cramp_free": cells.read_yes,
    "exertion": read_exertion,
    "stretched": cells.read_yes_no,
    "alcohol": cells.read_yes_no,
    "caffeine": cells.read_yes_no,
    "signs": read_signs,
}
"""Columns that stand for the field of the same name, and hold the same for every row."""

Tries = tuple[tuple[str, str], ...]
"""Reliefs with how they helped, in the order of the vocabulary."""


def shown_start(cramp: Cramp) -> datetime:
    """Its start as the file gives it: in its own zone, whole seconds, noon where the time is not known."""
    start = cramp.local_start.replace(microsecond=0)
    if cramp.time_known:
        return start
    zone = clock.get_zone(cramp.time_zone)
    return clock.wall_of(clock.noon_of(start.date(), zone), zone)


def shown_day(cramp: Cramp) -> date:
    """The diary day that follows from what the file gives."""
    return clock.diary_day(shown_start(cramp), cramp.activity)


def cramp_cells(cramp: Cramp, tries: Iterable[tuple[str, str]], day: Day | None = None) -> list[str]:
    """The row of a cramp; fluids and exertion of its day are repeated in it."""
    start = shown_start(cramp)
    return [
        str(cramp.uuid),
        start.isoformat() if cramp.time_known else start.date().isoformat(),
        cramp.time_zone,
        cells.write_minutes(cramp.duration),
        cramp.duration_source,
        cells.write_yes_no(cramp.easing),
        cells.write_number(cramp.severity),
        cramp.muscle,
        cramp.side,
        cramp.activity,
        cells.write_yes_no(cramp.woke_me),
        cells.write_number(day.fluids) if day else "",
        day.exertion if day else "",
        cells.write_codes(cramp.signs, SIGN_CODES),
        cells.write_codes(cramp.triggers, TRIGGER_CODES),
        cells.write_reliefs(tries),
        cells.neutral(cramp.note),
    ]


def tries_of(cramps: CrampQuerySet) -> defaultdict[int, list[tuple[str, str]]]:
    """What was tried against some cramps, by their keys; in one query."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    tries = ReliefTry.objects.filter(cramp__in=cramps).values_list("cramp_id", "relief", "helped")
    for cramp, relief, helped in tries:
        found[cramp].append((relief, helped))
    return found


@dataclass(frozen=True, slots=True)
class CrampRow:
    """A row of cramps.csv: a cramp without owner and id, what was tried, and what the row says about its day.

    `id` is None where the row has none.
    """

    row: Row
    id: uuid.UUID | None
    cramp: Cramp
    tries: Tries
    fluids: int | None
    exertion: str


def read_cramp(row: Row, persons_zone: ZoneInfo, now: datetime) -> CrampRow | None:
    """The cramp of a row, None when something is wrong with it."""
    given_id = row.read("id", cells.read_uuid)
    zone = row.read("time_zone", cells.read_zone) or persons_zone
    start = row.read("started_at", lambda cell: cells.read_start(cell, zone, now))
    cramp = Cramp(
        **_plain(row, PLAIN_CRAMP_COLUMNS), **_read_duration(row), time_zone=zone.key, note=row.writing("note")
    )
    tries = row.read("reliefs", cells.read_reliefs) or ()
    fluids = row.read("fluids_glasses", read_fluids)
    exertion = row.read("exertion", read_exertion) or ""
    if start is not None:
        _begin(cramp, start, row)
    return CrampRow(row, given_id, cramp, tries, fluids, exertion) if row.is_sound else None


def _begin(cramp: Cramp, start: tuple[datetime, bool], row: Row) -> None:
    cramp.started_at, cramp.time_known = start
    cramp.day = clock.diary_day(cramp.local_start, cramp.activity)
    if cramp.day.year < clock.EARLIEST_YEAR:
        row.refuse("started_at", _("this is before %(year)d") % {"year": clock.EARLIEST_YEAR})


def _plain(row: Row, readers: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    return {column: row.read(column, reader) for column, reader in readers.items()}


def _read_duration(row: Row) -> dict[str, Any]:
    seconds = row.read("duration_min", cells.read_minutes)
    source = row.read("duration_source", read_source)
    if not source:
        source = DurationSource.UNKNOWN if seconds is None else DurationSource.ESTIMATED
    if row.refused.isdisjoint(DURATION_COLUMNS) and (seconds is not None) != (source in MEASURED):
        words = _("%(source)s has no duration") if seconds is not None else _("%(source)s needs a duration")
        row.refuse("duration_min", words % {"source": source})
    return {"duration": seconds, "duration_source": source}


def derived_id(namespace: uuid.UUID, given: tuple[str, ...], ordinal: int) -> uuid.UUID:
    """The id of a row that has none: always the same for the same cells and ordinal."""
    return uuid.uuid5(namespace, json.dumps([*given, ordinal]))


def given_cells(row: Row) -> tuple[str, ...]:
    """The cells of a cramp as given, in the order of our columns, or in that of the foreign table they came from."""
    return row.origin or tuple(row.given.get(column, "") for column in CRAMP_COLUMNS)


BLANK_DAY = {
    "cramp_free": False,
    "fluids": None,
    "exertion": "",
    "stretched": None,
    "alcohol": None,
    "caffeine": None,
    "signs": None,
    "note": "",
}
"""The answers of a day, and what stands there when nothing was said."""


def answers(day: Day) -> list[str]:
    """The questions that this day answers."""
    return [name for name, blank in BLANK_DAY.items() if getattr(day, name) != blank]


def day_cells(day: Day) -> list[str]:
    """The row of a day."""
    return [
        day.date.isoformat(),
        "yes" if day.cramp_free else "",
        cells.write_number(day.fluids),
        day.exertion,
        cells.write_yes_no(day.stretched),
        cells.write_yes_no(day.alcohol),
        cells.write_yes_no(day.caffeine),
        cells.write_codes(day.signs, SIGN_CODES),
        cells.write_moment(day.signs_at),
        cells.neutral(day.note),
    ]


def read_day(row: Row, now: datetime) -> Day | None:
    """The day of a row, None when something is wrong with it."""
    date_and_time = {
        "date": row.read("date", partial(cells.read_date, now=now)),
        "signs_at": row.read("signs_at", partial(cells.read_moment, now=now)),
    }
    fluids = row.read("fluids_glasses", read_fluids)
    day = Day(**date_and_time, **_plain(row, PLAIN_DAY_COLUMNS), fluids=fluids, note=row.writing("note"))
    return day if row.is_sound else None


def visit_table(visits: Sequence[Visit]) -> tuple[list[str], list[list[str]]]:
    """The columns and the rows of visits."""
    columns = VISIT_COLUMNS_WITH_FOLLOW_UP if any(visit.follow_up for visit in visits) else VISIT_COLUMNS
    return columns, [visit_cells(visit)[: len(columns)] for visit in visits]


def visit_cells(visit: Visit) -> list[str]:
    """The row of a visit, with every column."""
    return [
        visit.date.isoformat(),
        cells.write_time(visit.time),
        visit.by,
        cells.neutral(visit.note),
        cells.neutral(visit.come_back_if),
        visit.follow_up.isoformat() if visit.follow_up else "",
    ]


def read_visit(row: Row, zone: ZoneInfo, now: datetime) -> Visit | None:
    """The visit of a row by the clock of the person's zone, None when something is wrong with it."""
    readers: dict[str, Callable[[str], Any]] = {
        "date": partial(cells.read_date, now=now),
        "time": cells.read_time,
        "by": read_seen_by,
        "follow_up": cells.read_any_date,
    }
    note, come_back_if = row.writing("note"), row.writing("come_back_if")
    visit = Visit(**_plain(row, readers), note=note, come_back_if=come_back_if)
    if row.is_sound and clock.lies_ahead(visit.date, visit.time, zone, now):
        row.refuse("date", _("this visit is still to come"))
    if row.is_sound and visit.follow_up and visit.follow_up <= visit.date:
        row.refuse("follow_up", _("this is not after the visit"))
    return visit if row.is_sound else None
