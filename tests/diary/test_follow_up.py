"""The day on which to be seen again: noted with a visit, shown on home when it comes, done or taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from diary.models import Visit
from diary.tonight import follow_ups
from tests.diary.triage.diaries import TODAY, ago, diary, visit
from tests.factories import VisitFactory


def seen(days, follow_up=None):
    found = visit(days, 9)
    return type(found)(found.date, found.until, found.timed, None if follow_up is None else ago(follow_up))


def on(owner, days):
    return owner.today() + timedelta(days=days)


@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True), (1, True), (300, True)])
def test_follow_up_is_due_from_its_day_on(days, is_due):
    assert follow_ups(diary(seen=[seen(400, days)]), TODAY) == [ago(days)] * is_due


@pytest.mark.parametrize(("later", "is_due"), [(6, True), (5, False), (4, False), (0, False)])
def test_follow_up_ends_with_a_visit_on_its_day_or_later(later, is_due):
    assert bool(follow_ups(diary(seen=[seen(20, 5), seen(later)]), TODAY)) is is_due


def test_follow_ups_of_several_visits_stand_once_oldest_first():
    assert follow_ups(diary(seen=[seen(30, 2), seen(29, 2), seen(28, 3), seen(27)]), TODAY) == [ago(3), ago(2)]


@pytest.mark.parametrize(("days", "is_kept"), [(-3, False), (-2, False), (-1, True)])
def test_database_keeps_a_follow_up_after_its_visit_alone(owner, days, is_kept):
    fields = {"owner": owner, "date": on(owner, -2), "follow_up": on(owner, days)}
    if is_kept:
        assert VisitFactory(**fields).pk
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(**fields)


def test_visit_form_stores_the_follow_up(owner, owner_client):
    answers = {"date": on(owner, 0).isoformat(), "follow_up": on(owner, 14).isoformat()}

    response = owner_client.post(reverse("diary:seen"), answers, follow=True)

    assert Visit.objects.for_user(owner).get().follow_up == on(owner, 14)
    assert "To be seen again on" in response.content.decode().split("Last visit")[1]


@pytest.mark.parametrize("days", [0, -1])
def test_visit_form_refuses_a_follow_up_that_is_not_later(owner, owner_client, days):
    answers = {"date": on(owner, 0).isoformat(), "follow_up": on(owner, days).isoformat()}

    response = owner_client.post(reverse("diary:seen"), answers)

    assert response.status_code == 422
    assert "That is not after the visit" in response.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize(("days", "is_shown"), [(1, False), (0, True), (-3, True)])
def test_home_shows_it_from_its_day_on(owner, owner_client, stranger_client, days, is_shown):
    VisitFactory(owner=owner, date=on(owner, -9), follow_up=on(owner, days))

    assert ("To be seen again" in owner_client.get(reverse("home")).content.decode()) is is_shown
    assert "To be seen again" not in stranger_client.get(reverse("home")).content.decode()


def test_done_takes_it_away_and_undo_brings_it_back(owner, owner_client):
    VisitFactory(owner=owner, date=on(owner, -9), follow_up=on(owner, -1))

    response = owner_client.post(reverse("diary:follow_up_done", args=[on(owner, -1)]), follow=True)
    (message,) = response.context["messages"]
    assert "To be seen again" not in response.content.decode()
    response = owner_client.post(message.extra_tags, follow=True)

    assert "To be seen again" in response.content.decode()
    assert Visit.objects.for_user(owner).get().follow_up == on(owner, -1)


def test_follow_up_of_a_stranger_stays(owner, stranger_client, client):
    visit = VisitFactory(owner=owner, date=on(owner, -9), follow_up=on(owner, -1))
    done = reverse("diary:follow_up_done", args=[on(owner, -1)])
    undo = reverse("diary:follow_up_undo", args=[visit.pk, on(owner, -2)])

    stranger_client.post(done)
    assert stranger_client.post(undo).status_code == 404
    for address in (done, undo):
        assert client.post(address).url.startswith(reverse("account_login"))

    assert Visit.objects.for_user(owner).get().follow_up == on(owner, -1)


def test_undo_refuses_a_day_before_the_visit_and_a_look(owner, owner_client):
    visit = VisitFactory(owner=owner, date=on(owner, -9))
    early = reverse("diary:follow_up_undo", args=[visit.pk, on(owner, -9)])

    assert owner_client.post(early).status_code == 404
    assert owner_client.get(early).url == reverse("home")
    assert Visit.objects.for_user(owner).get().follow_up is None


def test_done_of_a_day_without_any_says_nothing(owner, owner_client):
    response = owner_client.post(reverse("diary:follow_up_done", args=[on(owner, 0)]), follow=True)

    assert list(response.context["messages"]) == []


def test_home_costs_no_more_with_a_follow_up(owner, owner_client, django_assert_max_num_queries):
    VisitFactory(owner=owner, date=on(owner, -9), follow_up=on(owner, -1))
    owner_client.get(reverse("home"))

    with django_assert_max_num_queries(8):
        owner_client.get(reverse("home"))
