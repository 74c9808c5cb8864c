from datetime import date

import pytest

from diary.counting import times
from diary.counting.span import span_of

TODAY = date(2026, 11, 20)
MONTH = span_of("28", TODAY)
QUARTER = span_of("90", TODAY)


def numbers(chart):
    """The numbers of each series, by label."""
    return {series.label: dict(zip(chart.labels, series.values, strict=True)) for series in chart.series}


def record(span, cramps=(), free=()):
    return times.record_of(span.period, span.period.last, cramps, free)


def test_frequency_tells_a_zero_from_a_blank():
    chart = times.frequency(MONTH, record(MONTH, ["2026-11-19", "2026-11-19"], ["2026-11-18"]))

    counted = numbers(chart)
    assert counted["cramps"]["2026-11-19"] == 2
    assert counted["days_with_cramps"]["2026-11-19"] == 1
    assert counted["recorded_days"]["2026-11-19"] == 1
    assert [counted[code]["2026-11-18"] for code in chart.codes] == [0, 0, 1]
    assert [counted[code]["2026-11-20"] for code in chart.codes] == [None, None, None]


def test_frequency_bundles_seven_days_that_end_today():
    cramps = ["2026-11-14", "2026-11-20", "2026-11-13", "2026-08-22", "2026-08-21"]

    chart = times.frequency(QUARTER, record(QUARTER, cramps, ["2026-11-16"]))

    counted = numbers(chart)
    assert counted["cramps"]["2026-11-14"] == 2
    assert counted["recorded_days"]["2026-11-14"] == 3
    assert counted["cramps"]["2026-11-07"] == 1
    assert counted["cramps"]["2026-08-22"] == 1
    assert sum(number or 0 for number in counted["cramps"].values()) == 4


def test_frequency_bundles_calendar_months_for_a_long_diary():
    span = span_of("all", TODAY, date(2020, 1, 31))

    chart = times.frequency(span, record(span, ["2020-01-31", "2020-02-29", "2020-02-01"], []))

    counted = numbers(chart)["cramps"]
    assert (counted["2020-01-01"], counted["2020-02-01"], counted["2020-03-01"]) == (1, 2, None)


def test_frequency_counts_a_day_said_to_be_free_by_its_cramp():
    chart = times.frequency(MONTH, record(MONTH, ["2026-11-19"], ["2026-11-19"]))

    assert numbers(chart)["recorded_days"]["2026-11-19"] == 1
    assert chart.coverage == "recorded 1 of 28 days"


def test_frequency_counts_tomorrow_of_a_traveller_as_today():
    chart = times.frequency(MONTH, record(MONTH, ["2026-11-20", "2026-11-21"], ["2026-11-21"]))

    counted = numbers(chart)
    assert counted["cramps"]["2026-11-20"] == 2
    assert counted["days_with_cramps"]["2026-11-20"] == 1
    assert counted["recorded_days"]["2026-11-20"] == 1


def test_frequency_says_cramps_days_and_recorded_days():
    cramps = ["2026-11-01"] * 3 + ["2026-11-02"]

    chart = times.frequency(MONTH, record(MONTH, cramps, ["2026-11-03", "2026-11-04"]))

    assert chart.sentence == "4 cramps in 28 days, on 2 of 4 recorded days."
    assert chart.coverage == "recorded 4 of 28 days"


@pytest.mark.parametrize(
    ("cramps", "free", "sentence"),
    [
        ([], [], "Nothing is recorded in 28 days."),
        ([], ["2026-11-03"], "No cramps on the one recorded day in 28 days."),
        ([], ["2026-11-03", "2026-11-04"], "No cramps on 2 recorded days in 28 days."),
        (["2026-11-03"], [], "1 cramp in 28 days, on 1 of 1 recorded day."),
    ],
)
def test_frequency_finds_words_for_few(cramps, free, sentence):
    assert times.frequency(MONTH, record(MONTH, cramps, free)).sentence == sentence


def test_frequency_has_marks_where_a_day_is_recorded():
    assert not times.frequency(MONTH, record(MONTH)).has_marks
    assert times.frequency(MONTH, record(MONTH, [], ["2026-11-03"])).has_marks


