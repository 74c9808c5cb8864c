"""What to talk about: what the diary flagged, signs, medicines and conditions, and the questions that follow."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps.dates import full_day, short_day
from cramps.regions import Region
from diary.background import Background, TakenMedicine
from diary.counting.summary import Summary, Ticked
from diary.report.discretion import Discretion
from diary.report.page import Section, fitted, split
from diary.report.questions import questions
from diary.triage import messages
from diary.triage.contexts import CONTEXTS
from diary.triage.reasons import Assessment, OldSign, Reason
from diary.triage.signs import SIGNS
from diary.triage.words import PAST_LEVELS
from diary.vocabulary import Condition, MedicineKind

RULES_ON_HEALTH = frozenset(rule.code for rule in CONTEXTS)
ROOM = 45
"""So many lines of them fit beside what was counted, on the shorter of the two papers."""
MOST_CONDITIONS = 6
LONGEST_NAME = 40
"""A name of a medicine is cut off there."""


def concerns_of(
    summary: Summary, assessment: Assessment, background: Background, discretion: Discretion, region: Region
) -> tuple[Section, ...]:
    """What to talk about, in the order of the page; what may not be shown is not in it."""
    # What was said about health stands under its own headings, where each name is shown or left out by itself.
    found = [reason for reason in assessment.reasons if reason.rule not in RULES_ON_HEALTH]
    reasons = [reason for reason in found if discretion.shows(reason.rule)]
    old = [sign for sign in assessment.not_talked_about if discretion.shows(sign.rule)]
    asked = questions(reasons, old, background, assessment.as_of, summary.cramps, discretion)
    flagged = {reason.sign for reason in reasons if reason.sign}
    sections = [
        _flagged(reasons, region),
        _signs(summary, flagged, old, region),
        *_taken(background, discretion, assessment.as_of, region),
        *_asked(asked),
    ]
    return fitted(sections, ROOM)


def reserved(assessment: Assessment, discretion: Discretion) -> tuple[str, ...]:
    """What of the flag is left out because it tells of alcohol or a pregnancy: for the person's own screen."""
    found: Sequence[Reason | OldSign] = (*assessment.reasons, *assessment.not_talked_about)
    hidden = [one.rule for one in found if one.rule not in RULES_ON_HEALTH and not discretion.shows(one.rule)]
    return tuple(map(messages.in_short, hidden))


def _flagged(reasons: Sequence[Reason], region: Region) -> Section:
    if not reasons:
        nothing = _("Nothing in the diary meets its list. That is not a check-up: it sees only what was written down.")
        return Section(_("What the diary flagged"), lines=(nothing,))
    return Section(_("What the diary flagged"), listed=tuple(_reason(reason, region) for reason in reasons), fewest=5)


def _reason(reason: Reason, region: Region) -> str:
    """A reason with its date, how urgent the diary took it, and where its number comes from."""
    when = messages.since_when(reason.since, reason.since_at_least, region)
    level = PAST_LEVELS[reason.tier.code]
    cited = f"; {reason.cited}" if reason.cited else ""
    if reason.last:
        said = _("“%(sign)s” ticked, last on %(day)s") % {
            "sign": reason.short,
            "day": short_day(reason.last, region),
        }
    else:
        said = reason.line.removeprefix(f"{when}: ").removesuffix(".")
        said = said[:1].lower() + said[1:]
    return f"{when}: {said} ({level}{cited})"


def _signs(summary: Summary, flagged: Collection[str], old: Sequence[OldSign], region: Region) -> Section:
    """The signs of the period that are not flagged, and those of before that nobody was told of yet."""
    waiting = {sign.rule: sign for sign in old}
    ticked = sorted(summary.signs, key=lambda one: list(SIGNS).index(one.sign))
    listed = [_sign(one, waiting.pop(f"sign:{one.sign}", None), region) for one in ticked if one.sign not in flagged]
    listed += [_with_day(sign.short, sign.last, region, is_waiting=True) for sign in waiting.values()]
    heading = _("Other signs that were ticked") if flagged and listed else _("Signs that were ticked")
    nothing = _("None but those above.") if flagged else _("None in this time.")
    counted = {"known": summary.signs_answered, "all": summary.cramps}
    basis = _("answered for %(known)d of %(all)d cramps") % counted if summary.cramps else ""
    return Section(heading, basis, lines=() if listed else (nothing,), listed=tuple(listed))


def _sign(one: Ticked, waiting: OldSign | None, region: Region) -> str:
    said = _with_day(messages.in_short(f"sign:{one.sign}"), one.last, region, is_waiting=waiting is not None)
    return (
        said
        if one.days == 1
        else ngettext("%(said)s (%(n)d day)", "%(said)s (%(n)d days)", one.days)
        % {
            "said": said,
            "n": one.days,
        }
    )


def _with_day(short: str, last: date, region: Region, *, is_waiting: bool) -> str:
    words = {"short": short, "day": full_day(last, region)}
    return (_("%(short)s: %(day)s, not talked about yet") if is_waiting else _("%(short)s: %(day)s")) % words


def _taken(background: Background, discretion: Discretion, day: date, region: Region) -> Iterable[Section]:
    """Medicines and conditions, as far as the person listed them."""
    labels = {code: str(label) for code, label in Condition.choices}
    conditions = [labels[code] for code in labels if code in background.conditions and discretion.shows(code)]
    if discretion.with_pregnancy and background.is_pregnant(day):
        conditions.append(_pregnancy(background, region))
    if background.medicines:
        named = tuple(_medicine(one, region) for one in background.medicines)
        yield Section(_("Medicines"), _("as listed by the person"), listed=named)
    if conditions:
        listed, rest = split(conditions, MOST_CONDITIONS)
        yield Section(_("Conditions"), _("as listed by the person"), lines=(" · ".join(listed),), rest=rest)


def _medicine(medicine: TakenMedicine, region: Region) -> str:
    kind = str(MedicineKind(medicine.code).label)
    named = f"{_shortened(medicine.name)} – {kind}" if medicine.name else kind
    if medicine.started_on is None:
        return named
    day = full_day(medicine.started_on, region)
    return _("%(medicine)s, started or changed on %(day)s") % {"medicine": named, "day": day}


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _pregnancy(background: Background, region: Region) -> str:
    said = _("pregnant, or had a baby in the last 6 weeks")
    if background.due_on is None:
        return said
    return _("%(said)s (due date, or that of the birth: %(day)s)") % {
        "said": said,
        "day": full_day(background.due_on, region),
    }


def _asked(asked: Sequence[str]) -> Iterable[Section]:
    if asked:
        yield Section(_("Questions to ask"), listed=tuple(asked))
