from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from diary.models import Cramp, Day, ReliefTry, Visit
from diary.transfer import importing, merging
from diary.transfer.exporting import export_diary
from diary.transfer.tables import Refused
from tests.diary.transfer.files import zipped
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, VisitFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST = UUID(int=1)


def load(user, *lines, dry_run=False):
    return importing.import_diary(user, "\r\n".join([*lines, ""]).encode(), NOW, dry_run=dry_run)


def load_zip(user, **tables):
    return importing.import_diary(user, zipped(**tables), NOW)


def counts(tally):
    return tally.new, tally.there, tally.different, tally.binned


def snapshot(user):
    """All that an import could change, bin and keys of rows included."""
    cramps = Cramp.objects.filter(owner=user).order_by("pk").values()
    tries = ReliefTry.objects.filter(cramp__owner=user).order_by("pk").values()
    days = Day.objects.filter(owner=user).order_by("date").values()
    visits = Visit.objects.filter(owner=user).order_by("pk").values()
    user.refresh_from_db()
    return list(cramps), list(tries), list(days), list(visits), user.time_zone


def test_start_alone_makes_a_cramp(owner):
    load(owner, "started_at", "2026-07-04T02:14")

    cramp = Cramp.objects.get()
    assert (cramp.started_at, cramp.time_zone) == (datetime(2026, 7, 4, 1, 14, tzinfo=UTC), "Europe/London")
    assert (cramp.time_known, cramp.day) == (True, date(2026, 7, 3))
    assert (cramp.duration, cramp.duration_source, cramp.signs, cramp.triggers) == (None, "unknown", None, None)
    assert not Day.objects.exists()


def test_full_row_fills_every_field(owner):
    load(
        owner,
        "note,reliefs,triggers,signs,exertion,fluids_glasses,woke_me,activity,side,muscle,severity,easing,"
        "duration_source,duration_min,time_zone,started_at,id",
        "=note,cold=|stretch=yes,heat|little_fluid,none,hard,6,yes,asleep,left,calf,8,no,timed,1.67,America/New_York,"
        f"2026-07-04T02:14,{FIRST}",
    )

    cramp = Cramp.objects.get()
    assert (cramp.uuid, cramp.started_at) == (FIRST, datetime(2026, 7, 4, 6, 14, tzinfo=UTC))
    assert (cramp.duration, cramp.duration_source, cramp.easing) == (100, "timed", False)
    assert (cramp.severity, cramp.muscle, cramp.side, cramp.activity, cramp.woke_me) == (
        *(8, "calf", "left"),
        *("asleep", True),
    )
    assert (cramp.signs, cramp.triggers, cramp.note) == ([], ["little_fluid", "heat"], "=note")
    assert list(cramp.reliefs.values_list("relief", "helped")) == [("stretch", "yes"), ("cold", "")]
    day = Day.objects.get()
    assert (day.date, day.fluids, day.exertion, day.cramp_free) == (date(2026, 7, 3), 6, "hard", False)


def test_answers_that_were_not_given_are_null_in_the_database(owner):
    load_zip(owner, cramps="started_at\n2026-07-04\n", days="date,note\n2026-07-04,x\n")

    assert Cramp.objects.filter(signs__isnull=True, triggers__isnull=True).exists()
    assert Day.objects.filter(signs__isnull=True).exists()


def test_rows_without_a_zone_are_by_the_clock_of_the_person(owner):
    owner.time_zone = "Asia/Tokyo"

    load(owner, "started_at,time_zone", "2026-07-04T02:14,", "2026-07-05T02:14,Europe/Berlin")

    assert list(Cramp.objects.values_list("started_at", "time_zone")) == [
        (datetime(2026, 7, 3, 17, 14, tzinfo=UTC), "Asia/Tokyo"),
        (datetime(2026, 7, 5, 0, 14, tzinfo=UTC), "Europe/Berlin"),
    ]


