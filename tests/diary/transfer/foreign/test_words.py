import pytest

from cramps.anatomy import Muscle, Side
from diary.transfer.foreign import words
from diary.vocabulary import Activity


def test_lists_lead_to_codes_that_exist_and_are_written_as_cells_are():
    for table, allowed in ((words.MUSCLES, Muscle), (words.SIDES, Side), (words.ACTIVITIES, Activity)):
        assert set(table.values()) <= set(allowed.values)
        assert {word for word in table if words.said(word) != word} == set()


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("Calf", ("calf", "")),
        ("left calf", ("calf", "left")),
        ("Calf (R)", ("calf", "right")),
        ("inner_thigh", ("inner_thigh", "")),
        ("both feet", ("foot", "both")),
        ("thigh", ("", "")),
        ("left", ("", "")),
        ("", ("", "")),
    ],
)
def test_place_is_muscle_and_side(cell, place):
    assert words.place_of(cell) == place


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("5", "5.000000"),
        ("5,5", "5.500000"),
        ("5 min", "5.000000"),
        ("90 s", "1.500000"),
        ("1 hour", "60.000000"),
        ("0:05:30", "5.500000"),
        ("1:30", ""),
        ("a while", ""),
        ("5 cm", ""),
        ("-5", ""),
    ],
)
def test_length_is_minutes(cell, minutes):
    assert words.minutes_of(cell) == minutes


@pytest.mark.parametrize(
    ("cell", "rating"), [("7", "7"), ("7/10", "7"), ("7.0", "7"), ("11", "11"), ("7.5", ""), ("bad", "")]
)
def test_rating_is_a_whole_number(cell, rating):
    assert words.rating_of(cell) == rating


@pytest.mark.parametrize(
    ("cell", "count"), [("3", "3"), ("3.0", "3"), ("none", "0"), ("No", "0"), ("yes", "1"), ("2x", "2"), ("?", "")]
)
def test_count_is_a_whole_number(cell, count):
    assert words.count_of(cell) == count
