"""A routine: the steps of a routine guide as data, from the table `[routine]` of its front matter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps.guides.equipment import HOUSEHOLD, Equipment, Level, Sides
from cramps.guides.text import Text, plain
from cramps.reliefs import MEASURES

SECONDS_TO_GET_READY = 10
SECONDS_WITHOUT_COUNT = 30
"""What the reckoning of a routine's length takes for getting into a posture, and for a step that has no count."""

Fault = Callable[[str], None]
Render = Callable[[str], Text]


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise: how to get into the posture, how long to hold it, how often, with which leg.

    `hold` and `rest` are seconds, `hold` 0 where nothing is counted; `times` counts for each leg. `text` and `dose` are
    rendered, `alt` is what the drawing shows, in words. `is_instead` says that it takes the place of the step before,
    for somebody whom that does not suit.
    """

    title: str
    drawing: str
    alt: str
    text: str
    dose: str
    hold: int
    rest: int
    times: int
    side: Sides
    measures: frozenset[str]
    is_instead: bool

    @property
    def seconds(self) -> int:
        """How long it takes."""
        once = (self.hold or SECONDS_WITHOUT_COUNT) + self.rest
        return SECONDS_TO_GET_READY + once * self.times * (2 if self.side == Sides.EACH else 1)

    @property
    def count(self) -> str:
        """How long and how often, as a sentence; "" where nothing is counted."""
        parts = []
        if self.hold and self.hold % 60 == 0:
            parts.append(ngettext("%(n)d minute", "%(n)d minutes", self.hold // 60) % {"n": self.hold // 60})
        elif self.hold:
            parts.append(ngettext("hold %(n)d second", "hold %(n)d seconds", self.hold) % {"n": self.hold})
        if self.rest:
            parts.append(ngettext("rest %(n)d second", "rest %(n)d seconds", self.rest) % {"n": self.rest})
        if self.times > 1:
            parts.append(_("%(n)d times") % {"n": self.times})
        if self.side == Sides.EACH:
            parts.append(_("each leg"))
        sentence = ", ".join(parts)
        return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


@dataclass(frozen=True, slots=True)
class Routine:
    """What a routine needs and how it goes. `often`, `cautions` and `own` are rendered.

    `is_stretching` says that finishing it may count as having stretched at bedtime. `level_source` is the id of the
    source that names the level, "" where that is our own choice.
    """

    level: Level
    level_source: str
    equipment: tuple[Equipment, ...]
    often: str
    cautions: tuple[str, ...]
    own: tuple[str, ...]
    steps: tuple[Step, ...]
    is_stretching: bool

    @property
    def minutes(self) -> int:
        """About how long it takes, in whole minutes."""
        return max(1, round(sum(step.seconds for step in self.steps if not step.is_instead) / 60))

    @property
    def kit(self) -> list[tuple[Equipment, str]]:
        """What it needs, and what can stand in for it ("" for nothing)."""
        return [(piece, str(HOUSEHOLD.get(piece, ""))) for piece in self.equipment]

    @property
    def measures(self) -> frozenset[str]:
        """All that it has its reader do."""
        return frozenset().union(*(step.measures for step in self.steps))

    @property
    def words(self) -> str:
        """Its text without markup, for search and for checks."""
        rendered = [self.often, *self.cautions, *self.own]
        for step in self.steps:
            rendered += [step.title, step.text, step.dose]
        return " ".join(plain(html) for html in rendered)


_ROUTINE_KEYS = {"level", "level_source", "equipment", "often", "stretching", "cautions", "own", "steps"}
_STEP_TEXTS = ("title", "drawing", "alt", "text", "dose")
_STEP_NUMBERS = {"hold": (0, 0, 3600), "rest": (0, 0, 600), "times": (1, 1, 100)}
"""Default, least and most of each number."""
_STEP_KEYS = {*_STEP_TEXTS, *_STEP_NUMBERS, "side", "tries", "instead"}


def read_routine(table: Any, render: Render, drawings: Mapping[str, str], fault: Fault) -> Routine | None:
    """The routine of a front matter, None where it has a fault; `fault` is told each."""
    faults: list[str] = []
    if not isinstance(table, dict):
        fault("routine is missing or no table")
        return None
    faults += [f"unknown key {key!r} in routine" for key in table.keys() - _ROUTINE_KEYS]
    faults += [f"{key} is no list of words" for key in ("equipment", "cautions", "own") if not _words(table.get(key))]
    if table.get("level") not in Level.values:
        faults.append(f"level is {table.get('level')!r}; known are {', '.join(Level.values)}")
    if not _text(table.get("often")):
        faults.append("often is missing or no text")
    if not isinstance(table.get("level_source", ""), str):
        faults.append("level_source is the id of a source")
    if not isinstance(table.get("stretching", False), bool):
        faults.append("stretching is true or false")
    steps = table.get("steps")
    if not isinstance(steps, list) or not steps:
        faults.append("it has no steps")
        steps = []
    if steps and isinstance(steps[0], dict) and steps[0].get("instead"):
        faults.append("its first step cannot stand instead of the one before")
    for count, step in enumerate(steps, 1):
        faults += [f"step {count}: {message}" for message in _step_faults(step, drawings)]
    if not faults:
        faults += [
            f"unknown equipment {piece!r}; known are {', '.join(Equipment.values)}"
            for piece in table["equipment"]
            if piece not in Equipment.values
        ]
    for message in faults:
        fault(message)
    if faults:
        return None
    return Routine(
        level=Level(table["level"]),
        level_source=table.get("level_source", ""),
        equipment=tuple(Equipment(piece) for piece in table["equipment"]),
        often=render(table["often"]).html,
        cautions=tuple(render(line).html for line in table["cautions"]),
        own=tuple(render(line).html for line in table["own"]),
        steps=tuple(_step(step, render) for step in steps),
        is_stretching=table.get("stretching", False),
    )


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _step_faults(step: Any, drawings: Mapping[str, str]) -> list[str]:
    if not isinstance(step, dict):
        return ["is no table"]
    faults = [f"unknown key {key!r}" for key in step.keys() - _STEP_KEYS]
    faults += [f"{key} is missing or no text" for key in _STEP_TEXTS if not _text(step.get(key))]
    for key, (default, least, most) in _STEP_NUMBERS.items():
        number = step.get(key, default)
        if type(number) is not int or not least <= number <= most:
            faults.append(f"{key} is not a whole number from {least} to {most}")
    if not isinstance(step.get("instead", False), bool):
        faults.append("instead is true or false")
    if step.get("side", "together") not in Sides.values:
        faults.append(f"side is {step['side']!r}; known are {', '.join(Sides.values)}")
    if not _words(step.get("tries", [])):
        faults.append("tries is no list of words")
    elif unknown := set(step.get("tries", [])) - MEASURES:
        faults.append(f"tries the unknown {min(unknown)!r}; known are {', '.join(sorted(MEASURES))}")
    if isinstance(step.get("drawing"), str) and step["drawing"] not in drawings:
        faults.append(f"there is no drawing {step['drawing']!r}; there are {', '.join(sorted(drawings))}")
    return faults


def _step(step: Mapping[str, Any], render: Render) -> Step:
    numbers = {key: step.get(key, default) for key, (default, _least, _most) in _STEP_NUMBERS.items()}
    return Step(
        title=step["title"],
        drawing=step["drawing"],
        alt=step["alt"],
        text=render(step["text"]).html,
        dose=render(step["dose"]).html,
        side=Sides(step.get("side", "together")),
        measures=frozenset(step.get("tries", [])),
        is_instead=step.get("instead", False),
        **numbers,
    )
