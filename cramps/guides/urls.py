"""Addresses of the guides."""

from django.urls import path

from cramps.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.guide, name="guide"),
]
