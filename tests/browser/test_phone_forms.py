"""Forms on a phone: what a chip opens is in sight, nothing is cut off, and the zone is never guessed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

BOTTOM = "element => element.getBoundingClientRect().bottom"
TOP = "element => element.getBoundingClientRect().top"
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
CUT_OFF = """[...document.querySelectorAll("input.form-control, select, .numbers *")]
    .filter((part) => {
        const frame = part.closest(".care, .card");
        return frame && part.getBoundingClientRect().right > frame.getBoundingClientRect().right;
    }).map((part) => part.id || part.textContent)"""


@pytest.mark.parametrize(
    ("chip", "opened", "focused"),
    [
        ("when_pick", "#id_date", "id_time"),
        ("length_minutes", "#id_minutes", "id_minutes"),
        ("length_running", "label[for=id_easing_no]", "id_length_running"),
    ],
)
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_a_tapped_chip_opens_stands_above_the_button(open_site, owner, chip, opened, focused, motion):
    page = open_site(owner, "/diary/log/")
    page.emulate_media(reduced_motion=motion)

    page.locator(f"label[for=id_{chip}]").click()

    expect(page.locator(f"#{focused}")).to_be_focused()
    if motion != "reduce":
        page.wait_for_timeout(700)
    assert page.locator(opened).evaluate(BOTTOM) <= page.locator(".save button").evaluate(TOP)


def test_chips_chosen_by_keyboard_keep_the_focus(open_site, owner):
    page = open_site(owner, "/diary/log/")
    page.locator("#id_when_now").focus()

    page.keyboard.press("ArrowLeft")

    expect(page.locator("#id_when_pick")).to_be_checked()
    expect(page.locator("#id_when_pick")).to_be_focused()


@pytest.mark.parametrize(("scripts", "zone"), [(True, "Europe/London"), (False, "")])
def test_sign_up_takes_the_zone_of_the_device_or_leaves_it_open(open_site, scripts, zone):
    page = open_site(path="/accounts/signup/", scripts=scripts)

    expect(page.locator("[name=time_zone]")).to_have_value(zone)


@pytest.mark.parametrize("path", ["/diary/doctor/", "/diary/log/", "/guides/right-now/", "/accounts/preferences/"])
def test_nothing_is_cut_off_on_the_narrowest_screen_with_large_text(open_site, owner, path):
    owner.region = ""
    owner.save()
    page = open_site(owner, path, viewport={**PHONE, "width": 320})
    page.evaluate(TWICE_AS_LARGE)
    if path == "/diary/log/":
        page.locator("label[for=id_when_pick]").click()

    assert page.evaluate(CUT_OFF) == []
