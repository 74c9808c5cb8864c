"""Days, cramps and gaps in words, ready to be drawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps import dates
from cramps.regions import Region
from diary import clock
from diary.daybook.words import Words, address, words
from diary.models import Cramp, Day
from diary.triage.signs import SIGNS
from diary.vocabulary import DurationSource

Tries = Mapping[int, Sequence[tuple[str, str]]]


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


class Daybook:
    """Puts the rows of a person's diary into words, in the language of the moment and the habits of a region.

    `zone` names the person's own time zone: a cramp of another zone names its own. `tries` holds what was tried
    against each cramp, by its key, as `ReliefTryQuerySet.by_cramp` gives it.
    """

    def __init__(self, region: Region, zone: str, tries: Tries | None = None) -> None:
        self.region, self.zone, self.say = region, zone, words()
        self.tries = tries or {}
        self.log_url, self.list_url = reverse("diary:log"), reverse("diary:list")

    def rows(self, period: clock.Period, cramps: Iterable[Cramp], days: Iterable[Day]) -> list[DayRow | Gap]:
        """The days of a period, latest first, runs of days about which nothing was said folded into one Gap."""
        by_day = defaultdict(list)
        for cramp in cramps:
            by_day[cramp.day].append(cramp)
        said = {day.date: day for day in days}
        known = by_day.keys() | said.keys()
        page: list[DayRow | Gap] = []
        for is_known, run in groupby(reversed(list(period)), key=known.__contains__):
            if is_known:
                page += [self.row(when, by_day[when], said.get(when)) for when in run]
            else:
                page.append(self.gap(list(run)))
        return page

    def grouped(self, cramps: Iterable[Cramp]) -> list[DayRow]:
        """Cramps that were found, under their days, in the order given."""
        return [self.row(when, list(group), None) for when, group in groupby(cramps, key=attrgetter("day"))]

    def row(self, when: date, cramps: Sequence[Cramp], day: Day | None) -> DayRow:
        """One day, whether or not anything is known of it."""
        return DayRow(
            date=when,
            state="cramps" if cramps else "none" if day and day.cramp_free else "blank",
            title=dates.weekday_day(when, self.region),
            night=dates.night(when, self.region),
            cramps=[self.line(cramp) for cramp in cramps],
            answers=answers(day, self.say) if day else (),
            signs=sign_questions(day.signs) if day else (),
            note=day.note if day else "",
            day_url=self.day_url(when),
            add_url=f"{self.log_url}?day={when}",
        )

    def gap(self, days: Sequence[date]) -> Gap:
        """Days about which nothing was said, latest first."""
        first, last = dates.day_month(days[-1], self.region), dates.day_month(days[0], self.region)
        links = [(dates.weekday_day(day, self.region), self.day_url(day)) for day in days]
        return Gap(first if len(days) == 1 else f"{first} – {last}", links)

    def line(self, cramp: Cramp) -> CrampLine:
        """One cramp."""
        return CrampLine(
            anchor=f"c-{cramp.uuid}",
            time=self.time_in_day(cramp),
            where=place(cramp, self.say),
            facts=facts(cramp, self.say),
            signs=sign_questions(cramp.signs),
            tried=[tried(relief, helped, self.say) for relief, helped in self.tries.get(cramp.pk, ())],
            note=cramp.note,
            edit_url=address("diary:edit", cramp.uuid),
        )

    def binned(self, cramp: Cramp, zone: ZoneInfo) -> BinLine:
        """A deleted cramp; the day of its deletion is one of the person's zone."""
        assert cramp.deleted_at is not None
        deleted = dates.day_month(clock.wall_of(cramp.deleted_at, zone).date(), self.region)
        return BinLine(
            title=f"{dates.full_day(cramp.local_start.date(), self.region)}, {self.time_of(cramp)}",
            deleted=_("deleted on %(day)s") % {"day": deleted},
            facts=[place(cramp, self.say), *facts(cramp, self.say)],
            restore_url=address("diary:restore", cramp.uuid),
        )

    def time_of(self, cramp: Cramp) -> str:
        """When it began, in its own zone, which is named where it is not the person's."""
        if not cramp.time_known:
            return self.say.time_not_known
        written = dates.clock_time(cramp.local_start, self.region)
        return written if cramp.time_zone == self.zone else f"{written} ({cramp.time_zone.replace('_', ' ')})"

    def moment_of(self, cramp: Cramp) -> str:
        """The day and the time when it began: "Thu 26 Nov, 02:14"."""
        day = cramp.local_start.date()
        return f"{dates.short_weekday(day)} {dates.short_day(day, self.region)}, {self.time_of(cramp)}"

    def time_in_day(self, cramp: Cramp) -> str:
        """The same below the heading of its diary day; a time after midnight says on which day."""
        date_of_start = cramp.local_start.date()
        written = self.time_of(cramp)
        return written if date_of_start == cramp.day else f"{written} {dates.short_weekday(date_of_start)}"

    def day_url(self, day: date) -> str:
        """Where a day can be filled in."""
        return f"{self.list_url}days/{day}/"


