"""The flag as cards: one per level, with all its reasons, in the words that stand on the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cramps.regions import Region
from diary.triage import messages
from diary.triage.alarms import BASE_TIERS, COMBO_TIERS
from diary.triage.assess import RULES_VERSION
from diary.triage.contexts import CONTEXTS
from diary.triage.findings import RULES
from diary.triage.patterns import PATTERNS
from diary.triage.raising import HEAT_CONDITIONS, HEAT_SIGN, RAISES
from diary.triage.reasons import Assessment, Reason
from diary.triage.signs import NOBODY_SEES, Sign
from diary.triage.tiers import Tier

EMERGENCY_LATER = "emergency-later"
NO_LEVEL = "none"

LEVELS: dict[str, str | Promise] = {
    "emergency": gettext_lazy("Level 5 of 5, emergency:"),
    EMERGENCY_LATER: gettext_lazy("An emergency sign, some days old:"),
    "urgent": gettext_lazy("Level 4 of 5, urgent:"),
    "soon": gettext_lazy("Level 3 of 5, soon:"),
    "routine": gettext_lazy("Level 2 of 5, an appointment:"),
    "mention": gettext_lazy("Level 1 of 5, to mention:"),
    NO_LEVEL: gettext_lazy("No level:"),
}
"""Read out before the heading, so that colour is never the only signal."""
HEADINGS: dict[str, str | Promise] = {
    EMERGENCY_LATER: gettext_lazy("Has anyone looked at this?"),
    "urgent": gettext_lazy("Get advice today"),
    "soon": gettext_lazy("Call your doctor in the next day or two"),
    "routine": gettext_lazy("Worth an appointment"),
    "mention": gettext_lazy("Worth saying at your next visit"),
    NO_LEVEL: gettext_lazy("What we looked for"),
}
PAST_LEVELS: dict[str, str | Promise] = {
    "": gettext_lazy("no flag"),
    "mention": gettext_lazy("worth saying at a visit"),
    "routine": gettext_lazy("worth an appointment"),
    "soon": gettext_lazy("call within a day or two"),
    "urgent": gettext_lazy("advice the same day"),
    "emergency": gettext_lazy("an emergency sign"),
}
"""The tiers as they stand beside a day of the past, on which nobody is to call any more."""
VISIT = "visit"
"""The rule of a turn that a visit made."""
NOT_REVIEWED = gettext_lazy("Not reviewed by a clinician.")


@dataclass(frozen=True, slots=True)
class Card:
    """One level of the flag.

    `level` is a tier, "emergency-later" (an emergency sign after its first days) or "none"; `level_text` is for screen
    readers. `reasons` stand in it, each with its first line; `lines` are for a card without any. `still_there` are the
    signs that can be ticked again for today. `offers_seen`: it asks whether somebody has looked at it. `nobody_sees`
    and `not_reviewed` are sentences for its end, empty where they do not belong.
    """

    level: str
    level_text: str
    heading: str
    lines: tuple[str, ...]
    reasons: tuple[Reason, ...]
    still_there: tuple[str, ...]
    offers_seen: bool
    nobody_sees: str
    not_reviewed: str

    @property
    def is_calm(self) -> bool:
        """Whether a page that shows cards in short may leave out all but its first reason."""
        return self.level in {"routine", "mention"}

    @property
    def is_pressing(self) -> bool:
        """Whether it belongs before everything else on a page."""
        return self.level in {"emergency", EMERGENCY_LATER, "urgent"}


def cards(assessment: Assessment, region: Region, clinical_review: str) -> list[Card]:
    """The cards of an assessment, most urgent first; one that says what was looked for when there is no reason."""
    levels: dict[str, list[Reason]] = {}
    for reason in assessment.reasons:
        level = EMERGENCY_LATER if reason.is_old_emergency else reason.tier.code
        levels.setdefault(level, []).append(reason)
    if not levels:
        return [_card(NO_LEVEL, (), region, clinical_review, (nothing_found(assessment),))]
    order = sorted(levels, key=list(LEVELS).index)
    return [_card(level, levels[level], region, clinical_review) for level in order]


def later_card(region: Region, clinical_review: str) -> Card:
    """What stands over an emergency sign after its first days, for a page that puts the reasons below it itself."""
    return _card(EMERGENCY_LATER, (), region, clinical_review)


def _card(
    level: str, reasons: Sequence[Reason], region: Region, clinical_review: str, lines: tuple[str, ...] = ()
) -> Card:
    is_later = level == EMERGENCY_LATER
    return Card(
        level=level,
        level_text=str(LEVELS[level]),
        heading=heading_of(level, region),
        lines=lines,
        reasons=tuple(reasons),
        still_there=tuple(reason.sign for reason in reasons if reason.sign) if is_later else (),
        offers_seen=level != NO_LEVEL,
        nobody_sees=str(NOBODY_SEES) if level == "emergency" or is_later else "",
        not_reviewed="" if is_reviewed(clinical_review) else str(NOT_REVIEWED),
    )


def heading_of(level: str, region: Region) -> str:
    """What stands over a level."""
    return messages.emergency_heading(region) if level == Tier.EMERGENCY.code else str(HEADINGS[level])


def answered(assessment: Assessment) -> str:
    """For how many of the last cramps the signs were answered; stands on every page that shows the flag."""
    if not assessment.of_last:
        return _("no cramps yet")
    if assessment.of_last == 1:
        return (
            _("signs answered for your last cramp")
            if assessment.answered
            else _("signs not answered for your last cramp")
        )
    return _("signs answered for %(answered)s of your last %(of_last)s cramps") % {
        "answered": assessment.answered,
        "of_last": assessment.of_last,
    }


def nothing_found(assessment: Assessment) -> str:
    """What is said without any reason: never that all is well."""
    return _(
        "Nothing in your diary meets our list. That is not a check-up: it sees only what is here (%(answered)s). "
        "If something worries you, ask."
    ) % {"answered": answered(assessment)}


def is_reviewed(clinical_review: str) -> bool:
    """Whether a review (name, role, date, version of the rules, which stands last) covers the rules as they are."""
    versions = re.findall(r"\d{4}-\d{2}-\d{2}", clinical_review)
    return bool(versions) and versions[-1] >= RULES_VERSION


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule as the rules page lists it. `tier` is the one it begins with, `raised` says for whom it is higher."""

    rule: str
    tier: Tier
    text: str
    why: str
    sources: tuple[str, ...]
    own_choice: bool
    cited: str
    raised: str
    ends: str


