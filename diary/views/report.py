"""One page for a doctor: on the screen, on paper, as a PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from cramps.accounts.requests import PersonRequest
from diary.forms.report import ReportForm
from diary.printing import can_make_pdf, pdf_of
from diary.report.making import report_of


@require_safe
def report(request: PersonRequest) -> HttpResponse:
    """What to print, and the page as it will look."""
    form = ReportForm(request.GET, region=request.user.home_region)
    return _page(request, form)


@require_safe
def report_pdf(request: PersonRequest) -> HttpResponse:
    """The same page as a PDF; where none can be made, the page that offers to print instead."""
    form = ReportForm(request.GET, region=request.user.home_region)
    if not form.is_valid() or not can_make_pdf():
        return _page(request, form)
    wish = form.wish()
    found = report_of(request.user, wish, timezone.now())
    drawn = pdf_of(render_to_string("diary/report_pdf.html", {"report": found, "paper": wish.paper}))
    name = f"cramp-report-{found.printed_on}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


def _page(request: PersonRequest, form: ReportForm) -> HttpResponse:
    is_valid = form.is_valid()
    context = {
        "form": form,
        "report": report_of(request.user, form.wish(), timezone.now()) if is_valid else None,
        "paper": form.wish().paper if is_valid else "",
        "query": form.query if is_valid else "",
        "has_pdf": can_make_pdf(),
    }
    return render(request, "diary/report.html", context, status=200 if is_valid else 422)
