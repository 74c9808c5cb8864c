"""What a device hands over: one event at a time, in any order, as often as it likes."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary import events
from diary.models import Cramp, CrampQuerySet, ReliefTry
from diary.vocabulary import Helped, Relief
from tests.factories import CrampFactory, ReliefTryFactory, UserFactory

ADDRESS = "/diary/sync/"
ID = "11111111-2222-4333-8444-555555555555"
NOW = datetime(2026, 11, 27, 2, 14, 5, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the server."""

    def set_to(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    set_to(NOW)
    return set_to


@pytest.fixture
def send(owner, owner_client, at):
    """Hand over one event of the owner's; the answer."""

    def post(**told):
        event = {"account": owner.account_tag, "uuid": ID, **told}
        return owner_client.post(ADDRESS, event, content_type="application/json")

    return post


@pytest.fixture
def begin(send):
    """Start the cramp, now."""

    def start(**told):
        answer = send(kind="start", **{"at": iso(NOW), **told})
        assert answer.status_code == 200, answer.text
        return the_cramp()

    return start


def iso(instant):
    return instant.isoformat()


def the_cramp():
    return Cramp.objects.get(uuid=ID)


def is_acknowledged(answer):
    return (answer.status_code, answer.json()) == (200, {"uuid": ID})


def is_refused(answer, status):
    return answer.status_code == status and list(answer.json()) == ["error"] and bool(answer.json()["error"])


# Who asks


def test_account_and_token_are_given_to_whoever_is_signed_in(owner, owner_client):
    answer = owner_client.get(ADDRESS)

    assert answer.status_code == 200
    assert set(answer.json()) == {"csrf", "account"}
    assert answer.json()["account"] == owner.account_tag
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/json"


def test_account_tag_is_another_for_everybody_and_stays(owner, stranger):
    assert owner.account_tag == owner.account_tag != stranger.account_tag
    assert UUID(owner.account_tag).version == 5
    assert owner.account_tag != str(owner.import_namespace)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_told_so_without_a_redirect(db, client, method):
    answer = getattr(client, method)(ADDRESS)

    assert is_refused(answer, 401)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(owner_client, method):
    answer = getattr(owner_client, method)(ADDRESS)

    assert is_refused(answer, 405)
    assert answer["Allow"] == "GET, HEAD, POST"


def test_event_needs_the_token(owner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    event = {"account": owner.account_tag, "uuid": ID, "kind": "start", "at": iso(timezone.now())}

    def post(**headers):
        return client.post(ADDRESS, event, content_type="application/json", headers=headers).status_code

    assert post() == 403
    assert post(**{"X-CSRFToken": client.get(ADDRESS).json()["csrf"]}) == 200


@pytest.mark.parametrize("kind", ["start", "end", "details"])
def test_event_of_another_account_is_kept_out(send, stranger, kind):
    answer = send(kind=kind, at=iso(NOW), account=stranger.account_tag)

    assert is_refused(answer, 409)
    assert not Cramp.objects.exists()


def test_uuid_of_a_stranger_is_just_a_uuid(send, begin, stranger):
    CrampFactory(owner=stranger, uuid=ID, duration_source="running")

    assert is_refused(send(kind="end", at=iso(NOW)), 404)
    assert is_refused(send(kind="details", said={"muscle": "calf"}), 404)
    assert is_acknowledged(send(kind="start", at=iso(NOW)))
    assert is_acknowledged(send(kind="details", undo="start"))
    assert list(Cramp.objects.for_user(stranger).values_list("duration_source", "muscle")) == [("running", "")]


# What is malformed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"start"',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b'{"a": "' + b"x" * 70_000 + b'"}',
        b'{"a": "' + b"x" * 3_000_000 + b'"}',
    ],
    ids=range(10),
)
def test_body_that_is_no_event_is_refused(owner_client, body):
    assert is_refused(owner_client.post(ADDRESS, body, content_type="application/json"), 400)


def test_event_that_is_too_long_is_refused(send):
    assert is_acknowledged(send(kind="start", at=iso(NOW), note="x" * 60_000))
    assert is_refused(send(kind="start", at=iso(NOW), note="x" * 66_000), 400)


def test_form_is_no_event(owner_client):
    assert is_refused(owner_client.post(ADDRESS, {"kind": "start"}), 400)


