"""What a report leaves out unless it was asked for: alcohol, pregnancy, notes.

Signs, triggers, conditions and rules that tell of alcohol or of a pregnancy say so in their code; a test compares the
codes with the words that people read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.models import Cramp, Day

ALCOHOL, PREGNANCY = "alcohol", "pregnan"
"""What stands in those codes."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What may be shown."""

    with_notes: bool = False
    with_alcohol: bool = False
    with_pregnancy: bool = False

    def shows(self, code: str) -> bool:
        """Whether what has this code may be shown."""
        return (self.with_alcohol or ALCOHOL not in code) and (self.with_pregnancy or PREGNANCY not in code)

    def hide(self, cramp: Cramp) -> Cramp:
        """The cramp in memory without what may not be shown.

        Where nothing is left of what was ticked, it counts as not said: "none" would be an answer that nobody gave.
        """
        cramp.triggers, cramp.signs = self._left(cramp.triggers), self._left(cramp.signs)
        cramp.note = cramp.note if self.with_notes else ""
        return cramp

    def hide_day(self, day: Day) -> Day:
        """The same of a day."""
        day.signs = self._left(day.signs)
        day.alcohol = day.alcohol if self.with_alcohol else None
        day.note = day.note if self.with_notes else ""
        return day

    def _left(self, codes: Sequence[str] | None) -> list[str] | None:
        if not codes:
            return None if codes is None else []
        return [code for code in codes if self.shows(code)] or None
