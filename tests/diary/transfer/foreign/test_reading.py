from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from diary.transfer.foreign import reading as readings
from diary.transfer.foreign.files import look_at, sheets_of
from diary.transfer.foreign.mapping import Mapping, proposal
from diary.transfer.foreign.reading import read_sheet

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NAMESPACE = UUID(int=7)
LONDON = ZoneInfo("Europe/London")


def read(text, *roles, order="dmy", zone=LONDON):
    content = text.encode()
    (sheet,) = sheets_of(content, look_at(content))
    return read_sheet(sheet, Mapping(roles or tuple(proposal(sheet)), order, zone), NAMESPACE, NOW)


def cramps(text, *roles, **options):
    found = read(text, *roles, **options)
    assert found.problems == []
    return [entry.cramp for entry in found.entries.cramps]


def test_every_column_finds_its_place():
    text = (
        "Date;Time;Minutes;Pain;Where;Which side;What I was doing;Woke me;Comments;Glasses\n"
        "04/07/2026;2:14 am;5;7/10;Calf;L;sleeping;Y;sore after;6\n"
    )

    (entry,) = read(text).entries.cramps

    cramp = entry.cramp
    assert cramp.started_at == datetime(2026, 7, 4, 1, 14, tzinfo=UTC)
    assert (cramp.day, cramp.time_known) == (date(2026, 7, 3), True)
    assert (cramp.duration, cramp.duration_source, cramp.severity) == (300, "estimated", 7)
    assert (cramp.muscle, cramp.side, cramp.activity, cramp.woke_me) == ("calf", "left", "asleep", True)
    assert (cramp.note, entry.fluids) == ("sore after", 6)
    assert read(text).entries.days[date(2026, 7, 3)].fluids == 6


def test_words_without_a_place_stay_in_the_note():
    text = "date,where,during,length,pain,woke,time,note\n2026-07-04,thigh,dreaming,a while,awful,maybe,at night,mine\n"

    (cramp,) = cramps(text, "date", "muscle", "activity", "length", "pain", "woke", "time", "note")

    assert cramp.note == (
        "mine\ntime: at night\nlength: a while\npain: awful\nwhere: thigh\nduring: dreaming\nwoke: maybe"
    )
    assert (cramp.time_known, cramp.muscle, cramp.severity, cramp.duration, cramp.woke_me) == (
        False,
        "",
        None,
        None,
        None,
    )


def test_several_notes_keep_their_headings():
    (cramp,) = cramps("date,food,mood\n2026-07-04,soup,good\n", "date", "note", "note")

    assert cramp.note == "food: soup\nmood: good"


def test_column_that_is_left_out_leaves_nothing():
    (cramp,) = cramps("date,food\n2026-07-04,soup\n", "date", "nothing")

    assert cramp.note == ""


def test_time_is_read_in_the_zone_that_was_named():
    (cramp,) = cramps("when\n2026-07-04 02:14\n", "moment", zone=ZoneInfo("Asia/Tokyo"))

    assert (cramp.time_zone, cramp.started_at) == ("Asia/Tokyo", datetime(2026, 7, 3, 17, 14, tzinfo=UTC))


def test_offset_of_a_moment_wins_over_the_zone():
    (cramp,) = cramps("when\n2026-07-04T02:14:00+02:00\n", "moment")

    assert cramp.started_at == datetime(2026, 7, 4, 0, 14, tzinfo=UTC)


def test_midnight_of_a_date_column_is_no_time_but_another_time_is():
    first, second = cramps("date\n2026-07-04 00:00:00\n2026-07-04 02:14\n", "date")

    assert (first.time_known, second.time_known) == (False, True)


