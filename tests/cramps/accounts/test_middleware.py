from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from cramps.accounts.middleware import activate_zone
from cramps.accounts.models import User
from tests.factories import UserFactory


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


class Nobody:
    is_authenticated = False


def test_a_persons_zone_holds_during_the_request_alone():
    seen = []

    def view(request):
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    respond = activate_zone(view)
    for user in (User(time_zone="Asia/Tokyo"), Nobody(), User(time_zone="America/New_York"), Nobody()):
        respond(asked_by(user))

    assert seen == ["Asia/Tokyo", "UTC", "America/New_York", "UTC"]
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_is_put_back_when_the_page_breaks():
    def view(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        activate_zone(view)(asked_by(User(time_zone="Asia/Tokyo")))

    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_that_was_active_before_comes_back():
    with timezone.override(ZoneInfo("Europe/Paris")):
        activate_zone(lambda request: HttpResponse())(asked_by(User(time_zone="Asia/Tokyo")))

        assert timezone.get_current_timezone_name() == "Europe/Paris"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", "../etc/passwd", "\0"])
def test_a_bad_stored_zone_is_utc(name):
    assert User(time_zone=name).zone == ZoneInfo("UTC")


def test_every_person_gets_their_own_zone_page_after_page(db):
    clients = []
    for name in ("Asia/Tokyo", "America/New_York"):
        client = Client()
        client.force_login(UserFactory(time_zone=name))
        clients.append(client)

    pages = [client.get("/accounts/preferences/").content.decode() for client in clients * 2]

    assert ["Asia/Tokyo" in page for page in pages] == [True, True, True, True]
    chosen = ["Asia/Tokyo" if 'value="Asia/Tokyo" selected' in page else "America/New_York" for page in pages]
    assert chosen == ["Asia/Tokyo", "America/New_York"] * 2
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_session_in_use_is_renewed_once_a_day(owner_client):
    first = owner_client.get("/accounts/preferences/")
    again = owner_client.get("/accounts/preferences/")
    session = owner_client.session
    session["renewed"] = (timezone.now().date() - timedelta(days=1)).isoformat()
    session.save()
    tomorrow = owner_client.get("/accounts/preferences/")

    assert "sessionid" in first.cookies
    assert "sessionid" not in again.cookies
    assert tomorrow.cookies["sessionid"]["max-age"] == 400 * 24 * 60 * 60


def test_pages_of_a_person_are_kept_by_no_browser(owner_client, client):
    assert owner_client.get("/accounts/preferences/")["Cache-Control"] == "private, no-store"
    assert "no-store" not in client.get("/accounts/look/").get("Cache-Control", "")


def test_after_signing_out_the_last_page_is_not_kept_either(owner_client):
    assert "no-store" in owner_client.post("/accounts/logout/")["Cache-Control"]
