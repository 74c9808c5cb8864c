"""People in the admin: who may sign in. What they wrote is shown elsewhere, if at all."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Django's own, with where the person lives; names are not asked for here, so they are not offered."""

    list_display = ["username", "time_zone", "region", "date_joined", "last_login", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_superuser", "region"]
    search_fields = ["username", "email"]
    readonly_fields = ["consented_at", "date_joined", "last_login", "closed_at"]
    fieldsets = [
        (None, {"fields": ["username", "password", "email"]}),
        (_("Home"), {"fields": ["time_zone", "region"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Dates"), {"fields": ["date_joined", "last_login", "consented_at", "closed_at"]}),
    ]
