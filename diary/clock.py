"""Wall clock and instant: the only place that knows about time zones.

An *instant* is an aware datetime in UTC. A *wall* time is a naive datetime: what a clock on the bedroom wall shows.
A *zone* is a ZoneInfo. Instants are subtracted only in UTC, because Python subtracts wall clocks when both sides
share one ZoneInfo. Nothing here reads the clock: `now` is always an argument.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cramps.zones import is_zone
from diary.vocabulary import IN_BED

MORNING = time(6)
"""A start before this, with no activity given, counts as in bed."""
NOON = time(12)
"""A start in bed before this belongs to the night that began the evening before."""
DARK_FROM, DARK_UNTIL = time(21), time(7)
"""Between these a page that is opened in bed is dim by itself."""
LAST_NIGHT_FROM = time(4)
"""From this hour on, the night that is ending may be asked about as *last night*."""
EARLIEST_YEAR = 1900
"""An earlier date is a slip of the keyboard."""
DAYS_AHEAD = 2
"""The clocks of the world lie up to 26 hours apart: a traveller may write so many days ahead of the day at home."""
CLOCK_SKEW = timedelta(minutes=5)
"""A start this far in the future is a clock that runs fast, not a mistake."""
FIRST_WALL, LAST_WALL = datetime.combine(date(1, 1, 3), time()), datetime.combine(date(9999, 12, 29), time())
"""Beyond these a wall time has no instant, or the instant no diary day, in one zone or another."""


class UnknownZone(ValueError):
    """The name is not a time zone of the IANA database."""


class InTheFuture(ValueError):
    """The instant lies further ahead than a clock can be wrong."""


def get_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name, old names included. Raises UnknownZone."""
    if not is_zone(name):
        raise UnknownZone(name)
    return ZoneInfo(name)


def instant_of(wall: datetime, zone: ZoneInfo, offset: timedelta | None = None) -> datetime:
    """The instant of a wall time; never refuses one.

    A wall time that the clocks skipped moves forward by what was skipped. One that happened twice is settled by
    `offset` (from UTC, east positive), else it is the first. Those at the very ends of the calendar move inwards.
    """
    wall = min(max(wall, FIRST_WALL), LAST_WALL)
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    is_ambiguous = first.utcoffset() > second.utcoffset()  # type: ignore[operator]
    chosen = second if is_ambiguous and second.utcoffset() == offset else first
    return chosen.astimezone(UTC)


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant as a clock in the zone shows it: aware, with its offset."""
    return instant.astimezone(zone)


def hour_of_text(text: str, zone: ZoneInfo) -> int:
    """The hour on the wall at an instant written as ISO text in UTC, as databases write it; seconds are not read."""
    return datetime.fromisoformat(f"{text[:16]}+00:00").astimezone(zone).hour


@lru_cache(maxsize=4096)
def hours_of_month(month: str, zone: ZoneInfo) -> tuple[int, ...]:
    """The hour on the wall for each of the 24 hours in UTC, all through a month of UTC ("2026-11").

    Empty where one table will not do: in a month in which the clocks change, or not a whole number of hours from UTC.
    It makes counting thousands of instants several times quicker.
    """
    first = datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
    offsets = {(first + timedelta(days=day)).astimezone(zone).utcoffset() for day in range(32)}
    shift, rest = divmod(offsets.pop() or timedelta(), timedelta(hours=1))
    return () if offsets or rest else tuple((hour + shift) % 24 for hour in range(24))


def showings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Every instant at which clocks in the zone showed this wall time: none, one or two, the earlier first."""
    if not FIRST_WALL <= wall <= LAST_WALL:
        return ()
    both = dict.fromkeys(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return tuple(instant for instant in both if wall_of(instant, zone).replace(tzinfo=None) == wall.replace(fold=0))


def noon_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant that stands for a day whose time is not known: 12:00 local."""
    return instant_of(datetime.combine(day, NOON), zone)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date begins in the zone (not always at 00:00)."""
    return instant_of(datetime.combine(day, time()), zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a date is over in the zone: the start of the next."""
    return start_of(min(day, LAST_WALL.date()) + timedelta(days=1), zone)


def today_in(zone: ZoneInfo, now: datetime) -> date:
    """The local date at the instant `now`."""
    return wall_of(now, zone).date()


def diary_day(start: datetime, activity: str) -> date:
    """The diary day of a cramp that began at `start`, a wall time or an aware local one.

    In bed before noon belongs to the night that began the evening before; everything else to its own date. In bed
    means asleep, resting in bed, or no activity given and a start before six in the morning.
    """
    if is_in_bed(start, activity) and start.time() < NOON:
        return start.date() - timedelta(days=1)
    return start.date()


def is_in_bed(start: datetime, activity: str) -> bool:
    """Whether a cramp that began at `start`, a wall time or an aware local one, counts as one in bed."""
    return activity in IN_BED or (not activity and start.time() < MORNING)


def last_night(zone: ZoneInfo, now: datetime) -> date | None:
    """The diary day of the night that is ending or has ended, None before 04:00 local."""
    local = wall_of(now, zone)
    if local.time() < LAST_NIGHT_FROM:
        return None
    return local.date() - timedelta(days=1)


def is_dark(zone: ZoneInfo, now: datetime) -> bool:
    """Whether it is an hour at which people sleep."""
    local = wall_of(now, zone).time()
    return local >= DARK_FROM or local < DARK_UNTIL


def tonight(zone: ZoneInfo, now: datetime) -> date:
    """The diary day to which a cramp in bed would belong at the instant `now`."""
    local = wall_of(now, zone)
    return local.date() - timedelta(days=1) if local.time() < NOON else local.date()


def bedtime(zone: ZoneInfo, now: datetime) -> date:
    """The diary day whose bedtime is meant at the instant `now`: before 04:00 local that of the evening before."""
    local = wall_of(now, zone)
    return local.date() - timedelta(days=1) if local.time() < LAST_NIGHT_FROM else local.date()


def not_ahead(instant: datetime, now: datetime) -> datetime:
    """The instant, or `now` where it is at most five minutes ahead of it. Raises InTheFuture beyond that."""
    if instant <= now:
        return instant
    if instant - now <= CLOCK_SKEW:
        return now
    raise InTheFuture(instant)


def as_aged(at: datetime, sent_at: datetime, now: datetime) -> datetime:
    """When it happened, of what a device's clock called `at` and sent as that clock showed `sent_at`, at `now`.

    Only the time in between counts, so that a clock that is hours wrong does no harm. Raises InTheFuture where it had
    not happened yet by the same clock (part of a second is passed over).
    """
    age = sent_at - at
    if round(age.total_seconds()) < 0:
        raise InTheFuture(at)
    return min(now - age, now)


def lies_ahead(day: date, at: time | None, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a date, or a time of it, is still to come by more than a clock can be wrong."""
    if at is None:
        return day > today_in(zone, now)
    return instant_of(datetime.combine(day, at), zone) > now + CLOCK_SKEW


@dataclass(frozen=True, slots=True)
class Period:
    """A run of diary days, both ends included."""

    first: date
    last: date

    @classmethod
    def ending(cls, last: date, days: int) -> "Period":
        """The `days` days that end with `last`."""
        return cls(last - timedelta(days=days - 1), last)

    def before(self) -> "Period":
        """The period of the same length that ends the day before this one begins."""
        return Period.ending(self.first - timedelta(days=1), len(self))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last
