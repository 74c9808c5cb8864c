"""What a routine needs, and how hard it is."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Equipment(TextChoices):
    """What a routine needs besides the body."""

    WALL = "wall", _("A wall")
    CHAIR = "chair", _("A chair")
    BED = "bed", _("A bed")
    STEP = "step", _("A step with a rail")
    MAT = "mat", _("A mat")
    STRAP = "strap", _("A stretching strap")
    ROLLER = "roller", _("A foam roller")
    BALL = "ball", _("A ball")
    BIKE = "bike", _("A stationary bike")
    OIL = "oil", _("Massage oil")
    WARM = "warm", _("A heating pad")
    COLD = "cold", _("A cold pack")


HOUSEHOLD: Mapping[str, str | Promise] = {
    Equipment.STEP: _("the lowest stair"),
    Equipment.MAT: _("a carpet or a folded blanket"),
    Equipment.STRAP: _("a towel, a belt or a tie"),
    Equipment.ROLLER: _("a rolling pin or a tightly rolled towel"),
    Equipment.BALL: _("a rolled towel"),
    Equipment.WARM: _("a warm, damp towel"),
    Equipment.COLD: _("a cold, damp cloth"),
}
"""What most homes have instead."""


class Level(TextChoices):
    """How much balance, strength and practice a routine asks for."""

    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")


class Sides(TextChoices):
    """Whether a step is done with one leg after the other."""

    TOGETHER = "together", _("Both legs together")
    EACH = "each", _("One leg, then the other")
