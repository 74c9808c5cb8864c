"""The player that walks through a routine."""

import re

import pytest
from playwright.sync_api import expect

from diary.models import Day
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_trends import pure

GUIDE = "/guides/bedtime-stretching/"
ON_ITS_SIDE = {"width": 640, "height": 360}
NARROW = {"width": 320, "height": 600}
DEVICE = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  window.locks.push(kind);
  return { addEventListener() {}, async release() { window.locks.push("released"); } };
} } });
window.pulses = [];
Object.defineProperty(navigator, "vibrate", { value: (pulse) => window.pulses.push(pulse) });
window.tones = 0;
window.AudioContext = class {
  currentTime = 0;
  createOscillator() { window.tones += 1; return { frequency: {}, connect: (to) => to, start() {}, stop() {} }; }
  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to };
  }
};
"""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } });"
TURNED_AWAY_AND_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
LISTEN = """() => {
    window.said = [];
    const place = document.querySelector("dialog [role=status]");
    new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true });
}"""
CUT_OFF = """dialog => [...dialog.querySelectorAll("h2, p, button, label")]
    .filter(part => part.checkVisibility() && !part.matches(".visually-hidden"))
    .filter(part => {
        const { left, right } = part.getBoundingClientRect();
        return left < 0 || right > innerWidth || part.scrollWidth > part.clientWidth + 1;
    })
    .map(part => part.textContent)"""


@pytest.fixture
def walk(open_site):
    """Open a routine with a clock that the test moves, and begin to walk through it."""

    def begin(user=None, path=GUIDE, **options):
        page = open_site(user, "/about/", **options)
        page.add_init_script(DEVICE)
        page.clock.install()
        page.goto(path)
        page.get_by_role("button", name="Walk me through it").click()
        return page

    return begin


def part(page, name):
    return page.locator(f"dialog [data-part={name}]")


def button(page, name):
    return page.get_by_role("dialog").get_by_role("button", name=name, exact=True)


def test_phases_of_a_routine_come_in_their_order(open_site):
    page = open_site()
    steps = """[
        { hold: 10, rest: 5, times: 2, legs: ["left", "right"] },
        { hold: 5, rest: 0, times: 2, legs: ["right"] },
        { hold: 0, rest: 0, times: 3, legs: [] },
    ]"""

    told = "({ step, kind, leg, time, seconds }) => [step, kind, leg, time, seconds]"
    phases = pure(page, "routine", f"it.phasesOf({steps}, 7).map({told})")

    assert phases == [
        [0, "ready", "left", 0, 7],
        [0, "hold", "left", 1, 10],
        [0, "rest", "left", 1, 5],
        [0, "hold", "left", 2, 10],
        [0, "change", "right", 0, 7],
        [0, "hold", "right", 1, 10],
        [0, "rest", "right", 1, 5],
        [0, "hold", "right", 2, 10],
        [1, "ready", "right", 0, 7],
        [1, "hold", "right", 1, 5],
        [1, "hold", "right", 2, 5],
        [2, "do", "", 0, 0],
        [3, "done", "", 0, 0],
    ]
    assert pure(page, "routine", f"it.placeOf(it.phasesOf({steps}, 7), 0, 'right')") == 4
    assert pure(page, "routine", f"it.placeOf(it.phasesOf({steps}, 7), 1, 'left')") == 8


def test_steps_that_stand_instead_go_with_the_one_before(open_site):
    page = open_site()
    steps = "[{ isInstead: true, n: 1 }, { n: 2 }, { isInstead: true, n: 3 }, { isInstead: true, n: 4 }, { n: 5 }]"

    assert pure(page, "routine", f"it.grouped({steps}).map(group => group.map(({{ n }}) => n))") == [
        [1],
        [2, 3, 4],
        [5],
    ]


@pytest.mark.parametrize(
    ("elapsed", "place"),
    [(0, [0, 0]), (6.5, [0, 6.5]), (7, [1, 0]), (16.75, [1, 9.75]), (17, [2, 0]), (500, [3, 0])],
)
def test_time_leads_to_its_place_however_late_it_is_asked(open_site, elapsed, place):
    phases = "[7, 10, 5, 0].map(seconds => ({ seconds }))"

    found = pure(open_site(), "routine", f"it.placeAfter({phases}, 0, {elapsed})")

    assert [found["at"], found["spent"]] == place


def test_time_that_is_left_is_said_in_minutes_and_on_a_clock(open_site):
    page = open_site()
    phases = "[{ kind: 'hold', seconds: 150 }, { kind: 'do', seconds: 0 }, { kind: 'done', seconds: 0 }]"

    assert pure(page, "routine", f"[0, 40, 149].map(spent => it.minutesLeft({phases}, 0, spent))") == [3, 2, 1]
    assert pure(page, "routine", f"it.minutesLeft({phases}, 1, 0)") == 1
    shown = "[0, 0.1, 90.5, 91, 149.9, 150, 151].map(spent => it.shown({ seconds: 150 }, spent))"
    assert pure(page, "routine", shown) == ["2:30", "2:30", "1:00", "59", "1", "0", "0"]


def test_player_counts_each_hold_and_names_the_leg(walk):
    page = walk()

    expect(part(page, "title")).to_have_text("Calf, at the wall")
    expect(part(page, "title")).to_be_focused()
    expect(part(page, "phase")).to_have_text("Get ready")
    expect(part(page, "count")).to_have_text("15")
    expect(part(page, "progress")).to_have_text("Step 1 of 2 · about 3 min left")
    expect(part(page, "drawing").locator("svg")).to_be_visible()
    expect(part(page, "drawing")).to_have_attribute("aria-label", re.compile("faces a wall"))
    page.clock.run_for(18_000)
    expect(part(page, "phase")).to_have_text("Hold")
    expect(part(page, "times")).to_have_text("1 of 3")
    expect(part(page, "count")).to_have_text("7")
    page.clock.run_for(10_000)
    expect(part(page, "phase")).to_have_text("Rest")
    expect(part(page, "times")).to_have_text("then 2 of 3")
    page.clock.run_for(40_000)
    expect(part(page, "progress")).to_have_text("Step 2 of 2 · about 2 min left")
    expect(part(page, "phase")).to_have_text("Get ready")
    expect(part(page, "leg")).to_have_text("Left leg")
    page.clock.run_for(65_000)
    expect(part(page, "phase")).to_have_text("Now the other leg")
    expect(part(page, "leg")).to_have_text("Right leg")
    page.clock.run_for(65_000)
    expect(part(page, "title")).to_have_text("Done")


def test_every_phase_is_said_once(walk):
    page = walk()
    page.evaluate(LISTEN)

    expect(part(page, "said")).to_have_text(re.compile(r"^Calf, at the wall\. Get ready\. 15 seconds\. Face a wall"))
    page.clock.run_for(36_000)

    assert page.evaluate("window.said") == [
        "Hold. 1 of 3. 10 seconds",
        "Rest. then 2 of 3. 10 seconds",
        "Hold. 2 of 3. 10 seconds",
    ]


def test_long_phase_is_told_when_it_is_nearly_over(walk):
    page = walk(path="/guides/bedtime-easy-bike/")

    page.clock.run_for(15_000 + 296_000)
    expect(part(page, "said")).to_have_text("Keep going. 300 seconds")
    expect(part(page, "times")).to_be_empty()
    page.evaluate(LISTEN)
    page.clock.run_for(3_000)

    assert page.evaluate("window.said") == ["3 seconds to go"]


def test_pause_holds_the_count_until_somebody_goes_on(walk):
    page = walk()
    page.clock.run_for(17_000)

    button(page, "Pause").click()
    held = part(page, "count").inner_text()
    page.clock.run_for(60_000)

    expect(part(page, "count")).to_have_text(held)
    expect(part(page, "phase")).to_have_text("Paused")
    expect(part(page, "said")).to_have_text("Paused")
    button(page, "Go on").click()
    page.clock.run_for(3_000)
    expect(part(page, "phase")).to_have_text("Hold")
    expect(part(page, "count")).to_have_text(str(int(held) - 3))


def test_keys_pause_and_move(walk):
    page = walk()

    page.keyboard.press("ArrowRight")
    expect(part(page, "phase")).to_have_text("Hold")
    page.keyboard.press("ArrowLeft")
    expect(part(page, "phase")).to_have_text("Get ready")
    page.keyboard.press(" ")
    expect(button(page, "Go on")).to_be_visible()
    button(page, "Next").focus()
    page.keyboard.press(" ")
    expect(part(page, "progress")).to_contain_text("Step 1 of 2")
    expect(part(page, "times")).to_have_text("1 of 3")
    expect(button(page, "Go on")).to_be_visible()


def test_keys_work_on_when_the_button_that_was_pressed_goes(walk):
    page = walk(path="/guides/in-bed-rescue/")
    button(page, "Next").click()
    expect(part(page, "title")).to_have_text("Done")
    expect(part(page, "title")).to_be_focused()

    page.keyboard.press("ArrowLeft")

    expect(part(page, "title")).to_have_text("Toes to your shin")


def test_place_is_kept_when_the_player_is_closed(walk):
    page = walk()
    page.clock.run_for(20_000)

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    opener = page.get_by_role("button", name="Go on where you were")
    expect(opener).to_be_focused()
    page.clock.run_for(60_000)
    page.evaluate(TURNED_AWAY_AND_BACK)
    opener.click()
    expect(part(page, "phase")).to_have_text("Hold")
    expect(part(page, "times")).to_have_text("1 of 3")
    expect(part(page, "count")).to_have_text("10")


def test_routine_can_be_begun_anew(walk):
    page = walk()
    page.clock.run_for(100_000)
    button(page, "Close").click()

    page.get_by_role("button", name="From the beginning").click()

    expect(part(page, "title")).to_have_text("Calf, at the wall")
    expect(part(page, "count")).to_have_text("15")
    page.clock.run_for(400_000)
    expect(part(page, "title")).to_have_text("Done")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Walk me through it")).to_be_focused()
    expect(page.get_by_role("button", name="From the beginning")).to_be_hidden()


def test_time_on_the_page_before_it_begins_does_not_count(open_site):
    page = open_site()
    page.clock.install()
    page.goto(GUIDE)
    page.clock.run_for(100_000)
    page.evaluate(TURNED_AWAY_AND_BACK)

    page.get_by_role("button", name="Walk me through it").click()

    expect(part(page, "title")).to_have_text("Calf, at the wall")
    expect(part(page, "phase")).to_have_text("Get ready")


def test_step_can_be_done_in_another_way(walk):
    page = walk()
    for _ in range(6):
        button(page, "Next").click()
    expect(part(page, "title")).to_have_text("Back of the thigh, at a chair")

    page.get_by_role("button", name=re.compile("Do this instead")).click()

    expect(part(page, "title")).to_have_text(re.compile("sit", re.IGNORECASE))
    expect(part(page, "progress")).to_contain_text("Step 2 of 2")
    for _ in range(6):
        button(page, "Next").click()
    expect(part(page, "leg")).to_have_text("Right leg")
    page.get_by_role("button", name=re.compile("Do this instead")).click()
    expect(part(page, "title")).to_have_text("Back of the thigh, at a chair")
    expect(part(page, "leg")).to_have_text("Right leg")


def test_step_without_a_count_waits(walk):
    page = walk(path="/guides/in-bed-rescue/")

    page.clock.run_for(600_000)

    expect(part(page, "progress")).to_contain_text("Step 1 of 1")
    expect(part(page, "count")).to_be_hidden()
    expect(button(page, "Pause")).to_be_hidden()
    button(page, "Next").click()
    expect(part(page, "title")).to_have_text("Done")


def test_screen_stays_awake_from_the_beginning_to_the_end(walk):
    page = walk()

    assert page.evaluate("window.locks") == ["screen"]
    page.clock.run_for(400_000)
    assert page.evaluate("window.locks") == ["screen", "released"]
    button(page, "Back").click()
    assert page.evaluate("window.locks") == ["screen", "released", "screen"]


@pytest.mark.parametrize("act", ["Pause", "Close"])
def test_screen_may_sleep_when_nothing_runs(walk, act):
    page = walk()

    button(page, act).click()

    assert page.evaluate("window.locks") == ["screen", "released"]


def test_screen_is_kept_awake_again_after_the_page_was_hidden(open_site):
    page = open_site()
    page.add_init_script("""
      window.asked = 0;
      Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
        window.asked += 1;
        return { addEventListener: (_, forget) => { window.browserLetsGo = forget; }, async release() {} };
      } } });
    """)
    page.goto(GUIDE)
    page.get_by_role("button", name="Walk me through it").click()

    page.evaluate("window.browserLetsGo()")
    page.evaluate(TURNED_AWAY_AND_BACK)

    assert page.evaluate("window.asked") == 2


def test_sound_is_off_until_it_is_switched_on_and_stays_as_it_was_left(walk):
    page = walk()
    page.clock.run_for(17_000)
    assert page.evaluate("window.tones") == 0

    page.get_by_label("Sound").check()
    page.clock.run_for(10_000)

    assert page.evaluate("window.tones") == 2
    assert page.evaluate("window.pulses") == []
    page.reload()
    page.get_by_role("button", name="Walk me through it").click()
    expect(page.get_by_label("Sound")).to_be_checked()
    expect(page.get_by_label("Vibration")).not_to_be_checked()


def test_vibration_is_off_until_it_is_switched_on(walk):
    page = walk()
    page.clock.run_for(17_000)
    assert page.evaluate("window.pulses") == []

    page.get_by_label("Vibration").check()
    page.clock.run_for(10_000)

    assert page.evaluate("window.pulses") == [[300], [120, 80, 120]]


def test_time_in_the_background_is_caught_up_in_silence(walk):
    page = walk()
    page.get_by_label("Sound").check()

    page.clock.fast_forward(15_000 + 24_000)

    expect(part(page, "phase")).to_have_text("Hold")
    expect(part(page, "times")).to_have_text("2 of 3")
    expect(part(page, "count")).to_have_text("6")
    assert page.evaluate("window.tones") == 1


def test_player_does_without_what_a_browser_lacks(open_site):
    page = open_site()
    page.add_init_script(f"{NO_STORAGE} delete window.AudioContext; delete Navigator.prototype.vibrate;")
    page.add_init_script("delete Navigator.prototype.wakeLock;")
    page.clock.install()
    page.goto(GUIDE)
    page.get_by_role("button", name="Walk me through it").click()

    page.clock.run_for(20_000)

    expect(part(page, "phase")).to_have_text("Hold")
    expect(page.get_by_label("Sound")).to_be_hidden()
    expect(page.get_by_label("Vibration")).to_be_hidden()


def test_choice_holds_for_this_time_where_nothing_can_be_kept(open_site):
    page = open_site()
    page.add_init_script(DEVICE + NO_STORAGE)
    page.goto(GUIDE)
    page.get_by_role("button", name="Walk me through it").click()

    page.get_by_label("Sound").check()

    assert page.evaluate("window.tones") == 1


def test_finishing_is_noted_with_one_tap_and_undone_with_another(walk, owner):
    page = walk(owner)
    page.clock.run_for(400_000)

    button(page, "Note it: stretched at bedtime").click()

    expect(page.get_by_role("status").first).to_contain_text("Noted: stretched at bedtime")
    assert Day.objects.get(owner=owner).stretched is True
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").first).to_contain_text("Taken back.")
    assert not Day.objects.for_user(owner).exists()


def test_without_scripts_the_routine_is_a_list_with_its_button(open_site, owner):
    page = open_site(owner, GUIDE, scripts=False)

    expect(page.get_by_role("button", name="Walk me through it")).to_be_hidden()
    expect(page.get_by_text("Hold 10 seconds, rest 10 seconds, 3 times, each leg.").first).to_be_visible()
    page.get_by_role("button", name="Note it: stretched at bedtime").click()
    expect(page.get_by_role("status").first).to_contain_text("Noted: stretched at bedtime")


def test_nothing_moves_for_whoever_wants_no_movement(walk):
    page = walk()
    page.emulate_media(reduced_motion="reduce")

    expect(page.locator(".player-bar")).to_be_hidden()
    page.clock.run_for(3_000)
    expect(part(page, "count")).to_have_text("12")


@pytest.mark.parametrize(
    ("viewport", "look"),
    [(PHONE, ""), (PHONE, "night"), (DESKTOP, "dark"), (ON_ITS_SIDE, ""), (NARROW, "")],
    ids=["phone", "night", "desktop-dark", "on-its-side", "320"],
)
def test_player_shuts_nobody_out(walk, barriers, viewport, look):
    page = walk(viewport=viewport, look=look)

    for seconds in (1, 16, 70, 60, 300):
        page.clock.run_for(seconds * 1000)
        assert barriers(page) == []
        assert page.get_by_role("dialog").evaluate(CUT_OFF) == []
        for name in ("Close", "Back", "Pause", "Next"):
            for act in button(page, name).all():
                assert not act.is_visible() or act.bounding_box()["height"] >= 64


@pytest.mark.parametrize("viewport", [PHONE, ON_ITS_SIDE], ids=["phone", "on-its-side"])
def test_buttons_stay_in_sight_when_text_is_twice_as_large(walk, viewport):
    page = walk(viewport=viewport)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})

    assert page.get_by_role("dialog").evaluate(CUT_OFF) == []
    for name in ("Back", "Pause", "Next"):
        expect(button(page, name)).to_be_in_viewport(ratio=1)
    expect(part(page, "count")).to_be_in_viewport()
