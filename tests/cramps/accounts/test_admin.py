from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory


def test_admin_lists_and_shows_people(db):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    person = UserFactory(username="ann")

    listed = client.get(reverse("admin:accounts_user_changelist"), {"q": "ann"})
    shown = client.get(reverse("admin:accounts_user_change", args=[person.pk]))
    adding = client.get(reverse("admin:accounts_user_add"))

    assert [page.status_code for page in (listed, shown, adding)] == [200, 200, 200]
    assert "Europe/London" in listed.content.decode()


def test_admin_is_for_staff(owner_client):
    assert owner_client.get(reverse("admin:index")).status_code == 302
