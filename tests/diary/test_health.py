"""What a person says about their health: the page, its forms, and where it shows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from diary.models import Cramp, Day, HealthContext, Medicine
from tests.factories import CrampFactory, HealthContextFactory, MedicineFactory

PAGE = reverse("diary:health")
ADD = reverse("diary:medicine_add")


def day_after(owner, days):
    return (owner.today() + timedelta(days=days)).isoformat()


def test_health_stores_what_was_said(owner, owner_client):
    answers = {"pregnant": "yes", "due_on": day_after(owner, 90), "conditions": ["cancer", "diabetes"]}

    response = owner_client.post(PAGE, answers, follow=True)

    said = HealthContext.objects.for_user(owner).get()
    assert said.pregnant is True
    assert said.due_on == owner.today() + timedelta(days=90)
    assert said.conditions == ["diabetes", "cancer"]
    assert response.redirect_chain == [(PAGE, 302)]
    assert 'value="diabetes" id="id_conditions_diabetes" checked' in response.content.decode()


def test_health_tells_none_from_not_said(owner, owner_client):
    owner_client.post(PAGE, {"conditions": ["none"]})
    assert HealthContext.objects.for_user(owner).get().conditions == []

    owner_client.post(PAGE, {})
    assert not HealthContext.objects.for_user(owner).exists()

    owner_client.post(PAGE, {"pregnant": "no"})
    assert HealthContext.objects.for_user(owner).get().pregnant is False


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"pregnant": "yes", "due_on": 301}, "more than 300 days ahead"),
        ({"pregnant": "yes", "due_on": "1899-12-31"}, "before the year 1900"),
        ({"pregnant": "yes", "due_on": "soon"}, "Enter a valid date"),
        ({"pregnant": "no", "due_on": 9}, "take this date away"),
        ({"due_on": 9}, "take this date away"),
        ({"conditions": ["plague"]}, "is not one of the answers"),
    ],
)
def test_health_refuses_what_cannot_be(owner, owner_client, answers, words):
    given = answers.get("due_on")
    answers = answers | ({"due_on": day_after(owner, given)} if isinstance(given, int) else {})

    response = owner_client.post(PAGE, answers)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not HealthContext.objects.exists()


def test_health_takes_a_due_date_at_the_edge(owner, owner_client):
    owner_client.post(PAGE, {"pregnant": "yes", "due_on": day_after(owner, 300)})

    assert HealthContext.objects.for_user(owner).get().due_on


@pytest.mark.parametrize(("days", "is_over"), [(-42, False), (-43, True)])
def test_health_says_when_a_pregnancy_does_not_count_any_more(owner, owner_client, days, is_over):
    HealthContextFactory(owner=owner, pregnant=True, due_on=owner.today() + timedelta(days=days))

    assert ("does not count any more" in owner_client.get(PAGE).content.decode()) is is_over


def test_health_is_private_and_says_what_it_is_for(owner_client):
    text = owner_client.get(PAGE).content.decode()

    assert "It stays private" in text
    assert "Do not stop, start or change a medicine by yourself: ask first." in text
    assert "caused by" not in text


def test_health_of_a_stranger_is_not_shown(owner, stranger_client):
    HealthContextFactory(owner=owner, conditions=["diabetes"])
    medicine = MedicineFactory(owner=owner, name="Secret")

    text = stranger_client.get(PAGE).content.decode()

    assert "Secret" not in text
    assert "checked" not in text.split("id_conditions_")[1]
    assert stranger_client.post(reverse("diary:medicine_remove", args=[medicine.pk])).status_code == 404
    assert Medicine.objects.for_user(owner).exists()


@pytest.mark.parametrize("address", [PAGE, ADD])
def test_health_asks_to_sign_in(client, db, address):
    for response in (client.get(address), client.post(address, {"code": "statin"})):
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))
    assert not Medicine.objects.exists()


def test_medicine_is_added_and_taken_back(owner, owner_client):
    answers = {"code": "statin", "name": "Simva & Co", "started_on": day_after(owner, -3)}

    response = owner_client.post(ADD, answers, follow=True)

    medicine = Medicine.objects.for_user(owner).get()
    assert (medicine.code, medicine.name, medicine.started_on) == (
        "statin",
        "Simva & Co",
        owner.today() - timedelta(days=3),
    )
    assert "Simva &amp; Co" in response.content.decode()
    undo = reverse("diary:medicine_remove", args=[medicine.pk])
    assert f'action="{undo}"' in response.content.decode()
    owner_client.post(undo)
    assert not Medicine.objects.exists()


@pytest.mark.parametrize("started", [None, -3])
def test_medicine_that_was_removed_comes_back_by_undo(owner, owner_client, started):
    on = started and owner.today() + timedelta(days=started)
    medicine = MedicineFactory(owner=owner, code="other", name="A & B", started_on=on)

    response = owner_client.post(reverse("diary:medicine_remove", args=[medicine.pk]), follow=True)
    (message,) = response.context["messages"]
    owner_client.post(message.extra_tags, {"next": PAGE})

    assert list(Medicine.objects.for_user(owner).values_list("code", "name", "started_on")) == [("other", "A & B", on)]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Choose a kind"),
        ({"code": "aspirin"}, "is not one of the answers"),
        ({"code": "statin", "started_on": 1}, "That is still to come"),
        ({"code": "statin", "started_on": "1899-12-31"}, "before the year 1900"),
        ({"code": "statin", "name": "x" * 101}, "at most 100 characters"),
        ({"code": "statin", "name": "a\x01b"}, "cannot be stored"),
        ({"code": "lithium", "name": ""}, "on the list already"),
    ],
)
def test_medicine_that_cannot_be_is_refused(owner, owner_client, answers, words):
    MedicineFactory(owner=owner, code="lithium")
    given = answers.get("started_on")
    answers = answers | ({"started_on": day_after(owner, given)} if isinstance(given, int) else {})

    response = owner_client.post(ADD, answers)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Medicine.objects.count() == 1


def test_medicine_begun_today_is_taken(owner, owner_client):
    owner_client.post(ADD, {"code": "other", "started_on": day_after(owner, 0)})

    assert Medicine.objects.for_user(owner).get().started_on == owner.today()


def test_health_costs_few_queries(owner, owner_client, django_assert_max_num_queries):
    for number in range(9):
        MedicineFactory(owner=owner, name=str(number))

    owner_client.get(PAGE)

    with django_assert_max_num_queries(4):
        owner_client.get(PAGE)


def test_preferences_and_doctor_lead_to_it(owner_client):
    for page in ("preferences", "diary:doctor"):
        assert f'href="{PAGE}"' in owner_client.get(reverse(page)).content.decode()


def test_forms_say_what_weighs_more(owner, owner_client):
    HealthContextFactory(owner=owner, conditions=["diabetes", "heart_disease"])
    MedicineFactory(owner=owner, code="blood_thinner")
    pages = {
        "log": owner_client.get(reverse("diary:log")).content.decode(),
        "signs": owner_client.get(reverse("diary:signs")).content.decode(),
        "day": owner_client.get(reverse("diary:day", args=[owner.today()])).content.decode(),
    }

    heat = "Any cramp in the heat counts, because you noted: Heart disease"
    assert pages["log"].count(heat) == 2  # beside the sign, and below the triggers
    assert pages["signs"].count(heat) == 1
    assert "emergency department now (999)" in pages["log"]
    assert "emergency department now (999)" in pages["signs"]
    for page in ("signs", "day"):
        assert "You noted: Diabetes. With it, this needs advice today." in pages[page]


def test_forms_of_somebody_else_say_nothing(owner_client):
    HealthContextFactory(conditions=["diabetes", "heart_disease"])

    assert "noted" not in owner_client.get(reverse("diary:signs")).content.decode()


@pytest.mark.parametrize(("conditions", "place"), [(["diabetes"], "diary:doctor"), (["arthritis"], None)])
def test_sore_skin_with_diabetes_leads_to_whom_to_call(owner, owner_client, conditions, place):
    HealthContextFactory(owner=owner, conditions=conditions)
    day = reverse("diary:day", args=[owner.today()])

    response = owner_client.post(day, {"signs": ["skin_change"]})

    assert (response.url == reverse("diary:doctor")) is bool(place)
    assert Day.objects.for_user(owner).get().signs == ["skin_change"]


@pytest.mark.parametrize(("conditions", "is_pressing"), [(["low_salt_diet"], True), (["arthritis"], False)])
def test_cramp_in_the_heat_leads_to_whom_to_call(owner, owner_client, conditions, is_pressing):
    HealthContextFactory(owner=owner, conditions=conditions)

    response = owner_client.post(reverse("diary:log"), {"triggers": ["heat"]})

    assert Cramp.objects.for_user(owner).get().triggers == ["heat"]
    assert (response.url == reverse("diary:doctor")) is is_pressing


def test_flag_names_the_medicine_on_home_and_doctor(owner, owner_client):
    MedicineFactory(owner=owner, code="statin", name="Simva")
    CrampFactory(owner=owner, started_at=owner.date_joined - timedelta(days=1))

    for page in ("home", "diary:doctor"):
        text = owner_client.get(reverse(page)).content.decode()
        assert "a medicine that may be linked with them: Simva (Statin)" in text
