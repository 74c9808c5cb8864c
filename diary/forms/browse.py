"""Finding something in the diary: by month, by muscle, by a word of a note."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from diary.clock import EARLIEST_YEAR, Period

PAGE_DAYS = 28
YEARS = [MinValueValidator(date(EARLIEST_YEAR, 1, 1)), MaxValueValidator(date(2200, 12, 31))]
SEARCHING = ("month", "muscle", "q")


class BrowseForm(forms.Form):
    """What the address asks of the diary list. Nothing is required; what is wrong is said and left out."""

    month = forms.DateField(
        label=_("Month"),
        required=False,
        input_formats=["%Y-%m"],
        validators=YEARS,
        widget=forms.DateInput(attrs={"type": "month", "placeholder": "2026-11"}, format="%Y-%m"),
        error_messages={"invalid": _("Write the month like 2026-11.")},
    )
    muscle = forms.ChoiceField(label=_("Muscle"), required=False, choices=[("", _("Any")), *Muscle.choices])
    q = forms.CharField(
        label=_("Words in a note"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    on = forms.DateField(required=False, validators=YEARS, widget=forms.HiddenInput)
    to = forms.DateField(required=False, validators=YEARS, widget=forms.HiddenInput)

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

    def period(self, latest: date) -> Period:
        """The days to show: the month asked for, the page that ends with `to`, or the one that holds `on`.

        Without any of them, the page that ends with the latest day.
        """
        if month := self.cleaned_data.get("month"):
            return Period(month, month.replace(day=monthrange(month.year, month.month)[1]))
        if last := self.cleaned_data.get("to"):
            return Period.ending(last, PAGE_DAYS)
        wanted = self.cleaned_data.get("on")
        pages = (latest - wanted).days // PAGE_DAYS if wanted and wanted < latest else 0
        return Period.ending(latest - timedelta(days=pages * PAGE_DAYS), PAGE_DAYS)
