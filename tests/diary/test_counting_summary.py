from datetime import date, timedelta

import pytest

from diary.clock import Period
from diary.counting.bouts import Bout, Said
from diary.counting.summary import SEVERE, by_band, counts_of, lengths_of, pains_of, summary_of, ticked_of, tries_of
from diary.counting.weeks import nights_of

TODAY = date(2026, 11, 27)
FOUR_WEEKS = Period.ending(TODAY, 28)


def back(days):
    return TODAY - timedelta(days=days)


def test_empty_diary_has_no_numbers_but_zeros_nowhere():
    found = summary_of(FOUR_WEEKS, [], [])

    assert (found.cramps, found.record.recorded) == (0, 0)
    assert [(week.cramps, week.nights, week.recorded) for week in found.weeks] == [(None, None, 0)] * 4
    assert (found.lengths.middle, found.lengths.longest, found.pains.middle, found.pains.worst) == (None,) * 4
    assert (found.on_cramp_days.middle, found.on_free_days.middle) == (None, None)
    assert (found.tries, found.signs) == ((), ())


def test_week_is_not_recorded_recorded_without_cramps_or_has_them():
    bouts = [Bout(TODAY, is_in_bed=True), Bout(TODAY), Bout(back(6))]
    days = [Said(back(7), cramp_free=True), Said(back(14), fluids=3)]

    weeks = summary_of(FOUR_WEEKS, bouts, days).weeks

    assert [(week.cramps, week.nights, week.recorded) for week in weeks] == [
        (None, None, 0),
        (None, None, 0),
        (0, 0, 1),
        (3, 1, 2),
    ]
    assert weeks[0].days == Period(FOUR_WEEKS.first, back(21))
    assert weeks[-1].days == Period(back(6), TODAY)


def test_coverage_counts_a_day_with_a_cramp_once_even_when_said_to_be_free():
    found = summary_of(FOUR_WEEKS, [Bout(TODAY)], [Said(TODAY, cramp_free=True), Said(back(1), cramp_free=True)])

    assert found.record.coverage == "recorded 2 of 28 days"


def test_nights_are_affected_in_bed_or_by_a_waking_and_counted_once():
    bouts = [
        Bout(back(1), is_in_bed=True),
        Bout(back(1), is_in_bed=True, woken=True),
        Bout(back(1), woken=True),
        Bout(back(2), woken=True),
        Bout(back(3)),
    ]

    found = nights_of(bouts)

    assert (found.affected, found.woken, found.wakings, found.woken_often) == (2, 2, 3, 1)


@pytest.mark.parametrize(("seconds", "over"), [(599, 0), (600, 0), (601, 1)])
def test_length_is_over_the_usual_above_ten_minutes(seconds, over):
    assert lengths_of([Bout(TODAY, seconds=seconds, duration_source="timed")]).over_usual == over


def test_lengths_are_counted_by_how_they_are_known():
    bouts = [
        Bout(TODAY, seconds=60, duration_source="timed"),
        Bout(TODAY, seconds=120, duration_source="estimated"),
        Bout(TODAY, seconds=900, duration_source="estimated"),
        Bout(TODAY, duration_source="unknown"),
        Bout(TODAY, duration_source="running"),
    ]

    found = lengths_of(bouts)

    assert (found.middle, found.longest) == (120, 900)
    assert (found.timed, found.estimated, found.unknown) == (1, 2, 2)


@pytest.mark.parametrize(("pain", "severe"), [(SEVERE - 1, 0), (SEVERE, 1), (SEVERE + 1, 1)])
def test_pain_is_severe_from_seven_on(pain, severe):
    assert pains_of([Bout(TODAY, severity=pain)]).severe == severe


def test_pain_that_was_not_rated_is_no_zero():
    found = pains_of([Bout(TODAY), Bout(TODAY, severity=0), Bout(TODAY, severity=5)])

    assert (found.middle, found.worst, found.rated) == (2.5, 5, 2)


def test_answers_tell_nothing_from_none():
    found = counts_of([None, (), ("heat", "footwear"), ("heat",)])

    assert found.of == (("heat", 2), ("footwear", 1))
    assert (found.answered, found.none) == (3, 1)


def test_tries_keep_those_without_an_answer():
    found = tries_of([Bout(TODAY, tries=(("stretch", "yes"), ("heat", ""))), Bout(TODAY, tries=(("stretch", "no"),))])

    assert found[0] == ("stretch", 2, 1, 0, 1)
    assert (found[1].times, found[1].not_said) == (1, 1)


def test_signs_of_cramps_and_days_are_counted_by_day():
    bouts = [Bout(TODAY, signs=("dark_urine",)), Bout(TODAY, signs=("dark_urine",)), Bout(TODAY, signs=())]

    (found,) = ticked_of(bouts, [Said(back(3), signs=("dark_urine",)), Said(back(4), signs=())])

    assert (found.sign, found.days, found.last) == ("dark_urine", 2, TODAY)


def test_glasses_stand_apart_for_days_with_and_without_cramps():
    days = [Said(TODAY, fluids=4), Said(back(1), cramp_free=True, fluids=8), Said(back(2), fluids=40)]

    found = summary_of(FOUR_WEEKS, [Bout(TODAY)], days)

    assert (found.on_cramp_days.middle, found.on_cramp_days.days) == (4, 1)
    assert (found.on_free_days.middle, found.on_free_days.days) == (8, 1)


def test_hours_fall_into_bands_of_three():
    found = summary_of(FOUR_WEEKS, [Bout(TODAY, hour=2), Bout(TODAY, hour=3), Bout(TODAY)], [])

    assert by_band(found.hours)[:2] == [(0, 3, 1), (3, 6, 1)]
    assert found.hours_unknown == 1
