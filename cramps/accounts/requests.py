"""What a view behind a sign-in is given."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cramps.accounts.models import User

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request whose user is known: every view that does not opt out of signing in gets one. For type hints."""

    user: User


def page_named(request: HttpRequest) -> str:
    """The page of this site that a form named as the one to come back to, else home."""
    named = request.POST.get("next", "")
    return named if url_has_allowed_host_and_scheme(named, allowed_hosts=None) else reverse("home")


def post_or(
    page: str,
) -> Callable[
    [Callable[Concatenate[PersonRequest, P], HttpResponse]], Callable[Concatenate[PersonRequest, P], HttpResponse]
]:
    """Let a view act by POST only; whoever comes otherwise is led to the page on which its button stands.

    Signing in again after a session has ended brings people to the address to which they had sent something.
    """

    def decorator(
        view: Callable[Concatenate[PersonRequest, P], HttpResponse],
    ) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(page)

        return guarded

    return decorator
