"""Counting for a report: everything that one page for a doctor says about some weeks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

from diary.clock import Period
from diary.counting.bouts import Bout, Said
from diary.counting.times import USUAL_MINUTES, Record, record_of
from diary.counting.weeks import Nights, Week, nights_of, weeks_of
from diary.vocabulary import DurationSource, Helped

SEVERE = 7
"""From here on pain of 0 to 10 is called severe (pain-scale)."""
HOURS_PER_BAND = 3


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long cramps lasted, in seconds; `middle` and `longest` are None where no length is known.

    `unknown` includes those that nobody has ended yet.
    """

    middle: float | None
    longest: int | None
    over_usual: int
    timed: int
    estimated: int
    unknown: int

    @property
    def known(self) -> int:
        """How many lengths are known."""
        return self.timed + self.estimated


@dataclass(frozen=True, slots=True)
class Pains:
    """How strong cramps were, 0 to 10; `middle` and `worst` are None where none was rated."""

    middle: float | None
    worst: int | None
    severe: int
    rated: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each code was said, the commonest first, and of how many cramps or days there was any answer.

    `none` counts the answers that there was nothing.
    """

    of: tuple[tuple[str, int], ...]
    answered: int
    none: int = 0


class Tried(NamedTuple):
    """What came of one relief: how often it was tried, and each answer to whether it helped."""

    relief: str
    times: int
    yes: int
    a_little: int
    no: int

    @property
    def not_said(self) -> int:
        """How often nobody said whether it helped."""
        return self.times - self.yes - self.a_little - self.no


class Drunk(NamedTuple):
    """Glasses of fluid on some days: the middle one, None without days."""

    middle: float | None
    days: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """A sign that was ticked: on how many days, the last of them."""

    sign: str
    days: int
    last: date


@dataclass(frozen=True, slots=True)
class Summary:
    """Some weeks of a diary in numbers. `places` counts (muscle, side), either of which may be ""."""

    period: Period
    record: Record
    weeks: tuple[Week, ...]
    nights: Nights
    lengths: Lengths
    pains: Pains
    places: Counter[tuple[str, str]]
    hours: tuple[int, ...]
    hours_unknown: int
    activities: Counts
    triggers: Counts
    on_cramp_days: Drunk
    on_free_days: Drunk
    exertion: Counts
    stretched: Counts
    alcohol: Counts
    caffeine: Counts
    tries: tuple[Tried, ...]
    signs: tuple[Ticked, ...]
    signs_answered: int

    @property
    def cramps(self) -> int:
        """All cramps."""
        return self.record.total


def summary_of(period: Period, bouts: Sequence[Bout], days: Sequence[Said]) -> Summary:
    """The cramps and days of a period, which is a whole number of weeks and ends today."""
    free = [day.date.isoformat() for day in days if day.cramp_free]
    record = record_of(period, period.last, [bout.day.isoformat() for bout in bouts], free)
    hours = Counter(bout.hour for bout in bouts)
    return Summary(
        period=period,
        record=record,
        weeks=weeks_of(period, record, bouts),
        nights=nights_of(bouts),
        lengths=lengths_of(bouts),
        pains=pains_of(bouts),
        places=Counter((bout.muscle, bout.side) for bout in bouts),
        hours=tuple(hours[hour] for hour in range(24)),
        hours_unknown=hours[None],
        activities=counts_of((bout.activity,) if bout.activity else None for bout in bouts),
        triggers=counts_of(bout.triggers for bout in bouts),
        on_cramp_days=drunk_on(record.cramps, days),
        on_free_days=drunk_on(record.free, days),
        exertion=counts_of((day.exertion,) if day.exertion else None for day in days),
        stretched=yes_of(day.stretched for day in days),
        alcohol=yes_of(day.alcohol for day in days),
        caffeine=yes_of(day.caffeine for day in days),
        tries=tries_of(bouts),
        signs=ticked_of(bouts, days),
        signs_answered=sum(bout.signs is not None for bout in bouts),
    )


def lengths_of(bouts: Iterable[Bout]) -> Lengths:
    """How long the cramps lasted."""
    told = list(bouts)
    known = [bout.seconds for bout in told if bout.seconds is not None]
    sources = Counter(bout.duration_source for bout in told if bout.seconds is not None)
    return Lengths(
        middle=median(known) if known else None,
        longest=max(known, default=None),
        over_usual=sum(seconds > USUAL_MINUTES * 60 for seconds in known),
        timed=sources[DurationSource.TIMED],
        estimated=sources[DurationSource.ESTIMATED],
        unknown=len(told) - len(known),
    )


def pains_of(bouts: Iterable[Bout]) -> Pains:
    """How strong the cramps were."""
    rated = [bout.severity for bout in bouts if bout.severity is not None]
    return Pains(
        middle=median(rated) if rated else None,
        worst=max(rated, default=None),
        severe=sum(pain >= SEVERE for pain in rated),
        rated=len(rated),
    )


def counts_of(answers: Iterable[Sequence[str] | None]) -> Counts:
    """How often each code stands in the answers; None is no answer, an empty one says that there was nothing."""
    given = [answer for answer in answers if answer is not None]
    codes = Counter(code for answer in given for code in answer)
    return Counts(tuple(codes.most_common()), len(given), sum(not answer for answer in given))


def yes_of(answers: Iterable[bool | None]) -> Counts:
    """The same of a yes or no: "yes" is its one code."""
    return counts_of(None if answer is None else ("yes",) * answer for answer in answers)


def drunk_on(dates: Iterable[str], days: Iterable[Said]) -> Drunk:
    """The glasses of those of the dates, in ISO form, for which they were said."""
    wanted = frozenset(dates)
    glasses = [day.fluids for day in days if day.fluids is not None and day.date.isoformat() in wanted]
    return Drunk(median(glasses) if glasses else None, len(glasses))


def tries_of(bouts: Iterable[Bout]) -> tuple[Tried, ...]:
    """What was tried and what came of it, the commonest first."""
    answers = Counter(one for bout in bouts for one in bout.tries)
    times = Counter[str]()
    for (relief, _helped), number in answers.items():
        times[relief] += number
    return tuple(
        Tried(relief, number, *(answers[relief, helped] for helped in (Helped.YES, Helped.A_LITTLE, Helped.NO)))
        for relief, number in times.most_common()
    )


def ticked_of(bouts: Iterable[Bout], days: Iterable[Said]) -> tuple[Ticked, ...]:
    """The signs that were ticked with a cramp or for a day, the last first."""
    ticked: dict[str, set[date]] = {}
    told = [*((bout.day, bout.signs) for bout in bouts), *((day.date, day.signs) for day in days)]
    for day, signs in told:
        for sign in signs or ():
            ticked.setdefault(sign, set()).add(day)
    found = [Ticked(sign, len(dates), max(dates)) for sign, dates in ticked.items()]
    return tuple(sorted(found, key=lambda one: (-one.last.toordinal(), one.sign)))


def by_band(hours: Sequence[int]) -> list[tuple[int, int, int]]:
    """The 24 hours in bands: first hour, hour after the last, how many cramps."""
    starts = range(0, len(hours), HOURS_PER_BAND)
    return [(first, first + HOURS_PER_BAND, sum(hours[first : first + HOURS_PER_BAND])) for first in starts]
