"""The part of a person's diary that the flag needs, read from the database as frozen values.

A home page asks about one day and must cost the same after twenty years: it gets the days that any rule can see, and
of older ones only what is asked for one by one. A history gets all the days that lead up to its first.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from json import loads
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import ExpressionWrapper, F, Max, Q, TextField, Value

from cramps.accounts.models import User
from diary import clock
from diary.episodes import DayEntry, DiarySlice, Episode, Seen
from diary.models import Cramp, CrampQuerySet, Day, DayQuerySet, ReliefTry, Visit
from diary.triage.aftercare import COMPARED_DAYS, QUIET_DAYS
from diary.triage.assess import LATEST_CRAMPS, LOWER_BEFORE, SEARCHED_DAYS
from diary.triage.patterns import BASELINE_FORTNIGHTS, FORTNIGHT, PAIN_BEFORE, PAIN_LATEST
from diary.triage.tiers import OPEN_DAYS
from diary.vocabulary import Helped

WIDEST_WINDOW = timedelta(days=FORTNIGHT * (BASELINE_FORTNIGHTS + 1))
"""What the widest rule looks at: two weeks and the three fortnights before them."""
QUIET = timedelta(days=QUIET_DAYS)
COMPARED = timedelta(days=COMPARED_DAYS)
MARGIN = timedelta(days=5)
"""A slice begins so much earlier than the widest rule needs: the order of diary days may differ by a day or two from
the order in which cramps began, and a cramp in these days shows that the diary is older."""
NEARLY = 10
"""So many more cramps are read where the last ones are wanted: see MARGIN."""
SPARSE = 40
"""So many of the cramps before a slice are read where it holds few of its own."""


def as_stored(column: str) -> "ExpressionWrapper[F]":
    """A column as the database hands it out: Django's conversions of ids and lists take longer than the query."""
    return ExpressionWrapper(F(column), output_field=TextField())


EPISODE = (
    as_stored("uuid"),
    "day",
    "started_at",
    "duration",
    "duration_source",
    "easing",
    "severity",
    "muscle",
    "activity",
    "woke_me",
    as_stored("signs"),
    as_stored("triggers"),
)
"""The columns of an Episode, but for what was tried."""


def assessment_slice(
    user: User,
    as_of: date,
    now: datetime,
    *,
    visits: Iterable[Visit] | None = None,
    with_old_signs: bool = False,
) -> DiarySlice:
    """What an assessment as of a day up to today needs; `with_old_signs` also what was not talked about yet.

    `visits` are the person's, where a page has read them already. Five queries at most, one fewer with visits, one
    more with old signs; and no more rows for a longer diary.
    """
    today = clock.today_in(user.zone, now)
    searched = as_of - timedelta(days=SEARCHED_DAYS - 1)
    needed = searched - WIDEST_WINDOW + timedelta(days=1)
    seen = [visit for visit in _seen(user, visits) if visit.date <= as_of]
    begun, days = _begun(user, now, today, as_of), _days(user, today, as_of)
    episodes = _episodes(begun.filter(day__gte=needed - MARGIN))
    older, is_first = _older(begun, episodes, needed, searched)
    wanted = Q(date__gte=needed - MARGIN)
    if is_first:
        wanted |= Q(pk__in=_last_free(days, needed - MARGIN))
    if compared := _compared(seen, since=as_of - QUIET, before=needed - MARGIN):
        older = {**older, **_light(begun.filter(day__range=compared).order_by())}
        wanted |= Q(date__range=compared)
    return DiarySlice(
        episodes=[*episodes, *older.values()],
        days=_entries(days.filter(wanted), user.zone),
        seen=seen,
        old_signs=_old_signs(user, begun, seen, as_of) if with_old_signs else (),
    )


def cramp_slice(user: User, cramp: Cramp) -> DiarySlice:
    """One stored cramp by itself, and the visits that may have settled it; one query."""
    episode = Episode(
        str(cramp.uuid),
        cramp.day,
        cramp.started_at,
        duration_source=cramp.duration_source,
        easing=cramp.easing,
        muscle=cramp.muscle,
        signs=cramp.signs,
    )
    return DiarySlice([episode], seen=_seen(user))


def ticked_slice(user: User, cramp: Cramp, now: datetime) -> DiarySlice:
    """One stored cramp, and all that was ticked in the four weeks up to today; three queries."""
    today = clock.today_in(user.zone, now)
    first = today - timedelta(days=OPEN_DAYS - 1)
    begun = _begun(user, now, today, today).filter(day__gte=first)
    days = _days(user, today, today).filter(date__gte=first).ticked()
    return DiarySlice(_episodes(begun.ticked() | begun.filter(pk=cramp.pk)), _entries(days, user.zone), _seen(user))


