"""The HTML of chips, ticks and inputs.

Drawn in Python because a form of a hundred chips takes Django's widget templates thirty times as long as a bare page.
Every text is escaped here, ours too; nothing that a person wrote is ever taken for HTML or for a template.

A chip is an input followed by its label, inside `.chips`. A panel (`.reveal`) right behind a chip shows while that chip
is chosen. The last chip of a single choice, "not said", shows once something is chosen. All of that is CSS.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Choices = Iterable[tuple[str, object]]
NOTHING: Mapping[str, str] = {}


def chip(kind: str, name: str, code: str, label: object, is_on: bool, hint: object = "") -> str:
    """One chip, a radio button or a checkbox; `label` and `hint` are plain text."""
    chip_id = f"id_{name}_{code}"
    small = f' <span class="hint">{escape(str(hint))}</span>' if hint else ""
    return (
        f'<input type="{kind}" name="{name}" value="{escape(code)}" id="{chip_id}"{" checked" * is_on}>'
        f'<label class="chip" for="{chip_id}">{escape(str(label))}{small}</label>'
    )


def radios(
    name: str,
    choices: Choices,
    value: str,
    hints: Mapping[str, object] = NOTHING,
    panels: Mapping[str, str] = NOTHING,
) -> str:
    """Chips of which none, or the one with this value, is chosen. A panel is HTML that shows with its chip."""
    drawn = []
    for code, label in choices:
        if code:
            drawn.append(chip("radio", name, code, label, code == value, hints.get(code, "")))
            drawn.append(panel(panels[code]) if code in panels else "")
    return "".join(drawn)


def ticks(name: str, choices: Choices, values: Collection[str]) -> str:
    """Chips of which any number is chosen."""
    return "".join(chip("checkbox", name, code, label, code in values) for code, label in choices)


def tick_alone(name: str, label: object, *, is_on: bool) -> str:
    """One box to tick, by itself."""
    return f'<div class="chips">{chip("checkbox", name, "on", label, is_on)}</div>'


def forget(name: str) -> str:
    """The way back to "not said": the last chip of a single choice."""
    return (
        f'<input type="radio" class="forget" name="{name}" value="" id="id_{name}_">'
        f'<label class="chip forget" for="id_{name}_">{escape(_("Not said"))}</label>'
    )


def panel(html: str, css: str = "") -> str:
    """What shows while the chip before it is chosen."""
    return f'<div class="reveal {css}">{html}</div>'


def more(html: str, is_open: bool) -> str:
    """Chips that fold away behind a chip of their own."""
    closed, opened = escape(_("More")), escape(_("Fewer"))
    return (
        f'<details class="more"{" open" * is_open}><summary class="chip"><span class="closed">{closed}</span>'
        f'<span class="opened">{opened}</span></summary><div class="chips">{html}</div></details>'
    )


def group(
    legend: object,
    html: str,
    bounds: Sequence[BoundField],
    *,
    css: str = "chips",
    hint: object = "",
    ends: tuple[object, object] | None = None,
    above: str = "",
    below: str = "",
) -> SafeString:
    """A question and its answers; the errors of `bounds` stand above the answers and describe them.

    `html`, and what stands `above` and `below` the answers, is HTML; `legend`, `hint` and `ends`, the words below a
    scale, are plain text.
    """
    name = bounds[0].html_name
    problems = "".join(problem(bound) for bound in bounds)
    described = [problem_id(bound) for bound in bounds if bound.errors]
    note = ""
    if hint:
        described.append(f"{name}-hint")
        note = f'<p class="muted" id="{name}-hint">{escape(str(hint))}</p>'
    by = f' aria-describedby="{" ".join(described)}"' if described else ""
    ended = "".join(f"<span>{escape(str(end))}</span>" for end in ends or ())
    ended = f'<p class="row muted ends">{ended}</p>' if ends else ""
    return mark_safe(
        f'<fieldset class="ask{" wrong" * bool(problems)}" id="ask-{name}"{by}>'
        f"<legend>{escape(str(legend))}</legend>{note}{problems}"
        f'{above}<div class="{css}">{html}</div>{ended}{below}</fieldset>'
    )


def small_group(legend: object, html: str) -> str:
    """A question behind a chip, without errors of its own."""
    return f'<fieldset class="ask"><legend>{escape(str(legend))}</legend><div class="chips">{html}</div></fieldset>'


def entry(bound: BoundField, kind: str, *, hint: object = "", attrs: str = "") -> SafeString:
    """An input with its label, hint and error; `kind` is an input type or "textarea", `attrs` more of its HTML."""
    name, text = bound.html_name, escape(value_of(bound))
    described = [f"{name}-hint"] if hint else []
    described += [problem_id(bound)] if bound.errors else []
    attrs += f' id="id_{name}" name="{name}" class="form-control{" is-invalid" * bool(bound.errors)}"'
    attrs += f' aria-describedby="{" ".join(described)}"' if described else ""
    attrs += ' aria-invalid="true"' if bound.errors else ""
    drawn = f'<input type="{kind}" value="{text}" {attrs}>'
    if kind == "textarea":
        drawn = f'<textarea rows="4" {attrs}>\n{text}</textarea>'
    small = f'<p class="muted" id="{name}-hint">{escape(str(hint))}</p>' if hint else ""
    return mark_safe(
        f'<div class="entry" id="ask-{name}"><label for="id_{name}">{escape(str(bound.label))}</label>'
        f"{small}{problem(bound)}{drawn}</div>"
    )


def select(bound: BoundField, choices: Choices, *, hint: object = "") -> SafeString:
    """A list to choose one answer from, with its label, hint and error."""
    name, value = bound.html_name, value_of(bound)
    options = "".join(
        f'<option value="{escape(code)}"{" selected" * (code == value)}>{escape(str(label))}</option>'
        for code, label in choices
    )
    described = [f"{name}-hint"] if hint else []
    described += [problem_id(bound)] if bound.errors else []
    by = f' aria-describedby="{" ".join(described)}"' if described else ""
    by += ' aria-invalid="true"' if bound.errors else ""
    small = f'<p class="muted" id="{name}-hint">{escape(str(hint))}</p>' if hint else ""
    return mark_safe(
        f'<div class="entry" id="ask-{name}"><label for="id_{name}">{escape(str(bound.label))}</label>{small}'
        f'{problem(bound)}<select class="form-select" id="id_{name}" name="{name}"{by}>{options}</select></div>'
    )


def hidden(bound: BoundField) -> str:
    """A field that scripts and the server fill in; browsers are told not to bring an old value back."""
    return f'<input type="hidden" name="{bound.html_name}" value="{escape(value_of(bound))}" autocomplete="off">'


def value_of(bound: BoundField) -> str:
    """What a field shows: what was typed, else what is stored."""
    value = bound.value()
    return "" if value is None else str(value)


def problem(bound: BoundField) -> str:
    """The errors of a field."""
    if not bound.errors:
        return ""
    told = " ".join(escape(str(message)) for message in bound.errors)
    return f'<p class="problem" id="{problem_id(bound)}">{told}</p>'


def problem_id(bound: BoundField) -> str:
    """The id of the element that holds the errors of a field."""
    return f"{bound.html_name}-problem"
