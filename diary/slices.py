"""The part of a person's diary that the flag needs, read from the database as frozen values.

A home page asks about one day and must cost the same after twenty years: it gets the days that any rule can see, and
of older ones only what is asked for one by one. A history gets all the days that lead up to its first.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, Max, OuterRef, Q, Subquery, Value, When

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
MARGIN = timedelta(days=3)
"""By so much may the order of diary days differ from the order in which cramps began."""
COLUMNS = (
    "uuid",
    "day",
    "started_at",
    "duration",
    "duration_source",
    "easing",
    "severity",
    "muscle",
    "side",
    "activity",
    "woke_me",
    "signs",
    "triggers",
    "any_helped",
)


def assessment_slice(user: User, as_of: date, now: datetime, *, with_old_signs: bool = False) -> DiarySlice:
    """What an assessment as of a day up to today needs; `with_old_signs` also what was not talked about yet.

    At most four queries, five with the old signs, and no more rows for a longer diary.
    """
    today = clock.today_in(user.zone, now)
    first = as_of - timedelta(days=SEARCHED_DAYS - 1) - WIDEST_WINDOW + timedelta(days=1)
    seen = [visit for visit in _seen(user) if visit.date <= as_of]
    compared = _compared(seen, since=as_of - QUIET, before=first)
    begun = _begun(user, now, today, as_of)
    episodes, has_older = _episodes_from(user, begun, first)
    days = _days(user, today, as_of)
    days = days.filter(Q(date__gte=first) | Q(date__range=compared)) if compared else days.filter(date__gte=first)
    return DiarySlice(
        episodes=[*episodes, *_older_episodes(begun, episodes, first, as_of, compared)],
        days=_entries(days, user.zone),
        seen=seen,
        first_recorded=first - timedelta(days=1) if has_older else None,
        old_signs=_old_signs(user, begun, seen, as_of) if with_old_signs else (),
    )


def history_slice(user: User, now: datetime, first: date | None = None) -> DiarySlice:
    """What a history from `first` (the first entry, when None) to today needs: five queries at most."""
    today = clock.today_in(user.zone, now)
    begun, days, seen = _begun(user, now, today, today), _days(user, today, today), _seen(user)
    if first is None:
        return DiarySlice(episodes=_episodes(begun), days=_entries(days, user.zone), seen=seen)
    asked = first - timedelta(days=LOWER_BEFORE)
    start = asked - WIDEST_WINDOW
    if compared := _compared(seen, since=asked - QUIET, before=start):
        start = compared[0]
    episodes, has_older = _episodes_from(user, begun, start)
    return DiarySlice(
        episodes=[*episodes, *_episodes(_last_rated(begun, start))],
        days=_entries(days.filter(date__gte=start), user.zone),
        seen=seen,
        first_recorded=start - timedelta(days=1) if has_older else None,
    )


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


def _seen(user: User) -> list[Seen]:
    """The visits, with the instant up to which each settles what began before."""
    return [
        Seen(day, _until(day, time, user.zone), time is not None)
        for day, time in Visit.objects.for_user(user).values_list("date", "time")
    ]


def _until(day: date, time: Any, zone: ZoneInfo) -> datetime:
    return clock.end_of(day, zone) if time is None else clock.instant_of(datetime.combine(day, time), zone)


def _compared(seen: Sequence[Seen], since: date, before: date) -> tuple[date, date] | None:
    """The days older than a slice with which visits from a date on are compared, if any."""
    starts = [visit.date - COMPARED for visit in seen if visit.date >= since]
    ends = [visit.date - timedelta(days=1) for visit in seen if visit.date >= since]
    if not starts or min(starts) >= before:
        return None
    return min(starts), min(max(ends), before - timedelta(days=1))


def _episodes_from(user: User, begun: CrampQuerySet, first: date) -> tuple[list[Episode], bool]:
    """The cramps from a day on, and whether a day before it is recorded (asked only where there is a cramp)."""
    older = Exists(Cramp.objects.for_user(user).filter(day__lt=first))
    free = Exists(Day.objects.for_user(user).filter(date__lt=first, cramp_free=True))
    rows = list(_rows(begun.filter(day__gte=first), Q(older) | Q(free)))
    return [_episode(row) for row in rows], bool(rows and rows[0][-1])


def _older_episodes(
    begun: CrampQuerySet,
    episodes: Sequence[Episode],
    first: date,
    as_of: date,
    compared: tuple[date, date] | None,
) -> list[Episode]:
    """Of the cramps before the slice: those of compared days, the last rated, and the last at all, as far as needed."""
    well_inside = [episode for episode in episodes if episode.day > first + MARGIN]
    searched = as_of - timedelta(days=SEARCHED_DAYS - 1)
    rated = [episode for episode in well_inside if episode.severity is not None]
    rated_then = [episode for episode in rated if episode.day <= searched]
    wanted = []
    if compared:
        wanted.append(begun.filter(day__range=compared))
    if len(rated) >= PAIN_LATEST and len(rated_then) < PAIN_LATEST + PAIN_BEFORE:
        wanted.append(_last_rated(begun, first))
    if len(well_inside) < LATEST_CRAMPS:
        wanted.append(begun.filter(day__lt=first).order_by("-started_at", "-uuid")[:LATEST_CRAMPS])
    parts = [_rows(part) for part in wanted]
    return [_episode(row) for row in parts[0].union(*parts[1:])] if parts else []


def _last_rated(begun: CrampQuerySet, before: date) -> CrampQuerySet:
    """The rated cramps with which the first ones of a slice are compared."""
    rated = begun.filter(day__lt=before, severity__isnull=False)
    return rated.order_by("-started_at", "-uuid")[:PAIN_BEFORE]


def _rows(cramps: CrampQuerySet, *more: Q) -> Any:
    """The columns of an Episode, and any more that are asked for."""
    answered = ReliefTry.objects.filter(cramp=OuterRef("pk")).exclude(helped="").order_by().values("cramp")
    any_helped = answered.annotate(any=Max(Case(When(helped=Helped.NO, then=0), default=1))).values("any")
    return cramps.annotate(any_helped=Subquery(any_helped)).values_list(*COLUMNS, *more)


def _episodes(cramps: CrampQuerySet) -> list[Episode]:
    return [_episode(row) for row in _rows(cramps)]


def _episode(row: Sequence[Any]) -> Episode:
    uuid, *facts, signs, triggers, helped = row[: len(COLUMNS)]
    return Episode(str(uuid), *facts, _codes(signs), _codes(triggers), None if helped is None else bool(helped))


def _codes(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(codes)


def _entries(days: DayQuerySet, zone: ZoneInfo) -> list[DayEntry]:
    """What was said about days; signs without an instant count from the end of their date."""
    rows = days.values_list("date", "cramp_free", "stretched", "signs", "signs_at")
    return [
        DayEntry(day, free, stretched, _codes(signs), (at or clock.end_of(day, zone)) if signs else None)
        for day, free, stretched, signs, at in rows
    ]


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
