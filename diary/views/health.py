"""What a person says about their health apart from cramps: conditions, pregnancy, medicines."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cramps.accounts.requests import PersonRequest, post_or
from diary.forms.health import HealthForm, MedicineForm
from diary.models import HealthContext, Medicine


@require_http_methods(["GET", "POST"])
def health(request: PersonRequest) -> HttpResponse:
    """Pregnancy and conditions, and the list of medicines."""
    user = request.user
    form = HealthForm(
        request.POST if request.method == "POST" else None,
        instance=HealthContext.objects.of(user),
        today=user.today(),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("diary:health")
    return _page(request, form, MedicineForm(instance=Medicine(owner=user), today=user.today()))


@post_or("diary:health")
def add_medicine(request: PersonRequest) -> HttpResponse:
    """Put a medicine on the list; also the way back after one was removed, which names it in the address."""
    user = request.user
    given = request.POST if "code" in request.POST else request.GET
    form = MedicineForm(given, instance=Medicine(owner=user), today=user.today())
    if not form.is_valid():
        return _page(request, HealthForm(instance=HealthContext.objects.of(user), today=user.today()), form)
    try:
        with transaction.atomic():
            medicine = form.save()
    except IntegrityError:  # sent twice at the same moment: the other one has stored it
        return redirect("diary:health")
    undo = reverse("diary:medicine_remove", args=[medicine.pk])
    messages.success(request, _("It is on the list."), extra_tags=undo)
    return redirect("diary:health")


@post_or("diary:health")
def remove_medicine(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a medicine off the list, which says nothing about taking it."""
    medicine = get_object_or_404(Medicine.objects.for_user(request.user), pk=pk)
    medicine.delete()
    again = QueryDict(mutable=True)
    again.update(
        {
            "code": medicine.code,
            "name": medicine.name,
            "started_on": medicine.started_on.isoformat() if medicine.started_on else "",
        }
    )
    messages.success(
        request, _("It is off the list here."), extra_tags=f"{reverse('diary:medicine_add')}?{again.urlencode()}"
    )
    return redirect("diary:health")


def _page(request: PersonRequest, form: HealthForm, medicine_form: MedicineForm) -> HttpResponse:
    context = {
        "form": form,
        "medicine_form": medicine_form,
        "medicines": Medicine.objects.for_user(request.user),
    }
    is_invalid = form.is_bound or medicine_form.is_bound
    return render(request, "diary/health.html", context, status=422 if is_invalid else 200)
