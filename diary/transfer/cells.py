"""One value as the text of one CSV cell, and back. Reading raises CellError with words for the person."""

import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diary import clock
from diary.models import LONGEST_SECONDS, NOTE_LENGTH, UNSTORABLE, validate_writing
from diary.vocabulary import Helped, Relief, UnknownCodes, ordered_codes

T = TypeVar("T")

SEPARATOR = "|"
NONE = "none"
RELIEFS = tuple(Relief.values)
HELPED = ("", *Helped.values)
FURTHEST_AHEAD = timedelta(hours=14)
"""No zone is further ahead of UTC: what is later than today there is later than today everywhere."""

_FORMULA_STARTS = ("=", "+", "-", "@", "'", "\t", "\r")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
_TIME = re.compile(_CLOCK)
_MOMENT = re.compile(rf"{_DATE.pattern}[T ]{_CLOCK}(Z|[+-][0-9]{{2}}:?[0-9]{{2}}(:[0-9]{{2}})?)?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,9}([.][0-9]{1,9})?")

# Translated only where a cell is wrong: a file has a hundred thousand of them.
_A_DATE = gettext_lazy("a date like 2026-11-04")
_A_TIME = gettext_lazy("a time like 14:30")
_A_MOMENT = gettext_lazy("a date and time like 2026-11-04T02:14:00+00:00")


class CellError(ValueError):
    """The text of a cell is not what its column holds; says so in words that follow "line 7, severity: "."""


def _shown(cell: str) -> str:
    return Truncator(UNSTORABLE.sub("�", cell)).chars(60)


def neutral(text: str) -> str:
    """The text with one leading ' where a spreadsheet could take it for a formula (or where it starts with ')."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def plain(cell: str) -> str:
    """What `neutral` was given: exactly one leading ' less."""
    return cell.removeprefix("'")


