"""Everything but the charts works where scripts do not run."""

import re
from datetime import timedelta

import pytest
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


def test_morning_is_answered_by_taps_alone_without_scripts(open_site, owner):
    """A timer that was forgotten last night, and one cramp that runs since last week."""
    today = timezone.now().astimezone(owner.zone).replace(hour=2, minute=14, second=0, microsecond=0)
    signs_answered = {"duration_source": "timed", "duration": 60, "woke_me": True, "signs": []}
    CrampFactory(owner=owner, started_at=today - timedelta(days=1), **signs_answered)
    CrampFactory(owner=owner, started_at=today - timedelta(days=5), duration_source="running")
    CrampFactory(owner=owner, started_at=today, duration_source="unknown", timer_ran=18720, muscle="calf")
    page = open_site(owner, "/", scripts=False)
    if page.locator("#last-night").count() == 0:
        pytest.skip("before four in the morning last night is not over")
    night, yesterday = page.locator("#last-night"), page.locator("#yesterday")

    chip_in(night, "Did it really last 5 h 12 min?", "3–10").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.get_by_role("button", name="Undo").click()
    chip_in(night, "Did it really last 5 h 12 min?", "Yes").click()
    chip_in(night, "Did it wake you?", "No", exact=True).click()
    chip_in(night, "Was anything different?", "Like my other cramps").click()
    expect(night.get_by_role("group")).to_have_count(0)
    expect(night).to_contain_text("5 h 12 min · did not wake me")
    chip_in(page.locator("#running"), "Did it stop?", "Under 1 min").click()
    expect(page.locator("#running")).to_have_count(0)

    chip_in(yesterday, "How many glasses of fluid?", "6").click()
    chip_in(yesterday, "How hard was the day on the body?", "Not sure").click()
    chip_in(yesterday, "Stretched at bedtime?", "Yes").click()
    expect(yesterday).to_have_count(0)


def test_something_different_leads_to_the_list_without_scripts(open_site, owner):
    today = timezone.now().astimezone(owner.zone).replace(hour=2, minute=14, second=0, microsecond=0)
    CrampFactory(owner=owner, started_at=today - timedelta(days=1), signs=[])
    CrampFactory(owner=owner, started_at=today, duration=60, duration_source="timed")
    page = open_site(owner, "/", scripts=False)
    if page.locator("#last-night").count() == 0:
        pytest.skip("before four in the morning last night is not over")

    page.get_by_role("link", name="Something was different").click()
    page.get_by_role("checkbox", name=re.compile("^One leg is swollen")).check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Get advice today")).to_be_visible()


def chip_in(card, question, answer, *, exact=False):
    """A button below a question of a card."""
    return card.get_by_role("group", name=question).get_by_role("button", name=answer, exact=exact)
