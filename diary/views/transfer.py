"""A diary as a file: taking it along, and bringing one in. A file is looked at before anything is stored."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cramps.accounts.requests import PersonRequest, post_or
from cramps.uploads import is_too_large
from diary import clock
from diary.arrivals import Arriving, arriving, changes, counted, first_problems, sentence
from diary.forms.transfer import UploadForm
from diary.models import Upload
from diary.transfer.exporting import export_diary, file_name
from diary.transfer.tables import Refused


@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The whole diary as a zip, made anew each time."""
    name = file_name(clock.today_in(request.user.zone, timezone.now()))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(export_diary(request.user), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
def hand_in(request: PersonRequest) -> HttpResponse:
    """Choose a file. It is kept for a day at most, until it has been looked at and imported."""
    user, now = request.user, timezone.now()
    if request.method != "POST":
        waiting = Upload.objects.for_user(user).fresh(now).defer("content").first()
        return render(request, "diary/import.html", {"form": UploadForm(user=user, now=now), "waiting": waiting})
    form = UploadForm(request.POST, request.FILES, user=user, now=now, is_too_large=is_too_large(request))
    if form.is_valid():
        upload = Upload.objects.keep(user, form.cleaned_data["file"].name, form.content, now)
        return redirect("diary:import_file", upload.uuid)
    return render(request, "diary/import.html", {"form": form}, status=422)


@require_http_methods(["GET", "POST"])
def import_file(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """What a file would bring, and then bringing it in."""
    user, now = request.user, timezone.now()
    upload = Upload.objects.for_user(user).fresh(now).filter(uuid=uuid).first()
    if upload is None:
        context = {"form": UploadForm(user=user, now=now), "is_gone": True}
        return render(request, "diary/import.html", context, status=404)
    try:
        arrival = arriving(user, upload, request.GET, now)
        if request.method == "POST" and arrival.can_be_stored:
            return _stored(request, upload, arrival)
        arrival.look()
    except Refused as refused:  # the day went on since it was handed in, or another version of the site reads it
        messages.error(request, refused.problems[0])
        return redirect("diary:import")
    outcome, problems = arrival.outcome, getattr(arrival, "problems", [])
    context = {
        "upload": upload,
        "arrival": arrival,
        "counted": counted(outcome) if outcome else [],
        "changes": outcome is not None and changes(outcome),
        "problems": first_problems(problems),
        "problem_count": len(problems),
    }
    return render(request, "diary/import_file.html", context, status=arrival.status)


def _stored(request: PersonRequest, upload: Upload, arrival: Arriving) -> HttpResponse:
    with transaction.atomic():
        # Whoever taps twice finds the file gone.
        if not Upload.objects.for_user(request.user).filter(uuid=upload.uuid).delete()[0]:
            return redirect("diary:import_file", upload.uuid)
        outcome = arrival.store()
    messages.success(request, sentence(outcome))
    if outcome.time_zone:
        told = _("Your time zone is %(zone)s now, as in the export.") % {"zone": outcome.time_zone}
        messages.info(request, told)
    return redirect("diary:list")


@post_or("diary:import")
def drop_file(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Do not import it after all."""
    Upload.objects.for_user(request.user).filter(uuid=uuid).delete()
    messages.success(request, _("The file is gone from here. Nothing was imported."))
    return redirect("diary:import")
