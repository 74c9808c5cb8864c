"""What a person says about their health apart from cramps: all of it may stay empty."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diary import clock
from diary.background import AFTER_BIRTH, FURTHEST_DUE
from diary.forms.fields import CodesField, as_yes_or_no, one_of, yes_or_no
from diary.forms.layout import Chips, Entry, Problems, Save, Select, Ticks, helper_for
from diary.models import NAME_LENGTH, HealthContext, Medicine, validate_writing
from diary.vocabulary import Condition, MedicineKind


class HealthForm(forms.Form):
    """Pregnancy and conditions. `today` is the person's date."""

    shows_answers = True
    pregnant = yes_or_no(label=_("Pregnant, or a baby in the last 6 weeks?"))
    due_on = forms.DateField(
        label=_("Due date, or date of the birth (may stay empty)"),
        required=False,
        input_formats=["%Y-%m-%d"],
        help_text=_("With a date, it stops counting by itself six weeks after the birth."),
    )
    conditions = CodesField(Condition.values, label=_("What do you live with?"))

    def __init__(self, *args: Any, instance: HealthContext, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance, self.today = instance, today
        self.initial.update(
            pregnant=as_yes_or_no(instance.pregnant), due_on=instance.due_on, conditions=instance.conditions
        )
        self.helper = helper_for(
            Problems(),
            Chips("pregnant"),
            Entry("due_on", "date", max=(today + FURTHEST_DUE).isoformat()),
            Ticks("conditions", Condition.choices, _("None of these")),
            Save(stays=False),
            css="card ask",
        )
        self.helper.form_action = f"{reverse('diary:health')}#conditions"

    @property
    def is_over(self) -> bool:
        """Whether the date that was given is so long ago that the pregnancy does not count any more."""
        return bool(self.instance.due_on and self.instance.due_on + AFTER_BIRTH < self.today)

    def clean(self) -> dict[str, Any]:
        """A date belongs to a pregnancy, and lies where a due date or a birth can."""
        said = super().clean() or self.cleaned_data
        due_on = said.get("due_on")
        if due_on and due_on.year < clock.EARLIEST_YEAR:
            self.add_error("due_on", _("This date is before the year 1900."))
        elif due_on and due_on > self.today + FURTHEST_DUE:
            self.add_error("due_on", _("That is more than 300 days ahead."))
        elif due_on and "pregnant" in said and not said["pregnant"]:
            self.add_error("due_on", _("Answer “Yes” above, or take this date away."))
        return said

    def save(self) -> None:
        """Store the answers; where nothing is said any more, there is no row."""
        for name in ("pregnant", "due_on", "conditions"):
            setattr(self.instance, name, self.cleaned_data[name])
        self.instance.keep_if_answered()


class MedicineForm(forms.ModelForm):
    """A medicine to add: its kind; if the person likes, what it is called and when it was begun."""

    code = one_of([("", _("Choose a kind")), *MedicineKind.choices], label=_("Kind"))
    name = forms.CharField(label=_("Your name for it (may stay empty)"), required=False, max_length=NAME_LENGTH)
    started_on = forms.DateField(
        label=_("Started, or dose changed, on (may stay empty)"), required=False, input_formats=["%Y-%m-%d"]
    )

    class Meta:
        model = Medicine
        fields = ["code", "name", "started_on"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["code"].required = True
        self.fields["code"].error_messages["required"] = _("Choose a kind; “Another medicine” is one.")
        self.fields["name"].validators.append(validate_writing)
        self.helper = helper_for(
            Problems(),
            Select("code"),
            Entry("name", "text", maxlength=str(NAME_LENGTH), autocomplete="off"),
            Entry("started_on", "date", max=today.isoformat()),
            Save(_("Add it"), stays=False),
            css="ask",
        )
        self.helper.form_action = f"{reverse('diary:medicine_add')}#medicines"

    def clean(self) -> dict[str, Any]:
        """It has been begun, and stands on the list once."""
        said = super().clean() or self.cleaned_data
        started_on = said.get("started_on")
        if started_on and started_on.year < clock.EARLIEST_YEAR:
            self.add_error("started_on", _("This date is before the year 1900."))
        elif started_on and started_on > self.today:
            self.add_error("started_on", _("That is still to come. Add it once you have begun."))
        if "code" in said and "name" in said and self._is_there(said["code"], said["name"]):
            self.add_error(
                "code", _("It is on the list already. Remove it there first, or give this one another name.")
            )
        return said

    def _is_there(self, code: str, name: str) -> bool:
        return Medicine.objects.for_user(self.instance.owner).filter(code=code, name=name).exists()
