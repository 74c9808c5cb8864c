"""The PDF: one page, tagged, with title, language and its own fonts, made of nothing but our own files."""

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.urls import reverse
from weasyprint.urls import FatalURLFetchingError

from diary.printing import STATIC_FILES, can_make_pdf, check_pango, our_own_file, pdf_of
from tests.diary.report.diaries import LONG_NAME, fullest, private

SIZES = {"a4": (595, 842), "letter": (612, 792)}


def fonts_of(document):
    """The fonts of all pages, by name, with what of them is embedded."""
    found = {}
    for page in document.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            found[inner["/BaseFont"]] = inner["/FontDescriptor"].get_object().keys() & {"/FontFile2", "/FontFile3"}
    return found


def figures_of(tag):
    """The alternative text of every picture below a tag."""
    tag = tag.get_object()
    if isinstance(tag, dict):
        if tag.get("/S") == "/Figure":
            yield tag.get("/Alt", "")
        children = tag.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from figures_of(child)


def test_pdf_is_a_download_named_for_its_day(owner, owner_client):
    response = owner_client.get(reverse("diary:report_pdf"))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="cramp-report-{owner.today()}.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_pdf_is_tagged_and_has_its_title_and_language(owner, pdf, today):
    private(owner, today)

    document = pdf()

    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-gb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title.startswith("Muscle cramps: a diary on one page, ")
    (alternative,) = figures_of(root["/StructTreeRoot"])
    assert "Week of" in alternative


def test_pdf_embeds_its_fonts_and_needs_no_other(owner, pdf, today):
    private(owner, today)

    fonts = fonts_of(pdf(with_notes="on", name="Zoë Ω Ж"))

    assert len(fonts) == 2
    assert all("+Source-Sans-3" in name for name in fonts)
    assert all(fonts.values())


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("ticked", [{}, {"with_alcohol": "on", "with_pregnancy": "on", "name": LONG_NAME}])
def test_fullest_diary_fits_one_page(owner, pdf, today, paper, ticked):
    fullest(owner, today)

    document = pdf(weeks="26", paper=paper, **ticked)

    assert len(document.pages) == 1
    assert tuple(map(round, document.pages[0].mediabox[2:])) == SIZES[paper]
    assert "more, for which there is no room here" in document.pages[0].extract_text()


@pytest.mark.parametrize("paper", SIZES)
def test_year_of_three_hundred_cramps_fits_one_page(owner, pdf, paper):
    call_command("demo_diary", owner.username)

    assert len(pdf(weeks="26", paper=paper).pages) == 1


def test_appendix_begins_on_a_page_of_its_own(owner, pdf):
    call_command("demo_diary", owner.username, days=28, cramps=20)

    first, second, *_others = (page.extract_text() for page in pdf(weeks="4", with_appendix="on").pages)

    assert "Appendix" not in first
    assert second.startswith("Appendix: every entry")


def test_empty_diary_makes_a_page_that_says_so(pdf):
    (page,) = pdf().pages

    assert "Nothing is recorded in these weeks" in page.extract_text()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/css,a{}",
        f"{STATIC_FILES}css/no-such-file.css",
        f"{STATIC_FILES}js/trends.js",
    ],
)
def test_pdf_fetches_nothing_but_our_own_files(address):
    with pytest.raises(FatalURLFetchingError):
        our_own_file(address)


def test_pdf_that_asks_for_another_file_is_not_made():
    with pytest.raises(FatalURLFetchingError):
        pdf_of('<html lang="en"><title>x</title><link rel="stylesheet" href="https://example.org/a.css"></html>')


def test_check_has_nothing_to_say_where_a_pdf_can_be_made():
    assert can_make_pdf()
    assert check_pango(None) == []


def test_missing_pango_prints_nothing_into_what_a_command_says():
    script = """
import cffi
def missing(*names): raise OSError("cannot load library")
cffi.FFI.dlopen = missing
from diary import printing
print(printing.can_make_pdf())
"""
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)

    assert ended.stdout == "False\n"
