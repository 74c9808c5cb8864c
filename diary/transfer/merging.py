"""Entries of a file beside those of a diary: what is there already stays as it is.

With `dry_run` everything is counted in the same way, and nothing is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cramps.accounts.models import User
from diary.models import Cramp, Day, HealthContext, Medicine, ReliefTry, Visit
from diary.transfer import health, rows
from diary.transfer.health import Health


@dataclass(slots=True)
class Tally:
    """What became of the rows of one table."""

    new: int = 0
    there: int = 0
    different: int = 0
    filled: int = 0
    binned: int = 0


def add_cramps(owner: User, arrived: Iterable[tuple[Cramp, rows.Tries]], *, dry_run: bool = False) -> Tally:
    """Store the cramps, and what was tried, whose ids are neither in the diary nor in its bin."""
    live = {cramp.uuid: cramp for cramp in Cramp.objects.for_user(owner)}
    binned = set(Cramp.objects.in_bin(owner).values_list("uuid", flat=True))
    tries = rows.tries_of(Cramp.objects.for_user(owner))
    tally, new = Tally(), []
    for cramp, tried in arrived:
        there = live.get(cramp.uuid)
        if there is not None:
            _count(tally, rows.cramp_cells(there, tries[there.pk]), rows.cramp_cells(cramp, tried))
        elif cramp.uuid in binned:
            tally.binned += 1
        else:
            cramp.owner_id = owner.pk
            new.append((cramp, tried))
    tally.new = len(new)
    if not dry_run:
        Cramp.objects.bulk_create(cramp for cramp, _tried in new)
        ReliefTry.objects.bulk_create(
            ReliefTry(cramp_id=cramp.pk, relief=relief, helped=helped)
            for cramp, tried in new
            for relief, helped in tried
        )
    return tally


def _count(tally: Tally, there: list[str], arrived: list[str]) -> None:
    if there == arrived:
        tally.there += 1
    else:
        tally.different += 1


def add_days(owner: User, arrived: Mapping[date, Day], *, dry_run: bool = False) -> Tally:
    """Store new days, and answers to what a day in the diary leaves unanswered."""
    there = {day.date: day for day in Day.objects.for_user(owner)}
    tally, changed = Tally(), []
    for day in arrived.values():
        known = there.get(day.date)
        if known is None and rows.answers(day):
            tally.new += 1
            changed.append(day)
        elif known is not None and _fill(known, day):
            tally.filled += 1
            changed.append(known)
        elif known is not None:
            _count(tally, rows.day_cells(known), rows.day_cells(day))
    if dry_run:
        return tally
    for day in changed:
        day.owner, day.pk = owner, None  # met again by owner and date
    Day.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["owner", "date"],
        update_fields=[*rows.BLANK_DAY, "signs_at"],
    )
    return tally


def _fill(known: Day, arrived: Day) -> bool:
    missing = [name for name in rows.answers(arrived) if name not in rows.answers(known)]
    for name in missing:
        setattr(known, name, getattr(arrived, name))
    if "signs" in missing:
        known.signs_at = arrived.signs_at
    return bool(missing)


def add_visits(owner: User, arrived: Iterable[Visit], *, dry_run: bool = False) -> Tally:
    """Store the visits for whose date and time there is none."""
    there = {(visit.date, visit.time): visit for visit in Visit.objects.for_user(owner)}
    tally, new = Tally(), []
    for visit in arrived:
        known = there.get((visit.date, visit.time))
        if known is not None:
            _count(tally, rows.visit_cells(known), rows.visit_cells(visit))
        else:
            visit.owner = owner
            new.append(visit)
    tally.new = len(new)
    if not dry_run:
        Visit.objects.bulk_create(new)
    return tally


def add_health(owner: User, arrived: Health, *, dry_run: bool = False) -> Tally:
    """Store what the person has not said about pregnancy and conditions, and medicines that are not on the list."""
    tally, new = Tally(), []
    there = {(medicine.code, medicine.name): medicine for medicine in Medicine.objects.for_user(owner)}
    for medicine in arrived.medicines:
        known = there.get((medicine.code, medicine.name))
        if known is not None:
            _count(tally, health.medicine_row(known), health.medicine_row(medicine))
        else:
            medicine.owner = owner
            new.append(medicine)
    tally.new = len(new)
    if not dry_run:
        Medicine.objects.bulk_create(new)
    if health.context_rows(arrived.context):
        context = HealthContext.objects.of(owner)
        if _fill_context(context, arrived.context, tally) and not dry_run:
            context.save()
    return tally


def _fill_context(known: HealthContext, arrived: HealthContext, tally: Tally) -> bool:
    """Fill in what is missing; whether that changed anything."""
    is_new, before = known.pk is None, health.context_rows(known)
    if known.pregnant is None or (known.pregnant and arrived.pregnant and known.due_on is None):
        known.pregnant, known.due_on = known.pregnant or arrived.pregnant, arrived.due_on or known.due_on
    if known.conditions is None:
        known.conditions = arrived.conditions
    if is_new or health.context_rows(known) != before:
        tally.new, tally.filled = tally.new + is_new, tally.filled + (not is_new)
        return True
    _count_rows(tally, before, health.context_rows(arrived))
    return False


def _count_rows(tally: Tally, there: list[list[str]], arrived: list[list[str]]) -> None:
    if all(row in there for row in arrived):
        tally.there += 1
    else:
        tally.different += 1
