"""Finding something in the diary: by month, by muscle, by a word of a note."""

from calendar import monthrange
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from diary.clock import EARLIEST_YEAR, Period
from diary.forms.layout import Entry, Select

PAGE_DAYS = 28
YEARS = [MinValueValidator(date(EARLIEST_YEAR, 1, 1)), MaxValueValidator(date(2200, 12, 31))]


class BrowseForm(forms.Form):
    """What the address asks of the diary list. Nothing is required; what is wrong is said and left out."""

    month = forms.DateField(
        label=_("Month"),
        required=False,
        input_formats=["%Y-%m"],
        validators=YEARS,
        error_messages={"invalid": _("Write the month like 2026-11.")},
    )
    muscle = forms.ChoiceField(label=_("Muscle"), required=False, choices=[("", _("Any")), *Muscle.choices])
    q = forms.CharField(label=_("Words in a note"), required=False, max_length=100)
    on = forms.DateField(required=False, validators=YEARS, widget=forms.HiddenInput)
    to = forms.DateField(required=False, validators=YEARS, widget=forms.HiddenInput)

    def drawn(self) -> SafeString:
        """The fields that a person fills in."""
        month = Entry("month", "month", placeholder="2026-11")
        return mark_safe(
            "".join(piece.render(self, Context()) for piece in (month, Select("muscle"), Entry("q", "search")))
        )

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

    def period(self, today: date) -> Period:
        """The days to show, none of them to come.

        The month asked for, the page that ends with `to`, or the one that holds `on`; else the page that ends today.
        """
        month, last, wanted = (self.cleaned_data.get(name) or today for name in ("month", "to", "on"))
        if month < today:
            return Period(month, min(today, month.replace(day=monthrange(month.year, month.month)[1])))
        if last < today:
            return Period.ending(last, PAGE_DAYS)
        pages = max(0, (today - wanted).days // PAGE_DAYS)
        return Period.ending(today - timedelta(days=pages * PAGE_DAYS), PAGE_DAYS)
