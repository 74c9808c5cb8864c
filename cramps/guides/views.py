"""Public pages made from the guide files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cramps.guides.catalog import catalog


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every guide, by what it is for."""
    return render(request, "guides/index.html", {"groups": catalog().by_kind()})


@login_not_required
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. An unknown address is answered with the guides that there are."""
    found = catalog().guides.get(slug)
    if found is None:
        return render(request, "guides/missing.html", {"groups": catalog().by_kind()}, status=404)
    return render(
        request,
        "guides/guide.html",
        {
            "guide": found,
            "related": catalog().related_to(found),
            "review_is_due": found.next_review < timezone.now().date(),
        },
    )
