"""Kinds of cramps that an invented person has: in the night, in sport, in the course of the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from cramps.anatomy import Muscle
from diary.vocabulary import Activity, Relief, Trigger

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is likely for one kind of cramp. `opens`, `peaks` and `closes` are hours after midnight of its day."""

    share: float
    opens: float
    peaks: float
    closes: float
    muscles: Weights
    activities: Weights
    triggers: tuple[Trigger, ...]
    reliefs: Weights
    notes: tuple[str, ...]
    worst: int


NIGHT = Kind(
    share=0.62,
    opens=22.2,
    peaks=26.8,
    closes=29.4,
    muscles={Muscle.CALF: 60, Muscle.FOOT: 16, Muscle.TOES: 9, Muscle.HAMSTRING: 7, Muscle.SHIN: 5, "": 3},
    activities={Activity.ASLEEP: 76, Activity.RESTING_IN_BED: 14, "": 10},
    triggers=(
        Trigger.LITTLE_FLUID,
        Trigger.LONG_STANDING,
        Trigger.LONG_SITTING,
        Trigger.ALCOHOL,
        Trigger.CAFFEINE,
        Trigger.TOES_POINTED,
        Trigger.POOR_SLEEP,
        Trigger.HEAT,
        Trigger.TOBACCO,
    ),
    reliefs={Relief.STRETCH: 60, Relief.MASSAGE: 35, Relief.WALKING: 30, Relief.HEAT: 12, Relief.ISOMETRIC_PUSH: 6},
    notes=(
        "Woke up with a start, the calf was hard as wood.",
        "Had to get out of bed and stand on the cold floor.",
        "Second one tonight. Could not get back to sleep for an hour.",
        "Turned over and pointed my toes without thinking.",
        "The calf was sore all morning.",
        "Long drive yesterday.",
        "Pulled the toes towards me and it let go.",
        "Blanket was tucked in tight again.",
    ),
    worst=9,
)
SPORT = Kind(
    share=0.2,
    opens=7.0,
    peaks=17.5,
    closes=20.5,
    muscles={
        Muscle.CALF: 40,
        Muscle.HAMSTRING: 24,
        Muscle.QUADRICEPS: 14,
        Muscle.FOOT: 10,
        Muscle.INNER_THIGH: 7,
        Muscle.TOES: 5,
    },
    activities={
        Activity.RUNNING: 34,
        Activity.CYCLING: 20,
        Activity.SWIMMING: 18,
        Activity.GYM: 12,
        Activity.SPORT: 10,
        Activity.STRETCHING: 6,
    },
    triggers=(
        Trigger.HARD_EXERCISE,
        Trigger.UNUSUAL_EXERCISE,
        Trigger.HEAVY_SWEATING,
        Trigger.HEAT,
        Trigger.NO_WARM_UP,
        Trigger.LITTLE_FLUID,
        Trigger.FOOTWEAR,
        Trigger.STRETCHING_HARD,
    ),
    reliefs={Relief.STRETCH: 65, Relief.REST: 40, Relief.WATER: 30, Relief.ELECTROLYTES: 15, Relief.COLD: 8},
    notes=(
        "Last two kilometres, walked home.",
        "First swim since spring.",
        "Went off too fast up the hill.",
        "Hot evening, the bottle was empty after an hour.",
        "New shoes.",
        "Stopped at the wall and pulled the toes up.",
    ),
    worst=8,
)
DAYTIME = Kind(
    share=0.18,
    opens=8.0,
    peaks=15.0,
    closes=21.5,
    muscles={
        Muscle.FOOT: 30,
        Muscle.TOES: 18,
        Muscle.CALF: 22,
        Muscle.HAND: 9,
        Muscle.SHIN: 7,
        Muscle.BUTTOCK: 6,
        Muscle.QUADRICEPS: 4,
        Muscle.OTHER: 4,
    },
    activities={
        Activity.SITTING: 36,
        Activity.STANDING: 18,
        Activity.WALKING: 20,
        Activity.PHYSICAL_WORK: 14,
        Activity.OTHER: 8,
        "": 4,
    },
    triggers=(
        Trigger.LONG_SITTING,
        Trigger.LONG_STANDING,
        Trigger.FOOTWEAR,
        Trigger.LITTLE_FLUID,
        Trigger.HEAT,
        Trigger.UNUSUAL_EXERCISE,
    ),
    reliefs={Relief.WALKING: 45, Relief.STRETCH: 35, Relief.MASSAGE: 25, Relief.WATER: 10, Relief.OTHER: 6},
    notes=(
        "At the cinema, had to stand up.",
        "A whole day in the garden.",
        "Cleaning windows on the ladder.",
        "At my desk, legs crossed.",
        "On the train, shoe off and foot on the floor.",
    ),
    worst=7,
)
KINDS = (NIGHT, SPORT, DAYTIME)
