import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults


def asked():
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    return request


def test_an_unknown_address_is_404_in_our_frame(client, db):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_a_404_before_anybody_is_known_is_drawn_too():
    response = defaults.page_not_found(RequestFactory().get("/x/"), Exception())

    assert response.status_code == 404


def test_what_is_forbidden_says_so():
    response = defaults.permission_denied(asked(), PermissionDenied())

    assert response.status_code == 403
    assert b"This is not open to you" in response.content


@pytest.mark.parametrize(("view", "status"), [(defaults.server_error, 500), (defaults.bad_request, 400)])
def test_pages_without_context_are_drawn(view, status):
    arguments = [asked()] if status == 500 else [asked(), Exception()]

    response = view(*arguments)

    assert response.status_code == status
    assert b'<main class="page">' in response.content


def test_a_host_that_is_not_ours_is_told_which_setting_names_it(client, db, caplog):
    response = client.get("/", headers={"host": "elsewhere.example.org"})

    assert response.status_code == 400
    assert "SITE_URL" in response.content.decode()


def test_a_failed_csrf_check_names_the_likely_cause(db, settings):
    settings.SITE_URL = "https://cramps.example.org"

    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ann"})

    assert response.status_code == 403
    page = response.content.decode()
    assert "SITE_URL" in page
    assert "https://cramps.example.org" in page
    assert "http://testserver" in page


def test_messages_offer_their_undo():
    class Message:
        extra_tags = "/undo/this/"
        level_tag = "success"

        def __str__(self):
            return "Done <b>"

    page = render_to_string("_messages.html", {"messages": [Message()]}, asked())

    assert 'action="/undo/this/"' in page
    assert "Done &lt;b&gt;" in page
