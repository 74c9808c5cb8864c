"""In which order signs are asked about, and what is said beside one, by what somebody noted about their health.

The lists themselves stay whole, and emergencies first: a question that bears on somebody comes earlier in its level.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cramps.regions import Region
from diary.background import Background, TakenMedicine
from diary.episodes import DiarySlice
from diary.triage import messages, words
from diary.triage.raising import HEAT_SIGN, heat_conditions, raises, tier_of
from diary.triage.signs import LIST_C, Sign
from diary.triage.tiers import OPEN_DAYS, Tier
from diary.vocabulary import Condition, MedicineKind

NEW_MEDICINE = "new_medicine"
PREGNANCY_SIGN = "pregnant_swelling"
# Garrison and others (garrison-2012) counted what followed in the year after a medicine was begun.
RECENT = timedelta(days=365)

DIURETICS = frozenset(
    {
        MedicineKind.POTASSIUM_SPARING_DIURETIC,
        MedicineKind.THIAZIDE_DIURETIC,
        MedicineKind.LOOP_DIURETIC,
        MedicineKind.DIURETIC,
    }
)
BEARS_ON: Mapping[str, frozenset[str]] = {
    "one_leg_swollen_hot": frozenset({Condition.PREVIOUS_CLOT}),
    "new_numbness": frozenset({Condition.DIABETES, Condition.NERVE_DAMAGE}),
    "fluid_loss": DIURETICS,
    "heat_over_hour": frozenset({Condition.HEART_DISEASE, Condition.LOW_SALT_DIET}),
    "fell_hit_head": frozenset({MedicineKind.BLOOD_THINNER}),
    "rest_pain_foot": frozenset({Condition.ARTERY_DISEASE, Condition.DIABETES}),
    "statin_muscle_pain": frozenset({MedicineKind.STATIN}),
    "quinine_bleeding": frozenset({MedicineKind.QUININE}),
    "walking_pain": frozenset({Condition.ARTERY_DISEASE, Condition.DIABETES, Condition.SPINAL_STENOSIS}),
    "heavy_alcohol": frozenset({Condition.ALCOHOL_USE, Condition.LIVER_DISEASE}),
    "twitching": frozenset({Condition.MOTOR_NEURONE_DISEASE}),
    "numbness_mild": frozenset({Condition.DIABETES, Condition.NERVE_DAMAGE}),
    "swelling_mild": frozenset({Condition.HEART_DISEASE, Condition.KIDNEY_DISEASE, Condition.DIALYSIS}),
    "wasting": frozenset({Condition.MOTOR_NEURONE_DISEASE}),
    "skin_change": frozenset({Condition.DIABETES, Condition.ARTERY_DISEASE, Condition.VARICOSE_VEINS}),
}
"""The conditions and medicines with which a sign is asked about earlier in its level: our own choice, an order only."""


def in_order(signs: Iterable[Sign], background: Background, day: date) -> list[Sign]:
    """Signs as they are asked about on a day, most urgent first; emergencies stay in the order of the list."""
    raised, noted = raises(background, day), _noted(background, day)

    def place(sign: Sign) -> tuple[str, int, bool]:
        tier = tier_of(sign, raised)
        return sign.asked, -tier, tier is not Tier.EMERGENCY and not _bears_on(sign, noted)

    return sorted(signs, key=place) if noted else list(signs)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign as it is asked about: its code, its question, and what is said beside it to somebody ("" for nothing)."""

    code: str
    question: str
    hint: str


@dataclass(frozen=True, slots=True)
class AskedLevel:
    """The signs of one tier below its heading, as somebody is asked about them with a cramp."""

    code: str
    level_text: str
    heading: str
    signs: Sequence[Asked]


def levels(background: Background, day: date, region: Region) -> list[AskedLevel]:
    """List C by what each sign calls for in this person, most urgent first."""
    raised, told = raises(background, day), hints(background, day, region)
    found: dict[Tier, list[Asked]] = {}
    for sign in in_order(LIST_C, background, day):
        asked = Asked(sign.code, str(sign.question), told.get(sign.code, ""))
        found.setdefault(tier_of(sign, raised), []).append(asked)
    return [
        AskedLevel(tier.code, str(words.LEVELS[tier.code]), words.heading_of(tier.code, region), found[tier])
        for tier in sorted(found, reverse=True)
    ]


def hints(background: Background, day: date, region: Region) -> dict[str, str]:
    """By the code of a sign, what is said beside it to somebody who noted something."""
    told = {
        found.rule.removeprefix("sign:"): _("You noted: %(noted)s. With it, %(level)s.")
        % {"noted": found.because.label, "level": _level(found.tier, region)}
        for found in raises(background, day).values()
    }
    if why := messages.why_heat(HEAT_SIGN, heat_conditions(background)):
        told[HEAT_SIGN.removeprefix("sign:")] = why
    if begun := recent(background, day):
        named = "; ".join(messages.written(medicine, region) for medicine in begun)
        told[NEW_MEDICINE] = _("You noted: %(noted)s.") % {"noted": named}
    return told


def recent(background: Background, day: date) -> list[TakenMedicine]:
    """The medicines that were begun, or whose dose was changed, in the year before a day."""
    return [
        medicine for medicine in background.taken(day) if medicine.started_on and day - medicine.started_on <= RECENT
    ]


def to_ask_about(diary: DiarySlice, today: date) -> list[TakenMedicine]:
    """The recent medicines about which to ask whether the cramps began, or got worse, with them.

    Only while there was a cramp since then in four weeks, and until the answer was ticked or a visit came after.
    """
    if not diary.background.medicines:
        return []
    first = today - timedelta(days=OPEN_DAYS - 1)
    cramps = [cramp.day for cramp in diary.episodes if cramp.day >= first]
    ticked = [cramp.day for cramp in diary.episodes if NEW_MEDICINE in (cramp.signs or ())]
    ticked += [day.date for day in diary.days if NEW_MEDICINE in (day.signs or ())]
    ticked += [day for rule, day in diary.old_signs if rule == f"sign:{NEW_MEDICINE}"]
    answered = [*ticked, *(visit.date - timedelta(days=1) for visit in diary.seen)]
    return [
        medicine
        for medicine in recent(diary.background, today)
        if medicine.started_on
        and any(day >= medicine.started_on for day in cramps)
        and not any(day >= medicine.started_on for day in answered)
    ]


def _noted(background: Background, day: date) -> frozenset[str]:
    """Conditions, kinds of medicine, and the signs on which a pregnancy or a new medicine bears."""
    noted = {*background.conditions, *(medicine.code for medicine in background.taken(day))}
    if background.is_pregnant(day):
        noted.add(PREGNANCY_SIGN)
    if recent(background, day):
        noted.add(NEW_MEDICINE)
    return frozenset(noted)


def _bears_on(sign: Sign, noted: frozenset[str]) -> bool:
    return sign.code in noted or bool(BEARS_ON.get(sign.code, frozenset()) & noted)


def _level(tier: Tier, region: Region) -> str:
    if tier is Tier.EMERGENCY:
        return _("this is a reason to go to an emergency department now (%(emergency)s)") % {
            "emergency": region.emergency
        }
    return _("this needs advice today")
