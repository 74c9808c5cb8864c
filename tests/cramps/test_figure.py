"""The body figure: what stands on it, on which side, and whether every place can be hit and no other in its stead."""

import re

import pytest

from cramps.anatomy import Muscle, Side
from cramps.figure import BACK, FRONT, HALF_WIDTH, HEIGHT, VIEWS

ON_THE_FIGURE = {"quadriceps", "inner_thigh", "shin", "foot", "toes", "buttock", "hamstring", "calf"}
THUMB = 44
PLACES = [(view, place) for view in VIEWS for place in view.places]
NAMES = [f"{view.code}-{place.muscle}" for view, place in PLACES]
CELLS = [(x + 0.5, y + 0.5) for y in range(HEIGHT) for x in range(HALF_WIDTH)]


def points(path):
    """Where the commands M, L, H, V, C and S of a path end."""
    found = []
    for command, numbers in re.findall(r"([MLHVCSZ])([^MLHVCSZ]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command in "HV":
            x, y = found[-1]
            found.append((values[0], y) if command == "H" else (x, values[0]))
        else:
            step = {"M": 2, "L": 2, "C": 6, "S": 4, "Z": 2}[command]
            found += [(values[end - 2], values[end - 1]) for end in range(step, len(values) + 1, step)]
    return found


def is_inside(corners, x, y):
    """Whether a point lies in a polygon."""
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def area(place):
    """The cells of the half that the reach of a place covers."""
    corners = points(place.reach)
    return {cell for cell in CELLS if is_inside(corners, *cell)}


def largest_square(cells):
    """The side of the largest square of these cells."""
    sides = {}
    for x, y in sorted(cells):
        around = [sides.get(cell, 0) for cell in ((x - 1, y), (x, y - 1), (x - 1, y - 1))]
        sides[x, y] = 1 + min(around)
    return max(sides.values())


def test_figure_shows_the_muscles_from_hip_to_toes():
    assert {place.muscle for _view, place in PLACES} == ON_THE_FIGURE


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.code)
def test_view_shows_each_of_its_muscles_once_on_either_side(view):
    spots = [(spot.place.muscle, spot.side) for spot in view.spots()]

    assert len(spots) == len(set(spots)) == 2 * len(view.places)
    assert {side for _muscle, side in spots} == {Side.LEFT, Side.RIGHT}


@pytest.mark.parametrize(("view", "is_mirrored"), [(FRONT, False), (BACK, True)], ids=["front", "back"])
def test_left_of_the_person_is_right_of_the_viewer_only_from_the_front(view, is_mirrored):
    left = [spot.is_mirrored for spot in view.spots() if spot.side is Side.LEFT]

    assert set(left) == {is_mirrored}
    assert view.halves == ((Side.LEFT, Side.RIGHT) if is_mirrored else (Side.RIGHT, Side.LEFT))


def test_name_says_side_muscle_and_view():
    names = {spot.name for view in VIEWS for spot in view.spots()}

    assert {"Left calf, back view", "Right front of thigh, front view", "Left foot, front view"} <= names
    assert len(names) == 2 * len(PLACES)


def test_place_is_repeated_where_an_earlier_view_shows_its_muscle():
    before = set()
    for _view, place in PLACES:
        assert place.is_repeated is (place.muscle in before)
        before.add(place.muscle)

    assert Muscle.FOOT in [place.muscle for _view, place in PLACES if place.is_repeated]


@pytest.mark.parametrize(("view", "place"), PLACES, ids=NAMES)
def test_place_is_drawn_inside_its_half_and_its_own_reach(view, place):
    corners = points(place.reach)

    assert all(0 <= x <= HALF_WIDTH and 0 <= y <= HEIGHT for x, y in corners)
    assert all(is_inside(corners, x, y) for x, y in points(place.shape))


@pytest.mark.parametrize(("view", "place"), PLACES, ids=NAMES)
def test_reach_has_room_for_a_thumb(view, place):
    assert largest_square(area(place)) >= THUMB


@pytest.mark.parametrize(("view", "place"), PLACES, ids=NAMES)
def test_middle_of_a_reach_belongs_to_it(view, place):
    """Assistive technology and voice control press a button in the middle of its box."""
    across, down = zip(*points(place.reach), strict=True)

    assert is_inside(points(place.reach), (min(across) + max(across)) / 2, (min(down) + max(down)) / 2)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.code)
def test_no_reach_covers_another(view):
    areas = [area(place) for place in view.places]

    assert sum(map(len, areas)) == len(set().union(*areas))
