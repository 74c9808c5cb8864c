"""Pieces of crispy layouts: chips, ticks, inputs and folds, drawn by `diary.forms.drawing`.

Crispy's own pieces compile their legends as templates and draw through Django's widgets; these do neither.
"""

from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.forms import BaseForm
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from diary.forms import drawing
from diary.forms.fields import NONE

Words = str | Promise
FORM_TEMPLATE = "diary/forms/form.html"
SAVE = _("Save")


def helper_for(*pieces: Any, css: str) -> FormHelper:
    """How crispy draws a form: these pieces inside a form element, without the browser's own messages."""
    helper = FormHelper()
    helper.layout = Layout(*pieces)
    helper.template = FORM_TEMPLATE
    helper.form_class = css
    helper.attrs = {"novalidate": True}
    return helper


class Chips:
    """One answer of several, with its way back to "not said".

    `common` are the codes that stand outside when the others fold away under "More"; `ends` are the words below the
    first and the last chip of a scale.
    """

    def __init__(
        self,
        name: str,
        *,
        common: Collection[str] = (),
        css: str = "chips",
        ends: tuple[Words, Words] | None = None,
    ) -> None:
        self.name, self.common, self.css, self.ends = name, common, css, ends

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The question with its chips."""
        bound = form[self.name]
        drawn = self.chips(self.choices(form), drawing.value_of(bound)) + drawing.forget(self.name)
        return drawing.group(bound.label, drawn, [bound], css=self.css, hint=bound.help_text, ends=self.ends)

    def choices(self, form: Any) -> list[tuple[str, Words]]:
        """Codes and words of the answers."""
        return [(str(code), label) for code, label in form.fields[self.name].choices]

    def chips(self, choices: list[tuple[str, Words]], value: str) -> str:
        """The chips themselves, those that are not common folded away."""
        if not self.common:
            return drawing.radios(self.name, choices, value)
        first = [choice for choice in choices if choice[0] in self.common]
        rest = [choice for choice in choices if choice[0] not in self.common]
        is_open = value in [code for code, _label in rest if code]
        return drawing.radios(self.name, first, value) + drawing.more(drawing.radios(self.name, rest, value), is_open)


class Ticks:
    """Any number of answers of `choices`, ending with "none"."""

    def __init__(self, name: str, choices: Collection[tuple[str, Words]], none: Words) -> None:
        self.name, self.choices, self.none = name, choices, none

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The question with its chips."""
        bound = form[self.name]
        drawn = drawing.ticks(self.name, [*self.choices, (NONE, self.none)], ticked(bound.value()))
        return drawing.group(bound.label, drawn, [bound], hint=self.hint(form))

    def hint(self, form: Any) -> Words:
        """What stands below the question."""
        return str(form[self.name].help_text)


def ticked(value: Collection[str] | None) -> Collection[str]:
    """The boxes that a stored or posted list ticks; an empty list was an answer of "none"."""
    return () if value is None else value or (NONE,)


class Boxes:
    """Fields that are ticked or not, each by itself, below one heading."""

    def __init__(self, legend: Words, *names: str) -> None:
        self.legend, self.names = legend, names

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The heading with its chips, and their errors."""
        bounds = [form[name] for name in self.names]
        drawn = "".join(
            drawing.ticks(bound.html_name, form.fields[bound.name].choices, (drawing.value_of(bound),))
            for bound in bounds
        )
        return drawing.group(self.legend, drawn, bounds)


class Entry:
    """An input of one line (`kind` is its type), or a "textarea"."""

    def __init__(self, name: str, kind: str, **attrs: str) -> None:
        self.name, self.kind = name, kind
        self.attrs = " ".join(f'{key.replace("_", "-")}="{escape(value)}"' for key, value in attrs.items())

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The input with its label, hint and error."""
        bound = form[self.name]
        return drawing.entry(bound, self.kind, hint=bound.help_text, attrs=self.attrs)


class Select:
    """One answer from a list: for the few places where chips would crowd out everything else."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The list with its label and error."""
        bound = form[self.name]
        choices = [(str(code), label) for code, label in form.fields[self.name].choices]
        return drawing.select(bound, choices, hint=bound.help_text)


class Fold:
    """Questions that fold away; open from the start when asked to be, and while one of them holds an error, or an
    answer that is being edited.

    The form says by `shows_answers` whether its answers were given before.
    """

    def __init__(
        self, title: Words, *pieces: Any, names: Collection[str], is_open: bool = False, anchor: str = ""
    ) -> None:
        self.title, self.pieces, self.names = title, pieces, names
        self.is_open, self.anchor = is_open, anchor

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The fold with its questions."""
        has_error = any(name in form.errors for name in self.names)
        is_answered = form.shows_answers and any(form[name].value() not in (None, "", {}) for name in self.names)
        drawn = "".join(piece.render(form, context, **kwargs) for piece in self.pieces)
        attrs = f' id="{self.anchor}"' if self.anchor else ""
        attrs += " open" * bool(self.is_open or has_error or is_answered)
        return mark_safe(
            f'<details class="fold"{attrs}><summary>{escape(self.title)}</summary>'
            f'<div class="folded">{drawn}</div></details>'
        )


class Problems:
    """All errors at the top, each leading to its place: the first thing that is read out."""

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """Nothing, or the list of errors."""
        if not form.errors:
            return SafeString()
        lines = "".join(
            f'<li><a href="#ask-{escape(name)}">{escape(form[name].label)}</a>: {escape(" ".join(map(str, told)))}</li>'
            for name in form.fields
            if (told := form.errors.get(name))
        )
        title = escape(_("Not saved yet. Please look at this again; everything else is kept."))
        return mark_safe(
            f'<div class="alert alert-danger" role="alert" tabindex="-1"><p>{title}</p><ul>{lines}</ul></div>'
        )


class Hidden:
    """Fields that nobody fills in by hand."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The inputs."""
        return mark_safe("".join(drawing.hidden(form[name]) for name in self.names))


class Save:
    """The large button."""

    def __init__(self, label: Words = SAVE, *, stays: bool = True) -> None:
        self.label, self.stays = label, stays

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """The button, which stays in sight below a long form."""
        css = "save" if self.stays else "save short"
        return mark_safe(f'<div class="{css}"><button class="btn go">{escape(self.label)}</button></div>')
