"""Public pages made from the guide files."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cramps.guides.catalog import catalog
from cramps.guides.forms import SearchForm
from cramps.guides.guide import Guide, Kind


def by_kind(guides: Iterable[Guide]) -> list[tuple[Kind, list[Guide]]]:
    """The guides of each kind, in the order in which they come."""
    return [(kind, list(of_kind)) for kind, of_kind in groupby(guides, key=lambda guide: guide.kind)]


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every guide, by what it is for; or those that fit a search."""
    wish = SearchForm(request.GET)
    wish.is_valid()
    listed = catalog().listed()
    found = wish.chosen(listed) if wish.is_search else []
    context = {"wish": wish, "found": found, "groups": [] if found else by_kind(listed)}
    return render(request, "guides/index.html", context, status=422 if wish.errors else 200)


@login_not_required
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. An unknown address is answered with a search for its words, and with the guides that there are."""
    found = catalog().guides.get(slug)
    if found is None:
        wish = SearchForm({"q": slug.replace("-", " ")[:100]})
        wish.is_valid()
        context = {"wish": wish, "near": wish.chosen(catalog().listed())[:5], "groups": by_kind(catalog().listed())}
        return render(request, "guides/missing.html", context, status=404)
    return guide_page(request, found)


def guide_page(request: HttpRequest, found: Guide, status: int = 200) -> HttpResponse:
    """The page of a guide; whoever answers a question on it with an error draws it again."""
    context = {
        "guide": found,
        "related": catalog().related_to(found),
        "review_is_due": found.next_review < timezone.now().date(),
    }
    return render(request, "guides/guide.html", context, status=status)
