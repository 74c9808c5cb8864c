"""A cramp that is there now: two taps, and what helps meanwhile. The page works without a script."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cramps.accounts.looks import chosen_look
from cramps.accounts.requests import PersonRequest, post_or
from cramps.anatomy import LEG_AND_FOOT, Side
from cramps.guides.catalog import catalog
from cramps.guides.steps import GUIDE, first_steps
from cramps.regions import ANYWHERE
from diary import clock, firstaid
from diary.background import NOTHING_SAID
from diary.daybook.rows import Daybook, length
from diary.forms.now import MUSCLES, BeginForm, MeanwhileForm
from diary.guidance import guidance_for
from diary.models import Cramp
from diary.offline import A_DAY, alarms_of, offline_words, words_for
from diary.ongoing import SHOWN_FOR, ongoing
from diary.reading import background_of
from diary.triage.asking import levels
from diary.triage.signs import NOBODY_SEES

NIGHT = "night"
WORDS: dict[str, Any] = {
    "sides": Side.choices,
    "muscles": MUSCLES,
    "nobody_sees": NOBODY_SEES,
}
"""What the page says to everybody."""


@never_cache
@require_safe
def now(request: PersonRequest) -> HttpResponse:
    """The cramps that are running, or the button with which one begins."""
    user, moment = request.user, timezone.now()
    guidance = guidance_for(catalog().guides[GUIDE], user, moment)
    running = list(Cramp.objects.for_user(user).running(moment - SHOWN_FOR))
    muscle, side = Cramp.objects.for_user(user).last_place(LEG_AND_FOOT)
    latest = running[-1] if running else None
    context = WORDS | {
        "mood": chosen_look(request) or (NIGHT if clock.is_dark(user.zone, moment) else ""),
        "server_now": round(moment.timestamp() * 1000),
        "guidance": guidance,
        "alarms": alarms_of(guidance, user.home_region),
        "open": [ongoing(cramp, moment, user.home_region) for cramp in running],
        "signs_for": latest and latest.uuid,
        "signs_on": (latest and latest.signs) or (),
        "sign_levels": levels(guidance.background, user.today(), user.home_region),
        "places": firstaid.places(guidance),
        "muscle_shown": firstaid.shown(latest.muscle if latest else muscle),
        "caution": first_steps().caution,
        "uuid": uuid4(),
        "muscle": muscle,
        "side": side,
    }
    return render(request, "diary/now/page.html", context)


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The same page for a device without a connection: nothing in it is anybody's."""
    return HttpResponse(shell_page())


def shell_page() -> str:
    """The HTML of the shell; drawn without a request, so that nothing of one can get into it."""
    context = WORDS | {
        "region": ANYWHERE,
        "sign_levels": levels(NOTHING_SAID, A_DAY, ANYWHERE),
        "places": firstaid.places(firstaid.everybodys()),
        "muscle_shown": firstaid.shown(""),
        "caution": first_steps().caution,
    }
    return render_to_string("diary/now/shell.html", context)


@login_not_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The cards of the signs in every region, for a page without a connection."""
    return JsonResponse(offline_words())


@require_safe
def cards(request: PersonRequest) -> HttpResponse:
    """The same in one region, with what somebody noted about their health."""
    user = request.user
    return JsonResponse(words_for(user.home_region, background_of(user), user.today()))


@post_or("diary:now")
def begin(request: PersonRequest) -> HttpResponse:
    """The first tap."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not work. Tap once more."))
        return redirect("diary:now")
    if uuid := form.save(request.user, timezone.now()):
        messages.success(request, _("The timer runs."), extra_tags=reverse("diary:now_undo", args=[uuid]))
    else:
        messages.info(request, _("That tap had arrived already. For another cramp, tap once more."))
    return redirect("diary:now")


@post_or("diary:now")
def end(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """The second tap."""
    cramp = get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid)
    if cramp.stop(timezone.now()):
        say = Daybook(request.user.home_region, request.user.time_zone).say
        told = _("Stopped after %(length)s.") % {"length": length(cramp, say)}
        if cramp.duration is None:
            told = _("Stopped. The timer ran very long; the diary asks in the morning whether that is right.")
        messages.success(request, told, extra_tags=reverse("diary:now_resume", args=[uuid]))
    return redirect("diary:now")


@post_or("diary:now")
def undo(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Take the first tap back: the cramp goes to the bin."""
    get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid).put_in_bin(timezone.now())
    messages.success(request, _("Taken back."), extra_tags=reverse("diary:restore", args=[uuid]))
    return redirect("diary:now")


@post_or("diary:now")
def resume(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Take the second tap back: the cramp is running again."""
    get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid).resume()
    return redirect("diary:now")


@post_or("diary:now")
def meanwhile(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Where it is, whether it is easing, what is wrong: one tap each while it runs."""
    cramp = get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid)
    form = MeanwhileForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(told) for errors in form.errors.values() for told in errors))
    elif form.save(cramp):
        messages.success(request, _("Saved."))
    return redirect("diary:now")
