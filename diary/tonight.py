"""What home says and asks about the last weeks and the last night, worked out from the slice that the flag needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """The night that ended this morning, and its state as in the strip."""

    day: date
    state: str


def strip(diary: DiarySlice, period: clock.Period) -> Strip:
    """The days of the period with their states."""
    per_day = Counter(episode.day for episode in diary.episodes)
    free = {day.date for day in diary.days if day.cramp_free}
    days = [StripDay(day, _state(day, per_day, free), per_day[day]) for day in period]
    return Strip(
        days=days,
        cramps=sum(day.cramps for day in days),
        days_with_cramps=sum(day.state == "cramps" for day in days),
        recorded=sum(day.state != "blank" for day in days),
    )


def sentence(now: Strip, before: Strip) -> str:
    """Four weeks in words, with the four weeks before where anything was recorded in them."""
    cramps = ngettext("%(count)d cramp", "%(count)d cramps", now.cramps) % {"count": now.cramps}
    days = ngettext("on %(count)d day", "on %(count)d days", now.days_with_cramps) % {"count": now.days_with_cramps}
    told = f"{cramps} {days}" if now.cramps else _("No cramps on the days that were recorded")
    if not before.recorded:
        return f"{told}."
    return _("%(told)s; %(count)d in the four weeks before, with %(recorded)d of 28 days recorded.") % {
        "told": told,
        "count": before.cramps,
        "recorded": before.recorded,
    }


def last_night(diary: DiarySlice, zone: ZoneInfo, now: datetime) -> LastNight | None:
    """What is known about last night; None while it is too early to ask."""
    day = clock.last_night(zone, now)
    if day is None:
        return None
    per_day = Counter(episode.day for episode in diary.episodes)
    return LastNight(day, _state(day, per_day, {entry.date for entry in diary.days if entry.cramp_free}))


def follow_ups(diary: DiarySlice, today: date) -> list[date]:
    """The days, today or past, on which the person was to be seen again, and after which no visit was noted."""
    due = {visit.follow_up for visit in diary.seen if visit.follow_up and visit.follow_up <= today}
    return sorted(day for day in due if not any(visit.date >= day for visit in diary.seen))


def still_running(diary: DiarySlice) -> list[Episode]:
    """The cramps that nobody has ended."""
    return [episode for episode in diary.episodes if episode.duration_source == DurationSource.RUNNING]


def asks_lately(diary: DiarySlice, today: date) -> bool:
    """Whether the questions about how the person has been lately are due: unanswered for seven days."""
    return not any(day.signs is not None and (today - day.date) < timedelta(days=7) for day in diary.days)


def _state(day: date, per_day: Counter[date], free: set[date]) -> str:
    if per_day[day]:
        return "cramps"
    return "none" if day in free else "blank"