def history_slice(user: User, now: datetime, first: date | None = None) -> DiarySlice:
    """What a history from `first` (the first entry, when None) to today needs, in five queries at most."""
    today = clock.today_in(user.zone, now)
    begun, days, seen = _begun(user, now, today, today), _days(user, today, today), _seen(user)
    if first is None:
        return DiarySlice(_many_episodes(user, begun), _entries(days, user.zone), seen)
    asked = first - timedelta(days=LOWER_BEFORE)
    start = asked - WIDEST_WINDOW - MARGIN
    if compared := _compared(seen, since=asked - QUIET, before=start):
        start = compared[0]
    older = _light(_last_rated(begun, start))
    wanted = Q(date__gte=start) if older else Q(date__gte=start) | Q(pk__in=_last_free(days, start))
    episodes = [*_many_episodes(user, begun, start), *older.values()]
    return DiarySlice(episodes, _entries(days.filter(wanted), user.zone), seen)


def _begun(user: User, now: datetime, today: date, as_of: date) -> CrampQuerySet:
    """Cramps that have begun; asked about a past day, only those up to it.

    A cramp whose time is not known stands at noon of its day, which may still be ahead: that it was written down says
    that it has begun.
    """
    begun = Cramp.objects.for_user(user).filter(Q(started_at__lte=now) | Q(time_known=False, day__lte=today))
    return begun if as_of >= today else begun.filter(day__lte=as_of)


def _days(user: User, today: date, as_of: date) -> DayQuerySet:
    """Days up to the one asked about; for today also the next, on which a traveller may already have written."""
    last = as_of if as_of < today else today + timedelta(days=1)
    return Day.objects.for_user(user).filter(date__lte=last)


def _seen(user: User, visits: Iterable[Visit] | None = None) -> list[Seen]:
    """The visits, with the instant up to which each settles what began before."""
    if visits is None:
        moments = list(Visit.objects.for_user(user).order_by().values_list("date", "time"))
    else:
        moments = [(visit.date, visit.time) for visit in visits]
    return [Seen(day, _until(day, time, user.zone), time is not None) for day, time in moments]


def _until(day: date, time: Any, zone: ZoneInfo) -> datetime:
    return clock.end_of(day, zone) if time is None else clock.instant_of(datetime.combine(day, time), zone)


def _compared(seen: Sequence[Seen], since: date, before: date) -> tuple[date, date] | None:
    """The days older than a slice with which visits from a date on are compared, if any."""
    dates = [visit.date for visit in seen if visit.date >= since]
    if not dates or min(dates) - COMPARED >= before:
        return None
    return min(dates) - COMPARED, min(max(dates), before) - timedelta(days=1)


def _episodes(cramps: CrampQuerySet) -> list[Episode]:
    """Whole cramps, with what was tried in the same query: a cramp comes once for each thing, and at least once."""
    found: dict[Any, Sequence[Any]] = {}
    helped: dict[Any, bool] = {}
    for key, *row, answer in cramps.order_by().values_list("pk", *EPISODE, "reliefs__helped"):
        found[key] = row
        if answer:
            helped[key] = answer != Helped.NO or helped.get(key, False)
    return [_episode(row, helped.get(key)) for key, row in found.items()]


def _many_episodes(user: User, cramps: CrampQuerySet, first: date | None = None) -> list[Episode]:
    """Whole cramps from a day on, with what was tried in a query of its own: quicker from some hundreds on."""
    answers = ReliefTry.objects.filter(cramp__owner=user).exclude(helped="").order_by()
    if first:
        cramps, answers = cramps.filter(day__gte=first), answers.filter(cramp__day__gte=first)
    helped: dict[int, bool] = {}
    for key, answer in answers.values_list("cramp_id", "helped"):
        helped[key] = answer != Helped.NO or helped.get(key, False)
    return [_episode(row, helped.get(key)) for key, *row in cramps.order_by().values_list("pk", *EPISODE)]


def _episode(row: Sequence[Any], helped: bool | None) -> Episode:
    uuid, day, start, seconds, source, easing, severity, muscle, activity, woke, signs, triggers = row
    return Episode(
        _id(uuid),
        day,
        start,
        seconds,
        source,
        easing,
        severity,
        muscle,
        activity,
        woke,
        _codes(signs),
        _codes(triggers),
        helped,
    )


