import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import ForeignKey

from diary.models import Cramp, Day, DeletedDiary, HealthContext, Medicine, ReliefTry, Upload, Visit
from diary.transfer.exporting import export_diary, file_name
from tests.diary.transfer.files import tables_of
from tests.factories import (
    CrampFactory,
    DayFactory,
    HealthContextFactory,
    MedicineFactory,
    ReliefTryFactory,
    UserFactory,
    VisitFactory,
)

FIRST, SECOND = UUID(int=1), UUID(int=2)


def cramp_rows(user):
    return list(csv.DictReader(io.StringIO(tables_of(export_diary(user))["cramps.csv"], newline="")))


def test_export_of_an_empty_diary_has_every_file(owner):
    tables = tables_of(export_diary(owner))

    assert list(tables) == ["manifest.json", "cramps.csv", "days.csv", "visits.csv", "README.txt"]
    assert json.loads(tables["manifest.json"]) == {
        "schema": 1,
        "time_zone": "Europe/London",
        "counts": {"cramps": 0, "days": 0, "visits": 0},
    }
    assert tables["cramps.csv"] == (
        "id,started_at,time_zone,duration_min,duration_source,easing,severity,muscle,side,activity,woke_me,"
        "fluids_glasses,exertion,signs,triggers,reliefs,note\r\n"
    )
    assert tables["days.csv"] == (
        "date,cramp_free,fluids_glasses,exertion,stretched,alcohol,caffeine,signs,signs_at,note\r\n"
    )
    assert tables["visits.csv"] == "date,time,by,note,come_back_if\r\n"


def test_export_writes_a_cramp_with_its_day(owner):
    cramp = CrampFactory(
        owner=owner,
        uuid=FIRST,
        started_at=datetime(2026, 7, 4, 1, 14, 59, 700_000, tzinfo=UTC),
        duration=100,
        duration_source="timed",
        severity=0,
        muscle="calf",
        activity="asleep",
        woke_me=True,
        signs=[],
        triggers=["heat", "little_fluid"],
        note='He said "ow", then\r\nslept.',
    )
    ReliefTryFactory(cramp=cramp, relief="cold")
    ReliefTryFactory(cramp=cramp, relief="stretch", helped="a_little")
    DayFactory(owner=owner, date=date(2026, 7, 3), fluids=0, exertion="hard")

    table = tables_of(export_diary(owner))["cramps.csv"]

    assert table.split("\r\n", 1)[1] == (
        "00000000-0000-0000-0000-000000000001,2026-07-04T02:14:59+01:00,Europe/London,1.67,timed,,0,calf,,asleep,yes,"
        '0,hard,none,little_fluid|heat,stretch=a_little|cold=,"He said ""ow"", then\r\nslept."\r\n'
    )


def test_export_writes_a_day_and_a_visit(owner):
    DayFactory(
        owner=owner,
        cramp_free=True,
        stretched=False,
        caffeine=True,
        signs=["wasting"],
        signs_at=datetime(2026, 11, 4, 8, tzinfo=UTC),
        note="@home",
    )
    VisitFactory(owner=owner, time=time(14, 30), by="gp", note="-", come_back_if="it\tburns")

    tables = tables_of(export_diary(owner))

    assert tables["days.csv"].splitlines()[1] == ("2026-11-03,yes,,,no,,yes,wasting,2026-11-04T08:00:00+00:00,'@home")
    assert tables["visits.csv"].splitlines()[1] == "2026-11-03,14:30,gp,'-,it\tburns"


def test_export_gives_a_bare_date_where_the_time_is_not_known(owner):
    CrampFactory(owner=owner, started_at=datetime(2026, 7, 4, 11, tzinfo=UTC), time_known=False)

    assert cramp_rows(owner)[0]["started_at"] == "2026-07-04"


