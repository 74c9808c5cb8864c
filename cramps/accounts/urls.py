"""Addresses of a person's own settings, beside allauth's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
