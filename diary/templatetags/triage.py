"""What the flag looks for, for pages that explain it: straight from the rules, so that no page holds a copy."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cramps.guides.catalog import sources
from cramps.guides.dialect import NUMBERS
from cramps.guides.source import Source
from cramps.guides.templatetags.guides import with_numbers
from cramps.regions import Region
from diary.triage import messages, words
from diary.triage.book import STILL_CRAMPING
from diary.triage.patterns import PATTERNS
from diary.triage.signs import LIST_C, MUSCLE_SIGNS, MuscleSign
from diary.triage.tiers import Tier
from diary.triage.withdrawal import Withdrawal
from diary.triage.words import RuleText

register = template.Library()

PATTERN_CODES = frozenset(pattern.code for pattern in PATTERNS)
WITH_A_CRAMP = frozenset({STILL_CRAMPING, *(f"sign:{sign.code}" for sign in LIST_C)})


@dataclass(frozen=True, slots=True)
class Level:
    """One tier with its heading, and the rules that begin in it: single `signs`, and `patterns` over weeks.

    The cramp that does not end stands first: it is the one that somebody in the middle of it looks for.
    """

    code: str
    level_text: str
    heading: str
    signs: tuple[RuleText, ...]
    patterns: tuple[RuleText, ...]
    muscles: tuple[MuscleSign, ...]

    @property
    def with_a_cramp(self) -> tuple[RuleText, ...]:
        """The cramp that does not end, and the signs that are asked about with a cramp."""
        return tuple(rule for rule in self.signs if rule.rule in WITH_A_CRAMP)


@register.simple_tag
def rule_levels(region: Region) -> list[Level]:
    """Every rule of the flag by tier, highest first, with the emergency number of a region."""
    rules = words.rulebook()
    return [_level(tier, rules, region) for tier in sorted(Tier, reverse=True)]


@register.filter
def is_a_sign(muscle: str) -> bool:
    """Whether a cramp in this muscle is a sign itself, so that there are no relief steps for it."""
    return muscle in MUSCLE_SIGNS


@register.filter
def rendered(html: str, region: Region) -> SafeString:
    """The HTML of a guide with the numbers of a region and of the rules: guides hold no copy of them."""
    return mark_safe(with_numbers(html, region).replace(NUMBERS["long-cramp"], escape(messages.long_cramp())))


@register.filter
def measure_words(withdrawal: Withdrawal) -> list[str]:
    """What a withdrawal leaves out, in words, in the order in which guides speak of it."""
    return [str(word) for measure, word in messages.MEASURES_SAID.items() if measure in withdrawal.measures]


@register.filter
def at_level(levels: Iterable[Level], code: str) -> Level | None:
    """The level with this code, as in {{ levels|at_level:"urgent" }}."""
    return next((level for level in levels if level.code == code), None)


@register.simple_tag
def with_rule_sources(first: Iterable[Source]) -> list[Source]:
    """These sources, and after them every other on which a rule rests."""
    cited = {source for rule in words.rulebook() for source in rule.sources}
    listed = list(first)
    return listed + [source for source in sources().values() if source.id in cited and source not in listed]


def _level(tier: Tier, rules: Iterable[RuleText], region: Region) -> Level:
    of_tier = [replace(rule, text=rule.text.rstrip(".")) for rule in rules if rule.tier is tier]
    signs = [rule for rule in of_tier if rule.rule not in PATTERN_CODES]
    return Level(
        code=tier.code,
        level_text=str(words.LEVELS[tier.code]),
        heading=words.heading_of(tier.code, region),
        signs=tuple(sorted(signs, key=lambda rule: rule.rule != STILL_CRAMPING)),
        patterns=tuple(rule for rule in of_tier if rule.rule in PATTERN_CODES),
        muscles=tuple(sign for sign in MUSCLE_SIGNS.values() if sign.tier is tier),
    )
