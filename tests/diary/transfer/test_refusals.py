"""What an import refuses, and where it says the fault lies."""

import io
import json
import zipfile
from datetime import UTC, datetime
from uuid import UUID

import pytest

from diary.models import Cramp, Day
from diary.transfer import archive, tables
from diary.transfer.importing import import_diary
from diary.transfer.tables import Refused
from tests.diary.transfer.files import CRAMPS, MANIFEST, zipped

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST = UUID(int=1)
CONTROL = "Some characters in this text cannot be stored. Type it again, or paste it as plain text."
SEEN_BY = "gp, pharmacist, emergency, physiotherapist, midwife, telephone, other"


def problems_of(user, content):
    with pytest.raises(Refused) as caught:
        import_diary(user, content.encode() if isinstance(content, str) else content, NOW)
    assert not Cramp.objects.exists()
    assert not Day.objects.exists()
    return caught.value.problems


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("id", "7", "7 is not an id; leave it empty for a new entry"),
        ("time_zone", "Europe/Londn", "Europe/Londn is not a time zone like Europe/London"),
        ("duration_min", "long", "long is not a number of minutes like 12 or 10.5"),
        ("duration_min", "1441", "1441 minutes are more than 24 hours"),
        ("duration_source", "guessed", "guessed is not one of running, timed, estimated, unknown"),
        ("easing", "maybe", "maybe is not yes or no"),
        ("severity", "11", "11 is not between 0 and 10"),
        ("severity", "-1", "-1 is not between 0 and 10"),
        ("severity", "7.5", "7.5 is not a whole number between 0 and 10"),
        ("side", "middle", "middle is not one of left, right, both"),
        ("woke_me", "1", "1 is not yes or no"),
        ("fluids_glasses", "41", "41 is not between 0 and 40"),
        ("exertion", "extreme", "extreme is not one of rest, light, moderate, hard"),
        ("signs", "none|dark_urine", "none cannot stand beside a code"),
        ("signs", "dark_urine|glow", "unknown: glow"),
        ("triggers", "heat|moonlight|zeal", "unknown: moonlight, zeal"),
        ("reliefs", "stretch=perhaps", "stretch=perhaps does not end in one of yes, a_little, no"),
        ("reliefs", "tea=yes", "unknown: tea"),
        ("note", "a\x07b", CONTROL),
        ("note", "x" * 5_001, "is longer than 5,000 characters"),
    ],
)
def test_wrong_cell_is_named_by_line_and_column(owner, column, cell, problem):
    content = f"{column},started_at\n,2026-07-04\n{cell},2026-07-04\n"

    assert problems_of(owner, content) == [f"line 3, {column}: {problem}"]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", '"" is not a date and time like 2026-11-04T02:14:00+00:00'),
        ("2026-11-21", "2026-11-21 is in the future"),
        ("1899-12-31T23:00", "1899-12-31T23:00 is before 1900"),
        ("1900-01-01T02:00", "this is before 1900"),
    ],
)
def test_wrong_start_is_named(owner, cell, problem):
    assert problems_of(owner, f"started_at,muscle\n{cell},calf\n") == [f"line 2, started_at: {problem}"]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("5,running", "running has no duration"),
        ("5,unknown", "unknown has no duration"),
        (",timed", "timed needs a duration"),
        (",estimated", "estimated needs a duration"),
    ],
)
def test_duration_has_to_fit_its_source(owner, cells, problem):
    content = f"started_at,duration_min,duration_source\n2026-07-04,{cells}\n"

    assert problems_of(owner, content) == [f"line 2, duration_min: {problem}"]


def test_every_wrong_cell_of_a_row_is_named(owner):
    content = "started_at,severity,side,duration_min\nyesterday,11,up,x\n"

    assert {problem.partition(":")[0] for problem in problems_of(owner, content)} == {
        "line 2, started_at",
        "line 2, duration_min",
        "line 2, severity",
        "line 2, side",
    }


def test_lines_are_those_of_the_file_after_notes_of_many_lines(owner):
    notes = '2026-07-04,"one\ntwo\r\nthree",3\r\n\r\n2026-07-05,"a\n\nb",11\r\n'
    content = f"started_at,note,severity\r\n{notes}2026-07-06,,12\r\n"

    assert problems_of(owner, content) == [
        "line 6, severity: 11 is not between 0 and 10",
        "line 9, severity: 12 is not between 0 and 10",
    ]