GOOD = {"kind": "start", "at": iso(NOW)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"account": None},
        {"account": 7},
        {"kind": None},
        {"kind": "begin"},
        {"kind": ["start"]},
        {"uuid": None},
        {"uuid": "7"},
        {"uuid": 7},
        {"uuid": {}},
        {"at": None},
        {"at": ""},
        {"at": "now"},
        {"at": 1795745645},
        {"at": "2026-11-27"},
        {"at": "2026-W48-5T02:14"},
        {"at": "2026-11-27T02:14:05+99:00"},
        {"at": "2026-11-27T02:14:05Z\nX"},
        {"at": "2026-02-30T02:14Z"},
        {"at": "1899-12-31T23:59:00Z"},
        {"at": "1900-01-01T02:14:00Z"},  # in bed: it belongs to the night of 1899
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "9999-12-31T23:59:00-14:00"},
        {"at": "1899-12-31T23:00:00Z", "sent_at": "1899-12-31T23:01:00Z"},
        {"at": "1901-01-01T00:00:00Z", "sent_at": "9999-01-01T00:00:00Z"},
        {"sent_at": "soon"},
        {"at": "2026-11-27T02:14:05"},  # a wall time needs its zone
        {"at": "2026-11-27T02:14:05", "zone": "Mars/Olympus"},
        {"at": "2026-11-27T02:14:05", "zone": ["Europe/London"]},
        {"muscle": "wing"},
        {"muscle": 3},
        {"side": "up"},
        {"activity": ["asleep"]},
    ],
    ids=str,
)
def test_malformed_start_is_refused(send, wrong):
    assert is_refused(send(**GOOD | wrong), 400)
    assert not Cramp.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"said": "calf"},
        {"said": {"muscle": "wing"}},
        {"said": {"side": True}},
        {"said": {"easing": "yes"}},
        {"said": {"woke_me": 1}},
        {"said": {"severity": 11}},
        {"said": {"severity": -1}},
        {"said": {"severity": True}},
        {"said": {"severity": 7.5}},
        {"said": {"duration": 5}},
        {"said": {"deleted_at": None}},
        {"said": {"owner": 1}},
        {"instead_of": ["muscle"]},
        {"instead_of": {"muscle": "wing"}},
        {"instead_of": {"reliefs": {"luck": "yes"}}},
        {"signs": ["bad_luck"]},
        {"signs": "calf"},
        {"signs": {}},
        {"signs": [None]},
        {"signs": [[]]},
        {"reliefs": ["stretch"]},
        {"reliefs": {"luck": "yes"}},
        {"reliefs": {"stretch": "perhaps"}},
        {"reliefs": {"stretch": None}},
        {"undo": "details"},
        {"undo": ["end"]},
    ],
    ids=str,
)
def test_malformed_details_are_refused_as_a_whole(send, begin, wrong):
    begin()
    good = {"said": {"muscle": "calf"}, "signs": []}

    assert is_refused(send(kind="details", **good | wrong), 400)
    assert (the_cramp().muscle, the_cramp().signs, the_cramp().is_running) == ("", None, True)


# A start


def test_start_is_a_cramp_that_runs(owner, begin):
    cramp = begin(muscle="calf", side="left", activity="asleep", zone="Asia/Tokyo")

    assert (cramp.owner, cramp.started_at, cramp.time_zone, cramp.time_known) == (owner, NOW, "Asia/Tokyo", True)
    assert (cramp.is_running, cramp.duration) == (True, None)
    assert (cramp.muscle, cramp.side, cramp.activity) == ("calf", "left", "asleep")
    assert (cramp.severity, cramp.woke_me, cramp.signs, cramp.easing) == (None, None, None, None)


@pytest.mark.parametrize("empty", [None, ""])
def test_start_may_leave_open_what_it_was(begin, empty):
    cramp = begin(muscle=empty, side=empty, activity=empty)

    assert (cramp.muscle, cramp.side, cramp.activity) == ("", "", "")


def test_start_again_is_left_alone(send, begin):
    begin(muscle="calf")

    assert is_acknowledged(send(kind="start", at=iso(NOW - timedelta(hours=1)), muscle="foot"))
    assert (the_cramp().started_at, the_cramp().muscle) == (NOW, "calf")


