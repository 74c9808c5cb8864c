"""Home and the pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {})


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", {})


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html", {})
