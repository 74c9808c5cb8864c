"""What a person wrote down: days, cramps, what was tried, visits, and what they said about their health.

Beside it stands what is on its way in (an upload) or out (a deleted diary).

Every read of a person's rows starts at `.for_user(user)`; it leaves out what is in the bin.
"""

from diary.models.cramps import Cramp, CrampQuerySet
from diary.models.days import Day, DayQuerySet
from diary.models.deleted import DeletedDiary
from diary.models.health import HealthContext, Medicine
from diary.models.limits import (
    BIN_DAYS,
    LONGEST_SECONDS,
    MOST_GLASSES,
    NAME_LENGTH,
    NOTE_LENGTH,
    UNASKED_SECONDS,
    UNSTORABLE,
    WORST_PAIN,
    validate_writing,
)
from diary.models.reliefs import ReliefTry
from diary.models.uploads import Upload
from diary.models.visits import Visit

__all__ = [
    "BIN_DAYS",
    "LONGEST_SECONDS",
    "MOST_GLASSES",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "UNASKED_SECONDS",
    "UNSTORABLE",
    "WORST_PAIN",
    "Cramp",
    "CrampQuerySet",
    "Day",
    "DayQuerySet",
    "DeletedDiary",
    "HealthContext",
    "Medicine",
    "ReliefTry",
    "Upload",
    "Visit",
    "validate_writing",
]
