"""A routine as data: what is wrong with it is found, and it counts and reckons right."""

import pytest

from cramps.guides.catalog import read
from cramps.guides.equipment import Equipment, Level, Sides
from cramps.guides.routine import Step
from tests.cramps.guides.conftest import FRONT

ROUTINE = """
[routine]
level = "beginner"
level_source = "nhs"
equipment = ["wall", "chair"]
often = "Every night. [@nhs]"
stretching = true
cautions = ["Hold on to something. {own}"]
own = ["How you stand."]

[[routine.steps]]
title = "Calf"
drawing = "calf-wall"
alt = "A person leans against a wall."
text = "**Lean in.**"
dose = "As tested. [@nhs]"
hold = 10
rest = 5
times = 3
side = "each"
tries = ["stretch"]

[[routine.steps]]
title = "Calf, sitting"
drawing = "calf-wall"
alt = "A person sits."
text = "Sit."
dose = "{own}"
instead = true
+++
"""
BODY = "\n## How {expert}\n\nSlowly.\n\n::: slot routine\n:::\n"
FRONT_OF_ROUTINE = FRONT.replace('kind = "relief"', 'kind = "routine"').removesuffix("+++\n")


@pytest.fixture
def write(folder):
    """Write the guide with something in its routine changed."""

    def write_routine(old="", new="", front=FRONT_OF_ROUTINE, body=BODY):
        assert old in ROUTINE
        folder.draw("calf-wall")
        folder.write(front=front + ROUTINE.replace(old, new, 1), body=body)
        return folder

    return write_routine


