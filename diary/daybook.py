"""The diary as a list of days: what stands on the page, row by row, ready to be drawn.

A page shows 28 days and may hold many cramps, so every word and address is worked out here once; the template only
places them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cramps import dates
from cramps.anatomy import Muscle, Side
from cramps.regions import Region
from diary import clock
from diary.models import Cramp, Day
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, DurationSource, Exertion, Helped, Relief, Trigger


@dataclass(frozen=True, slots=True)
class CrampLine:
    """One cramp as it stands in the list."""

    anchor: str
    time: str
    where: str
    facts: Sequence[str]
    signs: Sequence[str]
    tried: Sequence[str]
    note: str
    edit_url: str
    length_url: str
    lacks_length: bool
    is_running: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day about which something is known: `state` is "cramps", "none" or "blank" (not recorded)."""

    date: date
    state: str
    title: str
    night: str
    cramps: Sequence[CrampLine]
    answers: Sequence[str]
    signs: Sequence[str]
    note: str
    day_url: str
    add_url: str


@dataclass(frozen=True, slots=True)
class BinLine:
    """One deleted cramp."""

    title: str
    deleted: str
    facts: Sequence[str]
    restore_url: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of days about which nothing was said, latest first."""

    title: str
    days: Sequence[tuple[str, str]]

    @property
    def is_single(self) -> bool:
        """Whether it is one day only."""
        return len(self.days) == 1


def rows(
    period: clock.Period, cramps: Iterable[Cramp], days: Iterable[Day], region: Region, zone: str
) -> list[DayRow | Gap]:
    """The days of the period, latest first, runs of days about which nothing was said folded into one Gap.

    `zone` is the person's own: a cramp of another zone names its own.
    """
    by_day = defaultdict(list)
    for cramp in cramps:
        by_day[cramp.day].append(cramp)
    said = {day.date: day for day in days}
    page: list[DayRow | Gap] = []
    blank: list[date] = []
    for when in reversed(list(period)):
        if when in by_day or when in said:
            page += _folded(blank, region)
            page.append(row(when, by_day[when], said.get(when), region, zone))
        else:
            blank.append(when)
    return page + _folded(blank, region)


def grouped(cramps: Iterable[Cramp], region: Region, zone: str) -> list[DayRow]:
    """Cramps that were found, under their days, in the order given."""
    return [row(when, list(group), None, region, zone) for when, group in groupby(cramps, key=attrgetter("day"))]


def row(when: date, cramps: Sequence[Cramp], day: Day | None, region: Region, zone: str) -> DayRow:
    """One day, whether or not anything is known of it."""
    address = reverse("diary:log")
    return DayRow(
        date=when,
        state="cramps" if cramps else "none" if day and day.cramp_free else "blank",
        title=dates.weekday_day(when, region),
        night=dates.night(when, region),
        cramps=[line(cramp, region, zone) for cramp in cramps],
        answers=answers(day, region) if day else (),
        signs=sign_questions(day.signs) if day else (),
        note=day.note if day else "",
        day_url=reverse("diary:day", args=[when]),
        add_url=f"{address}?day={when}",
    )


def line(cramp: Cramp, region: Region, zone: str) -> CrampLine:
    """One cramp in words."""
    return CrampLine(
        anchor=f"c-{cramp.uuid}",
        time=time_of(cramp, region, zone),
        where=place(cramp.muscle, cramp.side),
        facts=facts(cramp),
        signs=sign_questions(cramp.signs),
        tried=[tried(attempt.relief, attempt.helped) for attempt in cramp.reliefs.all()],
        note=cramp.note,
        edit_url=cramp.get_absolute_url(),
        length_url=reverse("diary:length", args=[cramp.uuid]),
        lacks_length=cramp.duration_source == DurationSource.UNKNOWN,
        is_running=cramp.is_running,
    )


def binned(cramp: Cramp, region: Region, zone: ZoneInfo) -> BinLine:
    """A deleted cramp in words; the day of its deletion is one of the person's zone."""
    assert cramp.deleted_at is not None
    deleted = dates.day_month(clock.wall_of(cramp.deleted_at, zone).date(), region)
    return BinLine(
        title=f"{dates.full_day(cramp.local_start.date(), region)}, {time_of(cramp, region, cramp.time_zone)}",
        deleted=_("deleted on %(day)s") % {"day": deleted},
        facts=[place(cramp.muscle, cramp.side), *facts(cramp)],
        restore_url=reverse("diary:restore", args=[cramp.uuid]),
    )


