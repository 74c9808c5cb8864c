"""How long did it last? The chips, and what an answer means in a stored cramp."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diary.models import LONGEST_SECONDS, Cramp
from diary.vocabulary import DurationSource

Choice = tuple[str, str | Promise]

ESTIMATES = {"0.5": 30, "2": 120, "6": 360, "15": 900}
"""Chip -> the seconds for which it stands: a length that nobody timed."""
MINUTES, RUNNING, UNKNOWN = "minutes", "running", "unknown"
CONFIRMED = "timer"
LENGTHS: tuple[Choice, ...] = (
    ("0.5", _("Under 1 min")),
    ("2", _("1–3")),
    ("6", _("3–10")),
    ("15", _("Over 10")),
    (UNKNOWN, _("Not sure")),
    (MINUTES, _("In minutes")),
    (RUNNING, _("Still going")),
)
ESTIMATE_CHIPS = LENGTHS[:4]
LENGTHS_OF_RUNNING: tuple[Choice, ...] = (
    (RUNNING, _("Still going")),
    (MINUTES, _("It stopped after …")),
    *ESTIMATE_CHIPS,
    (UNKNOWN, _("It stopped, not sure when")),
)
"""The same for a cramp that has not been ended yet."""


LENGTHS_OF_ENDED = tuple(choice for choice in LENGTHS if choice[0] != RUNNING)
"""The same for a new cramp of a night that is over."""


def choices_for(cramp: Cramp | None, *, is_over: bool = False) -> tuple[Choice, ...]:
    """The answers to choose from; `is_over` tells that the day is over for which a cramp is written down."""
    if is_over:
        return LENGTHS_OF_ENDED
    return LENGTHS_OF_RUNNING if cramp and cramp.is_running else LENGTHS


def answer_of(cramp: Cramp) -> tuple[str, str]:
    """The chip of a stored length, and the minutes behind the chip "in minutes"."""
    if cramp.is_running:
        return RUNNING, ""
    if cramp.duration is None:
        return "", ""
    if cramp.duration_source == DurationSource.ESTIMATED:
        for chip, seconds in ESTIMATES.items():
            if seconds == cramp.duration:
                return chip, ""
    return MINUTES, f"{cramp.duration / 60:.2f}".rstrip("0").rstrip(".")


def meaning_of(chip: str, seconds: int | None, cramp: Cramp | None) -> tuple[int | None, str]:
    """The length in seconds and how it is known, from a chip and the seconds behind "in minutes".

    A length that stands unchanged stays as it was known. Typed minutes are an estimate, but those that end a running
    cramp confirm what its timer began.
    """
    if chip == RUNNING:
        return None, DurationSource.RUNNING
    if chip in ESTIMATES:
        return ESTIMATES[chip], DurationSource.ESTIMATED
    if chip == UNKNOWN or seconds is None:
        return None, DurationSource.UNKNOWN
    if cramp and cramp.duration == seconds:
        return seconds, cramp.duration_source
    return seconds, DurationSource.TIMED if cramp and cramp.is_running else DurationSource.ESTIMATED


class LengthForm(forms.Form):
    """How long a cramp lasted, as one tap says it: an estimate, "not sure", or what a forgotten timer showed."""

    length = forms.ChoiceField(choices=[*ESTIMATE_CHIPS, (CONFIRMED, ""), (UNKNOWN, "")])

    def save(self, cramp: Cramp) -> bool:
        """Store it, unless the length is known better; whether it was stored."""
        chip = self.cleaned_data["length"]
        if cramp.duration_source == DurationSource.TIMED:
            return False
        if chip == CONFIRMED:
            return cramp.confirm_timer()
        cramp.tell_length(*meaning_of(chip, None, cramp))
        return True


def length_before(cramp: Cramp) -> str:
    """What is known of a length, as the address of an undo says it: "running", "unknown-18720" after a timer."""
    seconds = cramp.timer_ran if cramp.duration is None else cramp.duration
    return cramp.duration_source if seconds is None else f"{cramp.duration_source}-{seconds}"


def put_back_length(cramp: Cramp, before: str) -> None:
    """Let stand again what `length_before` told. Raises ValueError where it tells nothing of the kind."""
    source, _, seconds = before.partition("-")
    known = int(seconds) if seconds else None
    is_length = source in (DurationSource.TIMED, DurationSource.ESTIMATED)
    if source not in DurationSource.values or is_length != (known is not None and source != DurationSource.UNKNOWN):
        raise ValueError(before)
    if known is not None and not 0 <= known <= LONGEST_SECONDS:
        raise ValueError(before)
    cramp.tell_length(known if is_length else None, source, timer_ran=None if is_length else known)
