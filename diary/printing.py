"""A page as a PDF: tagged, with its fonts inside, drawn from HTML and our own static files alone.

WeasyPrint draws letters with Pango, a library of the operating system. Where that is missing there is no PDF, and
everything else works.
"""

from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Lock
from typing import Any

from django.apps import AppConfig
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Info

# Where Pango is missing it prints advice, in the middle of what a command like `assess` says.
with redirect_stdout(StringIO()):
    try:
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse
    except OSError:
        weasyprint = None

STATIC_FILES = "https://static.invalid/"
"""Where the HTML of a PDF finds our static files. No such host can exist, and nobody asks for one."""
MIME_TYPES = {".css": "text/css", ".ttf": "font/ttf"}
ONE_AT_A_TIME = Lock()
"""Drawing takes seconds of a processor and tens of megabytes."""


def can_make_pdf() -> bool:
    """Whether the libraries for it are there."""
    return weasyprint is not None


def pdf_of(html: str) -> bytes:
    """The PDF of an HTML page; its title and language are those of the page. `can_make_pdf` has to be true."""
    page = weasyprint.HTML(string=html, base_url=STATIC_FILES, url_fetcher=our_own_file, media_type="print")
    with ONE_AT_A_TIME:
        drawn: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return drawn


def our_own_file(url: str, *args: Any, **kwargs: Any) -> Any:
    """What WeasyPrint gets when it asks for an address: one of our static files, or an end of it all."""
    name = url.removeprefix(STATIC_FILES)
    mime_type = MIME_TYPES.get(Path(name).suffix)
    found = finders.find(name) if url.startswith(STATIC_FILES) and mime_type else None
    if not found:
        raise FatalURLFetchingError(f"A PDF is made of our own files alone, not of {url!r}.")
    return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": mime_type})


def check_pango(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """diary.I001 where no PDF can be made: worth knowing, nothing wrong."""
    if can_make_pdf():
        return []
    hint = "On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; README.md names others."
    return [Info("Pango is missing: the report can be printed, but not downloaded as a PDF.", hint, id="diary.I001")]
