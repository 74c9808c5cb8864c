from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from diary import clock
from diary.models import Day
from tests.factories import DayFactory

GUIDE = "/guides/bedtime-stretching/"
EVENING, SMALL_HOURS, MORNING = (
    datetime(2026, 11, day, hour, 30, tzinfo=UTC) for day, hour in ((26, 22), (27, 3), (27, 4))
)
THURSDAY = date(2026, 11, 26)


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the view."""

    def set_clock(moment):
        monkeypatch.setattr("diary.views.guides.timezone.now", lambda: moment)

    return set_clock


def note(client, **data):
    return client.post("/diary/stretched/", {"next": GUIDE, **data}, follow=True)


def undo_of(response):
    (message,) = response.context["messages"]
    return message.extra_tags


def test_stretching_is_noted_for_today_and_the_guide_says_so(at, owner, owner_client):
    at(EVENING)

    response = note(owner_client)

    assert response.redirect_chain == [(GUIDE, 302)]
    assert "Noted: stretched at bedtime" in response.text
    assert [(day.date, day.stretched) for day in Day.objects.for_user(owner)] == [(THURSDAY, True)]


@pytest.mark.parametrize(
    ("moment", "day"), [(EVENING, 26), (SMALL_HOURS, 26), (MORNING, 27)], ids=["evening", "03:30", "04:30"]
)
def test_small_hours_belong_to_the_evening_before(moment, day, at, owner, owner_client):
    at(moment)

    note(owner_client)

    assert Day.objects.get(owner=owner).date == date(2026, 11, day)


def test_bedtime_is_that_of_the_persons_own_zone():
    assert clock.bedtime(clock.get_zone("America/New_York"), datetime(2026, 11, 27, 8, 30, tzinfo=UTC)) == THURSDAY
    assert clock.bedtime(clock.get_zone("America/New_York"), datetime(2026, 11, 27, 9, 0, tzinfo=UTC)).day == 27


@pytest.mark.parametrize("before", [None, False])
def test_undo_brings_back_what_was_said_before(before, at, owner, owner_client):
    at(EVENING)
    DayFactory(owner=owner, date=THURSDAY, stretched=before, fluids=5)

    undo = undo_of(note(owner_client))
    owner_client.post(undo, {"next": GUIDE})

    day = Day.objects.get(owner=owner)
    assert (day.stretched, day.fluids) == (before, 5)


def test_undo_takes_a_day_away_about_which_nothing_else_was_said(at, owner, owner_client):
    at(EVENING)

    owner_client.post(undo_of(note(owner_client)), {"next": GUIDE})

    assert not Day.objects.for_user(owner).exists()


def test_noted_twice_is_noted_once_and_the_first_undo_stays_the_only_one(at, owner, owner_client):
    at(EVENING)

    first, second = undo_of(note(owner_client)), undo_of(note(owner_client))

    assert first
    assert not second
    assert Day.objects.for_user(owner).count() == 1


def test_undo_is_harmless_twice_and_for_a_day_without_it(owner, owner_client):
    DayFactory(owner=owner, date=THURSDAY, stretched=False)
    address = reverse("diary:stretched_undo", args=[THURSDAY, "not-said"])

    owner_client.post(address)
    owner_client.post(address)

    assert Day.objects.get(owner=owner).stretched is False


def test_undo_knows_only_what_can_have_stood_there(owner_client):
    assert owner_client.post(reverse("diary:stretched_undo", args=[THURSDAY, "perhaps"])).status_code == 404


def test_stranger_cannot_undo_it(at, owner, owner_client, stranger_client):
    at(EVENING)
    undo = undo_of(note(owner_client))

    stranger_client.post(undo)

    assert Day.objects.get(owner=owner).stretched is True


def test_visitor_is_sent_to_sign_in(client, db):
    response = client.post("/diary/stretched/")

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_opening_the_address_changes_nothing(owner, owner_client):
    assert owner_client.get("/diary/stretched/")["Location"] == reverse("guides:index")
    assert not Day.objects.for_user(owner).exists()


def test_way_back_stays_within_the_site(at, owner_client):
    at(EVENING)

    response = owner_client.post("/diary/stretched/", {"next": "https://example.org/"})

    assert response["Location"] == "/"


def test_button_is_for_whoever_keeps_a_diary(client, owner_client, db):
    action = 'action="/diary/stretched/"'

    assert action in owner_client.get(GUIDE).text
    assert action not in client.get(GUIDE).text
    assert "one tap notes that you did it" in client.get(GUIDE).text


def test_routine_that_is_no_stretching_has_no_such_button(owner_client):
    assert 'action="/diary/stretched/"' not in owner_client.get("/guides/warmth-and-cold/").text
