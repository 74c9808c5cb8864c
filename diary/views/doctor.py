"""The flag: what it says now and why, "I have been seen", and signs without a cramp."""

from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cramps.accounts.requests import PersonRequest, post_or
from diary.flag import COMPARED_DAYS, flag_of, turns_made_by, turns_of
from diary.forms.day import SignsForm
from diary.forms.visit import VisitForm
from diary.models import Day, Visit
from diary.reading import background_of
from diary.triage import words
from diary.triage.assess import RULES_VERSION
from diary.triage.changes import CHANGES
from diary.triage.signs import SIGNS

LAST_VISITS = 1


@require_safe
def doctor(request: PersonRequest) -> HttpResponse:
    """Whether a doctor visit is recommended, with reasons."""
    user, now = request.user, timezone.now()
    form = VisitForm(instance=Visit(owner=user), initial={"date": user.today()}, now=now, zone=user.zone)
    return _doctor_page(request, form, now)


@post_or("diary:doctor")
def seen(request: PersonRequest) -> HttpResponse:
    """Note that somebody has looked at it."""
    user, now = request.user, timezone.now()
    form = VisitForm(request.POST, instance=Visit(owner=user), now=now, zone=user.zone)
    if not form.is_valid():
        return _doctor_page(request, form, now)
    try:
        with transaction.atomic():
            visit = form.save()
    except IntegrityError:  # sent twice at the same moment: the other one has stored it
        return redirect("diary:doctor")
    messages.success(request, _("Noted."), extra_tags=reverse("diary:visit_delete", args=[visit.pk]))
    return redirect("diary:doctor")


def _doctor_page(request: PersonRequest, form: VisitForm, now: datetime) -> HttpResponse:
    flag = flag_of(request.user, now, with_old_signs=True)
    context = {
        "news": flag.news(request.user.rules_seen),
        "flag": flag,
        "compared_days": COMPARED_DAYS,
        "answered": words.answered(flag.assessment),
        "form": form,
        "visits": Visit.objects.for_user(request.user).latest_first()[:LAST_VISITS],
    }
    return render(request, "diary/doctor.html", context, status=422 if form.is_bound else 200)


@require_safe
def history(request: PersonRequest) -> HttpResponse:
    """The days on which the tier rose, and the visits that lowered it, latest first."""
    return render(request, "diary/history.html", {"turns": turns_of(request.user, timezone.now())})


@require_safe
def changes(request: PersonRequest) -> HttpResponse:
    """What changed in the rules, latest first, and the turns of the last year that the last changes made."""
    context = {
        "changes": list(reversed(CHANGES)),
        "turns": turns_made_by(request.user, CHANGES[-1:], timezone.now()),
    }
    return render(request, "diary/changes.html", context)


@post_or("diary:doctor")
def rules_seen(request: PersonRequest) -> HttpResponse:
    """What changed in the rules has been read."""
    request.user.rules_seen = RULES_VERSION
    request.user.save(update_fields=["rules_seen"])
    messages.success(request, _("Noted. What changed in the rules stays below, under a link of its own."))
    return redirect("diary:doctor")


@require_safe
@login_not_required
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of the flag, made from the rules themselves; for anybody."""
    review = settings.CLINICAL_REVIEW if words.is_reviewed(settings.CLINICAL_REVIEW) else words.NOT_REVIEWED
    return render(request, "diary/rules.html", {"version": RULES_VERSION, "review": review})


@require_safe
def visits(request: PersonRequest) -> HttpResponse:
    """All visits, latest first."""
    return render(request, "diary/visits.html", {"visits": Visit.objects.for_user(request.user).latest_first()})


@require_http_methods(["GET", "POST"])
def visit_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Correct a visit; the flag follows."""
    user, now = request.user, timezone.now()
    visit = get_object_or_404(Visit.objects.for_user(user), pk=pk)
    form = VisitForm(request.POST if request.method == "POST" else None, instance=visit, now=now, zone=user.zone)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("diary:doctor")
    context = {"form": form, "visit": visit}
    return render(request, "diary/visit_edit.html", context, status=422 if form.is_bound else 200)


@post_or("home")
def follow_up_done(request: PersonRequest, day: date) -> HttpResponse:
    """A day on which to be seen again is dealt with."""
    due = list(Visit.objects.for_user(request.user).to_follow_up(day))
    if due:
        Visit.objects.for_user(request.user).to_follow_up(day).update(follow_up=None)
        undo = reverse("diary:follow_up_undo", args=[due[-1].pk, day])
        messages.success(request, _("Done."), extra_tags=undo)
    return redirect("home")


@post_or("home")
def follow_up_undo(request: PersonRequest, pk: int, day: date) -> HttpResponse:
    """Bring back the day on which to be seen again after a visit."""
    visit = get_object_or_404(Visit.objects.for_user(request.user), pk=pk)
    if day <= visit.date:
        raise Http404
    visit.follow_up = day
    visit.save(update_fields=["follow_up"])
    messages.success(request, _("Taken back."))
    return redirect("home")


@require_http_methods(["GET", "POST"])
def visit_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a visit, after asking; the flag follows."""
    visit = get_object_or_404(Visit.objects.for_user(request.user), pk=pk)
    if request.method == "POST":
        visit.delete()
        messages.success(request, _("The visit was deleted."))
        return redirect("diary:doctor")
    return render(request, "diary/visit_delete.html", {"visit": visit})


@require_http_methods(["GET", "POST"])
def signs(request: PersonRequest) -> HttpResponse:
    """Something is wrong, without a cramp: tick it for today."""
    user = request.user
    day = Day.objects.for_user(user).on(user, user.today())
    form = SignsForm(
        request.POST if request.method == "POST" else None,
        instance=day,
        region=user.home_region,
        background=background_of(user),
        today=user.today(),
    )
    if request.method == "POST" and form.is_valid():
        day = form.save(timezone.now())
        messages.success(
            request, _("Saved.") if day.signs is not None else _("Nothing was ticked, so nothing was saved.")
        )
        return redirect("diary:doctor")
    return render(request, "diary/signs.html", {"form": form}, status=422 if form.is_bound else 200)


@post_or("diary:doctor")
def still_there(request: PersonRequest, sign: str) -> HttpResponse:
    """Tick a sign again for today, in one tap."""
    if sign not in SIGNS:
        raise Http404
    user = request.user
    day = Day.objects.for_user(user).on(user, user.today())
    day.tick(sign, timezone.now())
    messages.success(request, _("Noted for today."), extra_tags=reverse("diary:not_there", args=[sign]))
    return redirect("diary:doctor")


@post_or("diary:doctor")
def not_there(request: PersonRequest, sign: str) -> HttpResponse:
    """Take back what was ticked for today."""
    user = request.user
    Day.objects.for_user(user).on(user, user.today()).untick(sign, timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("diary:doctor")