def test_start_in_the_bin_stays_there(send, begin):
    begin().put_in_bin(NOW)

    assert is_acknowledged(send(kind="start", at=iso(NOW)))
    assert the_cramp().deleted_at == NOW


@pytest.mark.parametrize(
    ("posted", "stored"),
    [
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("America/St_Johns", "America/St_Johns"),
        ("GB", "Europe/London"),  # another name of the preferred one
        ("Europe/Jersey", "Europe/Jersey"),  # another place, whose clocks happen to agree
        ("Mars/Olympus", "Europe/London"),
        ("../etc/passwd", "Europe/London"),
        ("", "Europe/London"),
        (None, "Europe/London"),
        (7, "Europe/London"),
    ],
)
def test_start_has_the_zone_of_the_device_where_it_is_one(begin, posted, stored):
    cramp = begin(zone=posted)

    assert (cramp.time_zone, cramp.started_at) == (stored, NOW)


def test_start_from_a_place_renamed_has_the_preferred_name(owner, begin):
    owner.time_zone = "Asia/Calcutta"
    owner.save()

    assert begin(zone="Asia/Kolkata").time_zone == "Asia/Calcutta"


def test_start_counts_for_the_night_of_its_own_zone(begin, at):
    at(datetime(2026, 11, 27, 20, 50, tzinfo=UTC))
    cramp = begin(at="2026-11-28T02:20:00", zone="Asia/Kolkata")

    assert (iso(cramp.started_at), iso(cramp.day)) == ("2026-11-27T20:50:00+00:00", "2026-11-27")


# The clock of the device


@pytest.mark.parametrize(
    ("shown", "offset", "instant"),
    [
        ("2025-10-26T01:30:00", 60, "2025-10-26T00:30:00+00:00"),
        ("2025-10-26T01:30:00", 0, "2025-10-26T01:30:00+00:00"),
        ("2025-10-26T01:30:00", "0", "2025-10-26T01:30:00+00:00"),
        ("2025-10-26T01:30:00", None, "2025-10-26T00:30:00+00:00"),
        ("2025-10-26T01:30:00", "soon", "2025-10-26T00:30:00+00:00"),
        ("2025-10-26T01:30:00+01:00", 0, "2025-10-26T00:30:00+00:00"),
        ("2025-10-26T01:30:00Z", 60, "2025-10-26T01:30:00+00:00"),
        ("2026-03-29T01:30:00", 0, "2026-03-29T01:30:00+00:00"),  # skipped: it moves forward to 02:30
        ("2026-03-29T01:30:00", 60, "2026-03-29T01:30:00+00:00"),
        ("2026-03-29 02:30", 60, "2026-03-29T01:30:00+00:00"),
        ("2026-07-01T02:14:05.678Z", 60, "2026-07-01T02:14:05+00:00"),
    ],
)
def test_wall_time_is_read_in_the_zone_and_settled_by_the_offset(begin, shown, offset, instant):
    cramp = begin(at=shown, offset=offset, zone="Europe/London")

    assert iso(cramp.started_at) == instant


@pytest.mark.parametrize("wrong_by", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=-20_000)])
def test_clock_that_is_hours_wrong_does_no_harm(send, at, wrong_by):
    start = {"kind": "start", "at": iso(NOW + wrong_by), "zone": "Asia/Kathmandu"}
    end = {"kind": "end", "at": iso(NOW + timedelta(minutes=4) + wrong_by)}

    for told, later in ((start, timedelta(hours=5)), (end, timedelta(hours=6))):
        at(NOW + later)
        assert is_acknowledged(send(**told, sent_at=iso(NOW + later + wrong_by)))

    assert (the_cramp().started_at, the_cramp().duration) == (NOW, 240)


def test_tap_that_is_sent_at_once_is_stamped_by_the_server(begin):
    assert begin(at="2026-11-27T05:00:00.100Z", sent_at="2026-11-27T05:00:00.600Z").started_at == NOW - timedelta(
        seconds=1
    )
    assert begin(at="2026-11-27T05:00:00.100Z", sent_at="2026-11-27T05:00:00.100Z") == the_cramp()


def test_clock_put_back_by_a_part_of_a_second_stamps_nothing_ahead(begin, at):
    at(NOW + timedelta(milliseconds=800))

    assert begin(at="2026-11-27T05:00:00.400Z", sent_at="2026-11-27T05:00:00.000Z").started_at == NOW


