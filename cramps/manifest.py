"""How the site is installed as an app: its name, its icons, and a shortcut to the two taps."""

import json
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/icon-maskable-512.png", "512x512", "maskable"),
)
DARK = "#070403"
"""The paper of the dim look: what shows first, in the dark, must not flash."""
HOUR, YEAR = 60 * 60, 365 * 24 * 60 * 60


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The manifest. Under its address with the version of now browsers keep it for good."""
    text, version = _written(get_language())
    response = HttpResponse(text, content_type="application/manifest+json")
    if request.GET.get("v") == version:
        patch_cache_control(response, private=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, private=True, max_age=HOUR)
    return response


def address() -> str:
    """Where pages find it: the address changes with what it says."""
    return f"{reverse('manifest')}?v={_written(get_language())[1]}"


@lru_cache(maxsize=8)
def _written(language: str | None) -> tuple[str, str]:
    """Its text, and a version made from that."""
    icons = [
        {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose} for name, sizes, purpose in ICONS
    ]
    shortcuts = ((_("A cramp now"), reverse("diary:now")), (_("Log a cramp"), reverse("diary:log")))
    text = json.dumps(
        {
            "id": "/",
            "name": _("Cramp diary"),
            "short_name": _("Cramps"),
            "description": _("A diary of muscle cramps, and guides that show where their advice comes from."),
            "lang": settings.LANGUAGE_CODE,
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "background_color": DARK,
            "theme_color": DARK,
            "icons": icons,
            "shortcuts": [{"name": name, "url": leads_to, "icons": icons[:1]} for name, leads_to in shortcuts],
        },
        ensure_ascii=False,
    )
    return text, sha256(text.encode()).hexdigest()[:12]
