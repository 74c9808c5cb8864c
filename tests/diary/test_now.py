"""The page of the running cramp without a script, and what it gives to a device for the time without a connection."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from cramps.anatomy import Muscle
from cramps.regions import REGIONS
from diary.models import Cramp
from diary.offline import offline_words, words_for
from diary.reading import background_of
from diary.triage.signs import LIST_C
from tests.factories import CrampFactory, HealthContextFactory, MedicineFactory

NOW = "/diary/now/"
NIGHT, NOON = (datetime(2026, 11, 27, hour, 14, 30, tzinfo=UTC) for hour in (2, 12))


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Set the clock of the view; it stands at a night first."""

    def set_clock(moment):
        monkeypatch.setattr("diary.views.now.timezone.now", lambda: moment)

    set_clock(NIGHT)
    return set_clock


def begin(client, **data):
    return client.post("/diary/now/begin/", data, follow=True)


def visible_steps(response):
    """What stands in the lists of steps that show."""
    return re.findall(r'<section class="relief" data-muscles="[^"]*">(.*?)</section>', response.text, re.S)


def undo_of(response):
    (message,) = response.context["messages"]
    return message.extra_tags


def test_first_tap_starts_a_cramp_at_the_time_of_the_server(owner, owner_client):
    response = begin(owner_client, uuid=str(uuid4()), zone="Europe/London", muscle="calf", side="left")

    cramp = Cramp.objects.for_user(owner).get()
    assert cramp.started_at == NIGHT
    assert (cramp.duration_source, cramp.muscle, cramp.side, cramp.day) == (
        "running",
        "calf",
        "left",
        date(2026, 11, 26),
    )
    assert "running since 02:14" in response.text
    assert "It has stopped" in response.text


def test_second_tap_ends_it_and_both_can_be_taken_back(at, owner, owner_client):
    begun = begin(owner_client)
    cramp = Cramp.objects.for_user(owner).get()

    at(NIGHT + timedelta(minutes=3, seconds=42))
    ended = owner_client.post(f"/diary/now/{cramp.uuid}/end/", follow=True)
    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source) == (222, "timed")
    assert "Stopped after 3 min 42 s." in ended.text

    owner_client.post(undo_of(ended))
    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source) == (None, "running")

    owner_client.post(undo_of(begun))
    assert not Cramp.objects.for_user(owner).exists()
    assert Cramp.objects.in_bin(owner).get() == cramp


def test_timer_that_ran_for_hours_is_stored_without_a_length(at, owner, owner_client):
    begin(owner_client)
    cramp = Cramp.objects.for_user(owner).get()

    at(NIGHT + timedelta(hours=5, minutes=12))
    response = owner_client.post(f"/diary/now/{cramp.uuid}/end/", follow=True)

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == (None, "unknown", 18720)
    assert "The timer ran very long" in response.text


def test_same_tap_twice_is_one_cramp(owner, owner_client):
    uuid = str(uuid4())

    begin(owner_client, uuid=uuid)
    begin(owner_client, uuid=uuid)

    assert Cramp.objects.for_user(owner).count() == 1


def test_two_running_cramps_are_pointed_out_and_not_forbidden(owner, owner_client):
    begin(owner_client)
    response = begin(owner_client)

    assert Cramp.objects.for_user(owner).count() == 2
    assert "2 cramps are running." in response.text
    assert len(re.findall(r"data-uuid=", response.text)) == 2


def test_start_takes_the_last_leg_muscle_and_passes_over_an_arm(owner, owner_client):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=3), muscle="foot", side="right")
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=1), muscle="arm", side="left")

    page = owner_client.get(NOW).text

    assert '<input type="hidden" name="muscle" value="foot">' in page
    assert '<input type="hidden" name="side" value="right">' in page


def test_one_tap_changes_the_place_and_the_steps_follow(owner, owner_client):
    begin(owner_client, muscle="calf", side="left")
    cramp = Cramp.objects.for_user(owner).get()

    response = owner_client.post(f"/diary/now/{cramp.uuid}/meanwhile/", {"muscle": "quadriceps"}, follow=True)

    cramp.refresh_from_db()
    assert (cramp.muscle, cramp.side) == ("quadriceps", "left")
    assert "Take your ankle in your hand" in "".join(visible_steps(response))


@pytest.mark.parametrize("muscle", ["chest", "arm", "belly", "back"])
def test_no_relief_steps_for_a_place_that_is_a_sign_itself(muscle, owner, owner_client):
    begin(owner_client, muscle=muscle)

    response = owner_client.get(NOW)

    assert visible_steps(response) == []
    assert "<p data-no-steps>" in response.text


def test_easing_is_asked_from_ten_minutes_on_and_no_is_urgent(at, owner, owner_client):
    begin(owner_client)
    cramp = Cramp.objects.for_user(owner).get()

    at(NIGHT + timedelta(minutes=9, seconds=59))
    assert '<div class="easing" data-easing-card hidden>' in owner_client.get(NOW).text.split("<template")[0]
    at(NIGHT + timedelta(minutes=10))
    assert '<div class="easing" data-easing-card>' in owner_client.get(NOW).text.split("<template")[0]

    response = owner_client.post(f"/diary/now/{cramp.uuid}/meanwhile/", {"easing": "no"}, follow=True)

    cramp.refresh_from_db()
    assert cramp.easing is False
    assert "Get advice today" in response.text.split("<template")[0]


