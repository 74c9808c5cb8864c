"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from cramps import installing, manifest, views
from diary.views import data

# The admin asks for the second factor too, and shares the rate limits of signing in.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", views.home, name="home"),
    path("sw.js", installing.service_worker, name="service_worker"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("guides/", include("cramps.guides.urls")),
    path("diary/", include("diary.urls")),
    path("accounts/", include("cramps.accounts.urls")),
    # These need to know what a diary holds, and accounts know no diary.
    path("accounts/data/", data.data, name="data"),
    path("accounts/data/diary/", data.delete_diary, name="data_delete_diary"),
    path("accounts/data/diary/<int:pk>/back/", data.bring_back, name="data_bring_back"),
    path("accounts/data/account/", data.delete_account, name="data_delete_account"),
    path("accounts/data/closed/", data.closed, name="data_closed"),
    path("accounts/data/reopen/", data.reopen, name="data_reopen"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
