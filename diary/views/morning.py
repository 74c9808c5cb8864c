"""What the morning asks, answered in one tap each, with a way back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cramps.accounts.requests import PersonRequest, page_named, post_or
from diary import morning
from diary.forms.length import UNKNOWN, LengthForm, length_before, put_back_length
from diary.forms.morning import NOT_SAID, DayAnswerForm, PassedForm, WakingForm
from diary.models import Cramp, Day


def _cramp(request: PersonRequest, uuid: UUID) -> Cramp:
    return get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid)


@post_or("home")
def length(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """How long a cramp lasted; this also ends one that was still going."""
    cramp, form = _cramp(request, uuid), LengthForm(request.POST)
    before = length_before(cramp)
    if form.is_valid() and form.save(cramp):
        if form.cleaned_data["length"] == UNKNOWN:
            morning.pass_over(request.session, morning.name_of(morning.LENGTH, uuid))
        messages.success(request, _("Saved."), extra_tags=reverse("diary:length_undo", args=[uuid, before]))
    return redirect(page_named(request))


@post_or("home")
def length_undo(request: PersonRequest, uuid: UUID, before: str) -> HttpResponse:
    """Take that back: what was known of its length before stands there again."""
    try:
        put_back_length(_cramp(request, uuid), before)
    except ValueError as error:
        raise Http404 from error
    morning.ask_again(request.session, morning.name_of(morning.LENGTH, uuid))
    return _taken_back(request)


@post_or("home")
def waking(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Whether a cramp woke the person."""
    cramp, form = _cramp(request, uuid), WakingForm(request.POST)
    if form.is_valid() and form.save(cramp):
        messages.success(request, _("Saved."), extra_tags=reverse("diary:waking_undo", args=[uuid]))
    return redirect(page_named(request))


@post_or("home")
def waking_undo(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Take that back: nothing is said about it any more."""
    cramp = _cramp(request, uuid)
    cramp.woke_me = None
    cramp.save(update_fields=["woke_me"])
    return _taken_back(request)


@post_or("home")
def about_day(request: PersonRequest, day: date) -> HttpResponse:
    """One answer about a day: fluids, exertion or stretching."""
    form = DayAnswerForm(request.POST)
    if day <= request.user.today() and form.is_valid() and (name := form.save(request.user, day)):
        messages.success(request, _("Saved."), extra_tags=reverse("diary:about_day_undo", args=[day, name]))
    return redirect(page_named(request))


@post_or("home")
def about_day_undo(request: PersonRequest, day: date, name: str) -> HttpResponse:
    """Take that back; a day about which nothing else was said goes."""
    if name not in NOT_SAID:
        raise Http404
    Day.objects.for_user(request.user).tell(request.user, day, {name: NOT_SAID[name]})
    return _taken_back(request)


@post_or("home")
def pass_over(request: PersonRequest) -> HttpResponse:
    """Ask a question no more: nothing is said about it in the diary."""
    form = PassedForm(request.POST)
    if form.is_valid():
        question = form.cleaned_data["question"]
        morning.pass_over(request.session, question)
        address = QueryDict(mutable=True)
        address["question"] = question
        undo = f"{reverse('diary:passed_undo')}?{address.urlencode()}"
        messages.success(request, _("All right. That is not asked again."), extra_tags=undo)
    return redirect(page_named(request))


@post_or("home")
def pass_over_undo(request: PersonRequest) -> HttpResponse:
    """Ask it again."""
    morning.ask_again(request.session, request.GET.get("question", ""))
    return _taken_back(request)


def _taken_back(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("Taken back."))
    return redirect(page_named(request))
