"""A guide as one reader may see it while a sign of theirs is open."""

import itertools
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cramps.guides.catalog import catalog
from cramps.guides.dialect import NUMBERS
from cramps.guides.guide import Kind
from diary.flag import pressing_flag
from diary.guidance import Guidance
from diary.triage.signs import SIGNS
from diary.triage.withdrawal import LEFT_OUT, Withdrawal
from tests.factories import CrampFactory, DayFactory, VisitFactory

PREVENTION = [guide.slug for guide in catalog().guides.values() if guide.kind is Kind.PREVENTION and guide.measures]
RUB = "As it eases, rub it gently"
STRETCH = "Draw your toes towards your shin"
WARMTH = "is the choice while the muscle is tight"


def page(client, slug, query=""):
    html = client.get(f"/guides/{slug}/{query}").text
    return re.sub(r"<[^>]+>", "", html[html.index("<main") : html.index("</main>")])


def tick(owner, sign, side="", ago=timedelta(hours=2)):
    return CrampFactory(owner=owner, started_at=timezone.now() - ago, muscle="hamstring", side=side, signs=[sign])


def test_steps_that_an_open_sign_forbids_are_gone_for_its_owner_alone(owner, owner_client, stranger_client, client):
    tick(owner, "pop_bruise")

    shown = page(owner_client, "hamstring-cramp")

    assert STRETCH not in shown
    assert RUB not in shown
    assert WARMTH not in shown
    assert "Left out here: stretching, rubbing, rolling and pressing, pushing against it, exercises, warmth." in shown
    for other in (page(stranger_client, "hamstring-cramp"), page(client, "hamstring-cramp")):
        assert STRETCH in other
        assert RUB in other
        assert "Left out here" not in other


def test_numb_skin_leaves_out_warmth_and_cold_and_nothing_else(owner, owner_client):
    tick(owner, "new_numbness")

    shown = page(owner_client, "hamstring-cramp")

    assert WARMTH not in shown
    assert STRETCH in shown
    assert RUB in shown


def test_other_leg_has_its_steps_on_request(owner, owner_client):
    tick(owner, "pop_bruise", "left")

    here, other = page(owner_client, "hamstring-cramp"), page(owner_client, "hamstring-cramp", "?leg=right")

    assert "Not with your left leg:" in here
    assert "Show it for the right leg" in here
    assert STRETCH not in here
    assert STRETCH in other
    assert "What follows is for the right leg alone." in other


@pytest.mark.parametrize("query", ["?leg=left", "?leg=both", "?leg=<b>", "?leg="])
def test_leg_with_the_sign_never_has_its_steps(query, owner, owner_client):
    tick(owner, "pop_bruise", "left")

    assert STRETCH not in page(owner_client, "hamstring-cramp", query)


def test_sign_of_an_unknown_side_offers_no_other_leg(owner, owner_client):
    tick(owner, "pop_bruise")

    shown = page(owner_client, "hamstring-cramp", "?leg=right")

    assert STRETCH not in shown
    assert "Show it for" not in shown


def test_routine_keeps_the_other_leg_alone(owner, owner_client):
    tick(owner, "pop_bruise", "left")

    html = owner_client.get("/guides/heel-on-chair/").text

    assert 'data-legs="right"' in html
    assert 'data-legs="left' not in html
    assert "With the right leg only." in html


def test_routine_without_sides_is_left_out_for_either_leg(owner, owner_client):
    tick(owner, "pop_bruise", "left")

    html = owner_client.get("/guides/wall-calf-stretch/").text

    assert "Nothing of this routine is left while that sign is open." in html
    assert "data-walk" not in html
    assert 'class="exercise"' not in html


def test_routine_keeps_the_other_leg_without_being_asked(owner, owner_client):
    tick(owner, "pop_bruise", "left")

    assert "Show it for" not in page(owner_client, "heel-on-chair")


def test_emergency_sign_of_one_leg_brings_nothing_back_for_the_other(owner, owner_client):
    tick(owner, "leg_cold_pale", "left")

    shown = page(owner_client, "preventing-night-cramps", "?leg=right")

    assert "Left out here:" in shown
    assert "Show it for" not in shown


def test_prevention_guide_does_not_ask_whether_what_it_left_out_has_helped(owner, owner_client):
    assert "Did it help?" in page(owner_client, "preventing-night-cramps")

    DayFactory(owner=owner, date=owner.today(), signs=["dark_urine"])

    assert "Did it help?" not in page(owner_client, "preventing-night-cramps")


def test_prevention_guide_loses_only_what_is_forbidden(owner, owner_client):
    DayFactory(owner=owner, date=owner.today(), signs=["one_leg_swollen_hot"])

    shown = page(owner_client, "preventing-night-cramps")

    assert "Left out here:" in shown
    assert "alcohol" in shown.lower()


