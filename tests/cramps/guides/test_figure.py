"""The body figure of the guides: one link for each muscle, whatever it is seen with."""

import re

import pytest
from django.template import Context, Template

from cramps.figure import VIEWS


def links(chosen=""):
    html = Template("{% load figure %}{% body_figure_links chosen %}").render(Context({"chosen": chosen}))
    return re.findall(r"<a ([^>]*)><title>([^<]*)</title>", html)


def test_each_muscle_is_one_link_for_keyboards_and_screen_readers():
    reached = [(attrs, name) for attrs, name in links() if "aria-hidden" not in attrs]

    muscles = {place.muscle for view in VIEWS for place in view.places}
    assert len(reached) == len(muscles)
    assert {name for _attrs, name in reached} == {muscle.label for muscle in muscles}
    assert all(f'href="/guides/?muscle={muscle}"' in str(reached) for muscle in muscles)


def test_what_is_no_link_for_a_keyboard_is_left_out_for_screen_readers_too():
    assert all(('tabindex="-1"' in attrs) is ('aria-hidden="true"' in attrs) for attrs, _name in links())


def test_both_sides_and_both_views_lead_to_the_same_guides():
    assert {"?muscle=foot" in attrs for attrs, name in links() if name == "Foot"} == {True}
    assert [name for _attrs, name in links()].count("Foot") == 4


@pytest.mark.parametrize("muscle", ["calf", "foot"])
def test_chosen_muscle_is_marked_wherever_it_is_drawn(muscle):
    told = [(f'?muscle={muscle}"' in attrs, 'aria-current="true"' in attrs) for attrs, _name in links(muscle)]

    assert set(told) == {(True, True), (False, False)}


@pytest.mark.parametrize("rubbish", ["", "arm", "nonsense", '"><script>'])
def test_anything_that_is_not_drawn_marks_nothing(rubbish):
    assert "aria-current" not in str(links(rubbish))
