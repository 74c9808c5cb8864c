"""A cramp that is there now: what two taps and a few more say about it, without a script."""

from datetime import datetime
from uuid import UUID, uuid4

from django import forms

from cramps.accounts.models import User
from cramps.anatomy import LEG_AND_FOOT, Muscle, Side
from cramps.zones import told_by_device
from diary.forms.fields import CodesField, one_of, yes_or_no
from diary.models import Cramp
from diary.triage.signs import LIST_C, SIGNS
from diary.vocabulary import ordered_codes

MUSCLES = sorted(Muscle.choices, key=lambda choice: choice[0] not in LEG_AND_FOOT)
"""Where a cramp can be, the legs first."""


class BeginForm(forms.Form):
    """The first tap. All is filled in by the page; the server stamps the start."""

    uuid = forms.UUIDField(required=False)
    zone = forms.CharField(required=False)
    muscle = one_of(Muscle.choices)
    side = one_of(Side.choices)

    def save(self, user: User, now: datetime) -> UUID | None:
        """Store a cramp that begins now and runs; its uuid, None where the form was sent before."""
        said = self.cleaned_data
        uuid: UUID = said["uuid"] or uuid4()
        zone = told_by_device(said["zone"], user.zone.key)
        facts = {"time_zone": zone, "muscle": said["muscle"], "side": said["side"]}
        is_new = Cramp.objects.begin(user, uuid, started_at=now.replace(microsecond=0), **facts)
        return uuid if is_new else None


class MeanwhileForm(forms.Form):
    """What one tap says about a cramp while it runs; only what was tapped is written."""

    muscle = one_of(Muscle.choices)
    side = one_of(Side.choices)
    easing = yes_or_no()
    signs = CodesField([sign.code for sign in LIST_C])

    def save(self, cramp: Cramp) -> list[str]:
        """Write it into the cramp; the names of what was said. A tick adds to those that are there."""
        said = {name: answer for name, answer in self.cleaned_data.items() if answer not in (None, "")}
        if signs := said.get("signs"):
            said["signs"] = ordered_codes({*(cramp.signs or ()), *signs}, SIGNS)
        elif cramp.signs:
            said.pop("signs", None)  # "none of these" takes no tick back
        for name, answer in said.items():
            setattr(cramp, name, answer)
        if said:
            cramp.save(update_fields=list(said))
        return list(said)
