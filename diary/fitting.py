"""Which guides fit somebody's last cramps."""

from collections import Counter
from collections.abc import Sequence

from cramps.accounts.models import User
from cramps.guides.catalog import catalog
from cramps.guides.guide import Guide, Kind
from diary.models import Cramp
from diary.vocabulary import IN_BED, IN_SPORT

LAST_CRAMPS = 5
MOST_GUIDES = 3
AT_NIGHT = ("preventing-night-cramps", "bedtime-stretching")
IN_MOTION = ("preventing-exercise-cramps", "warm-up")
"""What fits when most of the last cramps came in bed, or in sport."""
FOR_A_MUSCLE = (Kind.RELIEF, Kind.ROUTINE)


def fitting_guides(user: User) -> list[Guide]:
    """Relief for the muscle of the last cramps, what may prevent the next one, and a routine; none without cramps."""
    last = list(Cramp.objects.for_user(user).latest_facts(LAST_CRAMPS))
    muscles = [muscle for muscle, _count in Counter(muscle for muscle, _ in last if muscle).most_common()]
    known = catalog()
    found = [guide for muscle in muscles for guide in _for(muscle, known.listed())]
    slugs = [guide.slug for guide in found[:1]]
    activities = [activity for _, activity in last]
    if sum(activity in IN_BED for activity in activities) * 2 > len(last):
        slugs += AT_NIGHT
    elif sum(activity in IN_SPORT for activity in activities) * 2 > len(last):
        slugs += IN_MOTION
    slugs += [guide.slug for guide in found[1:]]
    return [known.guides[slug] for slug in dict.fromkeys(slugs) if slug in known.guides][:MOST_GUIDES]


def _for(muscle: str, guides: Sequence[Guide]) -> list[Guide]:
    """The guides for a muscle, the most particular first: relief, then a routine."""
    fits = [guide for guide in guides if guide.kind in FOR_A_MUSCLE and muscle in guide.muscles]
    return sorted(fits, key=lambda guide: (FOR_A_MUSCLE.index(guide.kind), len(guide.muscles)))
