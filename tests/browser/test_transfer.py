"""Bringing a diary in and taking it out, with hands: keyboard, no scripts, every look."""

import re

import pytest
from playwright.sync_api import expect

from cramps.accounts.models import User
from diary.models import Cramp, DeletedDiary
from diary.transfer.exporting import export_diary
from tests.browser.test_access import OTHER_LOOKS, OVERFLOW
from tests.factories import PASSWORD, CrampFactory

TABLE = "Date;Pain;Where;Comments\n04/11/2025;3;left calf;first\n05/11/2025;4;thigh;second\n"


def choose(page, content, name="list.csv"):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content.encode()}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_table_is_named_looked_at_and_imported(open_site, owner, scripts):
    page = open_site(owner, "/diary/import/", scripts=scripts)

    choose(page, TABLE)
    expect(page.get_by_text("One question first")).to_be_visible()
    page.locator("label.chip", has_text="is 4 November 2025").click()
    page.get_by_role("button", name="Show what it gives").click()
    expect(page.get_by_text("Tuesday 4 November 2025")).to_be_visible()
    expect(page.get_by_text("Where: thigh")).to_be_visible()
    page.get_by_role("button", name="Import it").click()

    expect(page.get_by_role("status").first).to_contain_text("Imported: 2 new cramps.")
    assert Cramp.objects.for_user(owner).count() == 2


COUNT_SENT = """document.querySelector("form[data-busy]").addEventListener("submit", (event) => {
  window.sent = (window.sent ?? 0) + (event.defaultPrevented ? 0 : 1);
  event.preventDefault();
})"""


def test_page_says_that_it_is_working_and_sends_a_file_once(open_site, owner):
    page = open_site(owner, "/diary/import/")
    page.evaluate(COUNT_SENT)

    choose(page, TABLE)
    expect(page.get_by_role("progressbar", name=re.compile("Reading the file"))).to_be_visible()
    page.get_by_role("button", name="Look at the file").press("Enter")

    assert page.evaluate("window.sent") == 1


def test_wrong_rows_stand_beside_the_field(open_site, owner, barriers):
    page = open_site(owner, "/diary/import/")

    choose(page, "started_at,severity\n2026-07-04,11\n2026-07-05,12\n")

    expect(page.get_by_label("File", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("line 3, severity: 12 is not between 0 and 10")).to_be_visible()
    assert barriers(page) == []


def test_pages_of_an_import_shut_nobody_out(open_site, owner, barriers):
    for look in ({}, *OTHER_LOOKS.values()):
        page = open_site(owner, "/diary/import/", viewport={"width": 320, "height": 640}, **look)
        choose(page, TABLE)
        expect(page.get_by_text("One question first")).to_be_visible()
        assert barriers(page) == []
        assert page.evaluate(OVERFLOW) <= 0
        page.goto(f"{page.url}?c0=date&c1=pain&c2=muscle&c3=note&order=dmy&zone=Europe/London")
        assert barriers(page) == []
        assert page.evaluate(OVERFLOW) <= 0


def test_export_downloads_the_zip(open_site, owner):
    CrampFactory(owner=owner)
    page = open_site(owner, "/accounts/data/")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download everything").click()

    assert waiting.value.suggested_filename.startswith("cramp-diary-")
    assert waiting.value.path().read_bytes() == export_diary(owner)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_diary_is_deleted_and_brought_back_by_keyboard(open_site, owner, barriers, scripts):
    CrampFactory(owner=owner)
    page = open_site(owner, "/accounts/data/", scripts=scripts)

    page.get_by_role("link", name="Delete the diary …").press("Enter")
    page.get_by_role("button", name="Delete the diary").press("Enter")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_text("Your diary is deleted.")).to_be_visible()
    assert not Cramp.objects.exists()
    if scripts:
        assert barriers(page) == []
    page.get_by_role("button", name="Undo: bring it back").press("Enter")

    expect(page.get_by_text("Your diary is back, as it was.")).to_be_visible()
    assert Cramp.objects.for_user(owner).count() == 1
    assert not DeletedDiary.objects.exists()


def test_account_is_closed_and_opened_again(open_site, owner, barriers):
    CrampFactory(owner=owner)
    page = open_site(owner, "/accounts/data/account/")

    page.get_by_role("button", name="Delete the account").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Sign in", exact=True).last.click()
    page.get_by_label("Username").fill(owner.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Until")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Undo: open it again").click()

    expect(page.get_by_text("Your account is open again")).to_be_visible()
    assert Cramp.objects.for_user(owner).count() == 1
    assert User.objects.get(pk=owner.pk).closed_at is None
