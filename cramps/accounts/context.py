"""What every page may need to know about the site and its visitor."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The look, where one was chosen."""
    return {}
