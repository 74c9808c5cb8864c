"""Addresses of a person's own settings, beside allauth's. They come first, so some of allauth's are ours."""

from django.urls import path

from cramps.accounts import views

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("preferences/zone/", views.zone, name="zone"),
    path("look/", views.look, name="look"),
    path("password/reset/", views.password_reset),
    path("email/", views.email),
]
