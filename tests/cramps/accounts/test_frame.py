import pytest


@pytest.mark.parametrize("address", ["/", "/guides/", "/about/"])
def test_frame_marks_the_place_and_holds_nothing_personal(owner_client, address):
    page = owner_client.get(address).content.decode()

    assert page.count("aria-current") == (0 if address == "/about/" else 1)
    assert "Sign out" in page
    assert "owner" not in page.split("<main")[0] + page.split("</main>")[1]


def test_frame_of_strangers_is_not_the_one_of_members(owner_client, client, db):
    owner_client.get("/guides/")

    page = client.get("/guides/").content.decode()

    assert "Sign in" in page
    assert "Sign out" not in page


def test_frame_follows_the_settings(owner_client, settings):
    owner_client.get("/guides/")
    settings.CONTACT = "help@example.org"

    assert "mailto:help@example.org" in owner_client.get("/guides/").content.decode()
