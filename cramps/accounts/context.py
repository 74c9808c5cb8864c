"""What every page may need to know about the site and its visitor; costs no query of its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cramps.accounts.looks import chosen_look
from cramps.regions import region_of

PLACES = (
    ("/diary/trends/", "trends"),
    ("/diary/doctor/", "doctor"),
    ("/diary/visits/", "doctor"),
    ("/diary/report/", "doctor"),
    ("/diary/health/", "account"),
    ("/diary/now/", "tonight"),
    ("/diary/", "diary"),
    ("/guides/", "guides"),
    ("/accounts/", "account"),
)
"""Beginning of an address -> destination of the navigation to which it belongs; the first that fits counts."""


def place_of(path: str) -> str:
    """The destination of the navigation that is marked as current, "" for none."""
    if path == "/":
        return "tonight"
    return next((place for start, place in PLACES if path.startswith(start)), "")


def contact_address(contact: str) -> str:
    """Where a link to the contact leads: a web address stays, anything else is taken for an e-mail address."""
    return contact if contact.startswith(("http://", "https://")) else f"mailto:{contact}"


def site(request: HttpRequest) -> dict[str, Any]:
    """The look, the region and the zone of the visitor, and what the operator has set up."""
    user = getattr(request, "user", None)  # missing where a request failed before it was known
    known = user if user is not None and user.is_authenticated else None
    return {
        "mood": chosen_look(request),
        "place": place_of(request.path),
        "region": region_of(known.region if known else ""),
        "time_zone": known.time_zone if known else "",
        "site_url": settings.SITE_URL,
        "has_email": settings.HAS_EMAIL,
        "registration_open": settings.REGISTRATION_OPEN,
        "clinical_review": settings.CLINICAL_REVIEW,
        "contact": settings.CONTACT,
        "contact_href": contact_address(settings.CONTACT),
    }
