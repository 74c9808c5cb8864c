"""An invented diary as a whole: cramps, what was tried, days and visits, none of them stored."""

from dataclasses import dataclass
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

from diary.clock import Period
from diary.management.demo import almanac, days, turns, words
from diary.management.demo.cramps import Told, invent
from diary.models import Day, Visit


@dataclass(frozen=True, slots=True)
class Story:
    """What an invented person would have written; nothing has an owner yet."""

    cramps: list[Told]
    days: list[Day]
    visits: list[Visit]


def tell(last: date, length: int, cramps: int, seed: int, zone: ZoneInfo) -> Story:
    """So many cramps over the days that end with `last`; always the same for the same arguments."""
    rng = Random(f"{seed} {last.isoformat()}")  # a story to try things out with, nothing secret
    period = Period.ending(last, length)
    told = [invent(day, day == last, zone, rng) for day in almanac.cramp_days(period, cramps, rng)]
    told.sort(key=lambda one: (one.cramp.started_at, one.cramp.uuid))
    visits = turns.alarming_muscles(period, told, turns.raise_alarms(period, told, rng), rng)
    words.bring_in_all(told, rng)
    signs = turns.routine_sign_days(period, rng)
    return Story(told, days.tell_days(period, {one.cramp.day for one in told}, signs, zone, rng), visits)
