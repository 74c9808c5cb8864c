"""Dates and times as a person of a region writes them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cramps.regions import Region


class _Names(NamedTuple):
    months: dict[int, str]
    short_months: dict[int, str]
    weekdays: dict[int, str]
    short_weekdays: dict[int, str]
    night_of: str


@lru_cache(maxsize=16)
def _names_in(language: str | None) -> _Names:
    """The names in one language, looked up once: a page of the diary writes a hundred dates."""
    return _Names(
        {number: str(name) for number, name in MONTHS.items()},
        {number: str(name).capitalize() for number, name in MONTHS_3.items()},
        {number: str(name) for number, name in WEEKDAYS.items()},
        {number: str(name) for number, name in WEEKDAYS_ABBR.items()},
        _("night of %(span)s"),
    )


def _names() -> _Names:
    return _names_in(get_language())


def _ordered(day: int, month: str, region: Region) -> str:
    return f"{month} {day}" if region.month_first else f"{day} {month}"


def day_month(day: date, region: Region) -> str:
    """3 November, or November 3."""
    return _ordered(day.day, _names().months[day.month], region)


def short_day(day: date, region: Region) -> str:
    """3 Nov, or Nov 3."""
    return _ordered(day.day, _names().short_months[day.month], region)


def short_weekday(day: date) -> str:
    """Tue."""
    return _names().short_weekdays[day.weekday()]


def weekday_day(day: date, region: Region) -> str:
    """Tuesday 3 November, or Tuesday, November 3."""
    comma = "," if region.month_first else ""
    return f"{_names().weekdays[day.weekday()]}{comma} {day_month(day, region)}"


def full_day(day: date, region: Region) -> str:
    """3 November 2026, or November 3, 2026."""
    comma = "," if region.month_first else ""
    return f"{day_month(day, region)}{comma} {day.year}"


def month_year(day: date) -> str:
    """November 2026."""
    return f"{_names().months[day.month]} {day.year}"


def night(day: date, region: Region) -> str:
    """The night of 3 → 4 November, or of 30 September → 1 October."""
    morning = day + timedelta(days=1)
    if day.month != morning.month:
        span = f"{day_month(day, region)} → {day_month(morning, region)}"
    elif region.month_first:
        span = f"{_names().months[day.month]} {day.day} → {morning.day}"
    else:
        span = f"{day.day} → {day_month(morning, region)}"
    return _names().night_of % {"span": span}


def clock_time(moment: time | datetime, region: Region) -> str:
    """02:14, or 2:14 am."""
    if not region.uses_12_hours:
        return f"{moment:%H:%M}"
    half = _("am") if moment.hour < 12 else _("pm")
    return f"{moment.hour % 12 or 12}:{moment:%M} {half}"
