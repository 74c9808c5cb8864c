from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from diary.models import Cramp, Day
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, UserFactory


def on(day, hour=2):
    return datetime(day.year, day.month, day.day, hour, 14, tzinfo=UTC)


@pytest.fixture
def today(owner):
    return owner.today()


@pytest.fixture
def cramp(owner, today):
    return CrampFactory(
        owner=owner, started_at=on(today - timedelta(days=2)), activity="asleep", muscle="calf", side="left"
    )


def test_list_names_the_night_of_a_cramp(owner_client, owner):
    CrampFactory(owner=owner, started_at=datetime(2025, 11, 4, 2, 14, tzinfo=UTC), activity="asleep")

    page = owner_client.get("/diary/?on=2025-11-03").content.decode()

    assert "night of 3 → 4 November" in page
    assert "02:14" in page


def test_list_tells_the_three_states_apart(owner_client, owner, cramp, today):
    DayFactory(owner=owner, date=today - timedelta(days=5), cramp_free=True)

    page = owner_client.get("/diary/").content.decode()

    assert "day-cramps" in page
    assert "day-none" in page
    assert page.count("not recorded") == 3


def test_list_of_an_empty_diary_says_what_to_do(owner_client):
    page = owner_client.get("/diary/").content.decode()

    assert "Nothing here yet" in page
    assert 'class="gap"' not in page


def test_list_leads_to_the_latest_day_before_a_pause(owner_client, owner, cramp, today):
    long_ago = today - timedelta(days=400)
    CrampFactory(owner=owner, started_at=on(long_ago, hour=15))

    page = owner_client.get("/diary/").content.decode()

    assert f"?to={long_ago.isoformat()}" in page


def test_list_jumps_to_a_month(owner_client, owner):
    CrampFactory(owner=owner, started_at=datetime(2024, 2, 10, 15, tzinfo=UTC))

    page = owner_client.get("/diary/", {"month": "2024-02"}).content.decode()

    assert "Saturday 10 February" in page


def test_list_names_a_broken_month_beside_its_field(owner_client):
    response = owner_client.get("/diary/", {"month": "soon"})

    assert response.status_code == 422
    assert "Write the month like" in response.content.decode()


