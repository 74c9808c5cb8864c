"""A diary laid out by day, so that a rule can ask about any window of days at the price of two look-ups.

Days are ordinals here (`date.toordinal`): a history asks about thousands of windows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import accumulate

from diary.episodes import DayEntry, Episode

Placed = tuple[int, Episode]
"""A cramp with the day that it counts for."""
Measure = Callable[[Sequence[Placed]], Iterable[int]]
"""Names the days that count, a day as often as it counts."""
Choice = Callable[[Episode], bool]
"""Whether a cramp is meant."""


class Days:
    """Days in order, one as often as it counts."""

    __slots__ = ("_days",)

    def __init__(self, days: Iterable[int]) -> None:
        self._days = sorted(days)

    def within(self, last: int, days: int) -> int:
        """How many stand in the `days` days that end with `last`."""
        return bisect_right(self._days, last) - bisect_right(self._days, last - days)


class Ledger:
    """Cramps by diary day: pairs of the day that each counts for and the cramp, in the order in which they began."""

    __slots__ = ("_measured", "_queues", "pairs")

    def __init__(self, pairs: Sequence[Placed]) -> None:
        self.pairs = pairs
        self._measured: dict[Measure, Days] = {}
        self._queues: dict[Choice, Queue] = {}

    def within(self, measure: Measure, last: int, days: int) -> int:
        """How often a measure counts in the `days` days that end with `last`."""
        measured = self._measured.get(measure)
        if measured is None:
            measured = self._measured[measure] = Days(measure(self.pairs))
        return measured.within(last, days)

    def latest(self, choice: Choice, count: int, last: int, first: int = 0) -> list[Placed]:
        """The latest cramps of a choice that count for a day from `first` to `last`, latest first."""
        return self._queue(choice).latest(count, first, last)

    def window(self, first: int, last: int) -> list[Placed]:
        """All cramps that count for a day from `first` to `last`, in the order in which they began."""
        return self.latest(every, len(self.pairs), last, first)[::-1]

    def begun_since(self, instant: datetime, last: int) -> "Ledger":
        """The cramps that began at an instant or later and count for a day up to `last`; itself where all do."""
        place = bisect_left(self.pairs, instant, key=lambda pair: pair[1].started_at)
        onward = self._queue(every).onward(place, last)
        return self if len(onward) == len(self.pairs) else Ledger(onward)

    def _queue(self, choice: Choice) -> "Queue":
        queue = self._queues.get(choice)
        if queue is None:
            queue = self._queues[choice] = Queue([pair for pair in self.pairs if choice(pair[1])])
        return queue


class Queue:
    """Cramps in the order in which they began, which is almost the order of their days.

    A night and the day after it overlap, and a traveller's days may run backwards for a while: so what bounds a search
    is the lowest day from a place on, and the highest one up to it.
    """

    __slots__ = ("_highest", "_lowest", "_pairs")

    def __init__(self, pairs: Sequence[Placed]) -> None:
        self._pairs = pairs
        days = [day for day, _ in pairs]
        self._highest = list(accumulate(days, max))
        self._lowest = list(accumulate(reversed(days), min))[::-1]

    def latest(self, count: int, first: int, last: int) -> list[Placed]:
        """The latest ones that count for a day from `first` to `last`, latest first."""
        found: list[Placed] = []
        place = bisect_right(self._lowest, last) - 1
        while place >= 0 and len(found) < count and self._highest[place] >= first:
            pair = self._pairs[place]
            if first <= pair[0] <= last:
                found.append(pair)
            place -= 1
        return found

    def onward(self, place: int, last: int) -> list[Placed]:
        """Those from a place on that count for a day up to `last`."""
        return [pair for pair in self._pairs[place : bisect_right(self._lowest, last)] if pair[0] <= last]


def every(episode: Episode) -> bool:
    """Any cramp at all."""
    return True


class Records:
    """On which days something was recorded: of the whole diary, whatever a visit has settled."""

    __slots__ = ("first", "noted", "recorded", "stretched")

    def __init__(self, cramp_days: Iterable[int], days: Sequence[tuple[int, DayEntry]]) -> None:
        """Take the days with cramps, and what was said about days; the diary begins with the first recorded one."""
        recorded = {*cramp_days, *(day for day, entry in days if entry.cramp_free)}
        stretching = {day for day, entry in days if entry.stretched is not None}
        self.first = min(recorded, default=None)
        self.recorded = Days(recorded)
        self.noted = Days(recorded | stretching)
        self.stretched = Days({day for day, entry in days if entry.stretched})