def test_tap_before_the_clocks_went_back_is_as_old_as_it_is(begin, at):
    """At 01:50 for the first time, sent when the clock showed 01:10 for the second time: twenty minutes."""
    at(datetime(2025, 10, 26, 9, 20, tzinfo=UTC))
    cramp = begin(at="2025-10-26T01:50:00", sent_at="2025-10-26T01:10:00", offset=60, zone="Europe/London")

    assert iso(cramp.started_at) == "2025-10-26T09:00:00+00:00"


@pytest.mark.parametrize(
    ("told", "is_noticed"),
    [
        ({"at": iso(NOW + timedelta(minutes=5))}, False),
        ({"at": iso(NOW + timedelta(minutes=5, seconds=1))}, True),
        ({"at": "9999-01-01T00:00:00Z"}, True),
        ({"at": iso(NOW), "sent_at": iso(NOW - timedelta(milliseconds=300))}, False),
        ({"at": iso(NOW), "sent_at": iso(NOW - timedelta(seconds=1))}, True),
        ({"at": iso(NOW), "sent_at": iso(NOW - timedelta(days=3))}, True),
    ],
)
@pytest.mark.parametrize("kind", ["start", "end"])
def test_time_to_come_is_stored_as_now(send, kind, told, is_noticed):
    if kind == "end":
        send(kind="start", at=iso(NOW - timedelta(minutes=2)))
    answer = send(kind=kind, **told)

    assert answer.status_code == 200
    assert bool(answer.json().get("notice")) is is_noticed
    cramp = the_cramp()
    assert (cramp.started_at, cramp.duration) == ((NOW, None) if kind == "start" else (NOW - timedelta(minutes=2), 120))


def test_time_of_what_is_there_already_is_not_called_corrected(send, begin):
    begin()

    assert is_acknowledged(send(kind="start", at="2027-01-01T00:00:00Z"))


# An end


def test_end_waits_for_its_start(send, begin):
    told = {"kind": "end", "at": iso(NOW)}

    assert is_refused(send(**told), 404)
    begin(at=iso(NOW - timedelta(minutes=3)))
    assert is_acknowledged(send(**told))
    assert (the_cramp().duration, the_cramp().duration_source) == (180, "timed")


@pytest.mark.parametrize(
    ("minutes", "duration", "source", "timer_ran"),
    [(-5, 0, "timed", None), (0, 0, "timed", None), (30, 1800, "timed", None), (31, None, "unknown", 1860)],
)
def test_end_gives_the_length_that_its_timer_ran(send, begin, at, minutes, duration, source, timer_ran):
    begin()
    at(NOW + timedelta(hours=2))

    assert is_acknowledged(send(kind="end", at=iso(NOW + timedelta(minutes=minutes))))
    cramp = the_cramp()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == (duration, source, timer_ran)


@pytest.mark.parametrize(
    "known",
    [
        {"duration": 120, "duration_source": "estimated"},
        {"duration": 90, "duration_source": "timed"},
        {"duration": None, "duration_source": "unknown"},
    ],
)
def test_end_ends_only_what_still_runs(owner, send, known):
    CrampFactory(owner=owner, uuid=ID, started_at=NOW - timedelta(minutes=9), **known)

    assert is_acknowledged(send(kind="end", at=iso(NOW)))
    assert {name: getattr(the_cramp(), name) for name in known} == known


def test_end_in_the_bin_is_stored_there(send, begin):
    begin(at=iso(NOW - timedelta(minutes=3))).put_in_bin(NOW)

    assert is_acknowledged(send(kind="end", at=iso(NOW)))
    assert (the_cramp().duration, the_cramp().deleted_at) == (180, NOW)


# Details

ANSWERS = [
    ("muscle", "calf", "foot"),
    ("side", "left", "both"),
    ("activity", "asleep", "sitting"),
    ("easing", False, True),
    ("severity", 0, 8),
    ("woke_me", False, True),
]


