"""What the site holds of a person, and the ways out: take everything along, delete the diary, delete the account."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cramps.accounts.models import UNDO_PERIOD, User
from cramps.accounts.requests import PersonRequest, post_or
from diary import holdings, leaving
from diary.models import DeletedDiary


@require_safe
def data(request: PersonRequest) -> HttpResponse:
    """What is stored and where, and what can be done with it."""
    user, now = request.user, timezone.now()
    leaving.finish_if_possible(now)
    context = {
        "diary": holdings.of_diary(user),
        "account": holdings.of_account(user, now),
        "deleted": holdings.deleted_diaries(user, now),
    }
    return render(request, "diary/data.html", context)


@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def delete_diary(request: PersonRequest) -> HttpResponse:
    """Delete all entries; the account stays. Asks who it is, each time."""
    user, now = request.user, timezone.now()
    if request.method == "POST":
        if leaving.delete_diary(user, now):
            messages.success(request, _("Your diary is deleted. You can bring it back on this page for seven days."))
        else:
            messages.info(request, _("There was nothing to delete."))
        return redirect("data")
    context = {"diary": holdings.of_diary(user), "gone": holdings.moment(now + UNDO_PERIOD, user)}
    return render(request, "diary/delete_diary.html", context)


@post_or("data")
def bring_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo the deletion of a diary."""
    user, now = request.user, timezone.now()
    deleted = get_object_or_404(DeletedDiary.objects.for_user(user).restorable(now), pk=pk)
    leaving.bring_back(user, deleted)
    messages.success(request, _("Your diary is back, as it was."))
    return redirect("data")


@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)
def delete_account(request: PersonRequest) -> HttpResponse:
    """Delete the account and everything in it. Asks who it is, each time."""
    user, now = request.user, timezone.now()
    if request.method == "POST":
        leaving.close_account(user, now)
        logout(request)
        return redirect("data_closed")
    context = {"diary": holdings.of_diary(user), "gone": holdings.moment(now + UNDO_PERIOD, user)}
    return render(request, "diary/delete_account.html", context)


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """The account is closed: until when it can be opened again, and how."""
    user = request.user
    if not isinstance(user, User):
        return render(request, "diary/closed.html")
    if user.gone_at is None:
        return redirect("data")
    return render(request, "diary/closed.html", {"gone": holdings.moment(user.gone_at, user)})


@post_or("data_closed")
def reopen(request: PersonRequest) -> HttpResponse:
    """Undo the deletion of an account."""
    if request.user.closed_at is not None:
        leaving.reopen_account(request.user)
        messages.success(request, _("Your account is open again, and your diary is back."))
    return redirect("data")
