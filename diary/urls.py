"""Addresses of the diary."""

from django.urls import URLPattern

app_name = "diary"
urlpatterns: list[URLPattern] = []