@pytest.mark.parametrize(("name", "first", "second"), ANSWERS)
def test_detail_is_filled_in_and_changed_only_by_who_saw_it(send, begin, name, first, second):
    begin()

    def stands(answer, **seen):
        assert is_acknowledged(send(kind="details", said={name: answer}, **seen))
        return getattr(the_cramp(), name)

    assert stands(first) == first
    assert stands(second) == first
    assert stands(second, instead_of={name: None}) == first
    assert stands(second, instead_of={name: second}) == first
    assert stands(second, instead_of={name: first}) == second
    assert stands(first) == second
    assert stands(None) == second
    assert stands(None, instead_of={name: second}) in ("", None)


def test_detail_moves_the_cramp_to_its_day(send, begin):
    assert iso(begin().day) == "2026-11-26"

    send(kind="details", said={"activity": "running"})

    assert iso(the_cramp().day) == "2026-11-27"


@pytest.mark.parametrize(
    ("stood", "told", "stands"),
    [
        (None, None, None),
        (None, [], []),
        (None, ["dark_urine"], ["dark_urine"]),
        ([], ["dark_urine"], ["dark_urine"]),
        (["dark_urine"], [], ["dark_urine"]),
        (["dark_urine"], ["chest_pain_or_breathless"], ["chest_pain_or_breathless", "dark_urine"]),
        (["dark_urine"], ["dark_urine", "dark_urine"], ["dark_urine"]),
    ],
)
def test_ticked_sign_is_never_lost(owner, send, stood, told, stands):
    CrampFactory(owner=owner, uuid=ID, signs=stood)

    assert is_acknowledged(send(kind="details", signs=told))
    assert the_cramp().signs == stands


@pytest.mark.parametrize(
    ("stood", "told", "seen", "stands"),
    [
        (None, "", None, ""),
        (None, "yes", None, "yes"),
        ("", "no", None, "no"),
        ("yes", "no", None, "yes"),
        ("yes", "no", "", "yes"),
        ("yes", "no", "yes", "no"),
        ("yes", "", None, "yes"),
        ("yes", "", "yes", ""),
    ],
)
def test_relief_is_filled_in_like_any_detail(owner, send, stood, told, seen, stands):
    cramp = CrampFactory(owner=owner, uuid=ID)
    if stood is not None:
        ReliefTryFactory(cramp=cramp, relief="stretch", helped=stood)
    before = {} if seen is None else {"instead_of": {"reliefs": {"stretch": seen}}}

    assert is_acknowledged(send(kind="details", reliefs={"stretch": told}, **before))
    assert list(ReliefTry.objects.values_list("relief", "helped")) == [("stretch", stands)]


def test_start_is_taken_back_into_the_bin(owner, send, begin, at):
    begin()

    assert is_acknowledged(send(kind="details", undo="start"))
    assert not Cramp.objects.for_user(owner).exists()
    assert the_cramp().deleted_at == NOW
    at(NOW + timedelta(hours=1))
    assert is_acknowledged(send(kind="details", undo="start"))
    assert is_acknowledged(send(kind="start", at=iso(NOW)))
    assert the_cramp().deleted_at == NOW


@pytest.mark.parametrize("minutes", [2, 45])
def test_end_is_taken_back(send, begin, at, minutes):
    begin()
    at(NOW + timedelta(minutes=minutes))
    send(kind="end", at=iso(NOW + timedelta(minutes=minutes)))

    assert is_acknowledged(send(kind="details", undo="end"))
    assert is_acknowledged(send(kind="details", undo="end"))
    assert (the_cramp().is_running, the_cramp().duration, the_cramp().timer_ran) == (True, None, None)


@pytest.mark.parametrize(
    "known",
    [{"duration": 120, "duration_source": "estimated"}, {"duration": None, "duration_source": "unknown"}],
)
def test_end_that_no_timer_gave_stays(owner, send, known):
    CrampFactory(owner=owner, uuid=ID, **known)

    assert is_acknowledged(send(kind="details", undo="end"))
    assert {name: getattr(the_cramp(), name) for name in known} == known


# All of it together


