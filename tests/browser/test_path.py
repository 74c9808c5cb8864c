"""The way of one person through the whole diary, as it is walked with a thumb or a mouse."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

PASSWORD = "correct horse battery"
CLOCKS = ["Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Honolulu"]
DRAWN = "canvas => globalThis.Chart.getChart(canvas)?.data.datasets.some(set => set.data.some(Number.isFinite))"


def afternoon():
    """A zone in which it is afternoon now: last night is over there, and tonight far away."""
    hours = {name: datetime.now(UTC).astimezone(ZoneInfo(name)).hour for name in CLOCKS}
    return min(CLOCKS, key=lambda name: abs(hours[name] - 15))


def chip(page, question, answer):
    return page.get_by_role("group", name=question, exact=True).get_by_text(answer, exact=True)


def go_to(page, destination):
    page.get_by_role("navigation", name="Main").get_by_role("link", name=destination).click()


def sign_up(page, barriers):
    """Without consent there is no account; the zone of the device is taken over and shown."""
    page.get_by_role("link", name="Start a diary").click()
    page.get_by_label("Username").fill("half-asleep")
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.locator("form").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("Without this the diary cannot keep anything.")).to_be_visible()
    expect(page.get_by_label("Username")).to_have_value("half-asleep")
    assert barriers(page) == []
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.get_by_label("I agree that this site stores").check()
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("link", name="Log a cramp")).to_be_visible()


def set_preferences(page, zone):
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_label("Time zone")).to_have_value(zone)
    page.get_by_label("Region").select_option(label="United Kingdom")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("saved")


def log_in_two_taps(page):
    go_to(page, "Tonight")
    page.get_by_role("link", name="Log a cramp").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page).to_have_url(re.compile(r"/diary/\?on=.*#c-"))


def log_in_full(page, barriers):
    """What is wrong stands beside its field, and nothing that was typed is lost."""
    page.get_by_role("link", name="Log a cramp").click()
    chip(page, "When?", "10 min ago").click()
    chip(page, "How long?", "In minutes").click()
    page.get_by_label("Minutes", exact=True).fill("-3")
    chip(page, "How bad?", "8").click()
    chip(page, "Where?", "Calf").click()
    chip(page, "Which side?", "Left").click()
    chip(page, "Did it wake you?", "No").click()
    page.get_by_text("What I was doing", exact=True).click()
    chip(page, "What were you doing?", "Sitting").click()
    page.get_by_text("What I tried", exact=True).click()
    chip(page, "What did you try?", "Stretching it").click()
    chip(page, "Stretching it – did it help?", "A little").click()
    page.get_by_text("Note", exact=True).click()
    page.get_by_label("Note, for you alone").fill("On the sofa, after the news.")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title(re.compile("Not saved yet"))
    expect(page.get_by_label("Minutes", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Note, for you alone")).to_have_value("On the sofa, after the news.")
    assert barriers(page) == []
    page.get_by_label("Minutes", exact=True).fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_text("On the sofa, after the news.")).to_be_visible()
    expect(page.get_by_text("12 min").first).to_be_visible()
    assert barriers(page) == []


def say_none_and_undo(page):
    go_to(page, "Tonight")
    page.get_by_role("button", name="No cramps last night").click()
    expect(page.locator("#last-night").get_by_text("no cramps")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="No cramps last night").click()
    expect(page.locator("#last-night").get_by_text("no cramps")).to_be_visible()


def edit(page):
    go_to(page, "Diary")
    page.get_by_role("link", name=re.compile("Edit.*left", re.IGNORECASE)).click()
    expect(page.get_by_role("radio", name="Left")).to_be_checked()
    chip(page, "Which side?", "Right").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name=re.compile("Edit.*right", re.IGNORECASE))).to_be_visible()


def delete_and_bring_back(page):
    page.get_by_role("link", name=re.compile("Edit.*right", re.IGNORECASE)).click()
    page.get_by_role("link", name="Delete this cramp").first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("On the sofa, after the news.")).to_have_count(0)
    page.goto("/diary/bin/")
    page.get_by_role("button", name=re.compile("Bring it back")).click()
    go_to(page, "Diary")
    expect(page.get_by_text("On the sofa, after the news.")).to_be_visible()


def see_trends(page):
    go_to(page, "Trends")
    page.wait_for_load_state("networkidle")
    pictures = page.locator("canvas").all()
    assert len(pictures) >= 5
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert picture.evaluate(DRAWN)
    page.get_by_role("link", name="1 year").click()
    expect(page).to_have_url(re.compile("days=365"))
    page.wait_for_load_state("networkidle")  # the list of the flag comes late, and moves what is below it
    page.get_by_role("link", name=re.compile("Numbers as a table")).first.click()
    expect(page.get_by_role("table").first).to_be_visible()


def be_seen(page, barriers):
    """A cramp of twelve minutes is worth an appointment, until somebody has looked at it."""
    go_to(page, "Tonight")
    expect(page.get_by_role("heading", name="Worth an appointment")).to_be_visible()
    go_to(page, "Doctor")
    expect(page.get_by_role("heading", name="Worth an appointment")).to_be_visible()
    expect(page.get_by_text(re.compile("Nobody sees what you tick|Not reviewed by a clinician")).first).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Note the visit").click()
    go_to(page, "Doctor")
    expect(page.get_by_role("heading", name="What we looked for")).to_be_visible()


def read_a_guide_and_leave(page):
    go_to(page, "Guides")
    page.get_by_role("link", name=re.compile("cramp right now", re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="A cramp right now?")).to_be_visible()
    page.go_back()
    page.goto("/diary/")
    expect(page).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_path_from_sign_up_to_sign_out(open_site, barriers, db, viewport):
    zone = afternoon()
    page = open_site(viewport=viewport, zone=zone)

    sign_up(page, barriers)
    set_preferences(page, zone)
    log_in_two_taps(page)
    log_in_full(page, barriers)
    say_none_and_undo(page)
    edit(page)
    delete_and_bring_back(page)
    see_trends(page)
    be_seen(page, barriers)
    read_a_guide_and_leave(page)
