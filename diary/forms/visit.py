"""A visit: somebody has looked at the cramps."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from diary import clock
from diary.forms.fields import one_of
from diary.forms.layout import Entry, Problems, Save, Select, helper_for
from diary.models import Visit
from diary.vocabulary import SeenBy


class VisitForm(forms.ModelForm):
    """When somebody looked at it, who, and what they said. Only the date is required.

    `now` is the instant of the request, `zone` the person's own. A visit of today is stamped with the time of saving
    where none is given, so that it settles what came before it and not what comes after.
    """

    class Meta:
        model = Visit
        fields = ["date", "time", "by", "come_back_if", "follow_up", "note"]
        help_texts = {"follow_up": _("From that day on it stands on the first page, until you have been seen.")}
        labels = {
            "date": _("When were you seen?"),
            "time": _("At what time? (may stay empty)"),
            "by": _("Who looked at it?"),
            "come_back_if": _("Come back if …"),
            "follow_up": _("To be seen again on (may stay empty)"),
            "note": _("Note, for you alone"),
        }

    def __init__(self, *args: Any, now: datetime, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.zone = now, zone
        self.local_now = clock.wall_of(now, zone)
        self.fields["by"] = one_of([("", _("Not said")), *SeenBy.choices], label=self.fields["by"].label)
        self.helper = helper_for(
            Problems(),
            Entry("date", "date", max=self.local_now.date().isoformat()),
            Entry("time", "time"),
            Select("by"),
            Entry("come_back_if", "textarea"),
            Entry("follow_up", "date", min=self.local_now.date().isoformat()),
            Entry("note", "textarea"),
            Save(_("Save") if self.instance.pk else _("Note the visit"), stays=False),
            css="ask",
        )
        # The page comes back at the form, not at its top.
        self.helper.form_action = f"{self.instance.get_absolute_url()}#seen"

    def clean(self) -> dict[str, Any]:
        """A visit lies in the past, and there is one per date and time."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("follow_up") and cleaned.get("date") and cleaned["follow_up"] <= cleaned["date"]:
            self.add_error("follow_up", _("That is not after the visit. Choose a later day, or leave it empty."))
        if "date" not in cleaned or "time" not in cleaned:
            return cleaned
        if self.instance.pk is None and cleaned["date"] == self.local_now.date() and not cleaned["time"]:
            cleaned["time"] = self.local_now.time().replace(microsecond=0)
        if clock.lies_ahead(cleaned["date"], cleaned["time"], self.zone, self.now):
            self.add_error("date", _("That is still to come. Note a visit once you have been there."))
        elif self._is_there(cleaned["date"], cleaned["time"]):
            self.add_error("date", _("A visit at that date and time is in the diary already."))
        return cleaned

    def _is_there(self, day: date, at: time | None) -> bool:
        others = Visit.objects.for_user(self.instance.owner).exclude(pk=self.instance.pk)
        return others.filter(date=day, time=at).exists()