def test_bare_date_is_noon_in_the_zone_of_the_row(owner):
    load(owner, "started_at,time_zone,activity", "2026-07-04,Asia/Tokyo,asleep")

    cramp = Cramp.objects.get()
    assert (cramp.started_at, cramp.time_known) == (datetime(2026, 7, 4, 3, tzinfo=UTC), False)
    assert cramp.day == date(2026, 7, 4)


@pytest.mark.parametrize(
    ("cells", "stored"),
    [
        (",", (None, "unknown")),
        (",running", (None, "running")),
        ("10.5,", (630, "estimated")),
        ("10.5,timed", (630, "timed")),
        ("0,", (0, "estimated")),
    ],
)
def test_duration_is_estimated_unless_the_row_says_more(owner, cells, stored):
    load(owner, "started_at,duration_min,duration_source", f"2026-07-04,{cells}")

    assert Cramp.objects.values_list("duration", "duration_source").get() == stored


def test_same_file_twice_changes_nothing(owner):
    lines = [
        "started_at,severity,reliefs,fluids_glasses",
        "2026-07-04T02:14,7,stretch=yes,3",
        "2026-07-04T02:14,7,stretch=yes,3",
        "2026-07-05,,,",
    ]
    first = load(owner, *lines)
    before = snapshot(owner)

    second = load(owner, *lines)

    assert counts(first.cramps) == (3, 0, 0, 0)
    assert counts(second.cramps) == (0, 3, 0, 0)
    assert snapshot(owner) == before


def test_row_without_id_keeps_its_id_when_columns_move(owner):
    load(owner, "started_at,severity", "2026-07-04T02:14,7")

    outcome = load(owner, "note,severity,started_at", ",7,2026-07-04T02:14")

    assert counts(outcome.cramps) == (0, 1, 0, 0)


def test_row_without_id_gets_another_id_in_another_account(owner, stranger):
    load(owner, "started_at", "2026-07-04T02:14")
    load(stranger, "started_at", "2026-07-04T02:14")

    first, second = Cramp.objects.values_list("uuid", flat=True)
    assert first != second


def test_id_of_a_stranger_is_just_an_id(owner, stranger):
    theirs = CrampFactory(owner=stranger, uuid=FIRST, severity=2)

    outcome = load(owner, "id,started_at,severity", f"{FIRST},2026-07-04T02:14,9")

    assert counts(outcome.cramps) == (1, 0, 0, 0)
    theirs.refresh_from_db()
    assert (theirs.owner, theirs.severity) == (stranger, 2)
    assert Cramp.objects.get(owner=owner, uuid=FIRST).severity == 9


def test_cramp_in_the_diary_is_left_as_it_is(owner):
    ReliefTryFactory(cramp=CrampFactory(owner=owner, uuid=FIRST, severity=2))
    before = snapshot(owner)

    outcome = load(
        owner,
        "id,started_at,severity,reliefs",
        f"{FIRST},2026-11-04T02:14,2,stretch=",
        f"{UUID(int=2)},2026-11-04T02:14,,",
    )
    again = load(owner, "id,started_at,severity,reliefs", f"{FIRST},2026-11-04T02:14,2,stretch=yes")

    assert counts(outcome.cramps) == (1, 1, 0, 0)
    assert counts(again.cramps) == (0, 0, 1, 0)
    Cramp.objects.get(uuid=UUID(int=2)).delete()
    assert snapshot(owner) == before


def test_fraction_of_a_second_is_no_difference(owner):
    CrampFactory(owner=owner, uuid=FIRST, started_at=datetime(2026, 11, 4, 2, 14, 0, 999, tzinfo=UTC))

    assert counts(load(owner, "id,started_at", f"{FIRST},2026-11-04T02:14").cramps) == (0, 1, 0, 0)


