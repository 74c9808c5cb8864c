"""Dates and times as people write them. Day and month are never guessed: their order is an argument."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, time

from django.db import models
from django.utils.translation import gettext_lazy as _


class DateOrder(models.TextChoices):
    """In which order the numbers of a date stand. A month that is written as a word needs none."""

    DAY_FIRST = "dmy", _("Day, month, year")
    MONTH_FIRST = "mdy", _("Month, day, year")
    YEAR_FIRST = "ymd", _("Year, month, day")


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
CENTURY = 2000
"""That of a year with two digits: diaries are younger than that."""

_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
_NUMBERS = re.compile(r"([0-9]{1,4})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,4})\.?")
_DAY_WORD = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-. ]+([a-z]+)[-., ]+([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_WORD_DAY = re.compile(r"([a-z]+)[-. ]+([0-9]{1,2})(?:st|nd|rd|th)?[-., ]+([0-9]{4}|[0-9]{2})", re.IGNORECASE)
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?)?\s*(?:(a|p)\.?m\.?)?\s*(?:h|hrs?|o’clock|o'clock)?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(.*?[0-9]{4}|.*?[0-9])(?:T|,?\s+(?:at\s+)?)([0-9]{1,2}[:.h][0-9]{2}.*|[0-9]{1,2}\s*[ap]\.?m\.?)", re.IGNORECASE
)
_OFFSET = re.compile(r"(.*?)\s*(Z|[+-][0-9]{2}:?[0-9]{2})")


def date_of(cell: str, order: str) -> date | None:
    """The date of a cell, None where it is none in that order."""
    cell = _WEEKDAY.sub("", cell)
    if numbers := _NUMBERS.fullmatch(cell):
        first, second, third = numbers.groups()
        year, month, day = _sorted(first, second, third, order)
        return _date(year, int(month), int(day)) if len(month) < 3 and len(day) < 3 else None
    if words := _DAY_WORD.fullmatch(cell):
        day, month, year = words.groups()
    elif words := _WORD_DAY.fullmatch(cell):
        month, day, year = words.groups()
    else:
        return None
    number = MONTHS.get(month.lower())
    return _date(year, number, int(day)) if number else None


def _sorted(first: str, second: str, third: str, order: str) -> tuple[str, str, str]:
    """Year, month, day. Nobody begins with a year of four digits and goes on with the day."""
    if len(first) == 4 or order == DateOrder.YEAR_FIRST:
        return first, second, third
    return (third, second, first) if order == DateOrder.DAY_FIRST else (third, first, second)


def _date(year: str, month: int, day: int) -> date | None:
    if len(year) not in (2, 4):
        return None
    with suppress(ValueError):
        return date(int(year) + CENTURY * (len(year) == 2), month, day)
    return None


def time_of(cell: str) -> time | None:
    """The time of day of a cell, None where it is none."""
    if not (found := _TIME.fullmatch(cell.strip())):
        return None
    hour, minute, second, half = found.groups()
    if minute is None and half is None:
        return None  # a bare number may be anything
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + 12 * (half.lower() == "p")
    with suppress(ValueError):
        return time(hours, int(minute or 0), int(second or 0))
    return None


def cut(cell: str) -> tuple[str, str, str]:
    """A date with a time as its three parts: the date, the time ("" without one), the offset from UTC ("" too)."""
    if not (found := _MOMENT.fullmatch(cell)):
        return cell, "", ""
    day, at = found.groups()
    if offset := _OFFSET.fullmatch(at):
        return day, offset.group(1), offset.group(2)
    return day, at, ""


def fitting_orders(cells: Iterable[str]) -> list[str]:
    """The orders in which the most of these dates are dates: one is a proposal, several have to be asked about."""
    days = [cut(cell)[0] for cell in cells]
    counts = {order: sum(date_of(day, order) is not None for day in days) for order in DateOrder.values}
    most = max(counts.values())
    return [order for order, count in counts.items() if count == most and most]


def are_alike(cells: Sequence[str], orders: Sequence[str]) -> bool:
    """Whether each of these dates is the same in all of the orders, as one with a word for its month is."""
    return all(len({date_of(cut(cell)[0], order) for order in orders}) <= 1 for cell in cells)


def first_ambiguous(cells: Iterable[str], orders: Sequence[str]) -> str:
    """The first of these dates that is another date in each of the orders, "" where there is none."""
    for cell in cells:
        day = cut(cell)[0]
        if len({date_of(day, order) for order in orders}) == len(orders):
            return day
    return ""
