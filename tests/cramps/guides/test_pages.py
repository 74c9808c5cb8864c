import gzip
import itertools
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from cramps.guides.catalog import catalog
from cramps.regions import REGIONS
from tests.factories import DayFactory, VisitFactory

SLUGS = list(catalog().guides)
PUBLIC = ["/", "/guides/", "/about/", "/privacy/", *(f"/guides/{slug}/" for slug in SLUGS)]


def words(html):
    return re.sub(r"\s+", " ", strip_tags(html))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_open_to_anybody_and_asks_the_database_nothing(address, client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize(("slug", "most"), [("right-now", 7), ("when-to-see-a-doctor", 2), ("bedtime-stretching", 7)])
def test_guide_of_somebody_signed_in_costs_few_queries(slug, most, owner_client, django_assert_max_num_queries):
    """Session and person, and the flag and the last cramps where steps may have to give way or can have helped."""
    owner_client.get("/guides/")  # the first request of a day renews the session

    with django_assert_max_num_queries(most):
        response = owner_client.get(f"/guides/{slug}/")

    assert response.status_code == 200
    assert (reverse("diary:log") in response.text) is (most > 2)


@pytest.mark.parametrize("address", PUBLIC)
def test_headings_do_not_skip_a_level(address, client, db):
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(address).text)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("address", PUBLIC)
def test_every_id_is_there_once_and_every_jump_arrives(address, client, db):
    html = client.get(address).text
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("address", PUBLIC)
def test_page_describes_itself_and_has_nothing_inline(address, client, db):
    html = client.get(address).text

    assert re.search(r'<meta name="description" content="[^"]{40,}', html)
    assert not re.search(r"<style|\bstyle=|<script(?![^>]*\bsrc=)|\bon[a-z]+=", html)


def test_address_without_a_guide_lists_the_guides(client, db):
    response = client.get("/guides/no-such-guide/")

    assert response.status_code == 404
    assert "There is no guide at this address" in response.text
    assert all(reverse("guides:guide", args=[slug]) in response.text for slug in SLUGS)


def test_guide_cannot_be_posted_to(client, db):
    assert client.post("/guides/right-now/").status_code == 405


@pytest.mark.parametrize(("region", "emergency", "advice"), [("GB", "999", "111"), ("NZ", "111", "0800 611 116")])
def test_numbers_are_those_of_the_reader(region, emergency, advice, owner, owner_client):
    owner.region = region
    owner.save()

    shown = words(owner_client.get("/guides/when-to-see-a-doctor/").text)

    assert f"Call {emergency} now" in shown
    assert f"Call {advice} or your doctor." in shown
    assert "local emergency number" not in shown


@pytest.mark.parametrize("address", ["/", "/guides/right-now/", "/guides/when-to-see-a-doctor/"])
def test_reader_without_a_region_sees_the_numbers_of_all(address, client, db):
    shown = words(client.get(address).text)

    assert "Call your local emergency number now" in shown
    for region in REGIONS.values():
        assert str(region.emergency) in shown
        assert not region.has_advice_number or str(region.advice) in shown


def test_relief_stands_first_and_the_way_out_is_one_tap(client, db):
    for address in ("/", "/guides/right-now/"):
        html = client.get(address).text
        page = html[html.index("<main") :]

        assert page.index("Pull your toes towards your shin") < 1_200
        assert page.index('href="#when-to-call"') < 1_800


def test_review_is_dated_and_says_who_has_not_done_it(client, db):
    shown = words(client.get("/guides/bedtime-stretching/").text)

    assert "Last reviewed 20 November 2026 · next review 20 November 2029 · not reviewed by a clinician" in shown


def test_link_to_a_source_leaves_the_site_marked_and_silent(client, db):
    html = client.get("/guides/right-now/").text
    links = re.findall(r"<a [^>]*href=\"http[^>]*>", html)

    assert links
    assert all('rel="noopener noreferrer external"' in link and 'class="external"' in link for link in links)


