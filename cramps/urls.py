"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from cramps import installing, views

# The admin asks for the second factor too, and shares the rate limits of signing in.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", views.home, name="home"),
    path("sw.js", installing.service_worker, name="service_worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("guides/", include("cramps.guides.urls")),
    path("diary/", include("diary.urls")),
    path("accounts/", include("cramps.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