@pytest.mark.parametrize("days", [0, 10, 27, 28, 200])
@pytest.mark.parametrize("slug", ["right-now", "hamstring-cramp", "bedtime-stretching"])
def test_emergency_sign_of_any_age_leaves_only_the_call(slug, days, owner, owner_client):
    DayFactory(owner=owner, date=owner.today() - timedelta(days=days), signs=["dark_urine"])

    shown = page(owner_client, slug)

    assert "999" in shown
    assert "See why, and what to say" in shown
    assert not re.search(r"stretch|\brub\b|warmth", shown.split("\n", 6)[-1].replace("Stretching at bedtime", ""), re.I)


def test_old_sign_that_is_no_emergency_leaves_out_its_own_and_stands_before_nothing(owner, owner_client):
    DayFactory(owner=owner, date=owner.today() - timedelta(days=200), signs=["new_numbness"])

    shown = page(owner_client, "hamstring-cramp")

    assert WARMTH not in shown
    assert STRETCH in shown
    assert "Has anyone looked at this?" not in shown


def test_guide_shows_no_more_of_the_flag_than_belongs_before_everything(owner, owner_client):
    DayFactory(owner=owner, date=owner.today(), signs=["walking_pain", "twitching"])

    assert pressing_flag(owner, timezone.now()).cards == []
    assert "Call your doctor in the next day or two" not in page(owner_client, "hamstring-cramp")


def test_emergency_sign_that_was_looked_at_withholds_nothing(owner, owner_client):
    DayFactory(owner=owner, date=owner.today() - timedelta(days=60), signs=["dark_urine"])
    VisitFactory(owner=owner, date=owner.today() - timedelta(days=50))

    assert STRETCH in page(owner_client, "hamstring-cramp")


@pytest.mark.parametrize("slug", ["right-now", "hamstring-cramp", "bedtime-stretching", "food-and-supplements"])
def test_guide_costs_few_queries_however_many_signs_are_open(slug, owner, owner_client, django_assert_max_num_queries):
    for hours, sign in enumerate(("pop_bruise", "new_numbness", "fluid_loss", "new_weakness"), 1):
        tick(owner, sign, "left", timedelta(hours=hours))
    DayFactory(owner=owner, date=owner.today() - timedelta(days=80), signs=["rest_pain_foot"])
    owner_client.get("/guides/")

    with django_assert_max_num_queries(8):
        owner_client.get(f"/guides/{slug}/")


@pytest.mark.parametrize("guide", catalog().guides.values(), ids=lambda guide: guide.slug)
def test_what_stays_is_whole_and_has_its_reader_do_nothing_that_is_forbidden(guide):
    for measures in {found for found in LEFT_OUT.values() if found & guide.measures}:
        withdrawal = Withdrawal(SIGNS["pop_bruise"], measures)

        parts = Guidance(guide, withdrawals=[withdrawal]).parts

        assert not [part for part in parts if part.measures & measures]
        html = "".join(part.html for part in parts)
        opened = []
        for is_end, tag in re.findall(r"<(/?)(\w+)", html):
            if is_end:
                assert opened.pop() == tag
            elif tag not in {"br", "hr", "img"}:
                opened.append(tag)
        assert opened == []
        assert not re.search(r"<([ou]l)[^>]*>\s*</\1>", html)


@pytest.mark.parametrize("sign", ["pop_bruise", "rest_pain_foot", "fluid_loss"])
@pytest.mark.parametrize("slug", [guide.slug for guide in catalog().guides.values() if guide.measures])
def test_every_jump_arrives_on_what_stays_of_a_page(slug, sign, owner, owner_client):
    tick(owner, sign)

    html = owner_client.get(f"/guides/{slug}/").text

    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("slug", PREVENTION)
def test_emergency_sign_takes_from_a_prevention_guide_what_its_reader_would_do_and_no_more(slug, owner, owner_client):
    DayFactory(owner=owner, date=owner.today(), signs=["dark_urine"])

    html = owner_client.get(f"/guides/{slug}/").text

    sentences = [(line, part) for part in catalog().guides[slug].parts for line in part.html.split("\n")]
    telling = [(line, part) for line, part in sentences if len(line) > 90 and NUMBERS["emergency"][0] not in line]
    assert "Left out here:" in html
    assert [line for line, part in telling if (line in html) is bool(part.measures)] == []


@pytest.mark.parametrize("days", [0, 10, 27, 28, 200])
def test_cramp_of_the_chest_leaves_only_the_call_however_old(days, owner, owner_client):
    CrampFactory(owner=owner, started_at=timezone.now() - timedelta(days=days, hours=1), muscle="chest")

    shown = page(owner_client, "hamstring-cramp")

    assert STRETCH not in shown
    assert "Read about signs like this" in shown
