"""What relief and routines leave out while a sign is open: for a leg, or for both where the side is not known.

The table is that of the rule set. Gentle and forceful stretching cannot be told apart by somebody in pain, so where
forceful stretching is to be left out, all stretching is; a push against the other leg counts as pressing, and no
routine works a leg that may hold a clot or a tear.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Side
from cramps.reliefs import MEASURES, Relief
from diary.episodes import DiarySlice
from diary.triage.book import Book
from diary.triage.raising import tier_of
from diary.triage.signs import SIGNS, Sign
from diary.triage.tiers import Tier

_PRESSING = frozenset({Relief.MASSAGE, Relief.STRETCH, Relief.ISOMETRIC_PUSH, "effort"})
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "one_leg_swollen_hot": _PRESSING,
    "pregnant_swelling": _PRESSING,
    "pop_bruise": _PRESSING | {Relief.HEAT},
    "rest_pain_foot": frozenset({Relief.HEAT, Relief.COLD, "raising"}),
    "new_numbness": frozenset({Relief.HEAT, Relief.COLD}),
    "numbness_mild": frozenset({Relief.HEAT, Relief.COLD}),
    "new_weakness": frozenset({Relief.WALKING}),
    "fluid_loss": frozenset({Relief.WATER}),
    "heat_over_hour": frozenset({Relief.WATER}),
}
"""By the code of a sign, what is left out while it is open."""
OF_THE_WHOLE_BODY = frozenset({"fluid_loss", "heat_over_hour"})
"""Signs for which it does not matter on which side the cramp was; nor does it for an emergency."""
ALSO: Mapping[str, str | Promise] = {"rest_pain_foot": _("No tight bandages either.")}


@dataclass(frozen=True, slots=True)
class OpenSign:
    """A sign that no visit has settled, and the sides on which the cramps were with which it was ticked.

    `tier` is what it is for this person when new. "" is among the sides where the side is not known: not said, ticked
    without a cramp, or ticked too long ago.
    """

    sign: Sign
    tier: Tier
    sides: frozenset[str]

    @property
    def left_out(self) -> frozenset[str]:
        """What is left out while it is open; while an emergency sign is, everything but the call."""
        return MEASURES if self.tier is Tier.EMERGENCY else LEFT_OUT.get(self.sign.code, frozenset())


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is left out because of a sign: the codes of `measures`, for one side, or for both where `side` is ""."""

    sign: Sign
    measures: frozenset[str]
    side: str = ""

    @property
    def also(self) -> str | Promise:
        """What else not to do, in a sentence of its own."""
        return ALSO.get(self.sign.code, "")

    def holds_for(self, side: str) -> bool:
        """Whether it holds for a leg; with "" for any."""
        return not self.side or not side or self.side == side


def open_signs(diary: DiarySlice, today: date) -> list[OpenSign]:
    """Every sign that is open on a day, however long ago it was ticked, in the order of the signs."""
    book, day = Book(diary, today), today.toordinal()
    sides: dict[str, set[str]] = {}
    for tick in (tick for of_rule in book.live(day, day).values() for tick in of_rule):
        sides.setdefault(tick.what, set()).add(tick.cramp.side if tick.cramp else "")
    for rule in [*(tick.what for tick in book.old(day)), *(rule for rule, _day in diary.old_signs)]:
        sides.setdefault(rule, set()).add("")
    raised = book.raised(day)
    return [
        OpenSign(sign, tier_of(sign, raised), frozenset(sides[rule]))
        for code, sign in SIGNS.items()
        if (rule := f"sign:{code}") in sides
    ]


def withdrawals(signs: Iterable[OpenSign]) -> list[Withdrawal]:
    """What to leave out while these signs are open."""
    return [Withdrawal(found.sign, found.left_out, _side(found)) for found in signs if found.left_out]


def _side(found: OpenSign) -> str:
    """The side that a sign concerns, "" for both."""
    if found.tier is Tier.EMERGENCY or found.sign.code in OF_THE_WHOLE_BODY or len(found.sides) != 1:
        return ""
    (side,) = found.sides
    return side if side in {Side.LEFT, Side.RIGHT} else ""
