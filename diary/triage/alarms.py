"""Rules on single signs and on two of them together: they age, and nothing quietens them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cramps.anatomy import Muscle
from diary.triage.book import STILL_CRAMPING, Tick
from diary.triage.raising import NOTHING, Raise
from diary.triage.signs import CATALOGUE, MUSCLE_SIGNS
from diary.triage.tiers import Tier

Live = Mapping[str, Sequence[Tick]]

WOUND_SPASMS = "combo:wound-spasms"
TWITCHING_WEAKNESS = "combo:twitching-weakness"

# NHS, Tetanus (nhs-tetanus-older): it begins 4 to 21 days after the wound.
SPASM_DAYS = 21
# A cramp that does not ease counts on its diary day and the day after; by then it is over, or told about.
STILL_CRAMPING_DAYS = 2

SPASMS = frozenset(
    {
        "sign:widespread_cramps",
        *(f"muscle:{muscle}" for muscle in (Muscle.ARM, Muscle.HAND, Muscle.BELLY, Muscle.BACK, Muscle.CHEST)),
    }
)
BASE_TIERS = {
    **{f"sign:{sign.code}": sign.tier for sign in CATALOGUE},
    **{f"muscle:{sign.muscle}": sign.tier for sign in MUSCLE_SIGNS.values()},
}


COMBO_TIERS = {STILL_CRAMPING: Tier.URGENT, WOUND_SPASMS: Tier.EMERGENCY, TWITCHING_WEAKNESS: Tier.URGENT}


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign, or two that belong together, as of a day; the latest tick stands last. `base` is its tier when new."""

    rule: str
    base: Tier
    tier: Tier
    ticks: Sequence[Tick]


def alarms(live: Live, day: int, raised: Mapping[str, Raise] = NOTHING) -> list[Alarm]:
    """All that hold, given what is live as of a day, and which signs are more urgent for this person."""
    if not live:
        return []
    found = []
    for what, ticks in live.items():
        if what in BASE_TIERS:
            base = raised[what].tier if what in raised else BASE_TIERS[what]
            found.append(Alarm(what, base, base.aged(day - ticks[-1].day), ticks))
    for alarm in (still_cramping(live, day), wound_spasms(live, day), twitching_weakness(live, day)):
        if alarm:
            found.append(alarm)
    return found


def still_cramping(live: Live, day: int) -> Alarm | None:
    """A cramp that has not ended does not ease, on its day and the day after."""
    ticks = [tick for tick in live.get(STILL_CRAMPING, ()) if day - tick.day < STILL_CRAMPING_DAYS]
    return Alarm(STILL_CRAMPING, Tier.URGENT, Tier.URGENT, ticks) if ticks else None


def wound_spasms(live: Live, day: int) -> Alarm | None:
    """A dirty wound and, on the same day or up to 21 days later, a cramp outside the legs or all over."""
    wounds = live.get("sign:dirty_wound", ())
    spasms = [tick for what in SPASMS for tick in live.get(what, ())]
    pairs = [(wound, spasm) for wound in wounds for spasm in spasms if wound.day <= spasm.day <= wound.day + SPASM_DAYS]
    if not pairs:
        return None
    last = max(spasm.day for _, spasm in pairs)
    ticks = sorted({tick for pair in pairs for tick in pair}, key=lambda tick: tick.day)
    return Alarm(WOUND_SPASMS, Tier.EMERGENCY, Tier.EMERGENCY.aged(day - last), ticks)


def twitching_weakness(live: Live, day: int) -> Alarm | None:
    """Twitching, and a muscle that wastes or is newly weak."""
    twitching = live.get("sign:twitching", ())
    weakness = [*live.get("sign:wasting", ()), *live.get("sign:new_weakness", ())]
    if not (twitching and weakness):
        return None
    ticks = sorted([*twitching, *weakness], key=lambda tick: tick.day)
    return Alarm(TWITCHING_WEAKNESS, Tier.URGENT, Tier.URGENT.aged(day - ticks[-1].day), ticks)
