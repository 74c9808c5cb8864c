"""The site as `make run` serves it: gunicorn, hashed and compressed files, a database that was empty a moment ago."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, watch

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "correct horse battery"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server):
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{address}/about/", timeout=5) as answer:
                return answer.read()
        except URLError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture
def served(tmp_path):
    """The address of a server like that of `make run`, on a database of its own."""
    if not (ROOT / "var" / "static" / "staticfiles.json").exists():
        pytest.skip("`make setup` collects the files")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
        "DATABASE_URL": f"sqlite:///{tmp_path}/cramps.sqlite3",
        "SITE_URL": address,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "DEBUG": "0",
        "REGISTRATION": "open",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cramps.gunicorn", "cramps.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()


def test_production_serves_every_file_hashed_and_for_good(new_context, complaints, served):
    context = new_context(viewport=PHONE, locale="en-GB", timezone_id="Asia/Kathmandu")
    watch(context, served, complaints)
    files = {}
    context.on("response", lambda answer: "/static/" in answer.url and files.update({answer.url: answer}))
    page = context.new_page()

    page.goto(f"{served}/accounts/signup/")
    page.get_by_label("Username").fill("first")
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.get_by_label("I agree that this site stores").check()
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("link", name="Log a cramp").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{served}/diary/trends/", wait_until="networkidle")
    expect(page.locator("canvas").first).to_be_visible()

    assert len(files) > 8
    assert [url for url, answer in files.items() if answer.status != 200] == []
    assert [url for url in files if not re.search(r"\.[0-9a-f]{12}\.\w+$", url)] == []
    assert [url for url, answer in files.items() if "immutable" not in answer.headers["cache-control"]] == []
