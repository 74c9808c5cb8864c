"""Fill somebody's diary with an invented story, to try things out."""

import uuid
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cramps.accounts.models import User
from diary import clock
from diary.management.demo.cramps import Told
from diary.management.demo.story import tell
from diary.management.person import person_named
from diary.models import Cramp, Day, ReliefTry, Visit

MOST_DAYS, MOST_CRAMPS = 36_500, 100_000


class Command(BaseCommand):
    """Adds to a diary; what is there stays as it is."""

    help = "Adds invented cramps, days and visits, up to yesterday, to the diary of USER."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="USER", help="user name")
        parser.add_argument("--days", type=int, default=365, help="how many days, the last one being yesterday")
        parser.add_argument("--cramps", type=int, default=300, help="how many cramps")
        parser.add_argument("--seed", type=int, default=0, help="another number, another story")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person_named(options["user"])
        length = whole("days", options["days"], 1, MOST_DAYS)
        cramps = whole("cramps", options["cramps"], 0, MOST_CRAMPS)
        zone = user.zone
        yesterday = clock.today_in(zone, timezone.now()) - timedelta(days=1)
        story = tell(yesterday, length, cramps, whole("seed", options["seed"]), zone)
        with transaction.atomic():
            add_cramps(user, story.cramps)
            days = add_days(user, story.days)
            visits = add_visits(user, story.visits)
        self.stdout.write(f"Added {len(story.cramps)} cramps, {days} days and {visits} visits up to {yesterday}.")


def whole(name: str, value: object, least: int | None = None, most: int | None = None) -> int:
    """The whole number in an option, which a caller may give as text. Raises CommandError."""
    try:
        number = int(str(value))
    except ValueError as error:
        raise CommandError(f"--{name}: {value} is not a whole number.") from error
    if (least is not None and number < least) or (most is not None and number > most):
        raise CommandError(f"--{name}: {number} is not between {least} and {most}.")
    return number


def add_cramps(user: User, told: Sequence[Told]) -> None:
    """Store the cramps; a story told before gets other ids."""
    taken = {*Cramp.objects.for_user(user).values_list("uuid", flat=True)}
    taken.update(Cramp.objects.in_bin(user).values_list("uuid", flat=True))
    for one in told:
        one.cramp.owner = user
        while one.cramp.uuid in taken:
            one.cramp.uuid = uuid.uuid5(one.cramp.uuid, "once more")
    Cramp.objects.bulk_create(one.cramp for one in told)
    ReliefTry.objects.bulk_create(
        ReliefTry(cramp=one.cramp, relief=relief, helped=helped) for one in told for relief, helped in one.tries.items()
    )


def add_days(user: User, days: Sequence[Day]) -> int:
    """Store the days about which nothing has been said; how many those are."""
    there = set(Day.objects.for_user(user).values_list("date", flat=True))
    new = [day for day in days if day.date not in there]
    for day in new:
        day.owner = user
    Day.objects.bulk_create(new)
    return len(new)


def add_visits(user: User, visits: Sequence[Visit]) -> int:
    """Store the visits that are not there; how many those are."""
    there = set(Visit.objects.for_user(user).values_list("date", "time"))
    new = [visit for visit in visits if (visit.date, visit.time) not in there]
    for visit in new:
        visit.owner = user
    Visit.objects.bulk_create(new)
    return len(new)
