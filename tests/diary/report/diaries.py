"""Diaries that a report is tried out on."""

from datetime import UTC, date, datetime, time, timedelta

from cramps.anatomy import Muscle, Side
from diary.models import Cramp, Day, ReliefTry
from diary.models.health import HealthContext, Medicine
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, Condition, Exertion, Helped, MedicineKind, Relief, Trigger

LONG_NAME = "Wilhelmina Alexandra Featherstonehaugh-Cholmondeley of Upper Slaughter-on-the-Hill"[:80]


def at(day, hour=2):
    """The instant at which a cramp began on a date."""
    return datetime.combine(day, time(hour), UTC)


def private(owner, today):
    """A few entries that hold what not everybody is to read: notes, alcohol, a pregnancy."""
    cramp = Cramp.objects.create(
        owner=owner,
        started_at=at(today - timedelta(days=1)),
        time_zone="Europe/London",
        signs=["pregnant_swelling"],
        triggers=["alcohol", "heat"],
        note="Secret thought.",
    )
    ReliefTry.objects.create(cramp=cramp, relief="heat", helped="yes")
    for back, sign in ((2, "heavy_alcohol"), (60, "pregnant_swelling")):
        day = today - timedelta(days=back)
        Day.objects.create(
            owner=owner, date=day, alcohol=True, signs=[sign], signs_at=at(day), note="A private word about the day."
        )
    HealthContext.objects.create(owner=owner, pregnant=True, due_on=today, conditions=["alcohol_use", "diabetes"])


def fullest(owner, today):
    """More than anybody writes: 26 weeks in which every word of every vocabulary is used, and everything is ticked."""
    cramps = []
    for number in range(300):
        day = today - timedelta(days=1 + number * 180 // 300)
        cramps.append(
            Cramp(
                owner=owner,
                day=day,
                started_at=at(day, number % 24),
                time_zone="Europe/London",
                severity=9,
                muscle=list(Muscle)[number % len(Muscle)],
                side=["", *Side][number % 4],
                activity=list(Activity)[number % len(Activity)],
                woke_me=True,
                duration=[None, 30, 4900, 60][number % 4],
                duration_source=["unknown", "timed", "estimated", "timed"][number % 4],
                signs=[list(SIGNS)[number % len(SIGNS)]],
                triggers=[list(Trigger)[number % len(Trigger)], list(Trigger)[number * 7 % len(Trigger)]],
                note=f"Secret thought {number}.",
            )
        )
    Cramp.objects.bulk_create(cramps)
    ReliefTry.objects.bulk_create(
        ReliefTry(cramp=cramp, relief=list(Relief)[number % len(Relief)], helped=["", *Helped][number % 4])
        for number, cramp in enumerate(cramps)
    )
    Day.objects.bulk_create(
        Day(
            owner=owner,
            date=today - timedelta(days=back),
            fluids=back % 12,
            exertion=list(Exertion)[back % 4],
            stretched=back % 2 == 0,
            alcohol=back % 3 == 0,
            caffeine=True,
            signs=list(SIGNS) if back in (0, 60, 170) else None,
            signs_at=at(today - timedelta(days=back), 1),
            note="A private word about the day.",
        )
        for back in range(182)
    )
    HealthContext.objects.create(owner=owner, pregnant=True, due_on=today, conditions=list(Condition.values))
    Medicine.objects.bulk_create(
        Medicine(owner=owner, code=code, name=f"{code} " + "W" * 60, started_on=date(2026, 9, 28))
        for code in MedicineKind.values
    )