def test_export_orders_cramps_by_instant_then_id(owner):
    CrampFactory(owner=owner, uuid=SECOND, started_at=datetime(2026, 11, 4, 2, 0, 0, 100, tzinfo=UTC))
    CrampFactory(owner=owner, uuid=FIRST, started_at=datetime(2026, 11, 4, 2, 0, 0, 200, tzinfo=UTC))
    # The clocks went back: 01:50 was shown before 01:10.
    later = CrampFactory(owner=owner, started_at=datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
    earlier = CrampFactory(owner=owner, started_at=datetime(2026, 10, 25, 0, 50, tzinfo=UTC))

    assert [row["id"] for row in cramp_rows(owner)] == [str(earlier.uuid), str(later.uuid), str(FIRST), str(SECOND)]


def test_export_leaves_out_the_bin_and_days_without_an_answer(owner):
    cramp = CrampFactory(owner=owner, deleted_at=datetime(2026, 11, 5, tzinfo=UTC))
    ReliefTryFactory(cramp=cramp)
    DayFactory(owner=owner, signs_at=datetime(2026, 11, 4, 8, tzinfo=UTC))

    assert json.loads(tables_of(export_diary(owner))["manifest.json"])["counts"] == {
        "cramps": 0,
        "days": 0,
        "visits": 0,
    }


def test_export_holds_nothing_of_a_stranger(owner, stranger):
    empty = export_diary(owner)
    ReliefTryFactory(cramp=CrampFactory(owner=stranger))
    DayFactory(owner=stranger, fluids=3)
    VisitFactory(owner=stranger, follow_up=date(2026, 12, 1))
    HealthContextFactory(owner=stranger, conditions=[])
    MedicineFactory(owner=stranger)

    assert export_diary(owner) == empty


def test_export_depends_on_nothing_but_the_diary(owner):
    CrampFactory(owner=owner)

    first, second = export_diary(owner), export_diary(owner)

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_export_costs_the_same_queries_whatever_the_size(owner, django_assert_num_queries):
    for hours in range(30):
        start = datetime(2026, 11, 4, tzinfo=UTC) - timedelta(hours=9 * hours)
        ReliefTryFactory(cramp=CrampFactory(owner=owner, started_at=start))

    with django_assert_num_queries(6):
        export_diary(owner)


def test_file_name_holds_the_date():
    assert file_name(date(2026, 11, 4)) == "cramp-diary-2026-11-04.zip"


def leads_to_a_person(model):
    """Whether a row of this model belongs to somebody, itself or by what it belongs to."""
    targets = [field.related_model for field in model._meta.get_fields() if isinstance(field, ForeignKey)]
    return any(target is get_user_model() or leads_to_a_person(target) for target in targets)


# What each model of a person holds: a value for every field that an export has to give back.
FULL = {
    Cramp: {
        "uuid": SECOND,
        "started_at": datetime(2026, 11, 4, 3, 15, tzinfo=UTC),
        "time_zone": "Europe/Berlin",
        "time_known": False,
        "duration": 61,
        "duration_source": "estimated",
        "easing": False,
        "severity": 3,
        "muscle": "foot",
        "side": "left",
        "activity": "sitting",
        "woke_me": False,
        "signs": ["dark_urine"],
        "triggers": [],
        "note": "words",
    },
    Day: {
        "date": date(2026, 11, 1),
        "cramp_free": True,
        "fluids": 7,
        "exertion": "light",
        "stretched": False,
        "alcohol": False,
        "caffeine": False,
        "signs": [],
        "signs_at": datetime(2026, 11, 3, 7, tzinfo=UTC),
        "note": "words",
    },
    ReliefTry: {"relief": "cold", "helped": "no"},
    Visit: {
        "date": date(2026, 11, 1),
        "time": time(9),
        "by": "gp",
        "note": "words",
        "come_back_if": "worse",
        "follow_up": date(2026, 12, 1),
    },
    HealthContext: {"pregnant": False, "due_on": date(2027, 1, 2), "conditions": []},
    Medicine: {"code": "lithium", "name": "words", "started_on": date(2026, 11, 1)},
}
# The key of a table, whose row it is, what follows from the rest, the bin, and a timer that nobody has confirmed.
NOT_EXPORTED = {"id", "owner", "cramp", "day", "deleted_at", "timer_ran"}
# Not the diary, but on the way into it for a day, or out of it for a week.
PASSING = {Upload, DeletedDiary}


def test_every_model_of_a_person_is_exported():
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in ("diary", "cramps")]

    assert {model for model in ours if leads_to_a_person(model)} == set(FULL) | PASSING


@pytest.mark.parametrize("model", FULL, ids=lambda model: model.__name__)
def test_every_field_is_listed(model):
    assert {field.name for field in model._meta.concrete_fields} - NOT_EXPORTED == set(FULL[model])


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "name"), [(model, name) for model, values in FULL.items() for name in values])
def test_every_field_changes_the_export(model, name):
    user = UserFactory()
    start = {"owner": user, "uuid": FIRST, "duration_source": "timed", "duration": 60}
    factories = {
        Cramp: lambda: CrampFactory(**start),
        Day: lambda: DayFactory(owner=user, note="something said"),
        ReliefTry: lambda: ReliefTryFactory(cramp=CrampFactory(**start)),
        Visit: lambda: VisitFactory(owner=user),
        HealthContext: lambda: HealthContextFactory(owner=user, pregnant=True),
        Medicine: lambda: MedicineFactory(owner=user),
    }
    row = factories[model]()
    before = export_diary(user)

    setattr(row, name, FULL[model][name])
    row.save()

    assert export_diary(user) != before
