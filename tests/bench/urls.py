"""The addresses of the site, and the bare view that everything else is compared with."""

from django.http import HttpResponse
from django.urls import path

from cramps.urls import urlpatterns as site


def bare(request):
    """The least that a page for somebody who is signed in can do."""
    return HttpResponse(request.user.username, content_type="text/plain")


urlpatterns = [path("bench/bare/", bare), *site]
