"""When a cramp began, from what the form said about it.

Nothing is ever refused because of a clock change: a wall time that was skipped moves forward, one that came twice is
settled by what is known, and a notice says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cramps import dates
from cramps.regions import Region
from diary import clock


@dataclass(frozen=True, slots=True)
class Moment:
    """A start: an instant of whole seconds in UTC, its zone, and what the person should be told about it."""

    started_at: datetime
    time_zone: str
    time_known: bool = True
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """A clock on the wall: in which zone, what its offset was (None when not known), and the instant it is now."""

    zone: ZoneInfo
    now: datetime
    region: Region
    offset: timedelta | None = None

    @property
    def local_now(self) -> datetime:
        """What it shows now."""
        return clock.wall_of(self.now, self.zone)


def ago(minutes: int, wall: Wall) -> Moment:
    """So many minutes before now."""
    started = wall.now - timedelta(minutes=minutes)
    return Moment(started.replace(microsecond=0), wall.zone.key)


def on_day(day: date | None, wall: Wall, field: str) -> Moment:
    """On a day, at a time that nobody knows. Raises ValidationError for `field`."""
    if day is None:
        raise ValidationError({field: _("Choose the date; for a night, the evening on which it began.")})
    _check_day(day, wall, field)
    return Moment(clock.noon_of(day, wall.zone), wall.zone.key, time_known=False)


def at_time(day: date | None, at: time | None, wall: Wall) -> Moment:
    """At a time of a day; without a day, the last time that the clock showed it. Raises ValidationError."""
    if at is None:
        raise ValidationError({"time": _("Add the time, or tick “I don’t know the time”.")})
    if day is None:
        day = wall.local_now.date()
        if _is_ahead(datetime.combine(day, at), wall):
            day -= timedelta(days=1)
    _check_day(day, wall, "date")
    return _settled(datetime.combine(day, at), wall)


def in_night_of(day: date, at: time, activity: str, wall: Wall) -> date:
    """The date that a time has when it is added to a diary day: after midnight in bed, the date after it.

    A time that would still be to come is taken for the date itself.
    """
    morning = day + timedelta(days=1)
    for candidate in (day, morning):
        start = datetime.combine(candidate, at)
        if clock.diary_day(start, activity) == day and not _is_ahead(start, wall):
            return candidate
    return day


def other_showing(start: datetime, zone: ZoneInfo, *, is_second: bool) -> datetime:
    """The first or second instant at which the clock showed the same as at the instant `start`."""
    both = clock.showings(clock.wall_of(start, zone).replace(tzinfo=None), zone)
    return both[is_second] if len(both) == 2 else start


def came_twice(start: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock showed the wall time of this instant a second time."""
    return len(clock.showings(clock.wall_of(start, zone).replace(tzinfo=None), zone)) == 2


def _is_ahead(start: datetime, wall: Wall) -> bool:
    return clock.instant_of(start, wall.zone, wall.offset) > wall.now + clock.CLOCK_SKEW


def _check_day(day: date, wall: Wall, field: str) -> None:
    """Refuse days before 1900 and days to come, before anything is computed with them."""
    if day.year < clock.EARLIEST_YEAR:
        raise ValidationError({field: _("This date is before the year 1900.")})
    if day > (wall.local_now + clock.CLOCK_SKEW).date():
        raise ValidationError({field: _("That day has not come yet.")})


def _settled(start: datetime, wall: Wall) -> Moment:
    instant = clock.instant_of(start, wall.zone, wall.offset)
    try:
        started = clock.not_ahead(instant, wall.now)
    except clock.InTheFuture as error:
        told = {"now": dates.clock_time(wall.local_now, wall.region)}
        message = _("That is still to come: it is %(now)s now. If it was yesterday, change the date.") % told
        raise ValidationError({"time": message}) from error
    return Moment(started.replace(microsecond=0), wall.zone.key, notice=_notice(start, started, wall))


def _notice(start: datetime, started: datetime, wall: Wall) -> str:
    """What to say about a wall time that the clocks skipped or showed twice, empty for any other."""
    showings = clock.showings(start, wall.zone)
    typed = dates.clock_time(start, wall.region)
    if not showings:
        told = {"typed": typed, "saved": dates.clock_time(clock.wall_of(started, wall.zone), wall.region)}
        return _("The clocks skipped %(typed)s that night, so it was saved as %(saved)s.") % told
    is_settled = any(wall.offset == clock.wall_of(one, wall.zone).utcoffset() for one in showings)
    if len(showings) == 2 and not is_settled:
        return _("The clock showed %(typed)s twice that night. It was saved as the first; you can edit that.") % {
            "typed": typed
        }
    return ""