def as_told(owner, when, number):
    """The events of one night's cramp: start, end, and what was said, some of it instead of something else."""
    muscle, other = ("calf", "foot") if number % 2 else ("shin", "toes")
    shared = {"account": owner.account_tag, "uuid": str(UUID(int=number + 1))}
    details = [
        {"said": {"severity": 6, "woke_me": True}, "signs": []},
        {"said": {"muscle": other}, "instead_of": {"muscle": muscle}, "signs": ["dark_urine"]},
        {"said": {"easing": False}},
        {"said": {"easing": True}, "instead_of": {"easing": False}, "reliefs": {"stretch": ""}},
        {"reliefs": {"stretch": "a_little", "heat": "no"}},
    ]
    return [
        {**shared, "kind": "start", "at": iso(when), "muscle": muscle, "zone": "Asia/Kolkata"},
        {**shared, "kind": "end", "at": iso(when + timedelta(minutes=4 + 20 * number))},
        *({**shared, "kind": "details", **told} for told in details),
        *([{**shared, "kind": "details", "undo": "start"}] if number == 2 else []),
    ]


def diary(owner):
    """Everything that stands in it, in the bin too."""
    told = ["uuid", "day", "started_at", "time_zone", "duration", "duration_source", "timer_ran", "easing", "severity"]
    told += ["muscle", "side", "activity", "woke_me", "signs"]
    cramps = [
        ([getattr(cramp, name) for name in told], cramp.deleted_at is not None)
        for cramp in Cramp.objects.filter(owner=owner).order_by("uuid")
    ]
    return cramps, sorted(ReliefTry.objects.filter(cramp__owner=owner).values_list("cramp__uuid", "relief", "helped"))


def deliver(owner, queue, extra=()):
    """Send until everything is acknowledged, each time when an hour has gone; `extra` are sent twice."""
    minutes, waiting = count(), [*queue, *extra]
    while waiting:
        kept = []
        for told in waiting:
            now = NOW + timedelta(hours=3, minutes=next(minutes))
            body = json.dumps({**told, "sent_at": iso(now)}).encode()
            try:
                events.write(events.read(body, owner, now), owner, now)
            except events.NotStartedYet:
                kept.append(told)
        assert len(kept) < len(waiting)
        waiting = kept


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_any_repetition_give_the_same_diary(db, data):
    first, second = UserFactory(), UserFactory()
    straight, shuffled = (
        [told for number in range(3) for told in as_told(owner, NOW + timedelta(minutes=50 * number), number)]
        for owner in (first, second)
    )
    order = data.draw(st.permutations(shuffled))
    again = data.draw(st.lists(st.sampled_from(shuffled), max_size=12))

    deliver(first, straight)
    deliver(second, order, again)

    assert diary(first) == diary(second)
    first.delete()
    second.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="its threads share one connection in memory")
def test_same_start_at_the_same_moment_is_one_cramp():
    owner = UserFactory()
    event = events.Start(UUID(ID), NOW, False, "Europe/London", {})

    def start(_):
        try:
            return events.write(event, owner, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(start, range(32))) == [False] * 31 + [True]
    assert Cramp.objects.count() == 1


def test_same_start_between_look_and_write_is_acknowledged(owner, send, monkeypatch):
    """The other device stores it when this one has looked already."""
    get = CrampQuerySet.get

    def get_too_early(*args, **kwargs):
        monkeypatch.setattr(CrampQuerySet, "get", get)
        CrampFactory(owner=owner, uuid=ID, duration_source="running", muscle="calf")
        raise Cramp.DoesNotExist

    monkeypatch.setattr(CrampQuerySet, "get", get_too_early)

    assert is_acknowledged(send(kind="start", at=iso(NOW), muscle="foot"))
    assert the_cramp().muscle == "calf"


def test_vocabularies_are_taken_whole(send, begin):
    begin()
    reliefs = {relief: helped for relief in Relief.values for helped in Helped.values}

    assert is_acknowledged(send(kind="details", reliefs=reliefs, signs=list(events.SIGNS)))
    assert dict(ReliefTry.objects.values_list("relief", "helped")) == reliefs
    assert the_cramp().signs == list(events.SIGNS)


@pytest.mark.parametrize(("kind", "most"), [("start", 7), ("end", 8), ("details", 9)])
def test_event_costs_few_statements(send, begin, django_assert_max_num_queries, kind, most):
    if kind != "start":
        begin()
    told = {"at": iso(NOW), "said": {"muscle": "calf"}, "signs": []}
    send(kind="start", at=iso(NOW), uuid=str(uuid4()))  # the session is renewed once a day

    with django_assert_max_num_queries(most):
        send(kind=kind, **told)
