"""No page shuts anybody out, by day or by night, on a small screen, with a year behind it or with nothing yet."""

from functools import partial

import pytest
from django.core.management import call_command

from diary.models import Cramp
from tests.browser import pages

OTHER_LOOKS = {
    "dark": {"scheme": "dark"},
    "night": {"scheme": "light", "look": "night"},
}
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@pytest.fixture
def year(owner):
    call_command("demo_diary", owner.username, "--days", "365", "--cramps", "300", verbosity=0)
    Cramp.objects.for_user(owner).first().put_in_bin(Cramp.objects.for_user(owner).last().started_at)
    return owner


def walk(page, addresses, look_at):
    """Everything that `look_at` finds on these pages, folded parts opened, pictures drawn."""
    found = []
    for address in addresses:
        answer = page.goto(address)
        if answer.status != (404 if address == pages.MISSING else 200):
            found.append(f"{address} answers {answer.status}")
        if page.locator("canvas").count():
            page.wait_for_load_state("networkidle")
        page.evaluate(UNFOLD)
        found += look_at(page)
    return found


def test_every_page_is_looked_at():
    known = pages.SEEN | pages.ACTS | pages.NOT_A_PAGE | pages.IN_BETWEEN

    assert set(pages.names()) - known == set(), "put it on a list of pages.py"


def test_pages_of_a_year_shut_nobody_out(open_site, barriers, year):
    page = open_site(year)

    assert walk(page, pages.private(year), barriers) == []


def test_pages_of_an_empty_diary_shut_nobody_out(open_site, barriers, owner):
    page = open_site(owner)

    assert walk(page, pages.private(owner), barriers) == []


def test_public_pages_shut_nobody_out(open_site, barriers, db):
    page = open_site()

    assert walk(page, pages.public(), barriers) == []


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_pages_of_a_year_are_legible_in_every_look(open_site, barriers, year, look):
    page = open_site(year, **OTHER_LOOKS[look])

    assert walk(page, pages.private(year), partial(barriers, colours_only=True)) == []


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_pages_of_an_empty_diary_are_legible_in_every_look(open_site, barriers, owner, look):
    page = open_site(owner, **OTHER_LOOKS[look])

    assert walk(page, pages.private(owner), partial(barriers, colours_only=True)) == []


@pytest.mark.parametrize("look", OTHER_LOOKS)
def test_public_pages_are_legible_in_every_look(open_site, barriers, db, look):
    page = open_site(**OTHER_LOOKS[look])

    assert walk(page, pages.public(pages.some_guides), partial(barriers, colours_only=True)) == []


def too_wide(page):
    wider = page.evaluate(OVERFLOW)
    return [f"{page.url} is {wider} pixels too wide"] if wider > 0 else []


@pytest.mark.parametrize(
    ("width", "text"), [(320, "100%"), (360, "200%")], ids=["the-narrowest-screen", "text-twice-as-large"]
)
def test_pages_never_scroll_sideways(open_site, year, width, text):
    """A table may, inside its own frame."""
    addresses = [*pages.private(year), *pages.public()]
    page = open_site(year, viewport={"width": width, "height": 640})
    page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => {{ document.documentElement.style.fontSize = '{text}'; }})"
    )

    assert walk(page, addresses, too_wide) == []
