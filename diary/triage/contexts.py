"""Rules on what somebody said about their health: with cramps of late, it is worth saying at the next visit.

They say what published lists name beside cramps, never more: a link is no cause, and no medicine is to be stopped.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from diary.background import TakenMedicine
from diary.triage.book import Sight
from diary.triage.ledger import Placed
from diary.triage.measures import cramps
from diary.triage.patterns import FOUR_WEEKS, Pattern
from diary.triage.tiers import Tier
from diary.vocabulary import Condition, MedicineKind

MEDICINE, CONDITION, PREGNANT, DIALYSIS = (
    "context:medicine",
    "context:condition",
    "context:pregnant",
    "context:dialysis",
)

MEDICINE_SOURCES: Mapping[str, tuple[str, ...]] = {
    MedicineKind.LONG_ACTING_INHALER: ("garrison-2012",),
    MedicineKind.POTASSIUM_SPARING_DIURETIC: ("garrison-2012", "nhs-leg-cramps"),
    MedicineKind.THIAZIDE_DIURETIC: ("garrison-2012", "nhs-leg-cramps"),
    MedicineKind.LOOP_DIURETIC: ("garrison-2012", "nhs-leg-cramps"),
    MedicineKind.DIURETIC: ("garrison-2012", "nhs-leg-cramps"),
    MedicineKind.STATIN: ("garrison-2012", "nhs-leg-cramps"),
    MedicineKind.IRON_INFUSION: ("aafp-2012",),
    MedicineKind.CONJUGATED_OESTROGENS: ("aafp-2012",),
    MedicineKind.RALOXIFENE: ("aafp-2012", "bnssg-muscle-cramps"),
    MedicineKind.NAPROXEN: ("aafp-2012",),
    MedicineKind.TERIPARATIDE: ("aafp-2012",),
    MedicineKind.SALBUTAMOL: ("cks-leg-cramps", "bnssg-muscle-cramps"),
    MedicineKind.CALCIUM_CHANNEL_BLOCKER: ("cks-leg-cramps", "bnssg-muscle-cramps"),
    MedicineKind.STEROID: ("hallegraeff-2012-introduction",),
    MedicineKind.MORPHINE: ("hallegraeff-2012-introduction",),
    MedicineKind.LITHIUM: ("hallegraeff-2012-introduction",),
    MedicineKind.IMATINIB: ("bmj-muscle-cramps",),
    MedicineKind.BETA_BLOCKER_ISA: ("bmj-muscle-cramps",),
    MedicineKind.CIMETIDINE: ("anesthesia-key-cramps",),
    MedicineKind.ANTIPSYCHOTIC: ("anesthesia-key-cramps",),
    MedicineKind.CLOFIBRATE: ("anesthesia-key-cramps",),
    MedicineKind.EPHEDRINE: ("merck-muscle-cramps-older",),
}
"""Who names a medicine beside cramps. Quinine and blood thinners stand in the vocabulary for what they do to signs."""
CONDITION_SOURCES: Mapping[str, tuple[str, ...]] = {
    Condition.DIABETES: ("bnssg-muscle-cramps",),
    Condition.NERVE_DAMAGE: ("bnssg-muscle-cramps",),
    Condition.HEART_DISEASE: ("grandner-2017",),
    Condition.KIDNEY_DISEASE: ("bnssg-muscle-cramps",),
    Condition.ARTERY_DISEASE: ("aafp-2012",),
    Condition.VARICOSE_VEINS: ("hallegraeff-2012-introduction",),
    Condition.HIGH_BLOOD_PRESSURE: ("grandner-2017",),
    Condition.STROKE: ("grandner-2017",),
    Condition.LIVER_DISEASE: ("aafp-2012",),
    Condition.UNDERACTIVE_THYROID: ("merck-muscle-cramps",),
    Condition.LOW_VITAMIN_D: ("merck-muscle-cramps",),
    Condition.SPINAL_STENOSIS: ("aafp-2012",),
    Condition.NERVE_COMPRESSION: ("founding-hamstring", "founding-quadriceps"),
    Condition.MOTOR_NEURONE_DISEASE: ("bnssg-muscle-cramps",),
    Condition.PARKINSONS: ("night-cramps-handout",),
    Condition.ARTHRITIS: ("hallegraeff-2012-introduction",),
    Condition.LUNG_DISEASE: ("grandner-2017",),
    Condition.CANCER: ("grandner-2017",),
    Condition.DEPRESSION: ("grandner-2017",),
    Condition.ALCOHOL_USE: ("merck-muscle-cramps",),
}
"""Who names a condition beside cramps. Dialysis has its own rule; a low-salt diet and an old clot are no reason."""


def linked_medicines(sight: Sight) -> list[TakenMedicine]:
    """The medicines of a day that are named beside cramps."""
    return [medicine for medicine in sight.background.taken(day_of(sight)) if medicine.code in MEDICINE_SOURCES]


def linked_conditions(sight: Sight) -> list[Condition]:
    """The conditions that are named beside cramps, in the order of the vocabulary."""
    return [found for found in Condition if found in sight.background.conditions and found in CONDITION_SOURCES]


def day_of(sight: Sight) -> date:
    """The day as of which a sight looks."""
    return date.fromordinal(sight.day)


def has_cramps(sight: Sight) -> bool:
    """A cramp in four weeks."""
    return sight.tally(cramps, FOUR_WEEKS) > 0


def medicine(sight: Sight) -> bool:
    """Cramps in four weeks, and a medicine that is named beside cramps."""
    return has_cramps(sight) and bool(linked_medicines(sight))


def condition(sight: Sight) -> bool:
    """Cramps in four weeks, and a condition that is named beside cramps."""
    return has_cramps(sight) and bool(linked_conditions(sight))


def pregnant(sight: Sight) -> bool:
    """Cramps in four weeks, in a pregnancy or the six weeks after it."""
    return sight.background.is_pregnant(day_of(sight)) and has_cramps(sight)


def dialysis(sight: Sight) -> bool:
    """Cramps in four weeks, with dialysis."""
    return Condition.DIALYSIS in sight.background.conditions and has_cramps(sight)


def met_by(sight: Sight) -> list[Placed]:
    """All cramps of four weeks."""
    return sight.cramps(FOUR_WEEKS)


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for group in groups for source in group))


CONTEXTS = (
    Pattern(
        MEDICINE,
        Tier.MENTION,
        medicine,
        met_by,
        _joined(MEDICINE_SOURCES.values()),
        own_choice=False,
        sources_for=lambda sight: _joined(MEDICINE_SOURCES[one.code] for one in linked_medicines(sight)),
    ),
    Pattern(
        CONDITION,
        Tier.MENTION,
        condition,
        met_by,
        _joined(CONDITION_SOURCES.values()),
        own_choice=False,
        sources_for=lambda sight: _joined(CONDITION_SOURCES[one] for one in linked_conditions(sight)),
    ),
    Pattern(
        PREGNANT,
        Tier.MENTION,
        pregnant,
        met_by,
        ("canadian-pregnancy-cramps", "abel-pregnancy-cramps", "nhs-leg-cramps"),
        own_choice=False,
    ),
    Pattern(
        DIALYSIS,
        Tier.MENTION,
        dialysis,
        met_by,
        ("st-josephs-dialysis-cramps", "merck-muscle-cramps"),
        own_choice=False,
    ),
)
"""A visit settles their cramps as it does those of patterns; that it quietens does not matter for a mention."""
