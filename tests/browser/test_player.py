"""The player that walks through a routine."""

import re

import pytest
from playwright.sync_api import expect

from diary.models import Day
from tests.browser.conftest import DESKTOP, PHONE

GUIDE = "/guides/bedtime-stretching/"
WAKE_LOCK = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  window.locks.push(kind);
  return { addEventListener() {}, async release() { window.locks.push("released"); } };
} } });
"""
SILENCE = """
window.tones = 0;
window.AudioContext = class {
  currentTime = 0;
  createOscillator() { window.tones += 1; return { frequency: {}, connect: (to) => to, start() {}, stop() {} }; }
  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to };
  }
};
"""


@pytest.fixture
def walk(open_site):
    """Open a routine with a clock that the test moves, and begin to walk through it."""

    def begin(user=None, path=GUIDE, **options):
        page = open_site(user, "/about/", **options)
        page.add_init_script(WAKE_LOCK + SILENCE)
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
    page = open_site(path=GUIDE)

    phases = page.evaluate(
        """async () => {
          const player = document.querySelector("script[src*=player]").src;
          const source = player.replace(/js\\/player[^/]*$/, "js/lib/routine.js");
          const { phasesOf } = await import(source);
          const steps = [
            { hold: 10, rest: 5, times: 2, legs: ["left", "right"] },
            { hold: 0, rest: 0, times: 3, legs: [] },
          ];
          return phasesOf(steps, 7).map(({ kind, leg, time, seconds }) => [kind, leg, time, seconds]);
        }"""
    )

    one_leg = [("ready", 0, 7), ("hold", 1, 10), ("rest", 1, 5), ("hold", 2, 10)]
    legs = [[kind, leg, time, seconds] for leg in ("left", "right") for kind, time, seconds in one_leg]
    assert phases == [*legs, ["do", "", 0, 0], ["done", "", 0, 0]]


@pytest.mark.parametrize(
    ("elapsed", "place"),
    [(0, [0, 0]), (6.5, [0, 6.5]), (7, [1, 0]), (16.9, [1, 9.9]), (17, [2, 0]), (500, [3, 0])],
)
def test_time_leads_to_its_place_however_late_it_is_asked(open_site, elapsed, place):
    page = open_site(path=GUIDE)

    found = page.evaluate(
        """async (elapsed) => {
          const player = document.querySelector("script[src*=player]").src;
          const source = player.replace(/js\\/player[^/]*$/, "js/lib/routine.js");
          const { placeAfter } = await import(source);
          const phases = [7, 10, 5, 0].map((seconds) => ({ seconds }));
          const { at, spent } = placeAfter(phases, 0, elapsed);
          return [at, Math.round(spent * 10) / 10];
        }""",
        elapsed,
    )

    assert found == place


def test_player_counts_each_hold_and_names_the_leg(walk):
    page = walk()

    expect(part(page, "title")).to_have_text("Calf, at the wall")
    expect(part(page, "title")).to_be_focused()
    expect(part(page, "phase")).to_have_text("Get ready")
    expect(part(page, "count")).to_have_text("10")
    page.clock.run_for(13_000)
    expect(part(page, "phase")).to_have_text("Hold")
    expect(part(page, "times")).to_have_text("1 of 3")
    expect(part(page, "count")).to_have_text("7")
    page.clock.run_for(10_000)
    expect(part(page, "phase")).to_have_text("Rest")
    page.clock.run_for(50_000)
    expect(part(page, "progress")).to_have_text("Step 2 of 2")
    expect(part(page, "leg")).to_have_text("Left leg")
    page.clock.run_for(60_000)
    expect(part(page, "leg")).to_have_text("Right leg")
    page.clock.run_for(120_000)
    expect(part(page, "title")).to_have_text("Done")


def test_every_phase_is_said_once(walk):
    page = walk()

    expect(part(page, "said")).to_have_text("Calf, at the wall. Get ready. 10 seconds")
    page.clock.run_for(11_000)
    expect(part(page, "said")).to_have_text("Hold. 1 of 3. 10 seconds")
    page.clock.run_for(4_000)
    expect(part(page, "said")).to_have_text("Hold. 1 of 3. 10 seconds")


def test_pause_holds_the_count_until_somebody_goes_on(walk):
    page = walk()
    page.clock.run_for(12_000)

    button(page, "Pause").click()
    held = part(page, "count").inner_text()
    page.clock.run_for(60_000)

    expect(part(page, "count")).to_have_text(held)
    expect(part(page, "said")).to_have_text("Paused")
    button(page, "Go on").click()
    page.clock.run_for(3_000)
    assert int(part(page, "count").inner_text()) < int(held)


def test_keys_pause_and_move(walk):
    page = walk()

    page.keyboard.press("ArrowRight")
    expect(part(page, "phase")).to_have_text("Hold")
    page.keyboard.press("ArrowLeft")
    expect(part(page, "phase")).to_have_text("Get ready")
    page.keyboard.press(" ")
    expect(button(page, "Go on")).to_be_visible()


def test_place_is_kept_when_the_player_is_closed(walk):
    page = walk()
    page.clock.run_for(12_000)

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    opener = page.get_by_role("button", name="Go on where you were")
    expect(opener).to_be_focused()
    page.clock.run_for(60_000)
    opener.click()
    expect(part(page, "phase")).to_have_text("Hold")


def test_step_can_be_done_in_another_way(walk):
    page = walk()
    for _ in range(6):
        button(page, "Next").click()
    expect(part(page, "title")).to_have_text("Back of the thigh, at a chair")

    page.get_by_role("button", name=re.compile("Do this instead")).click()

    expect(part(page, "title")).to_have_text(re.compile("sit", re.IGNORECASE))
    expect(part(page, "progress")).to_have_text("Step 2 of 2")


def test_step_without_a_count_waits(walk):
    page = walk(path="/guides/in-bed-rescue/")

    page.clock.run_for(600_000)

    expect(part(page, "progress")).to_have_text("Step 1 of 1")
    expect(part(page, "count")).to_be_hidden()
    expect(button(page, "Pause")).to_be_hidden()
    button(page, "Next").click()
    expect(part(page, "title")).to_have_text("Done")


def test_screen_stays_awake_from_the_beginning_to_the_end(walk):
    page = walk()

    assert page.evaluate("window.locks") == ["screen"]
    page.clock.run_for(400_000)
    assert page.evaluate("window.locks") == ["screen", "released"]


def test_sound_is_off_until_it_is_switched_on_and_stays_as_it_was_left(walk):
    page = walk()
    page.clock.run_for(12_000)
    assert page.evaluate("window.tones") == 0

    page.get_by_label("Sound").check()
    page.clock.run_for(10_000)

    assert page.evaluate("window.tones") > 1
    page.reload()
    page.get_by_role("button", name="Walk me through it").click()
    expect(page.get_by_label("Sound")).to_be_checked()


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
    expect(part(page, "count")).to_have_text("7")


@pytest.mark.parametrize(
    ("viewport", "look"),
    [
        (PHONE, ""),
        (PHONE, "night"),
        (DESKTOP, "dark"),
        ({"width": 640, "height": 360}, ""),
        ({"width": 320, "height": 600}, ""),
    ],
    ids=["phone", "night", "desktop-dark", "on-its-side", "320"],
)
def test_player_shuts_nobody_out(walk, barriers, viewport, look):
    page = walk(viewport=viewport, look=look)

    for seconds in (1, 12, 90, 300):
        page.clock.run_for(seconds * 1000)
        assert barriers(page) == []
        width = page.evaluate("[document.querySelector('dialog').scrollWidth, innerWidth]")
        assert width[0] <= width[1]
        for act in page.locator("dialog footer [data-act]:visible").all():
            assert act.bounding_box()["height"] >= 56
