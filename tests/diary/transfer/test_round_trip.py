"""Out of one account, into another on the same site, out again: the same bytes, the same diary."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cramps.anatomy import Muscle, Side
from diary.models import NOTE_LENGTH, Cramp, Day, ReliefTry, Visit
from diary.transfer.exporting import export_diary
from diary.transfer.importing import import_diary
from diary.transfer.rows import SIGN_CODES
from diary.vocabulary import Activity, Exertion, Helped, Relief, SeenBy, Trigger
from tests.factories import CrampFactory, DayFactory, ReliefTryFactory, VisitFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "'",
    "''quoted'",
    "\tindented",
    "\rold newline",
    " leading and trailing ",
    'commas, "quotes", semicolons; and | bars',
    "lines\nof\r\nall\rkinds\n",
    "\n",
    "none",
    '"',
    "עברית ‮ right to left",
    "🦵🏽 café é",
    "a\u2028b\u2029c",
    "x" * NOTE_LENGTH,
]


def words(cramp):
    return cramp.note, cramp.started_at.replace(microsecond=0), cramp.day, cramp.signs, cramp.triggers


def moved(owner, other):
    """The first export of one account, and that of another after importing it."""
    first = export_diary(owner)
    import_diary(other, first, NOW)
    return first, export_diary(other)


def test_hostile_text_comes_back_to_the_letter(owner, stranger):
    for hour, text in enumerate(HOSTILE):
        CrampFactory(owner=owner, note=text, started_at=datetime(2026, 11, 1, hour, tzinfo=UTC))
        DayFactory(owner=owner, note=text, date=date(2026, 10, 1 + hour))
        VisitFactory(owner=owner, note=text, come_back_if=text, date=date(2026, 9, 1 + hour))

    first, second = moved(owner, stranger)

    assert first == second
    assert list(Cramp.objects.for_user(stranger).values_list("note", flat=True)) == HOSTILE
    assert list(Day.objects.for_user(stranger).values_list("note", flat=True)) == HOSTILE
    assert list(Visit.objects.for_user(stranger).values_list("note", "come_back_if")) == [(x, x) for x in HOSTILE]


def test_import_of_ones_own_export_changes_nothing(owner):
    ReliefTryFactory(cramp=CrampFactory(owner=owner, note="'=1\r\n"), helped="yes")
    DayFactory(owner=owner, signs=[], signs_at=NOW)
    VisitFactory(owner=owner, time=time(9))
    before = export_diary(owner)

    outcome = import_diary(owner, before, NOW)

    assert (outcome.cramps.there, outcome.days.there, outcome.visits.there) == (1, 1, 1)
    assert export_diary(owner) == before


def test_export_of_a_traveller_comes_back(owner, stranger):
    stranger.time_zone = "America/New_York"
    for zone in ("Asia/Kathmandu", "Australia/Lord_Howe", "US/Pacific", "Pacific/Kiritimati", "Europe/London"):
        for start in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
            CrampFactory(owner=owner, started_at=start, time_zone=zone)
        CrampFactory(owner=owner, started_at=start, time_zone=zone, time_known=False)
    CrampFactory(owner=owner, started_at=datetime(1900, 6, 1, tzinfo=UTC), time_zone="Europe/Paris")

    first, second = moved(owner, stranger)

    assert first == second
    # Time that is not known is noon after the move, whatever stood there before.
    assert sorted(map(words, Cramp.objects.filter(owner=owner, time_known=True))) == sorted(
        map(words, Cramp.objects.filter(owner=stranger, time_known=True))
    )


writing = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\t\r\n,\"|"), max_size=20)
dates = st.dates(date(1900, 1, 2), date(2026, 11, 19))
instants = st.datetimes(datetime(1900, 1, 3), datetime(2026, 11, 19), timezones=st.just(UTC))
zones = st.sampled_from(["Europe/London", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"])
said = st.none() | st.booleans()


def codes(allowed):
    return st.none() | st.lists(st.sampled_from(allowed), max_size=4)


def or_blank(choices):
    return st.sampled_from(["", *choices.values])


durations = st.one_of(
    st.tuples(st.none(), st.sampled_from(["running", "unknown"])),
    st.tuples(st.integers(0, 86_400), st.sampled_from(["timed", "estimated"])),
)
cramps = st.fixed_dictionaries(
    {
        "uuid": st.uuids(),
        "started_at": instants,
        "time_zone": zones,
        "time_known": st.booleans(),
        "easing": said,
        "severity": st.none() | st.integers(0, 10),
        "muscle": or_blank(Muscle),
        "side": or_blank(Side),
        "activity": or_blank(Activity),
        "woke_me": said,
        "signs": codes(SIGN_CODES),
        "triggers": codes(Trigger.values),
        "note": writing,
    }
)
days = st.fixed_dictionaries(
    {
        "date": dates,
        "cramp_free": st.booleans(),
        "fluids": st.none() | st.integers(0, 40),
        "exertion": or_blank(Exertion),
        "stretched": said,
        "alcohol": said,
        "caffeine": said,
        "signs": codes(SIGN_CODES),
        "signs_at": st.none() | instants,
        "note": writing,
    }
)
visits = st.fixed_dictionaries(
    {
        "date": dates,
        "time": st.none() | st.times(),
        "by": or_blank(SeenBy),
        "note": writing,
        "come_back_if": writing,
    }
)
tries = st.dictionaries(st.sampled_from(Relief.values), or_blank(Helped), max_size=4)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(cramps, durations, tries), max_size=5, unique_by=lambda cramp: cramp[0]["uuid"]),
    st.lists(days, max_size=4, unique_by=lambda day: day["date"]),
    st.lists(visits, max_size=3, unique_by=lambda visit: (visit["date"], visit["time"])),
)
def test_any_diary_comes_back(owner, stranger, cramps, days, visits):
    for model in (Cramp, Day, Visit):
        model.objects.all().delete()
    for values, (duration, source), tried in cramps:
        cramp = Cramp.objects.create(owner=owner, duration=duration, duration_source=source, **values)
        ReliefTry.objects.bulk_create(ReliefTry(cramp=cramp, relief=r, helped=h) for r, h in tried.items())
    Day.objects.bulk_create(Day(owner=owner, **values) for values in days)
    Visit.objects.bulk_create(Visit(owner=owner, **values) for values in visits)

    first, second = moved(owner, stranger)

    assert first == second
    kept = [Cramp.objects.filter(owner=person, time_known=True).order_by("uuid") for person in (owner, stranger)]
    assert [cramp.note for cramp in kept[0]] == [cramp.note for cramp in kept[1]]
    assert [cramp.day for cramp in kept[0]] == [cramp.day for cramp in kept[1]]
