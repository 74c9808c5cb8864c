"""Somebody else's table through the pages: naming its columns, looking, importing."""

import io

import pytest
from openpyxl import Workbook

from diary.models import Cramp, Day, Upload
from tests.diary.test_transfer_views import hand_in

AMBIGUOUS = b"Date;Pain\n04/11/2025;3\n05/11/2025;4\n"


def looked(client, content, name="list.csv"):
    address = hand_in(client, content, name).url
    return address, client.get(address)


def test_ambiguous_dates_are_asked_about_and_never_guessed(owner_client):
    address, page = looked(owner_client, AMBIGUOUS)

    text = page.content.decode()
    assert page.status_code == 200
    assert "“04/11/2025” is 4 November 2025" in text
    assert "“04/11/2025” is 11 April 2025" in text
    assert "Import it" not in text
    assert owner_client.post(address).status_code == 200
    assert not Cramp.objects.exists()


def test_answer_in_the_address_decides(owner_client):
    address, _page = looked(owner_client, AMBIGUOUS)

    chosen = f"{address}?c0=date&c1=pain&order=mdy&zone=Europe/London"
    page = owner_client.get(chosen).content.decode()
    assert "Friday 11 April 2025" in page
    owner_client.post(chosen)

    assert sorted(str(cramp.day) for cramp in Cramp.objects.all()) == ["2025-04-11", "2025-05-11"]
    assert not Upload.objects.exists()


def test_dates_that_can_be_read_in_one_way_are_proposed(owner_client):
    _address, page = looked(owner_client, b"Date,Pain\n31/12/2025,3\n04/11/2025,4\n")

    text = page.content.decode()
    assert "Wednesday 31 December 2025" in text
    assert "Import it" in text
    assert "Read as UTF-8 text with commas between the cells." in text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("c0=nothing&c1=pain&order=dmy", "One column has to hold the date."),
        ("c0=date&c1=moment&order=dmy", "Choose either “Date” or “Date and time”, not both."),
        ("c0=date&c1=date&order=dmy", "“Date” is already column “Date”."),
        ("c0=date&c1=colour&order=dmy", "Select a valid choice."),
        ("c0=date&c1=pain", "Choose how the dates are to be read."),
        ("c0=date&c1=pain&order=xyz", "Select a valid choice."),
        ("c0=date&c1=pain&order=dmy&zone=Mars", "Choose your time zone"),
    ],
)
def test_wrong_choices_are_errors_beside_the_field(owner_client, query, told):
    address, _page = looked(owner_client, AMBIGUOUS)

    for answer in (owner_client.get(f"{address}?{query}"), owner_client.post(f"{address}?{query}")):
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert not Cramp.objects.exists()


def test_wrong_rows_are_shown_with_their_lines_and_stop_the_import(owner_client):
    address, page = looked(owner_client, b"date,pain\n2025-07-04,11\n2025-07-05,3\n")

    assert page.status_code == 422
    assert "line 2, pain: 11 is not between 0 and 10" in page.content.decode()
    assert owner_client.post(address).status_code == 422
    assert not Cramp.objects.exists()


def test_count_list_is_imported_and_a_second_time_changes_nothing(owner, owner_client):
    content = b"\xef\xbb\xbf2025-07-01;3\r\n2025-07-02;0\r\n2025-07-03;\r\n"
    address, page = looked(owner_client, content)
    assert "Cramps" in page.content.decode()
    owner_client.post(address)

    again, page = looked(owner_client, content)

    assert "There is nothing to import." in page.content.decode()
    owner_client.post(again)
    assert Cramp.objects.for_user(owner).filter(time_known=False).count() == 3
    assert list(Day.objects.for_user(owner).values_list("cramp_free", flat=True)) == [True]


def test_spreadsheet_asks_for_its_sheet(owner, owner_client):
    book = Workbook()
    book.active.title = "Shopping"
    book.active.append(["thing", "price"])
    book.active.append(["milk", 2])
    book.create_sheet("Cramps").append(["date", "pain"])
    book["Cramps"].append(["2025-07-04", 7])
    packed = io.BytesIO()
    book.save(packed)

    address, page = looked(owner_client, packed.getvalue(), "book.xlsx")
    assert "Which sheet?" in page.content.decode()
    assert "Friday 4 July 2025" in owner_client.get(f"{address}?sheet=1").content.decode()
    owner_client.post(f"{address}?sheet=1")

    assert Cramp.objects.for_user(owner).get().severity == 7


@pytest.mark.parametrize("sheet", ["7", "x", "-1", ""])
def test_sheet_that_is_not_there_is_the_first(owner_client, sheet):
    address, _page = looked(owner_client, b"date\n2025-07-04\n")

    assert owner_client.get(f"{address}?sheet={sheet}").status_code == 200


def test_words_of_the_file_are_never_html_or_template(owner_client):
    content = b"date,<b>{{ x }}</b>,note\n2025-07-04,<i>,<script>alert(1)</script>{% now %}\n"
    _address, page = looked(owner_client, content, "<b>.csv")

    text = page.content.decode()
    assert page.status_code == 200
    assert "<script>alert" not in text
    assert "<b>{{" not in text
    assert "<i>" not in text