def place(cramp: Cramp, say: Words) -> str:
    """Where: "Calf, left"."""
    if cramp.muscle and cramp.side:
        return f"{say.muscles[cramp.muscle]}, {say.sides[cramp.side]}"
    if cramp.side:
        return f"{say.cramp}, {say.sides[cramp.side]}"
    return say.muscles[cramp.muscle] if cramp.muscle else say.cramp


def facts(cramp: Cramp, say: Words) -> list[str]:
    """What is known of one cramp, in a few short phrases."""
    known = [length(cramp, say)]
    if cramp.severity is not None:
        known.append(say.pain % {"pain": cramp.severity})
    if cramp.woke_me is not None:
        known.append(say.woke_me if cramp.woke_me else say.did_not_wake_me)
    if cramp.activity:
        known.append(say.activities[cramp.activity])
    if cramp.triggers is not None:
        named = ", ".join(say.triggers[code] for code in cramp.triggers)
        known.append(say.before_it % {"triggers": named} if named else say.no_trigger)
    return [phrase for phrase in known if phrase]


def length(cramp: Cramp, say: Words) -> str:
    """How long it lasted, empty when that is not known."""
    if cramp.is_running:
        return say.no_end
    if cramp.duration is None:
        return ""
    written = minutes(cramp.duration, say)
    return say.about % {"length": written} if cramp.duration_source == DurationSource.ESTIMATED else written


def minutes(seconds: int, say: Words) -> str:
    """A length in words: "40 s", "6 min", "1 h 5 min"."""
    whole, rest = divmod(seconds, 60)
    parts = {"hours": whole // 60, "minutes": whole, "seconds": rest}
    if not whole:
        return say.seconds % parts
    if whole >= 60:
        return say.hours_minutes % (parts | {"minutes": whole % 60})
    return (say.minutes_seconds if rest and whole < 10 else say.minutes) % parts


def tried(relief: str, helped: str, say: Words) -> str:
    """What was tried: "Rubbing it: a little"."""
    return f"{say.reliefs[relief]}: {say.helped[helped]}" if helped else say.reliefs[relief]


def answers(day: Day, say: Words) -> list[str]:
    """What was said about the day itself, in a few short phrases."""
    said = []
    if day.fluids is not None:
        said.append(
            ngettext("%(count)d glass of fluid", "%(count)d glasses of fluid", day.fluids) % {"count": day.fluids}
        )
    if day.exertion:
        said.append(_("exertion: %(exertion)s") % {"exertion": say.exertions[day.exertion]})
    if day.stretched is not None:
        said.append(_("stretched at bedtime") if day.stretched else _("did not stretch at bedtime"))
    if day.alcohol is not None:
        said.append(_("alcohol") if day.alcohol else _("no alcohol"))
    if day.caffeine is not None:
        said.append(_("coffee or tea") if day.caffeine else _("no coffee or tea"))
    return said


def sign_questions(codes: Iterable[str] | None) -> list[str]:
    """The signs that were ticked, in the words of their questions."""
    return [str(SIGNS[code].question) for code in codes or ()]
