"""A diary opened for assessment: its cramps, signs and visits, and what of them is unsettled as of a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate, groupby
from operator import attrgetter
from sys import maxsize
from typing import NamedTuple

from cramps.anatomy import Muscle
from diary.background import Background
from diary.episodes import DayEntry, DiarySlice, Episode
from diary.triage.ledger import Ledger, Measure, Records
from diary.triage.raising import HEAT_SIGN, Raise, heat_conditions, raises
from diary.triage.signs import MUSCLE_SIGNS
from diary.triage.tiers import OPEN_DAYS
from diary.vocabulary import DurationSource, Trigger

STILL_CRAMPING = "still-cramping"
TICKING_MUSCLES = frozenset({*MUSCLE_SIGNS, Muscle.HAND})
"""Muscles that are signs themselves, and the hand, which is one only beside a wound."""
NEVER = maxsize


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that ages like a sign, on the day for which it was ticked.

    `what` is a rule ("sign:dark_urine", "muscle:arm", "still-cramping") or a muscle that matters beside another sign;
    `settled_on` the date of the first visit that settles it. `cramp` is None when it was ticked for a day.
    """

    day: int
    what: str
    settled_on: int
    cramp: Episode | None

    @property
    def is_ticked(self) -> bool:
        """Whether somebody ticked it; not so for a cramp in the heat, which is a sign for a few alone."""
        return self.what != HEAT_SIGN or not self.cramp or self.what.removeprefix("sign:") in (self.cramp.signs or ())


class Sight(NamedTuple):
    """What a pattern may look at: the cramps that one ledger holds, as of a day, and the records of the whole diary.

    `last_visit` is the date of the latest visit by then, `background` what was said about the person's health. `ago`
    moves a window back by so many days.
    """

    ledger: Ledger
    records: Records
    day: int
    last_visit: int | None
    background: Background

    def tally(self, measure: Measure, days: int, ago: int = 0) -> int:
        """How often a measure counts in the last `days` days."""
        return self.ledger.within(measure, self.day - ago, days)

    def cramps(self, days: int) -> list[tuple[int, Episode]]:
        """The cramps of the last `days` days."""
        return self.ledger.window(self.day - days + 1, self.day)


class Visits:
    """The visits of a diary, by date; one by its place settles what the ones before it do, and more."""

    def __init__(self, diary: DiarySlice) -> None:
        by_date = groupby(sorted(diary.seen, key=attrgetter("date")), key=attrgetter("date"))
        visits = [(day.toordinal(), list(of_day)) for day, of_day in by_date]
        self.days = [day for day, _ in visits]
        self.until = list(accumulate((max(seen.until for seen in of_day) for _, of_day in visits), max))
        self._whole_days = {day for day, of_day in visits if not all(seen.timed for seen in of_day)}

    def settling(self, instant: datetime) -> int:
        """The date of the first visit that settles what began at an instant."""
        place = bisect_right(self.until, instant)
        return self.days[place] if place < len(self.days) else NEVER

    def settling_day(self, day: int, signs_at: datetime) -> int:
        """The date of the first visit that settles the signs of a day; one without a time settles those of its date."""
        settled_on = self.settling(signs_at)
        return min(settled_on, day) if day in self._whole_days else settled_on


class Book:
    """A diary as `today` may see it: what belongs to a later diary day, a traveller's, counts as today."""

    def __init__(self, diary: DiarySlice, today: date) -> None:
        self._today = today.toordinal()
        self.background = diary.background
        self._heat_is_a_sign = bool(heat_conditions(diary.background))
        episodes = sorted(diary.episodes, key=attrgetter("started_at", "id"))
        days = [(self._placed(entry.date), entry) for entry in diary.days]
        self.visits = Visits(diary)
        self.whole = Ledger([(self._placed(episode.day), episode) for episode in episodes])
        self.records = Records((day for day, _ in self.whole.pairs), days)
        self.ticks = sorted([*self._cramp_ticks(), *self._day_ticks(days)], key=attrgetter("day"))
        self.first_day = min([*(day for day, _ in self.whole.pairs), *(day for day, _ in days)], default=self._today)
        """The day of the first entry."""
        self._tick_days = [tick.day for tick in self.ticks]
        self._unsettled: dict[int, Ledger] = {}

    def live(self, day: int, seen_until: int) -> dict[str, list[Tick]]:
        """What was ticked in the last 28 days and is unsettled by the visits up to a date; the latest stands last."""
        live: dict[str, list[Tick]] = {}
        first = bisect_left(self._tick_days, day - OPEN_DAYS + 1)
        for tick in self.ticks[first : bisect_right(self._tick_days, day)]:
            if tick.settled_on > seen_until:
                live.setdefault(tick.what, []).append(tick)
        return live

    def old(self, day: int) -> list[Tick]:
        """What was ticked more than 27 days before a day and is unsettled, oldest first."""
        return [
            tick for tick in self.ticks[: bisect_left(self._tick_days, day - OPEN_DAYS + 1)] if tick.settled_on > day
        ]

    def sights(self, day: int, seen_until: int) -> tuple[Sight, Sight]:
        """What patterns see as of a day, with the visits up to a date: what is unsettled, and everything."""
        place = bisect_right(self.visits.days, seen_until) - 1
        if place < 0:
            everything = Sight(self.whole, self.records, day, None, self.background)
            return everything, everything
        if place not in self._unsettled:
            # Up to the next visit's own date, because a history asks how that day was without it.
            last = self.visits.days[place + 1] if place + 1 < len(self.visits.days) else self._today
            self._unsettled[place] = self.whole.begun_since(self.visits.until[place], last)
        visit = self.visits.days[place]
        unsettled = Sight(self._unsettled[place], self.records, day, visit, self.background)
        return unsettled, unsettled if unsettled.ledger is self.whole else unsettled._replace(ledger=self.whole)

    def raised(self, day: int) -> Mapping[str, Raise]:
        """The signs that are more urgent for this person on a day, by their rules."""
        return raises(self.background, date.fromordinal(day))

    def _placed(self, day: date) -> int:
        ordinal = day.toordinal()
        return ordinal if ordinal < self._today else self._today

    def _cramp_ticks(self) -> Iterator[Tick]:
        for day, cramp in self.whole.pairs:
            found = [f"sign:{code}" for code in cramp.signs or ()]
            if self._heat_is_a_sign and Trigger.HEAT in (cramp.triggers or ()) and HEAT_SIGN not in found:
                found.append(HEAT_SIGN)
            if cramp.muscle in TICKING_MUSCLES:
                found.append(f"muscle:{cramp.muscle}")
            if cramp.duration_source == DurationSource.RUNNING and cramp.easing is False:
                found.append(STILL_CRAMPING)
            for what in found:
                yield Tick(day, what, self.visits.settling(cramp.started_at), cramp)

    def _day_ticks(self, days: Sequence[tuple[int, DayEntry]]) -> Iterator[Tick]:
        for day, entry in days:
            if entry.signs and entry.signs_at:
                settled_on = self.visits.settling_day(entry.date.toordinal(), entry.signs_at)
                yield from (Tick(day, f"sign:{code}", settled_on, None) for code in entry.signs)
