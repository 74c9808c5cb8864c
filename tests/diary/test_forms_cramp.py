"""What the answers of the form of a cramp mean, before anything is stored."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from diary.forms.cramp import CrampForm
from diary.forms.length import answer_of
from diary.models import Cramp
from tests.factories import CrampFactory, UserFactory

NOW = datetime(2026, 11, 4, 9, tzinfo=UTC)


def asked(cramp=None, **answers):
    data = QueryDict(mutable=True)
    for name, answer in answers.items():
        data.setlist(name, answer if isinstance(answer, list) else [answer])
    return CrampForm(data, user=UserFactory.build(), now=NOW, cramp=cramp)


def said(cramp=None, **answers):
    form = asked(cramp, **answers)
    assert form.is_valid(), form.errors
    return form.cleaned_data


def stored(**kwargs):
    return CrampFactory.build(pk=1, owner=UserFactory.build(), **kwargs)


def filled(cramp=None, **answers):
    form = asked(cramp, **answers)
    assert form.is_valid(), form.errors
    filled = cramp or Cramp()
    form.fill(filled)
    return filled


def length(cramp=None, **answers):
    found = filled(cramp, **answers)
    return found.duration, found.duration_source


def test_form_with_nothing_said_says_nothing():
    cramp = filled()

    unsaid = ("severity", "woke_me", "easing", "signs", "triggers", "duration")
    assert [getattr(cramp, name) for name in unsaid] == [None] * len(unsaid)
    assert [getattr(cramp, name) for name in ("muscle", "side", "activity", "note")] == [""] * 4
    assert cramp.duration_source == "unknown"


@pytest.mark.parametrize(("chip", "seconds"), [("0.5", 30), ("2", 120), ("6", 360), ("15", 900)])
def test_length_chips_are_estimates(chip, seconds):
    assert length(length=chip) == (seconds, "estimated")


@pytest.mark.parametrize(
    ("typed", "seconds"), [("7", 420), ("7.5", 450), ("7,5", 450), (" 1.67 ", 100), ("0.02", 1), ("1440", 86_400)]
)
def test_length_in_minutes_is_exact(typed, seconds):
    assert length(length="minutes", minutes=typed) == (seconds, "estimated")


def test_length_typed_without_its_chip_counts():
    assert length(minutes="7") == (420, "estimated")


@pytest.mark.parametrize(("chip", "source"), [("running", "running"), ("unknown", "unknown"), ("", "unknown")])
def test_length_not_known(chip, source):
    assert length(length=chip) == (None, source)


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-5", "-0.001", "0.001", "1440.01", "1e9", "1e999999", "nan", "inf", "seven", "7 8", "٧x", "1e-999999"],
)
def test_length_negative_or_absurd_is_an_error(typed):
    assert list(asked(length="minutes", minutes=typed).errors) == ["minutes"]


def test_length_error_behind_a_chip_that_is_not_chosen_is_passed_over():
    assert length(length="2", minutes="rubbish") == (120, "estimated")


@pytest.mark.parametrize("source", ["timed", "estimated"])
@pytest.mark.parametrize("seconds", [1, 59, 100, 101, 119, 3601, 86_399])
def test_length_that_is_not_touched_stays_as_it_was_known(source, seconds):
    cramp = stored(duration=seconds, duration_source=source)
    chip, minutes = answer_of(cramp)

    assert length(cramp, length=chip, minutes=minutes) == (seconds, source)


@pytest.mark.parametrize(("source", "shown"), [("estimated", ("6", "")), ("timed", ("minutes", "6"))])
def test_length_of_an_estimate_is_shown_as_its_chip(source, shown):
    assert answer_of(stored(duration=360, duration_source=source)) == shown


@pytest.mark.parametrize(
    ("answers", "ended"),
    [
        ({"length": "minutes", "minutes": "12"}, (720, "timed")),
        ({"length": "6"}, (360, "estimated")),
        ({"length": "unknown"}, (None, "unknown")),
        ({"length": "running"}, (None, "running")),
    ],
)
def test_length_of_a_running_cramp_can_be_ended(answers, ended):
    assert length(stored(duration_source="running"), **answers) == ended


@pytest.mark.parametrize("pain", range(11))
def test_severity_is_0_to_10(pain):
    assert said(severity=str(pain))["severity"] == pain


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("severity", "11"),
        ("severity", "-1"),
        ("severity", "5.5"),
        ("muscle", "tail"),
        ("side", "up"),
        ("activity", "flying"),
        ("woke_me", "maybe"),
        ("easing", "true"),
        ("length", "7"),
        ("exertion", "extreme"),
        ("different", "very"),
        ("triggers", "moon"),
        ("signs", "sneezing"),
        ("reliefs", "magic"),
        ("fluids", "41"),
        ("fluids", "-1"),
        ("fluids", "2.5"),
        ("fluids", "many"),
    ],
)
def test_answer_that_is_none_is_an_error_beside_its_field(name, answer):
    assert list(asked(**{name: answer}).errors) == [name]


def test_answer_unknown_names_itself_without_becoming_html():
    form = asked(muscle="<b>tail</b>")

    assert form.errors["muscle"] == ["“<b>tail</b>” is not one of the answers. Choose again."]


@pytest.mark.parametrize(
    ("triggers", "stored"),
    [
        ([], None),
        (["none"], []),
        (["heat", "little_fluid", "heat"], ["little_fluid", "heat"]),
        (["none", "alcohol"], ["alcohol"]),
    ],
)
def test_triggers_tell_not_asked_from_none_from_these(triggers, stored):
    assert said(triggers=triggers)["triggers"] == stored


@pytest.mark.parametrize(
    ("signs", "stored"),
    [
        ([], None),
        (["none"], []),
        (["unsure"], None),
        (["none", "unsure"], None),
        (["dark_urine", "none"], ["dark_urine"]),
        (["dark_urine", "unsure"], ["dark_urine"]),
        (["new_weakness", "chest_pain_or_breathless"], ["chest_pain_or_breathless", "new_weakness"]),
        (["swelling_mild"], ["swelling_mild"]),
    ],
)
def test_signs_win_over_none_and_nothing_said_is_not_none(signs, stored):
    assert said(different="different", signs=signs)["signs"] == stored


def test_signs_like_my_other_cramps_stores_not_asked():
    assert said(different="same")["signs"] is None


def test_signs_none_of_a_list_that_was_folded_away_answers_nothing():
    assert said(different="same", signs=["none"])["signs"] is None


def test_signs_ticked_are_never_lost_to_another_chip():
    assert said(different="same", signs=["dark_urine"])["signs"] == ["dark_urine"]


@pytest.mark.parametrize("helped", ["yes", "a_little", "no", ""])
def test_reliefs_say_whether_they_helped(helped):
    assert said(reliefs=["stretch"], helped_stretch=helped)["reliefs"] == {"stretch": helped}


def test_reliefs_come_in_the_order_of_the_vocabulary_without_doubles():
    reliefs = said(reliefs=["water", "stretch", "water"], helped_stretch="no")["reliefs"]

    assert list(reliefs.items()) == [("stretch", "no"), ("water", "")]


def test_reliefs_not_tried_have_helped_in_nothing():
    assert said(helped_stretch="yes")["reliefs"] == {}


def test_reliefs_helped_in_an_unknown_way_are_an_error():
    assert list(asked(reliefs=["stretch"], helped_stretch="miracle").errors) == ["reliefs"]


def test_note_keeps_line_breaks_and_counts_each_once():
    note = said(note="a\r\nb\rc\n" + "x" * 4994)["note"]

    assert note == "a\nb\nc\n" + "x" * 4994
    assert len(note) == 5_000


def test_note_of_ten_thousand_characters_says_how_long_it_may_be():
    assert asked(note="x" * 10_000).errors["note"] == ["A note ends at 5000 characters; this one has 10000."]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_note_refuses_control_characters_once(sign):
    assert len(asked(note=f"a{sign}b").errors["note"]) == 1


def test_yes_and_no_and_not_said():
    assert [said(woke_me=answer)["woke_me"] for answer in ("yes", "no", "")] == [True, False, None]
