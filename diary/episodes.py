"""What rules and counting see of a diary: frozen values with every date and instant already resolved.

The rows of the database are turned into these by the QuerySets in `diary.models`; nothing here or below reads the
database, a request, a setting or the clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from diary.background import NOTHING_SAID, Background
from diary.vocabulary import IN_SPORT, Activity, DurationSource

MaybeDate = date | None


def is_waking(woke_me: bool | None, activity: str) -> bool:
    """Whether a cramp counts as a waking: said so, or begun asleep with the question unanswered."""
    return woke_me is True or (woke_me is None and activity == Activity.ASLEEP)


class Episode(NamedTuple):
    """One cramp; a tuple, because a history makes ten thousand of them.

    `day` is its diary day, `started_at` an instant in UTC, `seconds` its length (None while it runs or when it is not
    known). `signs` and `triggers` are None when the question was not asked, empty when the answer was "none".
    `helped` tells whether anything that was tried did help, a little counting as yes; None when no relief was answered.
    """

    id: str
    day: date
    started_at: datetime
    seconds: int | None = None
    duration_source: str = DurationSource.UNKNOWN
    easing: bool | None = None
    severity: int | None = None
    muscle: str = ""
    activity: str = ""
    woke_me: bool | None = None
    signs: tuple[str, ...] | None = None
    triggers: tuple[str, ...] | None = None
    helped: bool | None = None
    side: str = ""

    @property
    def woken(self) -> bool:
        """Whether it counts as a waking."""
        return is_waking(self.woke_me, self.activity)

    @property
    def in_sport(self) -> bool:
        """Whether it came during sport."""
        return self.activity in IN_SPORT


class DayEntry(NamedTuple):
    """What was said about one diary day, apart from its cramps.

    `signs_at` is the instant (UTC) at which its signs were last changed: the end of the date where that is not known.
    It is None only where there are no signs.
    """

    date: date
    cramp_free: bool = False
    stretched: bool | None = None
    signs: tuple[str, ...] | None = None
    signs_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit: somebody has looked at it.

    It settles the cramps that began before the instant `until` (UTC), and the signs of days that were ticked before
    it; one without a time (`timed` is False) settles the signs of its own date too. `follow_up` is the date on which
    the person is to be seen again.
    """

    date: date
    until: datetime
    timed: bool = False
    follow_up: MaybeDate = None


@dataclass(frozen=True, slots=True)
class DiarySlice:
    """The part of a person's diary that an assessment needs; the order of its entries does not matter.

    `episodes` have begun and are not in the bin. `old_signs` pairs the rules of open signs, older than the slice, with
    the last day they were ticked for. `background` is what the person said about their health. What else is older than
    any rule looks may be missing, but not all of it: the first recorded day of a slice (one with a cramp, or said to be
    free of them) is early only in an old diary. `diary.slices` says how far back one reaches.
    """

    episodes: Sequence[Episode] = ()
    days: Sequence[DayEntry] = ()
    seen: Sequence[Seen] = ()
    old_signs: Sequence[tuple[str, date]] = ()
    background: Background = NOTHING_SAID
