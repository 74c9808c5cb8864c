"""The page of the running cramp when things go wrong: signs that must not vanish, taps that must not be lost."""

import re

import pytest
from playwright.sync_api import expect

from diary.models import Cramp
from tests.browser.test_now import NOW, all_sent, begin, end, sign_in_as
from tests.browser.test_offline import CONTROLLED, READY
from tests.factories import MedicineFactory

pytestmark = pytest.mark.django_db(transaction=True)

CHEST = re.compile("^Chest pain, sudden trouble breathing")
SWOLLEN = re.compile("^One leg is swollen")
AWAY_AND_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


def tick(page, sign):
    page.get_by_label(sign).check()


def emergency(page):
    return page.locator("[data-cards] .care.emergency")


def steps(page):
    return page.locator("[data-measures]:visible")


def test_card_stays_when_the_cramp_has_stopped(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    tick(page, CHEST)
    expect(emergency(page)).to_be_visible()
    end(page)
    expect(page.get_by_role("button", name="A cramp has begun")).to_be_visible()

    expect(emergency(page)).to_be_visible()
    expect(steps(page)).to_have_count(0)
    all_sent(page)
    page.reload()
    expect(emergency(page)).to_be_visible()


def test_sign_ticked_before_the_first_tap_goes_with_the_cramp(open_site, owner):
    page = open_site(owner, NOW)
    tick(page, CHEST)
    expect(emergency(page)).to_be_visible()
    begin(page)

    expect(emergency(page)).to_be_visible()
    expect(steps(page)).to_have_count(0)
    all_sent(page)
    assert Cramp.objects.for_user(owner).get().signs == ["chest_pain_or_breathless"]


def test_withdrawn_steps_stay_away_when_the_screen_comes_back(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    tick(page, CHEST)
    all_sent(page)
    page.wait_for_timeout(5200)
    page.evaluate(AWAY_AND_BACK)
    page.wait_for_timeout(1500)

    expect(emergency(page)).to_be_visible()
    expect(steps(page)).to_have_count(0)


def test_nothing_stands_above_an_emergency(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    tick(page, CHEST)
    tick(page, SWOLLEN)
    expect(page.locator("[data-cards] .care")).to_have_count(2)
    all_sent(page)

    expect(page.locator("[data-cards] .care").first).to_have_class(re.compile("emergency"))


def test_card_comes_from_this_device_while_the_persons_own_are_slow(open_site, owner):
    page = open_site(owner, "/about/")
    page.route("**/diary/now/cards/", lambda _route: None)
    page.goto(NOW)
    begin(page)
    tick(page, CHEST)

    expect(emergency(page)).to_be_visible()
    all_sent(page)


def test_shell_knows_the_open_signs_and_the_cards_of_its_owner(open_site, owner, complaints):
    MedicineFactory(owner=owner, code="blood_thinner")
    page = open_site(owner, NOW)
    begin(page)
    tick(page, SWOLLEN)
    all_sent(page)
    page.reload()
    page.evaluate(READY)
    page.reload()
    page.wait_for_function(CONTROLLED)
    page.wait_for_timeout(1000)
    page.context.set_offline(True)
    page.goto(NOW)

    expect(page.locator("[data-cards] .care.urgent")).to_contain_text("swollen")
    expect(page.locator('[data-measures="massage"]:visible')).to_have_count(0)
    tick(page, re.compile("^You fell because of it"))
    expect(emergency(page)).to_be_visible()
    complaints[:] = [line for line in complaints if not re.search("net::ERR|Failed to", line)]


@pytest.mark.parametrize(
    "fault",
    [
        "IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); }",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    ],
    ids=["switched off", "full"],
)
def test_without_storage_the_forms_go_to_the_diary(fault, open_site, owner):
    page = open_site(owner, "/about/")
    page.add_init_script(fault)
    page.goto(NOW)
    page.get_by_role("button", name="A cramp has begun").click()
    expect(page.get_by_role("button", name="It has stopped")).to_be_visible()
    assert Cramp.objects.for_user(owner).get().is_running
    end(page)
    expect(page.get_by_text("Stopped after").first).to_be_visible()

    assert Cramp.objects.for_user(owner).get().duration_source == "timed"


def test_undo_of_an_end_that_is_on_its_way_lets_the_cramp_run(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    all_sent(page)
    page.route("**/diary/sync/", lambda route: (page.wait_for_timeout(700), route.continue_()))
    end(page)
    page.get_by_role("button", name="Undo").click()
    all_sent(page)
    page.wait_for_timeout(2500)

    expect(page.get_by_role("button", name="It has stopped")).to_be_visible()
    assert Cramp.objects.for_user(owner).get().is_running


def test_only_what_was_refused_is_thrown_away(open_site, owner, complaints):
    page = open_site(owner, NOW)
    answers = iter([(500, ""), (400, '{"error": "because"}')])

    def answer(route):
        if route.request.method != "POST":
            return route.continue_()
        status, body = next(answers, (500, ""))
        return route.fulfill(status=status, body=body, content_type="application/json")

    page.route("**/diary/sync/", lambda route: route.abort())
    begin(page)
    page.wait_for_timeout(900)
    page.get_by_role("button", name="Another one has begun").click()
    expect(page.get_by_text("2 cramps are running.")).to_be_visible()
    page.unroute("**/diary/sync/")
    page.route("**/diary/sync/", answer)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Throw it away")).to_be_visible()
    page.unroute("**/diary/sync/")
    page.get_by_role("button", name="Throw it away").click()
    all_sent(page)

    assert Cramp.objects.for_user(owner).count() == 1
    complaints[:] = [line for line in complaints if "Failed to load resource" not in line]


def test_page_of_one_account_keeps_nothing_for_another(open_site, owner, stranger):
    page = open_site(owner, NOW)
    begin(page)
    all_sent(page)
    sign_in_as(page, stranger)
    other = page.context.new_page()
    other.goto(NOW)
    end(page)
    expect(page.locator("[data-waiting]")).to_contain_text("another account")
    assert not Cramp.objects.for_user(stranger).exists()
    sign_in_as(page, owner)
    page.evaluate("dispatchEvent(new Event('online'))")
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().duration_source == "timed"


def test_focus_stays_on_the_page_when_its_part_goes(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    page.wait_for_timeout(900)
    page.get_by_role("button", name="It has stopped").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="A cramp has begun")).to_be_visible()
    all_sent(page)

    assert page.evaluate("document.activeElement !== document.body")


def test_sign_ticked_after_a_reload_shows_its_card_and_is_stored(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    all_sent(page)
    page.reload()
    tick(page, CHEST)

    expect(emergency(page)).to_be_visible()
    all_sent(page)
    assert Cramp.objects.for_user(owner).get().signs == ["chest_pain_or_breathless"]


def test_card_stands_once_when_the_diary_has_drawn_it_too(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    tick(page, CHEST)
    end(page)
    all_sent(page)
    page.wait_for_timeout(3000)

    expect(emergency(page)).to_have_count(1)


def test_undo_of_an_end_shows_the_timer_at_once_even_late(open_site, owner, complaints):
    page = open_site(owner, NOW)
    begin(page)
    end(page)
    all_sent(page)
    page.wait_for_timeout(3000)
    page.route("**/diary/sync/", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="It has stopped")).to_be_visible(timeout=1000)
    page.unroute("**/diary/sync/")
    page.evaluate("dispatchEvent(new Event('online'))")
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().is_running
    complaints[:] = [line for line in complaints if "Failed to load resource" not in line]


def test_note_covers_neither_card_nor_timer(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    timer, note = (page.locator(part).bounding_box() for part in ("[data-timer]", "[data-note] .note"))
    all_sent(page)

    assert note["y"] > timer["y"] + timer["height"]


def test_second_tap_on_the_same_place_does_not_undo_the_first(open_site, owner):
    page = open_site(owner, NOW)
    begin(page)
    page.wait_for_timeout(900)
    page.get_by_role("button", name="It has stopped").dblclick()
    expect(page.get_by_role("button", name="A cramp has begun")).to_be_visible()
    all_sent(page)

    assert Cramp.objects.for_user(owner).get().duration_source == "timed"
