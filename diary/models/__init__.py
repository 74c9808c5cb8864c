"""What a person wrote down: days, cramps, what was tried, visits.

Every read of a person's rows starts at `.for_user(user)`; it leaves out what is in the bin.
"""

from diary.models.cramps import Cramp, CrampQuerySet, ReliefTry
from diary.models.days import Day, DayQuerySet
from diary.models.limits import (
    BIN_DAYS,
    LONGEST_SECONDS,
    MOST_GLASSES,
    NOTE_LENGTH,
    UNSTORABLE,
    WORST_PAIN,
    validate_writing,
)
from diary.models.visits import Visit

__all__ = [
    "BIN_DAYS",
    "LONGEST_SECONDS",
    "MOST_GLASSES",
    "NOTE_LENGTH",
    "UNSTORABLE",
    "WORST_PAIN",
    "Cramp",
    "CrampQuerySet",
    "Day",
    "DayQuerySet",
    "ReliefTry",
    "Visit",
    "validate_writing",
]
