"""What the flag reads of one person's diary, in SQL that SQLite and PostgreSQL both understand.

Everything here is bound to one owner and leaves out the bin, as `for_user` does. Nothing is added up: rules do that.
Ids, days, instants and lists come as text, which both write alike and Python reads faster than their own types.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from json import loads
from typing import Any, NamedTuple

from django.db import connection

from cramps.accounts.models import User
from diary import clock
from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.conditions import TICKED_CRAMP_SQL, TICKED_DAY_SQL
from diary.episodes import DayEntry, Episode, Seen
from diary.triage.raising import HEAT_SIGN, heat_conditions
from diary.vocabulary import Helped

BEGUN = """cramp.owner_id = %s AND cramp.deleted_at IS NULL AND cramp.day <= %s
    AND (cramp.started_at <= %s OR (NOT cramp.time_known AND cramp.day <= %s))"""
"""A cramp whose time is not known stands at noon of its day, which may still be ahead: that it was written down says
that it has begun.
"""
LIGHT = """CAST(cramp.uuid AS text), CAST(cramp.day AS text), CAST(cramp.started_at AS text), cramp.severity,
    CAST(cramp.signs AS text)"""
WHOLE = f"""cramp.id, {LIGHT}, cramp.duration, cramp.duration_source, cramp.easing, cramp.muscle, cramp.activity,
    cramp.woke_me, CAST(cramp.triggers AS text), cramp.side"""
HAS_HELPED = f"""(SELECT MAX(CASE tried.helped WHEN '{Helped.NO}' THEN 0 ELSE 1 END) FROM diary_relieftry tried
    WHERE tried.cramp_id = cramp.id AND tried.helped <> '')"""
"""Whether anything helped, "a little" does; nothing where no relief was answered."""
VISITED = """SELECT 'visit', CAST(date AS text), CAST(time AS text), CAST(follow_up AS text)
    FROM diary_visit WHERE owner_id = %s"""
HEALTH = """SELECT 'health', CAST(due_on AS text), CAST(conditions AS text), CASE WHEN pregnant THEN 'yes' END
    FROM diary_healthcontext WHERE owner_id = %s
    UNION ALL SELECT code, CAST(started_on AS text), name, 'medicine' FROM diary_medicine WHERE owner_id = %s"""
HEAT_DAY = """CAST(cramp.triggers AS text) LIKE '%%"heat"%%'"""
ANSWERED_DAY = """SELECT CAST(date AS text), cramp_free, stretched, CAST(signs AS text), CAST(signs_at AS text)
    FROM diary_day WHERE owner_id = %s AND (cramp_free OR stretched IS NOT NULL OR signs IS NOT NULL) AND """


VISIT, HEALTH_ROW = "visit", "health"
HEAT_CODE = HEAT_SIGN.removeprefix("sign:")


class Moment(NamedTuple):
    """A visit: its date, its time, and when the person is to be seen again."""

    day: date
    at: time | None = None
    follow_up: date | None = None


class Reader:
    """One person's diary as it stands at an instant, asked about as of a day up to today."""

    def __init__(self, user: User, now: datetime, today: date, as_of: date) -> None:
        self._user = user
        is_past = as_of < today
        self._begun = (user.pk, as_of if is_past else date.max, _stored(now), today)
        # A traveller may already have written on the next day; it counts as today.
        self._last_day = as_of if is_past else today + timedelta(days=clock.DAYS_AHEAD)

    def visits(self) -> tuple[list[Moment], Background]:
        """All visits, and in the same query what the person said about their health."""
        rows = _rows(f"{VISITED} UNION ALL {HEALTH}", [self._user.pk] * 3)
        moments = [
            Moment(date.fromisoformat(day), at and time.fromisoformat(at), again and date.fromisoformat(again))
            for kind, day, at, again in rows
            if kind == VISIT
        ]
        return moments, _background(row for row in rows if row[0] != VISIT)

    def episodes(self, first: date) -> list[Episode]:
        """Whole cramps from a day on, with what was tried in the same query."""
        rows = _rows(
            f"SELECT {WHOLE}, {HAS_HELPED} FROM diary_cramp cramp WHERE {BEGUN} AND cramp.day >= %s",
            [*self._begun, first],
        )
        return [_episode(row[1:-1], _answer(row[-1])) for row in rows]

    def many_episodes(self, first: date) -> list[Episode]:
        """The same, with what was tried in a query of its own: quicker from some hundreds on."""
        asked = [*self._begun, first]
        answers = _rows(
            f"""SELECT tried.cramp_id, tried.helped FROM diary_relieftry tried
            JOIN diary_cramp cramp ON cramp.id = tried.cramp_id
            WHERE tried.helped <> '' AND {BEGUN} AND cramp.day >= %s""",
            asked,
        )
        helped = _helped(answers)
        rows = _rows(f"SELECT {WHOLE} FROM diary_cramp cramp WHERE {BEGUN} AND cramp.day >= %s", asked)
        return [_episode(row[1:], helped.get(row[0])) for row in rows]

    def light_within(self, first: date, last: date) -> dict[str, Episode]:
        """Cramps of some days by their id, with no more than rules ask of old ones."""
        return _light(
            f"SELECT {LIGHT} FROM diary_cramp cramp WHERE {BEGUN} AND cramp.day BETWEEN %s AND %s",
            [*self._begun, first, last],
        )

    def light_before(self, before: date, count: int, *, rated: bool = False) -> dict[str, Episode]:
        """The same of the last cramps, or the last rated ones, before a day; last in the order of an index."""
        only = "AND cramp.severity IS NOT NULL" if rated else ""
        return _light(
            f"""SELECT {LIGHT} FROM diary_cramp cramp WHERE {BEGUN} AND cramp.day < %s {only}
            ORDER BY cramp.day DESC, cramp.started_at DESC LIMIT %s""",
            [*self._begun, before, count],
        )

    def days(
        self, first: date, also: tuple[date, date] | None = None, *, with_last_free: bool = False
    ) -> list[DayEntry]:
        """What was said about days from one on, and in another span.

        `with_last_free` adds the last day before them that was said to be free of cramps: where no cramp does, it
        shows that the diary is older.
        """
        asked: list[Any] = [self._user.pk, first, self._last_day]
        query = f"{ANSWERED_DAY} date BETWEEN %s AND %s"
        if also:
            query += f" UNION ALL {ANSWERED_DAY} date BETWEEN %s AND %s"
            asked += [self._user.pk, *also]
        if with_last_free:
            query += f""" UNION ALL {ANSWERED_DAY} date = (
                SELECT MAX(date) FROM diary_day WHERE owner_id = %s AND cramp_free AND date < %s)"""
            asked += [self._user.pk, self._user.pk, first]
        return [self._entry(row) for row in _rows(query, asked)]

    def _entry(self, row: Sequence[Any]) -> DayEntry:
        """A day; its signs count from its end where nobody knows when they were ticked."""
        stored_day, free, stretched, stored_signs, signs_at = row
        day, signs = date.fromisoformat(stored_day), _codes(stored_signs)
        at = (_instant(signs_at) if signs_at else clock.end_of(day, self._user.zone)) if signs else None
        return DayEntry(day, bool(free), _answer(stretched), signs, at)

    def old_signs(self, before: date, seen: Sequence[Seen], background: Background) -> list[tuple[str, date]]:
        """The rules of signs that are older than a day and that no visit settles, each with the last day ticked.

        Where any cramp in the heat is a sign, the last of those is looked for too, past the index of signs.
        """
        until = max((visit.until for visit in seen), default=datetime.min.replace(tzinfo=UTC))
        eve = max((visit.date for visit in seen), default=date.min + timedelta(days=1)) - timedelta(days=1)
        # Without an instant it counts from the end of its date: is that before the last visit?
        first = eve if clock.end_of(eve, self._user.zone) >= until else eve + timedelta(days=1)
        whole_days = [visit.date for visit in seen if not visit.timed] or [date.max]
        heat, asked = "", []
        if heat_conditions(background):
            heat = f"""UNION ALL SELECT '["{HEAT_CODE}"]', '', CAST(MAX(cramp.day) AS text) FROM diary_cramp cramp
                WHERE {BEGUN} AND {HEAT_DAY} AND cramp.day < %s AND cramp.started_at >= %s"""
            asked = [*self._begun, before, _stored(until)]
        rows = _rows(
            f"""SELECT CAST(cramp.signs AS text), cramp.muscle, CAST(MAX(cramp.day) AS text) FROM diary_cramp cramp
            WHERE {BEGUN} AND {TICKED_CRAMP_SQL} AND cramp.day < %s AND cramp.started_at >= %s
            GROUP BY cramp.signs, cramp.muscle
            UNION ALL SELECT CAST(signs AS text), '', CAST(MAX(date) AS text) FROM diary_day
            WHERE owner_id = %s AND {TICKED_DAY_SQL} AND date < %s
            AND (signs_at >= %s OR (signs_at IS NULL AND date >= %s))
            AND date NOT IN ({", ".join(["%s"] * len(whole_days))}) GROUP BY signs {heat}""",
            [*self._begun, before, _stored(until), self._user.pk, before, _stored(until), first, *whole_days, *asked],
        )
        latest: dict[str, date] = {}
        for signs, muscle, stored in rows:
            if stored is None:  # no cramp in the heat
                continue
            for rule in (*(f"sign:{code}" for code in _codes(signs) or ()), f"muscle:{muscle}"):
                latest[rule] = max(date.fromisoformat(stored), latest.get(rule, date.min))
        return sorted(latest.items())


