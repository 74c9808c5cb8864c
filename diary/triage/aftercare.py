"""What a visit does to patterns afterwards: it quietens them for half a year, unless it got worse."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from diary.triage.book import Book
from diary.triage.measures import Cramps, cramps, rated_cramps

# All our own choice: no authority says for how long an examination holds.
QUIET_DAYS = 182
COMPARED_DAYS = 28
RECORDED_DAYS = 14
WORSE_PERCENT, WORSE_CRAMPS = 150, 4
# A change of 2 points on 0 to 10 matters to people (pain-scale); how many ratings are needed is our own choice.
WORSE_PAIN, WORSE_RATED = 2, 4


@dataclass(frozen=True, slots=True)
class Aftercare:
    """The latest visit that bears on the patterns of a day: it quietens them, or they got worse since."""

    visit: int
    quietens: bool


def aftercare(book: Book, day: int, seen_until: int) -> Aftercare | None:
    """What the visits up to a date mean for the patterns of a day; one that quietens is enough."""
    days = book.visits.days
    recent = days[bisect_right(days, day - QUIET_DAYS - 1) : bisect_right(days, seen_until)]
    verdicts = [Aftercare(visit, not got_worse(book, visit, day)) for visit in recent if is_comparable(book, visit)]
    return max(verdicts, key=lambda verdict: (verdict.quietens, verdict.visit), default=None)


def is_comparable(book: Book, visit: int) -> bool:
    """Whether enough days were recorded in the four weeks before a visit."""
    return book.records.recorded.within(visit - 1, COMPARED_DAYS) >= RECORDED_DAYS


def got_worse(book: Book, visit: int, day: int) -> bool:
    """From four weeks after the visit on: many more cramps than in the four weeks before it, or much more pain."""
    return day >= visit + COMPARED_DAYS and (has_more(book, visit, day) or hurts_more(book, visit, day))


def has_more(book: Book, visit: int, day: int) -> bool:
    """Half as many cramps again as in the four weeks before the visit, and at least four more."""
    now, before = (book.whole.within(cramps, last, COMPARED_DAYS) for last in (day, visit - 1))
    return now * 100 >= before * WORSE_PERCENT and now >= before + WORSE_CRAMPS


def hurts_more(book: Book, visit: int, day: int) -> bool:
    """A mean pain at least 2 points higher than in the four weeks before the visit, with enough ratings in both."""
    pain, pain_before = (book.whole.within(pain_points, last, COMPARED_DAYS) for last in (day, visit - 1))
    rated, rated_before = (book.whole.within(rated_cramps, last, COMPARED_DAYS) for last in (day, visit - 1))
    enough = min(rated, rated_before) >= WORSE_RATED
    return enough and pain * rated_before - pain_before * rated >= WORSE_PAIN * rated * rated_before


def pain_points(pairs: Cramps) -> Iterable[int]:
    """Every point of pain counts."""
    return [day for day, cramp in pairs for _ in range(cramp.severity or 0)]
