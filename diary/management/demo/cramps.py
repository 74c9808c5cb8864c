"""One invented cramp after the other."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from diary import clock
from diary.management.demo.kinds import DAYTIME, KINDS, Kind, Weights
from diary.models import Cramp
from diary.vocabulary import Activity, DurationSource, Helped, Trigger, ordered_codes

MIDNIGHT = 24.0
"""In hours after the midnight with which a diary day begins."""
CHIPS = {30: 22, 120: 46, 360: 28, 900: 4}
"""Seconds behind the four answers to "how long", and how often each is given."""
LONG = 600
HELPED: Weights = {Helped.YES: 45, Helped.A_LITTLE: 30, Helped.NO: 15, "": 10}
SIDES: Weights = {"left": 46, "right": 40, "both": 5, "": 9}


@dataclass(slots=True)
class Told:
    """An invented cramp, not stored yet, and what was tried against it."""

    kind: Kind
    cramp: Cramp
    tries: dict[str, str] = field(default_factory=dict)


def pick(weights: Weights, rng: Random) -> str:
    """One of the words, by weight."""
    return str(rng.choices(list(weights), list(weights.values()))[0])


def invent(day: date, is_last: bool, zone: ZoneInfo, rng: Random) -> Told:
    """A cramp of that diary day. On the last day it begins before midnight, so that it lies in the past."""
    kind = rng.choices(KINDS, [kind.share for kind in KINDS])[0]
    activity = pick(kind.activities, rng)
    duration, source = _duration(rng)
    cramp = Cramp(
        uuid=uuid.UUID(int=rng.getrandbits(128), version=4),
        day=day,
        started_at=_start(day, kind, is_last, zone, source == DurationSource.TIMED, rng),
        time_zone=zone.key,
        duration=duration,
        duration_source=source,
        easing=rng.random() < 0.8 if duration and duration > LONG else None,
        severity=round(rng.triangular(1, kind.worst, 4)) if rng.random() < 0.93 else None,
        muscle=pick(kind.muscles, rng),
        side=pick(SIDES, rng),
        activity=activity,
        woke_me=_woke_me(activity, rng),
        signs=[] if rng.random() < 0.45 else None,
        triggers=_triggers(kind, rng),
        note=rng.choice(kind.notes) if rng.random() < 0.12 else "",
    )
    if kind is DAYTIME and rng.random() < 0.12:
        cramp.time_known, cramp.started_at = False, clock.noon_of(day, zone)
    return Told(kind, cramp, _tries(kind, rng))


def _start(day: date, kind: Kind, is_last: bool, zone: ZoneInfo, to_the_second: bool, rng: Random) -> datetime:
    closes = min(kind.closes, MIDNIGHT) if is_last else kind.closes
    hours = rng.triangular(kind.opens, closes, min(kind.peaks, closes))
    wall = datetime.combine(day, time()) + timedelta(minutes=min(int(hours * 60), int(closes * 60) - 1))
    return clock.instant_of(wall + timedelta(seconds=rng.randrange(60) if to_the_second else 0), zone)


def _duration(rng: Random) -> tuple[int | None, DurationSource]:
    source = rng.choices([DurationSource.TIMED, DurationSource.ESTIMATED, DurationSource.UNKNOWN], [0.35, 0.45, 0.2])[0]
    if source == DurationSource.TIMED:
        return int(rng.triangular(25, 560, 110)), source
    if source == DurationSource.ESTIMATED:
        return rng.choices(list(CHIPS), list(CHIPS.values()))[0], source
    return None, source


def _woke_me(activity: str, rng: Random) -> bool | None:
    if activity == Activity.ASLEEP:
        return True if rng.random() < 0.85 else None
    if activity == Activity.RESTING_IN_BED:
        return False if rng.random() < 0.6 else None
    return None


def _triggers(kind: Kind, rng: Random) -> list[str] | None:
    if rng.random() < 0.4:
        return None
    return ordered_codes(rng.sample(kind.triggers, rng.choice([0, 1, 1, 2, 2, 3])), Trigger.values)


def _tries(kind: Kind, rng: Random) -> dict[str, str]:
    if rng.random() < 0.15:
        return {}
    return {relief: pick(HELPED, rng) for relief, weight in kind.reliefs.items() if rng.random() * 100 < weight}
