"""The worker that answers on a device without a connection.

It keeps static files and one page that is nobody's in particular. No page of a person ever gets into it.
"""

import json
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHELL, WORDS, NOW = "diary:shell", "diary:offline_words", "diary:now"
FILES = (
    "css/tokens.css",
    "css/frame.css",
    "css/now.css",
    "icons/favicon.svg",
    "js/app.js",
    "js/mood.js",
    "js/now.js",
    "js/lib/awake.js",
    "js/lib/cards.js",
    "js/lib/events.js",
    "js/lib/kept.js",
    "js/lib/note.js",
    "js/lib/patience.js",
    "js/lib/queue.js",
    "js/lib/sections.js",
    "js/lib/timer.js",
    "js/lib/waiting.js",
    "js/lib/zones.js",
)
"""All that the shell loads."""


@login_not_required
@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker. Its text changes with every file that it keeps, which is how browsers notice a new version."""
    return HttpResponse(worker(get_language()), content_type="text/javascript")


@lru_cache(maxsize=8)
def worker(language: str | None) -> str:
    """The text of the worker: what it keeps, a version made from that, and the rest of it."""
    shell, words = reverse(SHELL), reverse(WORDS)
    kept = [shell, words, *(static(name) for name in FILES)]
    made = [_content(address) for address in (shell, words)]
    version = sha256("\n".join([*kept, *made]).encode()).hexdigest()[:16]
    told = {"VERSION": version, "SHELL": shell, "NOW": reverse(NOW), "KEPT": kept, "CHANGING": settings.DEBUG}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in told.items()]
    return "\n".join([*lines, f"importScripts({json.dumps(static('js/worker.js'))});", ""])


def _content(address: str) -> str:
    """What a page says that is the same for everybody."""
    view, args, kwargs = resolve(address)
    request = HttpRequest()
    request.method = "GET"
    response: HttpResponse = view(request, *args, **kwargs)
    return response.content.decode()
