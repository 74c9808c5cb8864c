"""Words that have not come up by themselves in an invented diary, brought in one cramp each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from cramps.anatomy import Muscle, Side
from diary.management.demo.cramps import Told
from diary.management.demo.kinds import NIGHT
from diary.triage.signs import MUSCLE_SIGNS
from diary.vocabulary import IN_BED, Activity, DurationSource, Helped, Relief, Trigger, ordered_codes

ENOUGH_FOR_ALL = 60
"""With fewer cramps than this, rare words would drown the common ones."""
COMMON = 3
"""A word that stands on so many cramps can spare one of them."""


def bring_in_all(told: Sequence[Told], rng: Random) -> None:
    """Let every word of the vocabularies appear, where there are cramps enough for that."""
    if len(told) < ENOUGH_FOR_ALL:
        return
    calm = [one for one in told if not one.cramp.signs and one.cramp.muscle not in MUSCLE_SIGNS]
    rng.shuffle(calm)
    _replace("muscle", [code for code in Muscle.values if code not in MUSCLE_SIGNS], calm)
    _replace("side", Side.values, calm)
    # In bed or not decides on the diary day, which has to stay.
    _replace("activity", IN_BED, [one for one in calm if one.kind is NIGHT])
    _replace(
        "activity",
        [code for code in Activity.values if code not in IN_BED],
        [one for one in calm if one.kind is not NIGHT],
    )
    _add_triggers(calm)
    _add_reliefs(calm, rng)
    _forget_a_timer(min(calm, key=lambda one: one.cramp.started_at))


def _replace(name: str, codes: Iterable[str], told: Sequence[Told]) -> None:
    counts = Counter(getattr(one.cramp, name) for one in told)
    for code in sorted(set(codes).difference(counts)):
        spare = next((one for one in told if counts[getattr(one.cramp, name)] >= COMMON), None)
        if spare is not None:
            counts[getattr(spare.cramp, name)] -= 1
            counts[code] += 1
            setattr(spare.cramp, name, code)


def _add_triggers(told: Sequence[Told]) -> None:
    answered = [(one.cramp, one.cramp.triggers) for one in told if one.cramp.triggers]
    used = {code for _cramp, triggers in answered for code in triggers}
    missing = [code for code in Trigger.values if code not in used]
    for (cramp, triggers), code in zip(answered, missing, strict=False):
        cramp.triggers = ordered_codes([*triggers, code], Trigger.values)


def _add_reliefs(told: Sequence[Told], rng: Random) -> None:
    tried = [one for one in told if one.tries]
    used = {relief for one in tried for relief in one.tries}
    for one, code in zip(tried, [code for code in Relief.values if code not in used], strict=False):
        one.tries[code] = rng.choice(Helped.values)


def _forget_a_timer(told: Told) -> None:
    """One cramp whose timer nobody stopped."""
    cramp = told.cramp
    cramp.duration, cramp.duration_source, cramp.easing = None, DurationSource.RUNNING, True