def rulebook() -> list[RuleText]:
    """All rules in their order: what each looks for, how urgent it is, where that comes from."""
    own_tiers = {**BASE_TIERS, **COMBO_TIERS, **{pattern.code: pattern.tier for pattern in (*PATTERNS, *CONTEXTS)}}
    by_code = {pattern.code: pattern for pattern in (*PATTERNS, *CONTEXTS)}
    raised = raised_for()
    texts = []
    for rule in RULES:
        sign, pattern = messages.what_was_ticked(rule), by_code.get(rule)
        sources = pattern.sources if pattern else messages.alarm_sources(rule)
        own_choice = pattern.own_choice if pattern else messages.has_own_number(rule)
        text = str(sign.question) if isinstance(sign, Sign) else messages.rule_text(rule)
        why = str(sign.why) if isinstance(sign, Sign) else ""
        cited = messages.cited(sources, own_choice)
        texts.append(
            RuleText(
                rule,
                own_tiers[rule],
                text,
                why,
                sources,
                own_choice,
                cited,
                raised.get(rule, ""),
                messages.ends(rule),
            )
        )
    return texts


def raised_for() -> dict[str, str]:
    """By the rules of signs, for whom they are more urgent, in words."""
    told = {
        found.rule: _("With “%(noted)s” in the health context it is more urgent: %(level)s.")
        % {"noted": found.because.label, "level": PAST_LEVELS[found.tier.code]}
        for found in RAISES
    }
    noted = "”, “".join(str(condition.label) for condition in HEAT_CONDITIONS)
    heat = _("With “%(noted)s” in the health context any cramp in the heat counts like this.") % {"noted": noted}
    return {**told, HEAT_SIGN: heat}


def rules_of_turns() -> dict[str, str]:
    """By the codes of a turn, what each rule looks for and where its number comes from: ours are marked as ours."""
    return {VISIT: _("after a visit"), **{rule.rule: _with_source(rule) for rule in rulebook()}}


def _with_source(rule: RuleText) -> str:
    """A rule in words of the past: a question ticked long ago may hold a call that is no longer meant."""
    # For some any cramp in the heat counts: the question says so.
    text = (rule.text if rule.rule == HEAT_SIGN else messages.rule_text(rule.rule)).removesuffix(".")
    return f"{text} ({rule.cited})" if rule.cited else text
