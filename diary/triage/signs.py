"""What can be ticked: the signs, their questions and tiers, in the order in which they stand on the screen.

The wording is our own and not reviewed by a clinician. `SIGNS` finds a sign by its code, `LIST_C` is asked with a
cramp, `LIST_D` about how somebody has been lately. Muscles that are signs themselves stand in `MUSCLE_SIGNS`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from cramps.regions import Region
from diary.triage.tiers import Tier

HEADING_C = _("With this cramp, or since: was there any of this?")
HEADING_D = _("Lately – any of this?")
NONE_OF_THESE = _("None of these")
NOT_SURE = _("Not sure")
NOBODY_SEES = _("Nobody sees what you tick. This page cannot call for help.")
"""Stands beside every list of signs and under every emergency card."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that can be ticked.

    `asked` is "C" (with a cramp) or "D" (lately), `short` names it inside a sentence, `sources` are ids of
    sources.toml, `own_number` tells that a number in the question is our own choice.
    """

    code: str
    asked: str
    tier: Tier
    question: str | Promise
    short: str | Promise
    why: str | Promise
    sources: tuple[str, ...]
    own_number: bool = False


CATALOGUE = (
    Sign(
        "chest_pain_or_breathless",
        "C",
        Tier.EMERGENCY,
        _(
            "Chest pain, sudden trouble breathing, coughing up blood, "
            "or a racing or uneven heartbeat that does not settle"
        ),
        _("chest pain, trouble breathing, coughing up blood or a racing heartbeat"),
        _("A clot in the leg can move to the lungs. Heart trouble can also feel like cramp."),
        ("gloucestershire-dvt", "nhs-dvt"),
    ),
    Sign(
        "leg_cold_pale",
        "C",
        Tier.EMERGENCY,
        _(
            "One leg or foot has suddenly gone cold and pale, grey or blotchy, "
            "with bad pain or no feeling, even at rest"
        ),
        _("a leg or foot that has suddenly gone cold and pale"),
        _("Blood may not be getting through. Every hour counts."),
        ("nz-acute-limb-ischaemia", "devon-acute-limb-ischaemia"),
    ),
    Sign(
        "hard_swollen_muscle",
        "C",
        Tier.EMERGENCY,
        _(
            "The muscle stays swollen, very tight and in severe pain that stretching makes worse, not better "
            "(think of a knock, hard exercise, a cast or tight bandage)"
        ),
        _("a muscle that stays swollen, very tight and in severe pain"),
        _(
            "Every cramp feels hard, and stretching eases it. One that swells and gets worse with a stretch can cut "
            "off its own blood."
        ),
        ("nhs-compartment-syndrome", "nhs-compartment-syndrome-older"),
    ),
    Sign(
        "jaw_stiff_spasms",
        "C",
        Tier.EMERGENCY,
        _("A stiff jaw, trouble swallowing, or painful spasms in many parts of the body"),
        _("a stiff jaw, trouble swallowing, or spasms in many parts of the body"),
        _("After a wound this can be tetanus, which needs hospital care."),
        ("nhs-tetanus", "nhs-tetanus-older"),
    ),
    Sign(
        "dark_urine",
        "C",
        Tier.EMERGENCY,
        _("Pee that is brown, red or the colour of cola (darker yellow than usual does not count)"),
        _("pee that is brown, red or the colour of cola"),
        _("Hurt muscle can colour the pee and harm the kidneys, even days after exercise."),
        ("cdc-rhabdomyolysis", "cdc-rhabdomyolysis-signs"),
    ),
    Sign(
        "collapse_confusion",
        "C",
        Tier.EMERGENCY,
        _("You fainted, had a fit, or were confused or very hard to wake"),
        _("fainting, a fit or confusion"),
        _("The whole body may be ill, not just the muscle."),
        ("miller-2022", "nhs-heatstroke"),
    ),
    Sign(
        "face_arm_speech",
        "C",
        Tier.EMERGENCY,
        _("Your face drooped on one side, one arm went weak, or your speech was slurred, even if it has passed"),
        _("a drooping face, a weak arm or slurred speech"),
        _("These can be signs of a stroke. Call at once."),
        ("bcuhb-stroke", "stroke-association"),
    ),
    Sign(
        "saddle_numbness",
        "C",
        Tier.EMERGENCY,
        _(
            "New numbness between your legs, new trouble with pee or poo, or both legs suddenly weak "
            "(not the short numbness of a bike ride)"
        ),
        _("numbness between the legs, new trouble with pee or poo, or both legs suddenly weak"),
        _("Nerves low in the back may be squeezed."),
        ("royal-free-cauda-equina", "norfolk-back-pain"),
    ),
    Sign(
        "heat_ill_30min",
        "C",
        Tier.EMERGENCY,
        _("After heat: you still feel ill after 30 minutes of rest in a cool place with drinks"),
        _("still ill after 30 minutes of rest in a cool place"),
        _("Your body may no longer be able to cool itself."),
        ("nhs-heatstroke", "black-country-heat"),
    ),
    Sign(
        "one_leg_swollen_hot",
        "C",
        Tier.URGENT,
        _("One leg is swollen, or sore and warm, or redder or darker than the other, and it stays so between cramps"),
        _("one leg that stays swollen, sore and warm, or redder or darker than the other"),
        _("It may be a blood clot. Do not rub, roll or press that leg."),
        ("nhs-dvt", "dvt-massage"),
    ),
    Sign(
        "new_weakness",
        "C",
        Tier.URGENT,
        _("Part of a leg or arm is newly weak after the cramp has gone: a foot drags, you trip, or you cannot push up"),
        _("new weakness in a leg or arm"),
        _("A nerve, a muscle or the salts in your blood may need a check."),
        ("merck-muscle-cramps", "cks-leg-cramps"),
    ),
    Sign(
        "new_numbness",
        "C",
        Tier.URGENT,
        _("New numbness or pins and needles that is still there an hour after the cramp"),
        _("new numbness or pins and needles that stays"),
        _("A nerve or the blood flow may need a check. A leg that fell asleep wakes within minutes."),
        ("merck-muscle-cramps", "cks-leg-cramps"),
        own_number=True,
    ),
    Sign(
        "fluid_loss",
        "C",
        Tier.URGENT,
        _(
            "It began after a lot of vomiting or diarrhoea, after sweating so much that you felt ill, or after you "
            "started or raised water tablets"
        ),
        _("cramps after losing a lot of fluid, or after starting or raising water tablets"),
        _("The salts in your blood may be out of balance."),
        ("merck-muscle-cramps",),
    ),
    Sign(
        "heat_over_hour",
        "C",
        Tier.URGENT,
        _("Cramps in the heat for more than an hour (with heart disease or a low-salt diet: any cramp in the heat)"),
        _("cramps in the heat for more than an hour"),
        _("Heat can upset the body’s salt and water."),
        ("cdc-heat-cramps",),
    ),
    Sign(
        "pop_bruise",
        "C",
        Tier.URGENT,
        _("You felt a pop or snap, or there is a bruise, or you cannot put weight on the leg"),
        _("a pop or snap, a bruise, or a leg that takes no weight"),
        _("The muscle may be torn. No rubbing, no heat, no stretching for now."),
        ("nidirect-hamstring", "nhs-hamstring"),
    ),
    Sign(
        "fell_hit_head",
        "C",
        Tier.URGENT,
        _(
            "You fell because of it and hit your head, or cannot walk as before "
            "(on blood thinners: go to an emergency department now)"
        ),
        _("a fall with a knock to the head, or trouble walking since"),
        _("Cramp makes people jump out of bed. A knock to the head can bleed later."),
        ("nca-head-injury", "npsa-head-injury"),
    ),
    Sign(
        "widespread_cramps",
        "C",
        Tier.URGENT,
        _("Cramps in many places at once, hands or feet that curl up, or tingling round the mouth"),
        _("cramps in many places at once, curling hands or feet, or tingling round the mouth"),
        _("Cramp all over can come from salts in the blood, not from one muscle."),
        ("merck-muscle-cramps", "bmj-muscle-cramps", "low-calcium"),
    ),
    Sign(
        "pregnant_swelling",
        "C",
        Tier.URGENT,
        _("You are pregnant, or had a baby in the last 6 weeks, and a leg is painful and also swollen, red or warm"),
        _("pregnancy or a new baby, and a painful leg that is swollen, red or warm"),
        _("Clots are more likely then. Call your maternity unit."),
        ("valley-pregnancy-leg-cramps", "suffolk-after-birth", "uhb-maternity-calls"),
    ),
    Sign(
        "rest_pain_foot",
        "D",
        Tier.URGENT,
        _("Foot or toe pain in bed that eases when you hang the leg down, or a sore on the foot that does not heal"),
        _("foot pain in bed that eases when the leg hangs down, or a sore on the foot that does not heal"),
        _("That is not how a cramp behaves. It can mean that the foot is short of blood."),
        ("nhs-limb-ischaemia", "bnssg-pad"),
    ),
    Sign(
        "statin_muscle_pain",
        "D",
        Tier.URGENT,
        _("You take a statin and have muscle pain, soreness, weakness or cramps that you cannot explain"),
        _("a statin, and muscle pain or weakness that you cannot explain"),
        _("Now and then a statin harms muscle. Ask today, before your next tablet."),
        ("nhs-statins", "nhs-statins-call"),
    ),
    Sign(
        "quinine_bleeding",
        "D",
        Tier.URGENT,
        _("You take quinine and have new bruises, bleeding, a rash, or a change in hearing or sight"),
        _("quinine, and new bruises, bleeding, a rash, or a change in hearing or sight"),
        _("Quinine can harm the blood. Ask today."),
        ("gponline-quinine", "fda-quinine"),
    ),
    Sign(
        "poison_contact",
        "D",
        Tier.URGENT,
        _("The cramps began after contact with lead, mercury or another poison"),
        _("contact with lead, mercury or another poison"),
        _("Some poisons cause cramp and need fast care."),
        ("mayo-night-leg-cramps", "nhs-leg-cramps-2017"),
    ),
    Sign(
        "dirty_wound",
        "D",
        Tier.URGENT,
        _(
            "A deep or dirty wound, bite or burn in the last 3 weeks, and you are not sure that your tetanus jabs are "
            "up to date"
        ),
        _("a deep or dirty wound, and tetanus jabs that may not be up to date"),
        _("A jab can still prevent tetanus."),
        ("nhs-leg-cramps-2020", "nhs-tetanus"),
    ),
    Sign(
        "walking_pain",
        "D",
        Tier.SOON,
        _(
            "Leg pain that comes each time you walk about the same way, and goes within minutes of standing still "
            "(not a cramp from sport)"
        ),
        _("leg pain that comes with walking and goes when you stand still"),
        _("The leg may be short of blood when it works."),
        ("merck-muscle-cramps", "bhf-claudication"),
    ),
    Sign(
        "new_medicine",
        "D",
        Tier.SOON,
        _("The cramps began, or got worse, after you started a medicine or changed the dose"),
        _("cramps that began or got worse with a new or changed medicine"),
        _("Some medicines are linked with cramp. Do not stop one before you have asked."),
        ("merck-muscle-cramps",),
    ),
    Sign(
        "heavy_alcohol",
        "D",
        Tier.SOON,
        _("You drink a lot on most days: half a bottle of wine, three pints of beer, or more"),
        _("a lot of alcohol on most days"),
        _("Alcohol is linked with cramp. If you drink like this, do not stop suddenly without advice."),
        ("merck-muscle-cramps", "cheshire-alcohol", "alcohol-units"),
    ),
    Sign(
        "twitching",
        "D",
        Tier.ROUTINE,
        _("Muscle twitches for more than two weeks, or in more than one place (not while it cramps)"),
        _("muscle twitches for more than two weeks or in more than one place"),
        _("Twitches are common. A doctor can check the ones that stay."),
        ("nhs-twitching", "merck-muscle-cramps"),
    ),
    Sign(
        "numbness_mild",
        "D",
        Tier.ROUTINE,
        _("Numb or tingling feet or legs for weeks, not new and not getting worse fast"),
        _("numb or tingling feet or legs for weeks"),
        _("Worth a check of nerves and blood sugar."),
        ("nhs-leg-cramps", "nidirect-leg-cramps"),
    ),
    Sign(
        "swelling_mild",
        "D",
        Tier.ROUTINE,
        _("Both ankles or legs swell a little"),
        _("both ankles or legs swelling a little"),
        _("Worth a check. One leg only is a different question above."),
        ("nhs-leg-cramps", "nidirect-leg-cramps"),
    ),
    Sign(
        "wasting",
        "D",
        Tier.ROUTINE,
        _("A leg muscle looks thinner than before, or has slowly grown weaker"),
        _("a leg muscle that looks thinner or has slowly grown weaker"),
        _("Slow change is worth an examination."),
        ("mayo-night-leg-cramps", "cks-leg-cramps"),
    ),
    Sign(
        "daily_life_affected",
        "D",
        Tier.ROUTINE,
        _("Cramps keep you from things you want or need to do, or leave you tired by day"),
        _("cramps that keep you from things, or leave you tired by day"),
        _("That alone is reason enough to ask for help."),
        ("nidirect-leg-cramps", "mayo-night-leg-cramps"),
    ),
    Sign(
        "skin_change",
        "D",
        Tier.ROUTINE,
        _(
            "The skin of a leg or foot has turned redder, darker, shiny or sore "
            "(with diabetes: any new foot sore or colour change)"
        ),
        _("skin of a leg or foot that has turned redder, darker, shiny or sore"),
        _("Skin shows how the blood flows."),
        ("mayo-muscle-cramp-swelling", "nice-ng19"),
    ),
)
SIGNS = {sign.code: sign for sign in CATALOGUE}
LIST_C = tuple(sign for sign in CATALOGUE if sign.asked == "C")
LIST_D = tuple(sign for sign in CATALOGUE if sign.asked == "D")


@dataclass(frozen=True, slots=True)
class MuscleSign:
    """A muscle whose choice is a sign itself. `answer` may name the emergency number as %(emergency)s."""

    muscle: Muscle
    tier: Tier
    answer: str | Promise
    short: str | Promise
    sources: tuple[str, ...]

    def label(self, region: Region) -> str:
        """The answer as it stands on the form, with the numbers of the region."""
        return str(self.answer) % {"emergency": region.emergency}


MUSCLE_SIGNS: dict[str, MuscleSign] = {
    sign.muscle: sign
    for sign in (
        MuscleSign(
            Muscle.CHEST,
            Tier.EMERGENCY,
            _("Chest. Call %(emergency)s if it is a pain in the chest."),
            _("a cramp in the chest"),
            ("merck-muscle-cramps",),
        ),
        MuscleSign(
            Muscle.ARM,
            Tier.URGENT,
            _("Arm (with a tight chest, breathlessness or sweating: %(emergency)s)"),
            _("a cramp in the arm"),
            ("merck-muscle-cramps", "bmj-muscle-cramps"),
        ),
        MuscleSign(
            Muscle.BELLY,
            Tier.URGENT,
            _("Belly muscle (not period pain or stomach ache)"),
            _("a cramp of the belly muscle"),
            ("merck-muscle-cramps", "night-cramps-handout"),
        ),
        MuscleSign(
            Muscle.BACK,
            Tier.ROUTINE,
            _("Back"),
            _("a cramp in the back"),
            ("night-cramps-handout", "bmj-muscle-cramps-diagnosis"),
        ),
    )
}
