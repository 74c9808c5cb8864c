"""Which column of a table is what. The answers stand in the address, so that a look at them changes nothing."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cramps import dates as written_dates
from cramps.accounts.forms import ZoneField
from cramps.accounts.models import User
from cramps.zones import zone_choices
from diary import clock
from diary.forms.layout import Chips, Hidden, Save, Select, helper_for
from diary.transfer.foreign import dates
from diary.transfer.foreign.dates import DateOrder
from diary.transfer.foreign.mapping import MANY, WHEN, Mapping, Role, first_of, proposal
from diary.transfer.foreign.sheet import Sheet

SHOWN = 3
"""Cells of a column that stand beside its question."""


class SheetForm(forms.Form):
    """Which sheet of a spreadsheet."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)

    def __init__(self, *args: Any, sheets: Sequence[Sheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(index, sheet.name) for index, sheet in enumerate(sheets)]  # type: ignore[attr-defined]
        self.helper = helper_for(Select("sheet"), Save(_("Take this sheet"), stays=False), css="ask")
        self.helper.form_method = "get"

    @property
    def chosen(self) -> int:
        """The index of the sheet, the first where none was named."""
        return int(self.cleaned_data["sheet"] or 0) if self.is_valid() else 0


class MappingForm(forms.Form):
    """What each column holds, how dates are written, and in which time zone. Proposals are answers until changed."""

    shows_answers = True
    order = forms.ChoiceField(
        label=gettext_lazy("How are the dates written?"),
        choices=DateOrder.choices,
        error_messages={"required": gettext_lazy("Choose how the dates are to be read.")},
    )
    zone = ZoneField(help_text=gettext_lazy("That of the clock by which the times were noted."))

    def __init__(self, asked: QueryDict, *, sheet: Sheet, index: int, user: User) -> None:
        self.sheet, self.user = sheet, user
        self.names = [f"c{column}" for column in range(len(sheet.headings))]
        proposed = dict(zip(self.names, proposal(sheet), strict=True))
        given = {name: str(value) for name, value in asked.dict().items()}
        answers: dict[str, str] = {**proposed, "zone": user.time_zone, **given, "sheet": str(index)}
        self.when = first_of([answers[name] for name in self.names], *WHEN)
        self.fitting = dates.fitting_orders(self._dates())
        if not self.asks_order:
            answers.setdefault("order", self.fitting[0] if self.fitting else DateOrder.YEAR_FIRST)
        super().__init__(answers)
        # Not yet asked is no mistake; the page says that there is a question.
        self.is_asked = "c0" in given
        self.fields["order"].required = self.is_asked
        self.fields["sheet"] = forms.IntegerField(required=False)
        for name, heading, column in zip(self.names, sheet.headings, range(len(self.names)), strict=True):
            self.fields[name] = forms.ChoiceField(
                label=_("Column “%(heading)s”") % {"heading": heading},
                choices=Role.choices,
                help_text=_example(sheet.column(column)),
            )
        if self.asks_order:
            self.fields["order"].choices = [(order, self._read_as(order)) for order in self.fitting]  # type: ignore[attr-defined]
        self.fields["zone"].choices = zone_choices()  # type: ignore[attr-defined]
        self.fields["zone"].offer(answers["zone"])  # type: ignore[attr-defined]
        self.helper = self._helper()

    def _dates(self) -> list[str]:
        return [] if self.when is None else self.sheet.column(self.when)

    @property
    def asks_order(self) -> bool:
        """Whether the dates can be read in several ways, so that the person has to say which."""
        return not dates.are_alike(self._dates(), self.fitting)

    def _read_as(self, order: str) -> str:
        cell = dates.first_ambiguous(self._dates(), self.fitting) or self._dates()[0]
        day = dates.date_of(dates.cut(cell)[0], order)
        shown = written_dates.full_day(day, self.user.home_region) if day else DateOrder(order).label
        return _("“%(cell)s” is %(day)s") % {"cell": cell, "day": shown}

    def _helper(self) -> Any:
        columns: list[Any] = [Select(name) for name in self.names]
        asked = [Chips("order"), *columns] if self.asks_order else [*columns, Select("order")]
        helper = helper_for(Hidden("sheet"), *asked, "zone", Save(_("Show what it gives"), stays=False), css="ask")
        helper.form_method = "get"
        helper.attrs |= {"data-busy": ""}
        return helper

    def clean(self) -> dict[str, Any]:
        """Exactly one column says when; a role that stands for one answer is given once."""
        said = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name, heading in zip(self.names, self.sheet.headings, strict=True):
            role = said.get(name, Role.NOTHING)
            if role in MANY:
                continue
            if role in seen:
                words = {"role": Role(role).label, "heading": seen[role]}
                self.add_error(name, _("“%(role)s” is already column “%(heading)s”.") % words)
            seen.setdefault(role, heading)
        if not any(role in seen for role in WHEN):
            self.add_error(self.names[0], _("One column has to hold the date. Choose which."))
        elif all(role in seen for role in WHEN):
            self.add_error(self.names[0], _("Choose either “Date” or “Date and time”, not both."))
        return said

    @property
    def is_complete(self) -> bool:
        """Whether nothing is wrong and no question is open."""
        return self.is_valid() and bool(self.cleaned_data["order"])

    def mapping(self) -> Mapping:
        """What was chosen; the form has to be complete."""
        said = self.cleaned_data
        return Mapping(tuple(said[name] for name in self.names), said["order"], clock.get_zone(said["zone"]))

    @property
    def query(self) -> str:
        """The same answers as the query of an address."""
        return urlencode({name: self.cleaned_data[name] for name in ("sheet", *self.names, "order", "zone")})


def _example(cells: Sequence[str]) -> str:
    shown = [Truncator(cell).chars(24) for cell in dict.fromkeys(cells)][:SHOWN]
    return " · ".join(shown) if shown else _("empty")
