"""`make screenshot`: the picture of the README, three phones side by side, with an invented diary."""

import base64
import os
import tempfile

from playwright.sync_api import sync_playwright

from tests.browser.conftest import executable
from tests.browser.server import ROOT, serving, sign_up

PICTURE = ROOT / "docs" / "screenshot.png"
PAGES = ["/", "/diary/trends/?days=365", "/guides/right-now/"]
PHONE = {"width": 390, "height": 844}
FRAME = """<!doctype html>
<body style="margin:0;padding:32px;display:flex;gap:32px;background:#e9e3d8;width:max-content">
{}</body>"""
IMAGE = '<img src="data:image/png;base64,{}" width="390" style="border-radius:24px;box-shadow:0 6px 24px #0003">'


def pictures(browser, server):
    """One picture of each page, as somebody with a year behind them sees it."""
    context = browser.new_context(
        viewport=PHONE, device_scale_factor=1.5, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    page = context.new_page()
    sign_up(page, server.address, "somebody")
    server.manage("demo_diary", "somebody")
    for path in PAGES:
        page.goto(server.address + path, wait_until="networkidle")
        yield page.screenshot()


def take():
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder, serving(folder) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=executable(), args=["--no-sandbox"], env={**os.environ, "HOME": folder}
        )
        images = "".join(IMAGE.format(base64.b64encode(picture).decode()) for picture in pictures(browser, server))
        page = browser.new_page(viewport={"width": 1298, "height": 908}, device_scale_factor=1)
        page.set_content(FRAME.format(images))
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    take()
