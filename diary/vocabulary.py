"""The words a diary entry can use. The codes appear in exports and never change; new ones are added at the end."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from cramps.reliefs import Relief as Relief

Vocabulary = type[models.TextChoices]
"""A set of codes with their labels."""


class Activity(models.TextChoices):
    """What the person was doing when the cramp began."""

    ASLEEP = "asleep", _("Asleep")
    RESTING_IN_BED = "resting_in_bed", _("Resting in bed")
    SITTING = "sitting", _("Sitting")
    STANDING = "standing", _("Standing")
    WALKING = "walking", _("Walking")
    RUNNING = "running", _("Running")
    CYCLING = "cycling", _("Cycling")
    SWIMMING = "swimming", _("Swimming")
    GYM = "gym", _("Gym")
    SPORT = "sport", _("Other sport")
    STRETCHING = "stretching", _("Stretching")
    PHYSICAL_WORK = "physical_work", _("Physical work")
    OTHER = "other", _("Something else")


IN_BED = frozenset({Activity.ASLEEP, Activity.RESTING_IN_BED})
IN_SPORT = frozenset(
    {
        Activity.RUNNING,
        Activity.CYCLING,
        Activity.SWIMMING,
        Activity.GYM,
        Activity.SPORT,
        Activity.STRETCHING,
    }
)


class Exertion(models.TextChoices):
    """How hard the day was on the body."""

    REST = "rest", _("Rest")
    LIGHT = "light", _("Light")
    MODERATE = "moderate", _("Moderate")
    HARD = "hard", _("Hard")


class Trigger(models.TextChoices):
    """What the person thinks may have set the cramp off."""

    LITTLE_FLUID = "little_fluid", _("Drank little")
    HEAVY_SWEATING = "heavy_sweating", _("Sweated a lot")
    UNUSUAL_EXERCISE = "unusual_exercise", _("Unusual exercise")
    HARD_EXERCISE = "hard_exercise", _("Hard exercise")
    NO_WARM_UP = "no_warm_up", _("No warm-up")
    LONG_SITTING = "long_sitting", _("Sat for long")
    LONG_STANDING = "long_standing", _("Stood for long")
    HEAT = "heat", _("Hot day or place")
    ALCOHOL = "alcohol", _("Alcohol")
    CAFFEINE = "caffeine", _("Coffee or tea")
    TOBACCO = "tobacco", _("Tobacco")
    FOOTWEAR = "footwear", _("Shoes")
    TOES_POINTED = "toes_pointed", _("Toes pointed")
    STRETCHING_HARD = "stretching_hard", _("Stretched hard")
    POOR_SLEEP = "poor_sleep", _("Poor sleep")


class Helped(models.TextChoices):
    """Whether a relief helped."""

    YES = "yes", _("Yes")
    A_LITTLE = "a_little", _("A little")
    NO = "no", _("No")


class DurationSource(models.TextChoices):
    """How the length of a cramp is known."""

    RUNNING = "running", _("Still going")
    TIMED = "timed", _("Timed")
    ESTIMATED = "estimated", _("Estimated")
    UNKNOWN = "unknown", _("Not known")


class SeenBy(models.TextChoices):
    """Who looked at it. Free text is never needed: a private note holds names."""

    GP = "gp", _("Doctor (GP)")
    PHARMACIST = "pharmacist", _("Pharmacist")
    EMERGENCY = "emergency", _("Emergency department")
    PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
    MIDWIFE = "midwife", _("Midwife")
    TELEPHONE = "telephone", _("Telephone advice")
    OTHER = "other", _("Someone else")


class UnknownCodes(ValueError):
    """Some codes do not belong to a vocabulary; `codes` holds them in the order given."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


def ordered_codes(codes: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """The codes in the order of `allowed`, without doubles. Raises UnknownCodes (a ValueError) for any other.

    Forms and the import share it: a list of triggers or signs is stored in one form only.
    """
    given, known = list(codes), list(allowed)
    if unknown := [code for code in dict.fromkeys(given) if code not in known]:
        raise UnknownCodes(unknown)
    return [code for code in known if code in given]
