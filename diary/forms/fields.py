"""Answers that Django's own fields do not know: lists with "none", reliefs with what they did, a note, minutes."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from diary.models import LONGEST_SECONDS, MOST_GLASSES, NOTE_LENGTH, validate_writing
from diary.vocabulary import Helped, Relief, UnknownCodes, ordered_codes

YES_NO = (("yes", _("Yes")), ("no", _("No")))
NONE, UNSURE = "none", "unsure"
NOT_AN_ANSWER = _("“%(value)s” is not one of the answers. Choose again.")

GLASSES_RANGE = format_lazy(_("A whole number from 0 to {most}."), most=MOST_GLASSES)


def one_of(choices: Any, **kwargs: Any) -> forms.ChoiceField:
    """One code of a vocabulary, or none."""
    return forms.ChoiceField(
        choices=choices, required=False, error_messages={"invalid_choice": NOT_AN_ANSWER}, **kwargs
    )


def yes_or_no(**kwargs: Any) -> forms.TypedChoiceField:
    """True, False, or None where nothing was said."""
    return forms.TypedChoiceField(
        choices=YES_NO,
        coerce="yes".__eq__,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": NOT_AN_ANSWER},
        **kwargs,
    )


def glasses(**kwargs: Any) -> forms.IntegerField:
    """Glasses of fluid of a day."""
    told = dict.fromkeys(("invalid", "min_value", "max_value"), GLASSES_RANGE)
    return forms.IntegerField(required=False, min_value=0, max_value=MOST_GLASSES, error_messages=told, **kwargs)


def as_yes_or_no(answer: bool | None) -> str:
    """The code of a stored answer."""
    return "" if answer is None else "yes" if answer else "no"


class ManyWidget(forms.Widget):
    """Reads a list of codes, None where nothing was ticked; it is drawn by `diary.forms.drawing`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        return data.getlist(name) or None


class CodesField(forms.Field):
    """Codes of a vocabulary, in its order: a list, [] where "none" was ticked, None where nothing was said.

    A code ticked together with "none" wins: an answer that may matter is never lost to a slip of the finger.
    """

    widget = ManyWidget

    def __init__(self, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.codes = tuple(codes)

    def clean(self, value: Sequence[str] | None) -> list[str] | None:
        value = value or ()
        ticked = [code for code in value if code not in ("", NONE, UNSURE)]
        if ticked:
            return _ordered(ticked, self.codes)
        return [] if NONE in value and UNSURE not in value else None


class ReliefsWidget(forms.Widget):
    """Reads what was tried, each with its answer to "did it help?"."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {relief: data.get(f"helped_{relief}", "") for relief in data.getlist(name)}


class ReliefsField(forms.Field):
    """What was tried, in the order of the vocabulary, each with "yes", "a_little", "no" or "" (not said)."""

    widget = ReliefsWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Mapping[str, str]) -> dict[str, str]:
        tried = _ordered(value, Relief.values)
        _ordered((helped for helped in value.values() if helped), Helped.values)
        return {relief: value[relief] for relief in tried}


class NoteField(forms.CharField):
    """The person's own words. A line break counts once, however the browser sends it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        too_long = _("A note ends at %(limit_value)d characters; this one has %(show_value)d.")
        # Instead of Django's own, which says "null characters" beside our words for it.
        self.validators = [MaxLengthValidator(NOTE_LENGTH, too_long), validate_writing]

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class MinutesField(forms.DecimalField):
    """Minutes as people type them ("7", "7.5", "7,5"); the answer is in whole seconds."""

    default_error_messages = {"invalid": _("Write the minutes as a number, like 7 or 7.5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> int | None:
        minutes: Decimal | None = super().clean(str(value or "").replace(",", "."))
        if minutes is None:
            return None
        if minutes > LONGEST_SECONDS // 60:
            raise ValidationError(_("That is more than 24 hours. Choose “Still going” or a length up to 1440 minutes."))
        if (seconds := round(minutes * 60)) < 1:
            raise ValidationError(_("The minutes have to be more than 0."))
        return seconds


def _ordered(codes: Iterable[str], allowed: Iterable[str]) -> list[str]:
    try:
        return ordered_codes(codes, allowed)
    except UnknownCodes as error:
        raise ValidationError(NOT_AN_ANSWER, params={"value": error.codes[0][:40]}) from error
