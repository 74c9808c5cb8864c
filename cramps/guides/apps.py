from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "cramps.guides"
    label = "guides"
