"""What the flag reads from the database: as much as it needs, and no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diary import clock
from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.models import Cramp, Day, HealthContext, Medicine, ReliefTry, Visit
from diary.reading import background_of
from diary.slices import alarm_slice, assessment_slice, cramp_slice, history_slice, recent_slice
from diary.triage.assess import assess, history
from diary.triage.tiers import Tier
from diary.triage.withdrawal import open_signs
from tests.diary.triage.chance import some_diary, with_background
from tests.diary.triage.diaries import GB, TODAY, ago, at, cramp, cramps_on, day, free, visit
from tests.diary.triage.diaries import diary as holding
from tests.diary.triage.test_patterns import rated
from tests.factories import (
    CrampFactory,
    DayFactory,
    HealthContextFactory,
    MedicineFactory,
    ReliefTryFactory,
    UserFactory,
    VisitFactory,
)

NOW = datetime.combine(TODAY, time(23, 59), UTC)


@pytest.fixture
def person(db):
    return UserFactory(time_zone="UTC")


def store(owner, diary):
    """Write a diary as rows, past everything that a form would say to it."""
    cramps = Cramp.objects.bulk_create(
        Cramp(
            owner=owner,
            uuid=UUID(episode.id),
            day=episode.day,
            started_at=episode.started_at,
            time_zone="UTC",
            duration=episode.seconds,
            duration_source="running" if episode.easing is not None else "estimated" if episode.seconds else "unknown",
            easing=episode.easing,
            severity=episode.severity,
            muscle=episode.muscle,
            side=episode.side,
            activity=episode.activity,
            woke_me=episode.woke_me,
            signs=None if episode.signs is None else list(episode.signs),
            triggers=None if episode.triggers is None else list(episode.triggers),
        )
        for episode in diary.episodes
    )
    ReliefTry.objects.bulk_create(
        ReliefTry(cramp=cramp, relief=relief, helped=helped)
        for cramp, episode in zip(cramps, diary.episodes, strict=True)
        for relief, helped in {
            None: [("rest", "")],
            False: [("stretch", "no"), ("heat", "")],
            True: [("stretch", "no"), ("heat", "a_little")],
        }[episode.helped]
    )
    Day.objects.bulk_create(
        Day(
            owner=owner,
            date=entry.date,
            cramp_free=entry.cramp_free,
            stretched=entry.stretched,
            signs=None if entry.signs is None else list(entry.signs),
            signs_at=entry.signs_at,
        )
        for entry in diary.days
    )
    Visit.objects.bulk_create(
        Visit(owner=owner, date=visit.date, time=visit.until.time() if visit.timed else None) for visit in diary.seen
    )
    said = diary.background
    HealthContext.objects.create(
        owner=owner,
        pregnant=said.pregnant or None,
        due_on=said.due_on if said.pregnant else None,
        conditions=sorted(said.conditions),
    )
    Medicine.objects.bulk_create(
        Medicine(owner=owner, code=medicine.code, started_on=medicine.started_on) for medicine in said.medicines
    )


def judged(diary, as_of=TODAY):
    return assess(diary, as_of, today=TODAY, region=GB)


@pytest.mark.parametrize("seed", range(8))
def test_slice_gives_the_same_flag_as_the_whole_diary(person, seed):
    diary = with_background(some_diary(seed), seed) if seed % 2 else some_diary(seed)
    store(person, diary)

    for as_of in (TODAY, ago(1), ago(40)):
        whole = judged(diary, as_of)
        for_home = judged(assessment_slice(person, as_of, NOW), as_of)
        for_doctor = judged(assessment_slice(person, as_of, NOW, with_old_signs=True), as_of)
        assert replace(for_home, not_talked_about=()) == replace(whole, not_talked_about=())
        assert for_doctor == whole
    assert judged(history_slice(person, NOW)) == judged(diary)


@pytest.mark.parametrize("seed", range(8, 12))
def test_slice_of_a_history_gives_the_same_points(person, seed):
    diary = with_background(some_diary(seed), seed) if seed % 2 else some_diary(seed)
    store(person, diary)
    whole = history(diary, None, TODAY, today=TODAY)

    assert history(history_slice(person, NOW), None, TODAY, today=TODAY) == whole
    for first in (ago(27), ago(89)):
        part = history(history_slice(person, NOW, first), first, TODAY, today=TODAY)
        assert part == history(diary, first, TODAY, today=TODAY)


@pytest.mark.parametrize("seed", range(12, 24))
def test_slice_of_alarms_gives_the_same_alarms_and_open_signs(person, seed):
    found = some_diary(seed)
    sided = [episode._replace(side=("left", "right", "both", "")[n % 4]) for n, episode in enumerate(found.episodes)]
    diary = replace(found, episodes=sided)
    store(person, diary)

    read = alarm_slice(person, NOW)

    assert alarms_of(judged(read)) == alarms_of(judged(diary))
    assert judged(read).not_talked_about == judged(diary).not_talked_about
    assert open_signs(read, TODAY) == open_signs(diary, TODAY)


@pytest.mark.parametrize(("days", "since", "since_at_least"), [(54, ago(27), True), (55, ago(26), False)])
def test_slice_of_alarms_reaches_back_for_the_first_of_28_days(person, days, since, since_at_least):
    store(person, holding([cramp(number, signs=("one_leg_swollen_hot",)) for number in (0, 26, days)]))

    [alarm] = alarms_of(judged(alarm_slice(person, NOW)))

    assert (alarm.since, alarm.since_at_least) == (since, since_at_least)


def test_slice_of_alarms_costs_four_queries_after_years(person, django_assert_num_queries):
    long_diary(person, 3)

    with django_assert_num_queries(4):
        diary = alarm_slice(person, NOW)

    assert len(diary.episodes) < 100


def alarms_of(assessment):
    return [reason for reason in assessment.reasons if reason.tier >= Tier.URGENT]


def test_slice_reaches_back_to_older_pain(person):
    store(person, holding(rated([8] * 5, [2] * 10)))

    assert "pain-rising" in [reason.rule for reason in judged(assessment_slice(person, TODAY, NOW)).reasons]


def test_slice_reaches_back_to_older_pain_among_recent_cramps(person):
    store(person, holding(rated([8] * 5, [2] * 10) + cramps_on(30, 31, 32, 33, 85)))

    assert "pain-rising" in [reason.rule for reason in judged(assessment_slice(person, TODAY, NOW)).reasons]


@pytest.mark.parametrize(("now", "tier"), [(11, "mention"), (12, "routine")])
def test_slice_reaches_back_to_before_a_visit(person, now, tier):
    cramps = cramps_on(*range(121, 129), 84) + cramps_on(*range(now), seconds=900)
    store(person, holding(cramps, free(*range(130, 149)), [visit(120)]))

    found = judged(assessment_slice(person, TODAY, NOW))

    assert {reason.rule: reason.tier.code for reason in found.reasons}["long-cramp"] == tier


@pytest.mark.parametrize("recorded", [13, 14])
def test_slice_counts_the_recorded_days_before_a_visit(person, recorded):
    store(person, holding([cramp(0, seconds=900)], free(*range(121, 121 + recorded)), [visit(120)]))

    found = judged(assessment_slice(person, TODAY, NOW))

    assert found.tier.code == ("mention" if recorded == 14 else "routine")


def test_slice_reaches_back_for_the_first_of_28_days(person):
    days = [day(number, stretched=True) for number in range(69)]
    store(person, holding(cramps_on(*range(83)), days))

    found = {reason.rule: reason for reason in judged(assessment_slice(person, TODAY, NOW)).reasons}

    assert found["routine-not-helping"].since_at_least


@pytest.mark.parametrize("is_older", [False, True])
def test_slice_knows_whether_the_diary_is_older(person, is_older):
    store(person, holding(cramps_on(*range(5)), free(20, *[400] * is_older)))

    found = judged(assessment_slice(person, TODAY, NOW))

    assert ("rising" in [reason.rule for reason in found.reasons]) is is_older


def test_slice_tells_of_the_last_cramps_however_old(person):
    store(person, holding(cramps_on(500, 400, 300, signs=()) + cramps_on(200, 100, 0)))

    found = judged(assessment_slice(person, TODAY, NOW))

    assert (found.answered, found.of_last) == (3, 6)


def test_slice_leaves_out_strangers_and_the_bin(person):
    CrampFactory(started_at=at(1), signs=["dark_urine"])
    DayFactory(date=ago(1), signs=["dark_urine"])
    VisitFactory(date=ago(1))
    CrampFactory(owner=person, started_at=at(1), signs=["dark_urine"], deleted_at=NOW)

    for diary in (assessment_slice(person, TODAY, NOW, with_old_signs=True), history_slice(person, NOW)):
        assert (list(diary.episodes), list(diary.days), list(diary.seen)) == ([], [], [])


def test_slice_leaves_out_what_has_not_begun(person):
    CrampFactory(owner=person, started_at=NOW + timedelta(minutes=1), signs=["dark_urine"])
    CrampFactory(owner=person, started_at=NOW, signs=["new_weakness"])

    for diary in (assessment_slice(person, TODAY, NOW), history_slice(person, NOW)):
        assert [episode.signs for episode in diary.episodes] == [("new_weakness",)]


def test_slice_sees_a_cramp_of_this_morning_whose_time_is_not_known(person):
    early = datetime.combine(TODAY, time(8), UTC)
    noon = clock.noon_of(TODAY, ZoneInfo("UTC"))
    CrampFactory(owner=person, started_at=noon, time_known=False, activity="walking", signs=["dark_urine"])
    CrampFactory(owner=person, started_at=noon + timedelta(days=1), time_known=False, activity="walking")

    assert len(assessment_slice(person, TODAY, early).episodes) == 1
    assert judged(assessment_slice(person, TODAY, early)).tier.code == "emergency"


def test_slice_reads_a_cramp_whole(person):
    cramp = CrampFactory(
        owner=person,
        started_at=at(1, 13),
        duration=125,
        duration_source="timed",
        severity=4,
        muscle="calf",
        activity="asleep",
        woke_me=False,
        signs=[],
        triggers=["heat", "alcohol"],
    )
    ReliefTryFactory(cramp=cramp, relief="stretch", helped="no")

    for diary in (assessment_slice(person, TODAY, NOW), history_slice(person, NOW)):
        (episode,) = diary.episodes
        assert episode.id == str(cramp.uuid)
        assert (episode.day, episode.started_at) == (ago(1), at(1, 13))
        assert (episode.seconds, episode.duration_source, episode.easing) == (125, "timed", None)
        assert (episode.severity, episode.muscle, episode.activity) == (4, "calf", "asleep")
        assert (episode.woke_me, episode.signs, episode.triggers) == (False, (), ("heat", "alcohol"))
        assert episode.helped is False


@pytest.mark.parametrize(
    ("answers", "helped"),
    [([], None), ([""], None), (["no"], False), (["no", ""], False), (["no", "a_little"], True), (["yes"], True)],
)
def test_slice_tells_whether_anything_helped(person, answers, helped):
    cramp = CrampFactory(owner=person, started_at=at(1))
    for relief, answer in zip(("stretch", "heat"), answers, strict=False):
        ReliefTryFactory(cramp=cramp, relief=relief, helped=answer)

    for diary in (assessment_slice(person, TODAY, NOW), history_slice(person, NOW)):
        assert [episode.helped for episode in diary.episodes] == [helped]


def test_slice_settles_by_the_clock_of_the_person(db):
    person = UserFactory(time_zone="Europe/Berlin")
    VisitFactory(owner=person, date=ago(3))
    VisitFactory(owner=person, date=ago(2), time=time(9))
    DayFactory(owner=person, date=ago(3), signs=["wasting"])
    DayFactory(owner=person, date=ago(1), signs=["wasting"], signs_at=at(0, 9))

    diary = assessment_slice(person, TODAY, NOW)

    assert sorted((visit.date, visit.until, visit.timed) for visit in diary.seen) == [
        (ago(3), at(3, 23), False),
        (ago(2), at(2, 8), True),
    ]
    assert sorted((entry.date, entry.signs_at) for entry in diary.days) == [(ago(3), at(3, 23)), (ago(1), at(0, 9))]


def test_slice_reads_what_was_said_about_health(person):
    HealthContextFactory(owner=person, pregnant=True, due_on=ago(-50), conditions=["diabetes", "cancer"])
    MedicineFactory(owner=person, code="statin", name="Simva", started_on=ago(4))
    MedicineFactory(owner=person, code="lithium")
    MedicineFactory(owner=person, code="statin", name="Another")
    HealthContextFactory(conditions=["dialysis"])
    MedicineFactory(code="quinine")
    said = Background(
        pregnant=True,
        due_on=ago(-50),
        conditions=frozenset({"diabetes", "cancer"}),
        medicines=(
            TakenMedicine("lithium"),
            TakenMedicine("statin", None, "Another"),
            TakenMedicine("statin", ago(4), "Simva"),
        ),
    )
    cramp = CrampFactory(owner=person, started_at=at(1))

    assert assessment_slice(person, TODAY, NOW).background == said
    assert history_slice(person, NOW).background == said
    assert history_slice(person, NOW, ago(9)).background == said
    assert recent_slice(person, NOW).background == said
    assert cramp_slice(person, cramp, NOW).background == said
    assert background_of(person) == said


@pytest.mark.parametrize("pregnant", [None, False])
def test_slice_of_somebody_who_is_not_pregnant(person, pregnant):
    HealthContextFactory(owner=person, pregnant=pregnant, conditions=[])

    assert assessment_slice(person, TODAY, NOW).background == NOTHING_SAID
    assert background_of(person) == NOTHING_SAID


def test_background_costs_one_query(person, django_assert_num_queries):
    MedicineFactory(owner=person)

    with django_assert_num_queries(1):
        background_of(person)


def test_slice_knows_when_somebody_is_to_be_seen_again(person):
    VisitFactory(owner=person, date=ago(9), follow_up=ago(-3))
    VisitFactory(owner=person, date=ago(5), time=time(9))

    seen = assessment_slice(person, TODAY, NOW).seen

    assert {visit.date: visit.follow_up for visit in seen} == {ago(9): ago(-3), ago(5): None}


@pytest.mark.parametrize("condition", ["heart_disease", "low_salt_diet", "diabetes"])
def test_old_cramp_in_the_heat_is_not_lost(person, condition):
    HealthContextFactory(owner=person, conditions=[condition])
    CrampFactory(owner=person, started_at=at(3000), triggers=["heat"])
    CrampFactory(owner=person, started_at=at(2000), triggers=["alcohol", "heat"])
    CrampFactory(owner=person, started_at=at(1000), triggers=["alcohol"])

    old = judged(assessment_slice(person, TODAY, NOW, with_old_signs=True)).not_talked_about

    assert [(sign.rule, sign.last) for sign in old] == [("sign:heat_over_hour", ago(2000))] * (condition != "diabetes")
    assert old == judged(history_slice(person, NOW)).not_talked_about


def test_cramp_in_the_heat_is_settled_by_a_visit_or_was_never_there(person):
    HealthContextFactory(owner=person, conditions=["heart_disease"])
    assert not assessment_slice(person, TODAY, NOW, with_old_signs=True).old_signs

    CrampFactory(owner=person, started_at=at(3000), triggers=["heat"])
    VisitFactory(owner=person, date=ago(2000))

    assert not assessment_slice(person, TODAY, NOW, with_old_signs=True).old_signs


def test_slice_does_not_see_a_later_visit(person):
    VisitFactory(owner=person, date=ago(3))

    assert not assessment_slice(person, ago(4), NOW).seen
    assert assessment_slice(person, ago(3), NOW).seen


OLD_SIGN_CASES = [
    ({"date": ago(40), "signs_at": None}, None, True),
    ({"date": ago(40), "signs_at": None}, (40, None), False),
    ({"date": ago(40), "signs_at": None}, (40, time(23)), True),
    ({"date": ago(40), "signs_at": None}, (39, time(1)), False),
    ({"date": ago(40), "signs_at": None}, (39, time(0)), True),
    ({"date": ago(40), "signs_at": at(30)}, (35, None), True),
    ({"date": ago(40), "signs_at": at(30)}, (30, time(15)), True),
    ({"date": ago(40), "signs_at": at(30)}, (30, time(16)), False),
    ({"date": ago(40), "signs_at": at(30)}, (40, None), False),
    ({"date": ago(27), "signs_at": None}, None, False),
]


@pytest.mark.parametrize(("facts", "visit", "is_open"), OLD_SIGN_CASES)
def test_old_sign_of_a_day_is_open_until_a_visit(person, facts, visit, is_open):
    DayFactory(owner=person, signs=["dark_urine"], **facts)
    if visit:
        VisitFactory(owner=person, date=ago(visit[0]), time=visit[1])

    old = judged(assessment_slice(person, TODAY, NOW, with_old_signs=True)).not_talked_about

    assert [sign.rule for sign in old] == (["sign:dark_urine"] if is_open else [])
    assert old == judged(history_slice(person, NOW)).not_talked_about


def test_old_sign_is_found_in_a_long_diary(person):
    CrampFactory(owner=person, started_at=at(4000), signs=["dark_urine", "wasting"])
    CrampFactory(owner=person, started_at=at(3000), signs=["wasting"])
    CrampFactory(owner=person, started_at=at(2000), muscle="belly")
    CrampFactory(owner=person, started_at=at(1000), muscle="calf", signs=[])

    old = judged(assessment_slice(person, TODAY, NOW, with_old_signs=True)).not_talked_about

    assert [(sign.rule, sign.last) for sign in old] == [
        ("sign:dark_urine", ago(4000)),
        ("sign:wasting", ago(3000)),
        ("muscle:belly", ago(2000)),
    ]


def long_diary(owner, years):
    cramps = []
    for days in range(0, 365 * years):
        for hour in (3, 15)[: 1 + days % 2]:
            cramp = Cramp(owner=owner, started_at=at(days, hour), time_zone="UTC", activity="asleep", severity=5)
            cramp.day, cramp.signs = clock.diary_day(cramp.started_at, cramp.activity), ["wasting"] * (days % 50 == 0)
            cramps.append(cramp)
    Cramp.objects.bulk_create(cramps)
    Visit.objects.bulk_create(Visit(owner=owner, date=ago(days)) for days in range(90, 365 * years, 150))


def test_slice_costs_the_same_after_years(person, django_assert_max_num_queries):
    long_diary(person, 3)
    sparse = UserFactory(time_zone="UTC")
    CrampFactory(owner=sparse, started_at=at(3), severity=5)
    DayFactory(owner=sparse, date=ago(400), cramp_free=True)

    with django_assert_max_num_queries(5):
        diary = assessment_slice(person, TODAY, NOW)
    with django_assert_max_num_queries(5):
        assessment_slice(sparse, TODAY, NOW)

    assert len(diary.episodes) < 200
    with django_assert_max_num_queries(6):
        assessment_slice(person, TODAY, NOW, with_old_signs=True)


def test_old_signs_are_found_by_their_indexes(person):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of SQLite")
    with CaptureQueriesContext(connection) as queries:
        assessment_slice(person, TODAY, NOW, with_old_signs=True)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[-1]['sql']}")
        plan = str(cursor.fetchall())

    assert "cramp_ticked" in plan
    assert "day_ticked" in plan


def test_history_slice_reads_only_what_leads_up_to_it(person, django_assert_max_num_queries):
    long_diary(person, 3)

    with django_assert_max_num_queries(5):
        diary = history_slice(person, NOW, ago(89))

    assert len(diary.episodes) < 600
    assert min(entry.day for entry in diary.episodes) < ago(89 + 14 + 55)


def test_day_of_tomorrow_belongs_to_a_traveller(person):
    DayFactory(owner=person, date=ago(-1), signs=["dark_urine"], signs_at=NOW)
    DayFactory(owner=person, date=ago(-3), signs=["new_weakness"], signs_at=NOW)

    found = judged(assessment_slice(person, TODAY, NOW))

    assert [reason.rule for reason in found.reasons] == ["sign:dark_urine"]
    assert not judged(assessment_slice(person, ago(1), NOW), ago(1)).reasons
    assert date(2026, 11, 21) == ago(-1)
