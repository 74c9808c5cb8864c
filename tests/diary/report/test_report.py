"""The page and what is on it: who may see it, what is left out, what it says."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from diary import clock
from diary.models import Day
from diary.models.health import HealthContext, Medicine
from diary.printing import check_pango
from diary.report.questions import ASKED
from diary.triage.findings import RULES
from diary.triage.patterns import PATTERNS
from tests.diary.report.diaries import fullest, private
from tests.factories import CrampFactory, DayFactory, HealthContextFactory, ReliefTryFactory

REPORT, PDF = "diary:report", "diary:report_pdf"
FORBIDDEN = re.compile(
    r"\b(normal|fine|safe|clear)\b|nothing to worry about|no sign of|diagnosis|you have|caused by|symptom of|!",
    re.IGNORECASE,
)


def sheet_of(response):
    page = response.content.decode()
    return page[page.index('<article class="sheet">') : page.index("</main>")]


@pytest.mark.parametrize("name", [REPORT, PDF])
def test_report_asks_to_sign_in(client, db, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", [REPORT, PDF])
def test_report_is_kept_nowhere(owner_client, name):
    assert owner_client.get(reverse(name)).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", [REPORT, PDF])
def test_report_is_read_only(owner_client, name):
    assert owner_client.post(reverse(name)).status_code == 405


def test_report_of_a_stranger_holds_nothing_of_mine(owner, today, stranger_client):
    private(owner, today)

    text = sheet_of(stranger_client.get(reverse(REPORT), {"weeks": "26", "with_notes": "on"}))

    assert "Nothing is recorded in these weeks" in text
    assert "Secret" not in text
    assert "recorded 0 of 182 days" in text


@pytest.mark.parametrize("name", [REPORT, PDF])
@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"weeks": "5"}, "weeks"),
        ({"weeks": ""}, "weeks"),
        ({"paper": "a3"}, "paper"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\x07b"}, "name"),
        ({"with_notes": "maybe"}, "with_notes"),
    ],
)
def test_report_refuses_what_it_does_not_know_beside_the_field(owner_client, name, asked, field):
    response = owner_client.get(reverse(name), asked)

    assert response.status_code == 422
    assert f'id="{field}-problem"' in response.content.decode()
    assert 'class="sheet"' not in response.content.decode()


def test_form_ticks_nothing_by_itself(owner_client):
    assert " checked>" not in owner_client.get(reverse(REPORT)).content.decode()


@pytest.mark.parametrize(("region", "paper"), [("GB", "a4"), ("US", "letter"), ("CA", "letter"), ("", "a4")])
def test_paper_is_that_of_the_region_until_one_is_chosen(owner, owner_client, region, paper):
    owner.region = region
    owner.save()

    assert f"css/paper-{paper}.css" in owner_client.get(reverse(REPORT)).content.decode()
    assert "css/paper-a4.css" in owner_client.get(reverse(REPORT), {"paper": "a4"}).content.decode()


def test_report_says_period_coverage_and_that_it_is_self_reported(owner, owner_client, today):
    CrampFactory(owner=owner, started_at=timezone.now() - timedelta(days=1))
    DayFactory(owner=owner, date=today - timedelta(days=2), cramp_free=True)

    text = sheet_of(owner_client.get(reverse(REPORT), {"weeks": "4"}))

    assert "(4 weeks)" in text
    assert "recorded 2 of 28 days" in text
    assert "Self-reported" in text
    assert "Rules of 20" in text


@pytest.mark.parametrize("back", [27, 28])
def test_report_begins_with_the_first_day_of_its_weeks(owner, owner_client, today, back):
    day = today - timedelta(days=back)
    CrampFactory(owner=owner, started_at=clock.noon_of(day, owner.zone))

    text = sheet_of(owner_client.get(reverse(REPORT), {"weeks": "4"}))

    assert ("recorded 1 of 28 days" in text) == (back == 27)


def test_report_counts_a_traveller_s_tomorrow_as_today(owner, owner_client, today):
    cramp = CrampFactory(owner=owner, started_at=timezone.now(), woke_me=True)
    type(cramp).objects.filter(pk=cramp.pk).update(day=today + timedelta(days=1))

    text = sheet_of(owner_client.get(reverse(REPORT), {"weeks": "4"}))

    assert "recorded 1 of 28 days" in text
    assert "cramps 1, nights 1, recorded 1 of 7 days" in text


def test_report_leaves_out_the_bin(owner, owner_client):
    CrampFactory(owner=owner, started_at=timezone.now()).put_in_bin(timezone.now())

    assert "Nothing is recorded" in sheet_of(owner_client.get(reverse(REPORT)))


def test_report_says_how_lengths_are_known_and_what_helped(owner, owner_client):
    cramp = CrampFactory(owner=owner, started_at=timezone.now(), duration=660, duration_source="timed")
    ReliefTryFactory(cramp=cramp, relief="heat", helped="a_little")

    text = sheet_of(owner_client.get(reverse(REPORT)))

    assert "longest 11 min; over 10 min: 1; timed 1, estimated 0, not known 0" in text
    assert '<th scope="row">Warmth</th><td>·</td><td>1</td><td>·</td><td>·</td>' in text


def test_name_is_printed_and_not_stored(owner, owner_client, printed):
    for text in printed(name="Jane <b>Doe"):
        assert "Jane" in text
    owner.refresh_from_db()

    assert "Jane" not in f"{owner.first_name}{owner.last_name}{owner.username}"
    assert "Jane &lt;b&gt;Doe" in printed(name="Jane <b>Doe")[0]


def test_user_name_is_not_printed(owner, printed):
    for text in printed():
        assert owner.username not in text


@pytest.mark.parametrize("ticked", [(), ("with_notes",), ("with_alcohol",), ("with_pregnancy",), ("with_appendix",)])
def test_report_holds_of_notes_alcohol_and_pregnancy_what_was_ticked(owner, today, printed, ticked):
    private(owner, today)

    for text in printed(weeks="12", **dict.fromkeys([*ticked, "with_appendix"], "on")):
        assert bool(re.search("secret thought|private word", text, re.IGNORECASE)) == ("with_notes" in ticked)
        assert bool(re.search("alcohol", text, re.IGNORECASE)) == ("with_alcohol" in ticked)
        assert bool(re.search("pregnan|baby|birth", text, re.IGNORECASE)) == ("with_pregnancy" in ticked)


def test_screen_says_what_of_the_flag_is_left_out(owner, owner_client, today):
    DayFactory(owner=owner, date=today, signs=["heavy_alcohol"], signs_at=timezone.now())

    hidden = owner_client.get(reverse(REPORT)).content.decode()
    shown = owner_client.get(reverse(REPORT), {"with_alcohol": "on"}).content.decode()

    assert "Left out, because it tells of alcohol or pregnancy" in hidden
    assert "Left out, because" not in shown


def test_medicines_and_conditions_stand_as_the_person_listed_them(owner, owner_client, today):
    Medicine.objects.create(owner=owner, code="statin", name="Simva 20", started_on=today.replace(day=1))
    HealthContext.objects.create(owner=owner, conditions=["diabetes"])

    text = sheet_of(owner_client.get(reverse(REPORT)))

    assert "Simva 20 – Statin, started or changed on 1 " in text
    assert "Diabetes" in text
    assert "May one of my medicines be linked with the cramps?" in text


def test_old_sign_is_not_talked_about_yet(owner, owner_client, today):
    day = today - timedelta(days=40)
    Day.objects.create(owner=owner, date=day, signs=["wasting"], signs_at=clock.end_of(day, owner.zone))

    for weeks in ("4", "12"):
        assert "not talked about yet" in sheet_of(owner_client.get(reverse(REPORT), {"weeks": weeks}))


def test_every_pattern_has_a_question():
    assert {pattern.code for pattern in PATTERNS} - {rule for rule in RULES if rule.startswith("context:")} == set(
        ASKED
    )


def test_report_is_free_of_words_that_judge(owner, owner_client, today):
    fullest(owner, today)

    for weeks, note in product(("4", "26"), ("", "on")):
        sheet = sheet_of(
            owner_client.get(reverse(REPORT), {"weeks": weeks, "with_appendix": "on", "with_alcohol": note})
        )
        words = re.sub(r"<[^>]*>", " ", sheet)
        assert FORBIDDEN.findall(words) == []


def test_report_says_what_a_comparison_cannot_show(owner, owner_client):
    CrampFactory(owner=owner, started_at=timezone.now())

    text = sheet_of(owner_client.get(reverse(REPORT)))

    assert "dummy pill" in text
    assert "twice as many as in winter" in text
    assert "shows no cause" in text


@pytest.mark.parametrize("name", [REPORT, PDF])
def test_report_asks_as_often_however_long_the_diary(owner, owner_client, name, django_assert_max_num_queries):
    call_command("demo_diary", owner.username, days=28, cramps=20)
    owner_client.get(reverse("home"))  # the first page of a session stores it
    everything = {"weeks": "26", "with_notes": "on", "with_alcohol": "on"} if name == REPORT else {"weeks": "26"}
    with django_assert_max_num_queries(12) as short:
        owner_client.get(reverse(name), everything)
    call_command("demo_diary", owner.username, days=7300, cramps=500)

    with django_assert_max_num_queries(12) as long:
        owner_client.get(reverse(name), everything)

    assert abs(len(long) - len(short)) <= 1


def test_report_without_pango_offers_to_print(owner_client, monkeypatch):
    monkeypatch.setattr("diary.printing.weasyprint", None)

    page = owner_client.get(reverse(PDF))

    assert page.status_code == 200
    assert "A PDF cannot be made here" in page.content.decode()
    assert "Download as PDF" not in page.content.decode()
    assert [found.id for found in check_pango(None)] == ["diary.I001"]


def test_doctor_page_and_trends_lead_to_the_report(owner, owner_client):
    CrampFactory(owner=owner, started_at=timezone.now())

    for name in ("diary:doctor", "diary:trends"):
        assert f'href="{reverse(REPORT)}"' in owner_client.get(reverse(name)).content.decode()


def test_report_says_of_a_cramp_in_the_heat_what_was_ticked(owner, owner_client, today):
    HealthContextFactory(owner=owner, conditions=["heart_disease"])
    CrampFactory(owner=owner, day=today, started_at=timezone.now(), triggers=["heat"])

    text = sheet_of(owner_client.get(reverse(REPORT)))

    assert "“a cramp in the heat” ticked" in text
    assert "I noticed this: a cramp in the heat." in text
    assert "more than an hour" not in text
