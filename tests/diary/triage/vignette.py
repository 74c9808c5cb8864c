"""Vignettes: small diaries written down in TOML, with what the rules say of them.

A file is a list of `[[vignette]]`, in which its own `as_of` and `zone` stand for those of every vignette without them.
What the keys mean is said in `Vignette`, `Told` and `cramps_of`, `days_of`, `visits_of`.

A day is an ISO date or "-3", so many days before `as_of` ("-0" is that day itself); "-9..-3" names each day of a span.
A moment is a day, or a day and the time on a clock on the wall: "-3 02:14"; "-3 ?" is a day with a time not known.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from diary import clock
from diary.models import Cramp, Day, HealthContext, Medicine, ReliefTry, Visit
from diary.transfer.importing import import_diary

FOLDER = Path(__file__).parent / "vignettes"
AFTERNOON = time(15)


@dataclass(frozen=True, kw_only=True)
class Vignette:
    """A diary, and what is to be said of it on the day `as_of`.

    `line` quotes the line of the rules, or of the fact base beneath them, for which it stands. It is now `now` by the
    clock in the person's `zone`, at the end of `as_of` where that is left out. `imports` are tables of cramps, imported
    one after the other before anything else is written. `health` is what the person said about it: `conditions`,
    whether `pregnant` and `due`, a date; `medicines` are codes with the date `since` where there is one.

    Expected are the `tier`, all `reasons` in their order, and, where they are given, the `history`, what is
    `not_talked_about`, and for how many of the last cramps the signs were answered. `place` tells where it stands to
    the threshold of a rule: `{ rule = "frequent", side = "below" }`, "at" or "above".
    """

    name: str
    line: str
    as_of: date | str
    zone: str = "Europe/London"
    now: str = ""
    cramps: list = field(default_factory=list)
    days: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    imports: list = field(default_factory=list)
    health: dict = field(default_factory=dict)
    medicines: list = field(default_factory=list)
    tier: str | None = None
    reasons: list = field(default_factory=list)
    history: list | None = None
    not_talked_about: list | None = None
    answered: list | None = None
    place: dict = field(default_factory=dict)

    @property
    def day(self):
        return date.fromisoformat(str(self.as_of))

    @property
    def person_zone(self):
        return ZoneInfo(self.zone)

    @property
    def instant(self):
        """What time it is."""
        if not self.now:
            return clock.end_of(self.day, self.person_zone) - timedelta(minutes=1)
        ((day, at),) = self.moments(self.now)
        return clock.instant_of(datetime.combine(day, at), self.person_zone)

    def date_of(self, text):
        return date.fromisoformat(text) if text[:1] != "-" else self.day - timedelta(days=int(text[1:]))

    def moments(self, at) -> Iterator[tuple[date, time | None]]:
        """The dates and times of a text or of a list of them; the time is None where none is given."""
        for text in [at] if isinstance(at, str) else at:
            days, _, hour = text.partition(" ")
            first, _, last = days.partition("..")
            until = self.date_of(last or first)
            for day in clock.Period(self.date_of(first), until):
                yield day, UNKNOWN if hour == "?" else time.fromisoformat(hour) if hour else None


UNKNOWN = time.max


@dataclass(frozen=True, kw_only=True)
class Told:
    """One reason that is expected. `cramps` are the names of those that met it, oldest first, or how many they are."""

    rule: str
    tier: str
    since: str
    at_least: bool = False
    cramps: list | int


def all_vignettes():
    """Every vignette of every file, by the name of its file and its own."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text())
        for told in table.pop("vignette"):
            vignette = Vignette(**{**table, **told})
            name = f"{path.stem}: {vignette.name}"
            assert name not in found, f"two are called {name}"
            found[name] = vignette
    return found


def write_diary(person, vignette):
    """Store the diary of a vignette, the last entry first; gives the names of cramps by their id."""
    for table in vignette.imports:
        import_diary(person, table.encode(), vignette.instant)
    named = [each for facts in vignette.cramps for each in cramps_of(person, vignette, **facts)]
    for number, (_name, cramp, _reliefs) in enumerate(named, start=1):
        cramp.uuid = cramp.uuid or UUID(int=number)
    Cramp.objects.bulk_create(cramp for _name, cramp, _reliefs in reversed(named))
    ReliefTry.objects.bulk_create(
        ReliefTry(cramp=cramp, relief=relief, helped=helped)
        for _name, cramp, reliefs in named
        for relief, helped in reliefs.items()
    )
    Day.objects.bulk_create(day for facts in reversed(vignette.days) for day in days_of(person, vignette, **facts))
    Visit.objects.bulk_create(visits_of(person, vignette))
    write_health(person, vignette, **vignette.health)
    return {str(cramp.uuid): name for name, cramp, _reliefs in named}


def write_health(person, vignette, conditions=None, pregnant=None, due=""):
    """Store what somebody said about their health."""
    due_on = vignette.date_of(due) if due else None
    if conditions is not None or pregnant is not None:
        HealthContext.objects.create(owner=person, conditions=conditions, pregnant=pregnant, due_on=due_on)
    Medicine.objects.bulk_create(
        Medicine(
            owner=person, code=taken["code"], started_on=vignette.date_of(taken["since"]) if "since" in taken else None
        )
        for taken in vignette.medicines
    )


def cramps_of(
    person,
    vignette,
    at,
    name="",
    times=1,
    zone="",
    offset=None,
    seconds=None,
    source="",
    woke=None,
    reliefs=None,
    deleted=False,
    id="",
    **facts,
):
    """The cramps of an entry with their names and reliefs, `times` at each moment, a minute after each other.

    A moment without a time is 15:00, the clock is that of `zone`, else of the person; `offset`, in hours east, tells
    which of two equal times is meant. `seconds` are timed unless `source` says how they are known. `woke` is whether it
    woke the person, `reliefs` what was tried and how it helped, `deleted` puts it in the bin, `id` is a letter. All
    other facts are named as in the diary. Of several the names are numbered.
    """
    place = ZoneInfo(zone or vignette.zone)
    east = None if offset is None else timedelta(hours=offset)
    moments = [(day, at) for day, at in vignette.moments(at) for _ in range(times)]
    for number, (day, hour) in enumerate(moments):
        wall = datetime.combine(day, AFTERNOON if hour is None else hour) + timedelta(minutes=number % times)
        start = clock.noon_of(day, place) if hour is UNKNOWN else clock.instant_of(wall, place, east)
        cramp = Cramp(
            owner=person,
            uuid=UUID(id * 32) if id else None,
            started_at=start,
            time_zone=place.key,
            time_known=hour is not UNKNOWN,
            duration=seconds,
            duration_source=source or ("unknown" if seconds is None else "timed"),
            woke_me=woke,
            deleted_at=vignette.instant if deleted else None,
            **facts,
        )
        cramp.day = clock.diary_day(cramp.local_start, cramp.activity)
        yield f"{name}{number + 1}" if name and len(moments) > 1 else name, cramp, reliefs or {}


def days_of(person, vignette, at, free=False, ticked="", **facts):
    """What was said about days; `ticked` is the moment at which their signs were changed, not known when left out."""
    for day, _hour in vignette.moments(at):
        moment = next(vignette.moments(ticked)) if ticked else None
        changed = clock.instant_of(datetime.combine(*moment), vignette.person_zone) if moment else None
        yield Day(owner=person, date=day, cramp_free=free, signs_at=changed, **facts)


def visits_of(person, vignette):
    """Visits, each told as a moment."""
    return [Visit(owner=person, date=day, time=hour) for day, hour in vignette.moments(vignette.visits)]
