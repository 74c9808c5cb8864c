from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.models import LONGEST_SECONDS
from diary.transfer import cells
from diary.vocabulary import Trigger

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
TRIGGERS = tuple(Trigger.values)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_one_quote(start):
    assert cells.neutral(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "1 = 1", " =1", "\n=1", '"=1"', "ödem", "‮abc"])
def test_other_text_stays_as_it_is(text):
    assert cells.neutral(text) == text


@given(st.text())
def test_a_neutral_text_becomes_plain_again(text):
    assert cells.plain(cells.neutral(text)) == text


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(720, "12"), (630, "10.5"), (100, "1.67"), (1, "0.02"), (0, "0"), (600, "10"), (None, "")]
)
def test_minutes_are_written_short(seconds, minutes):
    assert cells.write_minutes(seconds) == minutes


@given(st.integers(0, LONGEST_SECONDS))
def test_minutes_keep_every_second(seconds):
    assert cells.read_minutes(cells.write_minutes(seconds)) == seconds


@pytest.mark.parametrize("cell", ["-1", "1e3", "1,5", "ten", "NaN", "0:30", "1440.01", "999999999"])
def test_minutes_that_cannot_be_are_refused(cell):
    with pytest.raises(cells.CellError):
        cells.read_minutes(cell)


def test_minutes_go_up_to_a_day():
    assert cells.read_minutes("1440") == LONGEST_SECONDS


def test_number_out_of_range_says_so():
    with pytest.raises(cells.CellError, match=r"^11 is not between 0 and 10$"):
        cells.read_number("11", 10)


@pytest.mark.parametrize("cell", ["-1", "7.5", "x", "1_0", "९", "99999999999999"])
def test_number_that_is_none_is_refused(cell):
    with pytest.raises(cells.CellError):
        cells.read_number(cell, 10)


def test_codes_tell_not_asked_from_none():
    assert [cells.write_codes(codes, TRIGGERS) for codes in (None, [])] == ["", "none"]
    assert [cells.read_codes(cell, TRIGGERS) for cell in ("", "none")] == [None, []]


def test_codes_come_in_the_order_of_the_vocabulary_without_doubles():
    assert cells.write_codes(["heat", "little_fluid", "heat"], TRIGGERS) == "little_fluid|heat"
    assert cells.read_codes("heat|little_fluid|heat", TRIGGERS) == ["little_fluid", "heat"]


def test_codes_of_another_version_are_not_lost():
    assert cells.write_codes(["moonlight", "heat"], TRIGGERS) == "heat|moonlight"


@pytest.mark.parametrize("cell", ["none|heat", "heat|none", "heat|", "heat|moonlight", "Heat"])
def test_codes_outside_the_vocabulary_are_refused(cell):
    with pytest.raises(cells.CellError):
        cells.read_codes(cell, TRIGGERS)


def test_reliefs_are_written_in_the_order_of_the_vocabulary():
    tries = [("cold", ""), ("massage", "a_little"), ("stretch", "yes")]

    assert cells.write_reliefs(tries) == "stretch=yes|massage=a_little|cold="


def test_reliefs_are_read_in_any_order():
    assert cells.read_reliefs("cold=|heat|stretch=yes") == (("stretch", "yes"), ("heat", ""), ("cold", ""))


@pytest.mark.parametrize(
    "cell", ["none", "stretch=maybe", "=yes", "stretch=yes|stretch=no", "stretch=yes=no", "tea=no"]
)
def test_reliefs_that_cannot_be_are_refused(cell):
    with pytest.raises(cells.CellError):
        cells.read_reliefs(cell)


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2026-07-04T02:14:00+01:00", datetime(2026, 7, 4, 1, 14, tzinfo=UTC)),
        ("2026-07-04T02:14:00Z", datetime(2026, 7, 4, 2, 14, tzinfo=UTC)),
        ("2026-07-04T02:14", datetime(2026, 7, 4, 1, 14, tzinfo=UTC)),
        ("2026-07-04 02:14:09.5", datetime(2026, 7, 4, 1, 14, 9, tzinfo=UTC)),
        # The clocks go forward at 01:00: this hour was never shown.
        ("2026-03-29T01:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # They go back at 02:00: this hour was shown twice.
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_start_is_read_by_its_offset_else_by_the_clock_in_the_zone(cell, instant):
    assert cells.read_start(cell, LONDON, NOW) == (instant, True)


def test_start_that_is_a_date_has_no_time():
    assert cells.read_start("2026-07-04", LONDON, NOW) == (datetime(2026, 7, 4, 11, tzinfo=UTC), False)


def test_start_today_without_a_time_is_not_in_the_future():
    assert cells.read_start("2026-11-20", LONDON, NOW) == (datetime(2026, 11, 20, 12, tzinfo=UTC), False)


def test_start_a_little_ahead_is_a_clock_that_runs_fast():
    assert cells.read_start("2026-11-20T09:05:00+00:00", LONDON, NOW) == (NOW, True)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-20T09:05:01+00:00",
        "2026-11-21",
        "9999-12-31T23:59:59-12:00",
        "9999-12-31",
        "1899-12-31",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_start_outside_a_life_is_refused(cell):
    with pytest.raises(cells.CellError, match=r"is in the future|is before 1900"):
        cells.read_start(cell, LONDON, NOW)


@pytest.mark.parametrize("cell", ["", "4/11/2026 02:14", "2026-02-30", "2026-11-04T25:00", "20261104", "2026-W45-3"])
def test_start_written_in_another_way_is_refused(cell):
    with pytest.raises(cells.CellError, match=r"is not a date( and time)? like 2026-11-04"):
        cells.read_start(cell, LONDON, NOW)


def test_moment_needs_an_offset():
    with pytest.raises(cells.CellError, match="lacks an offset"):
        cells.read_moment("2026-07-04T02:14:00", NOW)


def test_moment_keeps_its_fraction():
    moment = datetime(2026, 7, 4, 2, 14, 9, 250_000, tzinfo=UTC)

    assert cells.read_moment(cells.write_moment(moment), NOW) == moment


@pytest.mark.parametrize(
    ("value", "cell"), [(time(14, 30), "14:30"), (time(14, 30, 5), "14:30:05"), (time(0), "00:00"), (None, "")]
)
def test_time_is_written_short_and_read_again(value, cell):
    assert cells.write_time(value) == cell
    assert cells.read_time(cell) == value


def test_date_may_be_tomorrow_for_a_traveller():
    evening = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)

    assert cells.read_date("2026-11-21", evening) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "a\x0bb", "a\x7f", "a\x85b"])
def test_control_characters_are_refused(text):
    with pytest.raises(cells.CellError):
        cells.read_text(text)


def test_newlines_and_tabs_are_writing():
    assert cells.read_text("a\tb\nc") == "a\tb\nc"


def test_text_ends_at_5000_characters():
    assert cells.read_text("ö" * 5_000)

    with pytest.raises(cells.CellError, match="longer than 5,000 characters"):
        cells.read_text("ö" * 5_001)
