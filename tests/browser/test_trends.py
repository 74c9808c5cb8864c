"""The charts as they are drawn, in a real browser."""

import json
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, UserFactory, VisitFactory

MOST_OFTEN_COLOUR = """canvas => {
    const shades = {};
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 250) {
            const shade = data.slice(at, at + 3).join();
            shades[shade] = (shades[shade] ?? 0) + 1;
        }
    return Object.keys(shades).sort((one, other) => shades[other] - shades[one])[0] ?? "";
}"""


@pytest.fixture
def diarist(transactional_db):
    """Somebody with a few cramps, one of them a reason to get advice, and a visit after it."""
    user = UserFactory(username="diarist")
    for ago in (3, 5, 12):
        day = user.today() - timedelta(days=ago)
        told = CrampFactory(
            owner=user,
            started_at=datetime.combine(day, time(14), UTC),
            severity=5,
            duration=90,
            duration_source="timed",
            muscle="belly" if ago == 12 else "calf",
            side="left",
            activity="walking",
        )
        ReliefTryFactory(cramp=told, helped="yes")
        DayFactory(owner=user, date=day, fluids=4)
    DayFactory(owner=user, date=user.today() - timedelta(days=4), cramp_free=True, fluids=8)
    VisitFactory(owner=user, date=user.today() - timedelta(days=10))
    return user


@pytest.fixture
def open_still(open_site):
    """Open a page where nothing moves, so that charts stand as soon as they are there."""

    def open_as(user, path, **device):
        page = open_site(user, "/about/", **device)
        page.emulate_media(reduced_motion="reduce")
        page.goto(path)
        return page

    return open_as


def pure(page, module, call):
    """What a pure function of one of our modules gives: `call` is the call, with the module as `it`."""
    return page.evaluate(f"async () => {{ const it = await import('/static/js/lib/{module}.js'); return {call}; }}")


def is_drawn(page, name):
    return page.wait_for_function(
        f"name => ({MOST_OFTEN_COLOUR})(document.querySelector(`#${{name}} canvas`)) !== ''", arg=name
    )


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_charts_are_drawn_in_every_look(open_still, diarist, barriers, look):
    page = open_still(diarist, "/diary/trends/", look=look)

    for name in ("frequency", "duration", "severity", "hour", "muscle", "activity", "hydration", "relief"):
        is_drawn(page, name)
    assert barriers(page) == []


def test_charts_follow_the_device_into_the_dark(open_still, diarist):
    page = open_still(diarist, "/diary/trends/")
    is_drawn(page, "activity")
    canvas = page.locator("#activity canvas")
    light = canvas.evaluate(MOST_OFTEN_COLOUR)

    page.emulate_media(color_scheme="dark")

    page.wait_for_function(
        f"light => ({MOST_OFTEN_COLOUR})(document.querySelector('#activity canvas')) !== light", arg=light
    )


def test_turns_of_the_flag_are_listed_and_opened_by_a_tap(open_still, diarist):
    page = open_still(diarist, "/diary/trends/")
    turns = page.locator("#frequency details")
    expect(turns).to_be_visible()
    expect(turns).not_to_have_attribute("open", "")

    plot = page.locator("#frequency canvas")
    box = plot.bounding_box()
    plot.click(position={"x": 45 + (box["width"] - 75) * 15.5 / 28, "y": 60})

    expect(turns).to_have_attribute("open", "")
    lines = turns.locator("ol > li")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("advice the same day")
    expect(lines).to_have_class("urgent")

    turns.locator("summary").click()
    turns.locator("summary").click()

    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("after a visit: no flag")


def test_picture_that_cannot_be_loaded_leaves_its_table(open_site, diarist):
    page = open_site(diarist, "/diary/doctor/rules/")
    page.route("**/charts/muscle/**", lambda route: route.fulfill(status=404))

    page.goto("/diary/trends/")

    figure = page.locator("#muscle")
    expect(figure.get_by_text("The picture could not be loaded.")).to_be_visible()
    expect(figure.locator("canvas")).to_have_count(0)
    expect(figure.get_by_role("link", name="Numbers as a table")).to_be_visible()
    is_drawn(page, "relief")


