"""The header and the footer of every page, drawn once for all who are signed in."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

DEPENDS_ON = ("place", "clinical_review", "contact", "contact_href")
"""What the header and the footer of somebody who is signed in say beside their language; nothing of it is personal."""


@register.simple_tag(takes_context=True)
def frame(context: Context, name: str) -> SafeString:
    """The template of this name. It costs a third of a small page, so a drawing of it is kept."""
    user = context.get("user")  # missing where a request failed before it was known
    if settings.DEBUG or user is None or not user.is_authenticated:
        around: dict[Any, Any] = context.flatten()
        return render_to_string(name, around)
    return _drawn(name, get_language(), tuple(context[word] for word in DEPENDS_ON))


@lru_cache(maxsize=128)
def _drawn(name: str, language: str | None, words: tuple[str, ...]) -> SafeString:
    signed_in = {"user": {"is_authenticated": True}}
    return render_to_string(name, signed_in | dict(zip(DEPENDS_ON, words, strict=True)))
