"""Did it help? The card at the end of a guide, and what it writes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cramps.guides.catalog import catalog
from cramps.guides.guide import Kind
from diary.models import ReliefTry
from diary.vocabulary import Relief
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, VisitFactory

NOW = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
ONE_RELIEF, MANY_RELIEFS = "bedtime-stretching", "right-now"


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def cramp(owner, now):
    """Last night, at 02:14 on Thursday."""
    return CrampFactory(owner=owner, started_at=datetime(2026, 11, 26, 2, 14, tzinfo=UTC), muscle="calf", side="left")


def address(slug=ONE_RELIEF):
    return reverse("diary:helped", args=[slug])


def undo(cramp, before, relief="stretch"):
    return reverse("diary:helped_undo", args=[cramp.uuid, relief, before])


def answer(cramp, helped="yes", relief="stretch"):
    return {"cramp": str(cramp.uuid), "relief": relief, "helped": helped}


def card(client, slug=ONE_RELIEF):
    html = client.get(f"/guides/{slug}/").text
    found = re.search(r'<section class="card no-print" id="helped">.*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def tries():
    return list(ReliefTry.objects.order_by("pk").values_list("cramp__uuid", "relief", "helped"))


def test_one_cramp_and_one_relief_are_answered_in_one_tap(owner_client, cramp):
    shown = card(owner_client)

    assert "Thu 26 Nov, 02:14 · Calf, left" in shown
    assert f'<input type="hidden" name="cramp" value="{cramp.uuid}">' in shown
    assert '<input type="hidden" name="relief" value="stretch">' in shown
    assert 'type="radio"' not in shown
    assert re.findall(r'<button class="btn" name="helped" value="(\w+)">([^<]+)', shown) == [
        ("yes", "It helped"),
        ("a_little", "A little"),
        ("no", "It did not"),
    ]


def test_several_cramps_are_offered_latest_first_and_none_is_chosen(owner, owner_client, now):
    cramps = [CrampFactory(owner=owner, started_at=now - timedelta(days=days)) for days in (2, 0, 6, 1, 3, 5)]

    shown = card(owner_client)

    latest_first = sorted(cramps, key=lambda cramp: cramp.started_at, reverse=True)
    offered = re.findall(r'<input type="radio" name="cramp" value="([0-9a-f-]+)"', shown)
    assert offered == [str(cramp.uuid) for cramp in latest_first[:5]]
    assert " checked" not in shown


def test_reliefs_are_those_that_the_guide_has_its_reader_do_in_the_order_of_the_diary(owner_client, cramp):
    offered = re.findall(r'<input type="radio" name="relief" value="(\w+)"', card(owner_client, MANY_RELIEFS))

    measures = catalog().guides[MANY_RELIEFS].measures
    order = ["stretch", "massage", "heat", "cold", "walking", "water", "electrolytes", "isometric_push", "rest"]
    assert offered == [relief for relief in order if relief in measures]
    assert len(offered) > 1


@pytest.mark.parametrize(
    ("facts", "is_offered"),
    [
        ({"started_at": NOW - timedelta(days=7)}, True),
        ({"started_at": NOW - timedelta(days=7, seconds=1)}, False),
        ({"started_at": NOW, "duration_source": "running"}, True),
        ({"started_at": NOW - timedelta(hours=1), "deleted_at": NOW}, False),
        ({"started_at": NOW + timedelta(hours=7), "time_known": False}, True),
    ],
    ids=["a week ago", "longer ago", "running", "in the bin", "today, at a time not known"],
)
def test_cramp_of_the_last_week_is_offered(owner, owner_client, now, facts, is_offered):
    CrampFactory(owner=owner, **facts)

    shown = card(owner_client)

    assert ('name="helped"' in shown) is is_offered
    assert (reverse("diary:log") in shown) is not is_offered


def test_cramp_of_somebody_else_is_not_offered(stranger_client, cramp):
    assert str(cramp.uuid) not in card(stranger_client)


@pytest.mark.parametrize("guide", catalog().guides.values(), ids=lambda guide: guide.slug)
def test_card_stands_in_guides_that_give_something_to_try(guide, owner_client, cramp):
    has_reliefs = bool(guide.measures & set(Relief.values))

    shown = card(owner_client, guide.slug)

    wanted = guide.kind in {Kind.RELIEF, Kind.ROUTINE} or (guide.kind is Kind.PREVENTION and has_reliefs)
    assert bool(shown) is wanted
    assert ('name="helped"' in shown) is (wanted and has_reliefs)


def test_signed_out_reader_finds_no_card_and_no_token(client, db):
    html = client.get(f"/guides/{ONE_RELIEF}/").text

    assert 'id="helped"' not in html
    assert "csrfmiddlewaretoken" not in html


def test_what_an_open_sign_leaves_out_is_not_offered(owner, owner_client, cramp):
    DayFactory(owner=owner, date=owner.today(), signs=["one_leg_swollen_hot"])

    assert 'name="helped"' not in card(owner_client, ONE_RELIEF)
    assert 'value="massage"' not in card(owner_client, MANY_RELIEFS)
    assert 'value="heat"' in card(owner_client, MANY_RELIEFS)


@pytest.mark.parametrize(
    ("helped", "told"),
    [
        ("yes", "Noted: stretching it helped, cramp of Thu 26 Nov, 02:14."),
        ("a_little", "Noted: stretching it helped a little, cramp of Thu 26 Nov, 02:14."),
        ("no", "Noted: stretching it did not help, cramp of Thu 26 Nov, 02:14."),
    ],
)
def test_answer_goes_into_the_diary_and_is_said_in_words(owner_client, cramp, helped, told):
    response = owner_client.post(address(), answer(cramp, helped), follow=True)

    assert tries() == [(cramp.uuid, "stretch", helped)]
    assert told in response.text
    assert response.redirect_chain == [(f"/guides/{ONE_RELIEF}/", 302)]


@pytest.mark.parametrize(("stood", "before"), [(None, "not-tried"), ("", "not-said"), ("no", "no"), ("yes", None)])
def test_undo_brings_back_exactly_what_stood_there(owner_client, cramp, stood, before):
    ReliefTryFactory(cramp=cramp, relief="heat", helped="a_little")
    if stood is not None:
        ReliefTryFactory(cramp=cramp, helped=stood)
    at_first = tries()

    page = owner_client.post(address(), answer(cramp, "yes"), follow=True).text
    assert (cramp.uuid, "stretch", "yes") in tries()
    found = re.findall(r'action="(/diary/cramps/[^"]+/reliefs/[^"]+)"', page)
    assert found == ([undo(cramp, before)] if before else [])

    for _twice in range(2):
        for undone in found:
            response = owner_client.post(undone, {"next": f"/guides/{ONE_RELIEF}/"})
            assert response.url == f"/guides/{ONE_RELIEF}/"
    assert tries() == at_first


def test_answer_sent_twice_is_one_try_and_keeps_its_way_back(owner_client, cramp):
    owner_client.post(address(), answer(cramp))

    page = owner_client.post(address(), answer(cramp), follow=True).text

    assert tries() == [(cramp.uuid, "stretch", "yes")]
    assert undo(cramp, "not-tried") in page
    assert undo(cramp, "yes") not in page


def test_undo_of_a_try_that_was_taken_out_meanwhile_restores_what_stood_there(owner_client, cramp):
    owner_client.post(undo(cramp, "no"))

    assert tries() == [(cramp.uuid, "stretch", "no")]


def test_relief_that_an_open_page_offered_is_noted_although_a_sign_leaves_it_out_by_now(owner, owner_client, cramp):
    DayFactory(owner=owner, date=owner.today(), signs=["pop_bruise"])

    owner_client.post(address(), answer(cramp))

    assert tries() == [(cramp.uuid, "stretch", "yes")]


def test_cramp_that_an_open_page_offered_is_noted_although_it_is_older_by_now(owner, owner_client, now):
    older = CrampFactory(owner=owner, started_at=now - timedelta(days=9))

    owner_client.post(address(), answer(older))

    assert tries() == [(older.uuid, "stretch", "yes")]


@pytest.mark.parametrize(
    ("changed", "told", "stays"),
    [
        ({"relief": ""}, "Choose what you tried.", ["cramp", "helped"]),
        ({"relief": "leeches"}, "“leeches” is not one of the answers.", ["cramp"]),
        ({"relief": "other"}, "“other” is not one of the answers.", ["cramp"]),
        ({"cramp": ""}, "Choose the cramp.", ["relief"]),
        ({"cramp": "nonsense"}, "Choose the cramp.", ["relief"]),
        ({"helped": ""}, "Tap one of these.", ["cramp", "relief"]),
        ({"helped": "perhaps"}, "“perhaps” is not one of the answers.", ["cramp", "relief"]),
    ],
)
def test_broken_answer_is_said_beside_its_question_and_the_rest_is_kept(
    owner, owner_client, cramp, changed, told, stays
):
    CrampFactory(owner=owner, started_at=NOW - timedelta(days=2))
    sent = answer(cramp, relief="massage")

    response = owner_client.post(f"{address(MANY_RELIEFS)}?leg=left", sent | changed)

    html = response.text
    (name,) = changed
    assert response.status_code == 422
    assert told in html[html.index(f'id="{name}-problem"') :].partition("</p>")[0]
    assert f'aria-describedby="{name}-problem"' in html
    for kept in set(stays) - {"helped"}:
        assert re.search(rf'name="{kept}" value="{sent[kept]}" id="[^"]+" checked', html)
    assert "<h1" in html
    assert not tries()


def test_reader_comes_back_to_the_leg_that_was_shown(owner_client, cramp):
    response = owner_client.post(f"{address(MANY_RELIEFS)}?leg=right", answer(cramp))

    assert response.url == f"/guides/{MANY_RELIEFS}/?leg=right"


def test_card_sends_the_leg_that_is_shown(owner_client, cramp):
    html = owner_client.get(f"/guides/{MANY_RELIEFS}/?leg=right").text

    assert f'action="{address(MANY_RELIEFS)}?leg=right#helped"' in html
    assert f'action="{address(MANY_RELIEFS)}#helped"' in owner_client.get(f"/guides/{MANY_RELIEFS}/?leg=x").text


def test_broken_answer_is_said_where_nothing_was_asked(owner_client, cramp):
    response = owner_client.post(address(), answer(cramp, relief="leeches"))

    assert response.status_code == 422
    assert "“leeches” is not one of the answers." in response.text


def test_strangers_cramp_is_not_found(stranger_client, cramp):
    ReliefTryFactory(cramp=cramp, helped="no")

    assert stranger_client.post(address(), answer(cramp)).status_code == 404
    assert stranger_client.post(undo(cramp, "not-tried")).status_code == 404
    assert tries() == [(cramp.uuid, "stretch", "no")]


def test_cramp_in_the_bin_is_not_found(owner_client, cramp):
    cramp.put_in_bin(NOW)

    assert owner_client.post(address(), answer(cramp)).status_code == 404
    assert owner_client.post(undo(cramp, "not-tried")).status_code == 404


@pytest.mark.parametrize(("relief", "before"), [("stretch", "perhaps"), ("leeches", "no"), ("stretch", "not-at-all")])
def test_undo_of_something_else_is_not_found(owner_client, cramp, relief, before):
    assert owner_client.post(undo(cramp, before, relief)).status_code == 404
    assert not tries()


def test_answer_from_no_guide_is_not_found(owner_client, cramp):
    assert owner_client.post(address("no-such-guide"), answer(cramp)).status_code == 404


def test_addresses_change_nothing_by_get_and_lead_to_a_page(owner_client, cramp):
    ReliefTryFactory(cramp=cramp, helped="no")

    assert owner_client.get(f"{address()}?leg=left").url == f"/guides/{ONE_RELIEF}/?leg=left"
    assert owner_client.get(undo(cramp, "not-tried")).url == reverse("diary:list")
    assert tries() == [(cramp.uuid, "stretch", "no")]


@pytest.mark.parametrize("path", ["guides/right-now/helped/", f"cramps/{'0' * 8}-0000-4000-8000-{'0' * 12}/"])
def test_anonymous_people_are_asked_to_sign_in(client, db, path):
    path = path if "guides" in path else f"{path}reliefs/stretch/undo/no/"

    response = client.post(f"/diary/{path}")

    assert response.url.startswith("/accounts/login/")
    assert not tries()


def test_guide_costs_no_more_than_eight_queries_however_long_the_diary(
    owner, owner_client, now, django_assert_max_num_queries
):
    signs = ["one_leg_swollen_hot"]
    for days in range(0, 400, 4):
        cramp = CrampFactory(owner=owner, started_at=now - timedelta(days=days), signs=signs, side="left")
        ReliefTryFactory(cramp=cramp, helped="no")
        DayFactory(owner=owner, date=owner.today() - timedelta(days=days + 1), signs=["pop_bruise"])
    VisitFactory(owner=owner, date=owner.today() - timedelta(days=100))
    owner_client.get("/guides/")

    with django_assert_max_num_queries(8):
        page = owner_client.get(f"/guides/{MANY_RELIEFS}/").text

    assert 'name="helped"' in page
