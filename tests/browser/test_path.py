"""The way of one person through the whole diary, as it is walked with a thumb."""

import re

from playwright.sync_api import expect


def fill_in_sign_up(page, name="half-asleep", password="correct horse battery"):
    page.get_by_label("Username").fill(name)
    for field in ("password1", "password2"):
        page.locator(f"[name={field}]").fill(password)


def test_sign_up_needs_consent_and_learns_the_zone(open_site):
    page = open_site()
    page.get_by_role("link", name="Start a diary").click()

    fill_in_sign_up(page)
    page.locator("form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("Without this the diary cannot keep anything.")).to_be_visible()
    fill_in_sign_up(page)
    page.get_by_label("I agree that this site stores").check()
    page.get_by_role("button", name="Sign up").click()

    expect(page).to_have_url(re.compile(r"/$"))
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/London")
