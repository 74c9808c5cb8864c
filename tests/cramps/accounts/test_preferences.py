import pytest
from django.urls import reverse

from cramps.accounts.models import User
from cramps.regions import REGION_NAMES, REGIONS

PATH = "/accounts/preferences/"
ANSWERS = {"time_zone": "Europe/Paris", "region": "FR", "look": "dark"}


def test_preferences_are_shown_as_they_are(owner_client):
    page = owner_client.get(PATH).content.decode()

    assert '<option value="Europe/London" selected>' in page
    assert '<option value="GB" selected>' in page
    assert 'value="device" required id="id_look_0" checked' in page or 'value="device" id="id_look_0" checked' in page


def test_preferences_are_saved(owner_client, owner):
    response = owner_client.post(PATH, ANSWERS)

    assert response.status_code == 302
    owner.refresh_from_db()
    assert (owner.time_zone, owner.region) == ("Europe/Paris", "FR")
    assert response.cookies["look"].value == "dark"
    assert "Your preferences are saved." in owner_client.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("name", "value"), [("time_zone", "Mars/Olympus"), ("time_zone", ""), ("region", "XX"), ("look", "pink")]
)
def test_preferences_refuse_what_there_is_not(owner_client, owner, name, value):
    response = owner_client.post(PATH, {**ANSWERS, name: value})

    assert response.status_code == 422
    assert name in response.context["form"].errors
    owner.refresh_from_db()
    assert (owner.time_zone, owner.region) == ("Europe/London", "GB")
    assert "look" not in response.cookies


def test_an_old_zone_name_stays_chosen(owner_client, owner):
    owner.time_zone = "Europe/Kiev"
    owner.save()

    assert '<option value="Europe/Kiev" selected>' in owner_client.get(PATH).content.decode()
    assert owner_client.post(PATH, {**ANSWERS, "time_zone": "Europe/Kiev"}).status_code == 302


def test_preferences_open_even_when_the_stored_zone_is_none(owner_client, owner):
    User.objects.update(time_zone="Mars/Olympus")

    assert owner_client.get(PATH).status_code == 200


def test_preferences_need_a_sign_in(client, db):
    for response in (client.get(PATH), client.post(PATH, ANSWERS), client.post(reverse("zone"), ANSWERS)):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_preferences_touch_nobody_else(owner_client, stranger):
    owner_client.post(PATH, ANSWERS)

    stranger.refresh_from_db()
    assert stranger.time_zone == "Europe/London"


def test_zone_is_switched_in_one_tap_and_taken_back(owner_client, owner):
    response = owner_client.post(reverse("zone"), {"time_zone": "America/New_York", "next": PATH})

    assert response["Location"] == PATH
    owner.refresh_from_db()
    assert owner.time_zone == "America/New_York"

    page = owner_client.get(PATH).content.decode()
    undo = reverse("zone") + "?time_zone=Europe/London"
    assert f'action="{undo}"' in page
    assert "America/New York" in page

    owner_client.post(undo)

    owner.refresh_from_db()
    assert owner.time_zone == "Europe/London"


def test_a_switch_to_no_zone_is_refused(owner_client, owner):
    assert owner_client.post(reverse("zone"), {"time_zone": "Mars/Olympus"}).status_code == 400
    assert owner_client.get(reverse("zone")).status_code == 405
    owner.refresh_from_db()
    assert owner.time_zone == "Europe/London"


def test_a_switch_leads_to_no_other_site(owner_client):
    response = owner_client.post(reverse("zone"), {"time_zone": "UTC", "next": "//evil.example/"})

    assert response["Location"] == "/"


def test_every_region_has_a_name():
    assert REGION_NAMES.keys() == REGIONS.keys()
