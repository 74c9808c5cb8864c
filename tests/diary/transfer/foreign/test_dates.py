from datetime import date, time

import pytest

from diary.transfer.foreign import dates


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-11-04", "dmy", date(2026, 11, 4)),
        ("2026-11-04", "mdy", date(2026, 11, 4)),
        ("2026/11/4", "dmy", date(2026, 11, 4)),
        ("04/11/2026", "dmy", date(2026, 11, 4)),
        ("04/11/2026", "mdy", date(2026, 4, 11)),
        ("4.11.26", "dmy", date(2026, 11, 4)),
        ("4. 11. 2026", "dmy", date(2026, 11, 4)),
        ("11-4-26", "mdy", date(2026, 11, 4)),
        ("26-11-04", "ymd", date(2026, 11, 4)),
        ("4 Nov 2026", "mdy", date(2026, 11, 4)),
        ("Nov 4, 2026", "dmy", date(2026, 11, 4)),
        ("Wed 4th November 2026", "mdy", date(2026, 11, 4)),
        ("Wednesday, November 4, 2026", "dmy", date(2026, 11, 4)),
        ("04-Sept-26", "mdy", date(2026, 9, 4)),
        ("31/12/2026", "mdy", None),
        ("30/02/2026", "dmy", None),
        ("04/11/202", "dmy", None),
        ("4/11", "dmy", None),
        ("4 Foo 2026", "dmy", None),
        ("45964", "dmy", None),
        ("", "dmy", None),
    ],
)
def test_date_is_read_in_its_order(cell, order, day):
    assert dates.date_of(cell, order) == day


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("02:14", time(2, 14)),
        ("2.14", time(2, 14)),
        ("02:14:30", time(2, 14, 30)),
        ("2:14 am", time(2, 14)),
        ("12:05 AM", time(0, 5)),
        ("12 p.m.", time(12)),
        ("2pm", time(14)),
        ("02h14", time(2, 14)),
        ("25:00", None),
        ("13 pm", None),
        ("2", None),
        ("about two", None),
    ],
)
def test_time_of_day_is_read(cell, at):
    assert dates.time_of(cell) == at


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("2026-11-04T02:14:00+00:00", ("2026-11-04", "02:14:00", "+00:00")),
        ("2026-11-04 02:14:00Z", ("2026-11-04", "02:14:00", "Z")),
        ("04/11/2026 02:14", ("04/11/2026", "02:14", "")),
        ("4.11.2026, 2:14 am", ("4.11.2026", "2:14 am", "")),
        ("4 Nov 2026 at 2 am", ("4 Nov 2026", "2 am", "")),
        ("04/11/2026", ("04/11/2026", "", "")),
        ("4. 11. 2026", ("4. 11. 2026", "", "")),
    ],
)
def test_moment_is_cut_into_date_time_and_offset(cell, parts):
    assert dates.cut(cell) == parts


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (["04/11/2026", "05/11/2026"], ["dmy", "mdy"]),
        (["04/11/2026", "13/11/2026"], ["dmy"]),
        (["11/13/2026", "01/02/2026"], ["mdy"]),
        (["04-11-05"], ["dmy", "mdy", "ymd"]),
        (["words"], []),
        ([], []),
    ],
)
def test_orders_that_fit(cells, orders):
    assert dates.fitting_orders(cells) == orders


def test_dates_that_are_alike_in_every_order_need_no_question():
    orders = ["dmy", "mdy"]

    assert dates.are_alike(["2026-11-04", "4 Nov 2026", "04/04/2026"], orders)
    assert not dates.are_alike(["2026-11-04", "04/11/2026"], orders)
    assert dates.are_alike(["04/11/2026"], ["dmy"])
    assert dates.first_ambiguous(["04/04/2026", "04/11/2026"], orders) == "04/11/2026"
