"""How the form of a cramp stands on the screen: the quick questions, then what folds away, then the signs."""

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cramps.anatomy import Muscle
from cramps.figure import BOX, VIEWS
from diary.forms import drawing
from diary.forms.layout import Chips, Entry, Fold, Hidden, Problems, Save, Ticks, helper_for, ticked
from diary.forms.length import MINUTES, RUNNING, choices_for
from diary.forms.sign_list import sign_list
from diary.forms.start import PICK, SHOWINGS
from diary.models import MOST_GLASSES
from diary.triage.messages import why_heat
from diary.triage.raising import HEAT_SIGN, heat_conditions
from diary.triage.signs import HEADING_C, LIST_C, MUSCLE_SIGNS, SIGNS, Sign
from diary.vocabulary import Helped, Relief, Trigger

if TYPE_CHECKING:
    from diary.forms.cramp import CrampForm

ABOUT_DAY = ("fluids", "exertion")
COMMON_MUSCLES = (Muscle.CALF, Muscle.FOOT, Muscle.HAMSTRING, Muscle.INNER_THIGH)
LIKE_OTHERS = "same"
DIFFERENCES = (
    (LIKE_OTHERS, _("Like my other cramps")),
    ("different", _("Something was different")),
    ("unsure", _("Not sure")),
)


class When:
    """When it began: the chips of the hour, a time, or a day alone."""

    def render(self, form: "CrampForm", context: Context, **kwargs: Any) -> SafeString:
        """The question, and below it which of two equal times it was, where there were two."""
        bound = form["when"]
        chosen = drawing.value_of(bound)
        unknown = form["time_unknown"]
        pick = (
            Entry("time", "time").render(form, context)
            + drawing.tick_alone(unknown.html_name, unknown.label, is_on=bool(unknown.value()))
            + Entry("date", "date").render(form, context)
        )
        drawn = drawing.radios("when", form.start.chips(chosen), chosen, panels={PICK: pick})
        question = drawing.group(bound.label, drawn, [bound], hint=form.start.hint())
        return question + self.twice(form) if form.start.came_twice else question

    def twice(self, form: "CrampForm") -> SafeString:
        """The first or the second time that the clock showed it."""
        bound = form["showing"]
        drawn = drawing.radios("showing", SHOWINGS, drawing.value_of(bound))
        return drawing.group(bound.label, drawn, [bound])


class Length:
    """How long: chips that stand for an estimate, minutes, or still going."""

    def render(self, form: "CrampForm", context: Context, **kwargs: Any) -> SafeString:
        """The question, with minutes and the question of ten minutes behind their chips."""
        bound, easing = form["length"], form["easing"]
        panels = {
            MINUTES: Entry("minutes", "text", inputmode="decimal").render(form, context),
            RUNNING: drawing.group(easing.label, self.easing(form), [easing], hint=easing.help_text),
        }
        chosen = drawing.value_of(bound)
        choices = choices_for(form.cramp, is_over=form.start.is_over and chosen != RUNNING)
        drawn = drawing.radios("length", choices, chosen, panels=panels)
        return drawing.group(bound.label, drawn + drawing.forget("length"), [bound])

    def easing(self, form: "CrampForm") -> str:
        """The answers to "is it easing?"."""
        answers = (("yes", _("Yes, slowly")), ("no", _("No")))
        return drawing.radios("easing", answers, drawing.value_of(form["easing"])) + drawing.forget("easing")


