"""What last night has left open, and what home asks about it in the morning: one tap each.

A question is named by its subject and what it is about ("difference <uuid>", "fluids 2026-11-26"). One that was passed
over is remembered with the session, not in the diary, where nothing was said.
"""

from collections.abc import Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from cramps.accounts.models import User
from diary import clock, tonight
from diary.daybook.rows import CrampLine, Daybook, answers, minutes
from diary.daybook.words import address
from diary.episodes import DiarySlice
from diary.forms.cramp import SIGN_DAYS
from diary.models import Cramp, Day
from diary.vocabulary import Activity, DurationSource, Exertion

Choice = tuple[str, Any]

STOP, TIMER, LENGTH = "stop", "timer", "length"
"""How the end of a cramp is asked for: while it runs, after a timer that was probably forgotten, and otherwise."""
DIFFERENCE, FLUIDS, EXERTION, STRETCHED = "difference", "fluids", "exertion", "stretched"
EVENING = time(20)
"""From this hour until noon, whoever says nothing of what they were doing may have been asleep."""
MOST_AT_ONCE = 3
"""So many questions about the cramps of a night are put at once; of more, one for each cramp."""
PASSED, MOST_PASSED = "passed", 50
GLASSES: Sequence[Choice] = [(number, number) for number in ("2", "4", "6", "8", "10")]
DAY_QUESTIONS: Sequence[tuple[str, Any, Sequence[Choice]]] = (
    (FLUIDS, _lazy("How many glasses of fluid?"), GLASSES),
    (EXERTION, _lazy("How hard was the day on the body?"), Exertion.choices),
    (STRETCHED, _lazy("Stretched at bedtime?"), (("yes", _lazy("Yes")), ("no", _lazy("No")))),
)


@dataclass(frozen=True, slots=True)
class OpenCramp:
    """A cramp in words, and what is not known of it: `length` is STOP, TIMER or LENGTH, "" where its end is known.

    `ran` is what its timer showed. `asks_list` tells that the list of signs is due, and not asked after by a chip.
    `more` says how many questions follow when the one that is asked has been answered, where any do.
    """

    line: CrampLine
    began: str
    length: str
    ran: str
    asks_waking: bool
    asks_difference: bool
    asks_list: bool
    uuid: UUID
    more: str = ""

    @property
    def open_questions(self) -> int:
        """How many there are."""
        return bool(self.length) + self.asks_waking + self.asks_difference + self.asks_list

    def one_at_a_time(self) -> "OpenCramp":
        """The same with its first question alone."""
        asks_signs = not self.length and (self.asks_difference or self.asks_list)
        rest = self.open_questions - 1
        return replace(
            self,
            asks_waking=self.asks_waking and not (self.length or asks_signs),
            asks_difference=self.asks_difference and asks_signs,
            asks_list=self.asks_list and asks_signs,
            more=ngettext("then %(count)d more", "then %(count)d more", rest) % {"count": rest} if rest > 0 else "",
        )

    @property
    def length_url(self) -> str:
        """Where its length is told."""
        return address("diary:length", self.uuid)

    @property
    def waking_url(self) -> str:
        """Where it is told whether it woke the person."""
        return address("diary:waking", self.uuid)

    @property
    def difference(self) -> str:
        """The name of the question whether anything was different."""
        return name_of(DIFFERENCE, self.uuid)


@dataclass(frozen=True, slots=True)
class AboutDay:
    """The next question about a day, of which number it is out of three, and what was answered, in words."""

    day: date
    name: str
    question: Any
    choices: Sequence[Choice]
    number: int
    answered: Sequence[str]
    hint: str = ""

    @property
    def passed(self) -> str:
        """The name of the question, for passing it over."""
        return name_of(self.name, self.day)


@dataclass(frozen=True, slots=True)
class Morning:
    """The cramps of last night, those that run since another day, and the next question about the day before."""

    cramps: Sequence[OpenCramp] = ()
    running: Sequence[OpenCramp] = ()
    about_day: AboutDay | None = None