def test_message_stops_at_fifty_problems(owner):
    content = "started_at,severity\n" + "2026-07-04,11\n" * 60

    with pytest.raises(Refused) as caught:
        import_diary(owner, content.encode(), NOW)

    assert len(str(caught.value).splitlines()) == 50
    assert len(caught.value.problems) == 60


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [("fluids_glasses", "3", "4"), ("exertion", "rest", "hard"), ("fluids_glasses", "0", "1")],
)
def test_rows_of_one_day_that_disagree_name_both_lines(owner, column, first, second):
    # In bed before noon: the night of the 3rd, with the evening before.
    night = f"2026-07-03T20:00,sitting,{first}\n2026-07-05,,{second}\n2026-07-04T02:00,asleep,{second}\n"
    content = f"started_at,activity,{column}\n{night}"

    assert problems_of(owner, content) == [
        f"line 4, {column}: {second}, but line 2 says {first} for the same day 2026-07-03"
    ]


def test_rows_of_one_day_agree_when_one_says_nothing(owner):
    import_diary(owner, b"started_at,fluids_glasses\n2026-07-03,\n2026-07-03,4\n2026-07-03,\n", NOW)

    assert Day.objects.get().fluids == 4


def test_same_id_twice_names_both_lines(owner):
    content = f"id,started_at\n{FIRST},2026-07-04\n,2026-07-05\n{FIRST},2026-07-04\n"

    assert problems_of(owner, content) == ["line 4, id: the same stands on line 2"]


@pytest.mark.parametrize("table", ["days", "visits"])
def test_same_date_twice_names_both_lines(owner, table):
    content = zipped(**{table: "date,note\n2026-07-04,a\n2026-07-04,a\n"})

    assert problems_of(owner, content) == [f"{table}.csv, line 3, date: the same stands on line 2"]


@pytest.mark.parametrize(
    ("table", "column", "cell", "problem"),
    [
        ("days", "date", "4 July", "4 July is not a date like 2026-11-04"),
        ("days", "date", "2026-11-22", "2026-11-22 is in the future"),
        ("days", "date", "1899-12-31", "1899-12-31 is before 1900"),
        ("days", "cramp_free", "no", "no is not yes or empty"),
        ("days", "alcohol", "2", "2 is not yes or no"),
        ("days", "signs_at", "2026-07-04T08:00", "2026-07-04T08:00 lacks an offset like +00:00"),
        ("days", "signs_at", "2026-11-20T10:00Z", "2026-11-20T10:00Z is in the future"),
        ("visits", "date", "2026-11-22", "2026-11-22 is in the future"),
        ("visits", "time", "2 pm", "2 pm is not a time like 14:30"),
        ("visits", "by", "aunt", f"aunt is not one of {SEEN_BY}"),
        ("visits", "come_back_if", "\x00", CONTROL),
    ],
)  # fmt: skip
def test_wrong_cell_of_days_and_visits_is_named(owner, table, column, cell, problem):
    row = {"date": "2026-07-04", column: cell}
    content = zipped(**{table: f"{','.join(row)}\n{','.join(row.values())}\n"})

    assert problems_of(owner, content) == [f"{table}.csv, line 2, {column}: {problem}"]


def test_problems_of_all_tables_come_together(owner):
    content = zipped(cramps="started_at\nx\n", days="date\nx\n", visits="when\nx\n")

    assert [problem.partition(":")[0] for problem in problems_of(owner, content)] == [
        "line 2, started_at",
        "days.csv, line 2, date",
        "visits.csv, unknown column",
        "visits.csv, the column date is missing",
    ]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("", ["the file is empty"]),
        ("\r\n \n", ["the file is empty"]),
        ("severity\n3\n", ["the column started_at is missing"]),
        ("started_at,pain\n", ["unknown column: pain"]),
        ("started_at,pain,leg\n", ["unknown columns: pain, leg"]),
        ("started_at,\n", ['unknown column: ""']),
        ("started_at,note,note\n", ["this column stands there twice: note"]),
        ("started_at;note\n", ["unknown column: started_at;note", "the column started_at is missing"]),
        ("started_at,note\n2026-07-04,a,b\n", ["line 2: 3 cells, but the header has 2 columns"]),
    ],
)
def test_file_that_is_no_table_of_cramps_is_refused(owner, content, problems):
    assert problems_of(owner, content) == problems


