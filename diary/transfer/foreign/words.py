"""What people call things, and our codes for them. Short on purpose: a word that is not here stays in the note."""

import re
from collections.abc import Mapping
from decimal import Decimal

from cramps.anatomy import Muscle, Side
from diary.vocabulary import Activity

MUSCLES: Mapping[str, str] = {
    **{code.value.replace("_", " "): code.value for code in Muscle},
    "calves": Muscle.CALF,
    "gastrocnemius": Muscle.CALF,
    "soleus": Muscle.CALF,
    "feet": Muscle.FOOT,
    "arch": Muscle.FOOT,
    "sole": Muscle.FOOT,
    "arch of foot": Muscle.FOOT,
    "toe": Muscle.TOES,
    "big toe": Muscle.TOES,
    "shins": Muscle.SHIN,
    "tibialis": Muscle.SHIN,
    "front of lower leg": Muscle.SHIN,
    "hamstrings": Muscle.HAMSTRING,
    "back of thigh": Muscle.HAMSTRING,
    "adductor": Muscle.INNER_THIGH,
    "adductors": Muscle.INNER_THIGH,
    "groin": Muscle.INNER_THIGH,
    "quad": Muscle.QUADRICEPS,
    "quads": Muscle.QUADRICEPS,
    "front of thigh": Muscle.QUADRICEPS,
    "glute": Muscle.BUTTOCK,
    "glutes": Muscle.BUTTOCK,
    "buttocks": Muscle.BUTTOCK,
    "hands": Muscle.HAND,
    "finger": Muscle.HAND,
    "fingers": Muscle.HAND,
    "thumb": Muscle.HAND,
    "arms": Muscle.ARM,
    "forearm": Muscle.ARM,
    "abdomen": Muscle.BELLY,
    "abs": Muscle.BELLY,
    "stomach": Muscle.BELLY,
    "lower back": Muscle.BACK,
}
SIDES: Mapping[str, str] = {
    **{code.value: code.value for code in Side},
    "l": Side.LEFT,
    "lt": Side.LEFT,
    "left leg": Side.LEFT,
    "r": Side.RIGHT,
    "rt": Side.RIGHT,
    "right leg": Side.RIGHT,
    "both sides": Side.BOTH,
    "both legs": Side.BOTH,
    "b": Side.BOTH,
    "l r": Side.BOTH,
    "left and right": Side.BOTH,
}
ACTIVITIES: Mapping[str, str] = {
    **{code.value.replace("_", " "): code.value for code in Activity},
    "sleep": Activity.ASLEEP,
    "sleeping": Activity.ASLEEP,
    "night": Activity.ASLEEP,
    "in bed": Activity.RESTING_IN_BED,
    "bed": Activity.RESTING_IN_BED,
    "lying": Activity.RESTING_IN_BED,
    "lying in bed": Activity.RESTING_IN_BED,
    "sat": Activity.SITTING,
    "desk": Activity.SITTING,
    "driving": Activity.SITTING,
    "stood": Activity.STANDING,
    "walk": Activity.WALKING,
    "hiking": Activity.WALKING,
    "run": Activity.RUNNING,
    "jogging": Activity.RUNNING,
    "bike": Activity.CYCLING,
    "biking": Activity.CYCLING,
    "cycle": Activity.CYCLING,
    "swim": Activity.SWIMMING,
    "weights": Activity.GYM,
    "football": Activity.SPORT,
    "tennis": Activity.SPORT,
    "sports": Activity.SPORT,
    "exercise": Activity.SPORT,
    "stretch": Activity.STRETCHING,
    "gardening": Activity.PHYSICAL_WORK,
    "work": Activity.PHYSICAL_WORK,
}
YES_NO: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "true", "t", "1", "x", "✓", "✔", "woke", "woke up"), "yes"),
    **dict.fromkeys(("no", "n", "false", "f", "0", "✗", "✘"), "no"),
}
COUNTS: Mapping[str, str] = {"none": "0", "no": "0", "no cramps": "0", "yes": "1", "x": "1", "✓": "1", "✔": "1"}

_SEPARATORS = re.compile(r"[\s_/,;:().-]+")
_RATING = re.compile(r"([0-9]{1,3})(?:[.,]0+)?\s*(?:/\s*10)?")
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:[.,]0+)?\s*(?:x|glass|glasses|cramps?)?", re.IGNORECASE)
_LENGTH = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*([a-z]*)\.?", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{1,3}):([0-9]{2}):([0-9]{2})")
_UNITS = {
    **dict.fromkeys(("", "m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
}


def said(cell: str) -> str:
    """A cell as the lists here write it: small letters, one space between words."""
    return _SEPARATORS.sub(" ", cell.casefold()).strip()


def place_of(cell: str) -> tuple[str, str]:
    """Muscle and side of a cell such as "left calf"; each "" where it is not known."""
    words = said(cell)
    if words in MUSCLES:
        return MUSCLES[words], ""
    first, _space, rest = words.partition(" ")
    if first in SIDES and rest in MUSCLES:
        return MUSCLES[rest], SIDES[first]
    rest, _space, last = words.rpartition(" ")
    if last in SIDES and rest in MUSCLES:
        return MUSCLES[rest], SIDES[last]
    return "", ""


def rating_of(cell: str) -> str:
    """The number of "7" or "7/10", as text; "" where there is none."""
    found = _RATING.fullmatch(cell)
    return found.group(1) if found else ""


def whole_of(cell: str) -> str:
    """The number of "3", "3.0" or "3 glasses", as text; "" where there is none."""
    found = _WHOLE.fullmatch(cell)
    return found.group(1) if found else ""


def count_of(cell: str) -> str:
    """How many cramps a cell means, as text; "" where it does not say."""
    return COUNTS.get(said(cell)) or whole_of(cell)


def minutes_of(cell: str) -> str:
    """The minutes of "5", "5,5 min", "90 s" or "0:05:00", as text; "" where there are none.

    "1:30" may be minutes or hours, so it is neither.
    """
    if span := _SPAN.fullmatch(cell):
        hours, minutes, seconds = map(int, span.groups())
        return _minutes(Decimal(hours * 3600 + minutes * 60 + seconds))
    found = _LENGTH.fullmatch(cell)
    if not found or found.group(2).lower() not in _UNITS:
        return ""
    return _minutes(Decimal(found.group(1).replace(",", ".")) * _UNITS[found.group(2).lower()])


def _minutes(seconds: Decimal) -> str:
    return f"{(seconds / 60).quantize(Decimal('0.000001')):f}"
