"""What relief and routines leave out while a sign is open: for a leg, or for both where the side is not known.

The table is that of the rule set. Gentle and forceful stretching cannot be told apart by somebody in pain, so where
forceful stretching is to be left out, all stretching is; a push against the other leg counts as pressing, and no
routine works a leg that may hold a clot or a tear.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Side
from cramps.reliefs import MEASURES, Relief
from diary.episodes import DiarySlice
from diary.triage.book import Book
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
"""Signs for which it does not matter on which side the cramp was."""
ALSO: Mapping[str, str | Promise] = {"rest_pain_foot": _("No tight bandages either.")}


@dataclass(frozen=True, slots=True)
class OpenSign:
    """A sign that no visit has settled; `cramps` are the ids of those it was ticked with.

    `tier` is what it is for this person when new. `has_place` is False where it was also ticked without a cramp, or too
    long ago to say where.
    """

    sign: Sign
    tier: Tier
    cramps: frozenset[str]
    has_place: bool

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
    ticks = [tick for of_rule in book.live(day, day).values() for tick in of_rule] + book.old(day)
    cramps: dict[str, set[str]] = {}
    placeless = {rule.removeprefix("sign:") for rule, _day in diary.old_signs}
    for tick in ticks:
        code = tick.what.removeprefix("sign:")
        cramps.setdefault(code, set())
        if tick.cramp:
            cramps[code].add(tick.cramp.id)
        else:
            placeless.add(code)
    found, raised = cramps.keys() | placeless, book.raised(day)
    tiers = {
        code: raised[rule].tier if (rule := f"sign:{code}") in raised else sign.tier for code, sign in SIGNS.items()
    }
    return [
        OpenSign(sign, tiers[code], frozenset(cramps.get(code, ())), code not in placeless)
        for code, sign in SIGNS.items()
        if code in found
    ]


def withdrawals(signs: Iterable[OpenSign], sides: Mapping[str, str]) -> list[Withdrawal]:
    """What to leave out while these signs are open. `sides` gives the side of each cramp, "" where it is not known."""
    return [
        Withdrawal(found.sign, found.left_out, side)
        for found in signs
        if found.left_out
        for side in _sides(found, sides)
    ]


def _sides(found: OpenSign, sides: Mapping[str, str]) -> Sequence[str]:
    """The sides that a sign concerns: one, or "" for both."""
    named = {sides.get(cramp, "") for cramp in found.cramps}
    if found.sign.code in OF_THE_WHOLE_BODY or not found.has_place or len(named) != 1:
        return [""]
    side = named.pop()
    return [side if side in {Side.LEFT, Side.RIGHT} else ""]
