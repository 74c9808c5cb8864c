"""Logging a cramp, and editing one."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cramps.accounts.requests import PersonRequest
from diary.flag import is_pressing
from diary.forms.cramp import CrampForm
from diary.models import Cramp

JUST_LOGGED = timedelta(minutes=15)
"""Whoever comes back to an empty form so soon may be about to log the same cramp again."""


@never_cache
@require_http_methods(["GET", "POST"])
def log(request: PersonRequest) -> HttpResponse:
    """Log a cramp: now, or on the day that the address names."""
    data, now = request.POST if request.method == "POST" else None, timezone.now()
    form = CrampForm(data, user=request.user, now=now, for_day=request.GET.get("day", ""))
    if form.is_valid():
        return _saved(request, form)
    just_logged = None if form.is_bound else _just_logged(request, now)
    context = {"form": form, "just_logged": just_logged}
    return render(request, "diary/log.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Change what was said about a cramp; also how one is ended that was still going."""
    cramp = get_object_or_404(Cramp.objects.for_user(request.user).with_reliefs(), uuid=uuid)
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("different", "")
    form = CrampForm(data, user=request.user, now=timezone.now(), cramp=cramp, different=asked)
    if form.is_valid():
        return _saved(request, form)
    return render(request, "diary/log.html", {"form": form, "cramp": cramp}, status=422 if form.is_bound else 200)


def _just_logged(request: PersonRequest, now: datetime) -> Cramp | None:
    """The cramp that began a few minutes ago, if there is one: "Back" after saving leads to an empty form."""
    return Cramp.objects.for_user(request.user).latest_begun(now - JUST_LOGGED, now)


def _saved(request: PersonRequest, form: CrampForm) -> HttpResponse:
    """Store it and lead to its place in the diary, or to whom to call."""
    cramp, is_new = form.save()
    if cramp.deleted_at:
        messages.info(request, _("This cramp was deleted before. It is in the bin, and you can bring it back."))
        return redirect("diary:bin")
    if is_new:
        messages.success(request, _("Saved."), extra_tags=reverse("diary:delete", args=[cramp.uuid]))
    elif form.cramp:
        messages.success(request, _("Saved."))
    else:
        messages.success(request, _("Saved. It came in twice and stands in the diary once."))
    if form.began.notice:
        messages.info(request, form.began.notice)
    return redirect("diary:doctor" if is_pressing(request.user, cramp, timezone.now()) else cramp.list_url())