def test_trends_without_scripts_are_sentences_and_tables(open_site, diarist):
    page = open_site(diarist, "/diary/trends/", scripts=False)

    expect(page.get_by_text("3 cramps in 28 days, on 3 of 4 recorded days.")).to_be_visible()
    expect(page.locator("#frequency .plot")).to_be_hidden()
    page.locator("#frequency").get_by_role("link", name="Numbers as a table").click()
    expect(page.get_by_role("row")).to_have_count(29)


def test_ticks_say_something_and_leave_room(open_site):
    page = open_site(path="/")
    days = [f"2026-11-{day:02}" for day in range(1, 29)]
    months = [f"{year}-{month:02}-01" for year in range(2006, 2027) for month in range(1, 13)]
    weeks = [(datetime(2025, 11, 15) + timedelta(days=7 * n)).date().isoformat() for n in range(53)]

    assert pure(page, "calendar", f"it.ticks({days}, 'day', 6, 'en-GB')") == [
        [6, "7 Nov"],
        [13, "14 Nov"],
        [20, "21 Nov"],
        [27, "28 Nov"],
    ]
    assert pure(page, "calendar", f"it.ticks({days}, 'day', 2, 'en-US')") == [[13, "Nov 14"], [27, "Nov 28"]]
    assert [words for _place, words in pure(page, "calendar", f"it.ticks({months}, 'month', 5, 'en-GB')")] == [
        "2010",
        "2015",
        "2020",
        "2025",
    ]
    assert [words for _place, words in pure(page, "calendar", f"it.ticks({weeks}, 'block', 6, 'en-GB')")] == [
        "2026",
        "Mar",
        "May",
        "Jul",
        "Sept",
        "Nov",
    ]
    for most in (1, 3, 8, 30):
        for labels, step in ((days, "day"), (weeks, "block"), (months, "month"), (weeks[:13], "block")):
            assert len(pure(page, "calendar", f"it.ticks({labels}, '{step}', {most}, 'en-GB')")) <= max(most, 6)


def test_buckets_are_named_in_words(open_site):
    page = open_site(path="/")

    assert pure(page, "calendar", "it.bucketWords('2026-11-03', 'day', 'en-GB')") == "Tue, 3 Nov 2026"
    assert pure(page, "calendar", "it.bucketWords('2026-02-01', 'month', 'en-GB')") == "February 2026"
    week = pure(page, "calendar", "it.bucketWords('2026-12-29', 'block', 'en-GB')")
    assert week.startswith("29 Dec 2026")
    assert week.endswith("4 Jan 2027")
    assert pure(page, "calendar", "it.placeOf('2026-11-09', ['2026-11-01', '2026-11-08', '2026-11-15'])") == 1
    assert pure(page, "calendar", "it.placeOf('2026-10-31', ['2026-11-01'])") == -1
    assert pure(page, "calendar", "it.wrapped('Hamstring (back of thigh)', 16)") == ["Hamstring (back", "of thigh)"]
    assert pure(page, "calendar", "it.everyFew(['a', 'b', 'c', 'd'], 2)") == [[0, "a"], [2, "c"]]


def test_figures_tell_states_and_marks(open_site):
    page = open_site(path="/")

    assert pure(page, "figures", "it.statesOf([null, 0, 2])") == ["blank", "none", "cramps"]
    assert pure(page, "figures", "it.runsOf(['blank', 'blank', 'none', 'blank'], 'blank')") == [[0, 1], [3, 3]]
    assert pure(page, "figures", "it.seenThrough('#5b6bc0', .5)") == "#5b6bc080"
    assert pure(
        page,
        "figures",
        "it.largestFirst(['a', 'b', 'c'], [{label: 'x', data: [1, 0, 2]}, {label: 'y', data: [0, null, 1]}])",
    ) == {"labels": ["c", "a"], "datasets": [{"label": "x", "data": [2, 1]}, {"label": "y", "data": [1, 0]}]}
    points = """[
        { date: "2026-10-31", tier: "soon", rules: ["a"] },
        { date: "2026-11-01", tier: "mention", rules: ["a"] },
        { date: "2026-11-02", tier: "urgent", rules: ["b"] },
        { date: "2026-11-09", tier: null, rules: ["visit"] },
    ]"""
    labels = "['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-09']"
    apart = pure(page, "figures", f"it.markersOf({points}, {labels})")
    assert [(mark["place"], mark["tier"], mark["isVisit"]) for mark in apart] == [
        (0, "mention", False),
        (1, "urgent", False),
        (3, None, True),
    ]