class Where(Chips):
    """Where: the muscles, below a figure on which a muscle and its side are chosen at once, and the side.

    The chips hold the answer. A script keeps the figure in step with them; without one it is not shown.
    """

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The question with its figure, its chips and the question of the side."""
        bound = form[self.name]
        drawn = self.chips(self.choices(form), drawing.value_of(bound)) + drawing.forget(self.name)
        side = Chips("side").render(form, context)
        return drawing.group(bound.label, drawn, [bound], above=_figure(get_language()), below=side)

    def choices(self, form: "CrampForm") -> list[tuple[str, Any]]:
        """The muscles; one that is a sign itself says so, with the number of the region."""
        return [
            (muscle, MUSCLE_SIGNS[muscle].label(form.region) if muscle in MUSCLE_SIGNS else muscle.label)
            for muscle in Muscle
        ]


@lru_cache(maxsize=16)
def _figure(language: str | None) -> str:
    return render_to_string("diary/forms/_figure.html", {"views": VIEWS, "box": BOX})


class Reliefs:
    """What was tried: a chip each, and behind it whether it helped."""

    def render(self, form: "CrampForm", context: Context, **kwargs: Any) -> SafeString:
        """The question, with "did it help?" behind each chip."""
        bound = form["reliefs"]
        tried = bound.value() or {}
        drawn = []
        for code, label in Relief.choices:
            name = f"helped_{code}"
            helped = drawing.radios(name, Helped.choices, tried.get(code, "")) + drawing.forget(name)
            legend = gettext("%(relief)s – did it help?") % {"relief": label}
            drawn.append(drawing.chip("checkbox", "reliefs", code, label, code in tried))
            drawn.append(drawing.panel(drawing.small_group(legend, helped)))
        return drawing.group(bound.label, "".join(drawn), [bound])


class AboutDay:
    """What is asked about the whole day, with what is noted there already."""

    def render(self, form: "CrampForm", context: Context, **kwargs: Any) -> SafeString:
        """Glasses of fluid and exertion."""
        bound = form["fluids"]
        hint = _("One glass is 250 ml, about 8½ fl oz.") if form.region.shows_ounces else _("One glass is 250 ml.")
        attrs = f'min="0" max="{MOST_GLASSES}" inputmode="numeric"'
        volume = _("{ml} ml, about {oz} fl oz") if form.region.shows_ounces else _("{ml} ml")
        glasses = drawing.entry(bound, "number", hint=hint, attrs=attrs)
        return format_html(
            '{}<output class="muted" for="id_fluids" data-volume="{}"></output>{}',
            glasses,
            volume,
            Chips("exertion").render(form, context),
        )


class Triggers(Ticks):
    """What may have set it off; whoever should take a cramp in the heat seriously is told so."""

    def hint(self, form: "CrampForm") -> str:
        """Why any cramp in the heat counts for this person, "" where it does not."""
        return why_heat(HEAT_SIGN, heat_conditions(form.background))


class Signs:
    """Was anything different? The list of signs stands behind two of the three answers, emergencies first."""

    def render(self, form: "CrampForm", context: Context, **kwargs: Any) -> SafeString:
        """The question with its list, which is open by itself when it is time to ask."""
        bound, signs = form["different"], form["signs"]
        listed = sign_list(signs, HEADING_C, self.shown(ticked(signs.value())), form)
        drawn = drawing.radios("different", DIFFERENCES, drawing.value_of(bound)) + drawing.forget("different")
        return drawing.group(bound.label, drawn + drawing.panel(listed, self.state(form)), [bound])

    def shown(self, on: Collection[str]) -> list[Sign]:
        """List C, and whatever else is ticked already: "none of these" then covers it too."""
        return [*LIST_C, *(SIGNS[code] for code in on if code in SIGNS and SIGNS[code] not in LIST_C)]

    def state(self, form: "CrampForm") -> str:
        """Whether the list is held open by its answers, or open because it is due; an edit is no time to ask anew."""
        signs = form["signs"]
        if signs.errors or signs.value():
            return "held wide"
        is_due = signs.value() is not None or form.asks_signs or (form.cramp is None and form.signs_are_due())
        return "due wide" if is_due else "wide"


HELPER = helper_for(
    Problems(),
    Hidden("uuid", "zone", "offset", "for_day", "about_day", *(f"{name}_shown" for name in ABOUT_DAY)),
    When(),
    Length(),
    Chips("severity", css="scale", ends=(_("0 none"), _("10 worst imaginable"))),
    Where("muscle", common=COMMON_MUSCLES),
    Chips("woke_me"),
    Fold(_("What I was doing"), Chips("activity"), names=["activity"]),
    Fold(_("What I tried"), Reliefs(), names=["reliefs"]),
    Fold(_("That day: fluids and exertion"), AboutDay(), names=ABOUT_DAY),
    Fold(
        _("What may have set it off"),
        Triggers("triggers", Trigger.choices, _("None that I know of")),
        names=["triggers"],
    ),
    Fold(_("Note"), Entry("note", "textarea"), names=["note"]),
    Signs(),
    Save(),
    css="log card",
)
