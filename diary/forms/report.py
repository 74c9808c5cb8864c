"""What somebody wants on the page for a doctor."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cramps.regions import Region
from diary.forms.fields import NOT_AN_ANSWER, one_of
from diary.forms.layout import Boxes, Entry, Save, Select, helper_for
from diary.models import validate_writing

WEEKS = (("4", _("The last 4 weeks")), ("12", _("The last 12 weeks")), ("26", _("The last 26 weeks")))
DEFAULT_WEEKS = "12"
"""Three months: long enough to show a course, and what doctors ask about."""
PAPERS = (("a4", _("A4")), ("letter", _("Letter")))
LETTER_REGIONS = frozenset({"CA", "US"})
LONGEST_NAME = 80
TICKED = "on"


@dataclass(frozen=True, slots=True)
class Wish:
    """The page that somebody wants. `name` is printed and never stored."""

    weeks: int
    paper: str
    name: str = ""
    with_notes: bool = False
    with_alcohol: bool = False
    with_pregnancy: bool = False
    with_appendix: bool = False


class ReportForm(forms.Form):
    """The weeks, the paper, a name, and what else is to be printed; nothing is ticked that nobody has ticked.

    It is read from an address: what that leaves out gets its default, and what is wrong there is an error.
    """

    weeks = forms.ChoiceField(label=_("How far back?"), choices=WEEKS, error_messages={"invalid_choice": NOT_AN_ANSWER})
    paper = forms.ChoiceField(label=_("Paper"), choices=PAPERS, error_messages={"invalid_choice": NOT_AN_ANSWER})
    name = forms.CharField(
        label=_("Name to print (may stay empty)"),
        help_text=_("It is printed on the page, and not stored."),
        required=False,
        max_length=LONGEST_NAME,
        validators=[validate_writing],
    )
    with_notes = one_of([(TICKED, _("My notes (with the entries)"))])
    with_alcohol = one_of([(TICKED, _("What I said about alcohol"))])
    with_pregnancy = one_of([(TICKED, _("Pregnancy"))])
    with_appendix = one_of([(TICKED, _("Every entry, on further pages"))])

    def __init__(self, asked: QueryDict, *, region: Region) -> None:
        paper = "letter" if region.code in LETTER_REGIONS else "a4"
        super().__init__({"weeks": DEFAULT_WEEKS, "paper": paper, **asked.dict()})

    @property
    def helper(self) -> FormHelper:
        """How crispy draws it."""
        ticked = ("with_appendix", "with_notes", "with_alcohol", "with_pregnancy")
        helper = helper_for(
            Select("weeks"),
            Select("paper"),
            Entry("name", "text", maxlength=str(LONGEST_NAME), autocomplete="off"),
            Boxes(_("Print this too?"), *ticked),
            Save(_("Show the page"), stays=False),
            css="ask",
        )
        helper.form_method = "get"
        helper.form_action = reverse("diary:report")
        return helper

    def wish(self) -> Wish:
        """What was asked for; the form has to be valid."""
        asked: dict[str, Any] = self.cleaned_data
        ticked = {name: asked[name] == TICKED for name in asked if name.startswith("with_")}
        # Notes stand beside their entries, so that whoever wants them gets those too.
        ticked["with_appendix"] |= ticked["with_notes"]
        return Wish(weeks=int(asked["weeks"]), paper=asked["paper"], name=asked["name"], **ticked)

    @property
    def query(self) -> str:
        """The same wish as the query of an address."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})
