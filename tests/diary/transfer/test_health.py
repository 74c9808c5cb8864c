"""health.csv and follow-up dates: in the zip only when there is something to say, and without loss."""

import csv
import io
import json
from datetime import UTC, date, datetime, time

import pytest
from django.core.management import call_command

from diary.models import HealthContext, Medicine, Visit
from diary.transfer.exporting import export_diary
from diary.transfer.importing import import_diary
from diary.transfer.tables import Refused
from tests.diary.transfer.files import MANIFEST, tables_of, zipped
from tests.factories import HealthContextFactory, MedicineFactory, VisitFactory

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
HEADER = "about,value,name,date"


def load(user, *rows, header=HEADER):
    return import_diary(user, zipped(health="\n".join([header, *rows]) + "\n"), NOW)


def said_by(user):
    context = HealthContext.objects.for_user(user).values_list("pregnant", "due_on", "conditions").first()
    medicines = Medicine.objects.for_user(user).order_by("code", "name").values_list("code", "name", "started_on")
    return context, list(medicines)


def test_export_without_health_is_as_it_was(owner):
    VisitFactory(owner=owner)

    tables = tables_of(export_diary(owner))

    assert list(tables) == ["manifest.json", "cramps.csv", "days.csv", "visits.csv", "README.txt"]
    assert json.loads(tables["manifest.json"])["counts"] == {"cramps": 0, "days": 0, "visits": 1}
    assert tables["visits.csv"].splitlines()[0] == "date,time,by,note,come_back_if"
    assert "health.csv" not in tables["README.txt"]
    assert "follow_up" not in tables["README.txt"]


def test_export_writes_health(owner):
    HealthContextFactory(owner=owner, pregnant=True, due_on=date(2027, 2, 1), conditions=["cancer", "diabetes"])
    MedicineFactory(owner=owner, code="other", name="=Z")
    MedicineFactory(owner=owner, code="statin", name="B", started_on=date(2026, 11, 3))
    MedicineFactory(owner=owner, code="statin", name="A")

    tables = tables_of(export_diary(owner))

    assert list(tables) == ["manifest.json", "cramps.csv", "days.csv", "visits.csv", "health.csv", "README.txt"]
    assert json.loads(tables["manifest.json"])["counts"] == {"cramps": 0, "days": 0, "visits": 0, "health": 5}
    assert tables["health.csv"].split("\r\n") == [
        HEADER,
        "pregnancy,yes,,2027-02-01",
        "conditions,diabetes|cancer,,",
        "medicine,statin,A,",
        "medicine,statin,B,2026-11-03",
        "medicine,other,'=Z,",
        "",
    ]
    assert "health.csv - what the person said" in tables["README.txt"]


@pytest.mark.parametrize(
    ("facts", "rows"),
    [
        ({"pregnant": False}, ["pregnancy,no,,"]),
        ({"conditions": []}, ["conditions,none,,"]),
        ({}, []),
    ],
)
def test_export_tells_no_and_none_from_not_said(owner, facts, rows):
    HealthContextFactory(owner=owner, **facts)

    lines = tables_of(export_diary(owner)).get("health.csv", HEADER).splitlines()

    assert lines[1:] == rows


def test_export_writes_follow_ups_in_a_last_column(owner):
    VisitFactory(owner=owner, date=date(2026, 11, 3), follow_up=date(2026, 12, 1))
    VisitFactory(owner=owner, date=date(2026, 11, 4), time=time(9))

    tables = tables_of(export_diary(owner))

    assert tables["visits.csv"].splitlines() == [
        "date,time,by,note,come_back_if,follow_up",
        "2026-11-03,,,,,2026-12-01",
        "2026-11-04,09:00,,,,",
    ]
    assert "follow_up" in tables["README.txt"]


def test_health_and_follow_ups_come_back_to_the_letter(owner, stranger):
    HealthContextFactory(owner=owner, pregnant=True, due_on=date(2027, 2, 1), conditions=[])
    for number, name in enumerate(["", "=1", "'", 'a, "b"; | c', " spaced ", "none", "🦵", "x" * 100]):
        MedicineFactory(owner=owner, code="other", name=name, started_on=date(2026, 11, 1 + number))
    MedicineFactory(owner=owner, code="blood_thinner")
    VisitFactory(owner=owner, follow_up=date(2027, 1, 1))
    first = export_diary(owner)

    outcome = import_diary(stranger, first, NOW)

    assert export_diary(stranger) == first
    assert said_by(stranger) == said_by(owner)
    assert (outcome.health.new, outcome.health.different) == (10, 0)
    again = import_diary(stranger, first, NOW).health
    assert (again.new, again.filled, again.there, again.different) == (0, 0, 10, 0)
    assert export_diary(stranger) == first


def test_import_without_health_changes_none(owner):
    HealthContextFactory(owner=owner, conditions=["cancer"])
    before = said_by(owner)

    import_diary(owner, zipped(), NOW)

    assert said_by(owner) == before


def test_import_fills_in_what_was_not_said(owner):
    HealthContextFactory(owner=owner, conditions=["cancer"])

    outcome = load(owner, "pregnancy,yes,,2027-02-01", "conditions,diabetes,,")

    assert said_by(owner)[0] == (True, date(2027, 2, 1), ["cancer"])
    assert outcome.health.filled == 1


