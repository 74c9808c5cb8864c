"""The flag as pages show it: loaded, assessed and put on cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from cramps.accounts.models import User
from cramps.regions import Region
from diary import clock
from diary.episodes import DiarySlice
from diary.models import Cramp
from diary.slices import alarm_slice, assessment_slice, cramp_slice, history_slice, recent_slice
from diary.triage import messages
from diary.triage.aftercare import QUIET_DAYS
from diary.triage.alarms import alarms
from diary.triage.asking import to_ask_about
from diary.triage.assess import Assessment, Turn, assess, history
from diary.triage.book import TICKING_MUSCLES, Book
from diary.triage.changes import Change, Moved, moved, moved_turns, unseen
from diary.triage.tiers import Tier
from diary.triage.words import NO_LEVEL, PAST_LEVELS, Card, cards, rules_of_turns
from diary.vocabulary import Trigger

YEAR = 365

COMPARING = frozenset({"rising", "pain-rising", "routine-not-helping"})
"""The rules that compare the last weeks with those before."""
COMPARED_DAYS = 56
"""So far back they look."""


@dataclass(frozen=True, slots=True)
class Flag:
    """What a diary says as of today: the slice that was read, its assessment, and its cards, most urgent first."""

    today: date
    diary: DiarySlice
    assessment: Assessment
    cards: Sequence[Card]
    region: Region

    @property
    def new_medicines(self) -> list[str]:
        """The recent medicines about which to ask whether cramps began with them, in words."""
        return [messages.written(medicine, self.region) for medicine in to_ask_about(self.diary, self.today)]

    def news(self, rules_seen: str) -> Moved | None:
        """The changes of the rules since a version, and what they moved today; None where there are none."""
        changes = unseen(rules_seen)
        return moved(self.diary, changes, self.today, self.region, self.assessment.tier) if changes else None

    @property
    def days(self) -> Mapping[str, date]:
        """The diary day of each cramp that was read, by its id."""
        return {episode.id: episode.day for episode in self.diary.episodes}

    @property
    def pressing(self) -> list[Card]:
        """The cards that belong before everything else on a page."""
        return [card for card in self.cards if card.is_pressing]

    @property
    def offers_stretching(self) -> bool:
        """Whether stretching may be suggested: not while anything is open that a doctor should hear of soon."""
        return not any(reason.tier >= Tier.SOON for reason in self.assessment.reasons)

    @property
    def compares(self) -> bool:
        """Whether a reason sets weeks side by side: by its rule, or since a visit that still bears on it."""
        patterns = [reason for reason in self.assessment.reasons if reason.last is None]
        was_seen = any((self.today - visit.date).days <= QUIET_DAYS for visit in self.diary.seen)
        return any(was_seen or reason.rule in COMPARING for reason in patterns)

    @property
    def recorded_days(self) -> int:
        """On how many of the days that are compared something was recorded."""
        recorded = {episode.day for episode in self.diary.episodes}
        recorded.update(day.date for day in self.diary.days if day.cramp_free)
        period = clock.Period.ending(self.today, COMPARED_DAYS)
        return sum(day in period for day in recorded)

    @property
    def calm(self) -> list[Card]:
        """The cards that can wait behind what a page is for; none that only says what was looked for."""
        return [card for card in self.cards if not card.is_pressing and card.reasons]


def flag_of(user: User, now: datetime, *, with_old_signs: bool = False) -> Flag:
    """The flag of a person's diary at the instant `now`, with the signs not talked about yet if asked for."""
    today = clock.today_in(user.zone, now)
    diary = assessment_slice(user, today, now, with_old_signs=with_old_signs)
    assessment = assess(diary, today, today=today, region=user.home_region)
    found = cards(assessment, user.home_region, settings.CLINICAL_REVIEW)
    return Flag(today, diary, assessment, found, user.home_region)


def pressing_flag(user: User, now: datetime) -> Flag:
    """The flag as far as it belongs before everything else on a page: signs alone raise it so high.

    For pages that show no more of it. It costs four queries, whatever stands in the diary.
    """
    today = clock.today_in(user.zone, now)
    diary = alarm_slice(user, now)
    assessment = assess(diary, today, today=today, region=user.home_region)
    found = cards(assessment, user.home_region, settings.CLINICAL_REVIEW)
    return Flag(today, diary, assessment, [card for card in found if card.is_pressing], user.home_region)


def is_pressing(user: User, cramp: Cramp, now: datetime) -> bool:
    """Whether a stored cramp is a reason to get help today or now, by itself or with what was ticked lately.

    It is asked after every save, so it costs nothing where nothing of the cramp can be such a reason.
    """
    is_hot = Trigger.HEAT in (cramp.triggers or ())
    if not (cramp.signs or cramp.muscle in TICKING_MUSCLES or cramp.easing is False or is_hot):
        return False
    today = clock.today_in(user.zone, now)
    return _alarms(cramp_slice(user, cramp, now), cramp, today) or _alarms(recent_slice(user, now), cramp, today)


def _alarms(diary: DiarySlice, cramp: Cramp, today: date) -> bool:
    day = today.toordinal()
    book = Book(diary, today)
    pressing = [alarm for alarm in alarms(book.live(day, day), day, book.raised(day)) if alarm.tier >= Tier.URGENT]
    return any(tick.cramp and tick.cramp.id == str(cramp.uuid) for alarm in pressing for tick in alarm.ticks)


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn of the flag in words: `level` is the code of its tier, "none" where a visit left none."""

    day: date
    level: str
    heading: str
    reasons: Sequence[str]


def turns_of(user: User, now: datetime) -> list[TurnLine]:
    """How the flag of a person's diary changed over time, latest first."""
    today = clock.today_in(user.zone, now)
    return _in_words(history(history_slice(user, now), None, today, today=today))


def turns_made_by(user: User, changes: Sequence[Change], now: datetime) -> list[TurnLine]:
    """The turns of the last year that changes of the rules, the last ones, have made; latest first."""
    today = clock.today_in(user.zone, now)
    first = today - timedelta(days=YEAR - 1)
    return _in_words(moved_turns(history_slice(user, now, first), changes, first, today))


def _in_words(turns: Sequence[Turn]) -> list[TurnLine]:
    told = rules_of_turns()
    return [
        TurnLine(
            day=turn.date,
            level=turn.tier.code if turn.tier else NO_LEVEL,
            heading=str(PAST_LEVELS[turn.tier.code if turn.tier else ""]),
            reasons=[told[rule] for rule in turn.rules],
        )
        for turn in reversed(turns)
    ]
