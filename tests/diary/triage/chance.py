"""Diaries made by chance, the same for the same seed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from uuid import UUID

from diary.background import NOTHING_SAID, Background, TakenMedicine
from diary.episodes import DayEntry, DiarySlice, Episode, Seen
from tests.diary.triage.diaries import ago, at

SIGNS = ["dark_urine", "new_weakness", "walking_pain", "twitching", "wasting", "dirty_wound", "widespread_cramps"]
MUSCLES = ["calf"] * 30 + ["arm", "hand", "back", "chest"]
SPAN = 250


def some_signs(chance, often):
    if chance.random() < often:
        return tuple(chance.sample(SIGNS, chance.choice([1, 1, 2])))
    return chance.choice([None, None, ()])


def some_cramp(chance, days, often, level):
    hour = chance.randrange(24)
    # In the early hours it mostly belongs to the day before; a traveller's may belong to the next.
    day = days + (hour < 6 and chance.random() < 0.8) - (chance.random() < 0.02)
    is_running = chance.random() < 0.03
    return Episode(
        id=str(UUID(int=chance.getrandbits(128))),
        day=ago(day),
        started_at=at(days, hour),
        seconds=None if is_running else chance.choice([None, 60, 300, 600, 601 if chance.random() < 0.1 else 599]),
        duration_source="running" if is_running else "estimated",
        easing=chance.choice([None, True, False]) if is_running else None,
        severity=chance.choice([None, *(max(0, min(10, level + step)) for step in (-2, -1, 0, 1, 2))]),
        muscle=chance.choice(MUSCLES),
        activity=chance.choice(["", "asleep", "running", "gym"] if level > 5 else ["running", "gym", "asleep"]),
        woke_me=chance.choice([None, None, True, False]),
        signs=some_signs(chance, often),
        triggers=chance.choice([None, (), (), ("heat",)] if chance.random() < 0.3 else [None, ()]),
        helped=chance.choice([None, False, False, True]),
    )


def some_diary(seed):
    """Good and bad weeks, days with answers or without, stretching in spells, up to four visits."""
    chance = Random(seed)
    span = chance.choice([20, 60, 120, SPAN, SPAN])
    often = chance.choice([0, 0.01, 0.05])
    episodes, days = [], []
    pace, level, stretches, records = 0.3, 5, False, 0.5
    steady = chance.random() < 0.3
    for number in range(span, -1, -1):
        if number % 14 == 0:
            pace, level = chance.choice([0, 0.1, 0.3, 0.7, 1.5]), chance.choice([3, 4, 6, 8])
            stretches, records = chance.random() < 0.7 or steady, chance.choice([0.1, 0.6, 1, 1] if not steady else [1])
        cramps = [some_cramp(chance, number, often, level) for _ in range(3) if chance.random() < pace / 2]
        episodes += cramps
        if chance.random() < records:
            signs = some_signs(chance, often / 2)
            signs_at = at(number + chance.choice([0, 0, -1]), chance.randrange(24)) if signs else None
            stretched = chance.random() < 0.8 if stretches else None
            days.append(DayEntry(ago(number), not cramps and chance.random() < 0.7, stretched, signs, signs_at))
    visits = {ago(chance.randrange(span + 1)): chance.choice([None, 0, 9, 18]) for _ in range(chance.randrange(5))}
    return DiarySlice(episodes, days, [seen(day, hour) for day, hour in visits.items()])


def some_background(seed):
    """A pregnancy, conditions and medicines, each as likely as not."""
    chance = Random(seed)
    if chance.random() < 0.1:
        return NOTHING_SAID
    kinds = ["statin", "blood_thinner", "quinine", "thiazide_diuretic"]
    return Background(
        pregnant=chance.random() < 0.3,
        due_on=chance.choice([None, ago(chance.randrange(-200, 120))]),
        conditions=frozenset(
            chance.sample(["diabetes", "heart_disease", "dialysis", "arthritis"], chance.randrange(3))
        ),
        medicines=tuple(
            TakenMedicine(kind, chance.choice([None, ago(chance.randrange(80))]))
            for kind in chance.sample(kinds, chance.randrange(3))
        ),
    )


def with_background(diary, seed):
    """The same diary of somebody who said something about their health, with a fall and sore skin in it."""
    chance = Random(seed)
    signs = [chance.choice([("fell_hit_head",), ("skin_change",), episode.signs]) for episode in diary.episodes]
    episodes = [
        episode._replace(signs=ticked) if chance.random() < 0.1 else episode
        for episode, ticked in zip(diary.episodes, signs, strict=True)
    ]
    return replace(diary, episodes=episodes, background=some_background(seed))


def seen(day, hour):
    if hour is None:
        return Seen(day, datetime.combine(day + timedelta(days=1), time(), UTC))
    return Seen(day, datetime.combine(day, time(hour), UTC), timed=True)
