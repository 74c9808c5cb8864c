"""What somebody asks of the list of guides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from cramps.guides.equipment import Equipment, Level
from cramps.guides.guide import Guide, Kind
from cramps.guides.search import find

LONGEST_SEARCH = 200
NOTHING = "none"
MINUTES = (("3", _("up to 3 minutes")), ("5", _("up to 5 minutes")), ("10", _("up to 10 minutes")))
CHOICES: Mapping[str, Sequence[tuple[str, Any]]] = {
    "kind": Kind.choices,
    "muscle": Muscle.choices,
    "equipment": [(NOTHING, _("Nothing")), *Equipment.choices],
    "level": Level.choices,
    "minutes": MINUTES,
}


def _any_of(name: str) -> list[tuple[str, Any]]:
    return [("", _("Any")), *CHOICES[name]]


class SearchForm(forms.Form):
    """Words, and what narrows them down. Nothing is required; what is wrong is said and left out."""

    q = forms.CharField(
        label=_("Search the guides"),
        required=False,
        max_length=LONGEST_SEARCH,
        validators=[ProhibitNullCharactersValidator()],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_any_of("kind"))
    muscle = forms.ChoiceField(label=_("Muscle"), required=False, choices=_any_of("muscle"))
    equipment = forms.ChoiceField(label=_("What you have"), required=False, choices=_any_of("equipment"))
    level = forms.ChoiceField(label=_("Level"), required=False, choices=_any_of("level"))
    minutes = forms.TypedChoiceField(
        label=_("Time you have"), required=False, choices=_any_of("minutes"), coerce=int, empty_value=None
    )

    def wanted(self, name: str) -> str:
        """The valid value of a field as text, empty when there is none."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def is_search(self) -> bool:
        """Whether anything is asked for."""
        return any(self.wanted(name) for name in self.fields)

    @property
    def is_wrong_beside_words(self) -> bool:
        """Whether something else than the words cannot be read."""
        return any(name != "q" for name in self.errors)

    @property
    def told(self) -> list[str]:
        """What is asked for, in words."""
        chosen = [
            str(label) for name, choices in CHOICES.items() for code, label in choices if code == self.wanted(name)
        ]
        return [f"“{self.wanted('q')}”", *chosen] if self.wanted("q") else chosen

    @property
    def is_muscle_alone(self) -> bool:
        """Whether a muscle is all that is asked for."""
        return [name for name in self.fields if self.wanted(name)] == ["muscle"]

    @property
    def asks_for_routines(self) -> bool:
        """Whether only a routine can be meant."""
        return any(self.wanted(name) for name in ("equipment", "level", "minutes"))

    def chosen(self, guides: Sequence[Guide]) -> list[Guide]:
        """The guides that fit, best first."""
        return [guide for guide in find(guides, self.wanted("q")) if self._fits(guide)]

    def _fits(self, guide: Guide) -> bool:
        kind, muscle = self.wanted("kind"), self.wanted("muscle")
        if (kind and guide.kind != kind) or (muscle and muscle not in guide.muscles):
            return False
        if not self.asks_for_routines:
            return True
        routine, piece, level = guide.routine, self.wanted("equipment"), self.wanted("level")
        if routine is None or (level and routine.level != level):
            return False
        minutes = self.cleaned_data.get("minutes")
        if minutes and routine.minutes > minutes:
            return False
        return not piece or (not routine.equipment if piece == NOTHING else piece in routine.equipment)
