"""Rules on how often, how long and how badly: patterns in the diary, in the order of the rules page.

No authority gives a number of cramps per week at which to see a doctor: the numbers that are our own choice are marked.
Every rule sees one `Sight`; whether a visit settles or quietens it is decided in `diary.triage.assess`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from diary.triage.book import Sight
from diary.triage.ledger import Placed
from diary.triage.measures import (
    BROKEN_NIGHT_WAKINGS,
    SEVERE,
    WORST,
    broken_nights,
    cramp_days,
    cramps,
    cramps_out_of_sport,
    explained_cramps,
    hurts,
    is_long,
    is_rated,
    is_tried,
    is_unexplained,
    long_cramps,
    rated_cramps,
    severe_days,
    tried_cramps,
    unexplained_cramps,
    waking_nights,
    worst_days,
)
from diary.triage.tiers import Tier

WEEK, FORTNIGHT, FOUR_WEEKS = 7, 14, 28

# Our own choice. Anchors: 3 a week was enough to join a trial in liver disease (taurine-trial); 40 % of people over 60
# who have cramps have as many (cks-leg-cramps).
FREQUENT_DAYS = 3
# Our own choice. Anchors: 6 in four weeks was enough to join a trial (frusso-1999); a survey calls more than 5 a month
# moderate to severe (grandner-2017).
FREQUENT_MONTH_CRAMPS = 6
# Our own choice. The NHS names disturbed sleep, a handout "several times a night"; neither gives a number.
SLEEP_NIGHTS = 2
BROKEN_NIGHTS = 2
# Our own choice: on how many days it has to be severe.
SEVERE_DAYS, WORST_DAYS = 4, 2
# Our own choice. Several authorities name "more often than before" without a number.
RISING_DAYS = 5
RISING_TIMES = 2
BASELINE_FORTNIGHTS = 3
# A change of 2 points on 0 to 10 matters to people (pain-scale); how many cramps are compared is our own choice.
PAIN_RISE, PAIN_LEAST = 2, 5
PAIN_LATEST, PAIN_BEFORE = 5, 10
# Our own choice. Mayo Clinic and MedlinePlus name cramps that do not get better with self-care.
NOTHING_HELPS_CRAMPS, NOTHING_HELPS_DAYS = 3, 2
# Our own choice. Mayo Clinic names cramps without an obvious cause.
NO_TRIGGER_CRAMPS = 4
# Six weeks were tested (hallegraeff-2012), and 25 % fewer counts as a response (cochrane-magnesium-table); the rest is
# our own choice.
ROUTINE_WEEKS = 6
ROUTINE_DAYS = 4
ROUTINE_CRAMPS_BEFORE = 4
ROUTINE_RECORDED_DAYS = 7
RESPONSE_PERCENT = 25


def long_cramp(sight: Sight) -> bool:
    """A cramp that ended after more than ten minutes, in four weeks."""
    return sight.tally(long_cramps, FOUR_WEEKS) > 0


def frequent(sight: Sight) -> bool:
    """Cramps on at least three days in each of the last two weeks."""
    return all(sight.tally(cramp_days, WEEK, ago) >= FREQUENT_DAYS for ago in (0, WEEK))


def frequent_month(sight: Sight) -> bool:
    """At least six cramps in four weeks, but not frequent."""
    return sight.tally(cramps, FOUR_WEEKS) >= FREQUENT_MONTH_CRAMPS and not frequent(sight)


def wakes_weekly(sight: Sight) -> bool:
    """Woken on at least two nights in each of the last two weeks."""
    return all(sight.tally(waking_nights, WEEK, ago) >= SLEEP_NIGHTS for ago in (0, WEEK))


def wakes_often(sight: Sight) -> bool:
    """Woken at least twice a night on two nights in four weeks."""
    return sight.tally(broken_nights, FOUR_WEEKS) >= BROKEN_NIGHTS


def sleep(sight: Sight) -> bool:
    """Sleep is disturbed week after week, or several times a night."""
    return wakes_weekly(sight) or wakes_often(sight)


def severe(sight: Sight) -> bool:
    """Severe pain on at least four days, or the worst on at least two, in four weeks."""
    return sight.tally(severe_days, FOUR_WEEKS) >= SEVERE_DAYS or sight.tally(worst_days, FOUR_WEEKS) >= WORST_DAYS


def rising(sight: Sight) -> bool:
    """Cramp days of two weeks are at least five, and twice the mean of the three fortnights before that count."""
    recent = sight.tally(cramp_days, FORTNIGHT)
    if recent < RISING_DAYS:
        return False
    before = [ago for ago in range(FORTNIGHT, FORTNIGHT * (BASELINE_FORTNIGHTS + 1), FORTNIGHT) if counts(sight, ago)]
    if not before or (sight.last_visit is not None and sight.day - before[-1] - FORTNIGHT + 1 <= sight.last_visit):
        return False
    return recent * len(before) >= RISING_TIMES * sum(sight.tally(cramp_days, FORTNIGHT, ago) for ago in before)


def counts(sight: Sight, ago: int) -> bool:
    """Whether a fortnight has a recorded day and lies wholly inside the diary."""
    last = sight.day - ago
    starts_inside = sight.records.first is not None and last - FORTNIGHT + 1 >= sight.records.first
    return starts_inside and sight.records.recorded.within(last, FORTNIGHT) > 0


def pain_rising(sight: Sight) -> bool:
    """The last five rated cramps of four weeks hurt at least 2 points more than the ten before, and at least 5."""
    if sight.tally(rated_cramps, FOUR_WEEKS) < PAIN_LATEST:
        return False
    rated = sight.ledger.latest(is_rated, PAIN_LATEST + PAIN_BEFORE, sight.day)
    if len(rated) < PAIN_LATEST + PAIN_BEFORE or min(day for day, _ in rated[:PAIN_LATEST]) <= sight.day - FOUR_WEEKS:
        return False
    pains = [cramp.severity or 0 for _, cramp in rated]
    latest, before = sum(pains[:PAIN_LATEST]), sum(pains[PAIN_LATEST:])
    # Means are compared in whole numbers: 4.1 + 2 is not always 6.1.
    return (
        latest >= PAIN_LEAST * PAIN_LATEST
        and latest * PAIN_BEFORE - before * PAIN_LATEST >= PAIN_RISE * PAIN_LATEST * PAIN_BEFORE
    )


def nothing_helps(sight: Sight) -> bool:
    """Nothing tried helped with the last three cramps of four weeks that have an answer, on at least two days."""
    if sight.tally(tried_cramps, FOUR_WEEKS) < NOTHING_HELPS_CRAMPS:
        return False
    latest = last_tried(sight)
    return len({day for day, _ in latest}) >= NOTHING_HELPS_DAYS and not any(cramp.helped for _, cramp in latest)


def no_trigger(sight: Sight) -> bool:
    """At least four cramps in four weeks with the triggers answered, and never one."""
    return (
        sight.tally(unexplained_cramps, FOUR_WEEKS) >= NO_TRIGGER_CRAMPS
        and sight.tally(explained_cramps, FOUR_WEEKS) == 0
    )


def routine_not_helping(sight: Sight) -> bool:
    """Six weeks of stretching at bedtime, and less than a quarter fewer cramps than in the two weeks before them."""
    ago = ROUTINE_WEEKS * WEEK
    before, recent = sight.tally(cramps, FORTNIGHT, ago), sight.tally(cramps, FORTNIGHT)
    if before < ROUTINE_CRAMPS_BEFORE or recent * 100 <= before * (100 - RESPONSE_PERCENT):
        return False
    stretched, noted = sight.records.stretched, sight.records.noted
    return all(stretched.within(sight.day - week, WEEK) >= ROUTINE_DAYS for week in range(0, ago, WEEK)) and all(
        noted.within(sight.day - back, FORTNIGHT) >= ROUTINE_RECORDED_DAYS for back in (0, ago)
    )


def last_tried(sight: Sight) -> list[Placed]:
    """The last three cramps of four weeks with an answer on whether something helped."""
    return sight.ledger.latest(is_tried, NOTHING_HELPS_CRAMPS, sight.day, sight.day - FOUR_WEEKS + 1)


def met_by_sleep(sight: Sight) -> list[Placed]:
    """The wakings of two weeks, where those meet it, and the ones of nights with several."""
    wakings = [pair for pair in sight.cramps(FOUR_WEEKS) if pair[1].woken]
    times = Counter(day for day, _ in wakings)
    weekly, often = wakes_weekly(sight), wakes_often(sight)
    return [
        (day, cramp)
        for day, cramp in wakings
        if (weekly and day > sight.day - FORTNIGHT) or (often and times[day] >= BROKEN_NIGHT_WAKINGS)
    ]


def severe_in_sport(sight: Sight) -> bool:
    """Whether all cramps that met the rule on severe pain came during sport."""
    return all(cramp.in_sport for _, cramp in met_by_severe(sight))


def met_by_severe(sight: Sight) -> list[Placed]:
    """All severe cramps when there are enough days of them, else all of the worst."""
    least = SEVERE if sight.tally(severe_days, FOUR_WEEKS) >= SEVERE_DAYS else WORST
    return [pair for pair in sight.cramps(FOUR_WEEKS) if hurts(pair[1], least)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule on a pattern: when it holds, and which cramps met it.

    `in_sport`: whether all of those came during sport, for a rule that is then only worth a mention. `implied_by`: a
    rule that counts for this one when the entries that a visit has settled are seen as well. `sources_for`: those of
    its sources that matter for what it saw, all when None.
    """

    code: str
    tier: Tier
    holds: Callable[[Sight], bool]
    met_by: Callable[[Sight], list[Placed]]
    sources: tuple[str, ...]
    own_choice: bool = True
    in_sport: Callable[[Sight], bool] | None = None
    implied_by: Callable[[Sight], bool] | None = None
    sources_for: Callable[[Sight], tuple[str, ...]] | None = None