def test_cramp_in_the_bin_stays_there(owner):
    CrampFactory(owner=owner, uuid=FIRST, deleted_at=NOW)
    before = snapshot(owner)

    outcome = load(owner, "id,started_at,severity", f"{FIRST},2026-11-04T02:14,9")

    assert counts(outcome.cramps) == (0, 0, 0, 1)
    assert snapshot(owner) == before


def test_rehearsal_counts_and_stores_nothing(owner):
    before = snapshot(owner)
    content = zipped(
        manifest={"schema": 1, "time_zone": "Asia/Tokyo", "counts": {}},
        cramps="started_at,reliefs\n2026-07-04,heat=no\n",
        days="date,note\n2026-07-04,x\n",
        visits="date\n2026-07-04\n",
    )

    outcome = importing.import_diary(owner, content, NOW, dry_run=True)

    assert (outcome.cramps.new, outcome.days.new, outcome.visits.new) == (1, 1, 1)
    assert outcome.time_zone == "Asia/Tokyo"
    assert owner.time_zone == "Europe/London"
    assert snapshot(owner) == before


def test_import_that_breaks_off_leaves_nothing_behind(owner, monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("power cut")

    before = snapshot(owner)
    monkeypatch.setattr(merging, "add_visits", broken)

    with pytest.raises(RuntimeError):
        load_zip(owner, cramps="started_at,fluids_glasses\n2026-07-04,3\n", visits="date\n2026-07-04\n")

    assert snapshot(owner) == before


def test_one_wrong_row_stops_the_whole_file(owner):
    with pytest.raises(Refused):
        load(owner, "started_at,severity", "2026-07-04,3", "2026-07-05,11", "2026-07-06,4")

    assert not Cramp.objects.exists()


def test_days_of_the_diary_only_get_what_they_leave_open(owner):
    DayFactory(owner=owner, date=date(2026, 7, 4), stretched=False, fluids=0, note="mine")
    days = "date,cramp_free,fluids_glasses,exertion,stretched,alcohol,signs,signs_at,note\n"

    outcome = load_zip(owner, days=days + "2026-07-04,yes,9,hard,yes,no,wasting,2026-07-05T08:00:00+00:00,theirs\n")

    day = Day.objects.get()
    assert (day.cramp_free, day.fluids, day.exertion, day.stretched, day.alcohol, day.caffeine, day.note) == (
        *(True, 0, "hard", False),
        *(False, None, "mine"),
    )
    assert (day.signs, day.signs_at) == (["wasting"], datetime(2026, 7, 5, 8, tzinfo=UTC))
    assert (outcome.days.new, outcome.days.filled) == (0, 1)


def test_signs_of_a_day_keep_the_time_of_their_own_change(owner):
    DayFactory(owner=owner, date=date(2026, 7, 4), signs=[], signs_at=NOW)

    outcome = load_zip(owner, days="date,signs,signs_at\n2026-07-04,wasting,2026-07-05T08:00:00+00:00\n")

    assert Day.objects.values_list("signs", "signs_at").get() == ([], NOW)
    assert outcome.days.different == 1


def test_row_of_days_without_an_answer_makes_no_day(owner):
    load_zip(owner, days="date,signs_at\n2026-07-04,2026-07-05T08:00:00+00:00\n")

    assert not Day.objects.exists()


def test_days_win_over_what_cramps_repeat(owner):
    load_zip(
        owner,
        cramps="started_at,fluids_glasses,exertion\n2026-07-04,3,hard\n",
        days="date,fluids_glasses\n2026-07-04,8\n",
    )

    assert Day.objects.values_list("fluids", "exertion").get() == (8, "hard")


def test_days_of_a_stranger_stay_theirs(owner, stranger):
    DayFactory(owner=stranger, date=date(2026, 7, 4), fluids=1)

    load(owner, "started_at,fluids_glasses", "2026-07-04,3")

    assert dict(Day.objects.values_list("owner__username", "fluids")) == {"stranger": 1, "owner": 3}


def test_visit_is_known_by_date_and_time(owner):
    VisitFactory(owner=owner, date=date(2026, 7, 4), time=time(9), by="gp")
    rows = "2026-07-04,09:00,pharmacist\n2026-07-04,,gp\n2026-07-04,09:00:30,gp\n"

    first = load_zip(owner, visits="date,time,by\n" + rows)
    second = load_zip(owner, visits="date,time,by\n" + rows)

    assert counts(first.visits) == (2, 0, 1, 0)
    assert counts(second.visits) == (0, 2, 1, 0)
    assert list(Visit.objects.for_user(owner).values_list("time", "by")) == [
        (time(9), "gp"),
        (time(9, 0, 30), "gp"),
        (None, "gp"),
    ]


def test_time_zone_of_an_export_starts_an_empty_diary(owner):
    tokyo = {"schema": 1, "time_zone": "Asia/Tokyo", "counts": {}}

    outcome = load_zip(owner, manifest=tokyo, cramps="started_at\n2026-07-04T02:14\n")

    owner.refresh_from_db()
    assert (owner.time_zone, outcome.time_zone) == ("Asia/Tokyo", "Asia/Tokyo")
    assert Cramp.objects.get().started_at == datetime(2026, 7, 3, 17, 14, tzinfo=UTC)


@pytest.mark.parametrize("deleted_at", [None, NOW])
def test_time_zone_of_an_export_leaves_a_diary_alone(owner, deleted_at):
    CrampFactory(owner=owner, deleted_at=deleted_at)

    outcome = load_zip(owner, manifest={"schema": 1, "time_zone": "Asia/Tokyo", "counts": {}})

    owner.refresh_from_db()
    assert (owner.time_zone, outcome.time_zone) == ("Europe/London", "")


def test_our_zip_loses_exactly_one_quote(owner):
    load_zip(owner, cramps="started_at,note\n2026-07-04,'=1\n2026-07-05,''tis\n2026-07-06,plain\n")

    assert list(Cramp.objects.values_list("note", flat=True)) == ["=1", "'tis", "plain"]


def test_lone_table_is_taken_as_it_is(owner):
    load(owner, "started_at,note", "2026-07-04,'=1", "2026-07-05,''tis", '2026-07-06,"a\r\nb\rc"')

    assert list(Cramp.objects.values_list("note", flat=True)) == ["'=1", "''tis", "a\nb\nc"]


def test_import_of_many_rows_takes_few_queries(owner, django_assert_max_num_queries):
    start = datetime(2020, 1, 1)
    lines = [f"{start + timedelta(hours=30 * n)},{n % 11},stretch=yes|heat=no,{n % 9}" for n in range(300)]

    with django_assert_max_num_queries(40):
        load(owner, "started_at,severity,reliefs,fluids_glasses", *lines)
    with django_assert_max_num_queries(15):
        load(owner, "started_at,severity,reliefs,fluids_glasses", *lines)


def test_lone_table_of_an_export_says_what_the_export_says(owner):
    cramp = CrampFactory(owner=owner, severity=3, note="words")
    DayFactory(owner=owner, date=cramp.day, fluids=4)

    outcome = load(owner, "id,started_at,severity,note", f"{cramp.uuid},2026-11-04T02:14:00+00:00,3,words")

    assert counts(outcome.cramps) == (0, 1, 0, 0)


def test_new_ids_survive_the_next_export(owner, stranger):
    load(owner, "started_at,id", f"2026-07-04,{uuid4()}", "2026-07-05,")

    importing.import_diary(stranger, export_diary(owner), NOW)

    assert export_diary(stranger) == export_diary(owner)


@pytest.mark.parametrize("when", ["2026-11-21,", "2026-11-20,23:59"])
def test_visit_to_come_is_refused(owner, when):
    with pytest.raises(Refused, match=r"visits\.csv, line 2, date: .*(still to come|in the future)"):
        load_zip(owner, visits=f"date,time,by,note,come_back_if\r\n{when},gp,,\r\n")

    assert not Visit.objects.exists()
