"""How allauth behaves on this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from cramps.accounts.models import User
from cramps.zones import region_of_zone


class AccountAdapter(DefaultAccountAdapter):
    """Opens and closes sign-up by the REGISTRATION setting, and keeps what the sign-up form asks beside the name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.REGISTRATION_OPEN)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.time_zone = form.cleaned_data["time_zone"]
        user.region = region_of_zone(user.time_zone)
        user.consented_at = timezone.now()
        saved: User = super().save_user(request, user, form, commit)
        return saved
