"""The body figure: it and the chips answer for each other, for fingers, keyboards and screen readers alike."""

import re

import pytest
from playwright.sync_api import expect

from cramps.figure import HALF_WIDTH
from diary.models import Cramp
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import CrampFactory

LOG = "/diary/log/"
NAMES = {
    "left calf": "Left calf, back view",
    "right calf": "Right calf, back view",
    "left foot": "Left foot, front view",
    "left toes": "Left toes, front view",
    "right thigh": "Right front of thigh, front view",
}
CHOSEN = "() => ['muscle', 'side'].map((name) => document.querySelector('form.log').elements[name].value)"
MARKED = """state => [...document.querySelectorAll(`.body-figure [aria-pressed=${state}]`)]
    .map((spot) => spot.querySelector('title').textContent)"""
THUMB = 44 / 2
# For every second pixel of the figure: which place a finger hits there.
HITS = """() => {
  const figure = document.querySelector(".body-figure");
  figure.scrollIntoView({ block: "start", behavior: "instant" });
  const box = figure.getBoundingClientRect();
  const rows = [];
  for (let y = box.top; y < box.bottom; y += 2) {
    const row = [];
    for (let x = box.left; x < box.right; x += 2) {
      row.push(document.elementFromPoint(x, y)?.closest("[role=button], a")?.querySelector("title")?.textContent);
    }
    rows.push(row);
  }
  return rows;
}"""
BEYOND = """() => {
  const card = document.querySelector("form.card").getBoundingClientRect();
  return [...document.querySelectorAll(".body-figure .view, .body-figure .shape, .body-figure p")]
    .map((part) => part.getBoundingClientRect())
    .filter((part) => part.width && (part.left < card.left || part.right > card.right)).length;
}"""
LOOKS = {"light": {}, "dark": {"scheme": "dark"}, "night": {"look": "night"}}
RING = "spot => getComputedStyle(spot.querySelector('.ring')).stroke"


def spot(page, name):
    return page.get_by_role("button", name=NAMES.get(name, name), exact=True)


def chip(page, code):
    return page.locator(f"label[for=id_{code}]")


@pytest.mark.parametrize(
    ("taps", "chosen"),
    [
        (["left calf"], ["calf", "left"]),
        (["right thigh"], ["quadriceps", "right"]),
        (["left calf", "left calf"], ["", ""]),
        (["left calf", "right calf"], ["calf", "both"]),
        (["left calf", "right calf", "left calf"], ["calf", "right"]),
        (["left calf", "right calf", "right calf"], ["calf", "left"]),
        (["left calf", "right calf", "left foot"], ["foot", "left"]),
        (["left calf", "right thigh"], ["quadriceps", "right"]),
    ],
)
def test_tapping_a_place_checks_the_chips(open_site, owner, taps, chosen):
    page = open_site(owner, LOG)

    for name in taps:
        spot(page, name).click()

    assert page.evaluate(CHOSEN) == chosen


@pytest.mark.parametrize(
    ("chips", "chosen", "half"),
    [
        (["muscle_calf"], [], ["Left calf, back view", "Right calf, back view"]),
        (["muscle_calf", "side_right"], ["Right calf, back view"], []),
        (["side_both", "muscle_calf"], ["Left calf, back view", "Right calf, back view"], []),
        (["muscle_foot", "side_left"], ["Left foot, front view", "Left foot, back view"], []),
        (["side_left"], [], []),
        (["muscle_calf", "side_right", "side_"], [], ["Left calf, back view", "Right calf, back view"]),
        (["muscle_calf", "side_right", "muscle_"], [], []),
    ],
)
def test_choosing_chips_marks_the_figure(open_site, owner, chips, chosen, half):
    page = open_site(owner, LOG)

    for code in chips:
        chip(page, code).click()

    assert page.evaluate(MARKED, "true") == chosen
    assert page.evaluate(MARKED, "mixed") == half


def test_side_that_was_not_said_is_said_by_a_tap(open_site, owner):
    page = open_site(owner, LOG)
    chip(page, "muscle_calf").click()

    spot(page, "right calf").click()

    assert page.evaluate(CHOSEN) == ["calf", "right"]


