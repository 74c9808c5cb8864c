from datetime import timedelta

import pytest
from django.utils import timezone

from cramps.guides.catalog import catalog
from diary.fitting import AT_NIGHT, IN_MOTION, MOST_GUIDES, fitting_guides
from tests.factories import CrampFactory


def slugs(user):
    return [guide.slug for guide in fitting_guides(user)]


def cramps(owner, count, **facts):
    now = timezone.now()
    for ago in range(count):
        CrampFactory(owner=owner, started_at=now - timedelta(days=ago + 1), **facts)


def test_names_of_guides_are_those_of_the_catalog():
    assert {*AT_NIGHT, *IN_MOTION} <= set(catalog().guides)


def test_empty_diary_fits_no_guide(owner):
    assert slugs(owner) == []


def test_cramps_in_bed_bring_relief_for_the_muscle_and_what_may_prevent_the_next(owner):
    cramps(owner, 3, muscle="calf", activity="asleep")

    found = slugs(owner)

    assert found[0] == "calf-and-foot-cramp"
    assert set(AT_NIGHT) <= set(found)
    assert len(found) == MOST_GUIDES


def test_cramps_in_sport_bring_what_belongs_to_sport(owner):
    cramps(owner, 3, muscle="hamstring", activity="running")

    assert slugs(owner)[0] == "hamstring-cramp"
    assert set(IN_MOTION) <= set(slugs(owner))


def test_muscle_that_cramps_most_often_comes_first(owner):
    cramps(owner, 3, muscle="inner_thigh", activity="")
    CrampFactory(owner=owner, started_at=timezone.now() - timedelta(hours=1), muscle="calf", activity="")

    assert slugs(owner)[0] == "inner-thigh-cramp"


@pytest.mark.parametrize("muscle", ["chest", "belly", "arm", "back", "hand", "other", ""])
def test_muscle_without_relief_brings_none(muscle, owner):
    cramps(owner, 2, muscle=muscle, activity="")

    assert slugs(owner) == []


def test_diary_of_somebody_else_counts_for_nothing(owner, stranger):
    cramps(stranger, 3, muscle="calf", activity="asleep")

    assert slugs(owner) == []


def test_list_of_guides_shows_what_fits_first_and_costs_few_queries(owner, owner_client, django_assert_max_num_queries):
    cramps(owner, 3, muscle="calf", activity="asleep")
    owner_client.get("/guides/")

    with django_assert_max_num_queries(3):
        html = owner_client.get("/guides/").text

    assert html.index("For your last cramps") < html.index("/guides/calf-and-foot-cramp/") < html.index('id="relief"')
