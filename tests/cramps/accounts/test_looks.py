import re
from gzip import compress

import pytest
from django.conf import settings

from cramps.accounts.context import place_of

STYLES = settings.BASE_DIR / "static" / "css"
LEAST_FOR_TEXT = 4.5
LEAST_FOR_MARKS = 3.0
TEXT_ON = [
    *((name, "paper") for name in ("ink", "muted", "accent", "amber", "sage", "calm", "urgent")),
    *((name, "card") for name in ("ink", "muted", "accent", "amber", "sage", "calm", "urgent")),
    *(("ink", f"{name}-soft") for name in ("accent", "amber", "sage", "calm", "urgent")),
    *(("muted", f"{name}-soft") for name in ("accent", "amber", "sage", "calm", "urgent")),
    *((name, f"{name}-soft") for name in ("accent", "amber", "sage", "calm")),
    *((f"{name}-ink", name) for name in ("accent", "amber", "calm", "urgent", "emergency")),
    ("accent-ink", "accent-strong"),
    ("accent", "sage-soft"),
    ("accent", "amber-soft"),
    ("accent", "calm-soft"),
    ("accent", "urgent-soft"),
]
MARK_ON = [(name, "card") for name in ("edge", "bar", "bar-none", "chart-2", "chart-3", "chart-4", "chart-5")]


def palettes():
    """The four palettes of tokens.css, by the selector under which they stand."""
    text = re.sub(r"/\*.*?\*/", "", (STYLES / "tokens.css").read_text(), flags=re.DOTALL)
    blocks = re.findall(r"^\s*([^\s@{}][^{}]*?) \{([^{}]*)\}", text, re.MULTILINE)
    return {selector: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)) for selector, body in blocks}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_there_are_four_palettes_and_both_dark_ones_are_one():
    found = palettes()

    assert found.keys() == {":root", ":root:not([data-mood])", '[data-mood="dark"]', '[data-mood="night"]'}
    assert found[":root:not([data-mood])"] == found['[data-mood="dark"]']
    assert found['[data-mood="night"]'].keys() == found['[data-mood="dark"]'].keys() < found[":root"].keys()


@pytest.mark.parametrize("selector", [":root", '[data-mood="dark"]', '[data-mood="night"]'])
def test_text_and_marks_stand_out_in_every_mood(selector):
    colours = palettes()[selector]

    weak = [pair for pair in TEXT_ON if contrast(*(colours[name] for name in pair)) < LEAST_FOR_TEXT]
    weak += [pair for pair in MARK_ON if contrast(*(colours[name] for name in pair)) < LEAST_FOR_MARKS]

    assert weak == []


def test_the_frame_is_small():
    size = sum(len(compress((STYLES / name).read_bytes())) for name in ("tokens.css", "frame.css"))

    assert size <= 7_000


@pytest.mark.parametrize(
    ("cookie", "attribute", "scheme", "themes"),
    [
        (None, "", "light dark", [":root", '[data-mood="dark"]']),
        ("light", ' data-mood="light" data-bs-theme="light"', "light", [":root"]),
        ("dark", ' data-mood="dark" data-bs-theme="dark"', "dark", ['[data-mood="dark"]']),
        ("night", ' data-mood="night" data-bs-theme="dark"', "dark", ['[data-mood="night"]']),
        ('"><script>', "", "light dark", [":root", '[data-mood="dark"]']),
    ],
)
def test_the_server_turns_the_cookie_into_the_mood(client, db, cookie, attribute, scheme, themes):
    if cookie:
        client.cookies["look"] = cookie

    page = client.get("/accounts/login/").content.decode()

    assert f'<html lang="en-gb"{attribute}>' in page
    assert f'<meta name="color-scheme" content="{scheme}">' in page
    papers = re.findall(r'<meta name="theme-color" content="(#\w+)"', page)
    assert papers == [palettes()[selector]["paper"] for selector in themes]


def test_anybody_chooses_a_look_and_comes_back(client, db):
    response = client.post("/accounts/look/", {"look": "night", "next": "/guides/"})

    assert response["Location"] == "/guides/"
    assert response.cookies["look"].value == "night"
    assert response.cookies["look"]["httponly"]
    assert 'data-mood="night"' in client.get("/accounts/look/").content.decode()


def test_the_device_decides_again_when_asked_to(client, db):
    client.post("/accounts/look/", {"look": "dark"})

    client.post("/accounts/look/", {"look": "device"})

    assert "data-mood" not in client.get("/accounts/look/").content.decode()


@pytest.mark.parametrize(
    "wish", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_a_look_leads_to_no_other_site(client, db, wish):
    assert client.post("/accounts/look/", {"look": "dark", "next": wish})["Location"] == "/"


def test_a_look_that_there_is_not_is_422(client, db):
    response = client.post("/accounts/look/", {"look": "pink"})

    assert response.status_code == 422
    assert "look" not in response.cookies


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "tonight"),
        ("/diary/", "diary"),
        ("/diary/log/", "diary"),
        ("/diary/trends/frequency/", "trends"),
        ("/diary/doctor/rules/", "doctor"),
        ("/diary/visits/3/edit/", "doctor"),
        ("/guides/right-now/", "guides"),
        ("/accounts/2fa/", "account"),
        ("/privacy/", ""),
    ],
)
def test_place_is_the_destination_above_an_address(path, place):
    assert place_of(path) == place
