"""Home and the pages about the site itself."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cramps.accounts.models import User
from diary import clock, tonight
from diary.flag import flag_of
from diary.forms.length import ESTIMATE_CHIPS
from diary.morning import morning_of, passed_over
from diary.triage import words


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Tonight for whoever is signed in; relief at once for everybody else."""
    user, now = request.user, timezone.now()
    if not isinstance(user, User):
        return render(request, "home_public.html")
    flag = flag_of(user, now)
    last_night = tonight.last_night(flag.diary, user.zone, now)
    four_weeks = clock.Period.ending(flag.today, tonight.STRIP_DAYS)
    strip, before = (tonight.strip(flag.diary, period) for period in (four_weeks, four_weeks.before()))
    context = {
        "flag": flag,
        "answered": words.answered(flag.assessment),
        "today": flag.today,
        "greeting": greeting(clock.wall_of(now, user.zone)),
        "last_night": last_night,
        "morning": morning_of(user, flag.diary, last_night, flag.today, passed_over(request.session)),
        "follow_ups": tonight.follow_ups(flag.diary, flag.today),
        "strip": strip,
        "strip_sentence": tonight.sentence(strip, before),
        "compares": before.recorded > 0,
        "asks_lately": tonight.asks_lately(flag.diary, flag.today),
        "lately_day": last_night.day if last_night else flag.today,
        "lengths": ESTIMATE_CHIPS,
        "now_url": reverse("diary:now"),
    }
    return render(request, "home.html", context)


def greeting(local: datetime) -> str:
    """A word for the hour."""
    if local.hour < 5 or local.hour >= 22:
        return _("Good night")
    if local.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if local.hour < 18 else _("Good evening")


@require_safe
@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What this site is for, what it is not, and who checked it."""
    return render(request, "about.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, where, and for whom."""
    return render(request, "privacy.html")
