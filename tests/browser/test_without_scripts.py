"""Everything but the charts works where scripts do not run."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from diary.models import ReliefTry
from tests.browser.test_path import chip
from tests.factories import PASSWORD, CrampFactory


def test_log_edit_and_delete_without_scripts(open_site, owner):
    page = open_site(owner, "/diary/log/", scripts=False)

    chip(page, "How bad?", "6").click()
    page.get_by_text("What I tried", exact=True).click()
    chip(page, "What did you try?", "Warmth").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")

    page.get_by_role("link", name=re.compile("^Edit")).click()
    expect(page.get_by_role("radio", name="6", exact=True)).to_be_checked()
    page.get_by_role("link", name="Delete this cramp").first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=re.compile("^Edit"))).to_be_visible()


def test_signs_unfold_without_scripts(open_site, owner):
    CrampFactory(owner=owner, signs=[])
    page = open_site(owner, "/diary/log/", scripts=False)

    chip(page, "Was anything different this time?", "Something was different").click()
    page.get_by_role("checkbox", name=re.compile("^One leg is swollen")).check()
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile("/diary/doctor/"))
    expect(page.get_by_role("heading", name="Get advice today")).to_be_visible()


def test_trends_without_scripts_lead_to_the_numbers(open_site, owner):
    CrampFactory(owner=owner)
    page = open_site(owner, "/diary/trends/?days=all", scripts=False)

    page.get_by_role("link", name=re.compile("Numbers as a table")).first.click()

    expect(page.get_by_role("table").first).to_be_visible()


def test_what_helped_is_noted_from_a_guide_without_scripts(open_site, owner):
    for hours in (1, 2):
        CrampFactory(owner=owner, started_at=timezone.now() - timedelta(hours=hours))
    page = open_site(owner, "/guides/right-now/", scripts=False)
    card = page.locator("#helped")

    card.get_by_role("button", name="It helped").click()
    expect(card.get_by_role("group", name="Which cramp?")).to_contain_text("Choose the cramp.")
    card.locator("label.chip").first.click()
    card.get_by_text("Warmth", exact=True).click()
    card.get_by_role("button", name="A little").click()

    expect(page).to_have_url(re.compile("/guides/right-now/"))
    expect(page.get_by_role("status")).to_contain_text("Noted: warmth helped a little")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    assert not ReliefTry.objects.exists()


def test_sign_in_without_scripts(open_site, owner):
    page = open_site(path="/accounts/login/", scripts=False)

    page.get_by_label("Username").fill(owner.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("link", name="Log a cramp")).to_be_visible()
