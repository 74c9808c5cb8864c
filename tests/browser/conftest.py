"""A real browser in front of a live server: nothing leaves the site, nothing complains, nothing shuts anybody out."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client

# The browser's driver runs an event loop in this thread; Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
# An invalid form comes back with 422, a missing page with 404; the browser notes both as errors.
EXPECTED_NOTES = ("status of 422", "status of 404")


def executable():
    """The browser of this machine; None where only the driver's own is there."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Everything below this folder needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url(live_server):
    """Where pages without a host are."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, tmp_path_factory):
    """Our own browser, which keeps its files to itself and reaches nobody but us."""
    return {
        **browser_type_launch_args,
        "executable_path": executable(),
        "env": {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))},
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            # Whatever would leave this machine finds no address.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    """Sign-up and sign-in are limited per address, and all tests come from one."""
    cache.clear()


@pytest.fixture
def complaints():
    """What went wrong in any page of the test: other origins, console errors, exceptions. Empty at the end."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def open_site(new_context, live_server, complaints):
    """Open the site as somebody (or nobody) on some device; returns the page, which stands on `path`."""

    def open_as(user=None, path="/", *, viewport=PHONE, scheme="light", look="", zone="Europe/London", scripts=True):
        context = new_context(
            viewport=viewport,
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id=zone,
        )
        context.set_default_timeout(10_000)
        cookies = {"look": look} if look else {}
        if user:
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": name, "value": cookies[name], "url": live_server.url} for name in cookies])
        watch(context, live_server.url, complaints)
        page = context.new_page()
        page.goto(path)
        return page

    return open_as


def watch(context, origin, complaints):
    """Note every request to another origin and every error of a page."""

    def on_request(request):
        if not request.url.startswith((f"{origin}/", "data:", "blob:")):
            complaints.append(f"request to {request.url}")

    def on_console(message):
        if message.type == "error" and not any(note in message.text for note in EXPECTED_NOTES):
            complaints.append(f"{message.page and message.page.url}: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"{error.page and error.page.url}: {error.error}"))


COLOUR_RULES = ["color-contrast", "link-in-text-block"]


@pytest.fixture
def barriers():
    """What axe finds on a page that keeps somebody out, one line each; empty where there is nothing.

    In another look a page differs by its colours alone, so that those are all that has to be looked at again.
    """
    axe = Axe()

    def found_on(page, *, colours_only=False):
        chosen = {"runOnly": {"type": "rule", "values": COLOUR_RULES}} if colours_only else {}
        answer = axe.run(page, options={"resultTypes": ["violations"], **chosen})
        return [
            f"{page.url}: {found['id']} at {' | '.join(str(node['target']) for node in found['nodes'][:4])}"
            for found in answer.response["violations"]
            if found["impact"] in {"serious", "critical"}
        ]

    return found_on
