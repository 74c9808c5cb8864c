"""The sentences of reasons: what was written, by which threshold it counts, whom to call.

None of them judges: they say what stands in the diary, what published advice makes of it, and what to do.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cramps import dates
from cramps.regions import Region
from diary.background import TakenMedicine
from diary.triage import alarms, contexts, measures, patterns
from diary.triage.aftercare import Aftercare
from diary.triage.book import STILL_CRAMPING, Sight
from diary.triage.patterns import Pattern
from diary.triage.raising import HEAT_SIGN, Raise
from diary.triage.signs import MUSCLE_SIGNS, SIGNS, MuscleSign, Sign
from diary.triage.tiers import Tier
from diary.vocabulary import Condition, MedicineKind

Words = str | Promise

TICKED_ONCE = gettext_lazy("Ticked once is enough.")
ONE_THERE = gettext_lazy("One cramp there is enough.")
THRESHOLDS: dict[str, Words] = {
    STILL_CRAMPING: gettext_lazy("A cramp still going after 10 minutes, and not easing."),
    alarms.WOUND_SPASMS: gettext_lazy(
        "A deep or dirty wound and, up to 21 days after it, a cramp in the arm, hand, belly, back or chest, or cramps "
        "in many places at once."
    ),
    alarms.TWITCHING_WEAKNESS: gettext_lazy("Muscle twitches, and a muscle that wastes or is newly weak."),
    "long-cramp": gettext_lazy("One cramp of more than 10 minutes in 28 days."),
    "frequent": gettext_lazy("Cramps on 3 days or more in each of the last two weeks."),
    "frequent-month": gettext_lazy("6 cramps or more in 28 days."),
    "sleep": gettext_lazy(
        "Woken on 2 nights or more in each of the last two weeks, or at least 2 times a night on 2 nights in 28 days."
    ),
    "severe": gettext_lazy("Pain of 7 or more on 4 days, or of 9 or more on 2 days, in 28 days."),
    "rising": gettext_lazy(
        "Cramps on 5 days or more of the last 14, and on at least twice as many as the mean of the three fortnights "
        "before."
    ),
    "pain-rising": gettext_lazy(
        "The last 5 rated cramps, within 28 days, hurt at least 2 points more on average than the 10 rated before, "
        "and at least 5."
    ),
    "nothing-helps": gettext_lazy(
        "Nothing that was tried helped with the last 3 cramps that have an answer, on at least 2 of 28 days."
    ),
    "no-trigger": gettext_lazy("4 cramps or more in 28 days with the triggers answered, and none for any of them."),
    "routine-not-helping": gettext_lazy(
        "Stretching at bedtime on 4 days or more in each of 6 weeks, and less than 25 percent fewer cramps in the last "
        "14 days than in the 14 days before those weeks, which had at least 4."
    ),
    contexts.MEDICINE: gettext_lazy(
        "A cramp in the last 28 days, and a medicine on your list that published lists name beside cramps."
    ),
    contexts.CONDITION: gettext_lazy(
        "A cramp in the last 28 days, and a condition noted by you that published lists name beside cramps."
    ),
    contexts.PREGNANT: gettext_lazy("A cramp in the last 28 days, in a pregnancy or up to 6 weeks after a birth."),
    contexts.DIALYSIS: gettext_lazy("A cramp in the last 28 days, with dialysis."),
}
ENDS_LIKE_A_SIGN = gettext_lazy(
    "It ends with a visit that you note after it; else it moves to “Not talked about yet” 28 days after the last time."
)
ENDS: dict[str, Words] = {
    STILL_CRAMPING: gettext_lazy(
        "It ends when you say that the cramp is easing or has stopped, with a visit that you note, or after the next "
        "day."
    ),
    alarms.WOUND_SPASMS: gettext_lazy(
        "It ends with a visit that you note after it, or 28 days after the wound or the last of those cramps."
    ),
    alarms.TWITCHING_WEAKNESS: gettext_lazy(
        "It ends with a visit that you note after it, or when one of the two was last ticked 28 days ago."
    ),
    "long-cramp": gettext_lazy(
        "It ends 28 days after the last cramp of more than 10 minutes, or with a visit that you note."
    ),
    "frequent": gettext_lazy(
        "It ends when one of the last two weeks has cramps on fewer than 3 days, or with a visit that you note."
    ),
    "frequent-month": gettext_lazy(
        "It ends when the last 28 days have fewer than 6 cramps, or with a visit that you note."
    ),
    "sleep": gettext_lazy(
        "It ends when fewer nights than that are broken, in the last two weeks and in 28 days, or with a visit that "
        "you note."
    ),
    "severe": gettext_lazy("It ends when fewer of the last 28 days hurt as much, or with a visit that you note."),
    "rising": gettext_lazy(
        "It ends when the last 14 days have cramps on fewer than 5 days, or on less than twice as many as before, or "
        "with a visit that you note."
    ),
    "pain-rising": gettext_lazy(
        "It ends when the last 5 rated cramps hurt less than that or are older than 28 days, or with a visit that you "
        "note."
    ),
    "nothing-helps": gettext_lazy(
        "It ends when something helps with one of the last 3 cramps, when one of them is older than 28 days, or with a "
        "visit that you note."
    ),
    "no-trigger": gettext_lazy(
        "It ends when you note a trigger for one of these cramps, when fewer than 4 of them are left in 28 days, or "
        "with a visit that you note."
    ),
    "routine-not-helping": gettext_lazy(
        "It ends when cramps are 25 percent fewer than before those weeks, when a week has fewer than 4 days with "
        "stretching, or with a visit that you note."
    ),
    contexts.MEDICINE: gettext_lazy("It ends after 28 days without a cramp, or with a visit that you note."),
    contexts.CONDITION: gettext_lazy("It ends after 28 days without a cramp, or with a visit that you note."),
    contexts.PREGNANT: gettext_lazy(
        "It ends after 28 days without a cramp, 6 weeks after the date that you gave, or with a visit that you note."
    ),
    contexts.DIALYSIS: gettext_lazy("It ends after 28 days without a cramp, or with a visit that you note."),
}
"""What would end each rule that is no single sign."""
COMBO_SAID: dict[str, Words] = {
    STILL_CRAMPING: gettext_lazy("a cramp that was still going after 10 minutes and did not ease"),
    alarms.WOUND_SPASMS: gettext_lazy("a deep or dirty wound, and cramps outside the legs or all over"),
    alarms.TWITCHING_WEAKNESS: gettext_lazy("muscle twitches, and a muscle that wastes or is newly weak"),
}
COMBO_SOURCES = {
    STILL_CRAMPING: ("nidirect-leg-cramps", "nhs-leg-cramps-2017", "mayo-night-leg-cramps"),
    alarms.WOUND_SPASMS: ("nhs-tetanus", "nhs-tetanus-older"),
    alarms.TWITCHING_WEAKNESS: ("mnda-guideline", "merck-muscle-cramps"),
}
PATTERN_SAID: dict[str, Words] = {
    "long-cramp": gettext_lazy("a cramp lasted about %(minutes)s minutes; up to 10 is usual"),
    "frequent": gettext_lazy("cramps on %(days)s days of the last two weeks"),
    "frequent-month": gettext_lazy("%(cramps)s cramps in four weeks"),
    "sleep": gettext_lazy("woken by cramps on %(days)s nights"),
    "severe": gettext_lazy("pain of %(pain)s or more out of 10 on %(days)s days in four weeks"),
    "rising": gettext_lazy("cramps on %(days)s days of the last two weeks, at least twice as many as before"),
    "pain-rising": gettext_lazy(
        "the last %(cramps)s cramps that you rated hurt at least 2 points more on average than the ones before"
    ),
    "nothing-helps": gettext_lazy("nothing that you tried helped with your last %(cramps)s cramps"),
    "no-trigger": gettext_lazy("%(cramps)s cramps in four weeks, and a trigger for none of them"),
    "routine-not-helping": gettext_lazy("six weeks of stretching at bedtime, and hardly fewer cramps"),
    contexts.MEDICINE: gettext_lazy(
        "cramps, and a medicine that may be linked with them: %(named)s. Ask about it before you change anything"
    ),
    contexts.CONDITION: gettext_lazy("cramps, and a condition that may be linked with them: %(named)s"),
    contexts.PREGNANT: gettext_lazy("cramps in a pregnancy, or soon after a birth: tell your midwife or doctor"),
    contexts.DIALYSIS: gettext_lazy("cramps with dialysis: tell your dialysis team when they come"),
}
PREGNANT = "sign:pregnant_swelling"
"""The sign with which the maternity unit is called first."""
OUR_OWN_NUMBER = gettext_lazy("our own number")
SHORT_SOURCES: dict[str, Words] = {
    "aafp": gettext_lazy("a review for family doctors"),
    "abel": gettext_lazy("a pregnancy leaflet"),
    "bmj": gettext_lazy("BMJ Best Practice"),
    "bnssg": gettext_lazy("NHS"),
    "canadian": gettext_lazy("a pregnancy leaflet"),
    "cks": gettext_lazy("NICE CKS"),
    "garrison": gettext_lazy("a study of medicines"),
    "grandner": gettext_lazy("a survey"),
    "hallegraeff": gettext_lazy("a trial"),
    "mayo": gettext_lazy("Mayo Clinic"),
    "merck": gettext_lazy("Merck Manual"),
    "nhs": gettext_lazy("NHS"),
    "nice": gettext_lazy("NICE"),
    "nidirect": gettext_lazy("NI Direct"),
    "night": gettext_lazy("a patient handout"),
    "st": gettext_lazy("a hospital leaflet"),
}
"""What a source is called inside a sentence, by the first word of its id; the longer names stand on the pages."""


def cited(sources: Sequence[str], own_choice: bool) -> str:
    """Where the number in a reason comes from, in a few words."""
    if own_choice:
        return str(OUR_OWN_NUMBER)
    first_words = [source.split("-")[0] for source in sources]
    return ", ".join(dict.fromkeys(str(SHORT_SOURCES[word]) for word in first_words if word in SHORT_SOURCES))


def threshold(rule: str) -> str:
    """When a rule is true, in words."""
    if rule in THRESHOLDS:
        return str(THRESHOLDS[rule])
    return str(TICKED_ONCE if rule.startswith("sign:") else ONE_THERE)


def ends(rule: str) -> str:
    """What would end a rule, as a sentence."""
    return str(ENDS.get(rule, ENDS_LIKE_A_SIGN))


def rule_text(rule: str) -> str:
    """What a rule looks for; a sign in short."""
    if rule in THRESHOLDS:
        return str(THRESHOLDS[rule])
    return f"{_capital(in_short(rule))}."


def alarm_sources(rule: str) -> tuple[str, ...]:
    """The sources of a sign, a muscle or two signs together."""
    sign = what_was_ticked(rule)
    return sign.sources if sign else COMBO_SOURCES[rule]


def has_own_number(rule: str) -> bool:
    """Whether the question of a sign holds a number of our own."""
    sign = what_was_ticked(rule)
    return isinstance(sign, Sign) and sign.own_number


def what_was_ticked(rule: str) -> Sign | MuscleSign | None:
    """The sign or the muscle of a rule; None for other rules."""
    kind, _colon, code = rule.partition(":")
    if kind == "sign":
        return SIGNS.get(code)
    return MUSCLE_SIGNS.get(code) if kind == "muscle" else None


def ticked(rule: str, *, is_heat: bool) -> str:
    """What somebody ticked, as it stood on the screen. `is_heat`: what was ticked is the heat, with a cramp."""
    if is_heat:
        return _("Hot day or place, with a cramp")
    sign = what_was_ticked(rule)
    return str(sign.question) if isinstance(sign, Sign) else in_short(rule)


def in_short(rule: str, *, is_heat: bool = False) -> str:
    """The same inside a sentence."""
    if is_heat:
        return _("a cramp in the heat")
    sign = what_was_ticked(rule)
    return str(sign.short if sign else COMBO_SAID[rule])


def more_urgent(found: Raise) -> str:
    """Why a sign is more urgent for somebody."""
    return _("More urgent because you noted: %(noted)s.") % {"noted": found.because.label}


def why_heat(rule: str, conditions: Sequence[Condition]) -> str:
    """Why any cramp in the heat counts for somebody; "" for other rules and other people."""
    if rule != HEAT_SIGN or not conditions:
        return ""
    noted = "; ".join(str(condition.label) for condition in conditions)
    return _("Any cramp in the heat counts, because you noted: %(noted)s.") % {"noted": noted}


def alarm_line(
    rule: str,
    base: Tier,
    tier: Tier,
    last: date,
    since: str,
    region: Region,
    *,
    is_pregnant: bool,
    is_heat: bool,
) -> str:
    """The first line of a sign: what was ticked, and what to do.

    In a pregnancy the maternity unit comes first. `is_heat` is that of `ticked`.
    """
    maternity = is_pregnant or rule == PREGNANT
    facts = {
        "sign": ticked(rule, is_heat=is_heat),
        "short": in_short(rule, is_heat=is_heat),
        "day": dates.short_day(last, region),
        "emergency": region.emergency,
        "advice": region.advice,
        "call": whom_to_call(region, maternity=maternity),
        "since": since,
    }
    if tier is Tier.EMERGENCY:
        line = _("You ticked: %(sign)s. This page cannot tell what it is. It stands here because waiting can do harm.")
    elif base is Tier.EMERGENCY:
        line = _(
            "On %(day)s you ticked: %(sign)s. If it is still there or comes back: %(emergency)s. "
            "If it has gone and nobody has looked at it: %(advice)s today."
        )
    elif tier is Tier.URGENT:
        line = _(
            "You ticked: %(sign)s. %(call)s Say: “muscle cramps, and %(short)s”. If it gets worse, call %(emergency)s."
        )
    elif tier is Tier.SOON:
        line = _("On %(day)s you ticked: %(sign)s.")
        if maternity:
            line = _("On %(day)s you ticked: %(sign)s. Call your maternity unit first.")
    else:
        line = _("%(since)s: you ticked “%(sign)s”.")
    return line % facts


def later_line(rule: str, last: date, region: Region) -> str:
    """The first line of an emergency sign some days later: what was ticked, and what to do if it is still there."""
    return alarm_line(rule, Tier.EMERGENCY, Tier.URGENT, last, "", region, is_pregnant=False, is_heat=False)


MEASURES_SAID: dict[str, str | Promise] = {
    "stretch": gettext_lazy("stretching"),
    "massage": gettext_lazy("rubbing, rolling and pressing"),
    "isometric_push": gettext_lazy("pushing against it"),
    "effort": gettext_lazy("exercises"),
    "heat": gettext_lazy("warmth"),
    "cold": gettext_lazy("cold"),
    "raising": gettext_lazy("raising the leg"),
    "walking": gettext_lazy("standing and walking without support"),
    "water": gettext_lazy("plain water as the only drink"),
}
"""What guides leave out while a sign is open; what is left out with everything else has no words of its own."""


def long_cramp() -> str:
    """From how long on the rules speak of a cramp."""
    minutes = measures.LONG_SECONDS // 60
    return str(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})


def whom_to_call(region: Region, *, maternity: bool) -> str:
    """Whom to call today, as a sentence."""
    if maternity:
        call = _("Call your maternity unit first, else %(advice)s or your doctor today.")
    elif region.has_advice_number:
        call = _("Call %(advice)s or your doctor today.")
    else:
        call = _("Call your doctor, %(advice)s today.")
    return call % {"advice": region.advice}


def named(rule: str, sight: Sight, region: Region) -> str:
    """What of somebody's health a context is about: medicines with their first days, or conditions."""
    if rule == contexts.MEDICINE:
        return "; ".join(written(medicine, region) for medicine in contexts.linked_medicines(sight))
    if rule == contexts.CONDITION:
        return "; ".join(str(condition.label) for condition in contexts.linked_conditions(sight))
    return ""


