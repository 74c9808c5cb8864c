"""The last cramps, to choose one from."""

from datetime import datetime, timedelta

from cramps.accounts.models import User
from diary.daybook.rows import Daybook, place
from diary.models import Cramp

RECENT = timedelta(days=7)
MOST_OFFERED = 5


def recent_cramps(user: User, now: datetime) -> list[tuple[str, str]]:
    """The cramps of the last days, latest first: the uuid of each, and when and where it was."""
    daybook = Daybook(user.home_region, user.time_zone)
    return [
        (str(cramp.uuid), f"{daybook.moment_of(cramp)} · {place(cramp, daybook.say)}")
        for cramp in Cramp.objects.for_user(user).begun_since(now - RECENT)[:MOST_OFFERED]
    ]
