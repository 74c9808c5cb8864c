"""What home asks in the morning, and what one tap stores and takes back."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from diary.models import Cramp, Day
from tests.factories import CrampFactory, DayFactory

NOW = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
NIGHT = date(2026, 11, 26)
STOPPED = "Did it stop? After about how many minutes?"
REALLY = "Did it really last 5 h 12 min?"
ABOUT = "About how many minutes did it last?"
WOKE = "Did it wake you?"
DIFFERENT = "Was anything different?"
GLASSES = "How many glasses of fluid?"
EXERTION = "How hard was the day on the body?"
STRETCHED = "Stretched at bedtime?"


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Set the clock: seven in the morning of Friday."""

    def set_to(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    set_to(NOW)
    return set_to


@pytest.fixture
def had_cramp(owner):
    """A cramp of last night about which everything is known, but for what is given."""

    def make(hour=2, **unknown):
        known = {"duration": 240, "duration_source": "timed", "woke_me": True, "signs": []}
        if "duration_source" in unknown:
            known["duration"] = None
        start = datetime(2026, 11, 27, hour, 14, tzinfo=UTC)
        return CrampFactory(**{"owner": owner, "started_at": start, **known, **unknown})

    return make


@pytest.fixture
def lately(owner):
    """A cramp a day before with its signs answered, so that the list is not due."""
    return CrampFactory(
        owner=owner,
        started_at=datetime(2026, 11, 25, 2, 0, tzinfo=UTC),
        signs=[],
        duration=60,
        duration_source="timed",
        woke_me=True,
    )


@pytest.fixture
def asked(owner_client):
    """The questions that home puts, in their order, without what follows in small print."""

    def questions():
        home = owner_client.get("/").text
        return [unescape(re.sub(r" <span.*", "", one)) for one in re.findall(r"<legend>(.*?)</legend>", home)]

    return questions


@pytest.fixture
def tap(owner_client):
    """Tap on something, and the page that comes."""

    def post(name, *args, **answer):
        return owner_client.post(reverse(f"diary:{name}", args=args), answer | {"next": "/#last-night"}, follow=True)

    return post


def undo(client, page):
    """Tap on Undo below what was just said."""
    (address,) = re.findall(r'<form method="post" action="([^"]+)">(?:(?!</form>).)*?>Undo<', page.text, re.DOTALL)
    assert client.post(unescape(address), follow=True).status_code == 200


# Which questions


def test_nothing_is_asked_of_a_quiet_night_but_the_day_before(asked):
    assert asked() == [GLASSES]


def test_cramp_that_is_known_leaves_nothing_open(asked, had_cramp):
    had_cramp()

    assert asked() == [GLASSES]


def test_cramp_leaves_open_its_end_what_was_different_and_waking(asked, had_cramp, lately):
    had_cramp(duration_source="unknown", woke_me=None, signs=None)

    assert asked()[:-1] == [ABOUT, DIFFERENT, WOKE]


def test_timer_of_hours_is_asked_after(asked, had_cramp):
    had_cramp(duration_source="unknown", timer_ran=18720)

    assert asked()[:-1] == [REALLY]


def test_cramp_that_runs_since_last_night_is_asked_after_once(asked, had_cramp, owner_client):
    cramp = had_cramp(duration_source="running")

    assert asked()[:-1] == [STOPPED]
    home = owner_client.get("/").text
    assert home.count(reverse("diary:length", args=[cramp.uuid])) == 1
    assert '<a class="chip" href="/diary/now/">Still going</a>' in home
    assert 'id="running"' not in home


@pytest.mark.parametrize("start", [datetime(2026, 11, 22, 2, 0, tzinfo=UTC), datetime(2026, 11, 27, 6, 30, tzinfo=UTC)])
def test_cramp_that_runs_since_another_day_is_not_lost(asked, had_cramp, owner_client, start):
    had_cramp(started_at=start, activity="walking", duration_source="running", signs=None, woke_me=None)

    assert asked() == [STOPPED, GLASSES]
    assert 'id="running"' in owner_client.get("/").text


def test_nothing_but_what_runs_is_asked_before_four(asked, had_cramp, at):
    at(datetime(2026, 11, 27, 3, 30, tzinfo=UTC))
    had_cramp(duration_source="running", woke_me=None, signs=None)
    had_cramp(hour=1, duration_source="unknown")
    had_cramp(hour=1, duration_source="unknown", activity="walking")

    assert asked() == [STOPPED]


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        ({"hour": 2}, True),
        ({"hour": 2, "activity": "asleep"}, True),
        ({"hour": 2, "activity": "resting_in_bed"}, False),
        ({"started_at": datetime(2026, 11, 26, 17, 0, tzinfo=UTC)}, False),
        ({"started_at": datetime(2026, 11, 26, 17, 0, tzinfo=UTC), "activity": "running"}, False),
        ({"started_at": datetime(2026, 11, 26, 19, 59, tzinfo=UTC)}, False),
        ({"started_at": datetime(2026, 11, 26, 20, 0, tzinfo=UTC)}, True),
        ({"started_at": datetime(2026, 11, 26, 12, 0, tzinfo=UTC), "time_known": False}, True),
    ],
)
def test_waking_is_asked_of_those_who_may_have_slept(asked, had_cramp, told, is_asked):
    had_cramp(woke_me=None, **told)

    assert (WOKE in asked()) is is_asked


