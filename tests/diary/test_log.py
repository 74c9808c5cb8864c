"""Logging a cramp: pages, rows, and what happens when somebody submits twice or is somebody else."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from diary.models import Cramp, Day
from tests.factories import CrampFactory

LOG = reverse("diary:log")
FULL = {
    "when": "pick",
    "date": "2026-11-04",
    "time": "02:14",
    "zone": "Europe/London",
    "length": "minutes",
    "minutes": "7.5",
    "severity": "6",
    "muscle": "calf",
    "side": "left",
    "woke_me": "yes",
    "activity": "asleep",
    "reliefs": ["stretch", "heat"],
    "helped_stretch": "yes",
    "fluids": "6",
    "exertion": "hard",
    "triggers": ["little_fluid", "heat"],
    "note": "Woke up shouting.\r\nAgain.",
    "different": "different",
    "signs": ["none"],
}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_log_needs_a_person(client, db):
    response = client.get(LOG)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_log_by_nobody_stores_nothing(client, db):
    client.post(LOG, {"when": "now"})

    assert not Cramp.objects.exists()


def test_log_in_two_taps_stores_a_cramp_that_began_now(owner_client, owner):
    before = timezone.now().replace(microsecond=0)

    response = owner_client.post(LOG, {"when": "now", "uuid": str(uuid4())})

    cramp = Cramp.objects.get()
    assert before <= cramp.started_at <= timezone.now()
    assert (cramp.owner, cramp.time_zone, cramp.time_known) == (owner, "Europe/London", True)
    assert response["Location"] == f"/diary/?on={cramp.day}#c-{cramp.uuid}"
    assert told(response) == ["Saved."]
    assert not Day.objects.exists()


def test_log_full_form_stores_every_answer(owner_client, owner, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 4, 9, tzinfo=UTC))

    owner_client.post(LOG, FULL)

    cramp = Cramp.objects.get()
    assert cramp.started_at == datetime(2026, 11, 4, 2, 14, tzinfo=UTC)
    assert cramp.day == date(2026, 11, 3)
    assert (cramp.duration, cramp.duration_source) == (450, "estimated")
    assert (cramp.severity, cramp.muscle, cramp.side, cramp.woke_me, cramp.activity) == (
        6,
        "calf",
        "left",
        True,
        "asleep",
    )
    assert (cramp.triggers, cramp.signs) == (["little_fluid", "heat"], [])
    assert cramp.note == "Woke up shouting.\nAgain."
    assert [(tried.relief, tried.helped) for tried in cramp.reliefs.all()] == [("stretch", "yes"), ("heat", "")]
    day = Day.objects.get()
    assert (day.owner, day.date, day.fluids, day.exertion) == (owner, date(2026, 11, 3), 6, "hard")


def test_log_that_was_saved_can_be_undone(owner_client):
    response = owner_client.post(LOG, {"when": "now"})

    (message,) = get_messages(response.wsgi_request)
    owner_client.post(message.extra_tags)

    assert Cramp.objects.get().deleted_at is not None


def test_log_submitted_twice_is_stored_once(owner_client):
    answers = {"when": "now", "uuid": str(uuid4()), "reliefs": ["stretch"], "fluids": "6"}

    first = owner_client.post(LOG, answers)
    second = owner_client.post(LOG, answers | {"severity": "9"})

    assert Cramp.objects.get().severity is None
    assert second["Location"] == first["Location"]
    assert "came in twice" in told(second)[-1]


def test_log_submitted_again_after_deleting_stays_in_the_bin(owner_client, owner):
    binned = CrampFactory(owner=owner, deleted_at=timezone.now())

    response = owner_client.post(LOG, {"when": "now", "uuid": str(binned.uuid)})

    assert response["Location"] == reverse("diary:bin")
    assert Cramp.objects.get().deleted_at is not None


def test_log_with_the_uuid_of_a_stranger_is_a_cramp_of_ones_own(owner_client, owner, stranger):
    theirs = CrampFactory(owner=stranger, severity=3)

    owner_client.post(LOG, {"when": "now", "uuid": str(theirs.uuid), "severity": "8"})

    assert Cramp.objects.for_user(owner).get().severity == 8
    theirs.refresh_from_db()
    assert theirs.severity == 3


@pytest.mark.parametrize("uuid", ["", "rubbish", "0" * 500])
def test_log_without_a_valid_uuid_gets_one(owner_client, uuid):
    assert owner_client.post(LOG, {"when": "now", "uuid": uuid}).status_code == 302
    assert Cramp.objects.count() == 1


def test_log_page_starts_with_nothing_chosen_but_now(owner_client):
    html = owner_client.get(LOG).content.decode()

    assert html.count(" checked>") == 1
    assert 'value="now" id="id_when_now" checked' in html
    assert " open" not in html.partition("<form")[2].partition("</form>")[0]


def test_log_page_offers_the_answers_of_its_figure_as_chips_too(owner_client):
    html = owner_client.get(LOG).text

    places = set(re.findall(r'data-muscle="(\w+)" data-side="(\w+)"', html))
    assert len(places) == 16
    for muscle, side in places:
        assert html.count(f'id="id_muscle_{muscle}"') == html.count(f'id="id_side_{side}"') == 1


def test_log_page_without_scripts_leaves_the_figure_out(owner_client):
    assert '<div class="body-figure needs-script"' in owner_client.get(LOG).text


def test_log_invalid_side_is_said_at_its_chips(owner_client):
    html = owner_client.post(LOG, {"when": "now", "side": "up"}).text

    assert '<a href="#ask-side">' in html
    assert html.index('id="ask-muscle"') < html.index('id="ask-side"') < html.index('id="side-problem"')


def test_log_page_gives_each_form_a_number_of_its_own(owner_client):
    def number():
        return owner_client.get(LOG).content.decode().partition('name="uuid" value="')[2][:36]

    assert len(number()) == 36
    assert number() != number()


def test_log_page_is_never_kept_by_browsers(owner_client):
    assert "no-store" in owner_client.get(LOG)["Cache-Control"]


# "Back" after saving leads to an empty form, and half asleep it is saved again.

NIGHT = datetime(2026, 11, 4, 3, 20, tzinfo=UTC)
LOGGED_ALREADY = "You logged a cramp at"


@pytest.fixture
def at_night(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)


def test_log_page_names_the_cramp_that_was_logged_just_now(owner_client, owner, at_night):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(minutes=14))
    latest = CrampFactory(owner=owner, started_at=NIGHT - timedelta(minutes=11))

    html = owner_client.get(LOG).content.decode()

    assert f'{LOGGED_ALREADY} 03:09. <a href="{latest.get_absolute_url()}">Open it</a>, or log another below.' in html


@pytest.mark.parametrize(
    "cramp",
    [
        {"started_at": NIGHT - timedelta(minutes=16)},
        {"started_at": NIGHT - timedelta(minutes=1), "deleted_at": NIGHT},
        {"started_at": NIGHT - timedelta(minutes=1), "time_known": False},
    ],
)
def test_log_page_is_silent_about_older_deleted_and_timeless_cramps(owner_client, owner, at_night, cramp):
    CrampFactory(owner=owner, **cramp)

    assert LOGGED_ALREADY not in owner_client.get(LOG).content.decode()


def test_log_page_is_silent_about_the_cramps_of_a_stranger(stranger_client, owner, at_night):
    CrampFactory(owner=owner, started_at=NIGHT)

    assert LOGGED_ALREADY not in stranger_client.get(LOG).content.decode()


@pytest.mark.parametrize(("day", "is_offered"), [("2026-11-03", True), ("2026-11-02", False), ("2026-10-01", False)])
def test_log_for_a_day_offers_still_going_until_its_night_is_over(owner_client, at_night, day, is_offered):
    html = owner_client.get(LOG, {"day": day}).content.decode()

    assert ("id_length_running" in html) is is_offered


# What is wrong is said beside its field, and nothing typed is lost.


def test_log_invalid_answers_422_and_keeps_everything_typed(owner_client):
    answers = FULL | {"date": "2199-01-01", "note": "my <b>own</b> words", "minutes": "a lot", "fluids": "99"}

    response = owner_client.post(LOG, answers)

    html = response.content.decode()
    assert response.status_code == 422
    assert not Cramp.objects.exists()
    assert not Day.objects.exists()
    for kept in (
        'value="2199-01-01"',
        'value="02:14"',
        'value="a lot"',
        'value="99"',
        "my &lt;b&gt;own&lt;/b&gt; words</textarea>",
        'value="6" id="id_severity_6" checked',
        'value="calf" id="id_muscle_calf" checked',
        'value="left" id="id_side_left" checked',
        'value="yes" id="id_woke_me_yes" checked',
        'value="asleep" id="id_activity_asleep" checked',
        'value="stretch" id="id_reliefs_stretch" checked',
        'value="yes" id="id_helped_stretch_yes" checked',
        'value="hard" id="id_exertion_hard" checked',
        'value="heat" id="id_triggers_heat" checked',
        'value="different" id="id_different_different" checked',
        'value="none" id="id_signs_none" checked',
    ):
        assert kept in html
    for field in ("date", "minutes", "fluids"):
        assert f'<p class="problem" id="{field}-problem">' in html


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({"note": "x" * 10_000}, "Note"),
        ({"note": "\x07"}, "Note"),
        ({"fluids": "41"}, "That day: fluids and exertion"),
        ({"activity": "flying"}, "What I was doing"),
        ({"triggers": ["moon"]}, "What may have set it off"),
        ({"reliefs": ["magic"]}, "What I tried"),
    ],
)
def test_log_invalid_opens_the_fold_that_holds_the_error(owner_client, answers, title):
    response = owner_client.post(LOG, {"when": "now"} | answers)

    assert response.status_code == 422
    assert f'<details class="fold" open><summary>{title}</summary>' in response.content.decode()


@pytest.mark.parametrize("glasses", ["99", "-1", "7.5", "a few"])
def test_log_invalid_says_how_many_glasses_there_can_be(owner_client, glasses):
    html = owner_client.post(LOG, {"when": "now", "fluids": glasses}).content.decode()

    assert '<p class="problem" id="fluids-problem">A whole number from 0 to 40.</p>' in html


def test_log_invalid_keeps_the_number_of_the_form(owner_client):
    number = str(uuid4())

    response = owner_client.post(LOG, {"when": "now", "uuid": number, "severity": "11"})

    assert f'name="uuid" value="{number}"' in response.content.decode()


def test_log_lists_the_errors_in_the_order_of_the_form(owner_client):
    html = owner_client.post(LOG, {"when": "nonsense", "severity": "11", "note": "\x07"}).content.decode()

    listed = html.partition('role="alert"')[2].partition("</ul>")[0]
    assert [part.partition('"')[0] for part in listed.split('href="#ask-')[1:]] == ["when", "severity", "note"]


HOSTILE = '"><script>alert(1)</script>{% now "Y" %}{{ form }}&amp;'


@pytest.mark.parametrize(
    "name",
    ["note", "when", "minutes", "fluids", "uuid", "zone", "offset", "for_day", "about_day", "fluids_shown", "muscle"],
)
def test_log_draws_hostile_answers_as_text(owner_client, name):
    html = owner_client.post(
        LOG, {"severity": "11", "length": "minutes", "when": "pick", name: HOSTILE}
    ).content.decode()

    assert "<script>alert" not in html
    assert 'now "Y"' not in html


def test_night_that_began_before_1900_is_refused(owner_client, owner):
    answers = {"when": "pick", "date": "1900-01-01", "time": "01:00"}

    response = owner_client.post("/diary/log/", answers)

    assert response.status_code == 422
    assert "before the year 1900" in response.content.decode()
    assert not Cramp.objects.filter(owner=owner).exists()
