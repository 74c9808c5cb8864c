"""Which days a chart looks at, and into which buckets they fall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext as _

from cramps.dates import month_year
from diary.clock import Period

WEEK = 7
RANGES = ("28", "90", "365", "all")
"""The ranges one can choose, as they stand in an address."""
DEFAULT_RANGE = RANGES[0]
_BLOCKS = {"90": 13, "365": 53}
"""Blocks of seven days that cover the range: whole ones, so that every bar stands for as many days."""
MOST_YEARS_IN_BLOCKS = 2


class Step(Enum):
    """What one bucket holds."""

    DAY = "day"
    BLOCK = "block"
    MONTH = "month"


@dataclass(frozen=True)
class Span:
    """The days of a range, and the first day of each bucket, oldest first.

    Buckets cover the period; the first of them may begin before it (`all` begins with the first recorded day).
    """

    choice: str
    step: Step
    period: Period
    starts: tuple[date, ...]

    @property
    def before(self) -> Period | None:
        """The period of the same length just before; None when there can be none."""
        if self.choice == "all":
            return None
        return Period.ending(self.period.first - timedelta(days=1), len(self.period))

    @property
    def labels(self) -> tuple[str, ...]:
        """The first day of each bucket in ISO form."""
        return tuple(start.isoformat() for start in self.starts)

    @property
    def words(self) -> str:
        """The range as it stands in a sentence, after a count."""
        if self.choice == "all":
            return _("since %(month)s") % {"month": month_year(self.period.first)}
        if self.step is Step.DAY:
            return _("in %(days)d days") % {"days": len(self.period)}
        return _("in %(weeks)d weeks") % {"weeks": len(self.starts)}

    def bucket_of(self, day: date) -> int:
        """The place of the bucket that holds a day of the period; a later one (a traveller's) counts as the last."""
        first, last = self.starts[0], self.period.last
        if day > last:
            day = last
        if self.step is Step.MONTH:
            return (day.year - first.year) * 12 + day.month - first.month
        days = (day - first).days
        return days if self.step is Step.DAY else days // WEEK

    @cached_property
    def places(self) -> "Places":
        """A dict that finds the bucket of a day given as ISO text, working each of them out once."""
        return Places(self)

    def last_day_of(self, place: int) -> date:
        """The last day of a bucket."""
        if place + 1 < len(self.starts):
            return self.starts[place + 1] - timedelta(days=1)
        return self.period.last


class Places(dict[str, int]):
    """The places of buckets by day, as ISO text."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span

    def __missing__(self, day: str) -> int:
        place = self[day] = self.span.bucket_of(date.fromisoformat(day))
        return place


def span_of(choice: str, today: date, first: date | None = None) -> Span:
    """The span of a range that ends today. `first` is the first recorded day of the diary; only `all` needs it.

    28 days are shown by day, 90 and 365 in blocks of seven days that end today, `all` in such blocks up to two years
    and in calendar months beyond. Raises KeyError for an unknown choice.
    """
    if choice == "28":
        period = Period.ending(today, 28)
        return Span(choice, Step.DAY, period, tuple(period))
    if choice != "all":
        starts = _block_starts(today, _BLOCKS[choice])
        return Span(choice, Step.BLOCK, Period(starts[0], today), starts)
    period = Period(min(first or today, today), today)
    if period.first < _years_before(today, MOST_YEARS_IN_BLOCKS):
        return Span(choice, Step.MONTH, period, tuple(_months(period)))
    blocks = -(-len(period) // WEEK)
    return Span(choice, Step.BLOCK, period, _block_starts(today, blocks))


def _block_starts(today: date, blocks: int) -> tuple[date, ...]:
    first = today - timedelta(days=WEEK * blocks - 1)
    return tuple(first + timedelta(days=WEEK * n) for n in range(blocks))


def _months(period: Period) -> Iterator[date]:
    month = period.first.replace(day=1)
    while month <= period.last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