def written(medicine: TakenMedicine, region: Region) -> str:
    """A medicine as a sentence names it: its kind, its own name, its first day."""
    kind = str(MedicineKind(medicine.code).label)
    name = f"{medicine.name} ({kind})" if medicine.name else kind
    if medicine.started_on is None:
        return name
    return _("%(name)s, since %(day)s") % {"name": name, "day": dates.full_day(medicine.started_on, region)}


def pattern_line(pattern: Pattern, tier: Tier, sight: Sight, since: str, care: Aftercare | None, region: Region) -> str:
    """The first line of a pattern: since when, what, and what a visit has to do with it."""
    met = pattern.met_by(sight)
    days = len({day for day, _cramp in met})
    said = str(PATTERN_SAID[pattern.code]) % {
        "cramps": len(met),
        "days": days,
        "minutes": -(-max((cramp.seconds or 0 for _day, cramp in met), default=0) // 60),
        "named": named(pattern.code, sight, region),
        "pain": measures.SEVERE if days >= patterns.SEVERE_DAYS else measures.WORST,
    }
    lines = [f"{since}: {said}." if tier > Tier.MENTION else f"{_capital(said)}."]
    if care:
        seen = _("You had this looked at on %(day)s.") if care.quietens else _("Worse since your visit on %(day)s.")
        lines.append(seen % {"day": dates.short_day(date.fromordinal(care.visit), region)})
    return " ".join(lines)


def since_when(since: date, at_least: bool, region: Region) -> str:
    """Since when a rule has been true, at the start of a sentence."""
    if at_least:
        return _("For four weeks or longer")
    return _("Since %(day)s") % {"day": dates.short_day(since, region)}


def whole(line: str, tier: Tier, said_by: str, region: Region) -> str:
    """A reason as it stands alone: an emergency with the call, an appointment with where its number comes from."""
    if tier is Tier.EMERGENCY:
        return f"{emergency_heading(region)}. {line}"
    return f"{line} {_capital(said_by)}." if tier <= Tier.ROUTINE and said_by else line


def emergency_heading(region: Region) -> str:
    """What stands over an emergency."""
    return _("Call %(emergency)s now") % {"emergency": region.emergency}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
