"""Windows of days over cramps, whose days may run backwards for a while."""

import pytest

from diary.triage.ledger import Days, Ledger, Queue, every
from diary.triage.measures import cramps
from tests.diary.triage.diaries import at, cramp, cramps_on


@pytest.mark.parametrize(
    ("last", "days", "total"),
    [(12, 3, 4), (12, 1, 1), (11, 2, 3), (10, 1, 3), (9, 5, 0), (20, 5, 0), (20, 9, 1), (20, 50, 4), (12, 50, 4)],
)
def test_days_count_a_window(last, days, total):
    assert Days([10, 12, 10, 10]).within(last, days) == total


def test_days_of_nothing_are_none():
    assert Days([]).within(0, 28) == Days([]).within(738000, 28) == 0


DAYS = [3, 5, 4, 4, 6, 2, 7]
"""In the order in which they began: night 5 began before an afternoon of day 4, and day 2 is a traveller's."""


@pytest.mark.parametrize("first", range(9))
@pytest.mark.parametrize("last", range(9))
@pytest.mark.parametrize("count", [1, 2, 9])
def test_queue_finds_the_latest_of_a_window(first, last, count):
    pairs = [(day, cramp(0)) for day in DAYS]

    expected = [pair for pair in reversed(pairs) if first <= pair[0] <= last][:count]

    assert Queue(pairs).latest(count, first, last) == expected


def test_ledger_keeps_what_began_since_an_instant():
    episodes = cramps_on(3, 2, 1, 0)
    ledger = Ledger([(10 + number, episode) for number, episode in enumerate(episodes)])

    since = ledger.begun_since(at(2), 12)

    assert since.window(0, 20) == [(11, episodes[1]), (12, episodes[2])]
    assert since.within(cramps, 13, 4) == 2
    assert since.latest(every, 1, 20) == [(12, episodes[2])]