@pytest.mark.parametrize(
    ("known", "row", "kept"),
    [
        ({"pregnant": False}, "pregnancy,yes,,2027-02-01", (False, None, None)),
        ({"pregnant": True}, "pregnancy,yes,,2027-02-01", (True, date(2027, 2, 1), None)),
        ({"pregnant": True}, "pregnancy,no,,", (True, None, None)),
        ({"pregnant": True, "due_on": date(2027, 3, 1)}, "pregnancy,yes,,2027-02-01", (True, date(2027, 3, 1), None)),
        ({"conditions": []}, "conditions,diabetes,,", (None, None, [])),
    ],
)
def test_import_leaves_what_was_said(owner, known, row, kept):
    HealthContextFactory(owner=owner, **known)

    load(owner, row)

    assert said_by(owner)[0] == kept


def test_import_leaves_a_medicine_that_is_there(owner):
    MedicineFactory(owner=owner, code="statin", name="A", started_on=date(2026, 11, 1))

    outcome = load(owner, "medicine,statin,A,2026-11-02", "medicine,statin,B,")

    assert said_by(owner)[1] == [("statin", "A", date(2026, 11, 1)), ("statin", "B", None)]
    assert (outcome.health.new, outcome.health.different) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["illness,diabetes,,"], "line 2, about: illness is not one of pregnancy, conditions, medicine"),
        ([",diabetes,,"], "line 2, about: this is empty"),
        (["medicine,,,"], "line 2, value: this is empty"),
        (["medicine,aspirin,,"], "line 2, value: aspirin is not one of long_acting_inhaler"),
        (["medicine,statin,,2026-11-29"], "line 2, date: 2026-11-29 is in the future"),
        (["medicine,statin,,soon"], "line 2, date: soon is not a date like 2026-11-04"),
        (["medicine,statin," + "x" * 101 + ","], "line 2, name: is longer than 100 characters"),
        (["medicine,statin,a\x07b,"], "line 2, name: Some characters"),
        (["medicine,statin,A,", "medicine,statin,A,2026-11-01"], "line 3, about: the same stands on line 2"),
        (["conditions,plague,,"], "line 2, value: unknown: plague"),
        (["conditions,none|cancer,,"], "line 2, value: none cannot stand beside a code"),
        (["conditions,cancer,x,"], "line 2, name: this belongs to another kind of row"),
        (["conditions,cancer,,2026-11-01"], "line 2, date: this belongs to another kind of row"),
        (["conditions,cancer,,", "conditions,cancer,,"], "line 3, about: the same stands on line 2"),
        (["pregnancy,maybe,,"], "line 2, value: maybe is not yes or no"),
        (["pregnancy,no,,2027-02-01"], "line 2, date: a date belongs to a pregnancy"),
        (["pregnancy,yes,,2027-12-01"], "line 2, date: 2027-12-01 is more than 300 days ahead"),
        (["pregnancy,yes,,1899-12-01"], "line 2, date: 1899-12-01 is before 1900"),
        (["pregnancy,yes,x,"], "line 2, name: this belongs to another kind of row"),
    ],
)
def test_import_refuses_what_cannot_be(owner, rows, problem):
    with pytest.raises(Refused) as refused:
        load(owner, *rows)

    assert any(told.startswith(f"health.csv, {problem}") for told in refused.value.problems), refused.value.problems
    assert said_by(owner) == (None, [])


def test_import_names_unknown_columns(owner):
    with pytest.raises(Refused, match=r"health\.csv, unknown column: dose"):
        load(owner, "medicine,statin,,,5", header=f"{HEADER},dose")


def test_import_notices_that_health_was_lost(owner):
    manifest = MANIFEST | {"counts": {"cramps": 0, "days": 0, "visits": 0, "health": 2}}

    with pytest.raises(Refused, match=r"the zip has lost health\.csv"):
        import_diary(owner, zipped(manifest=manifest), NOW)


@pytest.mark.parametrize(
    ("follow_up", "problem"),
    [
        ("2026-11-03", "visits.csv, line 2, follow_up: this is not after the visit"),
        ("2026-11-02", "visits.csv, line 2, follow_up: this is not after the visit"),
        ("later", "visits.csv, line 2, follow_up: later is not a date like 2026-11-04"),
    ],
)
def test_import_refuses_a_follow_up_that_cannot_be(owner, follow_up, problem):
    with pytest.raises(Refused) as refused:
        import_diary(owner, zipped(visits=f"date,follow_up\n2026-11-03,{follow_up}\n"), NOW)

    assert refused.value.problems == [problem]


def test_import_takes_a_follow_up_ahead(owner):
    import_diary(owner, zipped(visits="date,follow_up\n2026-11-03,2027-11-04\n2026-11-04,\n"), NOW)

    assert list(Visit.objects.for_user(owner).values_list("follow_up", flat=True)) == [date(2027, 11, 4), None]


def test_command_counts_health_only_where_there_is_any(owner, tmp_path, capsys):
    with_it, without = tmp_path / "with.zip", tmp_path / "without.zip"
    with_it.write_bytes(zipped(health=f"{HEADER}\nmedicine,statin,,\n"))
    without.write_bytes(zipped())

    call_command("import_diary", "owner", str(without))
    assert "Health" not in capsys.readouterr().out
    call_command("import_diary", "owner", str(with_it))

    lines = capsys.readouterr().out.splitlines()
    assert "Health: 1 new, 0 filled in, 0 already there, 0 already there but different" in lines
    assert lines[-1].startswith("0 new")


def test_export_is_a_table_like_the_others(owner):
    MedicineFactory(owner=owner, name='He said "take it"')

    table = tables_of(export_diary(owner))["health.csv"]

    assert next(csv.DictReader(io.StringIO(table, newline="")))["name"] == 'He said "take it"'
