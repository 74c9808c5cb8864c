from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader


@pytest.fixture
def today(owner):
    return owner.today()


@pytest.fixture
def pdf(owner_client):
    """The PDF of the owner's report, opened."""

    def open_pdf(**asked):
        return PdfReader(BytesIO(owner_client.get(reverse("diary:report_pdf"), asked).content))

    return open_pdf


@pytest.fixture
def printed(owner_client):
    """What stands on the page, and in the PDF."""

    def read(**asked):
        page = owner_client.get(reverse("diary:report"), asked).content.decode()
        sheet = page[page.index('<article class="sheet">') : page.index("</main>")]
        document = PdfReader(BytesIO(owner_client.get(reverse("diary:report_pdf"), asked).content))
        return sheet, " ".join(page.extract_text() for page in document.pages)

    return read
