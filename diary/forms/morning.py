"""Answers of one tap in the morning: each is a form of its own, whose buttons send it."""

from datetime import date

from django import forms

from cramps.accounts.models import User
from diary.forms.fields import glasses, one_of, yes_or_no
from diary.models import Cramp, Day
from diary.vocabulary import Exertion

NOT_SAID = {"fluids": None, "exertion": "", "stretched": None}
"""What a day holds where one of these was not answered."""


class WakingForm(forms.Form):
    """Whether a cramp woke the person."""

    woke_me = yes_or_no()

    def save(self, cramp: Cramp) -> bool:
        """Store it where nothing was said; whether it was stored."""
        answer = self.cleaned_data["woke_me"]
        if answer is None or cramp.woke_me is not None:
            return False
        cramp.woke_me = answer
        cramp.save(update_fields=["woke_me"])
        return True


class DayAnswerForm(forms.Form):
    """One answer about a day."""

    fluids = glasses()
    exertion = one_of(Exertion.choices)
    stretched = yes_or_no()

    def save(self, user: User, day: date) -> str:
        """Store the answer where nothing was said; the name of its question, "" where nothing was stored."""
        stands = Day.objects.for_user(user).on(user, day)
        for name, answer in self.cleaned_data.items():
            if answer != NOT_SAID[name] == getattr(stands, name):
                Day.objects.for_user(user).tell(user, day, {name: answer})
                return name
        return ""


class PassedForm(forms.Form):
    """The name of a question that somebody leaves open."""

    question = forms.RegexField(r"^[a-z]{1,20} [0-9a-f-]{1,36}$")
