"""Diaries for tests of the flag: short to write, in UTC, counted in days before TODAY."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from cramps.regions import region_of
from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.episodes import DayEntry, DiarySlice, Episode, Seen
from diary.triage.assess import assess, history

TODAY = date(2026, 11, 20)
GB = region_of("GB")
numbers = count(1)


def ago(days):
    return TODAY - timedelta(days=days)


def at(days, hour=15, minute=0):
    """An instant so many days before today."""
    return datetime.combine(ago(days), time(hour, minute), UTC)


def cramp(days, hour=15, **facts):
    """A cramp so many days before today, by diary day; in the afternoon unless said."""
    facts.setdefault("id", str(UUID(int=next(numbers))))
    facts.setdefault("started_at", at(days, hour))
    return Episode(day=ago(days), **facts)


def cramps_on(*days, **facts):
    return [cramp(day, **facts) for day in days]


def day(days, **facts):
    """What was said about a day; its signs count from the end of the date unless said."""
    if facts.get("signs"):
        facts.setdefault("signs_at", at(days - 1, 0))
    return DayEntry(date=ago(days), **facts)


def free(*days):
    """Days said to be free of cramps."""
    return [day(number, cramp_free=True) for number in days]


def visit(days, hour=None):
    """A visit so many days before today, at an hour or without a time."""
    if hour is None:
        return Seen(ago(days), at(days - 1, 0))
    return Seen(ago(days), at(days, hour), timed=True)


def diary(episodes=(), days=(), seen=(), background=NOTHING_SAID):
    return DiarySlice(list(episodes), list(days), list(seen), background=background)


def flag(episodes=(), days=(), seen=(), on=0, region=GB, background=NOTHING_SAID):
    """The assessment as of so many days before today."""
    return assess(diary(episodes, days, seen, background), ago(on), today=TODAY, region=region)


def tiers(episodes=(), days=(), seen=(), on=0, background=NOTHING_SAID):
    """The rules that hold, with their tiers."""
    return {reason.rule: reason.tier.code for reason in flag(episodes, days, seen, on, background=background).reasons}


def living_with(*conditions, **facts):
    """A background of these conditions."""
    return Background(conditions=frozenset(conditions), **facts)


def taking(code, since=None, name=""):
    """A background of one medicine, begun so many days before today or at a time that was not said."""
    return Background(medicines=(TakenMedicine(code, None if since is None else ago(since), name),))


def reason(rule, *args, **kwargs):
    """The one reason of a rule."""
    (found,) = [each for each in flag(*args, **kwargs).reasons if each.rule == rule]
    return found


def turns(episodes=(), days=(), seen=(), first=None, on=0, background=NOTHING_SAID):
    """The history as triples of how many days ago, tier and rules."""
    found = history(diary(episodes, days, seen, background), first and ago(first), ago(on), today=TODAY)
    return [((TODAY - turn.date).days, turn.tier and turn.tier.code, list(turn.rules)) for turn in found]
