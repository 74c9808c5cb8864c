"""Two taps in a real browser: on, off and back on the network, on two devices, with clocks that are wrong."""

import json
import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, expect

from cramps.zones import are_same
from diary.models import Cramp
from tests.browser.conftest import DESKTOP
from tests.browser.test_trends import pure
from tests.factories import CrampFactory, UserFactory

NOW = "/diary/now/"
NIGHT = datetime(2026, 11, 4, 2, 14, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def begin(page):
    page.get_by_role("button", name="A cramp has begun").click()
    expect(page.get_by_role("button", name="It has stopped")).to_be_visible()


def end(page):
    page.wait_for_timeout(900)  # two taps in less are one that slipped
    page.get_by_role("button", name="It has stopped").click()


def keep_to_its_own_clock(page):
    """Let the page not ask the diary again: the minutes that a test skips have not gone by there."""
    page.route(
        f"**{NOW}",
        lambda route: route.fulfill(status=204) if route.request.resource_type == "fetch" else route.continue_(),
    )


WAITING = """() => new Promise((resolve) => {
    const asked = indexedDB.open("cramp-diary");
    asked.onsuccess = () => {
        const found = asked.result.transaction("events").objectStore("events").count();
        found.onsuccess = () => resolve(found.result);
    };
})"""


def all_sent(page):
    """Wait until nothing waits on this device."""
    empty = 0  # in a row: what was just tapped may not be kept yet
    for _ in range(100):
        with suppress(Error):  # a page that has sent something may load again
            empty = empty + 1 if page.evaluate(WAITING) == 0 else 0
        if empty == 3:
            return
        time.sleep(0.1)  # not by the clock of the page, which some tests hold
    raise TimeoutError(page.url)


def test_two_taps_are_a_cramp_with_its_length(open_site, owner):
    page = open_site(owner, NOW)
    before = datetime.now(UTC)
    begin(page)
    end(page)
    expect(page.locator("[data-note]")).to_contain_text(re.compile(r"Stopped after \d+ s\."))
    all_sent(page)

    cramp = Cramp.objects.for_user(owner).get()
    assert cramp.duration_source == "timed"
    assert cramp.duration <= 5
    assert abs(cramp.started_at - before) < timedelta(seconds=5)
    assert cramp.time_zone == "Europe/London"


def test_undo_of_the_first_tap_puts_it_into_the_bin(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    all_sent(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="A cramp has begun")).to_be_visible()
    all_sent(page)

    assert not Cramp.objects.for_user(owner).exists()
    assert Cramp.objects.in_bin(owner).count() == 1


def test_undo_of_the_second_tap_lets_it_run_on(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    end(page)
    all_sent(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="It has stopped")).to_be_visible()
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().is_running


def test_running_cramp_survives_a_reload_and_shows_on_another_device(open_site, owner):
    phone = open_site(owner, NOW)
    begin(phone)
    all_sent(phone)
    phone.reload()
    expect(phone.get_by_role("button", name="It has stopped")).to_be_visible()

    tablet = open_site(owner, NOW, viewport=DESKTOP)
    end(tablet)
    all_sent(tablet)
    phone.reload()

    expect(phone.get_by_role("button", name="A cramp has begun")).to_be_visible()
    assert Cramp.objects.for_user(owner).get().duration_source == "timed"


def test_place_is_changed_in_one_tap_and_the_steps_follow(open_site, owner):
    CrampFactory(owner=owner, started_at=NIGHT, muscle="calf", side="left")
    page = open_site(owner, NOW)
    begin(page)
    expect(page.get_by_role("button", name="Left", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Right", exact=True).click()
    page.get_by_role("button", name="Front of thigh").click()
    expect(page.get_by_text("Take your ankle in your hand")).to_be_visible()
    all_sent(page)

    cramp = Cramp.objects.for_user(owner).last()
    assert (cramp.muscle, cramp.side) == ("quadriceps", "right")


def test_second_running_cramp_is_pointed_out(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    page.wait_for_timeout(900)
    page.get_by_role("button", name="Another one has begun").click()
    expect(page.get_by_text("2 cramps are running.")).to_be_visible()
    all_sent(page)

    assert Cramp.objects.for_user(owner).count() == 2


def test_ticked_sign_shows_its_card_and_leaves_only_the_call(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    page.get_by_label(re.compile("^Chest pain, sudden trouble breathing")).check()
    expect(page.get_by_role("alert").get_by_text("Call 999 now")).to_be_in_viewport()
    expect(page.locator("[data-measures]:visible")).to_have_count(0)
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().signs == ["chest_pain_or_breathless"]


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_easing_is_asked_at_ten_twenty_and_thirty_minutes(minutes, open_site, owner):
    page = open_site(owner, "/about/")
    page.clock.install(time=datetime.now(UTC))
    page.goto(NOW)
    keep_to_its_own_clock(page)
    begin(page)
    all_sent(page)
    if minutes > 10:
        page.clock.fast_forward((minutes - 10) * 60 * 1000)
        page.get_by_role("button", name="Yes", exact=True).click()
        expect(page.get_by_role("group", name="Is it easing?")).to_be_hidden()
        all_sent(page)
        page.clock.fast_forward(9 * 60 * 1000)
        expect(page.get_by_role("group", name="Is it easing?")).to_be_hidden()
        page.clock.fast_forward(61 * 1000)
    else:
        page.clock.fast_forward(10 * 60 * 1000 + 1000)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("alert").get_by_text("Get advice today")).to_be_visible()
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().easing is False


def test_device_clock_that_is_three_hours_wrong_does_no_harm(open_site, owner):
    page = open_site(owner, "/about/")
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
    page.goto(NOW)
    before = datetime.now(UTC)
    begin(page)
    all_sent(page)
    page.clock.fast_forward(5 * 60 * 1000)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^5:0\d$"))

    assert abs(Cramp.objects.for_user(owner).get().started_at - before) < timedelta(seconds=5)
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^0:\d\d$"))  # the diary knows better


def test_traveller_logs_in_the_zone_of_the_device(open_site, owner):
    page = open_site(owner, NOW, zone="Asia/Kolkata")
    begin(page)
    all_sent(page)

    assert are_same(Cramp.objects.for_user(owner).get().time_zone, "Asia/Kolkata")  # browsers write Asia/Calcutta


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_page_shuts_nobody_out(look, open_site, owner, barriers):
    page = open_site(owner, NOW, look=look)
    assert barriers(page) == []
    begin(page)
    page.get_by_label(re.compile("^Chest pain, sudden trouble breathing")).check()
    expect(page.get_by_role("alert")).to_be_visible()
    all_sent(page)

    assert barriers(page) == []


def test_every_target_is_at_least_64_pixels_tall(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main a.btn, main label")]
            .filter((part) => part.checkVisibility() && !part.closest("[data-note]"))
            .filter((part) => part.getBoundingClientRect().height < 64)
            .map((part) => part.textContent)"""
    )
    all_sent(page)

    assert small == []


def test_other_account_never_gets_what_waits(open_site, owner, complaints):
    page = open_site(owner, NOW)
    page.context.route("**/diary/sync/", lambda route: route.abort())
    begin(page)
    other = UserFactory(username="other")
    sign_in_as(page, other)
    page.context.unroute("**/diary/sync/")
    page.goto("/")

    expect(page.locator("[data-waiting]")).to_contain_text("Some are for another account on this device")
    assert not Cramp.objects.exists()

    sign_in_as(page, owner)
    page.goto("/")
    all_sent(page)
    assert Cramp.objects.get().owner == owner
    complaints[:] = [line for line in complaints if "Failed to load resource" not in line]


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (302, "", "The diary does not answer as it should"),
        (200, "<p>hello</p>", "The diary does not answer as it should"),
        (401, '{"error": ""}', "Sign in, and sending goes on."),
        (403, "<p>no</p>", "The diary does not answer as it should"),
        (409, '{"error": ""}', "Some are for another account"),
        (500, "", "The diary does not answer as it should"),
        (400, '{"error": "because"}', "The diary did not take one: because"),
    ],
)
def test_only_an_acknowledgement_takes_an_event_away(status, body, words, open_site, owner, complaints):
    page = open_site(owner, NOW)
    kind = "application/json" if body.startswith("{") else "text/html"
    headers = {"Location": "/accounts/login/"} if status == 302 else {}

    def answer(route):
        if route.request.method == "POST":
            route.fulfill(status=status, body=body, headers={**headers, "Content-Type": kind})
        else:
            route.continue_()

    page.context.route("**/diary/sync/", answer)
    begin(page)
    expect(page.locator("[data-waiting]")).to_contain_text(words)
    page.context.unroute("**/diary/sync/")
    if status == 400:
        expect(page.get_by_role("button", name="Throw it away")).to_be_visible()
    else:
        page.get_by_role("button", name="Try again").click()
        all_sent(page)
        assert Cramp.objects.for_user(owner).count() == 1
    complaints[:] = [line for line in complaints if "Failed to load resource" not in line]


def sign_in_as(page, user):
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    origin = re.match(r"https?://[^/]+", page.url)[0]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": origin}])


# What the modules compute.

START = {"uuid": "a", "kind": "start", "at": "2026-11-04T02:14:00.000Z", "muscle": "calf", "side": ""}
END = {"uuid": "a", "kind": "end", "at": "2026-11-04T02:20:00.000Z"}


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ([START], [("a", "calf")]),
        ([START, START], [("a", "calf")]),
        ([START, END], []),
        ([END], []),
        ([START, {"uuid": "a", "kind": "details", "at": START["at"], "said": {"muscle": "foot"}}], [("a", "foot")]),
        ([START, END, {"uuid": "a", "kind": "details", "at": END["at"], "undo": "end"}], [("a", "calf")]),
        ([START, {"uuid": "a", "kind": "details", "at": END["at"], "undo": "start"}], []),
    ],
)
def test_events_say_which_cramps_run(events, left, open_site, owner):
    page = open_site(path="/about/")

    found = pure(page, "events", f"it.running([], {json.dumps(events)})")

    assert [(cramp["uuid"], cramp["muscle"]) for cramp in found] == left


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("face(0)", "0:00"),
        ("face(222000)", "3:42"),
        ("face(-5)", "0:00"),
        ("face(3823000)", "1:03:43"),
        ("halfMinutes(89999)", 2),
        ("askedAt(599999)", 0),
        ("askedAt(600000)", 10),
        ("askedAt(1300000)", 20),
        ("askedAt(9000000)", 30),
        ("isForgotten(1800000)", False),
        ("isForgotten(1801000)", True),
    ],
)
def test_timer_counts(call, answer, open_site, db):
    page = open_site(path="/about/")

    assert pure(page, "timer", f"it.{call}") == answer
