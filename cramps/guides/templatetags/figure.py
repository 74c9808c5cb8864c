"""The body figure of the guides: each muscle of the legs is a link to the guides for it."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cramps.anatomy import Muscle
from cramps.figure import BOX, VIEWS

register = template.Library()


@register.simple_tag
def body_figure_links(chosen: str = "") -> SafeString:
    """The figure, with one muscle marked as chosen; anything but the code of a muscle marks none.

    The page has to load `css/figure.css`.
    """
    return _drawn(get_language(), chosen if chosen in Muscle.values else "")


@lru_cache(maxsize=128)
def _drawn(language: str | None, chosen: str) -> SafeString:
    return render_to_string("guides/_figure.html", {"views": VIEWS, "box": BOX, "chosen": chosen})