def test_marks_that_would_touch_become_one_of_the_highest_tier(open_site):
    page = open_site(path="/")
    labels = [f"2026-11-{day:02}" for day in range(1, 31)]
    tiers = {1: "mention", 3: "emergency", 5: "soon", 6: "urgent", 20: "routine", 21: "mention"}
    points = [{"date": labels[day - 1], "tier": tier, "rules": ["a"]} for day, tier in tiers.items()]
    points.insert(2, {"date": labels[3], "tier": None, "rules": ["visit"]})

    marks = pure(page, "figures", f"it.markersOf({json.dumps(points)}, {labels}, 3)")

    assert [(mark["place"], mark["tier"], len(mark["points"])) for mark in marks] == [
        (2, "emergency", 2),
        (3, None, 1),
        (5, "urgent", 2),
        (19, "routine", 2),
    ]
    listed = f"it.pointsAt(%s, {json.dumps(marks)}, 3).map(point => point.date.slice(8))"
    assert pure(page, "figures", listed % 1) == ["03", "01", "04"]
    assert pure(page, "figures", listed % 21) == ["20", "21"]
    assert pure(page, "figures", listed % 22) == []
    assert pure(page, "figures", "it.pointsAt(4, [], 3)") == []


def chart(page, name, read):
    """Something of a drawn chart: `read` is what to return, with the chart as `it`."""
    return page.evaluate(
        f"() => {{ const it = Chart.getChart(document.querySelector('#{name} canvas')); return {read}; }}"
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_marks_leave_room_for_a_thumb_and_are_never_hidden(open_still, diarist, width):
    for year in range(20):
        day = diarist.today() - timedelta(days=100 + 365 * year)
        for later, muscle in ((0, "chest"), (40, "belly"), (80, "back")):
            at = datetime.combine(day + timedelta(days=later), time(14), UTC)
            CrampFactory(owner=diarist, started_at=at, muscle=muscle)
        VisitFactory(owner=diarist, date=day + timedelta(days=3))
    page = open_still(diarist, "/diary/trends/?days=all", viewport={"width": width, "height": 800})
    expect(page.locator("#frequency .legend .rose")).to_be_visible()
    expect(page.locator("#frequency .legend .lowered")).to_be_visible()
    marks = chart(
        page,
        "frequency",
        "Object.values(it.config.options.plugins.annotation.annotations)"
        ".map(mark => [mark.yAdjust, it.scales.x.getPixelForValue(mark.xValue)])",
    )

    for row in {row for row, _x in marks}:
        places = sorted(x for at, x in marks if at == row)
        assert len(places) > 4
        assert all(later - earlier >= 24 for earlier, later in pairwise(places))

    page.locator("#frequency canvas").click(position={"x": min(x for _row, x in marks), "y": 20})

    oldest = diarist.today() - timedelta(days=100 + 365 * 19)
    expect(page.locator("#frequency .turns > li").last).to_contain_text(str(oldest.year))


def test_legend_names_only_marks_that_are_there(open_still, transactional_db):
    user = UserFactory(username="calm")
    CrampFactory(owner=user)
    page = open_still(user, "/diary/trends/")
    with page.expect_response("**/charts/flag/**"):
        page.reload()

    expect(page.locator("#frequency .legend .rose")).to_be_hidden()
    expect(page.locator("#frequency .legend .lowered")).to_be_hidden()
    expect(page.get_by_role("link", name="What the flag says today")).to_be_visible()


def test_words_and_numbers_of_axes_are_written_as_in_sentences(open_still, diarist):
    page = open_still(diarist, "/diary/trends/")
    is_drawn(page, "hydration")

    assert chart(page, "hydration", "it.scales.x.ticks.map(tick => tick.label)") == [
        ["0–3"],
        ["4–5"],
        ["6–7"],
        ["8+"],
        ["not", "noted"],
    ]
    chart(page, "hydration", "(it.options.scales.y.max = 4000, it.update('none'))")
    assert "4000" in chart(page, "hydration", "it.scales.y.ticks.map(tick => tick.label)")
