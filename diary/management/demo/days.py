"""What an invented person says about days: fluids, exertion, stretching, and that there was no cramp."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from diary import clock
from diary.clock import Period
from diary.management.demo.cramps import Weights, pick
from diary.models import Day
from diary.vocabulary import Exertion

EVENING = time(21)
SAID_FREE = 0.62
"""How likely somebody says of a day without cramps that there was none."""
ANSWERED = 0.8
"""How likely fluids and exertion are answered with a cramp."""
AWAY_EVERY, AWAY_DAYS = (60, 110), (5, 10)
"""Every few months somebody is away and writes about nothing but cramps."""
ASKED_LATELY = 7
EXERTION: Weights = {Exertion.REST: 18, Exertion.LIGHT: 40, Exertion.MODERATE: 30, Exertion.HARD: 12}
NOTES = (
    "Away with the family, walked a lot.",
    "Hot day, hardly a breeze.",
    "Worked late, no time to stretch.",
    "Slept well for once.",
    "Two hours in the garden.",
    "Glass of wine with dinner.",
)


def tell_days(
    period: Period, with_cramps: Collection[date], signs: Mapping[date, str], zone: ZoneInfo, rng: Random
) -> list[Day]:
    """The days about which something is said. A sign is always ticked, whatever else is said."""
    away = _away(period, rng)
    asked = period.first - timedelta(days=ASKED_LATELY)
    found = []
    for date_ in period:
        day = Day(date=date_)
        is_told = _tell(day, date_ in with_cramps, date_ in away, rng)
        if date_ in signs or (is_told and (date_ - asked).days >= ASKED_LATELY and rng.random() < 0.6):
            asked = date_
            day.signs = [signs[date_]] if date_ in signs else []
            day.signs_at = clock.instant_of(datetime.combine(date_, EVENING), zone)
        if is_told or day.signs:
            found.append(day)
    return found


def _away(period: Period, rng: Random) -> set[date]:
    found: set[date] = set()
    end = period.last - timedelta(days=rng.randint(20, 40))
    while end >= period.first:
        found.update(Period.ending(end, rng.randint(*AWAY_DAYS)))
        end -= timedelta(days=rng.randint(*AWAY_EVERY))
    return found


def _tell(day: Day, has_cramps: bool, is_away: bool, rng: Random) -> bool:
    """Fill in what is said about a day; whether anything is."""
    if rng.random() >= (ANSWERED if has_cramps else 0 if is_away else SAID_FREE):
        return False
    day.cramp_free = not has_cramps
    if has_cramps or rng.random() < 0.7:
        thirst = 5 if has_cramps else 6  # a little less on days with cramps, so that the chart has something to show
        day.fluids = max(0, min(14, round(rng.gauss(thirst, 1.9))))
        day.exertion = pick(EXERTION, rng)
    day.stretched = rng.choice([True, True, False]) if rng.random() < 0.55 else None
    day.alcohol = rng.random() < 0.3 if rng.random() < 0.45 else None
    day.caffeine = rng.random() < 0.8 if rng.random() < 0.45 else None
    day.note = rng.choice(NOTES) if rng.random() < 0.05 else ""
    return True