def test_up_to_three_questions_are_put_at_once_and_of_more_one_for_each_cramp(asked, had_cramp, lately, owner_client):
    had_cramp(hour=1, woke_me=None, signs=None)
    had_cramp(hour=2, woke_me=None)
    assert asked()[:-1] == [DIFFERENT, WOKE, WOKE]

    had_cramp(hour=3, duration_source="unknown", woke_me=None, signs=None)
    assert asked()[:-1] == [DIFFERENT, WOKE, ABOUT]
    assert re.findall(r"then \d more", owner_client.get("/").text) == ["then 1 more", "then 2 more"]


def test_list_of_signs_is_put_once_when_it_is_due(asked, had_cramp, owner_client):
    had_cramp(hour=1, signs=None)
    latest = had_cramp(hour=2, signs=None)
    home = owner_client.get("/").text

    assert asked()[:-1] == [DIFFERENT]
    assert f'{latest.get_absolute_url()}?different=ask#ask-different">Look through the list' in home
    assert "Like my other cramps" not in home


@pytest.mark.parametrize(("days", "is_due"), [(6, False), (7, True)])
def test_list_of_signs_is_due_when_it_was_not_answered_for_seven_days(owner, owner_client, had_cramp, days, is_due):
    had_cramp(signs=None)
    CrampFactory(owner=owner, started_at=NOW.replace(hour=12) - timedelta(days=days), signs=[])

    assert ("Look through the list" in owner_client.get("/").text) is is_due


@pytest.mark.parametrize(
    ("answer", "is_checked", "is_open"),
    [("different", True, False), ("unsure", True, False), ("ask", False, True), ("<b>", False, False)],
)
def test_answer_that_leads_to_the_list_opens_it(owner_client, had_cramp, lately, answer, is_checked, is_open):
    form = owner_client.get(had_cramp(signs=None).get_absolute_url(), {"different": answer}).text

    assert bool(re.search(rf'name="different" value="{answer}" id="\w+" checked', form)) is is_checked
    assert ('<div class="reveal due wide">' in form) is is_open
    assert 'value="<b>"' not in form


# One tap each


@pytest.mark.parametrize(
    "stood",
    [
        {"duration": None, "duration_source": "running", "timer_ran": None},
        {"duration": None, "duration_source": "unknown", "timer_ran": None},
        {"duration": None, "duration_source": "unknown", "timer_ran": 18720},
        {"duration": 360, "duration_source": "estimated", "timer_ran": None},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("chip", "stands"),
    [
        ("0.5", (30, "estimated", None)),
        ("2", (120, "estimated", None)),
        ("6", (360, "estimated", None)),
        ("15", (900, "estimated", None)),
        ("unknown", (None, "unknown", None)),
    ],
)
def test_length_is_told_in_one_tap_and_taken_back(owner_client, had_cramp, asked, tap, stood, chip, stands):
    cramp = had_cramp(**stood)

    page = tap("length", cramp.uuid, length=chip)

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == stands
    assert page.redirect_chain == [("/#last-night", 302)]
    assert not {STOPPED, REALLY, ABOUT} & set(asked())
    undo(owner_client, page)
    cramp.refresh_from_db()
    assert {name: getattr(cramp, name) for name in stood} == stood
    assert bool({STOPPED, REALLY, ABOUT} & set(asked())) is (stood["duration"] is None)


def test_timer_is_confirmed_in_one_tap_and_taken_back(owner_client, had_cramp, tap):
    cramp = had_cramp(duration_source="unknown", timer_ran=18720)

    page = tap("length", cramp.uuid, length="timer")

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == (18720, "timed", None)
    undo(owner_client, page)
    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source, cramp.timer_ran) == (None, "unknown", 18720)


