"""What a page says without a connection, in the words of the rules: the card of each sign for every region.

The rules themselves write these cards, each for a made-up diary with that one sign in it, so that a sign ticked
without a connection says what the diary would say.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cramps.regions import ANYWHERE, REGIONS, Region
from cramps.reliefs import MEASURES
from diary.background import NOTHING_SAID, Background
from diary.clock import NOON
from diary.episodes import DiarySlice, Episode
from diary.guidance import Guidance
from diary.triage import messages
from diary.triage.assess import assess
from diary.triage.book import STILL_CRAMPING
from diary.triage.signs import LIST_C, MUSCLE_SIGNS
from diary.triage.tiers import Tier
from diary.triage.withdrawal import LEFT_OUT
from diary.triage.words import Card, cards, later_card
from diary.vocabulary import DurationSource

A_DAY = date(2024, 1, 15)
"""Any day will do: an empty diary, and nothing known of its owner."""


Words = dict[str, Any]


def offline_words() -> Words:
    """`regions`: code of a region -> the one whose cards it shares; `cards`: that code -> rule -> card.

    A card has its `rule`, `level` (the code of its tier), `level_text`, `heading`, `line`, `nobody_sees`,
    `not_reviewed`, and in `leaves_out` the codes of what relief leaves out while the sign is open. "" is the region of
    somebody who has not said where they live.
    """
    return _words(get_language(), settings.CLINICAL_REVIEW)


def words_for(region: Region, background: Background, today: date) -> Words:
    """The same for one person: their region alone, and what they noted about their health."""
    return {"regions": {region.code: region.code}, "cards": {region.code: _cards(region, background, today)}}


@lru_cache(maxsize=8)
def _words(language: str | None, clinical_review: str) -> Words:
    sharing: dict[tuple[str, str], str] = {}
    regions: dict[str, str] = {}
    for code, region in {"": ANYWHERE, **REGIONS}.items():
        regions[code] = sharing.setdefault((str(region.emergency), str(region.advice)), code)
    shared = {code: _cards(REGIONS.get(code, ANYWHERE), NOTHING_SAID, A_DAY) for code in sharing.values()}
    return {"regions": regions, "cards": shared}


def _cards(region: Region, background: Background, day: date) -> Words:
    return {rule: _card(rule, episode, region, background) for rule, episode in _each(day)}


def _each(day: date) -> Iterator[tuple[str, Episode]]:
    """Every rule that one cramp alone can meet while it runs, with such a cramp."""
    begun = datetime.combine(day, NOON, UTC)
    for sign in LIST_C:
        yield f"sign:{sign.code}", Episode("", day, begun, signs=(sign.code,))
    for muscle in MUSCLE_SIGNS:
        yield f"muscle:{muscle}", Episode("", day, begun, muscle=muscle)
    yield STILL_CRAMPING, Episode("", day, begun, duration_source=DurationSource.RUNNING, easing=False)


def _card(rule: str, episode: Episode, region: Region, background: Background) -> Words:
    diary, day = DiarySlice([episode], background=background), episode.day
    assessment = assess(diary, day, today=day, region=region)
    card, reason = next(
        (card, reason)
        for card in cards(assessment, region, settings.CLINICAL_REVIEW)
        for reason in card.reasons
        if reason.rule == rule
    )
    left_out = MEASURES if reason.tier is Tier.EMERGENCY else LEFT_OUT.get(rule.removeprefix("sign:"), frozenset())
    return {**_written(card, rule, reason.line), "leaves_out": sorted(left_out)}


def alarms_of(guidance: Guidance, region: Region) -> Words:
    """What is open in somebody's diary, for their device to keep in mind without a connection.

    `cards` are as above; `leaves_out` is what relief leaves out for them now, whether a card says so or not.
    """
    pressing = [_written(card, reason.rule, reason.line) for card in guidance.cards for reason in card.reasons]
    later = later_card(region, settings.CLINICAL_REVIEW)
    old = [_written(later, sign.rule, messages.later_line(sign.rule, sign.last, region)) for sign in guidance.old_signs]
    return {"cards": [*pressing, *old], "leaves_out": sorted(guidance.left_out)}


def _written(card: Card, rule: str, line: str) -> Words:
    return {
        "rule": rule,
        "level": card.level,
        "level_text": card.level_text,
        "heading": card.heading,
        "line": line,
        "nobody_sees": card.nobody_sees,
        "not_reviewed": card.not_reviewed,
    }
