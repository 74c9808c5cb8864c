import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cramps.accounts.models import User

ANSWERS = {
    "username": "ann",
    "password1": "three blue herons",
    "password2": "three blue herons",
    "time_zone": "America/New_York",
    "consent": "on",
}

pytestmark = pytest.mark.django_db


def sign_up(client, **changes):
    answers = {name: value for name, value in {**ANSWERS, **changes}.items() if value is not None}
    return client.post("/accounts/signup/", answers)


def test_sign_up_makes_an_account_and_signs_in(client):
    response = sign_up(client)

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(User.objects.get(username="ann").pk)


def test_sign_up_keeps_zone_region_and_consent(client):
    sign_up(client)

    ann = User.objects.get(username="ann")
    assert ann.time_zone == "America/New_York"
    assert ann.region == "US"
    assert timezone.now() - ann.consented_at < timedelta(minutes=1)


def test_sign_up_without_consent_is_refused(client):
    response = sign_up(client, consent=None)

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"consent"}
    assert not User.objects.exists()


def test_consent_is_asked_in_its_own_unticked_box(client):
    page = client.get("/accounts/signup/").content.decode()

    assert "I agree that this site stores what I write about my health, to show it to me." in page
    assert not re.search(r"<input[^>]*\schecked", page)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", None, "Europe", "../etc/passwd"])
def test_sign_up_without_a_zone_asks_for_it(client, zone):
    response = sign_up(client, time_zone=zone)

    assert response.status_code == 422
    assert response.context["form"].errors == {"time_zone": ["Choose your time zone"]}
    assert not User.objects.exists()


def test_sign_up_starts_without_a_zone_and_requires_one(client):
    html = client.get("/accounts/signup/").content.decode()

    asked = html.partition('<select name="time_zone"')[2].partition("</select>")[0]
    assert "required" in asked.partition(">")[0]
    assert asked.count(" selected") == 1
    assert '<option value="" selected>Choose your time zone</option>' in asked


def test_sign_up_takes_an_old_zone_name_and_keeps_it_in_the_list(client):
    response = sign_up(client, time_zone="US/Pacific", consent=None)

    assert '<option value="US/Pacific" selected>' in response.content.decode()

    sign_up(client, time_zone="US/Pacific")

    assert User.objects.get(username="ann").region == "US"


def test_two_different_passwords_are_refused(client):
    assert sign_up(client, password2="three blue heron").status_code == 422


def test_sign_up_says_that_a_lost_password_is_lost(client, settings):
    settings.HAS_EMAIL = False

    assert "cannot be recovered" in client.get("/accounts/signup/").content.decode()

    settings.HAS_EMAIL = True

    assert "cannot be recovered" not in client.get("/accounts/signup/").content.decode()


def test_sign_up_says_for_whom_and_what_it_is_not(client):
    page = client.get("/accounts/signup/").content.decode()

    assert "16 and over" in page
    assert "It does not diagnose, treat or monitor." in page


def test_closed_registration_makes_no_account(client, settings):
    settings.REGISTRATION_OPEN = False

    page = client.get("/accounts/signup/")
    answer = sign_up(client)

    assert "Sign-up is closed" in page.content.decode()
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()
    assert "Sign-up is closed" in answer.content.decode()
    assert not User.objects.exists()
