"""What a report counts: cramps and days with all that was said about them, resolved and frozen."""

from datetime import date
from typing import NamedTuple

from diary.vocabulary import DurationSource


class Bout(NamedTuple):
    """One cramp. What was not said is None or "".

    `day` is its diary day, `hour` the hour on its own wall at its start (None when the time is not known), `woken` is
    what `Episode.woken` says. `signs` and `triggers` are empty when the answer was "none". `tries` pairs each relief
    with "yes", "a_little", "no" or "".
    """

    day: date
    hour: int | None = None
    is_in_bed: bool = False
    woken: bool = False
    seconds: int | None = None
    duration_source: str = DurationSource.UNKNOWN
    severity: int | None = None
    muscle: str = ""
    side: str = ""
    activity: str = ""
    signs: tuple[str, ...] | None = None
    triggers: tuple[str, ...] | None = None
    tries: tuple[tuple[str, str], ...] = ()

    @property
    def is_of_night(self) -> bool:
        """Whether the night of its day was affected: it came in bed, or woke the person."""
        return self.is_in_bed or self.woken


class Said(NamedTuple):
    """What was said about one diary day, apart from its cramps. What was not said is None or ""."""

    date: date
    cramp_free: bool = False
    fluids: int | None = None
    exertion: str = ""
    stretched: bool | None = None
    alcohol: bool | None = None
    caffeine: bool | None = None
    signs: tuple[str, ...] | None = None