def test_quote_that_never_ends_is_refused_where_it_begins(owner):
    (problem,) = problems_of(owner, 'started_at,note\n2026-07-04,ok\n2026-07-05,"cut off\n2026-07-06,x\n')

    assert problem.startswith("line 3: this is not CSV")


def test_text_in_another_encoding_is_refused(owner):
    (problem,) = problems_of(owner, "started_at,note\n2026-07-04,Fuß\n".encode("cp1252"))

    assert problem == "cramps.csv is not UTF-8 text (line 2); save it as CSV UTF-8"


def test_bytes_that_are_no_text_are_refused(owner):
    (problem,) = problems_of(owner, b"\x89PNG\r\n\x1a\n\x00\xff")

    assert "is not UTF-8 text" in problem


def test_byte_order_mark_is_accepted(owner):
    import_diary(owner, b"\xef\xbb\xbfstarted_at\r\n2026-07-04\r\n", NOW)

    assert Cramp.objects.exists()


def test_short_row_leaves_the_rest_unanswered(owner):
    import_diary(owner, b"started_at,severity,note\n2026-07-04\n2026-07-05,3\n", NOW)

    assert list(Cramp.objects.values_list("severity", flat=True)) == [None, 3]


def test_too_many_rows_are_refused(owner, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)

    assert problems_of(owner, "started_at\n" + "2026-07-04\n" * 3) == ["there are more than 2 rows"]


def test_too_large_a_file_is_refused(owner, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 100)

    assert "the file is larger than" in problems_of(owner, "started_at\n" + "2026-07-04\n" * 10)[0]


def test_zip_that_unpacks_to_too_much_is_refused(owner, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 2_000)
    content = zipped(cramps="started_at\n" + " " * 10_000)
    assert len(content) < 2_000

    assert "cramps.csv is larger than" in problems_of(owner, content)[0]


def test_zip_of_something_else_is_refused(owner):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as photos:
        photos.writestr("leg.jpg", b"\xff\xd8")

    assert problems_of(owner, packed.getvalue()) == [
        "this zip is not an export of a cramp diary: it lacks manifest.json, cramps.csv"
    ]


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_zip_that_was_cut_off_is_refused(owner, cut):
    (problem,) = problems_of(owner, zipped(cramps="started_at\n" + "2026-07-04\n" * 50)[:cut])

    assert problem.startswith("the zip file is damaged")


def test_zip_with_a_flipped_bit_is_refused(owner):
    content = bytearray(zipped(zipfile.ZIP_STORED, cramps="started_at,severity\n2026-07-04,3\n"))
    content[content.index(b"2026-07-04,3") + 11] = ord("4")

    assert problems_of(owner, bytes(content))[0].startswith("the zip file is damaged")


def test_zip_packed_in_another_way_is_refused(owner):
    (problem,) = problems_of(owner, zipped(zipfile.ZIP_BZIP2))

    assert problem == "manifest.json is encrypted or packed in an unknown way"


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        ("[" * 50_000, "manifest.json is damaged"),
        ([], "manifest.json is damaged"),
        ({"schema": 1}, "manifest.json is damaged"),
        (MANIFEST | {"time_zone": "Mars/Base"}, "manifest.json is damaged"),
        ({"schema": 2}, "this export has format 2; this site reads format 1"),
        (MANIFEST | {"counts": {"days": 3, "visits": 1}}, "the zip has lost days.csv, visits.csv"),
    ],
)
def test_wrong_manifest_is_refused(owner, manifest, problem):
    text = manifest if isinstance(manifest, str) else json.dumps(manifest)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("manifest.json", text)
        made.writestr("cramps.csv", CRAMPS)

    assert problems_of(owner, packed.getvalue()) == [problem]


def test_zip_with_a_folder_around_it_is_read(owner):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("__MACOSX/diary/._manifest.json", b"\x00\x05")
        made.writestr("diary/manifest.json", json.dumps(MANIFEST))
        made.writestr("diary/cramps.csv", "started_at\n2026-07-04\n")

    assert import_diary(owner, packed.getvalue(), NOW).cramps.new == 1