def _id(stored: Any) -> str:
    """The id as exports write it; SQLite stores it without dashes."""
    text = str(stored)
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _codes(stored: str | None) -> tuple[str, ...] | None:
    return None if stored is None else () if stored == "[]" else tuple(loads(stored))


def _older(
    begun: CrampQuerySet, episodes: Sequence[Episode], needed: date, searched: date
) -> tuple[dict[str, Episode], bool]:
    """The cramps before a slice that it cannot do without, and whether they leave open if the diary is older.

    The last ones are shown where the slice has few; the last rated ones are what its own pain is compared with.
    """
    inside = [episode for episode in episodes if episode.day >= needed]
    rated = [episode.day for episode in inside if episode.severity is not None]
    lacks_rated = len(rated) >= PAIN_LATEST and sum(day <= searched for day in rated) < PAIN_LATEST + PAIN_BEFORE
    begins_inside, first = len(inside) == len(episodes), needed - MARGIN
    if lacks_rated and len(inside) >= LATEST_CRAMPS:
        older = _light(_last_rated(begun, first))
    elif begins_inside or len(inside) < LATEST_CRAMPS:
        older = _light(_last(begun, first, SPARSE))
        if lacks_rated and len(older) == SPARSE:
            older |= _light(_last_rated(begun, first))
    else:
        older = {}
    return older, begins_inside and not older


def _last(begun: CrampQuerySet, before: date, count: int) -> CrampQuerySet:
    """The last cramps before a day: the order of an index, which is almost the one in which they began."""
    return begun.filter(day__lt=before).order_by("-day", "-started_at")[:count]


def _last_rated(begun: CrampQuerySet, before: date) -> CrampQuerySet:
    """The rated cramps before a slice with which its first ones are compared."""
    return _last(begun.filter(severity__isnull=False), before, PAIN_BEFORE + NEARLY)


def _last_free(days: DayQuerySet, before: date) -> Any:
    """The last day before a slice that was said to be free of cramps: where no cramp does, it shows that the diary is
    older.
    """
    return days.filter(date__lt=before, cramp_free=True).order_by("-date").values("pk")[:1]


def _light(cramps: CrampQuerySet) -> dict[str, Episode]:
    """Older cramps by their id, with no more than what rules ask of them."""
    rows = cramps.values_list(as_stored("uuid"), "day", "started_at", "severity", as_stored("signs"))
    return {
        _id(uuid): Episode(_id(uuid), day, start, severity=severity, signs=_codes(signs))
        for uuid, day, start, severity, signs in rows
    }


def _entries(days: DayQuerySet, zone: ZoneInfo) -> list[DayEntry]:
    """What was said about days; signs without an instant count from the end of their date."""
    rows = days.order_by().values_list("date", "cramp_free", "stretched", as_stored("signs"), "signs_at")
    entries = []
    for day, free, stretched, stored, at in rows:
        signs = _codes(stored)
        entries.append(DayEntry(day, free, stretched, signs, (at or clock.end_of(day, zone)) if signs else None))
    return entries


def _old_signs(user: User, begun: CrampQuerySet, seen: Sequence[Seen], as_of: date) -> list[tuple[str, date]]:
    """The rules of open signs that have left the tier by their age, each with the last day it was ticked for."""
    before = as_of - timedelta(days=OPEN_DAYS - 1)
    cramps = begun.ticked().filter(day__lt=before).order_by()
    days = Day.objects.for_user(user).ticked().filter(date__lt=before).order_by()
    if seen:
        until = max(visit.until for visit in seen)
        cramps, days = cramps.filter(started_at__gte=until), _unsettled(days, seen, until, user.zone)
    of_cramps = cramps.values_list("signs", "muscle").annotate(Max("day"))
    of_days = days.values_list("signs", Value("")).annotate(Max("date"))
    latest: dict[str, date] = {}
    for signs, muscle, day in of_cramps.union(of_days):
        for rule in (*(f"sign:{code}" for code in signs or ()), f"muscle:{muscle}"):
            latest[rule] = max(day, latest.get(rule, day))
    return sorted(latest.items())


def _unsettled(days: DayQuerySet, seen: Sequence[Seen], until: datetime, zone: ZoneInfo) -> DayQuerySet:
    """Days whose signs no visit settles: ticked at an instant or later, at the end of the date where that is open."""
    visit = max(visit.date for visit in seen)
    eve = visit - timedelta(days=1)
    first = eve if clock.end_of(eve, zone) >= until else visit
    whole_days = [visit.date for visit in seen if not visit.timed]
    return days.filter(Q(signs_at__gte=until) | Q(signs_at=None, date__gte=first)).exclude(date__in=whole_days)