def unified_newlines(text: str) -> str:
    """The text with the one sign for a new line that forms store."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(text: str, most: int = NOTE_LENGTH) -> str:
    """Writing of a person, unchanged."""
    if len(text) > most:
        raise CellError(_("is longer than %(most)s characters") % {"most": f"{most:,}"})
    try:
        validate_writing(text)
    except ValidationError as error:
        raise CellError(error.messages[0]) from error
    return text


def write_yes_no(value: bool | None) -> str:
    """`yes`, `no`, or nothing when the question was not answered."""
    return "" if value is None else "yes" if value else "no"


def read_yes_no(cell: str) -> bool | None:
    """The opposite of `write_yes_no`."""
    if cell not in ("yes", "no", ""):
        raise CellError(_("%(cell)s is not yes or no") % {"cell": _shown(cell)})
    return None if not cell else cell == "yes"


def read_yes(cell: str) -> bool:
    """A tick that can only be made or left out."""
    if cell not in ("yes", ""):
        raise CellError(_("%(cell)s is not yes or empty") % {"cell": _shown(cell)})
    return cell == "yes"


def write_number(value: int | None) -> str:
    """Digits, or nothing."""
    return "" if value is None else str(value)


def read_number(cell: str, most: int) -> int | None:
    """A whole number from 0 to `most`, None for an empty cell."""
    if not cell:
        return None
    if not _WHOLE.fullmatch(cell):
        raise CellError(
            _("%(cell)s is not a whole number between 0 and %(most)d") % {"cell": _shown(cell), "most": most}
        )
    if not 0 <= int(cell) <= most:
        raise CellError(_("%(cell)s is not between 0 and %(most)d") % {"cell": cell, "most": most})
    return int(cell)


def write_minutes(seconds: int | None) -> str:
    """Seconds as minutes with at most two decimals: 12, 10.5, 1.67. Rounding them gives the seconds back."""
    if seconds is None:
        return ""
    minutes = (Decimal(seconds) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{minutes:f}".rstrip("0").rstrip(".")


def read_minutes(cell: str) -> int | None:
    """Minutes as seconds, rounded; None for an empty cell."""
    if not cell:
        return None
    if not _DECIMAL.fullmatch(cell):
        raise CellError(_("%(cell)s is not a number of minutes like 12 or 10.5") % {"cell": _shown(cell)})
    seconds = int((Decimal(cell) * 60).quantize(Decimal(1), ROUND_HALF_UP))
    if seconds > LONGEST_SECONDS:
        raise CellError(_("%(cell)s minutes are more than 24 hours") % {"cell": cell})
    return seconds


def read_code(cell: str, allowed: Sequence[str]) -> str:
    """One of the codes, or nothing."""
    if cell and cell not in allowed:
        known = ", ".join(allowed)
        raise CellError(_("%(cell)s is not one of %(known)s") % {"cell": _shown(cell), "known": known})
    return cell


def write_codes(codes: Iterable[str] | None, allowed: Sequence[str]) -> str:
    """Codes in the order of the vocabulary; `none` for an answered question without any, nothing when not asked."""
    if codes is None:
        return ""
    given = set(codes)
    # A code that this version does not know stays in the file rather than being lost.
    known = [code for code in allowed if code in given]
    return SEPARATOR.join([*known, *sorted(given.difference(known))]) or NONE


def read_codes(cell: str, allowed: Sequence[str]) -> list[str] | None:
    """The opposite of `write_codes`; order and doubles do not matter."""
    if not cell:
        return None
    if cell == NONE:
        return []
    codes = [code.strip() for code in cell.split(SEPARATOR)]
    if NONE in codes:
        raise CellError(_("none cannot stand beside a code"))
    try:
        return ordered_codes(codes, allowed)
    except UnknownCodes as error:
        raise CellError(_("unknown: %(codes)s") % {"codes": _listed(error.codes)}) from error


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(_shown(code) or '""' for code in codes)


def write_reliefs(tries: Iterable[tuple[str, str]]) -> str:
    """Pairs of a relief and how it helped as `stretch=yes|cold=`, in the order of the vocabulary."""
    helped = dict(tries)
    return SEPARATOR.join(f"{relief}={helped[relief]}" for relief in RELIEFS if relief in helped)


def read_reliefs(cell: str) -> tuple[tuple[str, str], ...]:
    """The opposite of `write_reliefs`; a relief alone was tried, and nobody said whether it helped."""
    found: dict[str, str] = {}
    for part in cell.split(SEPARATOR) if cell else ():
        relief, helped = (word.strip() for word in part.partition("=")[::2])
        if helped not in HELPED:
            known = ", ".join(HELPED[1:])
            raise CellError(_("%(part)s does not end in one of %(known)s") % {"part": _shown(part), "known": known})
        if found.setdefault(relief, helped) != helped:
            raise CellError(_("%(relief)s stands there twice") % {"relief": _shown(relief)})
    try:
        return tuple((relief, found[relief]) for relief in ordered_codes(found, RELIEFS))
    except UnknownCodes as error:
        raise CellError(_("unknown: %(codes)s") % {"codes": _listed(error.codes)}) from error


def read_uuid(cell: str) -> uuid.UUID | None:
    """An id, None for an empty cell."""
    try:
        return uuid.UUID(cell) if cell else None
    except ValueError as error:
        raise CellError(_("%(cell)s is not an id; leave it empty for a new entry") % {"cell": _shown(cell)}) from error


def read_zone(cell: str) -> ZoneInfo | None:
    """A time zone, None for an empty cell."""
    try:
        return clock.get_zone(cell) if cell else None
    except clock.UnknownZone as error:
        raise CellError(_("%(cell)s is not a time zone like Europe/London") % {"cell": _shown(cell)}) from error


def _parsed(cell: str, pattern: re.Pattern[str], parse: Callable[[str], T], what: Promise) -> T:
    if pattern.fullmatch(cell):
        with suppress(ValueError):
            return parse(cell)
    raise CellError(_("%(cell)s is not %(what)s") % {"cell": _shown(cell) or '""', "what": what})


def _in_range(cell: str, day: date, latest: date) -> None:
    if day.year < clock.EARLIEST_YEAR:
        raise CellError(_("%(cell)s is before %(year)d") % {"cell": cell, "year": clock.EARLIEST_YEAR})
    if day > latest:
        raise _in_the_future(cell)


def _in_the_future(cell: str) -> CellError:
    return CellError(_("%(cell)s is in the future") % {"cell": cell})


def read_date(cell: str, now: datetime) -> date:
    """A date that has begun somewhere on Earth."""
    day = _parsed(cell, _DATE, date.fromisoformat, _A_DATE)
    _in_range(cell, day, (now + FURTHEST_AHEAD).date())
    return day


def read_any_date(cell: str) -> date | None:
    """A date that may lie ahead, None for an empty cell."""
    if not cell:
        return None
    day = _parsed(cell, _DATE, date.fromisoformat, _A_DATE)
    _in_range(cell, day, date.max)
    return day


def read_time(cell: str) -> time | None:
    """A time of day by the clock on the wall, None for an empty cell."""
    return _parsed(cell, _TIME, time.fromisoformat, _A_TIME) if cell else None


def write_time(value: time | None) -> str:
    """14:30, with seconds only where there are any."""
    if value is None:
        return ""
    return value.isoformat("auto" if value.second or value.microsecond else "minutes")


def read_start(cell: str, zone: ZoneInfo, now: datetime) -> tuple[datetime, bool]:
    """An instant and whether its time is known: a bare date is its noon in the zone, no offset a wall time there."""
    if _DATE.fullmatch(cell):
        day = read_date(cell, now)
        _in_range(cell, day, clock.today_in(zone, now))
        return clock.noon_of(day, zone), False
    return _instant(cell, zone, now).replace(microsecond=0), True


def read_moment(cell: str, now: datetime) -> datetime | None:
    """An instant, written with its offset; None for an empty cell."""
    return _instant(cell, None, now) if cell else None


def write_moment(instant: datetime | None) -> str:
    """An instant in UTC, so that it reads the same in every account."""
    return "" if instant is None else instant.astimezone(UTC).isoformat()


def _instant(cell: str, zone: ZoneInfo | None, now: datetime) -> datetime:
    moment = _parsed(cell, _MOMENT, datetime.fromisoformat, _A_MOMENT)
    # Before any arithmetic: the first and the last year of the calendar overflow.
    _in_range(cell, moment.date(), (now + FURTHEST_AHEAD).date())
    if moment.tzinfo is not None:
        instant = moment.astimezone(UTC)
    elif zone is not None:
        instant = clock.instant_of(moment, zone)
    else:
        raise CellError(_("%(cell)s lacks an offset like +00:00") % {"cell": cell})
    try:
        return clock.not_ahead(instant, now)
    except clock.InTheFuture as error:
        raise _in_the_future(cell) from error
