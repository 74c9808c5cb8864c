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


class Condition(models.TextChoices):
    """What somebody lives with, as far as it bears on cramps or on advice about them."""

    DIABETES = "diabetes", _("Diabetes")
    NERVE_DAMAGE = "nerve_damage", _("Nerve damage (neuropathy)")
    HEART_DISEASE = "heart_disease", _("Heart disease (heart failure, angina or another)")
    KIDNEY_DISEASE = "kidney_disease", _("Kidney disease")
    DIALYSIS = "dialysis", _("Dialysis")
    LOW_SALT_DIET = "low_salt_diet", _("A low-salt diet")
    ARTERY_DISEASE = "artery_disease", _("Narrowed leg arteries (peripheral artery disease)")
    PREVIOUS_CLOT = "previous_clot", _("A blood clot in the past")
    VARICOSE_VEINS = "varicose_veins", _("Varicose veins")
    HIGH_BLOOD_PRESSURE = "high_blood_pressure", _("High blood pressure")
    STROKE = "stroke", _("A stroke in the past")
    LIVER_DISEASE = "liver_disease", _("Liver disease (cirrhosis)")
    UNDERACTIVE_THYROID = "underactive_thyroid", _("Underactive thyroid")
    LOW_VITAMIN_D = "low_vitamin_d", _("Low vitamin D")
    SPINAL_STENOSIS = "spinal_stenosis", _("Narrowed lower spine (lumbar stenosis)")
    NERVE_COMPRESSION = "nerve_compression", _("A pressed nerve")
    MOTOR_NEURONE_DISEASE = "motor_neurone_disease", _("Motor neurone disease")
    PARKINSONS = "parkinsons", _("Parkinson’s disease")
    ARTHRITIS = "arthritis", _("Arthritis")
    LUNG_DISEASE = "lung_disease", _("Lung disease")
    CANCER = "cancer", _("Cancer")
    DEPRESSION = "depression", _("Depression")
    ALCOHOL_USE = "alcohol_use", _("Alcohol use disorder")


class MedicineKind(models.TextChoices):
    """Kinds of medicine that are named beside cramps, or that change what a sign means; `other` for the rest."""

    LONG_ACTING_INHALER = "long_acting_inhaler", _("Long-acting inhaler that opens the airways (LABA)")
    POTASSIUM_SPARING_DIURETIC = "potassium_sparing_diuretic", _("Water tablet, potassium-sparing")
    THIAZIDE_DIURETIC = "thiazide_diuretic", _("Water tablet, thiazide-like")
    LOOP_DIURETIC = "loop_diuretic", _("Water tablet, loop")
    DIURETIC = "diuretic", _("Water tablet (diuretic), kind not known")
    STATIN = "statin", _("Statin")
    IRON_INFUSION = "iron_infusion", _("Iron into a vein (iron sucrose)")
    CONJUGATED_OESTROGENS = "conjugated_oestrogens", _("Conjugated oestrogens")
    RALOXIFENE = "raloxifene", _("Raloxifene")
    NAPROXEN = "naproxen", _("Naproxen")
    TERIPARATIDE = "teriparatide", _("Teriparatide")
    SALBUTAMOL = "salbutamol", _("Salbutamol, or another beta-agonist")
    CALCIUM_CHANNEL_BLOCKER = "calcium_channel_blocker", _("Calcium-channel blocker (nifedipine or another)")
    STEROID = "steroid", _("Steroid")
    MORPHINE = "morphine", _("Morphine")
    LITHIUM = "lithium", _("Lithium")
    IMATINIB = "imatinib", _("Imatinib")
    BETA_BLOCKER_ISA = "beta_blocker_isa", _("Beta-blocker of the kind with “ISA”")
    CIMETIDINE = "cimetidine", _("Cimetidine")
    ANTIPSYCHOTIC = "antipsychotic", _("Antipsychotic")
    CLOFIBRATE = "clofibrate", _("Clofibrate")
    EPHEDRINE = "ephedrine", _("Ephedrine or pseudoephedrine")
    QUININE = "quinine", _("Quinine")
    BLOOD_THINNER = "blood_thinner", _("Blood thinner (warfarin or another)")
    OTHER = "other", _("Another medicine")


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
