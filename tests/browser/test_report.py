"""The page for a doctor as a browser shows it, and prints it with the fonts of the device."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from tests.browser.conftest import DESKTOP
from tests.browser.test_access import OVERFLOW
from tests.factories import CrampFactory, UserFactory


@pytest.fixture
def owner(transactional_db):
    return UserFactory(username="owner")


def printed(page):
    """What the browser prints, page by page."""
    return [one.extract_text() for one in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize(("paper", "height"), [("a4", 842), ("letter", 792)])
def test_browser_prints_a_full_diary_on_one_sheet_without_the_rest_of_the_site(owner, open_site, paper, height):
    call_command("demo_diary", owner.username)
    page = open_site(owner, f"/diary/report/?weeks=26&paper={paper}&name=Jane+Doe", viewport=DESKTOP)

    (text,) = printed(page)

    assert PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].mediabox.height == pytest.approx(
        height, abs=1
    )
    assert "Jane Doe" in text
    assert "Download" not in text
    assert "How far back?" not in text


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%")])
def test_page_never_scrolls_sideways(owner, open_site, width, text):
    call_command("demo_diary", owner.username, days=90, cramps=80)
    page = open_site(owner, "/diary/report/?with_appendix=on", viewport={"width": width, "height": 640})

    page.evaluate(f"document.documentElement.style.fontSize = '{text}'")

    assert page.evaluate(OVERFLOW) == 0


def test_browser_prints_the_appendix_on_further_sheets(owner, open_site):
    CrampFactory(owner=owner, started_at=timezone.now() - timedelta(days=1))
    page = open_site(owner, "/diary/report/?with_appendix=on", viewport=DESKTOP)

    first, second = printed(page)

    assert "Appendix" not in first
    assert "Appendix: every entry" in second


def test_paper_is_black_on_white_in_a_dark_look(owner, open_site):
    CrampFactory(owner=owner, started_at=timezone.now())
    page = open_site(owner, "/diary/report/", scheme="dark")
    page.emulate_media(media="print")

    colours = page.locator(".sheet").evaluate(
        "sheet => [getComputedStyle(sheet).color, getComputedStyle(document.body).backgroundColor]"
    )

    assert colours == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_form_leads_to_the_page_that_was_asked_for_and_its_pdf(owner, open_site):
    CrampFactory(owner=owner, started_at=timezone.now())
    page = open_site(owner, "/diary/report/")
    page.get_by_label("How far back?").select_option("4")
    page.get_by_text("Every entry, on further pages").click()
    page.get_by_role("button", name="Show the page").click()

    page.get_by_text("(4 weeks)").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as PDF").click()

    assert page.get_by_text("Appendix: every entry").is_visible()
    assert download.value.suggested_filename.startswith("cramp-report-")
    assert len(PdfReader(download.value.path()).pages) == 2
