"""What somebody sees whose account is about to be deleted: the way back, and pages that are there for anybody."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cramps.accounts.models import User
from diary import leaving

OPEN = {"data_closed", "data_reopen", "account_logout"}
"""What can be done with a closed account."""
PERSONAL = ("home", "account_")
"""Public addresses that lead on whoever is signed in."""


class ClosedAccounts:
    """Leads whoever is signed in to a closed account to the page with the way back.

    Public pages stay as open as they are to anybody: a cramp does not wait. Once the seven days are over, the account
    goes for good before anything else happens. Once a day of each person in use it does so for all others that are
    due. It costs no query: `closed_at` stands in the row of the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        renewed = request.session.get("renewed")
        response = self.get_response(request)
        if request.session.get("renewed") != renewed and request.user.is_authenticated:
            leaving.finish_if_possible(timezone.now())
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Decide before the view is called, and before signing in is asked for."""
        user = request.user
        if not isinstance(user, User) or user.closed_at is None:
            return None
        if leaving.is_over(user, timezone.now()):
            return _gone(request, user)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN:
            return None
        if getattr(view, "login_required", True) or name.startswith(PERSONAL):
            return redirect("data_closed")
        request.user = AnonymousUser()
        return None


def _gone(request: HttpRequest, user: User) -> HttpResponse:
    leaving.remove(user)
    logout(request)
    messages.info(request, _("That account has been deleted, with everything in it."))
    return redirect("account_login")
