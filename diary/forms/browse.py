"""Finding something in the diary: by month, by muscle, by a word of a note."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle

SEARCHING = ("month", "muscle", "q")


class BrowseForm(forms.Form):
    """What the address asks of the diary list. Nothing is required; what is wrong is said and left out."""

    month = forms.DateField(
        label=_("Month"),
        required=False,
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month", "placeholder": "2026-11"}, format="%Y-%m"),
        error_messages={"invalid": _("Write the month like 2026-11.")},
    )
    muscle = forms.ChoiceField(label=_("Muscle"), required=False, choices=[("", _("Any")), *Muscle.choices])
    q = forms.CharField(
        label=_("Words in a note"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    on = forms.DateField(required=False, widget=forms.HiddenInput)

    def searching(self) -> Iterator[forms.BoundField]:
        """The fields that a person fills in."""
        return (self[name] for name in SEARCHING)

    def wanted(self, name: str) -> str:
        """The valid value of a field, empty when there is none."""
        return self.cleaned_data.get(name) or ""

    @property
    def is_search(self) -> bool:
        """Whether cramps are looked for, rather than days shown."""
        return bool(self.wanted("muscle") or self.wanted("q"))

    @property
    def address(self) -> str:
        """The search as the query part of an address."""
        return urlencode({name: self.wanted(name) for name in ("muscle", "q")})

    def day_wanted(self) -> date | None:
        """The last day that the page should show: the day asked for, or the last of the month asked for."""
        if day := self.cleaned_data.get("on"):
            return day
        month = self.cleaned_data.get("month")
        return month.replace(day=monthrange(month.year, month.month)[1]) if month else None
