import io
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from cramps.anatomy import Muscle, Side
from diary import clock
from diary.management.commands import demo_diary
from diary.management.demo.almanac import cramp_days
from diary.management.demo.story import tell
from diary.models import Cramp, Day, ReliefTry, Visit
from diary.slices import history_slice
from diary.transfer.exporting import export_diary
from diary.triage.assess import Tier, assess
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, DurationSource, Exertion, Helped, Relief, Trigger
from tests.factories import DayFactory, UserFactory, VisitFactory

LONDON = ZoneInfo("Europe/London")
LAST = date(2026, 11, 19)


def demo(*args, **options):
    out = io.StringIO()
    call_command("demo_diary", *args, stdout=out, **options)
    return out.getvalue()


def yesterday_of(user):
    return clock.today_in(user.zone, datetime.now(UTC)) - timedelta(days=1)


@pytest.mark.parametrize(
    ("length", "cramps"), [(365, 300), (1, 5), (1, 0), (10, 0), (2, 50), (7, 1), (28, 100), (45, 3), (800, 700)]
)
def test_story_has_exactly_its_cramps_within_its_days(length, cramps):
    for zone in (LONDON, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Auckland")):
        story = tell(LAST, length, cramps, 0, zone)
        first = LAST - timedelta(days=length - 1)

        assert len(story.cramps) == cramps
        assert len({one.cramp.uuid for one in story.cramps}) == cramps
        for one in story.cramps:
            assert first <= one.cramp.day <= LAST
            assert first <= one.cramp.local_start.date() <= LAST
            assert one.cramp.day == clock.diary_day(one.cramp.local_start, one.cramp.activity)
        assert all(first <= day.date <= LAST for day in story.days)
        assert all(first <= visit.date <= LAST for visit in story.visits)


def test_story_of_every_seed_has_valid_fields():
    for seed in range(5):
        story = tell(LAST, 400, 200, seed, LONDON)

        for row in [*(one.cramp for one in story.cramps), *story.days, *story.visits]:
            row.clean_fields(exclude=["owner"])


def test_summer_has_about_twice_the_cramps_of_winter():
    days = [one.cramp.day for one in tell(LAST, 3 * 365, 2_000, 0, LONDON).cramps]
    by_month = Counter(day.month for day in days)

    assert 1.8 < sum(by_month[m] for m in (6, 7, 8)) / sum(by_month[m] for m in (12, 1, 2)) < 2.2


@pytest.mark.parametrize("seed", range(4))
def test_story_has_bad_weeks_and_quiet_months(seed):
    days = [one.cramp.day for one in tell(LAST, 365, 300, seed, LONDON).cramps]
    weeks = Counter((LAST - day).days // 7 for day in days)
    months = Counter((day.year, day.month) for day in days)

    assert sum(count >= 12 for count in weeks.values()) >= 6
    assert len(weeks) < 48
    assert sum(count <= 6 for count in months.values()) >= 2


def test_story_uses_every_word():
    cramps = tell(LAST, 365, 300, 0, LONDON).cramps
    days = tell(LAST, 365, 300, 0, LONDON).days

    assert {one.cramp.muscle for one in cramps} >= set(Muscle.values)
    assert {one.cramp.side for one in cramps} == {"", *Side.values}
    assert {one.cramp.activity for one in cramps} == {"", *Activity.values}
    assert {one.cramp.duration_source for one in cramps} == set(DurationSource.values)
    assert {code for one in cramps for code in one.cramp.triggers or ()} == set(Trigger.values)
    assert {relief for one in cramps for relief in one.tries} == set(Relief.values)
    assert {helped for one in cramps for helped in one.tries.values()} == {"", *Helped.values}
    assert {day.exertion for day in days} == {"", *Exertion.values}
    for name in ("signs", "triggers"):
        assert {None, ()} <= {None if (x := getattr(one.cramp, name)) is None else tuple(x) for one in cramps}


@pytest.mark.parametrize("seed", range(10))
def test_rare_words_are_brought_in_whatever_the_seed(seed):
    cramps = tell(LAST, 60, 80, seed, LONDON).cramps

    assert {one.cramp.muscle for one in cramps} >= set(Muscle.values)
    assert {one.cramp.activity for one in cramps} >= set(Activity.values)
    assert {code for one in cramps for code in one.cramp.triggers or ()} == set(Trigger.values)
    assert {relief for one in cramps for relief in one.tries} == set(Relief.values)


def test_signs_come_as_often_as_in_life():
    story = tell(LAST, 3 * 365, 900, 0, LONDON)
    ticked = [SIGNS[code].tier for day in story.days for code in day.signs or ()]
    with_cramps = [SIGNS[code].tier for one in story.cramps for code in one.cramp.signs or ()]

    assert Counter(ticked) == {Tier.ROUTINE: 18}
    assert Counter(with_cramps) == {Tier.URGENT: 3}


def test_urgent_sign_is_followed_by_a_visit():
    story = tell(LAST, 3 * 365, 900, 0, LONDON)
    urgent = [one.cramp for one in story.cramps if one.cramp.signs]

    for cramp, visit in zip(urgent, story.visits, strict=True):
        seen_at = clock.instant_of(datetime.combine(visit.date, visit.time), LONDON)
        assert timedelta() < seen_at - cramp.started_at < timedelta(days=4)


def test_days_are_said_to_be_free_or_not_recorded():
    story = tell(LAST, 365, 300, 0, LONDON)
    with_cramps = {one.cramp.day for one in story.cramps}
    free = {day.date for day in story.days if day.cramp_free}
    silent = 365 - len(with_cramps | {day.date for day in story.days})

    assert not free & with_cramps
    assert len(free) > 80
    assert silent > 40


def test_rare_cramps_still_fall_into_months_by_season():
    period = clock.Period.ending(LAST, 365)

    days = cramp_days(period, 12, Random(0))

    assert len(days) == 12
    assert days == sorted(days)


def test_story_is_the_same_for_a_seed_and_a_day_only(db):
    first, second, other = (UserFactory(time_zone="Europe/London") for _ in range(3))

    demo(first.username, days=90, cramps=80, seed=4)
    demo(second.username, days=90, cramps=80, seed=4)
    demo(other.username, days=90, cramps=80, seed=5)

    assert export_diary(first) == export_diary(second)
    assert export_diary(first) != export_diary(other)


def test_command_tells_a_year_up_to_yesterday(owner):
    out = demo("owner")

    cramps = Cramp.objects.for_user(owner)
    last = yesterday_of(owner)
    assert "Added 300 cramps" in out
    assert cramps.count() == 300
    assert all(last - timedelta(days=364) <= cramp.day <= last for cramp in cramps)
    assert not cramps.filter(started_at__gt=clock.end_of(last, owner.zone)).exists()
    assert ReliefTry.objects.filter(cramp__owner=owner).exists()
    assert Visit.objects.for_user(owner).count() == 1


@pytest.mark.parametrize("last", [date(2026, 11, 19), date(2027, 2, 28), date(2027, 5, 5), date(2027, 8, 10)])
def test_tier_rises_and_falls(owner, last):
    story = tell(last, 365, 300, 0, LONDON)
    demo_diary.add_cramps(owner, story.cramps)
    demo_diary.add_days(owner, story.days)
    demo_diary.add_visits(owner, story.visits)
    today = last + timedelta(days=1)
    diary = history_slice(owner, datetime.combine(today, time(9), UTC))

    tiers = [
        assess(diary, today - timedelta(days=back), today=today, region=owner.home_region).tier or 0
        for back in range(0, 330, 5)
    ]

    assert {0, Tier.ROUTINE} <= set(tiers)
    assert sum(later != earlier for later, earlier in pairwise(tiers)) >= 6


def test_second_telling_adds_beside_the_first(owner):
    demo("owner", days=400, cramps=60)
    days, visits = list(Day.objects.order_by("pk").values()), list(Visit.objects.order_by("pk").values())

    demo("owner", days=400, cramps=60)
    demo("owner", days=400, cramps=60, seed=1)

    assert Cramp.objects.for_user(owner).count() == 180
    assert list(Day.objects.order_by("pk").values())[: len(days)] == days
    assert list(Visit.objects.order_by("pk").values())[: len(visits)] == visits


def test_ids_in_the_bin_are_taken_too(owner):
    demo("owner", days=5, cramps=3)
    Cramp.objects.update(deleted_at=datetime(2026, 11, 1, tzinfo=UTC))

    demo("owner", days=5, cramps=3)

    assert (Cramp.objects.for_user(owner).count(), Cramp.objects.in_bin(owner).count()) == (3, 3)


def test_what_is_there_stays_as_it_is(owner, stranger):
    day = DayFactory(owner=owner, date=yesterday_of(owner), fluids=1, note="mine")
    VisitFactory(owner=owner, date=day.date)
    DayFactory(owner=stranger, date=day.date, note="theirs")

    demo("owner", days=30, cramps=90)

    assert Day.objects.for_user(owner).filter(date=day.date).values_list("fluids", "note").get() == (1, "mine")
    assert Day.objects.for_user(stranger).values_list("note", flat=True).get() == "theirs"
    assert not Cramp.objects.for_user(stranger).exists()


def test_options_may_be_text(owner):
    demo("owner", days="10", cramps="4", seed="7")
    demo("owner", "--days", "10", "--cramps", "0")

    assert Cramp.objects.for_user(owner).count() == 4


@pytest.mark.parametrize(
    "options",
    [{"days": 0}, {"days": -1}, {"cramps": -1}, {"days": 40_000}, {"cramps": "many"}, {"seed": "x"}, {"days": 1.5}],
)
def test_options_that_cannot_be_are_errors(owner, options):
    with pytest.raises(CommandError):
        demo("owner", **options)

    assert not Cramp.objects.exists()


def test_unknown_person_is_an_error(db):
    with pytest.raises(CommandError, match="no user 'nobody'"):
        demo("nobody")
