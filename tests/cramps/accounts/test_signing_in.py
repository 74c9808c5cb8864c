import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def code_for(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_sign_in_opens_the_diary_and_lasts(client, owner, sign_in):
    response = sign_in(owner)

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert response.cookies["sessionid"]["max-age"] == 400 * 24 * 60 * 60


def test_sign_in_goes_where_one_wanted_to_go_but_not_to_another_site(client, owner):
    form = {"login": owner.username, "password": PASSWORD}

    assert client.post("/accounts/login/", {**form, "next": "/accounts/preferences/"})["Location"] == (
        "/accounts/preferences/"
    )

    client.logout()

    assert client.post("/accounts/login/", {**form, "next": "https://evil.example/"})["Location"] == "/"


def test_a_wrong_password_is_422(client, owner, sign_in):
    response = sign_in(owner, "wrong")

    assert response.status_code == 422
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("has_email", [True, False])
def test_reset_is_offered_only_where_email_works(client, owner_client, settings, has_email):
    settings.HAS_EMAIL = has_email

    pages = [client.get("/accounts/login/"), owner_client.get("/accounts/password/change/")]

    assert ["password/reset" in page.content.decode() for page in pages] == [has_email, has_email]


def test_sign_out_asks_first(owner_client):
    assert owner_client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in owner_client.session

    response = owner_client.post("/accounts/logout/")

    assert response.status_code == 302
    assert "_auth_user_id" not in owner_client.session


def test_too_many_wrong_passwords_are_slowed_down(client, owner, sign_in):
    answers = [sign_in(owner, "wrong") for _ in range(6)]

    assert "Too many failed login attempts" in answers[-1].content.decode()
    assert sign_in(owner).status_code == 422


def test_password_change_needs_the_old_one(client, owner, sign_in):
    sign_in(owner)
    new = {"password1": "four grey herons", "password2": "four grey herons"}

    assert client.post("/accounts/password/change/", {"oldpassword": "wrong", **new}).status_code == 422
    assert client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 302

    owner.refresh_from_db()
    assert owner.check_password("four grey herons")


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/email/"])
def test_what_needs_email_is_not_offered_without_it(owner_client, settings, path):
    settings.HAS_EMAIL = False

    for response in (owner_client.get(path), owner_client.post(path, {"email": "ann@example.org"})):
        assert response.status_code == 404
        assert "sends no e-mail" in response.content.decode()


def test_reset_by_email_where_it_works(client, owner, settings):
    settings.HAS_EMAIL = True
    owner.email = "ann@example.org"
    owner.save()

    response = client.post("/accounts/password/reset/", {"email": "ann@example.org"})

    assert response.status_code == 302
    assert len(mail.outbox) == 1
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": "four grey herons", "password2": "four grey herons"})
    assert answer.status_code == 302
    owner.refresh_from_db()
    assert owner.check_password("four grey herons")


def test_second_step_is_switched_on_asked_and_passed(client, owner, sign_in):
    sign_in(owner)

    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    assert client.post("/accounts/2fa/totp/activate/", {"code": "12"}).status_code == 422

    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})

    assert Authenticator.objects.filter(user=owner, type=Authenticator.Type.TOTP).exists()

    client.post("/accounts/logout/")
    answer = sign_in(owner)

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(answer["Location"]).status_code == 200

    codes = Authenticator.objects.get(user=owner, type=Authenticator.Type.RECOVERY_CODES)
    client.post(answer["Location"], {"code": codes.wrap().get_unused_codes()[0]})

    assert client.session["_auth_user_id"] == str(owner.pk)
