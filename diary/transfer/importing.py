"""A file into a diary: all of it or nothing, and a second time without effect."""

import uuid
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from cramps.accounts.models import User
from diary.models import Cramp, Day, Visit
from diary.transfer import archive, merging, rows
from diary.transfer.health import COLUMNS, Health, read_health
from diary.transfer.tables import Refused, Row, Table

REPEATED = {"fluids_glasses": "fluids", "exertion": "exertion"}
"""Columns of cramps.csv that belong to the day of the cramp, and the fields they stand for."""


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do. `time_zone` is the person's new one where an empty diary took it over."""

    cramps: merging.Tally = field(default_factory=merging.Tally)
    days: merging.Tally = field(default_factory=merging.Tally)
    visits: merging.Tally = field(default_factory=merging.Tally)
    health: merging.Tally = field(default_factory=merging.Tally)
    time_zone: str = ""


@dataclass(slots=True)
class Entries:
    """The entries of a file, none of them in the diary yet."""

    cramps: list[rows.CrampRow]
    days: dict[date, Day]
    visits: list[Visit]
    health: Health = field(default_factory=Health)


def import_diary(user: User, content: bytes, now: datetime, *, dry_run: bool = False) -> Outcome:
    """Add what a file holds to a person's diary. Raises Refused, with every problem, when any row is wrong."""
    arrival = archive.unpack(content)
    # The clock of visits is the person's, so an export that starts a diary brings its time zone along.
    adopted = arrival.zone if _is_empty(user) else None
    entries = _read(arrival, adopted or user.zone, user.import_namespace, now)
    return add_entries(user, entries, adopted, dry_run=dry_run)


def add_entries(user: User, entries: Entries, adopted: ZoneInfo | None = None, *, dry_run: bool = False) -> Outcome:
    """Store entries beside those of a diary; `adopted` becomes the time zone of the person.

    A rehearsal counts in the same way and takes no lock: nobody has to wait while a page is only looked at.
    """
    if dry_run:
        return _merged(user, entries, adopted, dry_run=True)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one import at a time
        outcome = _merged(user, entries, adopted)
        if outcome.time_zone:
            User.objects.filter(pk=user.pk).update(time_zone=outcome.time_zone)
    if outcome.time_zone:
        user.time_zone = outcome.time_zone
    return outcome


def _merged(user: User, entries: Entries, adopted: ZoneInfo | None, *, dry_run: bool = False) -> Outcome:
    return Outcome(
        merging.add_cramps(user, ((entry.cramp, entry.tries) for entry in entries.cramps), dry_run=dry_run),
        merging.add_days(user, entries.days, dry_run=dry_run),
        merging.add_visits(user, entries.visits, dry_run=dry_run),
        merging.add_health(user, entries.health, dry_run=dry_run),
        adopted.key if adopted is not None and adopted.key != user.time_zone else "",
    )


def _is_empty(user: User) -> bool:
    entries = Cramp.objects.for_user(user), Cramp.objects.in_bin(user), Day.objects.for_user(user)
    return not any(found.exists() for found in entries) and not Visit.objects.for_user(user).exists()


def _read(arrival: archive.Arrival, zone: ZoneInfo, namespace: uuid.UUID, now: datetime) -> Entries:
    problems: list[str] = []
    table = partial(Table, as_written=arrival.as_written, problems=problems)
    cramps, said = read_cramps(table(arrival.cramps, rows.CRAMP_COLUMNS, rows.START).rows(), zone, namespace, now)
    days: dict[date, Day] = {}
    if arrival.days:
        days = _read_days(table(arrival.days, rows.DAY_COLUMNS, "date", name=archive.DAYS), now)
    visits: list[Visit] = []
    if arrival.visits:
        visits = _read_visits(
            table(arrival.visits, rows.VISIT_COLUMNS_WITH_FOLLOW_UP, "date", name=archive.VISITS), zone, now
        )
    health = Health()
    if arrival.health:
        health = read_health(table(arrival.health, COLUMNS, "about", name=archive.HEALTH), now)
    if problems:
        raise Refused(problems)
    pass_on(said, days)
    return Entries(cramps, days, visits, health)


Said = dict[tuple[date, str], tuple[int | str, int]]
"""What the rows of cramps say about their days: by day and field, the value and the line that said it first."""


def pass_on(said: Said, days: dict[date, Day]) -> None:
    """Let days have what rows of cramps say about them, where they do not say it themselves."""
    for (day, name), (value, _line) in said.items():
        entry = days.setdefault(day, Day(date=day))
        if name not in rows.answers(entry):
            setattr(entry, name, value)


def read_cramps(
    given: Iterable[Row], zone: ZoneInfo, namespace: uuid.UUID, now: datetime
) -> tuple[list[rows.CrampRow], Said]:
    """The cramps of some rows, each with its id, and what the rows say about days. Problems go to the rows' table."""
    found: list[rows.CrampRow] = []
    said: Said = {}
    lines: dict[Hashable, int] = {}
    ordinals: Counter[tuple[str, ...]] = Counter()
    for row in given:
        entry = rows.read_cramp(row, zone, now)
        if entry is None:
            continue
        entry.cramp.uuid = entry.id or _derived_id(namespace, row, ordinals)
        _stands_alone(row, "id", entry.cramp.uuid, lines)
        _agrees(entry, said)
        found.append(entry)
    return found, said


def _derived_id(namespace: uuid.UUID, row: Row, ordinals: Counter[tuple[str, ...]]) -> uuid.UUID:
    given = rows.given_cells(row)
    ordinals[given] += 1
    return rows.derived_id(namespace, given, ordinals[given])


def _stands_alone(row: Row, column: str, key: Hashable, lines: dict[Hashable, int]) -> None:
    first = lines.setdefault(key, row.line)
    if first != row.line:
        row.refuse(column, _("the same stands on line %(line)d") % {"line": first})


def _agrees(entry: rows.CrampRow, said: Said) -> None:
    for column, name in REPEATED.items():
        value = entry.fluids if name == "fluids" else entry.exertion
        if value in (None, ""):
            continue
        day = entry.cramp.day
        first, line = said.setdefault((day, name), (value, entry.row.line))
        if first != value:
            words = {"value": value, "first": first, "line": line, "day": day.isoformat()}
            entry.row.refuse(column, _("%(value)s, but line %(line)d says %(first)s for the same day %(day)s") % words)


def _read_days(table: Table, now: datetime) -> dict[date, Day]:
    found: dict[date, Day] = {}
    lines: dict[Hashable, int] = {}
    for row in table.rows():
        day = rows.read_day(row, now)
        if day is not None:
            _stands_alone(row, "date", day.date, lines)
            found[day.date] = day
    return found


def _read_visits(table: Table, zone: ZoneInfo, now: datetime) -> list[Visit]:
    found: list[Visit] = []
    lines: dict[Hashable, int] = {}
    for row in table.rows():
        visit = rows.read_visit(row, zone, now)
        if visit is not None:
            _stands_alone(row, "date", (visit.date, visit.time), lines)
            found.append(visit)
    return found
