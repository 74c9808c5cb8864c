"""What home says and asks about the last weeks and the last night, worked out from the slice that the flag needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from diary import clock
from diary.episodes import DiarySlice, Episode
from diary.vocabulary import DurationSource

STRIP_DAYS = 28
TALLEST = 6
"""Bars grow up to this many cramps; a worse night is as tall, and its number is read out."""


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip: `state` is "cramps", "none" or "blank" (not recorded), `height` 0 to TALLEST."""

    day: date
    state: str
    cramps: int

    @property
    def height(self) -> int:
        """How tall its bar is, in cramps."""
        return min(self.cramps, TALLEST)


@dataclass(frozen=True, slots=True)
class Strip:
    """Four weeks at a glance, oldest first."""

    days: Sequence[StripDay]
    cramps: int
    days_with_cramps: int
    recorded: int


@dataclass(frozen=True, slots=True)
class LastNight:
    """The night that ended this morning: `state` as in the strip, and the cramps whose length is still open."""

    day: date
    state: str
    open_lengths: Sequence[Episode]
    running: Sequence[Episode]


def strip(diary: DiarySlice, period: clock.Period) -> Strip:
    """The days of the period with their states."""
    per_day = Counter(min(episode.day, period.last) for episode in diary.episodes)
    free = {day.date for day in diary.days if day.cramp_free}
    days = [StripDay(day, _state(day, per_day, free), per_day[day]) for day in period]
    return Strip(
        days=days,
        cramps=sum(day.cramps for day in days),
        days_with_cramps=sum(day.state == "cramps" for day in days),
        recorded=sum(day.state != "blank" for day in days),
    )


def last_night(diary: DiarySlice, zone: ZoneInfo, now: datetime) -> LastNight | None:
    """What is known and what is open about last night; None while it is too early to ask."""
    day = clock.last_night(zone, now)
    if day is None:
        return None
    cramps = [episode for episode in diary.episodes if episode.day == day]
    free = {entry.date for entry in diary.days if entry.cramp_free}
    return LastNight(
        day=day,
        state=_state(day, Counter(episode.day for episode in cramps), free),
        open_lengths=[episode for episode in cramps if episode.duration_source == DurationSource.UNKNOWN],
        running=[episode for episode in diary.episodes if episode.duration_source == DurationSource.RUNNING],
    )


def asks_lately(diary: DiarySlice, today: date) -> bool:
    """Whether the questions about how the person has been lately are due: unanswered for seven days."""
    return not any(day.signs is not None and (today - day.date) < timedelta(days=7) for day in diary.days)


def _state(day: date, per_day: Counter[date], free: set[date]) -> str:
    if per_day[day]:
        return "cramps"
    return "none" if day in free else "blank"
