from django.apps import AppConfig
from django.core.checks import register

from diary.printing import check_pango


class DiaryConfig(AppConfig):
    """What happened: cramps, days, visits."""

    name = "diary"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(check_pango)
