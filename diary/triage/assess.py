"""The flag: how urgent a diary is as of a day and why, and the days on which that changed.

Pure functions of what is passed in; nothing is stored, so that the flag follows every correction.
"""

from collections.abc import Iterable
from datetime import date

from cramps.regions import Region
from cramps.ruleset import RULES_VERSION
from diary.episodes import DiarySlice, Episode
from diary.triage import messages
from diary.triage.alarms import BASE_TIERS, Alarm
from diary.triage.book import Book
from diary.triage.findings import RANKS, Found, findings, height, was_true
from diary.triage.ledger import every
from diary.triage.raising import HEAT_SIGN, heat_conditions
from diary.triage.reasons import Assessment, OldSign, Reason, Turn
from diary.triage.tiers import Tier

__all__ = ["RULES_VERSION", "Assessment", "OldSign", "Reason", "Tier", "Turn", "assess", "history"]

SEARCHED_DAYS = 28
"""How far back `since` is searched, the day asked about included."""
LATEST_CRAMPS = 8
"""For how many of the last cramps a page says whether the signs were answered."""
LOWER_BEFORE = 14
"""A rise below urgent is a point in the history when the tier was lower on each of so many days before."""


def assess(diary: DiarySlice, as_of: date, *, today: date, region: Region) -> Assessment:
    """The flag as of a day up to `today`, with its reasons in the words of a region.

    What belongs to a later diary day than `today` counts as today; asked about a past day, later diary days do not
    exist.
    """
    book, day = Book(diary, today), as_of.toordinal()
    found = findings(book, day, day)
    latest = book.whole.latest(every, LATEST_CRAMPS, day)
    return Assessment(
        as_of=as_of,
        rules_version=RULES_VERSION,
        tier=found[0].tier if found else None,
        reasons=tuple(_reason(book, finding, day, region) for finding in found),
        not_talked_about=_not_talked_about(book, diary, day, {finding.rule for finding in found}),
        answered=sum(cramp.signs is not None for _, cramp in latest),
        of_last=len(latest),
    )


def history(diary: DiarySlice, first: date | None, last: date, *, today: date) -> list[Turn]:
    """The days from `first` (the first entry, when None) to `last` on which the tier rose or a visit lowered it.

    A rise below urgent counts when the tier was lower on each of the 14 days before. A visit stands before a rise of
    the same date.
    """
    book = Book(diary, today)
    start = first.toordinal() if first else book.first_day
    visits = set(book.visits.days)
    before = [height(book, day, day) for day in range(start - LOWER_BEFORE, start)]
    turns = []
    for day in range(start, last.toordinal() + 1):
        reached = height(book, day, day)
        if day in visits and reached < height(book, day, day - 1):
            turns.append(_turn(day, reached, ["visit"]))
        if reached > before[-1] and (reached >= Tier.URGENT or reached > max(before)):
            rules = [finding.rule for finding in findings(book, day, day) if finding.tier == reached]
            turns.append(_turn(day, reached, rules))
        before = [*before[1:], reached]
    return turns


def _turn(day: int, reached: int, rules: list[str]) -> Turn:
    return Turn(date.fromordinal(day), Tier(reached) if reached else None, tuple(rules))


def _since(book: Book, finding: Alarm | Found, day: int) -> tuple[date, bool]:
    """The first day of the run on which a rule was true, and whether the search ended before the run did."""
    for past in range(day - 1, day - SEARCHED_DAYS, -1):
        if not was_true(book, finding, past):
            return date.fromordinal(past + 1), False
    return date.fromordinal(day - SEARCHED_DAYS + 1), True


def _reason(book: Book, finding: Alarm | Found, day: int, region: Region) -> Reason:
    since = _since(book, finding, day)
    since_when = messages.since_when(*since, region)
    if isinstance(finding, Alarm):
        return _alarm_reason(book, finding, day, since, since_when, region)
    return _pattern_reason(finding, since, since_when, region)


def _alarm_reason(
    book: Book, alarm: Alarm, day: int, since: tuple[date, bool], since_when: str, region: Region
) -> Reason:
    last = date.fromordinal(alarm.ticks[-1].day)
    sources, own_choice = messages.alarm_sources(alarm.rule), messages.has_own_number(alarm.rule)
    is_pregnant = book.background.is_pregnant(date.fromordinal(day))
    is_heat = not any(tick.is_ticked for tick in alarm.ticks)
    told = [
        messages.alarm_line(
            alarm.rule,
            alarm.base,
            alarm.tier,
            last,
            since_when,
            region,
            is_pregnant=is_pregnant,
            is_heat=is_heat,
        ),
        messages.why_heat(alarm.rule, heat_conditions(book.background)),
        *(messages.more_urgent(found) for found in book.raised(day).values() if found.rule == alarm.rule),
    ]
    line = " ".join(sentence for sentence in told if sentence)
    cited = messages.cited(sources, own_choice)
    return Reason(
        rule=alarm.rule,
        tier=alarm.tier,
        since=since[0],
        since_at_least=since[1],
        cramps=_ids(tick.cramp for tick in alarm.ticks if tick.cramp),
        sources=sources,
        own_choice=own_choice,
        cited=cited,
        message=messages.whole(line, alarm.tier, cited, region),
        line=line,
        last=last,
        is_old_emergency=alarm.base is Tier.EMERGENCY and alarm.tier is not Tier.EMERGENCY,
        short=messages.in_short(alarm.rule, is_heat=is_heat),
    )


def _pattern_reason(found: Found, since: tuple[date, bool], since_when: str, region: Region) -> Reason:
    pattern = found.pattern
    line = messages.pattern_line(pattern, found.tier, found.sight, since_when, found.care, region)
    cited = messages.cited(found.sources, pattern.own_choice)
    return Reason(
        rule=pattern.code,
        tier=found.tier,
        since=since[0],
        since_at_least=since[1],
        cramps=_ids(cramp for _, cramp in found.met),
        sources=found.sources,
        own_choice=pattern.own_choice,
        cited=cited,
        message=messages.whole(line, found.tier, cited, region),
        line=line,
    )


def _ids(cramps: Iterable[Episode]) -> tuple[str, ...]:
    """Each id once, oldest first."""
    return tuple(dict.fromkeys(cramp.id for cramp in sorted(cramps, key=lambda cramp: (cramp.started_at, cramp.id))))


def _not_talked_about(book: Book, diary: DiarySlice, day: int, rules: set[str]) -> tuple[OldSign, ...]:
    """The open signs that have left the tier, in the order of the rules, each with the last day it was ticked for."""
    last, tiers = (
        dict(diary.old_signs),
        {**BASE_TIERS, **{rule: found.tier for rule, found in book.raised(day).items()}},
    )
    for tick in book.old(day):
        what, on = tick.what, date.fromordinal(tick.day)
        last[what] = max(on, last.get(what, on))
    # Of an old one nobody looks up whether more than the heat was ticked: that much is true of both.
    heat = {HEAT_SIGN} if heat_conditions(book.background) else set()
    return tuple(
        OldSign(
            rule,
            messages.in_short(rule, is_heat=rule in heat),
            messages.ticked(rule, is_heat=rule in heat),
            last[rule],
            tiers[rule],
        )
        for rule in sorted(BASE_TIERS.keys() & last.keys() - rules, key=RANKS.__getitem__)
    )
