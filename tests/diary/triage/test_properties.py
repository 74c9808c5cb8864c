"""What is true of every diary."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from diary.background import NOTHING_SAID
from diary.episodes import DayEntry, DiarySlice, Episode, Seen
from diary.triage.assess import assess, history
from diary.triage.book import Book
from diary.triage.findings import findings, height
from diary.triage.tiers import Tier
from tests.diary.triage import oracle
from tests.diary.triage.chance import SPAN, seen, some_diary, with_background
from tests.diary.triage.diaries import GB, TODAY, ago, at

SEEDS = st.integers(0, 10**9)


def tier_of(diary, as_of=TODAY):
    return assess(diary, as_of, today=TODAY, region=GB).tier or 0


def with_visits(diary, *visits):
    return DiarySlice(diary.episodes, diary.days, [*diary.seen, *visits])


@settings(max_examples=60)
@given(SEEDS, st.integers(0, 40))
def test_assess_agrees_with_the_rules_read_slowly(seed, days):
    diary = some_diary(seed)

    found = assess(diary, ago(days), today=TODAY, region=GB)

    assert {reason.rule: reason.tier.code for reason in found.reasons} == oracle.rules_on(diary, ago(days), TODAY)


@settings(max_examples=60)
@given(SEEDS, st.integers(0, 40))
def test_assess_with_a_background_agrees_with_the_rules_read_slowly(seed, days):
    diary = with_background(some_diary(seed), seed)

    found = assess(diary, ago(days), today=TODAY, region=GB)

    assert {reason.rule: reason.tier.code for reason in found.reasons} == oracle.rules_on(diary, ago(days), TODAY)


@settings(max_examples=12)
@given(SEEDS)
def test_history_with_a_background_agrees_with_assessing_each_day(seed):
    diary = with_background(some_diary(seed), seed)

    found = history(diary, ago(60), TODAY, today=TODAY)

    turns = [(turn.date, turn.tier and turn.tier.code, set(turn.rules)) for turn in found]
    assert turns == oracle.turns_between(diary, ago(60), TODAY, TODAY)


@settings(max_examples=60)
@given(SEEDS, st.integers(0, 40))
def test_background_never_lowers_a_tier(seed, days):
    with_it = with_background(some_diary(seed), seed)
    without = replace(with_it, background=NOTHING_SAID)

    assert tier_of(with_it, ago(days)) >= tier_of(without, ago(days))
    of_each = {reason.rule: reason.tier for reason in assess(with_it, ago(days), today=TODAY, region=GB).reasons}
    for reason in assess(without, ago(days), today=TODAY, region=GB).reasons:
        assert of_each[reason.rule] >= reason.tier


@settings(max_examples=30)
@given(SEEDS, st.integers(0, SPAN), st.sampled_from([None, 0, 8, 23]))
def test_visit_never_raises_the_tier_of_somebody_with_a_background(seed, days, hour):
    diary = with_background(some_diary(seed), seed)

    later = replace(diary, seen=[*diary.seen, seen(ago(days), hour)])

    assert tier_of(later) <= tier_of(diary)


@settings(max_examples=12)
@given(SEEDS)
def test_since_agrees_with_assessing_each_day(seed):
    diary = some_diary(seed)
    past = [oracle.rules_on(diary, ago(days), TODAY) for days in range(28)]

    for reason in assess(diary, TODAY, today=TODAY, region=GB).reasons:
        run = next((days for days, rules in enumerate(past) if reason.rule not in rules), 28)
        assert (reason.since, reason.since_at_least) == (ago(run - 1), run == 28)


@settings(max_examples=12)
@given(SEEDS)
def test_history_agrees_with_assessing_each_day(seed):
    diary = some_diary(seed)
    first = min([episode.day for episode in diary.episodes] + [day.date for day in diary.days], default=TODAY)

    turns = [
        (turn.date, turn.tier and turn.tier.code, set(turn.rules)) for turn in history(diary, None, TODAY, today=TODAY)
    ]

    assert turns == oracle.turns_between(diary, first, TODAY, TODAY)


@settings(max_examples=20)
@given(SEEDS)
def test_height_is_the_highest_tier_of_all_findings(seed):
    book = Book(with_background(some_diary(seed), seed), TODAY)

    for day in range(ago(60).toordinal(), TODAY.toordinal() + 1):
        for seen_until in (day, day - 1):
            found = findings(book, day, seen_until)
            assert height(book, day, seen_until) == max((finding.tier for finding in found), default=0)


@settings(max_examples=60)
@given(SEEDS, st.integers(0, SPAN), st.sampled_from([None, 0, 8, 23]))
def test_visit_never_raises_the_tier(seed, days, hour):
    diary = some_diary(seed)

    later = with_visits(diary, seen(ago(days), hour))

    assert tier_of(later) <= tier_of(diary)
    assert tier_of(later, ago(days // 2)) <= tier_of(diary, ago(days // 2))


@settings(max_examples=40)
@given(SEEDS, st.integers(0, 27), st.sampled_from(["dark_urine", "chest_pain_or_breathless"]))
def test_emergency_sign_never_lowers_the_tier(seed, days, sign):
    diary = some_diary(seed)
    worse = Episode("f" * 36, ago(days), at(days, 15), signs=(sign,))
    ticked = DayEntry(ago(days), signs=(sign,), signs_at=at(days, 15))

    assert tier_of(DiarySlice([*diary.episodes, worse], diary.days, [])) >= Tier.SOON
    for seen_ in ([], diary.seen):
        before = tier_of(DiarySlice(diary.episodes, diary.days, seen_))
        assert tier_of(DiarySlice(diary.episodes, [*diary.days, ticked], seen_)) >= before


@settings(max_examples=20)
@given(SEEDS)
def test_order_of_entry_does_not_matter(seed):
    diary = some_diary(seed)
    shuffled = [list(part) for part in (diary.episodes, diary.days, diary.seen)]
    for part in shuffled:
        Random(seed).shuffle(part)

    again = DiarySlice(*shuffled)

    assert assess(again, TODAY, today=TODAY, region=GB) == assess(diary, TODAY, today=TODAY, region=GB)
    assert history(again, None, TODAY, today=TODAY) == history(diary, None, TODAY, today=TODAY)


@settings(max_examples=20)
@given(SEEDS, st.integers(-30, 30))
def test_diary_shifted_by_weeks_gives_the_same_shifted(seed, weeks):
    diary, step = some_diary(seed), timedelta(weeks=weeks)
    shifted = DiarySlice(
        [episode._replace(day=episode.day + step, started_at=episode.started_at + step) for episode in diary.episodes],
        [day._replace(date=day.date + step, signs_at=day.signs_at and day.signs_at + step) for day in diary.days],
        [Seen(visit.date + step, visit.until + step, visit.timed) for visit in diary.seen],
    )

    now = assess(diary, TODAY, today=TODAY, region=GB)
    then = assess(shifted, TODAY + step, today=TODAY + step, region=GB)

    assert [(r.rule, r.tier, r.cramps, r.since + step) for r in now.reasons] == [
        (r.rule, r.tier, r.cramps, r.since) for r in then.reasons
    ]