def background_of(user: User) -> Background:
    """What a person said about their health; one query, for pages that do not read the flag."""
    return _background(_rows(HEALTH, [user.pk] * 2))


def _background(rows: Iterable[Sequence[Any]]) -> Background:
    """Rows of `HEALTH`: one for pregnancy and conditions, one per medicine."""
    said, medicines = NOTHING_SAID, []
    for kind, day, words, pregnant in rows:
        on = day and date.fromisoformat(day)
        if kind == HEALTH_ROW:
            said = Background(pregnant == "yes", on, frozenset(_codes(words) or ()))
        else:
            medicines.append(TakenMedicine(kind, on, words))
    return (
        replace(said, medicines=tuple(sorted(medicines, key=lambda medicine: (medicine.code, medicine.name))))
        if medicines
        else said
    )


def _rows(query: str, asked: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return cursor.fetchall()


def _stored(instant: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(instant)


def _helped(answers: Iterable[tuple[int, str]]) -> dict[int, bool]:
    """Whether anything helped, by cramp; "a little" does."""
    helped: dict[int, bool] = {}
    for key, answer in answers:
        helped[key] = answer != Helped.NO or helped.get(key, False)
    return helped


def _episode(row: Sequence[Any], helped: bool | None) -> Episode:
    uuid, day, start, severity, signs, seconds, source, easing, muscle, activity, woke, triggers, side = row
    return Episode(
        _id(uuid),
        date.fromisoformat(day),
        _instant(start),
        seconds,
        source,
        _answer(easing),
        severity,
        muscle,
        activity,
        _answer(woke),
        _codes(signs),
        _codes(triggers),
        helped,
        side,
    )


def _light(query: str, asked: Sequence[Any]) -> dict[str, Episode]:
    episodes = (
        Episode(_id(uuid), date.fromisoformat(day), _instant(start), severity=severity, signs=_codes(signs))
        for uuid, day, start, severity, signs in _rows(query, asked)
    )
    return {episode.id: episode for episode in episodes}


def _id(stored: str) -> str:
    """An id as exports write it; SQLite keeps it without dashes."""
    if "-" in stored:
        return stored
    return f"{stored[:8]}-{stored[8:12]}-{stored[12:16]}-{stored[16:20]}-{stored[20:]}"


def _instant(stored: str) -> datetime:
    """An instant in UTC; SQLite keeps it without saying so."""
    return datetime.fromisoformat(stored if "+" in stored else f"{stored}+00:00")


def _answer(stored: Any) -> bool | None:
    return None if stored is None else bool(stored)


@lru_cache(maxsize=1000)
def _codes(stored: str | None) -> tuple[str, ...] | None:
    return None if stored is None else () if stored == "[]" else tuple(loads(stored))