def test_comparison_adds_the_period_before():
    chart = times.frequency(MONTH, record(MONTH, ["2026-11-01"]))
    before = times.record_of(MONTH.before, TODAY, ["2026-10-23", "2026-09-26", "2026-09-25"], ["2026-10-01"])

    compared = times.compared(chart, MONTH, before)

    assert compared.sentence == (
        "1 cramp in 28 days, on 1 of 1 recorded day. In the four weeks before: 2, on 2 of 3 recorded days."
    )
    assert compared.series == chart.series


def test_comparison_says_weeks_where_weeks_are_shown():
    chart = times.frequency(QUARTER, record(QUARTER, ["2026-11-01"]))
    before = times.record_of(QUARTER.before, TODAY, ["2026-08-21"], [])

    assert "In the 13 weeks before: 1, on 1 of 1 recorded day." in times.compared(chart, QUARTER, before).sentence


def test_comparison_is_left_out_where_one_side_is_not_recorded():
    chart = times.frequency(MONTH, record(MONTH, ["2026-11-01"]))
    empty = times.frequency(MONTH, record(MONTH))
    nothing = times.record_of(MONTH.before, TODAY, [], [])
    something = times.record_of(MONTH.before, TODAY, ["2026-10-01"], [])

    assert times.compared(chart, MONTH, nothing) == chart
    assert times.compared(empty, MONTH, something) == empty


def test_duration_gives_median_and_longest_in_minutes():
    lengths = [("2026-11-01", 60), ("2026-11-01", 90), ("2026-11-01", 100), ("2026-11-02", None)]

    chart = times.duration(MONTH, lengths)

    counted = numbers(chart)
    assert (counted["median"]["2026-11-01"], counted["longest"]["2026-11-01"]) == (1.5, 1.67)
    assert (counted["median"]["2026-11-02"], counted["longest"]["2026-11-02"]) == (None, None)
    assert chart.coverage == "length noted for 3 of 4"


def test_duration_median_of_two_lies_between_them():
    chart = times.duration(MONTH, [("2026-11-01", 60), ("2026-11-01", 120)])

    assert numbers(chart)["median"]["2026-11-01"] == 1.5


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        ([], "No cramps are written down in 28 days."),
        ([None], "The one cramp in 28 days has no length yet."),
        ([None, None], "None of the 2 cramps in 28 days has a length yet."),
        ([90], "The one with a length lasted 1.5 min."),
        ([60, 120, 600], "Half lasted 2 min or less, the longest 10 min."),
        ([60, 120, 601], "Half lasted 2 min or less, the longest 10 min; longer than 10 min: 1."),
    ],
)
def test_duration_says_what_is_known(seconds, sentence):
    chart = times.duration(MONTH, [("2026-11-01", length) for length in seconds])

    assert chart.sentence == sentence
    assert chart.has_marks is any(length is not None for length in seconds)


def test_severity_gives_mean_and_highest_of_the_rated():
    pains = [("2026-11-01", 3), ("2026-11-01", 5), ("2026-11-01", 5), ("2026-11-01", None), ("2026-11-02", 0)]

    chart = times.severity(MONTH, pains)

    counted = numbers(chart)
    assert (counted["mean"]["2026-11-01"], counted["highest"]["2026-11-01"]) == (4.33, 5)
    assert (counted["mean"]["2026-11-02"], counted["highest"]["2026-11-02"]) == (0, 0)
    assert counted["mean"]["2026-11-03"] is None
    assert chart.coverage == "pain noted for 4 of 5"
    assert chart.sentence == "On average 3.2 out of 10, at worst 5."


@pytest.mark.parametrize(
    ("pains", "sentence"),
    [
        ([], "No cramps are written down in 28 days."),
        ([None], "The one cramp in 28 days has no pain noted yet."),
        ([None, None], "None of the 2 cramps in 28 days has its pain noted yet."),
        ([7], "The one with its pain noted was 7 out of 10."),
    ],
)
def test_severity_finds_words_for_few(pains, sentence):
    assert times.severity(MONTH, [("2026-11-01", pain) for pain in pains]).sentence == sentence


def test_chart_rows_pair_each_label_with_its_numbers():
    chart = times.severity(MONTH, [("2026-11-20", 4)])

    assert list(chart.rows())[-2:] == [("2026-11-19", (None, None)), ("2026-11-20", (4, 4))]