@pytest.mark.parametrize("address", ["/", "/guides/right-now/"])
def test_first_visit_stays_within_30_kilobytes(address, client, db):
    html = client.get(address).content
    names = re.findall(r'href="/static/([^"]+\.(?:css|svg))"', html.decode())
    files = [(Path(settings.BASE_DIR) / "static" / name).read_bytes() for name in names]

    assert not re.search(rb"<script|<img|vendor/", html)
    assert sum(len(gzip.compress(part)) + 400 for part in [html, *files]) <= 30_000


def test_purpose_is_the_same_on_the_site_and_in_the_documents(db):
    document = (Path(settings.BASE_DIR) / "docs" / "intended-purpose.md").read_text()
    quoted = " ".join(line.removeprefix(">").strip() for line in document.splitlines() if line.startswith(">"))

    on_the_site = words(render_to_string("_purpose.html", {})).strip()

    assert re.sub(r"\s+", " ", quoted.replace("**", "")).strip() == on_the_site


def test_privacy_names_every_cookie_that_the_site_sets(client, db):
    shown = words(client.get("/privacy/").text)

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "look", "messages"):
        assert f"{name}:" in shown


def test_about_tells_whom_to_write_to(client, db, settings):
    settings.CONTACT = "help@example.org"
    settings.CLINICAL_REVIEW = "Dr A. Name, GP, 2026-12-01, 2026-11-20"

    html = client.get("/about/").text

    assert 'href="mailto:help@example.org"' in html
    assert "Dr A. Name" in html


def test_guide_whose_review_is_overdue_says_so(client, db, monkeypatch):
    found = catalog().guides["right-now"]
    monkeypatch.setattr("cramps.guides.views.timezone.now", lambda: LATER)

    html = client.get("/guides/right-now/").text

    assert found.next_review < LATER.date()
    assert "this review is overdue" in html


class Later:
    """A moment long after the last review of any guide."""

    def date(self):
        return catalog().guides["right-now"].next_review.replace(year=2100)


LATER = Later()


# While a sign is open, relief and routines stand behind it, or not at all.

STEPS = {"right-now": "Pull your toes towards your shin", "bedtime-stretching": "palms on the wall"}


@pytest.mark.parametrize("slug", STEPS)
def test_guide_with_an_urgent_sign_open_puts_it_before_the_steps(slug, owner, owner_client):
    DayFactory(owner=owner, date=owner.today(), signs=["new_numbness"])

    html = owner_client.get(f"/guides/{slug}/").text

    assert html.index("Get advice today") < html.index(STEPS[slug])


@pytest.mark.parametrize("slug", STEPS)
def test_guide_leaves_out_what_an_open_sign_forbids_and_says_so(slug, owner, owner_client):
    DayFactory(owner=owner, date=owner.today(), signs=["one_leg_swollen_hot"])

    html = owner_client.get(f"/guides/{slug}/").text

    assert html.index("Get advice today") < html.index("Left out here:")
    assert STEPS[slug] not in html


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("days", [0, 3, 12])
def test_guide_with_an_emergency_sign_open_leaves_only_the_call(slug, days, owner, owner_client):
    DayFactory(owner=owner, date=owner.today() - timedelta(days=days), signs=["dark_urine"])

    html = owner_client.get(f"/guides/{slug}/").text

    page = html[html.index("<main") : html.index("</main>")]
    assert "999" in page
    assert reverse("guides:guide", args=["when-to-see-a-doctor"]) in page
    assert not any(step in page for step in STEPS.values())
    assert not re.search(r"stretch|rub\b|massage|<details", page.partition("</h1>")[2], re.IGNORECASE)


def test_guide_with_an_emergency_sign_settled_shows_its_steps_again(owner, owner_client):
    DayFactory(owner=owner, date=owner.today() - timedelta(days=3), signs=["dark_urine"])
    VisitFactory(owner=owner, date=owner.today() - timedelta(days=1))

    html = owner_client.get("/guides/right-now/").text

    assert STEPS["right-now"] in html
    assert 'class="care' in html[html.index('id="when-to-call"') :]
    assert 'class="care' not in html[: html.index(STEPS["right-now"])]


def test_guide_does_not_know_the_signs_of_a_stranger(owner, stranger_client):
    DayFactory(owner=owner, date=owner.today(), signs=["dark_urine"])

    assert STEPS["right-now"] in stranger_client.get("/guides/right-now/").text