def test_muscle_that_is_not_on_the_figure_marks_nothing(open_site, owner):
    page = open_site(owner, LOG)
    spot(page, "left calf").click()

    page.get_by_text("More", exact=True).click()
    chip(page, "muscle_hand").click()

    assert page.evaluate(MARKED, "true") == []
    assert page.evaluate(CHOSEN) == ["hand", "left"]


def test_figure_says_in_words_what_is_chosen(open_site, owner):
    page = open_site(owner, LOG)
    words = page.locator(".body-figure .chosen")
    hint = words.inner_text()

    spot(page, "right thigh").click()
    expect(words).to_have_text("Front of thigh · Right")
    spot(page, "right thigh").click()

    expect(words).to_have_text(hint)


def test_figure_is_one_stop_of_the_keyboard_and_arrows_move_over_it(open_site, owner):
    page = open_site(owner, LOG)
    chip(page, "severity_3").click()

    page.keyboard.press("Tab")
    expect(spot(page, "right thigh")).to_be_focused()
    for key in ["Right", "Right", "Right", "Left", "Down", "Down", "Down", "Down"]:
        page.keyboard.press(f"Arrow{key}")
    expect(spot(page, "left toes")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.locator("#id_muscle_calf")).to_be_focused()


@pytest.mark.parametrize("start", ["Left toes, front view", "Left calf, back view"])
def test_every_place_is_reached_by_arrows(open_site, owner, start):
    page = open_site(owner, LOG)
    everything = set(page.locator(".body-figure [role=button] title").all_text_contents())
    reached, waiting = set(), [start]

    while waiting:
        name = waiting.pop()
        reached.add(name)
        for key in ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]:
            page.get_by_role("button", name=name, exact=True).focus()
            page.keyboard.press(key)
            beside = page.evaluate("document.activeElement.querySelector('title').textContent")
            if beside not in reached and beside not in waiting:
                waiting.append(beside)

    assert reached == everything


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_chooses_and_takes_back(open_site, owner, key):
    page = open_site(owner, LOG)
    spot(page, "left calf").focus()

    page.keyboard.press(key)
    expect(spot(page, "left calf")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(CHOSEN) == ["calf", "left"]
    page.keyboard.press(key)

    expect(spot(page, "left calf")).to_have_attribute("aria-pressed", "false")
    expect(spot(page, "left calf")).to_be_focused()
    assert page.url.endswith(LOG)


def test_tab_leads_to_what_is_chosen(open_site, owner):
    cramp = CrampFactory(owner=owner, muscle="calf", side="right", severity=3)
    page = open_site(owner, f"/diary/cramps/{cramp.uuid}/edit/")
    page.locator("#id_severity_3").focus()

    page.keyboard.press("Tab")

    expect(spot(page, "right calf")).to_be_focused()


@pytest.mark.parametrize("forced", ["none", "active"])
def test_place_with_the_focus_has_a_ring_only_for_keyboards(open_site, owner, forced):
    page = open_site(owner, LOG)
    page.emulate_media(forced_colors=forced)

    spot(page, "left calf").click()
    assert spot(page, "left calf").evaluate(RING) == "none"
    page.keyboard.press("ArrowRight")

    expect(spot(page, "right calf")).to_be_focused()
    assert spot(page, "right calf").evaluate(RING) != "none"
    assert spot(page, "left calf").evaluate(RING) == "none"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("forced", ["none", "active"])
def test_three_states_look_different_in_every_look(open_site, owner, look, forced):
    page = open_site(owner, LOG, **LOOKS[look])
    page.emulate_media(forced_colors=forced)
    seen = set()

    for code in ["side_left", "muscle_calf", "side_"]:
        chip(page, code).click()
        page.mouse.move(0, 0)
        style = "({ fill, stroke, strokeDasharray }) => [fill, stroke, strokeDasharray].join()"
        shape = f"spot => ({style})(getComputedStyle(spot.querySelector('.shape')))"
        seen.add(spot(page, "left calf").evaluate(shape))

    assert len(seen) == 3


def test_edit_shows_what_is_stored_and_saves_what_is_tapped(open_site, owner):
    cramp = CrampFactory(owner=owner, muscle="toes", side="both")
    page = open_site(owner, f"/diary/cramps/{cramp.uuid}/edit/")

    assert page.evaluate(MARKED, "true") == ["Right toes, front view", "Left toes, front view"]
    spot(page, "left calf").click()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert Cramp.objects.values_list("muscle", "side").get() == ("calf", "left")


def test_form_that_comes_back_from_the_history_is_in_step(open_site, owner):
    page = open_site(owner, LOG)
    spot(page, "left calf").click()

    page.goto("/about/")
    page.go_back()
    page.wait_for_load_state()

    muscle, side = page.evaluate(CHOSEN)
    assert page.evaluate(MARKED, "true") == ([NAMES["left calf"]] if (muscle, side) == ("calf", "left") else [])


def test_without_scripts_the_chips_do_alone(open_site, owner):
    page = open_site(owner, LOG, scripts=False)

    expect(page.locator(".body-figure")).to_be_hidden()
    chip(page, "muscle_foot").click()
    chip(page, "side_left").click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert Cramp.objects.values_list("muscle", "side").get() == ("foot", "left")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", [LOG, "/guides/"])
def test_figure_shuts_nobody_out(open_site, barriers, owner, look, path):
    page = open_site(owner, path, **LOOKS[look])
    if path == LOG:
        spot(page, "left calf").click()
        spot(page, "right calf").focus()

    assert barriers(page, colours_only=look != "light") == []


def largest_squares(rows):
    """Name -> side of the largest square of points that belong to it."""
    sides, found = {}, {}
    for y, row in enumerate(rows):
        for x, name in enumerate(row):
            same = [sides.get(at, (None, 0)) for at in ((x - 1, y), (x, y - 1), (x - 1, y - 1))]
            side = 1 + min(length if other == name else 0 for other, length in same)
            sides[x, y] = name, side
            found[name] = max(found.get(name, 0), side)
    found.pop(None, None)
    return found


@pytest.mark.parametrize(("path", "places"), [(LOG, 18), ("/guides/", 8)])
def test_every_place_has_room_for_a_thumb_on_a_phone(open_site, owner, path, places):
    page = open_site(owner, path)

    room = largest_squares(page.evaluate(HITS))

    assert len(room) == places
    assert {name: side for name, side in room.items() if side < THUMB} == {}
    assert page.locator(".body-figure svg").first.bounding_box()["width"] >= 2 * HALF_WIDTH


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%"), (1280, "100%")])
def test_figure_stays_inside_its_card(open_site, owner, width, text):
    page = open_site(owner, LOG, viewport={**PHONE, "width": width})
    page.evaluate(f"document.documentElement.style.fontSize = '{text}'")

    assert page.evaluate(BEYOND) == 0


def test_chips_stand_beside_the_figure_where_there_is_room(open_site, owner):
    page = open_site(owner, LOG, viewport=DESKTOP)
    figure, chips = (page.locator(at).bounding_box() for at in (".body-figure", "#ask-muscle > .chips"))

    assert chips["x"] >= figure["x"] + figure["width"]
    assert chips["y"] < figure["y"] + 60


@pytest.mark.parametrize("scripts", [True, False])
def test_guides_are_chosen_by_place(open_site, db, scripts):
    page = open_site(path="/guides/", scripts=scripts)

    page.get_by_role("link", name="Front of thigh", exact=True).click()

    expect(page).to_have_url(re.compile(r"/guides/\?muscle=quadriceps$"))


def test_guides_have_one_stop_of_the_keyboard_for_each_muscle(open_site, db):
    page = open_site(path="/guides/")
    links = page.locator(".body-figure a:not([tabindex])")
    names = links.locator("title").all_text_contents()

    links.first.focus()
    reached = []
    for _name in names:
        reached.append(page.evaluate("document.activeElement.querySelector('title')?.textContent"))
        page.keyboard.press("Tab")

    assert reached == names
    assert len(names) == 8
    assert page.evaluate("document.activeElement.closest('.body-figure')") is None


@pytest.mark.parametrize("side", ["first", "last"])
def test_both_sides_lead_to_the_same_guides(open_site, db, side):
    page = open_site(path="/guides/")

    getattr(page.locator(".body-figure a[href$=calf]"), side).click()

    expect(page).to_have_url(re.compile(r"/guides/\?muscle=calf$"))