def test_ticks_add_up_and_an_emergency_leaves_only_the_call(owner, owner_client):
    begin(owner_client)
    cramp = Cramp.objects.for_user(owner).get()
    address = f"/diary/now/{cramp.uuid}/meanwhile/"

    owner_client.post(address, {"signs": ["pop_bruise"]})
    response = owner_client.post(address, {"signs": ["chest_pain_or_breathless"]}, follow=True)

    cramp.refresh_from_db()
    assert set(cramp.signs) == {"pop_bruise", "chest_pain_or_breathless"}
    assert "Call 999 now" in response.text.split("data-open")[0]
    assert "<li data-measures" not in response.text


def test_unknown_answer_is_said_and_changes_nothing(owner, owner_client):
    begin(owner_client, muscle="calf")
    cramp = Cramp.objects.for_user(owner).get()

    response = owner_client.post(f"/diary/now/{cramp.uuid}/meanwhile/", {"muscle": "wing"}, follow=True)

    cramp.refresh_from_db()
    assert cramp.muscle == "calf"
    assert "“wing” is not one of the answers." in response.text


def test_page_is_dim_at_night_by_itself_unless_a_look_was_chosen(at, owner_client):
    assert 'data-mood="night"' in owner_client.get(NOW).text
    at(NOON)
    assert "data-mood" not in owner_client.get(NOW).text
    at(NIGHT)
    owner_client.cookies["look"] = "light"
    assert 'data-mood="light"' in owner_client.get(NOW).text


def test_old_cramp_without_an_end_is_no_running_timer(owner, owner_client):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=8), duration_source="running")

    assert "data-uuid=" not in owner_client.get(NOW).text


@pytest.mark.parametrize("act", ["end", "undo", "resume", "meanwhile"])
def test_cramp_of_somebody_else_is_not_there(act, owner, stranger_client):
    cramp = CrampFactory(owner=owner, duration_source="running")

    assert stranger_client.post(f"/diary/now/{cramp.uuid}/{act}/").status_code == 404

    cramp.refresh_from_db()
    assert cramp.is_running
    assert cramp.deleted_at is None


@pytest.mark.parametrize("path", [NOW, "/diary/now/cards/"])
def test_nobody_is_led_to_sign_in(path, client, db):
    assert client.get(path).status_code == 302


def test_page_costs_as_many_queries_with_a_long_diary(owner, owner_client, django_assert_max_num_queries):
    for days in range(60):
        CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=days), muscle="calf")

    owner_client.get(NOW)  # the session is renewed once a day

    with django_assert_max_num_queries(8):
        owner_client.get(NOW)


# What a device keeps for the time without a connection.


def test_shell_is_the_same_for_everybody(owner_client, client, owner, db):
    CrampFactory(owner=owner, duration_source="running", note="mine alone")

    mine, nobodys = owner_client.get("/diary/now/shell/"), client.get("/diary/now/shell/")

    assert mine.content == nobodys.content
    assert "csrfmiddlewaretoken" not in mine.text
    assert not nobodys.cookies
    for sign in LIST_C:
        assert f'value="{sign.code}"' in mine.text


def test_every_sign_has_its_card_in_every_region():
    words = offline_words()

    for region, shared in words["regions"].items():
        cards = words["cards"][shared]
        assert set(cards) == {*(f"sign:{sign.code}" for sign in LIST_C)} | {
            "muscle:chest",
            "muscle:arm",
            "muscle:belly",
            "muscle:back",
            "still-cramping",
        }
        if region:
            assert str(REGIONS[region].emergency) in cards["muscle:chest"]["heading"]
            assert str(REGIONS[region].advice) in cards["still-cramping"]["line"]
    for sign in LIST_C:
        assert words["cards"]["GB"][f"sign:{sign.code}"]["level"] == sign.tier.code


def test_card_is_as_urgent_as_health_context_makes_it(owner):
    MedicineFactory(owner=owner, code="blood_thinner")

    mine = words_for(owner.home_region, background_of(owner), date(2026, 11, 27))["cards"]["GB"]

    assert mine.keys() == offline_words()["cards"]["GB"].keys()
    assert mine["sign:fell_hit_head"]["level"] == "emergency"
    assert offline_words()["cards"]["GB"]["sign:fell_hit_head"]["level"] == "urgent"


def alarms(client):
    return json.loads(re.search(r'<script id="alarms"[^>]*>(.*?)</script>', client.get(NOW).text)[1])


def test_device_keeps_in_mind_what_is_open(owner, owner_client):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=1), signs=["one_leg_swollen_hot"])

    kept = alarms(owner_client)

    assert [card["rule"] for card in kept["cards"]] == ["sign:one_leg_swollen_hot"]
    assert {"massage", "stretch"} <= set(kept["leaves_out"])


def test_device_keeps_in_mind_what_is_left_out_without_a_card(owner, owner_client):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=1), signs=["numbness_mild"])
    HealthContextFactory(owner=owner, conditions=["dialysis"])

    kept = alarms(owner_client)

    assert kept["cards"] == []
    assert {"heat", "cold"} <= set(kept["leaves_out"])


def test_device_keeps_an_old_emergency_sign_in_mind(owner, owner_client):
    CrampFactory(owner=owner, started_at=NIGHT - timedelta(days=40), signs=["leg_cold_pale"])

    (card,), left_out = alarms(owner_client).values()

    assert card["heading"] == "Has anyone looked at this?"
    assert "If it is still there or comes back: 999." in card["line"]
    assert {"stretch", "massage", "heat", "walking"} <= set(left_out)


def test_relief_steps_stand_for_every_muscle_that_is_no_sign(client, db):
    page = client.get("/diary/now/shell/").text
    covered = " ".join(re.findall(r'data-muscles="([^"]*)"', page)).split()

    assert {*covered, "chest", "arm", "belly", "back"} == set(Muscle.values)
    assert all(
        "<li data-measures" in steps for steps in re.findall(r'<section class="relief".*?</section>', page, re.S)
    )
