"""Counting a report along the calendar: week by week, and by night."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diary.clock import Period
from diary.counting.bouts import Bout
from diary.counting.span import WEEK
from diary.counting.times import Record


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days. `cramps` and `nights` (those affected) are None where no day of it is recorded: that is no zero."""

    days: Period
    recorded: int
    cramps: int | None
    nights: int | None


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights of a period: how many were affected, and how many of them the person was woken in, and how often."""

    affected: int
    woken: int
    wakings: int
    woken_often: int


def weeks_of(period: Period, record: Record, bouts: Iterable[Bout]) -> tuple[Week, ...]:
    """The weeks of a period, which is a whole number of them, oldest first. `record` is that of the period."""
    recorded = {date.fromisoformat(day) for day in (*record.cramps, *record.free)}
    affected = _affected(bouts)
    weeks = []
    for back in range(len(period) // WEEK - 1, -1, -1):
        days = Period.ending(date.fromordinal(period.last.toordinal() - back * WEEK), WEEK)
        told = sum(day in recorded for day in days)
        cramps = sum(record.cramps.get(day.isoformat(), 0) for day in days)
        nights = sum(day in affected for day in days)
        weeks.append(Week(days, told, cramps if told else None, nights if told else None))
    return tuple(weeks)


def nights_of(bouts: Sequence[Bout]) -> Nights:
    """How many nights were affected, and the person woken in."""
    wakings = Counter(bout.day for bout in bouts if bout.woken)
    return Nights(
        affected=len(_affected(bouts)),
        woken=len(wakings),
        wakings=wakings.total(),
        woken_often=sum(number > 1 for number in wakings.values()),
    )


def _affected(bouts: Iterable[Bout]) -> set[date]:
    return {bout.day for bout in bouts if bout.is_of_night}
