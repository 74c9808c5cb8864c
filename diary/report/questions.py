"""Questions for the doctor that follow from what the diary flagged; they ask, and answer nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diary.background import Background
from diary.report.discretion import Discretion
from diary.triage.alarms import BASE_TIERS, COMBO_TIERS
from diary.triage.reasons import OldSign, Reason

OFTEN = gettext_lazy("The cramps come often, or more often than before. Should anything be checked?")
HURTS = gettext_lazy("They hurt a lot, or more than before. What can I do about that?")
NOTHING_HELPED = gettext_lazy("What I have tried does not help enough. What else could I try?")
ASKED: dict[str, Promise] = {
    "long-cramp": gettext_lazy("One lasted longer than 10 minutes. Should anyone look at that?"),
    "sleep": gettext_lazy("They break my sleep. What can I do about that?"),
    "frequent": OFTEN,
    "frequent-month": OFTEN,
    "rising": OFTEN,
    "severe": HURTS,
    "pain-rising": HURTS,
    "nothing-helps": NOTHING_HELPED,
    "routine-not-helping": NOTHING_HELPED,
    "no-trigger": gettext_lazy("I notice nothing that brings them on. What should I watch for?"),
}
"""What to ask about each pattern; those that ask alike are asked once."""
MOST_ASKED_ABOUT = 2
"""Signs that have a question of their own."""


def questions(
    reasons: Sequence[Reason],
    old: Sequence[OldSign],
    background: Background,
    day: date,
    cramps: int,
    discretion: Discretion,
) -> list[str]:
    """What to ask, the most pressing first, each once."""
    told = [
        *_about_signs([*reasons, *old]),
        *(str(ASKED[reason.rule]) for reason in reasons if reason.rule in ASKED),
        *_about_the_person(background, day, discretion),
    ]
    if cramps or told:
        told.append(_("When should I come back, and what should make me call sooner?"))
    return list(dict.fromkeys(told))


def _about_signs(found: Sequence[Reason | OldSign]) -> Iterable[str]:
    ticked = {one.rule: one.short for one in found if one.rule in BASE_TIERS or one.rule in COMBO_TIERS}
    for short in list(ticked.values())[:MOST_ASKED_ABOUT]:
        yield _("I noticed this: %(sign)s. Does it need to be looked at?") % {"sign": short}
    if len(ticked) > MOST_ASKED_ABOUT:
        yield _("And the other signs on this page: which of them need to be looked at?")


def _about_the_person(background: Background, day: date, discretion: Discretion) -> Iterable[str]:
    if background.medicines:
        yield _("May one of my medicines be linked with the cramps? (I stop none before I have asked.)")
    if any(discretion.shows(code) for code in background.conditions):
        yield _("May another condition of mine be linked with the cramps?")
    if discretion.with_pregnancy and background.is_pregnant(day):
        yield _("I am pregnant, or had a baby lately. What is different for me?")
