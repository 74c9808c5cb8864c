"""On which days an invented person has cramps: seasons, bad weeks, quiet months."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from diary.clock import Period

SEASON = {12: 2, 1: 2, 2: 2, 3: 3, 4: 3, 5: 3, 6: 4, 7: 4, 8: 4, 9: 3, 10: 3, 11: 3}
"""Summer has twice the cramps of winter."""
QUIET_CANDIDATES = (3, 4, 5, 9, 10, 11)
"""Spring and autumn, so that quiet months leave the seasons as they are."""
QUIET_SHARE = 0.12
BUSY_END = timedelta(days=60)
"""The last two months are not quiet: somebody who tries the site wants to see something today."""
SPELL_DAYS, GAP_DAYS = (13, 18), (30, 52)
BAD_DAY, CALM_DAY = 0.75, 0.12
"""How likely a day has cramps, in a bad spell and outside."""

Month = tuple[int, int]


def cramp_days(period: Period, cramps: int, rng: Random) -> list[date]:
    """The diary day of each of so many cramps, oldest first."""
    months: dict[Month, list[date]] = defaultdict(list)
    for day in period:
        months[day.year, day.month].append(day)
    quiet = _quiet_months(period, rng)
    bad = _bad_days(period, rng)
    shares = [SEASON[key[1]] * len(days) * (QUIET_SHARE if key in quiet else 1) for key, days in months.items()]
    found: list[date] = []
    for (key, days), count in zip(months.items(), _split(cramps, shares), strict=True):
        weights = [_weight(day in bad and key not in quiet, rng) for day in days]
        found += rng.choices(days, weights if any(weights) else None, k=count)
    return sorted(found)


def _quiet_months(period: Period, rng: Random) -> set[Month]:
    """Two months of each year."""
    busy = period.last - BUSY_END
    found: set[Month] = set()
    for year in range(period.first.year, period.last.year + 1):
        candidates = [(year, month) for month in QUIET_CANDIDATES if (year, month) < (busy.year, busy.month)]
        found.update(rng.sample(candidates, min(2, len(candidates))))
    return found


def _bad_days(period: Period, rng: Random) -> set[date]:
    """Spells of two weeks or more, the last one still going on at the end."""
    found: set[date] = set()
    end = period.last
    while end >= period.first:
        spell = Period.ending(end, rng.randint(*SPELL_DAYS))
        found.update(spell)
        end = spell.first - timedelta(days=rng.randint(*GAP_DAYS))
    return found


def _weight(is_bad: bool, rng: Random) -> float:
    if rng.random() >= (BAD_DAY if is_bad else CALM_DAY):
        return 0
    return rng.uniform(1, 3) if is_bad else 0.7


def _split(total: int, shares: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, in proportion to the shares."""
    exact = [total * share / sum(shares) for share in shares]
    counts = [int(share) for share in exact]
    by_rest = sorted(range(len(shares)), key=lambda index: counts[index] - exact[index])
    for index in by_rest[: total - sum(counts)]:
        counts[index] += 1
    return counts
