"""What somebody said about their health makes some signs more urgent, and a cramp in the heat a sign."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from diary.background import Background
from diary.triage.signs import SIGNS, Sign
from diary.triage.tiers import Tier
from diary.vocabulary import Condition, MedicineKind

HEAT_SIGN = "sign:heat_over_hour"
"""The sign that any cramp in the heat is with one of `HEAT_CONDITIONS`."""
# CDC and NIOSH, Heat cramps (cdc-heat-cramps): with heart disease or a low-salt diet get help at once.
HEAT_CONDITIONS = (Condition.HEART_DISEASE, Condition.LOW_SALT_DIET)


@dataclass(frozen=True, slots=True)
class Raise:
    """A sign that is more urgent for somebody: its rule, its tier then, and the reason in words."""

    rule: str
    tier: Tier
    holds: Callable[[Background, date], bool]
    because: Condition | MedicineKind


RAISES = (
    # NICE, Diabetic foot problems (nice-ng19).
    Raise(
        "sign:skin_change",
        Tier.URGENT,
        lambda background, _day: Condition.DIABETES in background.conditions,
        Condition.DIABETES,
    ),
    # Northern Care Alliance, Head injury in adults who take blood thinners (nca-head-injury).
    Raise(
        "sign:fell_hit_head",
        Tier.EMERGENCY,
        lambda background, day: background.takes(MedicineKind.BLOOD_THINNER, day),
        MedicineKind.BLOOD_THINNER,
    ),
)
NOTHING: Mapping[str, Raise] = {}


def raises(background: Background, day: date) -> Mapping[str, Raise]:
    """The signs that are more urgent with a background on a day, by their rules."""
    if not (background.conditions or background.medicines):
        return NOTHING
    return {found.rule: found for found in RAISES if found.holds(background, day)}


def heat_conditions(background: Background) -> list[Condition]:
    """The conditions with which any cramp in the heat is a sign."""
    return [condition for condition in HEAT_CONDITIONS if condition in background.conditions]


def tier_of(sign: Sign, raised: Mapping[str, Raise]) -> Tier:
    """The tier of a sign when new, for somebody for whom these are more urgent."""
    found = raised.get(f"sign:{sign.code}")
    return found.tier if found else sign.tier


def calls_for_help(signs: Iterable[str], raised: Mapping[str, Raise]) -> bool:
    """Whether one of these signs, ticked for today, is an emergency or urgent."""
    return any(tier_of(SIGNS[code], raised) >= Tier.URGENT for code in signs if code in SIGNS)