def test_count_becomes_cramps_of_unknown_time_none_and_not_recorded():
    found = read("date,count\n2026-07-01,3\n2026-07-02,0\n2026-07-03,\n2026-07-04,1\n")

    assert found.problems == []
    assert [entry.cramp.day for entry in found.entries.cramps] == [date(2026, 7, 1)] * 3 + [date(2026, 7, 4)]
    assert {entry.cramp.time_known for entry in found.entries.cramps} == {False}
    assert {entry.cramp.started_at.hour for entry in found.entries.cramps} == {11}  # noon in London
    assert len({entry.cramp.uuid for entry in found.entries.cramps}) == 4
    assert {day: entry.cramp_free for day, entry in found.entries.days.items()} == {date(2026, 7, 2): True}
    assert found.unsaid == 1


def test_plain_list_without_a_heading_is_understood():
    found = read("2026-07-01;2\n2026-07-02;0\n")

    assert len(found.entries.cramps) == 2
    assert found.entries.days[date(2026, 7, 2)].cramp_free


def test_what_a_counted_day_says_beside_the_count_belongs_to_the_day():
    found = read("date,count,note,glasses\n2026-07-01,2,hot,5\n2026-07-02,,tired,\n")

    assert [entry.cramp.note for entry in found.entries.cramps] == ["", ""]
    days = found.entries.days
    assert (days[date(2026, 7, 1)].note, days[date(2026, 7, 1)].fluids) == ("hot", 5)
    assert (days[date(2026, 7, 2)].note, days[date(2026, 7, 2)].cramp_free) == ("tired", False)


def test_day_with_a_zero_and_a_cramp_is_not_free():
    found = read("date,count\n2026-07-01,0\n2026-07-01,2\n")

    assert not found.entries.days[date(2026, 7, 1)].cramp_free


@pytest.mark.parametrize(
    ("text", "roles", "problem"),
    [
        ("date,pain\n2026-07-04,11\n", ("date", "pain"), "line 2, pain: 11 is not between 0 and 10"),
        ("date,pain\n2026-07-04,7.5\n", ("date", "pain"), "line 2, pain: 7.5 is not a whole number between 0 and 10"),
        ("date,How long\n2026-07-04,1500\n", ("date", "length"), "line 2, How long: 1500.000000 minutes are more"),
        ("date,n\n2026-07-04,51\n", ("date", "count"), "line 2, n: 51 is not between 0 and 50"),
        ("date,n\n2026-07-04,some\n", ("date", "count"), "line 2, n: some is not a whole number between 0 and 50"),
        ("date,n\n2027-07-04,0\n", ("date", "count"), "line 2, date: 2027-07-04 is in the future"),
        ("date\n2027-07-04\n", ("date",), "line 2, date: 2027-07-04 is in the future"),
        ("date\n04/13/2026\n", ("date",), "line 2, date: 04/13/2026 is not a date (day, month, year)"),
        ("date,note\n2026-07-04,a\n,b\n", ("date", "note"), "line 3, date: this is empty"),
        ("date,glasses\n2026-07-04,41\n", ("date", "fluids"), "line 2, glasses: 41 is not between 0 and 40"),
        ("date,note\n2026-07-04," + "x" * 5001 + "\n", ("date", "note"), "line 2, Note: is longer than 5,000"),
    ],
)
def test_what_cannot_be_stored_names_line_and_column(text, roles, problem):
    problems = read(text, *roles).problems

    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_ids_follow_the_cells_and_not_what_they_were_taken_for():
    text = "date,where,pain\n04/05/2026,calf,3\n04/05/2026,calf,3\n"

    first = [cramp.uuid for cramp in cramps(text, "date", "muscle", "pain")]
    again = [cramp.uuid for cramp in cramps(text, "date", "note", "nothing", order="mdy")]

    assert first == again
    assert len(set(first)) == 2


def test_more_cramps_than_a_diary_takes_are_refused(monkeypatch):
    monkeypatch.setattr(readings, "MOST_ROWS", 3)

    assert read("date,count\n2026-07-04,4\n").problems == ["there are more than 3 cramps"]