@pytest.mark.parametrize("chip", ["timer", "7", "", "running"])
def test_length_that_is_no_answer_changes_nothing(had_cramp, tap, chip):
    cramp = had_cramp(duration_source="unknown")

    tap("length", cramp.uuid, length=chip)

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source) == (None, "unknown")


def test_length_that_was_timed_is_not_overwritten(had_cramp, tap):
    cramp = had_cramp()

    for chip in ("15", "unknown", "timer"):
        tap("length", cramp.uuid, length=chip)

    cramp.refresh_from_db()
    assert (cramp.duration, cramp.duration_source) == (240, "timed")


@pytest.mark.parametrize(
    "before", ["running-5", "timed", "estimated", "estimated-86401", "unknown-86401", "unknown-x", "forever", "0"]
)
def test_length_that_never_stood_there_is_not_put_back(owner_client, had_cramp, before):
    cramp = had_cramp()

    assert owner_client.post(reverse("diary:length_undo", args=[cramp.uuid, before])).status_code == 404
    cramp.refresh_from_db()
    assert cramp.duration == 240


@pytest.mark.parametrize(("answer", "woke_me"), [("yes", True), ("no", False)])
def test_waking_is_told_in_one_tap_and_taken_back(owner_client, had_cramp, asked, tap, answer, woke_me):
    cramp = had_cramp(woke_me=None)

    page = tap("waking", cramp.uuid, woke_me=answer)

    cramp.refresh_from_db()
    assert cramp.woke_me is woke_me
    assert WOKE not in asked()
    undo(owner_client, page)
    cramp.refresh_from_db()
    assert cramp.woke_me is None


def test_waking_that_was_told_elsewhere_stays(had_cramp, tap):
    cramp = had_cramp(woke_me=False)

    tap("waking", cramp.uuid, woke_me="yes")
    tap("waking", cramp.uuid, woke_me="perhaps")
    tap("waking", cramp.uuid)

    cramp.refresh_from_db()
    assert cramp.woke_me is False


def test_cramp_like_the_others_is_not_asked_about_again_and_stores_nothing(owner_client, had_cramp, lately, asked, tap):
    cramp = had_cramp(signs=None)
    question = re.search(r'name="question" value="([^"]+)"', owner_client.get("/").text)[1]

    page = tap("passed", question=question)

    assert DIFFERENT not in asked()
    assert Cramp.objects.get(pk=cramp.pk).signs is None
    undo(owner_client, page)
    assert DIFFERENT in asked()


@pytest.mark.parametrize("question", ["", "difference", "x" * 200, "a <b>", "fluids 2026-11-26\nmore", "fluids"])
def test_question_that_nobody_asks_is_not_remembered(owner_client, tap, question):
    tap("passed", question=question)

    assert "passed" not in owner_client.session


def test_only_the_last_questions_are_remembered(owner_client, tap):
    for number in range(60):
        owner_client.post(reverse("diary:passed"), {"question": f"fluids {number:04}"})

    remembered = owner_client.session["passed"]
    assert (len(remembered), remembered[-1]) == (50, "fluids 0059")


# The day before


def test_day_before_is_asked_about_one_by_one(owner_client, asked, tap):
    for name, answer, question in (
        ("fluids", "6", GLASSES),
        ("exertion", "light", EXERTION),
        ("stretched", "no", STRETCHED),
    ):
        assert asked() == [question]
        page = tap("about_day", NIGHT, **{name: answer})

    assert asked() == []
    day = Day.objects.get()
    assert (day.date, day.fluids, day.exertion, day.stretched) == (NIGHT, 6, "light", False)
    assert 'id="yesterday"' not in page.text


@pytest.mark.parametrize("has_cramp", [True, False])
def test_day_before_shows_what_was_answered(owner, owner_client, asked, had_cramp, has_cramp):
    DayFactory(owner=owner, date=NIGHT, fluids=0, exertion="hard")
    if has_cramp:
        had_cramp()

    assert asked() == [STRETCHED]
    home = owner_client.get("/").text
    assert "0 glasses of fluid · exertion: hard" in home
    assert "3 of 3" in home


@pytest.mark.parametrize("has_cramp", [True, False])
def test_day_before_that_is_known_is_not_asked_about(owner, asked, had_cramp, has_cramp):
    DayFactory(owner=owner, date=NIGHT, fluids=0, exertion="rest", stretched=False)
    if has_cramp:
        had_cramp()

    assert asked() == []


