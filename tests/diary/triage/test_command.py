"""`assess` on the command line."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from diary.triage.assess import RULES_VERSION
from tests.factories import CrampFactory, DayFactory, UserFactory, VisitFactory


@pytest.fixture
def person(db):
    return UserFactory(username="ana", time_zone="Europe/London")


def printed(*args, **options):
    out = StringIO()
    call_command("assess", *args, stdout=out, **options)
    return json.loads(out.getvalue())


def noon(person, days):
    """Noon so many days before the person's today."""
    today = person.today()
    return datetime(today.year, today.month, today.day, 12, tzinfo=person.zone) - timedelta(days=days)


def test_assess_prints_an_empty_diary(person):
    assert printed("ana") == {
        "as_of": person.today().isoformat(),
        "rules_version": RULES_VERSION,
        "tier": None,
        "reasons": [],
        "history": [],
    }


def test_assess_prints_reasons_and_history(person):
    timed = {"owner": person, "activity": "walking", "duration_source": "timed"}
    second = CrampFactory(started_at=noon(person, 8), duration=900, **timed)
    first = CrampFactory(started_at=noon(person, 9), duration=660, **timed)

    found = printed("ana")

    since = (person.today() - timedelta(days=9)).isoformat()
    (reason,) = found["reasons"]
    assert found["tier"] == reason["tier"] == "routine"
    assert reason["rule"] == "long-cramp"
    assert reason["since"] == since
    assert reason["since_at_least"] is False
    assert reason["cramps"] == [str(first.uuid), str(second.uuid)]
    assert reason["own_choice"] is False
    assert set(reason) == {
        "rule",
        "tier",
        "since",
        "since_at_least",
        "cramps",
        "threshold",
        "sources",
        "own_choice",
        "message",
    }
    assert found["history"] == [{"date": since, "tier": "routine", "rules": ["long-cramp"]}]


def test_assess_prints_a_visit_that_lowers(person):
    DayFactory(owner=person, date=person.today() - timedelta(days=3), signs=["new_weakness"])
    VisitFactory(owner=person, date=person.today() - timedelta(days=1))

    assert [(turn["tier"], turn["rules"]) for turn in printed("ana")["history"]] == [
        ("urgent", ["sign:new_weakness"]),
        (None, ["visit"]),
    ]


@pytest.mark.parametrize("as_text", [False, True])
def test_assess_goes_back_to_a_day(person, as_text):
    day = person.today() - timedelta(days=2)
    DayFactory(owner=person, date=day, signs=["dark_urine"])
    DayFactory(owner=person, date=day + timedelta(days=1), signs=["wasting"])

    found = printed("ana", on=day.isoformat() if as_text else day)

    assert found["as_of"] == day.isoformat()
    assert [reason["rule"] for reason in found["reasons"]] == ["sign:dark_urine"]
    assert len(found["history"]) == 1
    assert printed("ana", "--on", day.isoformat()) == found


def test_assess_refuses_an_unknown_user(db):
    with pytest.raises(CommandError, match="nobody"):
        printed("nobody")


@pytest.mark.parametrize("on", ["", "yesterday", "2026-13-01", "2026-1-4", "20261104", "2026-W45-3"])
def test_assess_refuses_what_is_no_date(person, on):
    with pytest.raises(CommandError, match="date"):
        printed("ana", on=on)


def test_assess_refuses_a_later_day(person):
    with pytest.raises(CommandError, match="later"):
        printed("ana", on=person.today() + timedelta(days=1))


def test_assess_takes_today_from_the_zone_of_the_person(db):
    far_east, far_west = UserFactory(time_zone="Pacific/Kiritimati"), UserFactory(time_zone="Pacific/Pago_Pago")

    days = [printed(each.username)["as_of"] for each in (far_east, far_west)]

    assert days == [each.today().isoformat() for each in (far_east, far_west)]
    assert days[0] > days[1]
    assert printed(far_east.username, on=days[0])["as_of"] == days[0]
    with pytest.raises(CommandError):
        printed(far_west.username, on=days[0])
