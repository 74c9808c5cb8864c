"""The part of a person's diary that the flag needs, read from the database as frozen values.

A home page asks about one day and must cost the same after twenty years: it gets the days that any rule can see, and
of older ones only what is asked for one by one. A history gets all the days that lead up to its first.

The reading itself, in `diary.reading`, is written in SQL: home has a few milliseconds for all it shows, and building
these queries by the ORM alone took half of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cramps.accounts.models import User
from diary import clock
from diary.episodes import DiarySlice, Episode, Seen
from diary.models import Cramp
from diary.reading import Moment, Reader
from diary.triage.aftercare import COMPARED_DAYS, QUIET_DAYS
from diary.triage.assess import LATEST_CRAMPS, LOWER_BEFORE, SEARCHED_DAYS
from diary.triage.patterns import BASELINE_FORTNIGHTS, FORTNIGHT, PAIN_BEFORE, PAIN_LATEST
from diary.triage.tiers import OPEN_DAYS

WIDEST_WINDOW = timedelta(days=FORTNIGHT * (BASELINE_FORTNIGHTS + 1))
"""What the widest rule looks at: two weeks and the three fortnights before them."""
QUIET = timedelta(days=QUIET_DAYS)
COMPARED = timedelta(days=COMPARED_DAYS)
MARGIN = timedelta(days=5)
"""A slice begins so much earlier than the widest rule needs: the order of diary days may differ by a day or two from
the order in which cramps began, and a cramp in these days shows that the diary is older."""
NEARLY = 10
"""So many more cramps are read where the last ones before a slice are wanted, for the same reason."""
SPARSE = 40
"""So many of the cramps before a slice are read where it holds few of its own."""


def assessment_slice(user: User, as_of: date, now: datetime, *, with_old_signs: bool = False) -> DiarySlice:
    """What an assessment as of a day up to today needs; `with_old_signs` also what was not talked about yet.

    Five queries at most, one more with old signs; and no more rows for a longer diary.
    """
    reader = Reader(user, now, clock.today_in(user.zone, now), as_of)
    searched = as_of - timedelta(days=SEARCHED_DAYS - 1)
    needed = searched - WIDEST_WINDOW + timedelta(days=1)
    first = needed - MARGIN
    moments, background = reader.visits()
    seen = [visit for visit in _seen(moments, user.zone) if visit.date <= as_of]
    episodes = reader.episodes(first)
    older, is_first = _older(reader, episodes, needed, searched)
    compared = _compared(seen, since=as_of - QUIET, before=first)
    if compared:
        older |= reader.light_within(*compared)
    return DiarySlice(
        episodes=[*episodes, *older.values()],
        days=reader.days(first, compared, with_last_free=is_first),
        seen=seen,
        old_signs=reader.old_signs(as_of - timedelta(days=OPEN_DAYS - 1), seen, background) if with_old_signs else (),
        background=background,
    )


def cramp_slice(user: User, cramp: Cramp, now: datetime) -> DiarySlice:
    """One stored cramp by itself, and the visits that may have settled it; one query."""
    episode = Episode(
        str(cramp.uuid),
        cramp.day,
        cramp.started_at,
        duration_source=cramp.duration_source,
        easing=cramp.easing,
        muscle=cramp.muscle,
        signs=None if cramp.signs is None else tuple(cramp.signs),
        triggers=None if cramp.triggers is None else tuple(cramp.triggers),
    )
    moments, background = _reader(user, now).visits()
    return DiarySlice([episode], seen=_seen(moments, user.zone), background=background)


def recent_slice(user: User, now: datetime) -> DiarySlice:
    """The days on which a sign is young enough for the tier; three queries."""
    reader = _reader(user, now)
    first = clock.today_in(user.zone, now) - timedelta(days=OPEN_DAYS - 1)
    moments, background = reader.visits()
    return DiarySlice(reader.episodes(first), reader.days(first), _seen(moments, user.zone), background=background)


def alarm_slice(user: User, now: datetime) -> DiarySlice:
    """What signs need to be a reason as of today, with its `since`, and those not talked about yet; four queries.

    Rules on patterns look further back: what they say of this slice is not to be shown.
    """
    reader = _reader(user, now)
    open_since = clock.today_in(user.zone, now) - timedelta(days=OPEN_DAYS - 1)
    first = open_since - timedelta(days=SEARCHED_DAYS - 1)
    moments, background = reader.visits()
    seen = _seen(moments, user.zone)
    old_signs = reader.old_signs(open_since, seen, background)
    return DiarySlice(reader.episodes(first), reader.days(first), seen, old_signs, background)


def history_slice(user: User, now: datetime, first: date | None = None) -> DiarySlice:
    """What a history from `first` (the first entry, when None) to today needs, in five queries at most."""
    reader = _reader(user, now)
    moments, background = reader.visits()
    seen = _seen(moments, user.zone)
    if first is None:
        return DiarySlice(reader.many_episodes(date.min), reader.days(date.min), seen, background=background)
    asked = first - timedelta(days=LOWER_BEFORE)
    start = asked - WIDEST_WINDOW - MARGIN
    if compared := _compared(seen, since=asked - QUIET, before=start):
        start = compared[0]
    older = reader.light_before(start, PAIN_BEFORE + NEARLY, rated=True)
    days = reader.days(start, with_last_free=not older)
    return DiarySlice([*reader.many_episodes(start), *older.values()], days, seen, background=background)


def _reader(user: User, now: datetime) -> Reader:
    """The diary as it stands today."""
    today = clock.today_in(user.zone, now)
    return Reader(user, now, today, today)


def _seen(moments: Iterable[Moment], zone: ZoneInfo) -> list[Seen]:
    """Visits, with the instant up to which each settles what began before."""
    return [Seen(day, _until(day, at, zone), at is not None, follow_up) for day, at, follow_up in moments]


@lru_cache(maxsize=1000)
def _until(day: date, moment: time | None, zone: ZoneInfo) -> datetime:
    if moment is None:
        return clock.end_of(day, zone)
    return clock.instant_of(datetime.combine(day, moment), zone)


def _compared(seen: Sequence[Seen], since: date, before: date) -> tuple[date, date] | None:
    """The days older than a slice with which visits from a date on are compared, if any."""
    dates = [visit.date for visit in seen if visit.date >= since]
    if not dates or min(dates) - COMPARED >= before:
        return None
    return min(dates) - COMPARED, min(max(dates), before) - timedelta(days=1)


def _older(
    reader: Reader, episodes: Sequence[Episode], needed: date, searched: date
) -> tuple[dict[str, Episode], bool]:
    """The cramps before a slice that it cannot do without, and whether they leave open if the diary is older.

    The last ones are shown where the slice has few; the last rated ones are what its own pain is compared with.
    """
    inside = [episode for episode in episodes if episode.day >= needed]
    rated = [episode.day for episode in inside if episode.severity is not None]
    lacks_rated = len(rated) >= PAIN_LATEST and sum(day <= searched for day in rated) < PAIN_LATEST + PAIN_BEFORE
    begins_inside, first = len(inside) == len(episodes), needed - MARGIN
    older: dict[str, Episode] = {}
    if lacks_rated and len(inside) >= LATEST_CRAMPS:
        older = reader.light_before(first, PAIN_BEFORE + NEARLY, rated=True)
    elif begins_inside or len(inside) < LATEST_CRAMPS:
        # Where there are enough, one shows that the diary is older.
        older = reader.light_before(first, 1 if len(inside) >= LATEST_CRAMPS else SPARSE)
        if lacks_rated and len(older) == SPARSE:
            older |= reader.light_before(first, PAIN_BEFORE + NEARLY, rated=True)
    return older, begins_inside and not older
