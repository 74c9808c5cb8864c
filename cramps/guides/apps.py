from django.apps import AppConfig
from django.core.checks import register

from cramps.guides.checks import check_guides


class GuidesConfig(AppConfig):
    """Guides: public pages made from files."""

    name = "cramps.guides"
    label = "guides"

    def ready(self) -> None:
        register(check_guides)