@pytest.mark.parametrize(("name", "answer"), [("fluids", "0"), ("exertion", "rest"), ("stretched", "no")])
@pytest.mark.parametrize("note", ["", "a walk"])
def test_answer_about_the_day_is_taken_back(owner, owner_client, tap, name, answer, note):
    if note:
        DayFactory(owner=owner, date=NIGHT, note=note)

    page = tap("about_day", NIGHT, **{name: answer})

    assert getattr(Day.objects.get(), name) in (0, "rest", False)
    undo(owner_client, page)
    assert [day.note for day in Day.objects.all()] == ([note] if note else [])
    assert getattr(Day.objects.first() or Day(), name) in (None, "")


def test_question_about_the_day_is_left_open(owner_client, asked, tap):
    page = tap("passed", question=f"fluids {NIGHT}")

    assert asked() == [EXERTION]
    assert not Day.objects.exists()
    undo(owner_client, page)
    assert asked() == [GLASSES]


def test_answer_about_the_day_that_was_given_elsewhere_stays(owner, tap):
    DayFactory(owner=owner, date=NIGHT, fluids=8)

    tap("about_day", NIGHT, fluids="2")

    assert Day.objects.get().fluids == 8


@pytest.mark.parametrize("answer", [{"fluids": "41"}, {"fluids": "many"}, {"exertion": "extreme"}, {"note": "x"}, {}])
def test_answer_about_the_day_that_is_none_changes_nothing(tap, answer):
    tap("about_day", NIGHT, **answer)

    assert not Day.objects.exists()


def test_day_to_come_takes_no_answer(tap):
    tap("about_day", date(2026, 11, 28), fluids="2")

    assert not Day.objects.exists()


def test_only_three_answers_of_a_day_are_taken_back_there(owner, owner_client):
    DayFactory(owner=owner, date=NIGHT, note="a walk")

    assert owner_client.post(reverse("diary:about_day_undo", args=[NIGHT, "note"])).status_code == 404
    assert Day.objects.get().note == "a walk"


# Whose it is, and what it costs

OF_A_CRAMP = [("length",), ("length_undo", "running"), ("waking",), ("waking_undo",)]


@pytest.mark.parametrize("name", OF_A_CRAMP, ids=str)
def test_strangers_cramp_is_not_found(stranger_client, had_cramp, name):
    cramp = had_cramp(duration_source="unknown", woke_me=True)
    address = reverse(f"diary:{name[0]}", args=[cramp.uuid, *name[1:]])

    assert stranger_client.post(address, {"length": "2", "woke_me": "no"}).status_code == 404
    cramp.refresh_from_db()
    assert (cramp.duration_source, cramp.woke_me) == ("unknown", True)


ACTS = [*OF_A_CRAMP, ("about_day",), ("about_day_undo", "fluids"), ("passed",), ("passed_undo",)]


@pytest.mark.parametrize("name", ACTS, ids=str)
def test_morning_acts_change_nothing_by_get(owner, owner_client, had_cramp, name):
    cramp = had_cramp(duration_source="unknown")
    DayFactory(owner=owner, date=NIGHT, fluids=3)
    about = [] if "passed" in name[0] else [NIGHT if "day" in name[0] else cramp.uuid]

    response = owner_client.get(reverse(f"diary:{name[0]}", args=[*about, *name[1:]]), {"question": "fluids 2026"})

    assert response.url == reverse("home")
    cramp.refresh_from_db()
    assert (cramp.duration_source, cramp.woke_me, Day.objects.get().fluids) == ("unknown", True, 3)


def test_morning_shows_nothing_of_strangers_or_of_the_bin(owner_client, stranger, had_cramp, asked):
    had_cramp(owner=stranger, duration_source="running")
    had_cramp(duration_source="running", deleted_at=NOW)
    DayFactory(owner=stranger, date=NIGHT, fluids=3, exertion="hard", stretched=True)
    had_cramp()

    assert asked() == [GLASSES]


def test_home_in_the_morning_costs_at_most_eight_queries(
    owner, owner_client, had_cramp, lately, django_assert_max_num_queries
):
    for hour in range(5):
        had_cramp(hour=hour, duration_source="unknown", woke_me=None, signs=None)
    had_cramp(started_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC), duration_source="running")
    for days in range(2, 120):
        CrampFactory(owner=owner, started_at=NOW - timedelta(days=days), severity=3)
    owner_client.get("/")  # the session is renewed once a day

    with django_assert_max_num_queries(8):
        owner_client.get("/")


def test_passing_over_is_kept_with_the_session_alone(owner_client, tap):
    tap("passed", question=f"fluids {NIGHT}")

    assert Session.objects.get(session_key=owner_client.session.session_key).get_decoded()["passed"] == [
        f"fluids {NIGHT}"
    ]
    assert not Day.objects.exists()
