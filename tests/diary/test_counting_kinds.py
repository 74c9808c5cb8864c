from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cramps.regions import REGIONS
from diary import clock
from diary.counting import kinds, times
from diary.counting.span import span_of
from diary.counting.words import BY_DATE, HEADINGS, SERIES, label_words

TODAY = date(2026, 11, 20)
MONTH = span_of("28", TODAY)
GB, US = REGIONS["GB"], REGIONS["US"]


def numbers(chart):
    """The numbers of each series that are not zero, by label."""
    return {
        series.label: {label: value for label, value in zip(chart.labels, series.values, strict=True) if value}
        for series in chart.series
    }


def record(cramps=(), free=()):
    return times.record_of(MONTH.period, TODAY, cramps, free)


@pytest.mark.parametrize(
    ("start", "zone", "hour"),
    [
        ("2026-10-25 00:59:00", "Europe/London", "01"),  # still summer time
        ("2026-10-25 01:01:00", "Europe/London", "01"),  # the hour that comes twice
        ("2026-03-29 00:59:00", "Europe/London", "00"),
        ("2026-03-29 01:00:00", "Europe/London", "02"),  # 01:00 does not exist
        ("2026-07-01 02:14:00", "Europe/London", "03"),
        ("2026-11-04 02:14:00", "Europe/London", "02"),
        ("2026-11-04 20:40:00", "Asia/Kolkata", "02"),  # half an hour off
        ("2026-11-04 12:14:00", "Pacific/Chatham", "01"),  # three quarters
        ("2026-04-04 15:15:00+00", "Australia/Lord_Howe", "01"),  # half an hour of summer time goes back
        ("2026-11-04 02:14:00.250000", "America/New_York", "21"),
        ("2026-11-04 02:14:00", "UTC", "02"),
    ],
)
def test_hour_is_that_of_the_clock_on_the_wall(start, zone, hour):
    chart = kinds.hour(MONTH, [(start, zone, 1)], True, GB)

    assert numbers(chart) == {"woke": {}, "others": {hour: 1}}


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Gaza"]
)
def test_hour_from_a_table_is_that_of_the_zone(zone):
    known = ZoneInfo(zone)
    start = datetime(2025, 1, 1, 0, 30, tzinfo=UTC)

    for step in range(2 * 365 * 4):
        instant = start + timedelta(hours=6 * step)
        hours = clock.hours_of_month(f"{instant:%Y-%m}", known)
        assert not hours or hours[instant.hour] == instant.astimezone(known).hour


def test_hour_tells_wakings_and_leaves_unknown_times_out():
    starts = [("2026-11-04 02:14", "UTC", 2), ("2026-11-05 02:14", "UTC", 1), ("2026-11-05 12:00", "UTC", 0)]

    chart = kinds.hour(MONTH, starts, True, GB)

    assert chart.labels == tuple(f"{hour:02}" for hour in range(24))
    assert numbers(chart) == {"woke": {"02": 1}, "others": {"02": 1}}
    assert chart.coverage == "time known for 2 of 3"
    assert chart.sentence == "1 of 2 cramps with a known time woke you. The commonest hour was 02:00 to 03:00: 2."


def test_hour_names_no_commonest_hour_when_two_tie():
    starts = [(f"2026-11-04 0{hour}:14", "UTC", 2) for hour in (2, 2, 3, 3)]

    assert kinds.hour(MONTH, starts, True, GB).sentence == "4 of 4 cramps with a known time woke you."


def test_hour_reads_like_a_clock_of_the_region():
    starts = [("2026-11-04 23:14", "UTC", 2), ("2026-11-05 23:14", "UTC", 2)]

    assert "The commonest hour was 11:00 pm to 12:00 am: 2." in kinds.hour(MONTH, starts, True, US).sentence


@pytest.mark.parametrize(
    ("starts", "sentence", "coverage"),
    [
        ([], "No cramps are written down in 28 days.", ""),
        ([("2026-11-04 12:00", "UTC", 0)], "No cramp in 28 days has a known time.", "time known for 0 of 1"),
        ([("2026-11-04 02:00", "UTC", 1)], "0 of 1 cramp with a known time woke you.", "time known for 1 of 1"),
    ],
)
def test_hour_finds_words_for_few(starts, sentence, coverage):
    chart = kinds.hour(MONTH, starts, True, GB)

    assert (chart.sentence, chart.coverage) == (sentence, coverage)


def test_kinds_are_zero_where_days_are_recorded_and_blank_where_none_is():
    for chart in (
        kinds.hour(MONTH, [], True, GB),
        kinds.muscle(MONTH, [], True),
        kinds.activity(MONTH, [], True),
        kinds.relief(MONTH, [], True),
    ):
        assert {value for series in chart.series for value in series.values} == {0}
        assert not chart.has_marks
    for chart in (
        kinds.hour(MONTH, [], False, GB),
        kinds.muscle(MONTH, [], False),
        kinds.activity(MONTH, [], False),
        kinds.relief(MONTH, [], False),
        kinds.hydration(MONTH, record(), []),
    ):
        assert {value for series in chart.series for value in series.values} == {None}
        assert not chart.has_marks


