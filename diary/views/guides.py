"""What somebody says from a guide goes into the diary."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from cramps import dates
from cramps.accounts.requests import PersonRequest, page_named, post_or
from cramps.guides.catalog import catalog
from cramps.guides.views import guide_page
from diary import clock
from diary.daybook.rows import Daybook
from diary.forms.helped import HelpedForm
from diary.models import Cramp, Day, ReliefTry
from diary.vocabulary import Helped, Relief

NOT_TRIED, NOT_SAID = "not-tried", "not-said"
BEFORE: dict[str, str | None] = {NOT_TRIED: None, NOT_SAID: "", **{code: code for code in Helped.values}}
"""What stood in the diary before, as the address of its undo says it."""
STRETCHED_BEFORE: dict[str, bool | None] = {NOT_SAID: None, "no": False}
"""The same of stretching at bedtime; a yes that stood there stays."""
NOTED = {
    Helped.YES: _lazy("Noted: %(relief)s helped, cramp of %(when)s."),
    Helped.A_LITTLE: _lazy("Noted: %(relief)s helped a little, cramp of %(when)s."),
    Helped.NO: _lazy("Noted: %(relief)s did not help, cramp of %(when)s."),
}


@require_http_methods(["GET", "POST"])
def helped(request: PersonRequest, slug: str) -> HttpResponse:
    """Note whether what a guide had its reader do helped against a cramp."""
    guide = catalog().guides.get(slug)
    if guide is None:
        raise Http404
    address = f"{reverse('guides:guide', args=[slug])}?{request.GET.urlencode()}".rstrip("?")
    if request.method == "GET":
        return redirect(address)
    form = HelpedForm(request.POST, reliefs=[relief for relief in Relief if relief in guide.measures])
    if not form.is_valid():
        return guide_page(request, guide, status=422)
    cramp = get_object_or_404(Cramp.objects.for_user(request.user), uuid=form.cleaned_data["cramp"])
    _note(request, cramp, form.cleaned_data["relief"], form.cleaned_data["helped"])
    return redirect(address)


def _note(request: PersonRequest, cramp: Cramp, relief: str, answer: str) -> None:
    """Store it and say so, with a way back where it changed anything."""
    stood = ReliefTry.objects.answer(cramp, relief, answer)
    (before,) = [word for word, said in BEFORE.items() if said == stood]
    told = NOTED[Helped(answer)] % {
        "relief": Relief(relief).label.lower(),
        "when": Daybook(request.user.home_region, request.user.time_zone).moment_of(cramp),
    }
    undo = reverse("diary:helped_undo", args=[cramp.uuid, relief, before])
    messages.success(request, told, extra_tags="" if stood == answer else undo)


@post_or("diary:list")
def unhelped(request: PersonRequest, uuid: UUID, relief: str, before: str) -> HttpResponse:
    """Take back what was noted: what stood there before stands there again."""
    cramp = get_object_or_404(Cramp.objects.for_user(request.user), uuid=uuid)
    if relief not in Relief.values or before not in BEFORE:
        raise Http404
    ReliefTry.objects.put_back(cramp, relief, BEFORE[before])
    messages.success(request, _("Taken back."))
    return redirect(page_named(request))


@post_or("guides:index")
def stretched(request: PersonRequest) -> HttpResponse:
    """Note that a stretching routine was done at bedtime: today, or in the evening before where it is past midnight."""
    user = request.user
    day = clock.bedtime(user.zone, timezone.now())
    evening = {"day": dates.weekday_day(day, user.home_region)}
    stood = Day.objects.for_user(user).say_stretched(user, day)
    if stood:
        messages.success(request, _("It stands there already: stretched at bedtime, %(day)s.") % evening)
    else:
        (before,) = [word for word, said in STRETCHED_BEFORE.items() if said is stood]
        undo = reverse("diary:stretched_undo", args=[day, before])
        messages.success(request, _("Noted: stretched at bedtime, %(day)s.") % evening, extra_tags=undo)
    return redirect(page_named(request))


@post_or("guides:index")
def unstretched(request: PersonRequest, day: date, before: str) -> HttpResponse:
    """Take that back: what stood there before stands there again."""
    if before not in STRETCHED_BEFORE:
        raise Http404
    Day.objects.for_user(request.user).unsay_stretched(day, STRETCHED_BEFORE[before])
    messages.success(request, _("Taken back."))
    return redirect(page_named(request))