def time_of(cramp: Cramp, region: Region, zone: str) -> str:
    """When it began, in its own zone, which is named where it is not the person's."""
    if not cramp.time_known:
        return _("time not known")
    written = dates.clock_time(cramp.local_start, region)
    return written if cramp.time_zone == zone else f"{written} ({cramp.time_zone.replace('_', ' ')})"


def place(muscle: str, side: str) -> str:
    """Where: "Calf, left"."""
    words = [label(Muscle, muscle), label(Side, side).lower()]
    return ", ".join(word for word in words if word) or _("Cramp")


def facts(cramp: Cramp) -> list[str]:
    """What is known of one cramp, in a few short phrases."""
    known = [length(cramp)]
    if cramp.severity is not None:
        known.append(_("pain %(pain)d of 10") % {"pain": cramp.severity})
    if cramp.woke_me is not None:
        known.append(_("woke me") if cramp.woke_me else _("did not wake me"))
    if cramp.activity:
        known.append(label(Activity, cramp.activity).lower())
    if cramp.triggers:
        known.append(", ".join(label(Trigger, code).lower() for code in cramp.triggers))
    elif cramp.triggers is not None:
        known.append(_("no trigger"))
    return [phrase for phrase in known if phrase]


def length(cramp: Cramp) -> str:
    """How long it lasted, empty when that is not known."""
    if cramp.is_running:
        return _("still going")
    if cramp.duration is None:
        return ""
    written = minutes(cramp.duration)
    return _("about %(length)s") % {"length": written} if cramp.duration_source == DurationSource.ESTIMATED else written


def minutes(seconds: int) -> str:
    """A length in words: "40 s", "6 min", "1 h 5 min"."""
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    whole, rest = divmod(seconds, 60)
    if whole >= 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": whole // 60, "minutes": whole % 60}
    if rest and whole < 10:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": whole, "seconds": rest}
    return _("%(minutes)d min") % {"minutes": whole}


def tried(relief: str, helped: str) -> str:
    """What was tried: "Rubbing it: a little"."""
    return f"{label(Relief, relief)}: {label(Helped, helped).lower()}" if helped else label(Relief, relief)


def answers(day: Day, region: Region) -> list[str]:
    """What was said about the day itself, in a few short phrases."""
    said = []
    if day.fluids is not None:
        glasses = ngettext("%(count)d glass of fluid", "%(count)d glasses of fluid", day.fluids) % {"count": day.fluids}
        said.append(glasses)
    if day.exertion:
        said.append(_("exertion: %(exertion)s") % {"exertion": label(Exertion, day.exertion).lower()})
    for answer, yes, no in (
        (day.stretched, _("stretched at bedtime"), _("did not stretch at bedtime")),
        (day.alcohol, _("alcohol"), _("no alcohol")),
        (day.caffeine, _("coffee or tea"), _("no coffee or tea")),
    ):
        if answer is not None:
            said.append(yes if answer else no)
    return said


def sign_questions(codes: Iterable[str] | None) -> list[str]:
    """The signs that were ticked, in the words of their questions."""
    return [str(SIGNS[code].question) for code in codes or ()]


@lru_cache(maxsize=1024)
def _label(choices: type, code: str, language: str | None) -> str:
    return str(choices(code).label)


def label(choices: type, code: str) -> str:
    """The word for a code in the language of the moment, empty for an empty code."""
    return _label(choices, code, get_language()) if code else ""


def _folded(blank: list[date], region: Region) -> list[Gap]:
    """The days collected in `blank` as one gap, if there are any; `blank` is empty afterwards."""
    if not blank:
        return []
    days = [(dates.weekday_day(day, region), reverse("diary:day", args=[day])) for day in blank]
    last, first = blank[0], blank[-1]
    span = (
        dates.day_month(first, region)
        if first == last
        else f"{dates.day_month(first, region)} – {dates.day_month(last, region)}"
    )
    blank.clear()
    return [Gap(span, days)]
