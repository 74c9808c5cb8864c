"""One day as a form: its own answers, how the person has been lately, and signs without a cramp."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diary.forms.fields import CodesField, NoteField, as_yes_or_no, one_of, yes_or_no
from diary.models import MOST_GLASSES, Cramp, Day
from diary.triage.signs import LIST_D, SIGNS, Tier
from diary.vocabulary import DurationSource, Exertion

CALLS_FOR_HELP = frozenset({Tier.EMERGENCY, Tier.URGENT})
LENGTHS = (
    ("30", _("Under 1 min")),
    ("120", _("1–3")),
    ("360", _("3–10")),
    ("900", _("Over 10")),
)
"""Seconds -> the words of a chip: the estimates that stand for a length that nobody timed."""


class SignsForm(forms.Form):
    """Signs that are there without a cramp, ticked for one day.

    `codes` are the signs that stand on the screen; "none" covers no others, so what the day holds beyond them stays.
    """

    signs = CodesField(SIGNS)

    def __init__(self, *args: Any, instance: Day, codes: Sequence[str] = tuple(SIGNS), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.before = instance.signs
        self.fields["signs"] = CodesField(codes)
        self.initial["signs"] = instance.signs

    @property
    def calls_for_help(self) -> bool:
        """Whether a sign was ticked just now that should not wait."""
        ticked = set(self.instance.signs or ()) - set(self.before or ())
        return any(SIGNS[code].tier in CALLS_FOR_HELP for code in ticked)

    def save(self, now: datetime) -> Day:
        """Store the answer; `signs_at` moves only when it changed."""
        self.instance.set_signs(self.cleaned_data["signs"], now)
        self.instance.keep_if_answered()
        return self.instance


class DayForm(SignsForm):
    """What can be said about a day. Nothing is required, and an empty form says nothing."""

    cramp_free = one_of([("yes", _("No cramps"))], label=_("Were there cramps?"))
    fluids = forms.IntegerField(
        label=_("Glasses of fluid"),
        required=False,
        min_value=0,
        max_value=MOST_GLASSES,
        help_text=_("One glass is 250 ml."),
    )
    exertion = one_of(Exertion.choices, label=_("How hard was the day on the body?"))
    stretched = yes_or_no(label=_("Stretched at bedtime?"))
    alcohol = yes_or_no(label=_("Alcohol?"))
    caffeine = yes_or_no(label=_("Coffee or tea?"))
    note = NoteField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, instance: Day, has_cramps: bool, **kwargs: Any) -> None:
        shown = [code for code in SIGNS if code in LIST_D or code in (instance.signs or ())]
        super().__init__(*args, instance=instance, codes=shown, **kwargs)
        if has_cramps:
            del self.fields["cramp_free"]
        self.initial |= {
            "cramp_free": "yes" if instance.cramp_free else "",
            "fluids": instance.fluids,
            "exertion": instance.exertion,
            "stretched": as_yes_or_no(instance.stretched),
            "alcohol": as_yes_or_no(instance.alcohol),
            "caffeine": as_yes_or_no(instance.caffeine),
            "note": instance.note,
        }

    def save(self, now: datetime) -> Day:
        """Store the answers of the day; a day about which nothing is said any more goes."""
        said, day = self.cleaned_data, self.instance
        if "cramp_free" in said:
            day.cramp_free = said["cramp_free"] == "yes"
        for name in ("fluids", "exertion", "stretched", "alcohol", "caffeine", "note"):
            setattr(day, name, said[name])
        return super().save(now)


class LengthForm(forms.Form):
    """How long a cramp lasted, as one tap says it; an empty answer takes the estimate back."""

    length = forms.TypedChoiceField(choices=LENGTHS, coerce=int, empty_value=None, required=False)

    def save(self, cramp: Cramp) -> bool:
        """Store the estimate, unless the length is known better; whether it was stored."""
        if cramp.duration_source not in (DurationSource.UNKNOWN, DurationSource.ESTIMATED):
            return False
        cramp.duration = self.cleaned_data["length"]
        cramp.duration_source = DurationSource.ESTIMATED if cramp.duration else DurationSource.UNKNOWN
        cramp.save(update_fields=["duration", "duration_source"])
        return True
