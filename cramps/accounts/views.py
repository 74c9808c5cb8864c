"""A person's own settings, and what allauth offers only where e-mail works."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cramps.accounts.forms import LookForm, PreferencesForm
from cramps.accounts.looks import Look, chosen_look, keep_look
from cramps.accounts.requests import PersonRequest
from cramps.zones import is_zone, written


def next_address(request: HttpRequest, default: str) -> str:
    """Where the visitor came from, as far as it lies on this site."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if is_ours else default


@require_http_methods(["GET", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    """Time zone, region and look."""
    look = chosen_look(request) or Look.DEVICE
    form = PreferencesForm(request.POST or None, instance=request.user, initial={"look": look})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your preferences are saved."))
        response = redirect("preferences")
        keep_look(response, form.cleaned_data["look"] or look)
        return response
    return render(request, "accounts/preferences.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def zone(request: PersonRequest) -> HttpResponse:
    """Change the time zone alone, in one tap; the message takes it back."""
    wish = request.POST.get("time_zone") or request.GET.get("time_zone") or ""
    if not is_zone(wish):
        return HttpResponseBadRequest(_("This is not the name of a time zone."))
    before, request.user.time_zone = request.user.time_zone, wish
    request.user.save(update_fields=["time_zone"])
    query = QueryDict(mutable=True)
    query["time_zone"] = before
    messages.success(
        request,
        _("Times are shown in %(zone)s now.") % {"zone": written(wish)},
        extra_tags=f"{reverse('zone')}?{query.urlencode(safe='/')}",
    )
    return redirect(next_address(request, reverse("home")))


@login_not_required
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """The look of all pages, for anybody."""
    form = LookForm(request.POST or None, initial={"look": chosen_look(request) or Look.DEVICE})
    address = next_address(request, reverse("home"))
    if request.method == "POST" and form.is_valid():
        response = redirect(address)
        keep_look(response, form.cleaned_data["look"])
        return response
    return render(
        request, "accounts/look.html", {"form": form, "next_address": address}, status=422 if form.is_bound else 200
    )


@login_not_required
def password_reset(request: HttpRequest) -> HttpResponseBase:
    """A new password by e-mail; where the site cannot send any, the plain word that there is none."""
    if not settings.HAS_EMAIL:
        return render(request, "accounts/no_email.html", status=404)
    response: HttpResponseBase = allauth_views.password_reset(request)
    return response


def email(request: HttpRequest) -> HttpResponseBase:
    """A person's e-mail addresses, where the site can use them."""
    if not settings.HAS_EMAIL:
        return render(request, "accounts/no_email.html", status=404)
    response: HttpResponseBase = allauth_views.email(request)
    return response
