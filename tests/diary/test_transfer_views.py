"""A diary out of one account and into another, through the pages."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cramps import uploads
from diary import leaving
from diary.models import Cramp, Day, Upload
from diary.transfer import merging, tables
from diary.transfer.exporting import export_diary
from tests.diary.transfer.files import zipped
from tests.diary.transfer.test_round_trip import HOSTILE
from tests.factories import CrampFactory, DayFactory, VisitFactory

IMPORT = "/diary/import/"


def hand_in(client, content, name="cramps.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def test_export_is_the_zip_and_is_kept_by_nobody(owner, owner_client):
    CrampFactory(owner=owner)

    answer = owner_client.get("/diary/export/")

    assert answer.content == export_diary(owner)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="cramp-diary-20')


def test_export_needs_a_sign_in_and_never_holds_somebody_elses(owner, stranger_client):
    CrampFactory(owner=owner, note="private words")

    assert Client().get("/diary/export/").status_code == 302
    assert b"private words" not in stranger_client.get("/diary/export/").content
    assert stranger_client.post("/diary/export/").status_code == 405


def test_diary_moves_through_the_pages_to_the_letter(owner, stranger, owner_client, stranger_client):
    for hour, text in enumerate(HOSTILE):
        CrampFactory(owner=owner, note=text, started_at=datetime(2026, 11, 1, hour, tzinfo=UTC))
        DayFactory(owner=owner, note=text, date=datetime(2026, 10, 1 + hour).date())
        VisitFactory(owner=owner, note=text, date=datetime(2026, 9, 1 + hour).date())
    first = owner_client.get("/diary/export/").content

    looked = hand_in(stranger_client, first, "cramp-diary.zip")
    page = stranger_client.get(looked.url)
    assert "18 new" in page.content.decode()
    assert not Cramp.objects.for_user(stranger).exists()
    stored = stranger_client.post(looked.url, follow=True)

    assert "Imported: 18 new cramps." in stored.content.decode()
    assert stranger_client.get("/diary/export/").content == first
    assert not Upload.objects.exists()


def test_same_file_twice_changes_nothing(owner, owner_client):
    for _time in range(2):
        looked = hand_in(owner_client, b"started_at,severity\n2026-07-04,3\n2026-07-05T02:00,4\n")
        owner_client.post(looked.url)

    page = owner_client.get(hand_in(owner_client, b"started_at,severity\n2026-07-04,3\n").url).content.decode()
    assert Cramp.objects.count() == 2
    assert "There is nothing to import." in page


def test_wrong_rows_are_listed_beside_the_field_and_nothing_is_kept(owner_client):
    answer = hand_in(owner_client, b"started_at,severity\n" + b"2026-07-04,3\n" * 5 + b"2026-07-04,11\n2026-07-04,12\n")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<li>line 7, severity: 11 is not between 0 and 10</li>" in page
    assert "2 places need a look" in page
    assert not Upload.objects.exists()


def test_fifty_wrong_rows_are_shown_at_most(owner_client):
    answer = hand_in(owner_client, b"started_at,severity\n" + b"2026-07-04,11\n" * 70)

    page = answer.content.decode()
    assert page.count("is not between 0 and 10") == 50
    assert "70 lines need a look. The first 50 stand below." in page


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", '{"schema": 1, "time_zone": "Europe/London", "counts": {}}')
        archive.writestr("cramps.csv", b"0" * (70 * 1024 * 1024))
    return packed.getvalue()


def some_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("holiday.jpg", b"x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "empty.csv", "the file is empty"),
        (b"  \n", "blank.csv", "the file is empty"),
        (b"%PDF-1.7 \x00\x01", "cramps.csv", "this is a PDF, not a table"),
        (b"\x89PNG\r\n\x1a\n", "cramps.csv", "this is a picture, not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "cramps.xls", "this is an old or locked Excel file"),
        (b"\x01\x02\x03 binary \x07", "cramps.csv", "characters that no text has"),
        (b"date\n", "cramps.csv", "there is no line below the heading"),
        (b"date,note\n2026-07-04,\x81\x8d\n", "cramps.csv", "neither UTF-8 nor UTF-16 nor Windows-1252"),
        (b"started_at,colour\n2026-07-04,red\n", "cramps.csv", "unknown column: colour"),
        (some_zip(), "photos.zip", "this zip is not an export of a cramp diary"),
        (b"PK\x03\x04 broken", "x.zip", "the zip file is damaged"),
        (bomb(), "bomb.zip", "cramps.csv is larger than 64 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_cannot_be_imported_says_why(owner_client, content, name, told):
    answer = hand_in(owner_client, content, name)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Upload.objects.exists()


def test_too_many_rows_say_so(owner_client, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 20)

    assert (
        "there are more than 20 rows" in hand_in(owner_client, b"started_at\n" + b"2026-07-04\n" * 21).content.decode()
    )


def test_no_file_is_an_error_beside_the_field(owner_client):
    answer = owner_client.post(IMPORT, {})

    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


def test_file_that_is_too_large_is_passed_over(owner_client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 2000)

    answer = hand_in(owner_client, b"started_at\n" + b"2026-07-04\n" * 1000)

    assert answer.status_code == 422
    assert "This file is larger than 20 MB." in answer.content.decode()
    assert not answer.wsgi_request.FILES


def test_stranger_neither_sees_nor_imports_nor_drops_a_file(owner, owner_client, stranger, stranger_client):
    address = hand_in(owner_client, b"started_at,note\n2026-07-04,secret\n").url

    for answer in (stranger_client.get(address), stranger_client.post(address)):
        assert answer.status_code == 404
        assert b"secret" not in answer.content
    stranger_client.post(f"{address}drop/")
    assert Client().get(address).status_code == 302
    assert Upload.objects.for_user(owner).exists()
    assert not Cramp.objects.exists()


def test_file_is_gone_after_a_day(owner, owner_client):
    address = hand_in(owner_client, b"started_at\n2026-07-04\n").url
    Upload.objects.update(kept_at=timezone.now() - timedelta(days=1, minutes=1))

    assert owner_client.get(address).status_code == 404
    assert owner_client.post(address).status_code == 404
    assert "A file is waiting" not in owner_client.get(IMPORT).content.decode()
    leaving.finish(timezone.now())
    assert not Upload.objects.exists()


def test_second_tap_on_import_does_no_harm(owner_client):
    address = hand_in(owner_client, b"started_at\n2026-07-04\n").url

    owner_client.post(address)
    second = owner_client.post(address)

    assert second.status_code == 404
    assert "What was imported is in your diary." in second.content.decode()
    assert Cramp.objects.count() == 1


def test_new_file_takes_the_place_of_the_one_before(owner_client):
    first = hand_in(owner_client, b"started_at\n2026-07-04\n").url
    second = hand_in(owner_client, b"started_at\n2026-07-05\n").url

    assert owner_client.get(first).status_code == 404
    assert owner_client.get(second).status_code == 200
    assert Upload.objects.count() == 1


def test_file_can_be_dropped(owner_client):
    address = hand_in(owner_client, b"started_at\n2026-07-04\n").url
    assert "A file is waiting" in owner_client.get(IMPORT).content.decode()

    owner_client.post(f"{address}drop/")

    assert not Upload.objects.exists()
    assert not Cramp.objects.exists()


def test_import_that_breaks_off_leaves_nothing_and_keeps_the_file(owner, owner_client, monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("power cut")

    address = hand_in(owner_client, zipped(cramps="started_at\n2026-07-04\n", visits="date\n2026-07-04\n"), "a.zip").url
    with monkeypatch.context() as patched:
        patched.setattr(merging, "add_health", broken)
        with pytest.raises(RuntimeError):
            owner_client.post(address)

    assert not Cramp.objects.exists()
    assert not Day.objects.exists()
    assert Upload.objects.for_user(owner).exists()
    owner_client.post(address)
    assert Cramp.objects.count() == 1


def test_looking_changes_nothing_and_takes_few_queries(owner_client, django_assert_max_num_queries):
    address = hand_in(owner_client, zipped(cramps="started_at\n" + "2026-07-04\n" * 50), "a.zip").url

    with django_assert_max_num_queries(16) as looked:
        owner_client.get(address)

    changed = [
        query["sql"] for query in looked.captured_queries if not query["sql"].startswith(("SELECT", "SAVEPOINT"))
    ]
    assert changed == []


def test_own_table_in_another_encoding_is_read(owner, owner_client):
    table = "started_at,note\n2026-07-04,Übung\n"
    for content in (table.encode("utf-16"), table.encode("cp1252"), table.encode("utf-8-sig")):
        owner_client.post(hand_in(owner_client, content).url)

    assert list(Cramp.objects.values_list("note", flat=True)) == ["Übung"]


def test_empty_diary_takes_over_the_time_zone_and_says_so(stranger, stranger_client):
    content = zipped(cramps="started_at\n2026-07-04\n", manifest={"schema": 1, "time_zone": "Asia/Tokyo", "counts": {}})
    address = hand_in(stranger_client, content, "a.zip").url

    assert "Asia/Tokyo, becomes yours" in stranger_client.get(address).content.decode()
    answer = stranger_client.post(address, follow=True)

    stranger.refresh_from_db()
    assert stranger.time_zone == "Asia/Tokyo"
    assert "Your time zone is Asia/Tokyo now" in answer.content.decode()


def test_pages_lead_to_import_and_data(owner_client):
    listed = owner_client.get(reverse("diary:list")).content.decode()

    assert IMPORT in listed
    assert reverse("data") in listed
    assert reverse("data") in owner_client.get(reverse("preferences")).content.decode()
    assert reverse("data") in owner_client.get(reverse("privacy")).content.decode()
