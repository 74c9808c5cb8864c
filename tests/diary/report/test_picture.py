from datetime import date, timedelta
from itertools import pairwise

import pytest

from cramps.regions import region_of
from diary.clock import Period
from diary.counting.weeks import Week
from diary.report.picture import GROUND, LEFT, TOP, WIDTH, picture_of


def weeks(*numbers):
    first = date(2026, 6, 1)
    return [
        Week(
            Period(first + timedelta(weeks=n), first + timedelta(weeks=n, days=6)),
            0 if cramps is None else 7,
            cramps,
            cramps,
        )
        for n, cramps in enumerate(numbers)
    ]


def test_week_that_is_not_recorded_has_no_bar_and_a_zero_has_one():
    empty, zero, _three = picture_of(weeks(None, 0, 3), region_of("GB")).slots

    assert (empty.cramps, empty.nights) == (None, None)
    assert (zero.cramps.height, zero.cramps.number) == (0, 0)


def test_tallest_bar_fills_the_room_and_the_others_are_in_proportion():
    tall, half = picture_of(weeks(8, 4), region_of("GB")).slots

    assert (tall.cramps.y, tall.cramps.height) == (TOP, GROUND - TOP)
    assert half.cramps.height * 2 == tall.cramps.height


@pytest.mark.parametrize("number", [4, 12, 26])
def test_bars_stay_inside_and_apart(number):
    slots = picture_of(weeks(*range(1, number + 1)), region_of("GB")).slots
    bars = [bar for slot in slots for bar in (slot.cramps, slot.nights)]

    assert bars[0].x >= LEFT
    assert bars[-1].x + bars[-1].width <= WIDTH
    assert all(one.x + one.width < other.x for one, other in pairwise(bars))


def test_dates_do_not_run_together():
    labels = [slot.label for slot in picture_of(weeks(*[1] * 26), region_of("GB")).slots]

    assert [bool(label) for label in labels] == [True, False] * 13


def test_words_say_the_same_and_name_what_is_not_recorded():
    words = picture_of(weeks(None, 2), region_of("US")).words

    assert "Week of Jun 1: not recorded." in words
    assert "Week of Jun 8: cramps 2, nights 2, recorded 7 of 7 days." in words
