"""Did it help? What a guide had its reader do, and what came of it against one cramp."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from diary.forms import drawing
from diary.forms.fields import NOT_AN_ANSWER
from diary.forms.layout import Words, helper_for
from diary.vocabulary import Helped, Relief

ANSWERS: tuple[tuple[str, Words], ...] = (
    (Helped.YES, _("It helped")),
    (Helped.A_LITTLE, _("A little")),
    (Helped.NO, _("It did not")),
)
NO_CRAMP = _("Choose the cramp.")


class OneOf:
    """Chips to choose one from; where there is only one it is said, and sent along."""

    def __init__(self, name: str, choices: Sequence[tuple[str, Words]], said: Words) -> None:
        self.name, self.choices, self.said = name, choices, said

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The question, or the answer that needs none."""
        bound = form[self.name]
        if len(self.choices) == 1 and not bound.errors:
            ((code, label),) = self.choices
            sent = f'<input type="hidden" name="{self.name}" value="{escape(code)}">'
            return mark_safe(f"<p>{escape(self.said)} <b>{escape(label)}</b>{sent}</p>")
        chips = drawing.radios(self.name, self.choices, drawing.value_of(bound)) + drawing.forget(self.name)
        return drawing.group(bound.label, chips, [bound])


class Buttons:
    """An answer to a tap: each button sends the form."""

    def __init__(self, name: str, choices: Sequence[tuple[str, Words]]) -> None:
        self.name, self.choices = name, choices

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The buttons, below what is wrong with the answer."""
        buttons = "".join(
            f'<button class="btn" name="{self.name}" value="{escape(code)}">{escape(label)}</button>'
            for code, label in self.choices
        )
        bound = form[self.name]
        by = f' aria-describedby="{drawing.problem_id(bound)}"' if bound.errors else ""
        named = f'role="group" aria-label="{escape(bound.label)}"{by}'
        return mark_safe(f'{drawing.problem(bound)}<div class="chips" {named}>{buttons}</div>')


class HelpedForm(forms.Form):
    """Whether one relief helped against one cramp: both are to be chosen where there are several.

    `reliefs` are those that the guide has its reader do, `cramps` those to choose from (their uuids, in words). Another
    cramp of the same person is an answer too: the page may have stood open for days.
    """

    cramp = forms.UUIDField(label=_("Which cramp?"), error_messages=dict.fromkeys(("required", "invalid"), NO_CRAMP))
    helped = forms.ChoiceField(
        label=_("Did it help?"),
        choices=ANSWERS,
        error_messages={"required": _("Tap one of these."), "invalid_choice": NOT_AN_ANSWER},
    )

    def __init__(
        self,
        *args: Any,
        reliefs: Sequence[Relief],
        cramps: Sequence[tuple[str, str]] = (),
        action: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        tried = [(relief.value, relief.label) for relief in reliefs]
        self.fields["relief"] = forms.ChoiceField(
            label=_("What did you try?"),
            choices=tried,
            error_messages={"required": _("Choose what you tried."), "invalid_choice": NOT_AN_ANSWER},
        )
        self.helper = helper_for(
            OneOf("cramp", cramps, _("Cramp:")),
            OneOf("relief", tried, _("Tried:")),
            Buttons("helped", ANSWERS),
            css="ask",
        )
        self.helper.form_action = action
