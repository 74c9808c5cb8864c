"""A diary laid out by day, so that a rule can ask about any window of days at the price of a subtraction.

Days are ordinals here (`date.toordinal`): a history asks about thousands of windows.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from diary.episodes import DayEntry, Episode

Measure = Callable[["Ledger"], Iterable[int]]
"""Which days of a ledger count, a day as often as it counts."""
Choice = Callable[[Episode], bool]
"""Which cramps of a ledger are meant."""


class Sums:
    """Numbers per day, as running sums."""

    __slots__ = ("_first", "_sums")

    def __init__(self, days: Iterable[int]) -> None:
        """Count how often each day is named."""
        days = list(days)
        self._first = min(days, default=0)
        per_day = [0] * (max(days) - self._first + 1 if days else 0)
        for day in days:
            per_day[day - self._first] += 1
        self._sums = [0, *accumulate(per_day)]

    def over(self, last: int, days: int) -> int:
        """The sum over the `days` days that end with `last`."""
        sums, size = self._sums, len(self._sums) - 1
        after = last + 1 - self._first
        if after <= 0:
            return 0
        before = max(after - days, 0)
        return sums[min(after, size)] - sums[min(before, size)]


class Ledger:
    """Cramps by diary day. Iterating yields pairs of day and cramp, in the order in which they began."""

    __slots__ = ("_chosen", "_sums", "days", "episodes")

    def __init__(self, episodes: Sequence[Episode], days: Sequence[int]) -> None:
        """Take cramps in the order in which they began, with the day that each counts for."""
        self.episodes = episodes
        self.days = days
        self._sums: dict[Measure, Sums] = {}
        self._chosen: dict[Choice, Queue] = {}

    def __iter__(self) -> Iterator[tuple[int, Episode]]:
        return zip(self.days, self.episodes, strict=True)

    def over(self, measure: Measure, last: int, days: int) -> int:
        """How often a measure counts in the `days` days that end with `last`."""
        sums = self._sums.get(measure)
        if sums is None:
            sums = self._sums[measure] = Sums(measure(self))
        return sums.over(last, days)

    def latest(self, choice: Choice, count: int, last: int, first: int = 0) -> list[tuple[int, Episode]]:
        """The latest cramps of a choice that count for a day from `first` to `last`, latest first."""
        queue = self._chosen.get(choice)
        if queue is None:
            queue = self._chosen[choice] = Queue([pair for pair in self if choice(pair[1])])
        return queue.latest(count, first, last)

    def window(self, first: int, last: int) -> list[tuple[int, Episode]]:
        """All cramps that count for a day from `first` to `last`, in the order in which they began."""
        return self.latest(every, len(self.days), last, first)[::-1]


class Queue:
    """Cramps in the order in which they began, which is almost the order of their days.

    A night and the day after it overlap, and a traveller's days may run backwards for a while: so what bounds a search
    is the lowest day from a place on, and the highest one up to it.
    """

    __slots__ = ("_highest", "_lowest", "_pairs")

    def __init__(self, pairs: Sequence[tuple[int, Episode]]) -> None:
        self._pairs = pairs
        days = [day for day, _ in pairs]
        self._highest = list(accumulate(days, max))
        self._lowest = list(accumulate(reversed(days), min))[::-1]

    def latest(self, count: int, first: int, last: int) -> list[tuple[int, Episode]]:
        """The latest ones that count for a day from `first` to `last`, latest first."""
        found: list[tuple[int, Episode]] = []
        place = bisect_right(self._lowest, last) - 1
        while place >= 0 and len(found) < count and self._highest[place] >= first:
            pair = self._pairs[place]
            if first <= pair[0] <= last:
                found.append(pair)
            place -= 1
        return found


def every(episode: Episode) -> bool:
    """Any cramp at all."""
    return True


class Records:
    """On which days something was recorded: of the whole diary, whatever a visit has settled."""

    __slots__ = ("first", "noted", "recorded", "stretched")

    def __init__(self, cramp_days: Iterable[int], days: Sequence[tuple[int, DayEntry]], first: int | None) -> None:
        """Take the days with cramps, what was said about days, and the first recorded day of the diary."""
        recorded = {*cramp_days, *(day for day, entry in days if entry.cramp_free)}
        stretching = {day for day, entry in days if entry.stretched is not None}
        self.first = min(recorded) if first is None and recorded else first
        self.recorded = Sums(recorded)
        self.noted = Sums(recorded | stretching)
        self.stretched = Sums({day for day, entry in days if entry.stretched})
