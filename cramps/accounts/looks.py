"""The look that a visitor chose: a cookie, so that it is there before a script or a sign-in."""

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "look"


class Look(TextChoices):
    """How pages are coloured."""

    DEVICE = "device", _("As the device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    NIGHT = "night", _("Dim night")


def chosen_look(request: HttpRequest) -> str:
    """The chosen look, "" where the device decides."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in Look.values and chosen != Look.DEVICE else ""


def keep_look(response: HttpResponse, look: str) -> None:
    """Write the choice into the cookie, or take the cookie away where the device is to decide."""
    if look == Look.DEVICE:
        response.delete_cookie(COOKIE)
        return
    response.set_cookie(
        COOKIE, look, max_age=settings.SESSION_COOKIE_AGE, secure=settings.IS_HTTPS, httponly=True, samesite="Lax"
    )
