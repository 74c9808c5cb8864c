"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from cramps import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("guides/", include("cramps.guides.urls")),
    path("diary/", include("diary.urls")),
    path("accounts/", include("cramps.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
