"""What makes the site an app: a manifest that browsers keep, and a worker that changes with what it keeps."""

import json
import re

import pytest
from django.contrib.staticfiles import finders

from cramps import installing, manifest


def test_manifest_has_icons_that_exist_and_a_shortcut_to_the_two_taps(client, db):
    answer = client.get("/manifest.webmanifest")
    told = json.loads(answer.content)

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert "/diary/now/" in [shortcut["url"] for shortcut in told["shortcuts"]]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_manifest_is_kept_for_good_under_its_version_alone(client, db):
    versioned = client.get(manifest.address())
    plain, old = client.get("/manifest.webmanifest"), client.get("/manifest.webmanifest?v=old")

    assert "immutable" in versioned.headers["Cache-Control"]
    for answer in (plain, old):
        assert "immutable" not in answer.headers["Cache-Control"]
    assert all("private" in answer.headers["Cache-Control"] for answer in (versioned, plain, old))


@pytest.mark.parametrize("page", ["/", "/guides/right-now/", "/diary/now/shell/"])
def test_pages_name_the_manifest(page, client, db):
    assert f'href="{manifest.address()}"' in client.get(page).text


def test_worker_is_never_kept_and_names_files_that_exist(client, db):
    answer = client.get("/sw.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-store" in answer.headers["Cache-Control"]
    for name in installing.FILES:
        assert finders.find(name), name
        assert f"/static/{name}" in answer.text


def test_version_of_the_worker_follows_what_it_keeps(monkeypatch, db):
    before = re.search(r'VERSION = "(\w+)"', installing.worker("en-gb"))[1]
    monkeypatch.setattr(installing, "FILES", installing.FILES[1:])
    installing.worker.cache_clear()
    after = re.search(r'VERSION = "(\w+)"', installing.worker("en-gb"))[1]
    installing.worker.cache_clear()

    assert before != after


def test_every_module_that_the_shell_loads_is_kept():
    loaded, wanted = set(), {"js/now.js", "js/app.js", "js/mood.js"}
    while wanted:
        name = wanted.pop()
        loaded.add(name)
        with open(finders.find(name)) as file:
            found = re.findall(r'from "\./((?:lib/)?\w+\.js)"', file.read())
        folder = "js/lib/" if name.startswith("js/lib/") else "js/"
        wanted |= {folder + module for module in found} - loaded

    assert loaded <= set(installing.FILES)
