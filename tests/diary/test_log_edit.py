"""Editing a cramp: only one's own, and nothing changes that was not touched."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from diary.forms.cramp import STORED
from diary.models import Cramp, Day
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory

START = datetime(2026, 10, 25, 1, 30, 41, tzinfo=UTC)
"""The second 01:30 of that night in London."""


def page(cramp):
    return reverse("diary:edit", args=[cramp.uuid])


def shown(client, cramp):
    return client.get(page(cramp)).content.decode()


def test_edit_needs_a_person(client, db):
    cramp = CrampFactory()

    assert client.get(page(cramp)).status_code == 302
    assert client.post(page(cramp), {"severity": "9"}).status_code == 302
    cramp.refresh_from_db()
    assert cramp.severity is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_edit_of_a_stranger_finds_nothing(stranger_client, owner, method):
    cramp = CrampFactory(owner=owner)

    response = getattr(stranger_client, method)(page(cramp), {"severity": "9"})

    assert response.status_code == 404
    cramp.refresh_from_db()
    assert cramp.severity is None


def test_edit_of_what_is_nowhere_finds_nothing(owner_client):
    assert owner_client.get(reverse("diary:edit", args=[uuid4()])).status_code == 404


def test_edit_of_a_cramp_in_the_bin_finds_nothing(owner_client, owner):
    cramp = CrampFactory(owner=owner, deleted_at=timezone.now())

    assert owner_client.post(page(cramp), {"severity": "9"}).status_code == 404


def test_edit_shows_what_is_stored(owner_client, owner):
    cramp = CrampFactory(
        owner=owner,
        duration=100,
        duration_source="timed",
        severity=0,
        muscle="toes",
        side="both",
        woke_me=False,
        activity="asleep",
        triggers=[],
        signs=["swelling_mild"],
        note="two\nlines & <more>",
    )
    ReliefTryFactory(cramp=cramp, relief="water", helped="a_little")
    DayFactory(owner=owner, date=cramp.day, fluids=0, exertion="rest")

    html = shown(owner_client, cramp)

    for there in (
        "4 November 2026, 02:14",
        'value="minutes" id="id_length_minutes" checked',
        'value="1.67"',
        'id="id_severity_0" checked',
        '<details class="more" open>',
        'id="id_muscle_toes" checked',
        'id="id_side_both" checked',
        'id="id_woke_me_no" checked',
        'id="id_activity_asleep" checked',
        'id="id_triggers_none" checked',
        'id="id_signs_swelling_mild" checked',
        'id="id_reliefs_water" checked',
        'id="id_helped_water_a_little" checked',
        'value="0" min="0"',
        'id="id_exertion_rest" checked',
        "two\nlines &amp; &lt;more&gt;</textarea>",
    ):
        assert there in html
    assert html.count('<details class="fold" open>') == 5


def posted(client, cramp):
    """What a browser would post from the page as it stands."""
    form = client.get(page(cramp)).context["form"]
    answers = {name: form[name].value() for name in form.fields}
    reliefs = answers.pop("reliefs")
    answers |= {f"helped_{relief}": helped for relief, helped in reliefs.items()} | {"reliefs": list(reliefs)}
    for name in ("signs", "triggers"):
        answers[name] = ["none"] if answers[name] == [] else answers[name]
    if not answers["time_unknown"]:
        del answers["time_unknown"]
    return {name: answer for name, answer in answers.items() if answer is not None}


def as_row(cramp):
    row = Cramp.objects.filter(pk=cramp.pk).values().get()
    return row | {"reliefs": list(cramp.reliefs.values_list("relief", "helped"))}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"started_at": START, "duration": 101, "duration_source": "timed", "time_zone": "Europe/London"},
        {"started_at": datetime(2026, 10, 3, 11, tzinfo=UTC), "time_known": False},
        {"time_zone": "Asia/Calcutta", "duration_source": "running", "easing": False},
        {"severity": 0, "woke_me": False, "signs": [], "triggers": []},
        {"signs": ["dark_urine", "walking_pain"], "triggers": ["heat"], "note": "a\n\nb", "activity": "running"},
        {"duration": 360, "duration_source": "estimated", "muscle": "chest", "side": "left"},
    ],
)
def test_edit_without_a_change_changes_nothing(owner_client, owner, answers):
    cramp = CrampFactory(owner=owner, **answers)
    ReliefTryFactory(cramp=cramp, relief="stretch", helped="no")
    DayFactory(owner=owner, date=cramp.day, fluids=3, exertion="hard")
    before = as_row(cramp), Day.objects.values().get()

    response = owner_client.post(page(cramp), posted(owner_client, cramp))

    assert response.status_code == 302
    assert (as_row(cramp), Day.objects.values().get()) == before


def test_edit_keeps_the_instant_when_other_answers_change(owner_client, owner):
    cramp = CrampFactory(owner=owner, started_at=START)

    owner_client.post(page(cramp), posted(owner_client, cramp) | {"severity": "7", "zone": "America/Chicago"})

    cramp.refresh_from_db()
    assert (cramp.started_at, cramp.time_zone, cramp.severity) == (START, "Europe/London", 7)


def test_edit_after_a_change_of_preference_stays_in_the_zone_of_the_entry(owner_client, owner):
    cramp = CrampFactory(owner=owner, started_at=START)
    owner.time_zone = "Asia/Tokyo"
    owner.save()

    html = shown(owner_client, cramp)
    owner_client.post(page(cramp), {"when": "pick", "date": "2026-10-24", "time": "23:00", "zone": "Asia/Tokyo"})

    assert "Times in Europe/London." in html
    cramp.refresh_from_db()
    assert (cramp.started_at, cramp.time_zone) == (datetime(2026, 10, 24, 22, tzinfo=UTC), "Europe/London")


def test_edit_of_a_time_that_came_twice_asks_which(owner_client, owner):
    cramp = CrampFactory(owner=owner, started_at=START)

    html = shown(owner_client, cramp)
    owner_client.post(page(cramp), {"when": "keep", "showing": "first"})

    assert 'id="id_showing_second" checked' in html
    cramp.refresh_from_db()
    assert cramp.started_at == datetime(2026, 10, 25, 0, 30, 41, tzinfo=UTC)


def test_edit_of_a_plain_time_does_not_ask_which(owner_client, owner):
    assert "id_showing" not in shown(owner_client, CrampFactory(owner=owner))


def test_edit_moves_the_diary_day_with_the_activity(owner_client, owner):
    cramp = CrampFactory(owner=owner)

    owner_client.post(page(cramp), {"when": "keep", "activity": "walking"})

    cramp.refresh_from_db()
    assert cramp.day == date(2026, 11, 4)


def test_edit_that_moves_a_cramp_leaves_what_was_shown_with_its_day(owner_client, owner):
    cramp = CrampFactory(owner=owner)
    DayFactory(owner=owner, date=date(2026, 11, 3), fluids=4)

    owner_client.post(page(cramp), posted(owner_client, cramp) | {"activity": "walking"})

    assert list(Day.objects.values_list("date", "fluids")) == [(date(2026, 11, 3), 4)]


def test_edit_takes_answers_back(owner_client, owner):
    cramp = CrampFactory(
        owner=owner,
        severity=5,
        muscle="calf",
        side="left",
        woke_me=True,
        activity="asleep",
        signs=[],
        triggers=["heat"],
    )
    ReliefTryFactory(cramp=cramp)

    owner_client.post(page(cramp), {"when": "keep"})

    cramp.refresh_from_db()
    assert (cramp.severity, cramp.woke_me, cramp.signs, cramp.triggers) == (None, None, None, None)
    assert (cramp.muscle, cramp.side, cramp.activity) == ("", "", "")
    assert not cramp.reliefs.exists()


def test_edit_ends_a_cramp_that_was_still_going(owner_client, owner):
    cramp = CrampFactory(owner=owner, duration_source="running")

    html = shown(owner_client, cramp)
    owner_client.post(page(cramp), {"when": "keep", "length": "minutes", "minutes": "12"})

    assert "It stopped after …" in html
    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source) == (720, "timed")


def test_edit_invalid_keeps_the_row_and_everything_typed(owner_client, owner):
    cramp = CrampFactory(owner=owner, severity=5)

    response = owner_client.post(page(cramp), {"when": "keep", "severity": "11", "note": "typed"})

    assert response.status_code == 422
    assert "typed</textarea>" in response.content.decode()
    cramp.refresh_from_db()
    assert (cramp.severity, cramp.note) == (5, "")


def test_edit_leads_to_the_entry(owner_client, owner):
    cramp = CrampFactory(owner=owner)

    response = owner_client.post(page(cramp), {"when": "keep"})

    assert response["Location"] == f"/diary/?on=2026-11-03#c-{cramp.uuid}"


def test_edit_leads_to_the_doctor_page_when_pressing(owner_client, owner):
    cramp = CrampFactory(owner=owner, started_at=timezone.now())

    response = owner_client.post(page(cramp), {"when": "keep", "signs": ["leg_cold_pale"]})

    assert response["Location"] == reverse("diary:doctor")


def test_edit_never_makes_a_second_row(owner_client, owner):
    cramp = CrampFactory(owner=owner)

    owner_client.post(page(cramp), {"when": "keep", "uuid": str(uuid4())})

    assert Cramp.objects.get().uuid == cramp.uuid


def test_edit_costs_few_queries(owner_client, owner, django_assert_max_num_queries):
    cramp = CrampFactory(owner=owner)
    for relief in ("stretch", "heat", "water"):
        ReliefTryFactory(cramp=cramp, relief=relief)
    owner_client.get(page(cramp))

    with django_assert_max_num_queries(6):
        owner_client.get(page(cramp))
    with django_assert_max_num_queries(12):
        owner_client.post(page(cramp), {"when": "keep", "reliefs": ["stretch"], "fluids": "3"})


def test_edit_offers_to_delete_beside_its_title(owner_client, owner):
    cramp = CrampFactory(owner=owner)

    head = shown(owner_client, cramp).partition("<h1>")[2].partition("<form")[0]

    assert reverse("diary:delete", args=[cramp.uuid]) in head


@pytest.mark.parametrize(
    ("signs", "state"), [(None, "wide"), ([], "due wide"), (["dark_urine"], "held wide")], ids=["-", "none", "ticked"]
)
def test_edit_opens_the_signs_only_where_something_is_ticked(owner_client, owner, signs, state):
    html = shown(owner_client, CrampFactory(owner=owner, signs=signs))

    assert [other for other in ("wide", "due wide", "held wide") if f'"reveal {other}"' in html] == [state]


def test_edit_stores_nothing_about_the_bin(owner, rf):
    cramp = CrampFactory(owner=owner)
    stale = Cramp.objects.get(pk=cramp.pk)
    cramp.put_in_bin(cramp.started_at)

    stale.note = "edited meanwhile"
    stale.save(update_fields=STORED)

    cramp.refresh_from_db()
    assert (cramp.note, cramp.deleted_at) == ("edited meanwhile", cramp.started_at)
