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
from diary.triage import alarms, measures, patterns
from diary.triage.aftercare import Aftercare
from diary.triage.book import STILL_CRAMPING
from diary.triage.ledger import Placed
from diary.triage.patterns import Pattern
from diary.triage.signs import MUSCLE_SIGNS, SIGNS, MuscleSign, Sign
from diary.triage.tiers import Tier

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
}
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
}
PREGNANT = "sign:pregnant_swelling"
"""The sign with which the maternity unit is called first."""
OUR_OWN_NUMBER = gettext_lazy("our own number")
SHORT_SOURCES: dict[str, Words] = {
    "bmj": gettext_lazy("BMJ Best Practice"),
    "cks": gettext_lazy("NICE CKS"),
    "mayo": gettext_lazy("Mayo Clinic"),
    "merck": gettext_lazy("Merck Manual"),
    "nhs": gettext_lazy("NHS"),
    "nice": gettext_lazy("NICE"),
    "nidirect": gettext_lazy("NI Direct"),
    "night": gettext_lazy("a patient handout"),
}
"""What a source is called inside a sentence, by the first word of its id; the longer names stand on the pages."""


def cited(sources: Sequence[str], own_choice: bool) -> str:
    """Where the number in a reason comes from, in a few words."""
    if own_choice:
        return str(OUR_OWN_NUMBER)
    first_words = dict.fromkeys(source.split("-")[0] for source in sources)
    return ", ".join(str(SHORT_SOURCES[word]) for word in first_words if word in SHORT_SOURCES)


def threshold(rule: str) -> str:
    """When a rule is true, in words."""
    if rule in THRESHOLDS:
        return str(THRESHOLDS[rule])
    return str(TICKED_ONCE if rule.startswith("sign:") else ONE_THERE)


def rule_text(rule: str) -> str:
    """What a rule that is no single sign looks for."""
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


def ticked(rule: str) -> str:
    """What somebody ticked, as it stood on the screen."""
    sign = what_was_ticked(rule)
    return str(sign.question) if isinstance(sign, Sign) else in_short(rule)


def in_short(rule: str) -> str:
    """What somebody ticked, inside a sentence."""
    sign = what_was_ticked(rule)
    return str(sign.short if sign else COMBO_SAID[rule])


def alarm_line(rule: str, base: Tier, tier: Tier, last: date, since: str, region: Region) -> str:
    """The first line of a sign: what was ticked, and what to do."""
    facts = {
        "sign": ticked(rule),
        "short": in_short(rule),
        "day": dates.short_day(last, region),
        "emergency": region.emergency,
        "advice": region.advice,
        "call": whom_to_call(rule, region),
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
            'You ticked: %(sign)s. %(call)s Say: "muscle cramps, and %(short)s". If it gets worse, call %(emergency)s.'
        )
    elif tier is Tier.SOON:
        line = _("On %(day)s you ticked: %(sign)s.")
        if rule == PREGNANT:
            line = _("On %(day)s you ticked: %(sign)s. Call your maternity unit first.")
    else:
        line = _("%(since)s: you ticked “%(sign)s”.")
    return line % facts


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


def whom_to_call(rule: str, region: Region) -> str:
    """Whom to call today, as a sentence."""
    if rule == PREGNANT:
        call = _("Call your maternity unit first, else %(advice)s or your doctor today.")
    elif region.has_advice_number:
        call = _("Call %(advice)s or your doctor today.")
    else:
        call = _("Call your doctor, %(advice)s today.")
    return call % {"advice": region.advice}


def pattern_line(
    pattern: Pattern, tier: Tier, met: Sequence[Placed], since: str, care: Aftercare | None, region: Region
) -> str:
    """The first line of a pattern: since when, what, and what a visit has to do with it."""
    days = len({day for day, _cramp in met})
    said = str(PATTERN_SAID[pattern.code]) % {
        "cramps": len(met),
        "days": days,
        "minutes": -(-max((cramp.seconds or 0 for _day, cramp in met), default=0) // 60),
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
