"""What the rows refuse, what they work out by themselves, and whose they are."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from diary.clock import Period
from diary.models import BIN_DAYS, Cramp, Day, ReliefTry, Visit
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, VisitFactory

NOW = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)


def refused(row):
    """Whether forms and the database both refuse the row."""
    with pytest.raises(ValidationError):
        row.full_clean(exclude=["id", "password"])
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return True


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": 11},
        {"muscle": "soul"},
        {"side": "top"},
        {"activity": "flying"},
        {"duration_source": "timed"},
        {"duration_source": "estimated"},
        {"duration_source": "guessed", "duration": 60},
        {"duration": 60},
        {"duration": 60, "duration_source": "running"},
        {"duration": 24 * 60 * 60 + 1, "duration_source": "timed"},
    ],
    ids=str,
)
def test_cramp_that_cannot_be_is_refused(owner, wrong):
    assert refused(CrampFactory.build(owner=owner, time_zone="Europe/London", **wrong))


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"severity": 0},
        {"severity": 10},
        {"duration": 0, "duration_source": "timed"},
        {"duration": 24 * 60 * 60, "duration_source": "estimated"},
        {"duration_source": "running", "easing": False},
        {"signs": [], "triggers": ["heat"]},
    ],
    ids=str,
)
def test_cramp_at_the_edge_is_kept(owner, right):
    cramp = CrampFactory(owner=owner, **right)

    cramp.full_clean()
    assert Cramp.objects.for_user(owner).get() == cramp


@pytest.mark.parametrize("wrong", [{"fluids": 41}, {"exertion": "extreme"}], ids=str)
def test_day_that_cannot_be_is_refused(owner, wrong):
    assert refused(DayFactory.build(owner=owner, **wrong))


def test_day_stands_once_per_date(owner, stranger):
    DayFactory(owner=owner)
    DayFactory(owner=stranger)

    assert refused(DayFactory.build(owner=owner))


def test_uuid_stands_once_per_owner_the_bin_included(owner, stranger):
    chosen = uuid.uuid4()
    CrampFactory(owner=owner, uuid=chosen, deleted_at=NOW)
    CrampFactory(owner=stranger, uuid=chosen)

    assert refused(CrampFactory.build(owner=owner, uuid=chosen, time_zone="UTC"))


@pytest.mark.parametrize("at", [None, time(10, 30)])
def test_visit_stands_once_per_date_and_time(owner, at):
    VisitFactory(owner=owner, time=at)
    VisitFactory(owner=owner, time=time(8, 0))

    assert refused(VisitFactory.build(owner=owner, time=at))


def test_visit_by_an_unknown_kind_is_refused(owner):
    assert refused(VisitFactory.build(owner=owner, by="wizard"))


@pytest.mark.parametrize("wrong", [{"relief": "prayer"}, {"helped": "maybe"}], ids=str)
def test_relief_that_is_unknown_is_refused(owner, wrong):
    assert refused(ReliefTryFactory.build(cramp=CrampFactory(owner=owner), **wrong))


def test_relief_stands_once_per_cramp(owner):
    cramp = CrampFactory(owner=owner)
    ReliefTryFactory(cramp=cramp, helped="yes")

    assert refused(ReliefTryFactory.build(cramp=cramp, helped="no"))


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
@pytest.mark.parametrize("make", [CrampFactory, DayFactory, VisitFactory])
def test_note_with_a_control_character_is_refused(owner, make, sign):
    entry = make(owner=owner)
    entry.note = f"left{sign}calf"

    with pytest.raises(ValidationError) as caught:
        entry.full_clean()
    assert list(caught.value.message_dict) == ["note"]


def test_note_keeps_lines_tabs_and_every_script(owner):
    entry = CrampFactory(owner=owner, note="first\nsecond\tthird – Wadenkrampf, こむら返り, 🦵")

    entry.full_clean()
    entry.refresh_from_db()
    assert entry.note.endswith("🦵")


# The diary day


def test_cramp_knows_its_diary_day(owner):
    assert CrampFactory(owner=owner, activity="asleep").day == date(2026, 11, 3)
    assert CrampFactory(owner=owner, activity="running").day == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("change", "day"),
    [
        ({"activity": "walking"}, date(2026, 11, 4)),
        ({"started_at": datetime(2026, 11, 5, 2, 14, tzinfo=UTC)}, date(2026, 11, 4)),
        ({"time_zone": "Asia/Kathmandu"}, date(2026, 11, 4)),
        ({"time_zone": "America/New_York"}, date(2026, 11, 3)),
    ],
    ids=str,
)
@pytest.mark.parametrize("in_part", [False, True], ids=["whole", "update_fields"])
def test_diary_day_follows_time_zone_and_activity(owner, change, day, in_part):
    cramp = CrampFactory(owner=owner)
    for name, value in change.items():
        setattr(cramp, name, value)

    cramp.save(update_fields=list(change) if in_part else None)

    assert Cramp.objects.get().day == day


def test_local_start_is_in_the_zone_of_the_entry(owner):
    cramp = CrampFactory(owner=owner, time_zone="Pacific/Chatham")

    assert f"{cramp.local_start:%Y-%m-%d %H:%M %z}" == "2026-11-04 15:59 +1345"


# Whose rows, and which


def test_rows_of_a_stranger_are_not_mine(owner, stranger):
    for make in (CrampFactory, DayFactory, VisitFactory):
        make(owner=stranger)

    assert not Cramp.objects.for_user(owner).exists()
    assert not Cramp.objects.in_bin(owner).exists()
    assert not Day.objects.for_user(owner).exists()
    assert not Visit.objects.for_user(owner).exists()


def test_bin_holds_what_the_diary_no_longer_does(owner, stranger):
    kept, first, last = (CrampFactory(owner=owner) for _ in range(3))
    first.put_in_bin(NOW)
    last.put_in_bin(NOW + timedelta(minutes=1))
    CrampFactory(owner=stranger, deleted_at=NOW)

    assert list(Cramp.objects.for_user(owner)) == [kept]
    assert list(Cramp.objects.in_bin(owner)) == [last, first]


def test_bin_gives_back(owner):
    cramp = CrampFactory(owner=owner, deleted_at=NOW)

    cramp.bring_back()

    assert list(Cramp.objects.for_user(owner)) == [cramp]


def test_bin_keeps_for_thirty_days(owner):
    CrampFactory(owner=owner)
    CrampFactory(owner=owner, deleted_at=NOW - timedelta(days=BIN_DAYS))
    over = CrampFactory(owner=owner, deleted_at=NOW - timedelta(days=BIN_DAYS, seconds=1))

    assert list(Cramp.objects.expired(NOW)) == [over]


def test_cramp_of_a_uuid_is_found_in_the_bin_too(owner, stranger):
    cramp = CrampFactory(owner=owner, deleted_at=NOW)

    assert Cramp.objects.of_uuid(owner, cramp.uuid) == cramp
    assert Cramp.objects.of_uuid(stranger, cramp.uuid) is None


def test_within_counts_both_ends(owner):
    period = Period(date(2026, 11, 1), date(2026, 11, 3))
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 4)):
        DayFactory(owner=owner, date=day)
        CrampFactory(owner=owner, started_at=datetime.combine(day, time(15), UTC))

    assert [entry.date for entry in Day.objects.within(period)] == [period.first, period.last]
    assert [cramp.day for cramp in Cramp.objects.within(period)] == [period.first, period.last]


def test_cramps_stand_in_the_order_of_their_start_then_id(owner):
    ids = [uuid.UUID(int=2), uuid.UUID(int=1)]
    late = CrampFactory(owner=owner, started_at=NOW)
    same = [CrampFactory(owner=owner, started_at=NOW - timedelta(hours=1), uuid=number) for number in ids]

    assert list(Cramp.objects.for_user(owner)) == [same[1], same[0], late]


def test_visits_stand_in_order_without_a_time_at_the_end_of_their_date(owner):
    untimed = VisitFactory(owner=owner)
    timed = VisitFactory(owner=owner, time=time(23, 59))
    next_day = VisitFactory(owner=owner, date=date(2026, 11, 4), time=time(0, 0))

    assert list(Visit.objects.for_user(owner)) == [timed, untimed, next_day]
    assert list(Visit.objects.for_user(owner).latest_first()) == [next_day, untimed, timed]


def test_account_takes_its_diary_along(owner):
    ReliefTryFactory(cramp=CrampFactory(owner=owner))
    CrampFactory(owner=owner, deleted_at=NOW)
    DayFactory(owner=owner)
    VisitFactory(owner=owner)

    owner.delete()

    assert not any(model.objects.exists() for model in (Cramp, ReliefTry, Day, Visit))


# Days


def test_day_of_a_date_is_new_where_nothing_was_said(owner, stranger):
    DayFactory(owner=stranger)

    entry = Day.objects.for_user(owner).on(owner, date(2026, 11, 3))

    assert (entry.pk, entry.owner) == (None, owner)


@pytest.mark.parametrize(
    ("answers", "is_answered"),
    [
        ({}, False),
        ({"cramp_free": True}, True),
        ({"fluids": 0}, True),
        ({"stretched": False}, True),
        ({"alcohol": False}, True),
        ({"exertion": "rest"}, True),
        ({"signs": []}, True),
        ({"note": "warm"}, True),
    ],
    ids=str,
)
def test_day_is_answered_when_anything_was_said(owner, answers, is_answered):
    entry = DayFactory(owner=owner, **answers)

    entry.keep_if_answered()

    assert entry.is_answered is is_answered
    assert Day.objects.for_user(owner).exists() is is_answered


def test_day_tells_new_answers_and_keeps_the_others(owner):
    DayFactory(owner=owner, fluids=5, note="warm")
    day = date(2026, 11, 3)

    Day.objects.tell(owner, day, {"fluids": 8, "exertion": "hard"})

    entry = Day.objects.for_user(owner).get()
    assert (entry.fluids, entry.exertion, entry.note) == (8, "hard", "warm")


def test_day_about_which_nothing_is_said_any_more_goes(owner):
    DayFactory(owner=owner, fluids=5)

    Day.objects.tell(owner, date(2026, 11, 3), {"fluids": None, "exertion": ""})

    assert not Day.objects.for_user(owner).exists()


def test_none_is_said_once_and_taken_back(owner):
    day = date(2026, 11, 3)
    days = Day.objects.for_user(owner)

    assert days.say_none(owner, day) is True
    assert days.say_none(owner, day) is False
    assert days.get().cramp_free is True
    days.unsay_none(day)
    assert not days.exists()


def test_none_that_is_taken_back_leaves_the_other_answers(owner):
    DayFactory(owner=owner, cramp_free=True, fluids=5)

    Day.objects.for_user(owner).unsay_none(date(2026, 11, 3))

    entry = Day.objects.for_user(owner).get()
    assert (entry.cramp_free, entry.fluids) == (False, 5)


def test_signs_keep_the_time_of_their_last_change(owner):
    entry = DayFactory(owner=owner, signs=["twitching"], signs_at=NOW)

    entry.set_signs(["twitching"], NOW + timedelta(hours=1))
    assert entry.signs_at == NOW
    entry.set_signs([], NOW + timedelta(hours=1))
    assert entry.signs_at == NOW + timedelta(hours=1)


def test_sign_is_ticked_beside_the_others_and_taken_back(owner):
    entry = DayFactory(owner=owner, fluids=5)

    entry.tick("twitching", NOW)
    entry.tick("wasting", NOW)
    entry.untick("wasting", NOW)
    entry.refresh_from_db()
    assert entry.signs == ["twitching"]
    entry.untick("twitching", NOW)
    entry.refresh_from_db()
    assert (entry.signs, entry.fluids) == (None, 5)


def test_signs_not_asked_none_and_these_are_three_answers(owner):
    for moment, signs in enumerate((None, [], ["twitching"])):
        CrampFactory(owner=owner, started_at=NOW - timedelta(days=moment), signs=signs)

    cramps = Cramp.objects.for_user(owner)
    assert [cramp.signs for cramp in cramps.signs_answered(date(2026, 10, 1))] == [["twitching"], []]


@pytest.mark.parametrize(
    ("seconds", "source", "duration", "timer_ran"),
    [
        (0, "timed", 0, None),
        (1800, "timed", 1800, None),
        (1801, "unknown", None, 1801),
        (24 * 3600, "unknown", None, 24 * 3600),
        (24 * 3600 + 1, "unknown", None, None),
        (-5, "timed", 0, None),
        (-301, "unknown", None, None),
    ],
)
def test_timer_that_was_forgotten_gives_no_length_of_its_own(owner, seconds, source, duration, timer_ran):
    cramp = CrampFactory(owner=owner, started_at=NOW, duration_source="running")

    assert cramp.stop(NOW + timedelta(seconds=seconds))

    cramp.refresh_from_db()
    assert (cramp.duration_source, cramp.duration, cramp.timer_ran) == (source, duration, timer_ran)


def test_cramp_that_has_stopped_is_not_stopped_again(owner):
    cramp = CrampFactory(owner=owner, started_at=NOW, duration_source="timed", duration=60)

    assert not cramp.stop(NOW + timedelta(minutes=5))

    cramp.refresh_from_db()
    assert cramp.duration == 60


def test_timer_is_confirmed_once_and_forgotten_with_an_estimate(owner):
    cramp = CrampFactory(owner=owner, started_at=NOW, duration_source="running")
    cramp.stop(NOW + timedelta(hours=5, minutes=12))

    assert cramp.confirm_timer()
    assert not cramp.confirm_timer()

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == (18720, "timed", None)
