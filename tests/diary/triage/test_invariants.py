"""More of what is true of every diary: what may never lower the tier, what may never raise it, what must not matter."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from diary.episodes import DiarySlice, Seen
from diary.triage.assess import assess, history
from diary.triage.signs import CATALOGUE, MUSCLE_SIGNS
from diary.triage.tiers import Tier
from tests.diary.triage.chance import SPAN, seen, some_diary
from tests.diary.triage.diaries import GB, TODAY, ago

SEEDS = st.integers(0, 10**9)
EMERGENCIES = st.sampled_from([sign.code for sign in CATALOGUE if sign.tier is Tier.EMERGENCY])


def assessed(diary, as_of=TODAY, today=TODAY):
    return assess(diary, as_of, today=today, region=GB)


def tier_of(diary, as_of=TODAY):
    return assessed(diary, as_of).tier or 0


@settings(max_examples=40)
@given(SEEDS, EMERGENCIES, st.integers(0, 10**6))
def test_emergency_sign_on_a_cramp_never_lowers_the_tier(seed, sign, place):
    diary = some_diary(seed)
    if not diary.episodes:
        return
    place %= len(diary.episodes)
    ticked = list(diary.episodes)
    ticked[place] = ticked[place]._replace(signs=(sign, *(ticked[place].signs or ())))

    worse = DiarySlice(ticked, diary.days, diary.seen)

    for as_of in (TODAY, ticked[place].day, ticked[place].day + timedelta(days=5)):
        if as_of <= TODAY:
            assert tier_of(worse, as_of) >= tier_of(diary, as_of)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from(sorted(MUSCLE_SIGNS)), st.integers(0, 10**6))
def test_cramp_in_a_muscle_that_is_a_sign_never_lowers_the_tier(seed, muscle, place):
    diary = some_diary(seed)
    calves = [number for number, episode in enumerate(diary.episodes) if episode.muscle == "calf"]
    if not calves:
        return
    place = calves[place % len(calves)]
    elsewhere = list(diary.episodes)
    elsewhere[place] = elsewhere[place]._replace(muscle=muscle)

    assert tier_of(DiarySlice(elsewhere, diary.days, diary.seen)) >= tier_of(diary)


@settings(max_examples=60)
@given(SEEDS, st.integers(0, SPAN), st.sampled_from([None, 0, 8, 23]), st.integers(0, 60))
def test_visit_raises_no_rule(seed, days, hour, back):
    diary = some_diary(seed)
    later = DiarySlice(diary.episodes, diary.days, [*diary.seen, seen(ago(days), hour)])

    before = {reason.rule: reason.tier for reason in assessed(diary, ago(back)).reasons}
    after = {reason.rule: reason.tier for reason in assessed(later, ago(back)).reasons}

    if "frequent" in before:
        before.setdefault("frequent-month", Tier.MENTION)  # fewer of them are left, and still six
    assert after.keys() <= before.keys()
    assert all(tier <= before[rule] for rule, tier in after.items())


@settings(max_examples=15)
@given(SEEDS, st.integers(1, 120))
def test_what_comes_later_does_not_change_the_past(seed, back):
    diary, as_of = some_diary(seed), ago(back)
    so_far = DiarySlice(
        [episode for episode in diary.episodes if episode.day <= as_of],
        [day for day in diary.days if day.date <= as_of],
        [visit for visit in diary.seen if visit.date <= as_of],
    )

    assert assessed(diary, as_of) == assessed(so_far, as_of) == assessed(so_far, as_of, today=as_of)
    assert history(diary, None, as_of, today=TODAY) == history(so_far, None, as_of, today=as_of)


@settings(max_examples=12)
@given(SEEDS, st.integers(-520, 520))
def test_history_of_a_diary_shifted_by_weeks_is_shifted(seed, weeks):
    diary, step = some_diary(seed), timedelta(weeks=weeks)
    shifted = DiarySlice(
        [episode._replace(day=episode.day + step, started_at=episode.started_at + step) for episode in diary.episodes],
        [day._replace(date=day.date + step, signs_at=day.signs_at and day.signs_at + step) for day in diary.days],
        [Seen(visit.date + step, visit.until + step, visit.timed) for visit in diary.seen],
    )

    now, then = assessed(diary), assessed(shifted, TODAY + step, TODAY + step)

    assert (then.tier, then.answered, then.of_last) == (now.tier, now.answered, now.of_last)
    assert [reason.since_at_least for reason in then.reasons] == [reason.since_at_least for reason in now.reasons]
    assert [(sign.rule, sign.last - step) for sign in then.not_talked_about] == [
        (sign.rule, sign.last) for sign in now.not_talked_about
    ]
    assert [
        (turn.date - step, turn.tier, turn.rules) for turn in history(shifted, None, TODAY + step, today=TODAY + step)
    ] == [(turn.date, turn.tier, turn.rules) for turn in history(diary, None, TODAY, today=TODAY)]
