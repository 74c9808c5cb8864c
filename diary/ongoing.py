"""A cramp that is still going, as the page of the running cramp shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cramps import dates
from cramps.regions import Region
from diary.models import Cramp

SHOWN_FOR = timedelta(days=7)
"""A cramp that began longer ago and was never ended is not running any more; home asks about it."""
EASING_FROM = 10
"""Minutes after which it is asked whether the cramp is easing."""


@dataclass(frozen=True, slots=True)
class Ongoing:
    """One running cramp: `since` is its start on the wall, `minutes` how long it has been going by now."""

    cramp: Cramp
    since: str
    minutes: int

    @property
    def began_ms(self) -> int:
        """Its start as scripts count time: milliseconds since 1970."""
        return round(self.cramp.started_at.timestamp() * 1000)

    @property
    def asks_easing(self) -> bool:
        """Whether it is time to ask if it is easing. It goes on being asked: what was true at 10 may not be at 20."""
        return self.minutes >= EASING_FROM


def ongoing(cramp: Cramp, now: datetime, region: Region) -> Ongoing:
    """A running cramp as of now."""
    minutes = int((now - cramp.started_at).total_seconds() // 60)
    return Ongoing(cramp, dates.clock_time(cramp.local_start, region), max(minutes, 0))
