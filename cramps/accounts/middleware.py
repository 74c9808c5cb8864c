"""What happens around every request of a person who is signed in."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Responder = Callable[[HttpRequest], HttpResponse]


def renew_session(get_response: Responder) -> Responder:
    """Keep a session that is in use: once a day it gets its full age again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            today = timezone.now().date().isoformat()
            if request.session.get("renewed") != today:
                request.session["renewed"] = today
        return get_response(request)

    return middleware


def activate_zone(get_response: Responder) -> Responder:
    """Show times in the zone that the person chose, and never leave it behind for the next request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        zone = ZoneInfo(request.user.time_zone) if request.user.is_authenticated else None
        with timezone.override(zone):
            return get_response(request)

    return middleware
