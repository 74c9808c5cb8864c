"""Signs in words, to be ticked: each with its why below it, ending "none of these" and "not sure"."""

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cramps.regions import Region
from diary.forms import drawing
from diary.forms.fields import NONE, UNSURE
from diary.forms.layout import ticked
from diary.triage.signs import NOBODY_SEES, NONE_OF_THESE, NOT_SURE, Sign


class SignList:
    """The signs of a form's field `signs`, below the line that nobody sees what is ticked.

    The form has `signs_shown`, the signs that stand on the screen, and `region`.
    """

    def __init__(self, heading: str | Promise) -> None:
        self.heading = heading

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        """The list."""
        return sign_list(form["signs"], self.heading, form.signs_shown, form.region)


def sign_list(bound: BoundField, heading: str | Promise, signs: Iterable[Sign], region: Region) -> SafeString:
    """These signs as ticks, what `bound` holds being ticked."""
    on = ticked(bound.value())
    rows = [_row(sign.code, sign.question, sign.why, sign.code in on) for sign in signs]
    rows += [_row(NONE, NONE_OF_THESE, "", NONE in on), _row(UNSURE, NOT_SURE, "", UNSURE in on)]
    number = _("If you need help now, call %(number)s.") % {"number": region.emergency}
    warning = format_html('<p class="split nobody"><span>{}</span> <strong>{}</strong></p>', NOBODY_SEES, number)
    return mark_safe(warning + drawing.group(heading, "".join(rows), [bound], css="list"))


def _row(code: str, question: str | Promise, why: str | Promise, is_on: bool) -> str:
    row_id = f"id_signs_{code}"
    small = f'<span class="why">{escape(why)}</span>' if why else ""
    return (
        f'<div class="form-check"><input class="form-check-input" type="checkbox" name="signs" value="{code}" '
        f'id="{row_id}"{" checked" * is_on}><label class="form-check-label" for="{row_id}">{escape(question)}{small}'
        "</label></div>"
    )
