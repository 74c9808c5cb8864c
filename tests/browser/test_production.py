"""The site as `make run` serves it: gunicorn, hashed and compressed files, a database that was empty a moment ago."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, watch
from tests.browser.server import STATIC_LIST, serving, sign_up


@pytest.fixture
def address(tmp_path):
    if not STATIC_LIST.exists():
        pytest.skip("`make setup` collects the files")
    with serving(tmp_path) as server:
        yield server.address


def test_production_serves_every_file_hashed_and_for_good(new_context, complaints, address):
    context = new_context(viewport=PHONE, locale="en-GB", timezone_id="Asia/Kathmandu")
    watch(context, address, complaints)
    files = {}
    context.on("response", lambda answer: "/static/" in answer.url and files.update({answer.url: answer}))
    page = context.new_page()

    sign_up(page, address, "first")
    page.get_by_role("link", name="Log a cramp").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{address}/diary/trends/", wait_until="networkidle")
    expect(page.locator("canvas").first).to_be_visible()

    assert len(files) > 8
    assert [url for url, answer in files.items() if answer.status != 200] == []
    assert [url for url in files if not re.search(r"\.[0-9a-f]{12}\.\w+$", url)] == []
    assert [url for url, answer in files.items() if "immutable" not in answer.headers["cache-control"]] == []
