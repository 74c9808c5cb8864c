from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """What happened: cramps, days, visits."""

    name = "diary"
    default_auto_field = "django.db.models.BigAutoField"
