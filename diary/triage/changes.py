"""What changed in the rules, version by version: a changed rule moves the flag, and people are told once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cramps.regions import Region
from diary.background import NOTHING_SAID
from diary.episodes import DiarySlice
from diary.triage.assess import assess, history
from diary.triage.contexts import CONTEXTS
from diary.triage.raising import HEAT_SIGN, RAISES
from diary.triage.reasons import Turn
from diary.triage.tiers import Tier


@dataclass(frozen=True, slots=True)
class Change:
    """A version of the rules: which ones are new or different, and what changed, in words.

    `undone` makes of a diary one to which the new rules say what the old ones would have said.
    """

    version: str
    rules: tuple[str, ...]
    text: str | Promise
    undone: Callable[[DiarySlice], DiarySlice]


@dataclass(frozen=True, slots=True)
class Moved:
    """Changes somebody has not seen yet, and the tier of a day without them and with them."""

    changes: Sequence[Change]
    before: Tier | None
    now: Tier | None

    @property
    def is_other(self) -> bool:
        """Whether they changed the tier."""
        return self.before != self.now


CHANGES = (
    Change(
        "2026-11-27",
        (*(context.code for context in CONTEXTS), *(found.rule for found in RAISES), HEAT_SIGN),
        _(
            "You can note conditions, medicines and a pregnancy. With cramps they are worth a mention, and they make "
            "three signs more urgent. For whoever notes nothing they stay as they were."
        ),
        lambda diary: replace(diary, background=NOTHING_SAID),
    ),
)
"""Oldest first."""


def unseen(version: str) -> list[Change]:
    """The changes after a version that somebody has seen."""
    return [change for change in CHANGES if change.version > version]


def moved(diary: DiarySlice, changes: Sequence[Change], today: date, region: Region, now: Tier | None) -> Moved:
    """What some changes, the last ones, did to the tier of today, which is `now`."""
    return Moved(changes, assess(_undone(diary, changes), today, today=today, region=region).tier, now)


def moved_turns(diary: DiarySlice, changes: Sequence[Change], first: date, today: date) -> list[Turn]:
    """The turns of the flag since a day that some changes, the last ones, have made."""
    before = history(_undone(diary, changes), first, today, today=today)
    return [turn for turn in history(diary, first, today, today=today) if turn not in before]


def _undone(diary: DiarySlice, changes: Sequence[Change]) -> DiarySlice:
    for change in reversed(changes):
        diary = change.undone(diary)
    return diary