def test_muscle_counts_each_side_apart():
    told = [
        ("calf", "left", "asleep", 2),
        ("calf", "right", "", 1),
        ("calf", "", "", 1),
        ("foot", "both", "running", 1),
        ("", "left", "asleep", 3),
    ]

    chart = kinds.muscle(MONTH, told, True)

    assert chart.codes == ("left", "right", "both", "not_said")
    assert numbers(chart) == {"left": {"calf": 2}, "right": {"calf": 1}, "both": {"foot": 1}, "not_said": {"calf": 1}}
    assert chart.coverage == "muscle noted for 5 of 8"
    assert chart.sentence == "Of 5 cramps: Calf 4, Foot 1."


def test_activity_counts_what_was_said():
    told = [
        ("calf", "left", "asleep", 4),
        ("", "", "running", 2),
        ("", "", "gym", 2),
        ("", "", "other", 1),
        ("", "", "", 1),
    ]

    chart = kinds.activity(MONTH, told, True)

    assert numbers(chart) == {"cramps": {"asleep": 4, "running": 2, "gym": 2, "other": 1}}
    assert chart.coverage == "activity noted for 9 of 10"
    assert chart.sentence == "Of 9 cramps: Asleep 4, Running 2, Gym 2, others 1."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "No cramps are written down in 28 days."),
        ([("", "", "", 1)], "It is not noted for the one cramp in 28 days."),
        ([("", "", "", 2)], "It is not noted for any of the 2 cramps in 28 days."),
        ([("calf", "", "asleep", 1)], "Of 1 cramp: {}."),
    ],
)
def test_kinds_find_words_for_few(told, sentence):
    assert kinds.muscle(MONTH, told, True).sentence == sentence.format("Calf 1")
    assert kinds.activity(MONTH, told, True).sentence == sentence.format("Asleep 1")


@pytest.mark.parametrize(
    ("glasses", "band"),
    [
        (0, "0-3"),
        (3, "0-3"),
        (4, "4-5"),
        (5, "4-5"),
        (6, "6-7"),
        (7, "6-7"),
        (8, "8+"),
        (40, "8+"),
        (None, "not_recorded"),
    ],
)
def test_band_of_glasses(glasses, band):
    assert kinds.band_of(glasses) == band


def test_hydration_counts_recorded_days_alone():
    glasses = [("2026-11-01", 2), ("2026-11-02", 3), ("2026-11-03", 8), ("2026-11-04", 8)]

    chart = kinds.hydration(
        MONTH, record(["2026-11-01", "2026-11-01", "2026-11-05"], ["2026-11-02", "2026-11-03"]), glasses
    )

    assert chart.labels == ("0-3", "4-5", "6-7", "8+", "not_recorded")
    assert [series.values for series in chart.series] == [(2, None, None, 1, 1), (1, None, None, 0, 1)]
    assert chart.coverage == "glasses noted for 3 of 4 days"
    assert chart.sentence == "Days with cramps: 1 of 2 with 0–3 glasses, 0 of 1 with 8 glasses or more."


def test_hydration_finds_words_for_few():
    assert kinds.hydration(MONTH, record(), []).sentence == "Nothing is recorded in 28 days."
    silent = kinds.hydration(MONTH, record(["2026-11-01"]), [])
    assert silent.sentence == "No recorded day in 28 days says how much you drank."
    assert not silent.has_marks


def test_relief_counts_answers():
    tries = [("stretch", "yes", 3), ("stretch", "no", 1), ("stretch", "", 2), ("heat", "a_little", 1)]

    chart = kinds.relief(MONTH, tries, True)

    assert chart.codes == ("yes", "a_little", "no")
    assert numbers(chart) == {"yes": {"stretch": 3}, "a_little": {"heat": 1}, "no": {"stretch": 1}}
    assert chart.coverage == "answered for 5 of 7"
    assert chart.sentence == ("Stretching it helped 3 of 4 times, a little 0; Warmth helped 0 of 1 times, a little 1.")


def test_relief_finds_words_for_few():
    assert kinds.relief(MONTH, [], True).sentence == "Nothing that you tried against a cramp is noted in 28 days."
    silent = kinds.relief(MONTH, [("heat", "", 1)], True)
    assert silent.sentence == "You noted what you tried in 28 days, but not yet whether it helped."


def test_every_series_and_label_has_words():
    charts = [
        times.frequency(MONTH, record()),
        times.duration(MONTH, []),
        times.severity(MONTH, []),
        kinds.hour(MONTH, [], True, GB),
        kinds.muscle(MONTH, [], True),
        kinds.activity(MONTH, [], True),
        kinds.hydration(MONTH, record(), []),
        kinds.relief(MONTH, [], True),
    ]

    assert [chart.name for chart in charts] == list(HEADINGS)
    for chart in charts:
        assert set(chart.codes) <= set(SERIES)
        assert set(label_words(chart.name, MONTH, GB)) == set(chart.labels)


@pytest.mark.parametrize(
    ("choice", "first", "place", "words"),
    [
        ("28", None, -1, "20 Nov"),
        ("90", None, -1, "14 Nov to 20 Nov"),
        ("365", None, 0, "15 Nov to 21 Nov 2025"),
        ("all", date(2020, 5, 20), 0, "May 2020"),
    ],
)
def test_buckets_are_named_by_their_days(choice, first, place, words):
    span = span_of(choice, TODAY, first)

    assert list(label_words("frequency", span, GB).values())[place] == words


def test_charts_by_date_are_known():
    assert set(HEADINGS) > BY_DATE
