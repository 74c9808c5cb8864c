"""Every page of accounts, signed in and out: it opens, its policy holds, nothing in it breaks the policy."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import get_resolver, reverse

from tests.factories import PASSWORD

SCRIPT = r'<script(?![^>]*(?:\ssrc=|type="application/json"))'
INLINE = re.compile(rf"""\sstyle=|<style|{SCRIPT}|\son\w+=["']|javascript:""", re.IGNORECASE)
WITH_ARGUMENTS = {
    "account_confirm_email": ["nonsense"],
    "account_reset_password_from_key": ["1", "nonsense"],
    "mfa_edit_webauthn": [],
    "mfa_remove_webauthn": [],
}


def names():
    """The name of every address of allauth."""
    found = (name for name in get_resolver().reverse_dict if isinstance(name, str))
    return sorted(name for name in found if name.startswith(("account_", "mfa_")))


def paths():
    """Their addresses, with arguments where they take some."""
    for name in names():
        if (arguments := WITH_ARGUMENTS.get(name)) is None:
            yield reverse(name)
        elif arguments:
            yield reverse(name, args=arguments)


def check(response, path):
    assert response.status_code < 500, path
    assert "default-src 'self'" in response["Content-Security-Policy"], path
    assert "unsafe" not in response["Content-Security-Policy"], path
    if response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert not INLINE.search(page), (path, INLINE.search(page))
        if page:
            assert page.count("<h1") == 1, path
            assert page.count('<main id="main"') == 1, path


def prove(client):
    """Show once more who it is; what changes the way of signing in asks for it."""
    return client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_there_are_many_pages():
    assert len(list(paths())) >= 20


@pytest.mark.parametrize("has_email", [True, False])
def test_every_page_opens_signed_out(client, db, settings, has_email):
    settings.HAS_EMAIL = has_email

    for path in [*paths(), reverse("look"), reverse("preferences")]:
        check(client.get(path), path)
        check(client.post(path), path)


@pytest.mark.parametrize("has_email", [True, False])
def test_every_page_opens_signed_in(client, owner, sign_in, settings, has_email):
    settings.HAS_EMAIL = has_email
    sign_in(owner)
    prove(client)

    drawn = 0
    for path in [*paths(), reverse("look"), reverse("preferences")]:
        response = client.get(path)
        check(response, path)
        drawn += response.status_code == 200
    for path in [*paths(), reverse("look"), reverse("preferences")]:
        if path != reverse("account_logout"):
            check(client.post(path), path)
    assert drawn >= 12


def test_pages_of_somebody_with_a_key_and_codes_open(client, owner, sign_in):
    key = Authenticator.objects.create(
        user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
    )
    Authenticator.objects.create(
        user=owner, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "s" * 40, "used_mask": 0}
    )
    client.force_login(owner)
    prove(client)

    for name in ("mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        check(client.get(reverse(name)), name)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        check(client.get(reverse(name, args=[key.pk])), name)


def test_a_strangers_key_is_not_found(client, owner, stranger, sign_in):
    key = Authenticator.objects.create(
        user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
    )
    sign_in(stranger)
    prove(client)

    assert client.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
