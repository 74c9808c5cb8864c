"""How urgent a reason is."""

from enum import IntEnum

FIRST_DAYS = 2
"""An emergency sign is an emergency on its diary day and the day after."""
URGENT_DAYS = 7
"""An urgent sign, and an older emergency sign, is urgent until the seventh day."""
OPEN_DAYS = 28
"""After this many days, its own included, a sign leaves the tier and waits on the doctor page for a visit."""


class Tier(IntEnum):
    """Lowest first, so that the highest of several is their maximum."""

    MENTION = 1
    ROUTINE = 2
    SOON = 3
    URGENT = 4
    EMERGENCY = 5

    @property
    def code(self) -> str:
        """The word that commands, charts and pages use."""
        return self.name.lower()

    def aged(self, days: int) -> "Tier":
        """The tier of a sign of this tier that was ticked for a day so many days ago."""
        if self >= Tier.URGENT and days >= URGENT_DAYS:
            return Tier.SOON
        if self is Tier.EMERGENCY and days >= FIRST_DAYS:
            return Tier.URGENT
        return self
