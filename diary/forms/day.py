"""One day as a form: its own answers, how the person has been lately, and signs without a cramp."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from cramps.regions import Region
from diary.background import Background
from diary.forms.cramp_layout import AboutDay
from diary.forms.fields import CodesField, NoteField, as_yes_or_no, glasses, one_of, yes_or_no
from diary.forms.layout import Chips, Entry, Fold, Hidden, Problems, Save, helper_for
from diary.forms.sign_list import SignList
from diary.models import Day
from diary.triage.raising import calls_for_help, raises
from diary.triage.signs import CATALOGUE, HEADING_D, LIST_D, SIGNS, Sign
from diary.vocabulary import Exertion, ordered_codes

SEPARATOR = "|"
HEADING_ALL = _("Is there any of this?")


class SignsForm(forms.Form):
    """Signs that are there without a cramp, ticked for one day.

    Only `signs_shown` stand on the screen, and "none" covers no others.
    """

    shows_answers = True
    had = forms.CharField(required=False, max_length=2_000)
    """The signs that were ticked when the page was drawn: one ticked elsewhere since then is not taken away."""

    def __init__(
        self,
        *args: Any,
        instance: Day,
        region: Region,
        background: Background,
        today: date,
        signs_shown: Sequence[Sign] = CATALOGUE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance, self.region, self.signs_shown = instance, region, signs_shown
        self.background, self.today = background, today
        self.before = frozenset(instance.signs or ())
        self.fields["signs"] = CodesField([sign.code for sign in signs_shown], label=_("Signs"))
        self.initial["signs"] = instance.signs
        self.initial["had"] = SEPARATOR.join(instance.signs or ())
        self.helper = helper_for(Problems(), Hidden("had"), SignList(HEADING_ALL), Save(), css="card ask")

    @property
    def calls_for_help(self) -> bool:
        """Whether a sign was ticked just now that should not wait."""
        return calls_for_help(set(self.instance.signs or ()) - self.before, raises(self.background, self.today))

    def save(self, now: datetime) -> Day:
        """Store the answer; a day about which nothing is said goes."""
        self.instance.set_signs(self._with_ticked_meanwhile(self.cleaned_data["signs"]), now)
        self.instance.keep_if_answered()
        return self.instance

    def _with_ticked_meanwhile(self, signs: list[str] | None) -> list[str] | None:
        if "had" not in self.data:
            return signs
        had = self.cleaned_data["had"].split(SEPARATOR)
        meanwhile = [code for code in self.instance.signs or () if code not in had]
        return ordered_codes([*(signs or ()), *meanwhile], SIGNS) if meanwhile else signs


class DayForm(SignsForm):
    """What can be said about a day. Nothing is required, and an empty form says nothing."""

    cramp_free = one_of([("yes", _("No cramps"))], label=_("Were there cramps?"))
    fluids = glasses(label=_("Glasses of fluid"))
    exertion = one_of(Exertion.choices, label=_("How hard was the day on the body?"))
    stretched = yes_or_no(label=_("Stretched at bedtime?"))
    alcohol = yes_or_no(label=_("Alcohol?"))
    caffeine = yes_or_no(label=_("Coffee or tea?"))
    note = NoteField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, instance: Day, has_cramps: bool, asks_lately: bool = False, **kwargs: Any) -> None:
        shown = [sign for sign in CATALOGUE if sign in LIST_D or sign.code in (instance.signs or ())]
        super().__init__(*args, instance=instance, signs_shown=shown, **kwargs)
        self.helper = day_layout(has_cramps=has_cramps, asks_lately=asks_lately)
        if has_cramps:
            del self.fields["cramp_free"]
        self.initial.update(
            cramp_free="yes" if instance.cramp_free else "",
            fluids=instance.fluids,
            exertion=instance.exertion,
            stretched=as_yes_or_no(instance.stretched),
            alcohol=as_yes_or_no(instance.alcohol),
            caffeine=as_yes_or_no(instance.caffeine),
            note=instance.note,
        )

    def save(self, now: datetime) -> Day:
        """Store the answers of the day; a day about which nothing is said any more goes."""
        said, day = self.cleaned_data, self.instance
        if "cramp_free" in said:
            day.cramp_free = said["cramp_free"] == "yes"
        for name in ("fluids", "exertion", "stretched", "alcohol", "caffeine", "note"):
            setattr(day, name, said[name])
        return super().save(now)


def day_layout(*, has_cramps: bool, asks_lately: bool) -> FormHelper:
    """How the form of a day stands on the screen: its answers, then how the person has been, folded when not due."""
    return helper_for(
        Problems(),
        Hidden("had"),
        *([] if has_cramps else [Chips("cramp_free")]),
        AboutDay(),
        Chips("stretched"),
        Chips("alcohol"),
        Chips("caffeine"),
        Fold(
            _("How have you been lately?"), SignList(HEADING_D), names=["signs"], is_open=asks_lately, anchor="lately"
        ),
        Entry("note", "textarea"),
        Save(),
        css="card ask",
    )