PATTERNS = (
    Pattern(
        "long-cramp",
        Tier.ROUTINE,
        long_cramp,
        lambda sight: [pair for pair in sight.cramps(FOUR_WEEKS) if is_long(pair[1])],
        ("nhs-leg-cramps", "cks-leg-cramps"),
        own_choice=False,
    ),
    Pattern(
        "frequent",
        Tier.ROUTINE,
        frequent,
        lambda sight: sight.cramps(FORTNIGHT),
        ("nidirect-leg-cramps", "mayo-muscle-cramp", "taurine-trial", "cks-leg-cramps"),
    ),
    Pattern(
        "frequent-month",
        Tier.MENTION,
        frequent_month,
        lambda sight: sight.cramps(FOUR_WEEKS),
        ("nidirect-leg-cramps", "frusso-1999", "grandner-2017"),
        implied_by=frequent,
    ),
    Pattern(
        "sleep", Tier.ROUTINE, sleep, met_by_sleep, ("nhs-leg-cramps", "nidirect-leg-cramps", "night-cramps-handout")
    ),
    Pattern(
        "severe", Tier.ROUTINE, severe, met_by_severe, ("mayo-muscle-cramp", "pain-scale"), in_sport=severe_in_sport
    ),
    Pattern(
        "rising",
        Tier.ROUTINE,
        rising,
        lambda sight: sight.cramps(FORTNIGHT),
        ("nidirect-leg-cramps", "founding-inner-thigh"),
        in_sport=lambda sight: sight.tally(cramps_out_of_sport, FORTNIGHT) == 0,
    ),
    Pattern(
        "pain-rising",
        Tier.MENTION,
        pain_rising,
        lambda sight: sight.ledger.latest(is_rated, PAIN_LATEST, sight.day),
        ("pain-scale", "founding-inner-thigh"),
    ),
    Pattern(
        "nothing-helps", Tier.ROUTINE, nothing_helps, last_tried, ("mayo-muscle-cramp", "medlineplus-muscle-cramps")
    ),
    Pattern(
        "no-trigger",
        Tier.MENTION,
        no_trigger,
        lambda sight: [pair for pair in sight.cramps(FOUR_WEEKS) if is_unexplained(pair[1])],
        ("mayo-muscle-cramp",),
    ),
    Pattern(
        "routine-not-helping",
        Tier.ROUTINE,
        routine_not_helping,
        lambda sight: sight.cramps(FORTNIGHT),
        ("hallegraeff-2012", "cochrane-magnesium-table", "mayo-muscle-cramp"),
    ),
)
