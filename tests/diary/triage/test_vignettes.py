"""The flag as the rules describe it: vignettes, each worked out by hand from the line that it quotes.

They run through the database, as the pages and the `assess` command do.
"""

import pytest

from diary import clock
from diary.slices import assessment_slice, history_slice
from diary.triage.assess import assess, history
from diary.triage.findings import RULES
from diary.triage.patterns import PATTERNS
from diary.triage.signs import SIGNS
from tests.diary.triage.vignette import Told, all_vignettes, write_diary
from tests.factories import UserFactory

VIGNETTES = all_vignettes()
SIDES = {"below", "at", "above"}


def told(reason, names, expected):
    """A reason in the words of a vignette."""
    cramps = [names.get(cramp, cramp) for cramp in reason.cramps]
    return Told(
        rule=reason.rule,
        tier=reason.tier.code,
        since=reason.since.isoformat(),
        at_least=reason.since_at_least,
        cramps=len(cramps) if isinstance(expected, int) else cramps,
    )


def resolved(vignette, expected):
    """An expected reason with its date."""
    return Told(**{**expected, "since": vignette.date_of(expected["since"]).isoformat()})


@pytest.mark.parametrize("name", VIGNETTES)
def test_vignette_gives_what_the_rules_say(db, name):
    vignette = VIGNETTES[name]
    person, now, as_of = UserFactory(time_zone=vignette.zone), vignette.instant, vignette.day
    names = write_diary(person, vignette)
    today = clock.today_in(person.zone, now)

    for_home = assess(assessment_slice(person, as_of, now), as_of, today=today, region=person.home_region)
    for_doctor = assess(
        assessment_slice(person, as_of, now, with_old_signs=True), as_of, today=today, region=person.home_region
    )
    whole = history_slice(person, now)
    for_command = assess(whole, as_of, today=today, region=person.home_region)

    expected = [resolved(vignette, reason) for reason in vignette.reasons]
    for found in (for_home, for_doctor, for_command):
        assert [reason.rule for reason in found.reasons] == [reason.rule for reason in expected]
        assert [
            told(reason, names, each.cramps) for reason, each in zip(found.reasons, expected, strict=True)
        ] == expected
        assert (found.tier.code if found.tier else None) == vignette.tier
        if vignette.answered is not None:
            assert [found.answered, found.of_last] == vignette.answered
    if vignette.not_talked_about is not None:
        for found in (for_doctor, for_command):
            assert [(sign.rule, sign.last) for sign in found.not_talked_about] == [
                (sign["rule"], vignette.date_of(sign["last"])) for sign in vignette.not_talked_about
            ]
    if vignette.history is not None:
        assert [
            (turn.date, turn.tier.code if turn.tier else None, list(turn.rules))
            for turn in history(whole, None, as_of, today=today)
        ] == [(vignette.date_of(turn["date"]), turn.get("tier"), turn["rules"]) for turn in vignette.history]


def test_vignettes_are_many_and_each_quotes_a_line():
    lines = [vignette.line for vignette in VIGNETTES.values()]

    assert len(lines) >= 80
    assert [line for line in lines if not line.startswith(("the rules: ", "the fact base: ")) or ".md" in line] == []


def test_vignettes_show_every_rule():
    shown = {reason["rule"] for vignette in VIGNETTES.values() for reason in vignette.reasons}

    assert set(RULES) - shown == set(), "a new rule needs a vignette in tests/diary/triage/vignettes"
    assert shown - set(RULES) == set()


def test_vignettes_tick_every_sign():
    entries = [entry for vignette in VIGNETTES.values() for entry in (*vignette.cramps, *vignette.days)]

    assert {code for entry in entries for code in entry.get("signs", ())} == set(SIGNS)


@pytest.mark.parametrize("rule", [pattern.code for pattern in PATTERNS])
def test_vignettes_stand_below_at_and_above_each_threshold(rule):
    sides = {}
    for vignette in VIGNETTES.values():
        if vignette.place.get("rule") == rule:
            holds = rule in [reason["rule"] for reason in vignette.reasons]
            sides.setdefault(vignette.place["side"], set()).add(holds)

    assert sides == {"below": {False}, "at": {True}, "above": {True}}
