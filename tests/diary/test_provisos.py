"""Guides for somebody whose health does not go with all of their advice."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from cramps.guides.catalog import catalog
from cramps.guides.text import Part
from cramps.regions import region_of
from diary.background import Background
from diary.guidance import Guidance, Instead
from diary.triage.provisos import SAID, provisos
from diary.triage.withdrawal import open_signs, withdrawals
from tests.diary.triage.diaries import TODAY, cramp, diary, living_with
from tests.factories import HealthContextFactory

FLUIDS = {"water", "electrolytes", "pickle_juice", "magnesium"}
WARMTH = {"heat", "cold"}
GUIDES = catalog().guides
TEAM = "Ask your team: your fluid and salt limits come first."
HAND = "Check with your hand first; skip it on numb skin."
VOID = {"br", "hr", "img", "meta", "input"}


def lines_for(measures, *conditions):
    return [proviso.instead(measures) for proviso in provisos(living_with(*conditions)) if proviso.measures & measures]


@pytest.mark.parametrize("condition", ["dialysis", "heart_disease", "kidney_disease"])
@pytest.mark.parametrize("measure", sorted(FLUIDS))
def test_drinks_salt_and_magnesium_are_for_the_team_to_say(condition, measure):
    (line,) = lines_for({measure, "stretch"}, condition)

    assert TEAM in line
    assert line.lower().startswith(str(SAID[measure]))


@pytest.mark.parametrize("condition", ["nerve_damage", "diabetes"])
@pytest.mark.parametrize("measure", sorted(WARMTH))
def test_warmth_and_cold_are_checked_with_the_hand(condition, measure):
    (line,) = lines_for({measure}, condition)

    assert HAND in line


def test_proviso_names_what_it_is_about_and_why():
    assert lines_for({"magnesium", "electrolytes", "stretch"}, "kidney_disease", "dialysis", "cancer") == [
        f"Drinks with salts, magnesium: {TEAM} You noted: Dialysis; Kidney disease."
    ]


def test_low_salt_diet_replaces_salt_alone():
    assert lines_for({"electrolytes"}, "low_salt_diet")
    assert lines_for({"pickle_juice"}, "low_salt_diet")
    assert not lines_for({"water", "magnesium"}, "low_salt_diet")


@pytest.mark.parametrize("measures", [{"stretch"}, {"massage", "walking"}, set()])
def test_other_advice_stays(measures):
    assert not lines_for(measures, "dialysis", "diabetes", "low_salt_diet", "nerve_damage")


def test_nobody_else_sees_a_line():
    assert provisos(Background(pregnant=True, conditions=frozenset({"arthritis"}))) == []


class Balance(HTMLParser):
    """Which tags are open when the HTML ends, and whether one closes that is not."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, self.getpos()))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.wrong.append((tag, self.getpos()))


@pytest.mark.parametrize("slug", sorted(GUIDES))
def test_every_guide_keeps_its_shape_and_loses_nothing_in_silence(slug):
    guide = GUIDES[slug]
    found = Guidance(guide, provisos=provisos(living_with("dialysis", "diabetes")))
    whole = replace(found, provisos=())

    shown = [part for part in found.parts if isinstance(part, Part)]
    instead = [part for part in found.parts if isinstance(part, Instead)]

    assert not any(part.measures & (FLUIDS | WARMTH) for part in shown)
    assert [part for part in whole.parts if not part.measures & (FLUIDS | WARMTH)] == shown
    for measures, line in ((FLUIDS, TEAM), (WARMTH, HAND)):
        touched = any(part.measures & measures for part in guide.parts)
        assert any(line in text for part in instead for text in part.lines) is touched
    assert [one.step for one in found.steps] == [one.step for one in whole.steps]
    for one in found.steps:
        assert bool(one.lines) is bool(one.step.measures & (FLUIDS | WARMTH))
    texts = [part for part in found.parts if not getattr(part, "slot", "")]
    html = render_to_string("guides/_body.html", {"parts": texts, "region": region_of("GB")})
    balance = Balance(html)
    assert (balance.open, balance.wrong) == ([], [])


def test_two_items_side_by_side_are_one_line():
    parts = (
        Part("<ul>"),
        Part("<li>Salt</li>", measures=frozenset({"electrolytes"})),
        Part("<li>Pickle juice</li>", measures=frozenset({"pickle_juice"})),
        Part("<li>Rest</li>"),
        Part("</ul>"),
        Part('<h3 id="m">Magnesium</h3><p>Words</p>', measures=frozenset({"magnesium"})),
    )
    guide = replace(GUIDES["right-now"], parts=parts)

    _ul, items, _rest, _end, magnesium = Guidance(guide, provisos=provisos(living_with("dialysis"))).parts

    assert (items.place, items.heading) == ("item", "")
    assert items.lines == [f"Drinks with salts, pickle juice: {TEAM} You noted: Dialysis."]
    assert (magnesium.place, magnesium.heading) == ("stretch", '<h3 id="m">Magnesium</h3>')


def test_what_a_sign_withdraws_stays_away_and_is_no_line():
    hot = diary([cramp(0, signs=("new_numbness",))], background=living_with("diabetes"))
    guide = GUIDES["warmth-and-cold"]

    found = Guidance(guide, withdrawals=withdrawals(open_signs(hot, TODAY)), provisos=provisos(hot.background))

    assert not any(isinstance(part, Instead) for part in found.parts)


def test_guide_of_somebody_with_diabetes_says_what_to_check(owner, owner_client, stranger_client, client):
    HealthContextFactory(owner=owner, conditions=["diabetes", "kidney_disease"])
    warmth = reverse("guides:guide", args=["warmth-and-cold"])
    fluids = reverse("guides:guide", args=["fluids-and-salts"])

    assert HAND in owner_client.get(warmth).content.decode()
    assert TEAM in owner_client.get(fluids).content.decode()
    for other in (stranger_client, client):
        assert HAND not in other.get(warmth).content.decode()
        assert TEAM not in other.get(fluids).content.decode()


def with_measures(*of_steps):
    """Bedtime stretching, its first steps having their reader do these."""
    guide = GUIDES["bedtime-stretching"]
    steps = [replace(step, measures=measures) for step, measures in zip(guide.routine.steps, of_steps, strict=False)]
    return replace(guide, routine=replace(guide.routine, steps=tuple(steps)))


def drawn(guide, *conditions):
    guidance = Guidance(guide, provisos=provisos(living_with(*conditions)))
    context = {"guide": guide, "guidance": guidance, "part": Part(slot="routine"), "region": region_of("GB")}
    return render_to_string("guides/slots/routine.html", context)


def test_step_with_warmth_is_a_line_in_its_place():
    guide = with_measures({"stretch"}, {"heat"})

    html = drawn(guide, "diabetes")

    assert html.count('class="exercise"') == 1
    assert html.index('class="exercise"') < html.index(f"Warmth: {HAND}")
    assert guide.routine.steps[1].title in html
    assert "data-walk" in html
    assert HAND not in drawn(guide)


def test_routine_that_is_warmth_alone_has_nothing_to_walk_through():
    html = drawn(with_measures({"heat"}, {"cold"}), "nerve_damage")

    assert html.count(HAND) == 2
    assert "data-walk" not in html
    assert "Nothing of this routine is left" not in html
