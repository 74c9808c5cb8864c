import re

import pytest
from django.urls import reverse

from cramps.guides.catalog import catalog
from cramps.guides.equipment import Equipment
from cramps.guides.forms import SearchForm

INDEX = "/guides/"


def chosen(**wish):
    form = SearchForm(wish)
    assert form.is_valid()
    return form.chosen(catalog().listed())


def found_on(response):
    html = response.text
    listed = html[html.index('id="found"') : html.index("</section>", html.index('id="found"'))]
    return re.findall(r'<h3><a href="/guides/([a-z-]+)/">', listed)


def test_list_names_every_guide_once(client, db):
    names = re.findall(r'<h3><a href="/guides/([a-z-]+)/">', client.get(INDEX).text)

    assert sorted(names) == sorted(catalog().guides)


def test_list_begins_with_relief_right_now():
    assert catalog().listed()[0].slug == "right-now"


def test_kind_and_muscle_narrow_the_list_down():
    routines = chosen(kind="routine", muscle="calf")

    assert {guide.kind for guide in routines} == {"routine"}
    assert all("calf" in guide.muscles for guide in routines)
    assert {guide.slug for guide in routines} < {guide.slug for guide in chosen(muscle="calf")}


def test_level_and_equipment_are_asked_of_routines_alone():
    strap, nothing = chosen(equipment=Equipment.STRAP), chosen(equipment="none")

    assert "strap-stretch" in [guide.slug for guide in strap]
    assert all(guide.routine and Equipment.STRAP in guide.routine.equipment for guide in strap)
    assert nothing
    assert all(guide.routine and not guide.routine.equipment for guide in nothing)
    assert {guide.routine.level for guide in chosen(level="intermediate")} == {"intermediate"}


@pytest.mark.parametrize("minutes", [3, 5, 10])
def test_time_is_the_most_that_a_routine_takes(minutes):
    kept = chosen(minutes=str(minutes))

    assert kept
    assert max(guide.routine.minutes for guide in kept) <= minutes
    left_out = [guide for guide in catalog().guides.values() if guide.routine and guide not in kept]
    assert min(guide.routine.minutes for guide in left_out) > minutes


def test_search_says_how_many_it_found(client, db):
    response = client.get(INDEX, {"q": "pickle juice"})

    assert "food-and-supplements" in found_on(response)
    assert re.search(r"\d+ guides? found", response.text)
    assert 'value="pickle juice"' in response.text
    assert "noindex" in response.text


@pytest.mark.parametrize("text", ["qqqqqqqq", "😀", "<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "%s%s"])
def test_absurd_search_is_answered_calmly(text, client, db):
    response = client.get(INDEX, {"q": text})

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "49" not in re.sub(r"<[^>]+>", "", response.text[response.text.index('id="found"') :][:300])


@pytest.mark.parametrize("text", ["x" * 201, "nul\x00"])
def test_search_that_cannot_be_read_says_so_beside_its_field(text, client, db):
    response = client.get(INDEX, {"q": text})

    assert response.status_code == 422
    assert 'id="q-problem"' in response.text
    assert reverse("guides:guide", args=["right-now"]) in response.text


@pytest.mark.parametrize("wish", [{"kind": "magic"}, {"muscle": "tail"}, {"minutes": "-1"}, {"level": "1 OR 1"}])
def test_unknown_choice_is_an_error_beside_its_field(wish, client, db):
    response = client.get(INDEX, wish)

    assert response.status_code == 422
    assert f'id="{next(iter(wish))}-problem"' in response.text


@pytest.mark.parametrize("muscle", ["chest", "belly", "arm", "back"])
def test_muscle_that_is_a_sign_has_its_care_card_in_place_of_relief(muscle, client, db):
    html = client.get(INDEX, {"muscle": muscle}).text

    assert 'class="care emergency"' in html
    assert found_on(client.get(INDEX, {"muscle": muscle})) == []


def test_place_on_the_body_leads_to_its_guides(client, db):
    addresses = set(re.findall(r'href="(/guides/\?muscle=[a-z_]+)"', client.get(INDEX).text))

    assert len(addresses) >= 7
    for address in addresses:
        response = client.get(address)
        assert found_on(response) or "No source that we read describes relief for this muscle" in response.text


@pytest.mark.parametrize("muscle", ["shin", "buttock", "hand", "other"])
def test_muscle_without_a_guide_has_no_steps_made_up_for_it(muscle, client, db):
    response = client.get(INDEX, {"muscle": muscle})

    assert found_on(response) == []
    assert "No source that we read describes relief for this muscle" in response.text


def test_missing_guide_offers_a_search_and_what_is_near(client, db):
    response = client.get("/guides/magnezium/")

    html = response.text
    assert response.status_code == 404
    assert 'name="q"' in html
    assert "food-and-supplements" in html[html.index("Did you mean") : html.index("Did you mean") + 4000]
