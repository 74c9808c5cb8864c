"""Which rules hold as of a day, and how urgent each is after what visits settled and quietened."""

from dataclasses import dataclass

from diary.triage.aftercare import Aftercare, aftercare
from diary.triage.alarms import BASE_TIERS, TWITCHING_WEAKNESS, WOUND_SPASMS, Alarm, alarms
from diary.triage.book import STILL_CRAMPING, Book, Sight
from diary.triage.contexts import CONTEXTS
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
    *(context.code for context in CONTEXTS),
)
"""The codes of all rules, in the order in which reasons of one tier stand."""
RANKS = {rule: rank for rank, rule in enumerate(RULES)}
HIGHEST_OF_PATTERNS = max(pattern.tier for pattern in PATTERNS)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern or a context that holds as of a day: its tier then, what it saw, and what a visit makes of it."""

    pattern: Pattern
    tier: Tier
    sight: Sight
    care: Aftercare | None

    @property
    def rule(self) -> str:
        """The code of the pattern."""
        return self.pattern.code

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that matter for what it saw."""
        return self.pattern.sources_for(self.sight) if self.pattern.sources_for else self.pattern.sources

    @property
    def met(self) -> list[Placed]:
        """The cramps that met it."""
        return self.pattern.met_by(self.sight)


def findings(book: Book, day: int, seen_until: int) -> list[Alarm | Found]:
    """All rules that hold as of a day, with the visits up to a date; highest first, then in the order of the rules."""
    found: list[Alarm | Found] = [*alarms(book.live(day, seen_until), day, book.raised(day))]
    unsettled, everything = book.sights(day, seen_until)
    holding = [pattern for pattern in PATTERNS if holds(pattern, unsettled, everything)]
    care = aftercare(book, day, seen_until) if holding else None
    found += [Found(pattern, tier_of(pattern, unsettled, care), unsettled, care) for pattern in holding]
    found += [
        Found(context, context.tier, unsettled, None) for context in CONTEXTS if holds(context, unsettled, everything)
    ]
    return sorted(found, key=lambda finding: (-finding.tier, RANKS[finding.rule]))


def height(book: Book, day: int, seen_until: int) -> int:
    """The highest tier of what `findings` finds, 0 for nothing; a history asks for it day after day."""
    live = alarms(book.live(day, seen_until), day, book.raised(day))
    highest: int = max((alarm.tier for alarm in live), default=0)
    unsettled, everything = book.sights(day, seen_until)
    if highest >= HIGHEST_OF_PATTERNS or not unsettled.tally(cramps, FOUR_WEEKS):
        return highest  # every pattern and every context needs a cramp in four weeks
    care = None
    for pattern in PATTERNS:
        if pattern.tier > highest and holds(pattern, unsettled, everything):
            care = care or aftercare(book, day, seen_until)
            highest = max(highest, tier_of(pattern, unsettled, care))
            if care and care.quietens:
                break
    if not highest and any(holds(context, unsettled, everything) for context in CONTEXTS):
        return Tier.MENTION
    return highest


def holds(pattern: Pattern, unsettled: Sight, everything: Sight) -> bool:
    """Whether a pattern is true of what no visit has settled and, so that a visit never makes it true, of all."""
    if not pattern.holds(unsettled):
        return False
    if unsettled is everything or pattern.holds(everything):
        return True
    return pattern.implied_by is not None and pattern.implied_by(everything)


def tier_of(pattern: Pattern, sight: Sight, care: Aftercare | None) -> Tier:
    """The tier of a pattern that holds: its own, unless a visit quietens it or all that met it came during sport."""
    if (care and care.quietens) or (pattern.in_sport and pattern.in_sport(sight)):
        return Tier.MENTION
    return pattern.tier


def was_true(book: Book, finding: Alarm | Found, past: int) -> bool:
    """Whether the rule of a finding held on an earlier day, with the visits of then."""
    if isinstance(finding, Alarm):
        return any(alarm.rule == finding.rule for alarm in alarms(book.live(past, past), past))
    return holds(finding.pattern, *book.sights(past, past))
