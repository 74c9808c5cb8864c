"""Without a connection: the page still opens, the taps are kept, and nothing of anybody is left in a cache."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from cramps import installing
from diary.models import Cramp
from tests.browser.test_now import NOW, all_sent, begin, end
from tests.factories import CrampFactory, DayFactory, UserFactory

READY = "async () => Boolean((await navigator.serviceWorker.ready).active)"
CACHED = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found[request.url] = await (await cache.match(request)).text();
    }
    return found;
}"""
CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
NO_CONNECTION = re.compile("net::ERR|Failed to load resource|Failed to fetch")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def installed(open_site, complaints):
    """Open the site as somebody, and wait until the worker has all that it keeps."""

    def open_as(user, **options):
        page = open_site(user, NOW, **options)
        page.evaluate(READY)
        page.reload()  # a page that was opened before the worker was ready may be left out
        page.wait_for_function(CONTROLLED)
        return page

    yield open_as
    # What cannot be reached is noted by the browser as an error, and is the point of these tests.
    complaints[:] = [line for line in complaints if not NO_CONNECTION.search(line)]


def test_cramp_of_a_night_without_a_connection_is_stored_once_with_its_times(installed, owner):
    page = installed(owner)
    context = page.context
    context.set_offline(True)
    page.close()

    page = context.new_page()
    page.clock.install(time=datetime.now(UTC) - timedelta(hours=1))
    page.goto(NOW)
    page.get_by_role("button", name="A cramp has begun").click()
    expect(page.get_by_role("button", name="It has stopped")).to_be_visible()
    page.close()

    page = context.new_page()
    page.clock.install(time=datetime.now(UTC) - timedelta(hours=1) + timedelta(minutes=4))
    page.goto(NOW)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^[34]:\d\d$"))
    page.get_by_role("button", name="It has stopped").click()
    expect(page.locator("[data-waiting]")).to_contain_text("2 entries wait on this device.")
    assert not Cramp.objects.exists()
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.clock.install(time=datetime.now(UTC))  # the clock of a device, not of a page
    page.goto("/")
    all_sent(page)

    cramp = Cramp.objects.for_user(owner).get()
    assert abs(datetime.now(UTC) - timedelta(hours=1) - cramp.started_at) < timedelta(seconds=45)
    assert cramp.duration_source == "timed"
    assert 180 < cramp.duration < 300


def test_sign_ticked_without_a_connection_shows_its_card_in_the_words_of_the_server(installed, owner):
    page = installed(owner)
    page.context.set_offline(True)
    page.goto(NOW)
    begin(page)
    page.get_by_label(re.compile("^One leg: calf or thigh|^One calf or thigh|^One leg")).first.check()

    card = page.get_by_role("alert")
    expect(card).to_contain_text("999")
    expect(card).to_contain_text("Not reviewed by a clinician.")
    page.context.set_offline(False)
    page.goto("/")
    all_sent(page)
    assert len(Cramp.objects.for_user(owner).get().signs) == 1


def test_any_page_falls_back_on_the_shell(installed, owner):
    page = installed(owner)
    page.context.set_offline(True)
    page.goto("/diary/")

    expect(page.get_by_role("button", name="A cramp has begun")).to_be_visible()
    expect(page.get_by_text("Straighten the leg.").first).to_be_visible()


def test_running_cramp_of_the_diary_is_there_without_a_connection_too(installed, owner):
    page = installed(owner)
    begin(page)
    all_sent(page)
    page.context.set_offline(True)
    page.goto(NOW)
    end(page)
    page.context.set_offline(False)
    page.goto("/")
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().duration_source == "timed"


def test_no_cache_holds_anything_of_anybody(installed, db):
    owner = UserFactory(username="nobody-else-is-called-so")
    CrampFactory(owner=owner, note="SECRET-NOTE", muscle="calf")
    DayFactory(owner=owner, note="SECRET-DAY")
    page = installed(owner)
    for path in ("/", "/diary/", "/diary/doctor/", "/diary/trends/", "/accounts/preferences/", NOW):
        page.goto(path)
    begin(page)
    all_sent(page)

    cached = page.evaluate(CACHED)

    assert len(cached) == 2 + len(installing.FILES)
    uuid = str(Cramp.objects.for_user(owner).last().uuid)
    for mark in ("SECRET", owner.username, owner.account_tag, uuid, "csrfmiddlewaretoken"):
        assert [address for address, text in cached.items() if mark in text] == []


def test_new_version_takes_over_and_leaves_no_old_cache(installed, owner, monkeypatch):
    page = installed(owner)
    (before,) = page.evaluate("() => caches.keys()")
    text = installing.worker("en-gb")
    monkeypatch.setattr(installing, "worker", lambda _language: re.sub(r'VERSION = "\w+"', 'VERSION = "new"', text))

    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    page.wait_for_function("async () => (await caches.keys()).join() === 'kept-new'")

    assert before != "kept-new"


def test_signing_out_warns_while_something_waits(installed, owner):
    page = installed(owner)
    page.context.set_offline(True)
    begin(page)
    page.context.route("**/diary/sync/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/accounts/logout/")

    expect(page.get_by_role("alert")).to_contain_text("Something waits on this device.")


@pytest.mark.parametrize(
    ("look", "hour", "mood"),
    [("light", 3, "light"), ("dark", 12, "dark"), ("night", 12, "night"), ("", 3, "night"), ("", 12, None)],
)
def test_shell_has_the_chosen_look_and_is_dim_at_night_without_one(look, hour, mood, open_site, owner):
    page = open_site(owner, "/about/", look=look)
    page.clock.set_fixed_time(datetime(2026, 11, 4, hour, 14, tzinfo=UTC))
    page.goto("/diary/now/shell/")

    assert page.locator("html").get_attribute("data-mood") == mood
