import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from diary.transfer.foreign import excel, sheet
from diary.transfer.foreign.files import OURS, TEXT, WORKBOOK, look_at, sheets_of
from diary.transfer.tables import Refused


def workbook(*rows, title="Cramps", more=()):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name in more:
        book.create_sheet(name).append(["date", "note"])
        book[name].append(["2026-01-01", name])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def cells(content):
    return [line.cells for line in sheets_of(content, look_at(content))[0].lines]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_of_every_kind_is_read(delimiter, encoding):
    rows = [("Date", "Pain", "Note"), ("2026-07-04", "3", "Übel; „so, so“"), ("2026-07-05", "", "two\nlines")]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    content = text.encode(encoding)

    assert look_at(content).kind == TEXT
    assert look_at(content).delimiter == delimiter
    assert cells(content) == rows[1:]


def test_lines_keep_their_numbers_and_empty_ones_are_passed_over():
    content = b'date;note\n\n2026-07-04;"a\nb"\n;;\n2026-07-05;c\n'

    (found,) = sheets_of(content, look_at(content))

    assert [line.number for line in found.lines] == [3, 6]


def test_table_without_a_heading_gets_letters():
    content = b"2026-07-04,3\n2026-07-05,0\n"

    (found,) = sheets_of(content, look_at(content))

    assert found.headings == ("Column A", "Column B")
    assert len(found.lines) == 2


def test_headings_that_stand_there_twice_or_not_at_all_are_told_apart():
    content = b"date,note,note,\n2026-07-04,a,b,c\n"

    (found,) = sheets_of(content, look_at(content))

    assert found.headings == ("date", "note (B)", "note (C)", "Column D")


def test_own_table_is_known_by_its_heading():
    assert look_at(b"started_at\n2026-07-04\n").kind == OURS
    assert look_at(b"date\n2026-07-04\n").kind == TEXT


def test_spreadsheet_gives_the_same_texts_each_time():
    content = workbook(
        ["Date", "Time", "Length", "Pain", "Woke", "Moment"],
        [date(2026, 7, 4), time(2, 14), timedelta(minutes=5), 7.0, True, datetime(2026, 7, 4, 2, 14)],
        [None, None, None, 2.5, False, None],
    )

    assert look_at(content).kind == WORKBOOK
    assert cells(content) == [
        ("2026-07-04", "02:14:00", "0:05:00", "7", "yes", "2026-07-04 02:14:00"),
        ("", "", "", "2.5", "no", ""),
    ]


def test_spreadsheet_has_its_visible_sheets():
    content = workbook(["date"], ["2026-07-04"], more=["Second"])

    assert [found.name for found in sheets_of(content, look_at(content))] == ["Cramps", "Second"]


def test_spreadsheet_that_is_too_large_is_refused(monkeypatch):
    content = workbook(["date"], ["2026-07-04"])
    monkeypatch.setattr(excel, "MOST_BYTES", 1000)

    with pytest.raises(Refused, match="too large"):
        sheets_of(content, look_at(content))


def test_spreadsheet_with_too_many_rows_is_refused(monkeypatch):
    content = workbook(["date"], *[["2026-07-04"]] * 20)
    monkeypatch.setattr(sheet, "MOST_ROWS", 10)
    with pytest.raises(Refused, match="more than 10"):
        sheets_of(content, look_at(content))

    monkeypatch.setattr(excel, "MOST_RAW_ROWS", 10)
    with pytest.raises(Refused, match="more than"):
        sheets_of(content, look_at(content))


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><workbook>&b;</workbook>"""


@pytest.mark.parametrize("inside", ["", "no xml", BOMB, "<workbook/>"])
def test_spreadsheet_that_is_broken_is_refused(inside):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", inside)
        archive.writestr("xl/workbook.xml", inside)

    with pytest.raises(Refused, match="cannot be read"):
        sheets_of(packed.getvalue(), look_at(packed.getvalue()))


def test_spreadsheet_that_was_cut_off_is_a_damaged_zip():
    content = workbook(["date"], ["2026-07-04"])

    assert look_at(content[: len(content) // 2]).kind == OURS


def test_too_many_columns_are_refused():
    content = b",".join([b"a"] * 61) + b"\n" + b",".join([b"1"] * 61)

    with pytest.raises(Refused, match="more than 60 columns"):
        sheets_of(content, look_at(content))


def test_quote_that_never_ends_is_refused():
    content = b'date,note\n2026-07-04,"open\n'

    with pytest.raises(Refused, match="this is not CSV"):
        sheets_of(content, look_at(content))
