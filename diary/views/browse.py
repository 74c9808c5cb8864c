"""The diary by day: reading it, one day of it, the one-tap answers, and the bin."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cramps import dates
from cramps.accounts.models import User
from cramps.accounts.requests import PersonRequest, page_named, post_or
from diary import clock
from diary.daybook.drawing import draw, draw_cramps
from diary.daybook.rows import Daybook, Gap
from diary.forms.browse import PAGE_DAYS, BrowseForm
from diary.forms.day import DayForm
from diary.models import Cramp, Day, ReliefTry
from diary.reading import background_of

MATCHES_PER_PAGE = 50


def daybook_of(user: User, cramps: Iterable[Cramp] = ()) -> Daybook:
    """The diary of a person in their words, with what was tried against these cramps."""
    return Daybook(user.home_region, user.time_zone, ReliefTry.objects.by_cramp(cramps))


@require_safe
def day_list(request: PersonRequest) -> HttpResponse:
    """The diary, 28 days a page, latest first; or the cramps that match a muscle or a word."""
    wish = BrowseForm(request.GET)
    wish.is_valid()
    return _matches(request, wish) if wish.is_search else _days(request, wish)


def _days(request: PersonRequest, wish: BrowseForm) -> HttpResponse:
    user, today = request.user, request.user.today()
    cramps, days = Cramp.objects.for_user(user), Day.objects.for_user(user)
    period = wish.period(today)
    # A traveller may have written ahead of the day at home.
    ahead = timedelta(days=clock.DAYS_AHEAD) if period.last == today else timedelta()
    shown = list(cramps.within(clock.Period(period.first, period.last + ahead)))
    listed = clock.Period(period.first, max([period.last, *(cramp.day for cramp in shown)]))
    rows = daybook_of(user, shown).rows(listed, shown, days.within(period))
    earlier = [day for day in (cramps.latest_day(period.first), days.latest_date(period.first)) if day]
    return render(
        request,
        "diary/list.html",
        {
            "wish": wish,
            "drawn": draw(rows),
            "is_empty": not earlier and all(isinstance(row, Gap) for row in rows),
            "newer": min(today, period.last + timedelta(days=PAGE_DAYS)) if period.last < today else None,
            "older": max(earlier, default=None),
        },
        status=422 if wish.errors else 200,
    )


def _matches(request: PersonRequest, wish: BrowseForm) -> HttpResponse:
    user = request.user
    found = Cramp.objects.for_user(user).matching(wish.wanted("muscle"), wish.wanted("q"))
    page = Paginator(found.latest_first(), MATCHES_PER_PAGE).get_page(request.GET.get("page"))
    drawn = draw(daybook_of(user, page).grouped(page))
    return render(request, "diary/matches.html", {"wish": wish, "page": page, "drawn": drawn})


@require_http_methods(["GET", "POST"])
def day(request: PersonRequest, day: date) -> HttpResponse:
    """One day: its cramps, and what can be said about the day itself."""
    user = request.user
    if day > user.today():
        messages.info(request, _("That day has not come yet."))
        return redirect("diary:list")
    entry = Day.objects.for_user(user).on(user, day)
    cramps = list(Cramp.objects.for_user(user).within(clock.Period(day, day)))
    was_asked = Day.objects.for_user(user).lately_answered(day).exists()
    form = DayForm(
        request.POST if request.method == "POST" else None,
        instance=entry,
        region=user.home_region,
        background=background_of(user),
        today=user.today(),
        has_cramps=bool(cramps),
        asks_lately=not was_asked,
    )
    if request.method == "POST" and form.is_valid():
        entry = form.save(timezone.now())
        messages.success(request, _("Saved."))
        return redirect("diary:doctor" if form.calls_for_help else entry.list_url())
    row = daybook_of(user, cramps).row(day, cramps, entry)
    context = {"form": form, "row": row, "drawn": draw_cramps(row.cramps)}
    return render(request, "diary/day.html", context, status=422 if form.is_bound else 200)


@post_or("diary:list")
def say_none(request: PersonRequest, day: date) -> HttpResponse:
    """ "No cramps", in one tap."""
    user = request.user
    if day > user.today() or Cramp.objects.for_user(user).filter(day=day).exists():
        messages.error(request, _("There is a cramp on that day, or it has not come yet."))
    elif Day.objects.for_user(user).say_none(user, day):
        saved = _("Noted: no cramps, %(night)s.") % {"night": dates.night(day, user.home_region)}
        messages.success(request, saved, extra_tags=reverse("diary:none_undo", args=[day]))
    return redirect(page_named(request))


@post_or("diary:list")
def unsay_none(request: PersonRequest, day: date) -> HttpResponse:
    """Take "no cramps" back."""
    Day.objects.for_user(request.user).unsay_none(day)
    messages.success(request, _("Taken back."))
    return redirect(page_named(request))


@require_http_methods(["GET", "POST"])
def delete(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Put a cramp into the bin."""
    user, now = request.user, timezone.now()
    cramp = get_object_or_404(Cramp.objects.for_user(user), uuid=uuid)
    if request.method == "POST":
        cramp.put_in_bin(now)
        Cramp.objects.in_bin(user).expired(now).delete()
        messages.success(request, _("Deleted."), extra_tags=reverse("diary:restore", args=[uuid]))
        return redirect(f"{reverse('diary:list')}?on={cramp.day}#d-{cramp.day}")
    line = daybook_of(user, [cramp]).line(cramp)
    return render(request, "diary/delete.html", {"line": line, "drawn": draw_cramps([line])})


@post_or("diary:bin")
def restore(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Bring a cramp back from the bin."""
    cramp = get_object_or_404(Cramp.objects.in_bin(request.user), uuid=uuid)
    cramp.bring_back()
    messages.success(request, _("It is back in the diary."))
    return redirect(cramp.list_url())


@require_safe
def bin_list(request: PersonRequest) -> HttpResponse:
    """What was deleted in the last 30 days."""
    user = request.user
    page = Paginator(Cramp.objects.in_bin(user), MATCHES_PER_PAGE).get_page(request.GET.get("page"))
    daybook = daybook_of(user)
    lines = [daybook.binned(cramp, user.zone) for cramp in page]
    return render(request, "diary/bin.html", {"page": page, "lines": lines})
