from datetime import date

import pytest

from diary.clock import Period
from diary.counting.span import RANGES, Step, span_of

TODAY = date(2026, 11, 20)


def test_span_of_28_days_has_a_bucket_for_each_day():
    span = span_of("28", TODAY)

    assert span.step is Step.DAY
    assert span.period == Period(date(2026, 10, 24), TODAY)
    assert len(span.starts) == 28
    assert span.labels[0] == "2026-10-24"
    assert span.labels[-1] == "2026-11-20"


@pytest.mark.parametrize(("choice", "blocks"), [("90", 13), ("365", 53)])
def test_span_of_months_is_made_of_whole_weeks_that_end_today(choice, blocks):
    span = span_of(choice, TODAY)

    assert span.step is Step.BLOCK
    assert len(span.starts) == blocks
    assert span.labels[-1] == "2026-11-14"
    assert {(later - earlier).days for earlier, later in zip(span.starts, span.starts[1:], strict=False)} == {7}
    assert len(span.period) == 7 * blocks >= int(choice)
    assert span.period.last == TODAY


def test_span_of_everything_begins_with_the_first_recorded_day():
    span = span_of("all", TODAY, date(2026, 11, 1))

    assert span.period == Period(date(2026, 11, 1), TODAY)
    assert span.labels == ("2026-10-31", "2026-11-07", "2026-11-14")


@pytest.mark.parametrize(
    ("first", "step"),
    [(date(2024, 11, 21), Step.BLOCK), (date(2024, 11, 20), Step.BLOCK), (date(2024, 11, 19), Step.MONTH)],
)
def test_span_of_everything_turns_to_months_beyond_two_years(first, step):
    assert span_of("all", TODAY, first).step is step


def test_span_in_months_labels_each_with_its_first_day():
    span = span_of("all", TODAY, date(2023, 12, 31))

    assert span.labels[:3] == ("2023-12-01", "2024-01-01", "2024-02-01")
    assert span.labels[-1] == "2026-11-01"
    assert span.period.first == date(2023, 12, 31)


def test_span_of_everything_knows_two_years_before_a_leap_day():
    assert span_of("all", date(2028, 2, 29), date(2026, 2, 28)).step is Step.BLOCK
    assert span_of("all", date(2028, 2, 29), date(2026, 2, 27)).step is Step.MONTH


def test_span_of_an_empty_diary_is_the_week_of_today():
    span = span_of("all", TODAY, None)

    assert span.labels == ("2026-11-14",)
    assert span.period == Period(TODAY, TODAY)


def test_span_of_everything_does_not_begin_after_today():
    assert span_of("all", TODAY, date(2026, 11, 21)).period == Period(TODAY, TODAY)


def test_span_of_an_unknown_range_is_refused():
    with pytest.raises(KeyError):
        span_of("7", TODAY)


@pytest.mark.parametrize(
    ("choice", "first", "days"),
    [
        ("28", None, [date(2026, 10, 24), date(2026, 11, 20)]),
        ("90", None, [date(2026, 8, 22), date(2026, 8, 28), date(2026, 8, 29), date(2026, 11, 14), date(2026, 11, 20)]),
        ("all", date(2020, 5, 20), [date(2020, 5, 20), date(2020, 5, 31), date(2020, 6, 1), date(2026, 11, 1)]),
    ],
)
def test_bucket_begins_and_ends_where_its_labels_say(choice, first, days):
    span = span_of(choice, TODAY, first)

    for day in days:
        place = span.bucket_of(day)
        assert span.starts[place] <= day <= span.last_day_of(place)
        assert span.places[day.isoformat()] == place


@pytest.mark.parametrize("choice", RANGES)
def test_bucket_of_a_later_day_is_the_last(choice):
    span = span_of(choice, TODAY, date(2020, 1, 1))

    assert span.bucket_of(date(2026, 12, 1)) == len(span.starts) - 1


def test_period_before_is_as_long_and_adjoins():
    assert span_of("28", TODAY).before == Period(date(2026, 9, 26), date(2026, 10, 23))
    assert span_of("all", TODAY, date(2020, 1, 1)).before is None


@pytest.mark.parametrize(
    ("choice", "words"),
    [("28", "in 28 days"), ("90", "in 13 weeks"), ("365", "in 53 weeks"), ("all", "since May 2020")],
)
def test_span_says_what_it_covers(choice, words):
    assert span_of(choice, TODAY, date(2020, 5, 20)).words == words
