"""Where a cramp can be: words that guides and diary share. The codes appear in exports and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Muscle(models.TextChoices):
    """Where a cramp can be."""

    CALF = "calf", _("Calf")
    FOOT = "foot", _("Foot")
    TOES = "toes", _("Toes")
    SHIN = "shin", _("Shin")
    HAMSTRING = "hamstring", _("Hamstring (back of thigh)")
    INNER_THIGH = "inner_thigh", _("Inner thigh")
    QUADRICEPS = "quadriceps", _("Front of thigh")
    BUTTOCK = "buttock", _("Buttock")
    HAND = "hand", _("Hand")
    ARM = "arm", _("Arm")
    BELLY = "belly", _("Belly muscle")
    BACK = "back", _("Back")
    CHEST = "chest", _("Chest")
    OTHER = "other", _("Somewhere else")


class Side(models.TextChoices):
    """On which side of the body."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


LEG_AND_FOOT = (
    Muscle.CALF,
    Muscle.FOOT,
    Muscle.TOES,
    Muscle.SHIN,
    Muscle.HAMSTRING,
    Muscle.INNER_THIGH,
    Muscle.QUADRICEPS,
    Muscle.BUTTOCK,
)