def test_routine_is_read_with_everything_that_it_says(write):
    catalog = read(write().path)

    routine = catalog.guides["a-guide"].routine
    assert catalog.problems == ()
    assert (routine.level, routine.level_source, routine.is_stretching) == (Level.BEGINNER, "nhs", True)
    assert routine.equipment == (Equipment.WALL, Equipment.CHAIR)
    assert routine.often == '<p>Every night. <span class="cite">Source: <a href="#source-nhs">NHS</a></span></p>\n'
    assert routine.own == ("<p>How you stand.</p>\n",)
    assert 'class="own"' in routine.cautions[0]
    assert routine.measures == catalog.guides["a-guide"].measures == {"stretch"}
    calf, sitting = routine.steps
    assert (calf.title, calf.drawing, calf.alt) == ("Calf", "calf-wall", "A person leans against a wall.")
    assert "<strong>Lean in.</strong>" in calf.text
    assert (calf.hold, calf.rest, calf.times, calf.side, calf.is_instead) == (10, 5, 3, Sides.EACH, False)
    assert (sitting.hold, sitting.rest, sitting.times, sitting.side, sitting.is_instead) == (
        *(0, 0, 1, Sides.TOGETHER),
        True,
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('level = "beginner"', "", "level is None; known are beginner, intermediate"),
        ('level = "beginner"', 'level = "hero"', "level is 'hero'; known are beginner, intermediate"),
        ('level_source = "nhs"', "level_source = 1", "level_source is the id of a source"),
        ('level_source = "nhs"', 'level_source = "aunt"', "level_source 'aunt' is not among its sources"),
        ('equipment = ["wall", "chair"]', "", "equipment is no list of words"),
        ('equipment = ["wall", "chair"]', 'equipment = "wall"', "equipment is no list of words"),
        ('equipment = ["wall", "chair"]', "equipment = [3]", "equipment is no list of words"),
        ('"wall", "chair"', '"wall", "trapeze"', "unknown equipment 'trapeze'; known are wall, chair"),
        ('often = "Every night. [@nhs]"', "", "often is missing or no text"),
        ('often = "Every night. [@nhs]"', 'often = ""', "often is missing or no text"),
        ("stretching = true", 'stretching = "yes"', "stretching is true or false"),
        ('cautions = ["Hold on to something. {own}"]', "", "cautions is no list of words"),
        ('own = ["How you stand."]', "own = 1", "own is no list of words"),
        ("stretching = true", "colour = 1", "unknown key 'colour' in routine"),
        ('title = "Calf"\n', "", "step 1: title is missing or no text"),
        ('title = "Calf"\n', 'title = " "\n', "step 1: title is missing or no text"),
        ('drawing = "calf-wall"\n', "", "step 1: drawing is missing or no text"),
        ('drawing = "calf-wall"\n', 'drawing = "squid"\n', "step 1: there is no drawing 'squid'; there are calf-wall"),
        ('alt = "A person sits."\n', "", "step 2: alt is missing or no text"),
        ('text = "Sit."\n', "text = []\n", "step 2: text is missing or no text"),
        ('dose = "{own}"\n', "", "step 2: dose is missing or no text"),
        ("hold = 10", 'hold = "10"', "step 1: hold is not a whole number from 0 to 3600"),
        ("hold = 10", "hold = 1.5", "step 1: hold is not a whole number from 0 to 3600"),
        ("hold = 10", "hold = true", "step 1: hold is not a whole number from 0 to 3600"),
        ("hold = 10", "hold = -1", "step 1: hold is not a whole number from 0 to 3600"),
        ("hold = 10", "hold = 3601", "step 1: hold is not a whole number from 0 to 3600"),
        ("rest = 5", "rest = 601", "step 1: rest is not a whole number from 0 to 600"),
        ("times = 3", "times = 0", "step 1: times is not a whole number from 1 to 100"),
        ("times = 3", "times = 101", "step 1: times is not a whole number from 1 to 100"),
        ('side = "each"', 'side = "left"', "step 1: side is 'left'; known are together, each"),
        ('tries = ["stretch"]', 'tries = "stretch"', "step 1: tries is no list of words"),
        (
            'tries = ["stretch"]',
            'tries = ["stretch", "leeches"]',
            "step 1: tries the unknown 'leeches'; known are cold",
        ),
        ('tries = ["stretch"]', "instead = true", "its first step cannot stand instead of the one before"),
        ("instead = true", "instead = 1", "step 2: instead is true or false"),
        ("instead = true", "colour = 1", "step 2: unknown key 'colour'"),
    ],
)
def test_fault_in_a_routine_is_found_and_told(write, old, new, message):
    [(code, name, line, told)] = write(old, new).problems()

    assert (code, name, line) == ("E011", "a-guide.md", 14)
    assert told.startswith(message)


@pytest.mark.parametrize("value", ["{}", "3", '["a"]'])
def test_table_that_holds_no_routine_is_a_fault(folder, value):
    folder.write(front=f"{FRONT_OF_ROUTINE}routine = {value}\n+++\n", body=BODY)

    found = folder.problems()

    assert {code for code, *_ in found} == {"E011"}
    assert any("routine is missing or no table" in told or "it has no steps" in told for *_, told in found)


@pytest.mark.parametrize("steps", ["steps = []", "steps = 3", 'steps = "two"', 'steps = ["one"]'])
def test_steps_that_are_no_tables_are_a_fault(folder, steps):
    table = ROUTINE.split("\n[[")[0]
    folder.write(front=f"{FRONT_OF_ROUTINE}{table}{steps}\n+++\n", body=BODY)

    [(code, _name, _line, told)] = folder.problems()

    assert code == "E011"
    assert told in {"it has no steps", "step 1: is no table"}


def test_every_fault_is_told_at_once(write):
    folder = write('level = "beginner"\nlevel_source = "nhs"', "level_source = 1\ncolour = 1")

    assert len(folder.problems()) == 3


@pytest.mark.parametrize(
    ("front", "body"),
    [
        (FRONT_OF_ROUTINE, "\n## How {expert}\n\nSlowly.\n"),
        (FRONT.removesuffix("+++\n"), BODY),
        (FRONT.removesuffix("+++\n"), "\n## How {expert}\n\nSlowly.\n"),
    ],
    ids=["no slot", "another kind", "another kind and no slot"],
)
def test_table_of_a_routine_without_its_kind_and_its_slot_is_a_fault(write, front, body):
    [(code, name, line, told)] = write(front=front, body=body).problems()

    assert (code, name, line) == ("E011", "a-guide.md", 4)
    assert "of the kind routine, and no other, has a table [routine] and a slot" in told