@pytest.mark.parametrize("hour", [5, 10, 20])
def test_list_shows_a_travellers_day_that_has_not_come_at_home(client, db, monkeypatch, hour):
    now = datetime(2027, 7, 15, hour, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    person = UserFactory(time_zone="Pacific/Pago_Pago")
    client.force_login(person)
    ahead = CrampFactory(owner=person, started_at=now, time_zone="Pacific/Kiritimati", activity="running")

    page = client.get("/diary/").content.decode()

    assert ahead.day > person.today()
    assert f"c-{ahead.uuid}" in page


@pytest.mark.parametrize("query", ["on=0001-01-01", "to=9999-12-31", "on=abc"])
def test_list_says_that_a_date_in_the_address_is_broken(owner_client, query):
    response = owner_client.get(f"/diary/?{query}")

    assert response.status_code == 422
    assert "That date could not be read" in response.content.decode()


def test_list_says_on_which_day_a_time_after_midnight_was(owner_client, owner):
    CrampFactory(owner=owner, started_at=datetime(2025, 11, 4, 2, 14, tzinfo=UTC), activity="asleep")

    assert "02:14 Tue" in owner_client.get("/diary/?on=2025-11-03").content.decode()


def test_search_finds_by_muscle_and_note(owner_client, owner, today):
    hit = CrampFactory(owner=owner, started_at=on(today - timedelta(days=300)), muscle="calf", note="new shoes")
    CrampFactory(owner=owner, started_at=on(today - timedelta(days=3)), muscle="foot", note="new shoes")
    CrampFactory(owner=owner, started_at=on(today - timedelta(days=4)), muscle="calf")

    page = owner_client.get("/diary/", {"muscle": "calf", "q": "SHOES"}).content.decode()

    assert "1 cramp found" in page
    assert f"c-{hit.uuid}" in page


def test_list_asks_as_often_however_long_the_diary(owner_client, owner, today, django_assert_max_num_queries):
    for n in range(60):
        ReliefTryFactory(cramp=CrampFactory(owner=owner, started_at=on(today - timedelta(days=n))))
        DayFactory(owner=owner, date=today - timedelta(days=n), fluids=4)

    owner_client.get("/diary/")

    with django_assert_max_num_queries(8):
        response = owner_client.get("/diary/")

    assert response.content.decode().count("<article") >= 27


def test_list_shows_nothing_of_a_stranger(stranger_client, cramp):
    assert f"c-{cramp.uuid}" not in stranger_client.get("/diary/").content.decode()


def test_none_is_noted_and_undone_in_one_tap(owner_client, owner, today):
    day = today - timedelta(days=1)

    page = owner_client.post(reverse("diary:none", args=[day]), follow=True).content.decode()
    assert Day.objects.get(owner=owner).cramp_free
    assert reverse("diary:none_undo", args=[day]) in page

    owner_client.post(reverse("diary:none_undo", args=[day]))
    assert not Day.objects.filter(owner=owner).exists()


def test_undo_of_none_keeps_the_other_answers(owner_client, owner, today):
    DayFactory(owner=owner, date=today, cramp_free=True, fluids=5)

    owner_client.post(reverse("diary:none_undo", args=[today]))

    day = Day.objects.get(owner=owner)
    assert (day.cramp_free, day.fluids) == (False, 5)


def test_none_is_refused_for_a_day_with_a_cramp(owner_client, owner, cramp):
    owner_client.post(reverse("diary:none", args=[cramp.day]))

    assert not Day.objects.filter(owner=owner).exists()


def test_none_is_refused_for_a_day_to_come(owner_client, owner, today):
    owner_client.post(reverse("diary:none", args=[today + timedelta(days=1)]))

    assert not Day.objects.filter(owner=owner).exists()


@pytest.mark.parametrize("name", ["none", "none_undo"])
def test_one_tap_acts_change_nothing_by_get(owner_client, owner, today, name):
    DayFactory(owner=owner, date=today, cramp_free=name == "none_undo")

    response = owner_client.get(reverse(f"diary:{name}", args=[today]))

    assert response.url == reverse("diary:list")
    assert Day.objects.get(owner=owner).cramp_free == (name == "none_undo")


def test_a_page_named_by_another_site_is_not_followed(owner_client, today):
    response = owner_client.post(reverse("diary:none", args=[today]), {"next": "https://example.org/"})

    assert response.url == reverse("home")


def test_delete_asks_then_moves_to_the_bin_and_can_be_undone(owner_client, owner, cramp):
    address = reverse("diary:delete", args=[cramp.uuid])
    assert owner_client.get(address).status_code == 200

    page = owner_client.post(address, follow=True).content.decode()
    assert not Cramp.objects.for_user(owner).exists()
    assert reverse("diary:restore", args=[cramp.uuid]) in page
    assert "Bring it back" in owner_client.get(reverse("diary:bin")).content.decode()

    owner_client.post(reverse("diary:restore", args=[cramp.uuid]))
    assert Cramp.objects.for_user(owner).get() == cramp


def test_bin_forgets_after_thirty_days(owner_client, owner, cramp, today):
    old = CrampFactory(owner=owner, deleted_at=timezone.now() - timedelta(days=31))
    kept = CrampFactory(owner=owner, deleted_at=timezone.now() - timedelta(days=29))

    owner_client.post(reverse("diary:delete", args=[cramp.uuid]))

    assert not Cramp.objects.filter(pk=old.pk).exists()
    assert Cramp.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("name", ["delete", "restore", "edit"])
def test_a_strangers_cramp_is_not_found(stranger_client, cramp, name):
    address = reverse(f"diary:{name}", args=[cramp.uuid])

    assert stranger_client.post(address).status_code == 404
    cramp.refresh_from_db()
    assert (cramp.deleted_at, cramp.duration) == (None, None)


@pytest.mark.parametrize("address", ["/diary/", "/diary/bin/", "/diary/days/2026-11-03/"])
def test_anonymous_people_are_asked_to_sign_in(client, db, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_day_saves_what_was_said(owner_client, owner):
    day = date(2026, 11, 3)
    answers = {
        "cramp_free": "yes",
        "fluids": "6",
        "exertion": "hard",
        "stretched": "yes",
        "alcohol": "no",
        "signs": ["swelling_mild"],
        "note": "a long walk",
    }

    owner_client.post(reverse("diary:day", args=[day]), answers)

    said = Day.objects.get(owner=owner, date=day)
    assert (said.cramp_free, said.fluids, said.exertion, said.stretched) == (True, 6, "hard", True)
    assert (said.alcohol, said.caffeine, said.signs, said.note) == (False, None, ["swelling_mild"], "a long walk")
    assert said.signs_at is not None


def test_day_about_which_nothing_is_said_any_more_goes(owner_client, owner):
    DayFactory(owner=owner, date=date(2026, 11, 3), fluids=4)

    owner_client.post(reverse("diary:day", args=[date(2026, 11, 3)]), {"fluids": ""})

    assert not Day.objects.filter(owner=owner).exists()


def test_day_keeps_when_unchanged_signs_were_changed(owner_client, owner):
    then = datetime(2026, 11, 3, 9, tzinfo=UTC)
    DayFactory(owner=owner, date=date(2026, 11, 3), signs=["twitching"], signs_at=then)

    owner_client.post(reverse("diary:day", args=[date(2026, 11, 3)]), {"signs": ["twitching"], "fluids": "3"})

    assert Day.objects.get(owner=owner).signs_at == then


def test_day_with_a_sign_that_should_not_wait_leads_to_the_doctor_page(owner_client):
    response = owner_client.post(reverse("diary:day", args=[date(2026, 11, 3)]), {"signs": ["poison_contact"]})

    assert response.url == reverse("diary:doctor")


@pytest.mark.parametrize(
    ("field", "value"),
    [("fluids", "41"), ("fluids", "-1"), ("exertion", "extreme"), ("signs", "nonsense"), ("note", "x" * 5001)],
)
def test_day_says_what_is_wrong_and_keeps_the_rest(owner_client, owner, field, value):
    answers = {"note": "kept words", field: value}

    response = owner_client.post(reverse("diary:day", args=[date(2026, 11, 3)]), answers)

    assert response.status_code == 422
    assert field == "note" or "kept words" in response.content.decode()
    assert not Day.objects.filter(owner=owner).exists()


def test_day_of_another_person_stays_theirs(stranger_client, owner):
    DayFactory(owner=owner, date=date(2026, 11, 3), note="private words")

    assert "private words" not in stranger_client.get("/diary/days/2026-11-03/").content.decode()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "nonsense"])
def test_a_day_that_does_not_exist_is_not_found(owner_client, day):
    assert owner_client.get(f"/diary/days/{day}/").status_code == 404


def test_day_stored_twice_at_once_is_one_day(owner):
    first, second = (Day.objects.for_user(owner).on(owner, date(2026, 11, 3)) for _ in range(2))
    first.fluids, second.fluids = 3, 4

    first.keep_if_answered()
    second.keep_if_answered()

    assert Day.objects.get(owner=owner).fluids == 4


def test_a_page_is_read_although_nothing_can_be_written(owner_client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", fail)

    assert owner_client.get("/diary/").status_code == 200


def test_day_form_keeps_a_sign_that_was_ticked_meanwhile(owner_client, owner):
    day = DayFactory(owner=owner, date=date(2026, 11, 3), signs=["twitching"])
    page = owner_client.get("/diary/days/2026-11-03/").content.decode()
    assert '<input type="hidden" name="had" value="twitching"' in page
    day.tick("dark_urine", timezone.now())

    owner_client.post("/diary/days/2026-11-03/", {"had": "twitching", "fluids": "4"})

    assert Day.objects.get(owner=owner).signs == ["dark_urine"]
