"""What somebody has said about their health apart from cramps, as rules see it: a frozen value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

PREGNANCY = timedelta(days=280)
"""Forty weeks: with a due date, it is known from when on somebody was pregnant."""
AFTER_BIRTH = timedelta(days=42)
"""Six weeks (suffolk-after-birth): for so long what is said about a pregnancy holds after the birth too."""

FURTHEST_DUE = timedelta(days=300)
"""A due date lies 40 weeks ahead at most; a little more, so that nobody is corrected for a guess."""


class TakenMedicine(NamedTuple):
    """A medicine: the code of its kind, its first day (None when not said), its own name ("" when not said)."""

    code: str
    started_on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """Pregnancy, conditions and medicines. What was not said is not there; nothing in it is ever a "no".

    `pregnant` includes the six weeks after a birth; `due_on` is the due date, or that of the birth.
    """

    pregnant: bool = False
    due_on: date | None = None
    conditions: frozenset[str] = frozenset()
    medicines: Sequence[TakenMedicine] = ()

    def is_pregnant(self, day: date) -> bool:
        """Whether a pregnancy, or the six weeks after it, holds on a day; without a due date on every day."""
        if not self.pregnant or self.due_on is None:
            return self.pregnant
        return self.due_on - PREGNANCY <= day <= self.due_on + AFTER_BIRTH

    def taken(self, day: date) -> list[TakenMedicine]:
        """The medicines that count on a day: from their first day on, or always where that was not said."""
        return [medicine for medicine in self.medicines if medicine.started_on is None or medicine.started_on <= day]

    def takes(self, code: str, day: date) -> bool:
        """Whether a medicine of a kind counts on a day."""
        return any(medicine.code == code for medicine in self.taken(day))


NOTHING_SAID = Background()
