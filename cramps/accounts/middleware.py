"""What happens around every request: sessions that last, the person's own zone, pages that are not kept."""

from collections.abc import Callable

from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

Responder = Callable[[HttpRequest], HttpResponseBase]


def renew_session(get_response: Responder) -> Responder:
    """Keep a session that is in use: once a day it gets its full age again."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            today = timezone.now().date().isoformat()
            if request.session.get("renewed") != today:
                request.session["renewed"] = today
                try:
                    request.session.save()
                except (DatabaseError, UpdateError):
                    # A full disk or a locked database must not keep anybody from reading.
                    request.session.modified = False
        return get_response(request)

    return middleware


def activate_zone(get_response: Responder) -> Responder:
    """Show times in the zone that the person chose, and never leave it behind for the next request."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        zone = request.user.zone if request.user.is_authenticated else None
        with timezone.override(zone):
            return get_response(request)

    return middleware


def keep_private(get_response: Responder) -> Responder:
    """Let no browser keep a page of somebody who is signed in: after signing out, going back shows no diary."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        was_known = request.user.is_authenticated
        response = get_response(request)
        if was_known and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


class AnswerInvalidForms:
    """Gives allauth's pages the status 422 when they come back with errors, as our own views do."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """Look at the form of a page that is about to be drawn."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response
