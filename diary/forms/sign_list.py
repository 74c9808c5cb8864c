"""Signs in words, to be ticked: each with its why below it, ending "none of these" and "not sure"."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.forms import BoundField
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cramps.regions import Region
from diary.background import Background
from diary.forms import drawing
from diary.forms.fields import NONE, UNSURE
from diary.forms.layout import ticked
from diary.triage import asking
from diary.triage.signs import NOBODY_SEES, NONE_OF_THESE, NOT_SURE, Sign


class SignList:
    """The signs of a form's field `signs`, below the line that nobody sees what is ticked.

    The form has `signs_shown`, the signs that stand on the screen, `region`, and by `background` and `today` what is
    asked first and what is said beside it.
    """

    def __init__(self, heading: str | Promise) -> None:
        self.heading = heading

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The list."""
        return sign_list(form["signs"], self.heading, form.signs_shown, form)


class Asking(Protocol):
    """A form that asks about signs: where somebody lives, what they noted about their health, their date."""

    region: Region

    @property
    def background(self) -> Background:
        """What they noted about their health."""

    @property
    def today(self) -> date:
        """Their date."""


def sign_list(bound: BoundField, heading: str | Promise, signs: Iterable[Sign], form: Asking) -> SafeString:
    """These signs as ticks, what `bound` holds being ticked."""
    on, region = ticked(bound.value()), form.region
    hints = asking.hints(form.background, form.today, region)
    rows = [
        _row(sign.code, sign.question, sign.why, sign.code in on, hints.get(sign.code, ""))
        for sign in asking.in_order(signs, form.background, form.today)
    ]
    rows += [_row(NONE, NONE_OF_THESE, "", NONE in on), _row(UNSURE, NOT_SURE, "", UNSURE in on)]
    number = _("If you need help now, call %(number)s.") % {"number": region.emergency}
    warning = format_html('<p class="split nobody"><span>{}</span> <strong>{}</strong></p>', NOBODY_SEES, number)
    return mark_safe(warning + drawing.group(heading, "".join(rows), [bound], css="list"))


def _row(code: str, question: str | Promise, why: str | Promise, is_on: bool, hint: str = "") -> str:
    row_id = f"id_signs_{code}"
    small = f'<span class="why">{escape(why)}</span>' if why else ""
    small += f'<span class="why"><b>{escape(hint)}</b></span>' if hint else ""
    return (
        f'<div class="form-check"><input class="form-check-input" type="checkbox" name="signs" value="{code}" '
        f'id="{row_id}"{" checked" * is_on}><label class="form-check-label" for="{row_id}">{escape(question)}{small}'
        "</label></div>"
    )