def morning_of(
    user: User, diary: DiarySlice, night: tonight.LastNight | None, today: date, passed: Collection[str]
) -> Morning:
    """What is open; one query at most, beyond the slice that was read."""
    day = night.day if night else today
    since = min((episode.day for episode in tonight.still_running(diary)), default=None)
    has_cramps = night is not None and night.state == "cramps"
    cramps = Cramp.objects.left_open(user, day, min(day, since or day)) if has_cramps or since else []
    last = [cramp for cramp in cramps if night and cramp.day == night.day]
    is_due = not any(one.signs is not None and (today - one.day).days < SIGN_DAYS for one in diary.episodes)
    listed = last[-1].uuid if last and is_due else None
    daybook = Daybook(user.home_region, user.time_zone)
    asked = [_open(cramp, daybook, passed, is_due, listed) for cramp in last]
    if sum(cramp.open_questions for cramp in asked) > MOST_AT_ONCE:
        asked = [cramp.one_at_a_time() for cramp in asked]
    return Morning(
        asked,
        [_running(cramp, daybook) for cramp in cramps if cramp not in last and cramp.is_running],
        _about_day(_said(user, night.day, cramps), daybook, passed) if night else None,
    )


def _open(cramp: Cramp, daybook: Daybook, passed: Collection[str], is_due: bool, listed: UUID | None) -> OpenCramp:
    asks_signs = cramp.signs is None and name_of(DIFFERENCE, cramp.uuid) not in passed
    return OpenCramp(
        line=daybook.line(cramp),
        began=daybook.moment_of(cramp),
        length=_length(cramp, passed),
        ran=minutes(cramp.timer_ran or 0, daybook.say),
        asks_waking=cramp.woke_me is None and _may_have_slept(cramp),
        asks_difference=asks_signs and not is_due,
        asks_list=asks_signs and cramp.uuid == listed,
        uuid=cramp.uuid,
    )


def _running(cramp: Cramp, daybook: Daybook) -> OpenCramp:
    return OpenCramp(daybook.line(cramp), daybook.moment_of(cramp), STOP, "", False, False, False, cramp.uuid)


def _length(cramp: Cramp, passed: Collection[str]) -> str:
    if cramp.is_running:
        return STOP
    if cramp.timer_ran is not None:
        return TIMER
    is_asked = cramp.duration_source == DurationSource.UNKNOWN and name_of(LENGTH, cramp.uuid) not in passed
    return LENGTH if is_asked else ""


def _may_have_slept(cramp: Cramp) -> bool:
    if cramp.activity or not cramp.time_known:
        return cramp.activity in ("", Activity.ASLEEP)
    start = cramp.local_start.time()
    return start >= EVENING or start < clock.NOON


def _said(user: User, day: date, cramps: Sequence[Cramp]) -> Day:
    """What was said about the day; `cramps`, where there are any, were read together with it."""
    if not cramps:
        return Day.objects.for_user(user).on(user, day)
    fluids, exertion, stretched = (getattr(cramps[0], f"that_{name}") for name in (FLUIDS, EXERTION, STRETCHED))
    return Day(
        date=day, fluids=fluids, exertion=exertion or "", stretched=None if stretched is None else bool(stretched)
    )


def _about_day(said: Day, daybook: Daybook, passed: Collection[str]) -> AboutDay | None:
    """The first question that was neither answered nor passed over, None after the last."""
    for number, (name, question, choices) in enumerate(DAY_QUESTIONS, start=1):
        if getattr(said, name) in (None, "") and name_of(name, said.date) not in passed:
            hint = _("One glass is 250 ml.") if name == FLUIDS else ""
            return AboutDay(said.date, name, question, choices, number, answers(said, daybook.say), hint)
    return None


def name_of(question: str, about: UUID | date) -> str:
    """What a question is called where it is passed over."""
    return f"{question} {about}"


def passed_over(session: Mapping[str, Any]) -> frozenset[str]:
    """The questions that somebody passed over, by their names."""
    return frozenset(session.get(PASSED, ()))


def pass_over(session: MutableMapping[str, Any], question: str) -> None:
    """Ask it no more; of a long list the oldest are forgotten."""
    session[PASSED] = [*session.get(PASSED, ()), question][-MOST_PASSED:]


def ask_again(session: MutableMapping[str, Any], question: str) -> None:
    """Take that back."""
    session[PASSED] = [name for name in session.get(PASSED, ()) if name != question]
