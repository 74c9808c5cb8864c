"""What is counted in a diary: which cramps and days a pattern means."""

from collections import Counter
from collections.abc import Iterable, Sequence

from diary.episodes import Episode
from diary.triage.ledger import Placed

# NHS, NICE CKS, BMJ Best Practice: a cramp lasts seconds to 10 minutes.
LONG_SECONDS = 10 * 60
# "Several times a night" (night-cramps-handout); that two are several is our own choice.
BROKEN_NIGHT_WAKINGS = 2
# Severe is 7 to 10 (pain-scale). What stands out among the severe is our own choice.
SEVERE = 7
WORST = 9

Cramps = Sequence[Placed]


def cramps(pairs: Cramps) -> Iterable[int]:
    """Every cramp counts."""
    return [day for day, _ in pairs]


def cramp_days(pairs: Cramps) -> Iterable[int]:
    """Every day with a cramp counts once."""
    return {day for day, _ in pairs}


def cramps_out_of_sport(pairs: Cramps) -> Iterable[int]:
    """Cramps that did not come during sport."""
    return [day for day, cramp in pairs if not cramp.in_sport]


def long_cramps(pairs: Cramps) -> Iterable[int]:
    """Cramps that ended after more than ten minutes."""
    return [day for day, cramp in pairs if is_long(cramp)]


def waking_nights(pairs: Cramps) -> Iterable[int]:
    """Nights with a waking."""
    return {day for day, cramp in pairs if cramp.woken}


def broken_nights(pairs: Cramps) -> Iterable[int]:
    """Nights with several wakings."""
    wakings = Counter(day for day, cramp in pairs if cramp.woken)
    return {day for day, times in wakings.items() if times >= BROKEN_NIGHT_WAKINGS}


def severe_days(pairs: Cramps) -> Iterable[int]:
    """Days with severe pain."""
    return {day for day, cramp in pairs if hurts(cramp, SEVERE)}


def worst_days(pairs: Cramps) -> Iterable[int]:
    """Days with the worst pain."""
    return {day for day, cramp in pairs if hurts(cramp, WORST)}


def rated_cramps(pairs: Cramps) -> Iterable[int]:
    """Cramps whose pain was rated."""
    return [day for day, cramp in pairs if is_rated(cramp)]


def tried_cramps(pairs: Cramps) -> Iterable[int]:
    """Cramps with an answer on whether something helped."""
    return [day for day, cramp in pairs if is_tried(cramp)]


def explained_cramps(pairs: Cramps) -> Iterable[int]:
    """Cramps with a trigger."""
    return [day for day, cramp in pairs if cramp.triggers]


def unexplained_cramps(pairs: Cramps) -> Iterable[int]:
    """Cramps for which the answer was that there was no trigger."""
    return [day for day, cramp in pairs if is_unexplained(cramp)]


def is_long(cramp: Episode) -> bool:
    """Whether it ended after more than ten minutes."""
    return cramp.seconds is not None and cramp.seconds > LONG_SECONDS


def is_rated(cramp: Episode) -> bool:
    """Whether its pain was rated."""
    return cramp.severity is not None


def is_tried(cramp: Episode) -> bool:
    """Whether there is an answer on what helped."""
    return cramp.helped is not None


def is_unexplained(cramp: Episode) -> bool:
    """Whether triggers were asked about and there was none."""
    return cramp.triggers == ()


def hurts(cramp: Episode, least: int) -> bool:
    """Whether its pain was rated as this much or more."""
    return cramp.severity is not None and cramp.severity >= least
