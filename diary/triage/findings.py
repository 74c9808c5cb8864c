"""Which rules hold as of a day, and how urgent each is after what visits settled and quietened."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.triage.aftercare import Aftercare, aftercare
from diary.triage.alarms import BASE_TIERS, TWITCHING_WEAKNESS, WOUND_SPASMS, Alarm, alarms
from diary.triage.book import STILL_CRAMPING, Book, Sight
from diary.triage.ledger import Placed
from diary.triage.measures import cramps
from diary.triage.patterns import FOUR_WEEKS, PATTERNS, Pattern
from diary.triage.tiers import Tier

RULES = (
    *BASE_TIERS,
    STILL_CRAMPING,
    *(pattern.code for pattern in PATTERNS),
    WOUND_SPASMS,
    TWITCHING_WEAKNESS,
)
"""The codes of all rules, in the order in which reasons of one tier stand."""
RANKS = {rule: rank for rank, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that holds as of a day: its tier then, the cramps that met it, and what a visit makes of it."""

    pattern: Pattern
    tier: Tier
    met: Sequence[Placed]
    care: Aftercare | None

    @property
    def rule(self) -> str:
        """The code of the pattern."""
        return self.pattern.code


def findings(book: Book, day: int, seen_until: int) -> list[Alarm | Found]:
    """All rules that hold as of a day, with the visits up to a date; highest first, then in the order of the rules."""
    live = book.live(day, seen_until)
    found: list[Alarm | Found] = [*alarms(live, day)] if live else []
    found += patterns_found(book, day, seen_until)
    return sorted(found, key=lambda finding: (-finding.tier, RANKS[finding.rule]))


def patterns_found(book: Book, day: int, seen_until: int) -> list[Found]:
    """The patterns that hold."""
    unsettled, everything = book.unsettled(day, seen_until), book.everything(day, seen_until)
    if not unsettled.count(cramps, FOUR_WEEKS):
        return []  # every pattern needs a cramp in four weeks
    holding = [pattern for pattern in PATTERNS if holds(pattern, unsettled, everything)]
    care = aftercare(book, day, seen_until) if holding else None
    return [found(pattern, unsettled, care) for pattern in holding]


def holds(pattern: Pattern, unsettled: Sight, everything: Sight) -> bool:
    """Whether a pattern is true of what no visit has settled and, so that a visit never makes it true, of all."""
    if not pattern.holds(unsettled):
        return False
    if unsettled.ledger is everything.ledger or pattern.holds(everything):
        return True
    return pattern.implied_by is not None and pattern.implied_by(everything)


def was_true(book: Book, finding: Alarm | Found, past: int) -> bool:
    """Whether the rule of a finding held on an earlier day, with the visits of then."""
    if isinstance(finding, Alarm):
        return any(alarm.rule == finding.rule for alarm in alarms(book.live(past, past), past))
    return holds(finding.pattern, book.unsettled(past, past), book.everything(past, past))


def found(pattern: Pattern, sight: Sight, care: Aftercare | None) -> Found:
    """A pattern that holds, at its own tier unless a visit quietens it or all of it came during sport."""
    met = pattern.met_by(sight)
    is_mild = (care is not None and care.quietens) or (
        pattern.eases_in_sport and all(cramp.in_sport for _, cramp in met)
    )
    return Found(pattern, Tier.MENTION if is_mild else pattern.tier, met, care)
