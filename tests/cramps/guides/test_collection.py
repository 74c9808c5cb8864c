"""The guides as a whole: what has to be there, and what each kind of them holds."""

import re

import pytest

from cramps.guides.catalog import FOLDER, catalog
from cramps.guides.equipment import Equipment
from cramps.guides.text import plain

GUIDES = catalog().listed()
ROUTINES = [guide for guide in GUIDES if guide.routine]
TEXTS = {guide.slug: (FOLDER / "content" / f"{guide.slug}.md").read_text() for guide in GUIDES}


def named(guides):
    return pytest.mark.parametrize("guide", guides, ids=lambda guide: guide.slug)


def test_every_subject_has_its_guide():
    assert len(GUIDES) >= 25
    assert {
        *("right-now", "calf-and-foot-cramp", "hamstring-cramp", "inner-thigh-cramp", "front-of-thigh-cramp"),
        *("what-a-cramp-is", "causes-and-triggers", "cramp-in-a-quadriceps-stretch", "is-it-a-cramp"),
        *("preventing-night-cramps", "preventing-exercise-cramps", "fluids-and-salts", "food-and-supplements"),
        *("medicines-and-conditions", "pregnancy", "when-to-see-a-doctor"),
        *("myths-and-disagreements", "where-this-advice-comes-from"),
    } <= set(catalog().guides)
    assert len(ROUTINES) >= 16


@named(GUIDES)
def test_guide_names_two_others_to_read_on(guide):
    assert len(set(guide.related) - {guide.slug}) == len(guide.related) >= 2


@named(GUIDES)
def test_guide_is_found_by_other_words_too(guide):
    assert guide.aliases
    assert guide.title.lower() not in [alias.lower() for alias in guide.aliases]


@named(GUIDES)
def test_text_links_to_no_other_site(guide):
    assert not re.search(r"https?://|www\.", TEXTS[guide.slug].split("\n+++\n", 1)[1])


@named([guide for guide in GUIDES if guide.disagreements])
def test_disagreement_says_who_says_what_and_what_we_suggest(guide):
    boxes = re.findall(
        r'<div class="split disagree" id="([^"]+)">(.*?)</div>', "".join(p.html for p in guide.parts), re.S
    )

    assert [name for name, _html in boxes] == [box.id for box in guide.disagreements]
    for name, box in boxes:
        assert 'class="cite"' in box, name
        assert "What we suggest:" in plain(box), name


@named(ROUTINES)
def test_dose_of_every_step_has_a_source_or_is_marked_as_our_own(guide):
    for step in guide.routine.steps:
        assert 'class="cite"' in step.dose or 'class="own"' in step.dose, step.title


@named(ROUTINES)
def test_posture_is_told_in_words_that_suffice(guide):
    for step in guide.routine.steps:
        assert len(step.alt.split()) >= 10, step.title


@named(ROUTINES)
def test_routine_warns_and_says_how_often(guide):
    assert guide.routine.cautions
    assert plain(guide.routine.often)


@named(ROUTINES)
def test_routine_takes_as_long_as_a_tired_person_may_give_it(guide):
    assert 1 <= guide.routine.minutes <= 20


def test_drawings_are_all_used_and_hold_no_colour_of_their_own():
    used = {step.drawing for guide in ROUTINES for step in guide.routine.steps}

    assert set(catalog().drawings) == used
    for name, svg in catalog().drawings.items():
        assert 'aria-hidden="true"' in svg, name
        assert not re.search(r"style=|<style|<script|\bfill=\"(?!none)|stroke=\"#|\bid=|href", svg), name
        assert len(svg) < 1500, name


def test_equipment_is_all_used():
    assert {piece for guide in ROUTINES for piece in guide.routine.equipment} == set(Equipment)


def test_routines_speak_of_relief_for_legs_and_feet_alone():
    muscles = {muscle for guide in ROUTINES for muscle in guide.muscles}

    assert muscles <= {"calf", "foot", "toes", "hamstring", "inner_thigh", "quadriceps"}


@named([guide for guide in GUIDES if guide.kind == "relief"])
def test_relief_begins_with_its_steps(guide):
    opening = guide.parts[0].html + "".join(part.html for part in guide.parts[:4])

    assert 'class="steps large"' in opening
    assert guide.slots[0] == "something-wrong"
