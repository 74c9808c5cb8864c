"""What makes the flag move: signs, muscles that are signs, and the visits after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from cramps.anatomy import Side
from diary.clock import Period
from diary.management.demo.cramps import Told
from diary.management.demo.words import ENOUGH_FOR_ALL
from diary.models import Visit
from diary.triage.signs import MUSCLE_SIGNS, SIGNS
from diary.triage.tiers import Tier
from diary.vocabulary import SeenBy

YEAR, TWO_MONTHS = 365, 61
SHORTEST_FOR_ALARMS = 28
VISIT_AFTER = 2
"""Days from the diary day of a cramp to the visit about it: after the night that begins on that day, too."""
EARLY = 0.3
"""How far into each year its alarm comes: a visit quietens the flag for half a year, and the end should show it."""
ROUTINE_SIGNS = [sign.code for sign in SIGNS.values() if sign.tier == Tier.ROUTINE]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An urgent sign and how the visit after it went."""

    sign: str
    by: SeenBy
    note: str
    come_back_if: str


ALARMS = (
    Alarm(
        "one_leg_swollen_hot",
        SeenBy.EMERGENCY,
        "They looked at both legs and did a scan. Three hours of waiting.",
        "It swells again, or I get short of breath.",
    ),
    Alarm(
        "new_numbness",
        SeenBy.GP,
        "Tested feeling and strength in both feet. Took blood.",
        "The numbness spreads, or the foot gets weak.",
    ),
    Alarm(
        "pop_bruise",
        SeenBy.PHYSIOTHERAPIST,
        "Showed me how to load the calf again, a little more each week.",
        "I still cannot stand on my toes in three weeks.",
    ),
    Alarm(
        "fell_hit_head",
        SeenBy.TELEPHONE,
        "Answered their questions about the knock. My wife kept an eye on me.",
        "Headache that gets worse, being sick, or odd sleepiness.",
    ),
)


def routine_sign_days(period: Period, rng: Random) -> dict[date, str]:
    """About every two months a day on which a routine sign is ticked."""
    count = round(len(period) / TWO_MONTHS)
    found = {}
    for index in range(count):
        place = (index + rng.uniform(0.35, 0.65)) / count
        day = period.first + timedelta(days=int(place * len(period)))
        found[day] = ROUTINE_SIGNS[index % len(ROUTINE_SIGNS)]
    return found


def raise_alarms(period: Period, told: Sequence[Told], rng: Random) -> list[Visit]:
    """Tick an urgent sign on about one cramp a year; the visits after them."""
    count = round(len(period) / YEAR)
    visits = []
    for index in range(count):
        place = (index + EARLY + rng.uniform(-0.05, 0.05)) / count
        if fit := _from(period, place, told):
            alarm = ALARMS[index % len(ALARMS)]
            fit[0].cramp.signs = [alarm.sign]
            fit[0].cramp.side = fit[0].cramp.side or Side.LEFT
            visits.append(_visit_after(fit[0], alarm, rng))
    return visits


def alarming_muscles(period: Period, told: Sequence[Told], visits: list[Visit], rng: Random) -> list[Visit]:
    """Cramps in muscles that are signs themselves, all just before one visit, which is made up where there is none."""
    if len(told) < ENOUGH_FOR_ALL or len(period) < SHORTEST_FOR_ALARMS:
        return visits
    if not visits and (fit := _from(period, EARLY, told)):
        visits = [_visit_after(fit[0], ALARMS[0], rng)]
    seen_to = visits[0].date if visits else period.last
    before = [one for one in told if one.cramp.day <= seen_to - timedelta(days=VISIT_AFTER) and not one.cramp.signs]
    for one, muscle in zip(reversed(before), MUSCLE_SIGNS, strict=False):
        one.cramp.muscle = muscle
        one.cramp.side = ""
    return visits


def _from(period: Period, place: float, told: Sequence[Told]) -> list[Told]:
    """The cramps from a place in the period on (0 its start, 1 its end) that leave time for a visit."""
    first = period.first + timedelta(days=int(place * len(period)))
    return [one for one in told if first <= one.cramp.day <= period.last - timedelta(days=VISIT_AFTER)]


def _visit_after(told: Told, alarm: Alarm, rng: Random) -> Visit:
    return Visit(
        date=told.cramp.day + timedelta(days=VISIT_AFTER),
        time=time(rng.randint(9, 16), rng.choice([0, 10, 20, 30, 40, 50])),
        by=alarm.by,
        note=alarm.note,
        come_back_if=alarm.come_back_if,
    )
