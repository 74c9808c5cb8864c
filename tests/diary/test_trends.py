import csv
import io
import json
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diary.counting.words import HEADINGS
from diary.figures import CITED, COLOURS, COMPARING, RANGE_WORDS
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory

RANGES = ["28", "90", "365", "all"]
URL = "/diary/trends/"


def cramp(owner, ago, **facts):
    day = owner.today() - timedelta(days=ago)
    return CrampFactory(owner=owner, started_at=datetime.combine(day, time(14), UTC), time_zone="UTC", **facts)


def free(owner, ago, **answers):
    return DayFactory(owner=owner, date=owner.today() - timedelta(days=ago), cramp_free=True, **answers)


@pytest.fixture
def filled(owner):
    """A diary in which every chart has something to draw."""
    told = cramp(owner, 3, severity=5, duration=900, duration_source="timed", muscle="calf", activity="walking")
    ReliefTryFactory(cramp=told, helped="yes")
    DayFactory(owner=owner, date=owner.today() - timedelta(days=3), fluids=3)
    free(owner, 4, fluids=8)
    return owner


def page(client, url=URL, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_trends_show_eight_charts_with_their_words(filled, owner_client):
    html = page(owner_client)

    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(figures) == 8
    for name, figure in zip(HEADINGS, figures, strict=True):
        assert f'id="{name}"' in figure
        assert f"<h2>{HEADINGS[name]}</h2>" in figure
        assert re.search(rf'<canvas role="img" aria-label="{HEADINGS[name]}\. [^"]+\."></canvas>', figure)
        assert f'href="/diary/trends/{name}/?days=28"' in figure
    assert "1 cramp in 28 days, on 1 of 2 recorded days." in figures[0]
    assert "recorded 2 of 28 days" in figures[0]


def test_trends_warn_before_comparing(filled, owner_client):
    cramp(filled, 40)

    [often] = re.findall(r'<figure class="card figure-frequency".*?</figure>', page(owner_client), re.DOTALL)

    assert "In the four weeks before: 1, on 1 of 1 recorded day." in often
    assert "fewer cramps than before do not show that something worked" in often
    assert "compare like seasons" in often
    assert "pubmed.ncbi.nlm.nih.gov/25623650" in often


def test_trends_say_which_rises_are_marked(filled, owner_client):
    [often] = re.findall(r'<figure class="card figure-frequency".*?</figure>', page(owner_client), re.DOTALL)

    assert "lower on each of the 14 days before" in often
    assert f'<a href="{reverse("diary:doctor")}">What the flag says today</a>' in often
    assert re.search(r'<li class="rose" hidden>.*▼.* the flag rose</li>', often)
    assert re.search(r'<li class="lowered" hidden>.*●.* a visit lowered it</li>', often)


def test_trends_name_the_three_states_of_a_day(filled, owner_client):
    html = page(owner_client)

    assert html.count('<b class="none"></b>recorded, no cramps') == 3
    assert html.count('<b class="blank"></b>not recorded') == 3


@pytest.mark.parametrize("days", RANGES)
def test_trends_mark_the_chosen_range(filled, owner_client, days):
    html = page(owner_client, days=days)

    assert re.findall(r'href="\?days=(\w+)" aria-current="page"', html) == [days]
    assert re.findall(r'<a class="chip" href="\?days=(\w+)"', html) == list(RANGE_WORDS)
    assert f'data-days="{days}"' in html


@pytest.mark.parametrize("url", [URL, f"{URL}frequency/", f"{URL}muscle/"])
def test_unknown_range_is_a_bad_request(owner_client, caplog, url):
    assert owner_client.get(url, {"days": "29"}).status_code == 400
    assert not any(line.exc_info for line in caplog.records)


@pytest.mark.parametrize("url", [URL, f"{URL}frequency/", f"{URL}frequency/?format=csv"])
def test_anonymous_is_sent_to_sign_in(client, db, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("url", [URL, f"{URL}frequency/", f"{URL}frequency/?format=csv"])
def test_pages_are_kept_by_nobody(owner_client, url):
    assert owner_client.get(url).headers["Cache-Control"] == "private, no-store"


def test_empty_diary_says_what_to_do(owner_client):
    html = page(owner_client)

    assert "Nothing is recorded in 28 days." in html
    assert f'href="{reverse("diary:log")}"' in html
    assert "<figure" not in html
    assert "chart.umd" not in html
    assert "Look at the whole diary" not in html


def test_quiet_range_offers_the_whole_diary(owner, owner_client):
    cramp(owner, 200)

    assert '<a class="btn plain" href="?days=all">Look at the whole diary</a>' in page(owner_client)
    assert "<figure" in page(owner_client, days="all")


def test_figure_without_numbers_says_how_to_add_them(owner, owner_client):
    cramp(owner, 3)

    [figure] = re.findall(r'<figure class="card figure-duration".*?</figure>', page(owner_client), re.DOTALL)

    assert "The one cramp in 28 days has no length yet." in figure
    assert f'href="{reverse("diary:list")}"' in figure
    assert "<canvas" not in figure


def test_stranger_sees_an_empty_diary(filled, stranger_client):
    assert "Nothing is recorded in 28 days." in page(stranger_client)
    assert "Nothing is recorded in 28 days." in page(stranger_client, f"{URL}frequency/")
    assert "1," not in page(stranger_client, f"{URL}muscle/", format="csv")


def test_deleted_cramp_is_not_told(filled, owner_client):
    told = cramp(filled, 2)
    told.deleted_at = datetime.now(UTC)
    told.save()

    assert "1 cramp in 28 days, on 1 of 2 recorded days." in page(owner_client)


def test_script_has_words_for_all_it_may_say(filled, owner_client):
    [words] = re.findall(r'<script id="trend-words" type="application/json">(.*?)</script>', page(owner_client))

    said = json.loads(words)
    assert set(said) == {"colours", "series", "labels", "tiers", "rules"}
    assert set(said["tiers"]) == {"", "mention", "routine", "soon", "urgent", "emergency"}
    assert {"visit", "frequent", "sign:dark_urine", "muscle:belly"} <= set(said["rules"])
    assert all(word and isinstance(word, str) for word in [*said["rules"].values(), *said["tiers"].values()])
    assert said["rules"]["frequent"].endswith("(our own number)")
    assert set(said["colours"]) == set(HEADINGS) == set(COLOURS)


def test_clock_and_dates_follow_the_region(filled, owner_client):
    filled.region = "US"
    filled.save()

    html = page(owner_client)

    assert 'data-locale="en-US"' in html
    assert "2:00 am" in html


@pytest.mark.parametrize("days", RANGES)
def test_trends_cost_at_most_eight_queries_whatever_the_size(owner, owner_client, days):
    def fill(numbers):
        for number in numbers:
            told = cramp(owner, 3 * number, severity=5, duration=90, duration_source="timed", muscle="calf")
            ReliefTryFactory(cramp=told, helped="yes")
            free(owner, 3 * number + 1, fluids=4)

    fill(range(0, 3))
    page(owner_client)  # the first request of a day renews the session
    with CaptureQueriesContext(connection) as few:
        page(owner_client, days=days)
    fill(range(3, 60))

    with CaptureQueriesContext(connection) as many:
        page(owner_client, days=days)

    assert len(many) == len(few) <= 8


@pytest.mark.parametrize("days", RANGES)
def test_empty_trends_cost_at_most_eight_queries(owner_client, days):
    page(owner_client)

    with CaptureQueriesContext(connection) as queries:
        page(owner_client, days=days)

    assert len(queries) <= 8


@pytest.mark.parametrize("days", RANGES)
@pytest.mark.parametrize("name", HEADINGS)
def test_table_shows_every_number(filled, owner_client, name, days):
    html = page(owner_client, f"{URL}{name}/", days=days)

    chart = owner_client.get(reverse("diary:chart", args=[name]), {"days": days}).json()["data"]
    assert f"<h1>{HEADINGS[name]}</h1>" in html
    assert html.count('<th scope="row">') == len(chart["labels"])
    assert html.count('<th scope="col"') == 1 + len(chart["datasets"])
    assert f'href="?days={days}&amp;format=csv"' in html
    assert f'href="/diary/trends/?days={days}#{name}"' in html


def test_table_tells_blank_from_zero_latest_first(filled, owner_client):
    html = page(owner_client, f"{URL}frequency/")

    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th>(.*?)</tr>", html)
    assert len(rows) == 28
    assert rows[0][1] == '<td colspan="3">not recorded</td>'
    assert re.findall(r">(\d+|–)<", rows[3][1]) == ["1", "1", "1"]
    assert re.findall(r">(\d+|–)<", rows[4][1]) == ["0", "0", "1"]


def test_table_repeats_the_warning_beside_a_comparison(filled, owner_client):
    cramp(filled, 40)

    html = page(owner_client, f"{URL}frequency/")

    assert "In the four weeks before: 1" in html
    assert "compare like seasons" in html


def test_table_of_nothing_says_what_to_do(owner_client):
    html = page(owner_client, f"{URL}severity/")

    assert "No cramps are written down in 28 days." in html
    assert f'href="{reverse("diary:log")}"' in html
    assert "<table" not in html


@pytest.mark.parametrize("name", ["flag", "nothing"])
def test_unknown_table_is_not_found(owner_client, name):
    assert owner_client.get(f"{URL}{name}/").status_code == 404


@pytest.mark.parametrize("name", HEADINGS)
def test_csv_holds_what_the_chart_holds(filled, owner_client, name):
    response = owner_client.get(f"{URL}{name}/", {"format": "csv"})

    chart = owner_client.get(reverse("diary:chart", args=[name])).json()["data"]
    head, *rows = csv.reader(io.StringIO(response.content.decode()))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="cramps-{name}-28-{filled.today()}.csv"' in response.headers["Content-Disposition"]
    assert head[1:] == [dataset["label"] for dataset in chart["datasets"]]
    assert [row[0] for row in rows] == chart["labels"]
    for place, dataset in enumerate(chart["datasets"], start=1):
        assert [float(row[place]) if row[place] else None for row in rows] == dataset["data"]


def test_csv_leaves_blank_what_is_not_recorded(filled, owner_client):
    rows = owner_client.get(f"{URL}frequency/", {"format": "csv"}).content.decode().split("\r\n")

    assert rows[0] == "from,cramps,days_with_cramps,recorded_days"
    assert rows[28] == f"{filled.today()},,,"
    assert rows[25] == f"{filled.today() - timedelta(days=3)},1,1,1"
    assert rows[24] == f"{filled.today() - timedelta(days=4)},0,0,1"


def test_cautions_cite_sources():
    assert set(CITED) <= set(HEADINGS)


def test_place_in_the_navigation_is_marked(filled, owner_client):
    assert re.search(r'<a href="/diary/trends/" aria-current="true">', page(owner_client))


@pytest.mark.parametrize("name", sorted(COMPARING))
def test_chart_that_compares_says_what_it_cannot_show(filled, owner_client, name):
    table = page(owner_client, f"{URL}{name}/")
    trends = page(owner_client)

    assert "people on a dummy pill" in table
    assert "about twice as many as in winter" in table
    figure = trends[trends.index(f'id="{name}"') :].split("</figure>")[0]
    assert "people on a dummy pill" in figure
    assert re.search(r"(recorded|noted for|answered for) \d+ of \d+", figure)
