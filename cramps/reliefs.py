"""What can be done about a cramp: words that guides and diary share. The codes appear in exports and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relief(models.TextChoices):
    """What the person tried against the cramp."""

    STRETCH = "stretch", _("Stretching it")
    MASSAGE = "massage", _("Rubbing it")
    HEAT = "heat", _("Warmth")
    COLD = "cold", _("Cold")
    WALKING = "walking", _("Standing or walking")
    WATER = "water", _("Water")
    ELECTROLYTES = "electrolytes", _("A drink with salts")
    ISOMETRIC_PUSH = "isometric_push", _("Pushing against it")
    REST = "rest", _("Rest")
    OTHER = "other", _("Something else")


MEASURES = frozenset({*Relief.values, "effort", "raising", "magnesium", "pickle_juice"} - {Relief.OTHER})
"""What a part of a guide can have its reader do: the reliefs of the diary, and what only guides speak of."""
