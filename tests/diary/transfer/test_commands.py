import io
import os

import pytest
from django.core.management import CommandError, call_command

from diary.models import Cramp
from diary.transfer.exporting import export_diary
from tests.factories import CrampFactory, DayFactory, VisitFactory


def run(command, *args, **options):
    out = io.StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "cramps.csv"
    path.write_text("started_at,severity\n2026-07-04,3\n2026-07-05,4\n")
    return path


def test_export_and_import_move_a_diary(owner, stranger, tmp_path):
    CrampFactory(owner=owner)
    DayFactory(owner=owner, cramp_free=True)
    VisitFactory(owner=owner)
    file = tmp_path / "diary.zip"

    run("export_diary", "owner", str(file))
    out = run("import_diary", "stranger", str(file))

    assert out.splitlines()[-1] == "1 new, 0 already there, 0 already there but different, 0 in the bin"
    assert export_diary(stranger) == file.read_bytes() == export_diary(owner)


def test_export_into_a_folder_gets_a_name(owner, tmp_path):
    run("export_diary", "owner", str(tmp_path))

    (file,) = tmp_path.iterdir()
    assert file.match("cramp-diary-20??-??-??.zip")


def test_import_counts_on_its_last_line(owner, table):
    run("import_diary", "owner", table)

    out = run("import_diary", "owner", table)

    assert out.splitlines()[-1] == "0 new, 2 already there, 0 already there but different, 0 in the bin"


def test_dry_run_counts_and_stores_nothing(owner, table):
    out = run("import_diary", "owner", str(table), dry_run=True)
    typed = run("import_diary", "owner", str(table), "--dry-run")

    assert out == typed
    assert out.splitlines()[-1] == "2 new, 0 already there, 0 already there but different, 0 in the bin"
    assert not Cramp.objects.exists()


def test_import_names_wrong_rows(owner, table):
    table.write_text("started_at,severity\n" + "2026-07-04,3\n" * 5 + "2026-07-04,11\n")

    with pytest.raises(CommandError, match=r"^line 7, severity: 11 is not between 0 and 10$"):
        run("import_diary", "owner", str(table))


def test_import_names_fifty_wrong_rows_at_most(owner, table):
    table.write_text("started_at,severity\n" + "2026-07-04,11\n" * 70)
    out = io.StringIO()

    with pytest.raises(CommandError) as caught:
        call_command("import_diary", "owner", str(table), stdout=out)

    assert len(str(caught.value).splitlines()) == 50
    assert out.getvalue().startswith("70 problems, of which the first 50 are shown.")


@pytest.mark.parametrize("command", ["import_diary", "export_diary"])
def test_unknown_person_is_an_error(db, command, table):
    with pytest.raises(CommandError, match="no user 'nobody'"):
        run(command, "nobody", str(table))


@pytest.mark.parametrize("command", ["import_diary", "export_diary"])
def test_path_that_leads_nowhere_is_an_error(owner, command, tmp_path):
    with pytest.raises(CommandError, match="cannot be"):
        run(command, "owner", str(tmp_path / "missing" / "file.zip"))


def test_export_that_fails_leaves_the_one_before(owner, tmp_path, monkeypatch):
    target = tmp_path / "diary.zip"
    target.write_bytes(b"the export of yesterday")

    def fail(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_diary", owner.username, str(target))

    assert target.read_bytes() == b"the export of yesterday"
    assert list(tmp_path.iterdir()) == [target]