@pytest.mark.parametrize("kind", ["routine", "relief"])
@pytest.mark.parametrize("body", [BODY, "\n## How {expert}\n\nSlowly.\n"], ids=["slot", "no slot"])
def test_kind_or_slot_of_a_routine_without_its_table_is_a_fault(folder, kind, body):
    folder.write(front=FRONT.replace('"relief"', f'"{kind}"'), body=body)

    codes = [code for code, *_ in folder.problems()]

    assert codes == ([] if kind == "relief" and body != BODY else ["E011"])


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("Every night. [@nhs]", "Every night. [@aunt]", "E006", "cites 'aunt'"),
        ("Hold on to something. {own}", "Hold on. {sure}", "E008", "unknown word 'sure'"),
        ("As tested. [@nhs]", "{tries heat} As tested.", "E008", "{tries} stands"),
        ("How you stand.", "# Stand", "E008", "out of order"),
        ("How you stand.", "## Stand", "E008", "neither headings nor slots"),
        ("**Lean in.**", "[Lean](guide:nowhere)", "E007", "no guide 'nowhere'"),
    ],
)
def test_fault_in_a_line_of_a_routine_is_found_in_its_line(write, old, new, code, message):
    folder = write(old, new)

    found = folder.problems()[0]

    text = (folder.path / "content" / "a-guide.md").read_text()
    assert found[:3] == (code, "a-guide.md", text[: text.index(new)].count("\n") + 1)
    assert message in found[3]


def step(**facts):
    plain = {"title": "", "drawing": "", "alt": "", "text": "", "dose": "", "hold": 0, "rest": 0, "times": 1}
    return Step(**{**plain, "side": Sides.TOGETHER, "measures": frozenset(), "is_instead": False, **facts})


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, ""),
        ({"hold": 1}, "Hold 1 second."),
        ({"hold": 10}, "Hold 10 seconds."),
        ({"hold": 60}, "1 minute."),
        ({"hold": 90}, "Hold 90 seconds."),
        ({"hold": 300}, "5 minutes."),
        ({"rest": 1}, "Rest 1 second."),
        ({"times": 12}, "12 times."),
        ({"side": Sides.EACH}, "Each leg."),
        (
            {"hold": 10, "rest": 5, "times": 3, "side": Sides.EACH},
            "Hold 10 seconds, rest 5 seconds, 3 times, each leg.",
        ),
    ],
)
def test_count_is_said_in_a_sentence(facts, told):
    assert step(**facts).count == told


@pytest.mark.parametrize(
    ("facts", "seconds"),
    [
        ({}, 40),
        ({"hold": 10}, 20),
        ({"hold": 10, "rest": 5, "times": 3}, 55),
        ({"hold": 10, "rest": 5, "times": 3, "side": Sides.EACH}, 100),
        ({"rest": 5, "times": 2}, 80),
    ],
)
def test_step_takes_its_count_and_the_time_to_get_ready(facts, seconds):
    assert step(**facts).seconds == seconds


@pytest.mark.parametrize(
    ("hold", "instead", "minutes"), [(10, 3600, 1), (79, 0, 1), (81, 0, 2), (3590, 0, 60), (0, 3600, 1)]
)
def test_routine_takes_its_steps_without_those_that_stand_instead(write, hold, instead, minutes):
    folder = write('hold = 10\nrest = 5\ntimes = 3\nside = "each"', f"hold = {hold}")
    path = folder.path / "content" / "a-guide.md"
    path.write_text(path.read_text().replace("instead = true", f"instead = true\nhold = {instead}"))

    assert read(folder.path).guides["a-guide"].routine.minutes == minutes
