from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template

from cramps import dates
from cramps.regions import REGIONS, region_of

BRITAIN, STATES, AUSTRALIA, ANYWHERE = REGIONS["GB"], REGIONS["US"], REGIONS["AU"], region_of("")
DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("write", "britain", "states"),
    [
        (dates.day_month, "3 November", "November 3"),
        (dates.short_day, "3 Nov", "Nov 3"),
        (dates.weekday_day, "Tuesday 3 November", "Tuesday, November 3"),
        (dates.full_day, "3 November 2026", "November 3, 2026"),
        (dates.night, "night of 3 → 4 November", "night of November 3 → 4"),
    ],
)
def test_a_day_is_written_as_a_region_writes_it(write, britain, states):
    assert write(DAY, BRITAIN) == write(DAY, ANYWHERE) == britain
    assert write(DAY, STATES) == states


def test_a_night_names_both_months_where_they_differ():
    assert dates.night(date(2026, 9, 30), BRITAIN) == "night of 30 September → 1 October"
    assert dates.night(date(2026, 12, 31), STATES) == "night of December 31 → January 1"


@pytest.mark.parametrize(
    ("clock", "twelve"),
    [("00:00", "12:00 am"), ("02:14", "2:14 am"), ("12:00", "12:00 pm"), ("13:05", "1:05 pm"), ("23:59", "11:59 pm")],
)
def test_a_clock_shows_12_or_24_hours(clock, twelve):
    moment = time.fromisoformat(clock)

    assert dates.clock_time(moment, BRITAIN) == clock
    assert dates.clock_time(moment, STATES) == dates.clock_time(moment, AUSTRALIA) == twelve


def test_australia_writes_the_day_first_beside_a_12_hour_clock():
    assert dates.day_month(DAY, AUSTRALIA) == "3 November"


def test_month_and_year():
    assert dates.month_year(DAY) == "November 2026"


def test_filters_write_what_the_functions_write():
    shown = Template(
        "{% load dates %}{{ day|day_month:region }}, {{ day|short_day:region }}, {{ day|weekday_day:region }}, "
        "{{ day|full_day:region }}, {{ day|month_year }}, {{ day|night:region }}, {{ moment|clock_time:region }}"
    ).render(Context({"day": DAY, "moment": time(2, 14), "region": STATES}))

    assert shown == (
        "November 3, Nov 3, Tuesday, November 3, November 3, 2026, November 2026, night of November 3 → 4, 2:14 am"
    )


def test_the_clock_filter_leaves_a_moment_in_its_own_zone():
    moment = datetime(2026, 11, 4, 2, 14, tzinfo=UTC)

    shown = Template("{% load dates tz %}{% timezone 'Asia/Tokyo' %}{{ moment|clock_time:region }}{% endtimezone %}")

    assert shown.render(Context({"moment": moment, "region": BRITAIN})) == "02:14"
