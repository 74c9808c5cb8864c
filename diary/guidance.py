"""A guide as one reader may see it: without what an open sign of theirs withdraws, with its cards before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from cramps.accounts.models import User
from cramps.anatomy import Side
from cramps.guides.equipment import Sides
from cramps.guides.guide import Guide, Kind
from cramps.guides.routine import Step
from cramps.guides.text import Heading, Part, without
from cramps.reliefs import MEASURES, Relief
from diary.background import NOTHING_SAID, Background
from diary.flag import pressing_flag
from diary.triage.provisos import Proviso, provisos
from diary.triage.reasons import OldSign
from diary.triage.tiers import Tier
from diary.triage.withdrawal import Withdrawal, open_signs, withdrawals
from diary.triage.words import EMERGENCY_LATER, Card

GIVES_RELIEF = frozenset({Kind.RELIEF, Kind.ROUTINE})
LEGS = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Instead:
    """Lines in the place of a part that does not suit its reader, below the part's own heading where it had one.

    `place` says what the part was: a "card", an "item" of a list, or a "stretch" of text.
    """

    lines: Sequence[str]
    heading: str = ""
    place: str = "stretch"

    @property
    def ids(self) -> frozenset[str]:
        """The place in it to which a link can jump."""
        return Part(self.heading).ids


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of a routine, and the legs with which it is done; none where it has no left and right.

    `is_instead` says that it takes the place of a step that is shown too. `lines` stand in the place of a step that
    does not suit its reader.
    """

    step: Step
    legs: tuple[Side, ...]
    is_instead: bool = False
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Guidance:
    """A guide for one reader.

    `cards` and `old_signs` (emergency signs that have left the tier) stand before everything. `withdrawals` and
    `provisos` are those that touch this guide, `background` is what its reader noted about their health. `leg` is the
    leg for which somebody asks, "" where they have not said.
    """

    guide: Guide
    cards: Sequence[Card] = ()
    old_signs: Sequence[OldSign] = ()
    withdrawals: Sequence[Withdrawal] = ()
    provisos: Sequence[Proviso] = ()
    leg: str = ""
    background: Background = NOTHING_SAID

    @property
    def is_pressed(self) -> bool:
        """Whether something stands before the guide."""
        return bool(self.cards or self.old_signs)

    @property
    def withholds_all(self) -> bool:
        """Whether an emergency sign leaves only the call."""
        has_emergency = any(card.level in {"emergency", EMERGENCY_LATER} for card in self.cards)
        return self.guide.kind in GIVES_RELIEF and (has_emergency or bool(self.old_signs))

    @property
    def left_out(self) -> frozenset[str]:
        """What it does not have its reader do: an open sign withdraws it, or something else stands in its place."""
        if self.withholds_all:
            return MEASURES
        withdrawn = (found.measures for found in self.withdrawals if found.holds_for(self.leg))
        return frozenset().union(*withdrawn, *(proviso.measures for proviso in self.provisos))

    @property
    def parts(self) -> list[Part | Instead]:
        """The parts of the guide that stay, and what stands in the place of those that do not suit."""
        left_out = frozenset().union(*(found.measures for found in self.withdrawals if found.holds_for(self.leg)))
        shown: list[Part | Instead] = []
        # What stands side by side belongs together, such as two items of a list: one line is enough.
        for suits, group in groupby(
            self.guide.parts, key=lambda part: bool(part.measures & left_out) or not self.instead_of(part.measures)
        ):
            run = list(group)
            shown += (without(run, left_out) if left_out else run) if suits else [self._instead(run)]
        return shown

    def instead_of(self, measures: frozenset[str]) -> list[str]:
        """The lines that stand in the place of advice to do these."""
        return [proviso.instead(measures) for proviso in self.provisos if proviso.measures & measures]

    def _instead(self, run: Sequence[Part]) -> Instead:
        lines = self.instead_of(frozenset().union(*(part.measures for part in run)))
        opening = run[0].html.lstrip()
        places = {"<section": "card", "<li": "item"}
        place = next((place for tag, place in places.items() if opening.startswith(tag)), "stretch")
        return Instead(lines, run[0].heading if place != "item" else "", place)

    @property
    def contents(self) -> list[Heading]:
        """What its list of contents offers of that."""
        there = frozenset().union(*(part.ids for part in self.parts))
        return [heading for heading in self.guide.contents if heading.id in there]

    @property
    def steps(self) -> list[ShownStep]:
        """The steps of its routine that stay, each with the legs that stay."""
        shown: list[ShownStep] = []
        has_other = False
        for step in self.guide.routine.steps if self.guide.routine else ():
            legs, has_other = self._legs(step), has_other and step.is_instead
            if not (legs or self._is_free(step)):
                continue
            if lines := self.instead_of(step.measures):
                shown.append(ShownStep(step, (), lines=lines))
            else:
                shown.append(ShownStep(step, legs, is_instead=has_other))
                has_other = True
        return shown

    @property
    def is_walkable(self) -> bool:
        """Whether a step of its routine is left to do."""
        return any(not shown.lines for shown in self.steps)

    @property
    def asks_what_helped(self) -> bool:
        """Whether its reader may have tried something against a cramp."""
        return self.guide.kind in GIVES_RELIEF or (self.guide.kind is Kind.PREVENTION and bool(self.reliefs))

    @property
    def reliefs(self) -> list[Relief]:
        """What of that can be noted as tried against a cramp, in the order of the vocabulary."""
        measures = frozenset().union(
            *(part.measures for part in self.parts if isinstance(part, Part)),
            *(shown.step.measures for shown in self.steps if not shown.lines),
        )
        return [relief for relief in Relief if relief in measures]

    @property
    def other_leg(self) -> str:
        """The leg to which no withdrawal applies, "" where there is none."""
        sides = {found.side for found in self.withdrawals}
        free = [leg for leg in LEGS if sides and "" not in sides and leg not in sides]
        return free[0] if free and self.guide.routine is None else ""

    def _legs(self, step: Step) -> tuple[Side, ...]:
        if step.side != Sides.EACH:
            return ()
        touching = [found for found in self.withdrawals if found.measures & step.measures]
        return tuple(leg for leg in LEGS if not any(found.holds_for(leg) for found in touching))

    def _is_free(self, step: Step) -> bool:
        touching = any(found.measures & step.measures for found in self.withdrawals)
        return step.side != Sides.EACH and not touching


def guidance_for(guide: Guide, user: User, now: datetime, leg: str = "") -> Guidance:
    """A guide for somebody who keeps a diary; the flag is read only where the guide has its reader do something."""
    if not guide.measures and guide.kind not in GIVES_RELIEF:
        return Guidance(guide)
    flag = pressing_flag(user, now)
    touching = [found for found in withdrawals(open_signs(flag.diary, flag.today)) if found.measures & guide.measures]
    old = flag.assessment.not_talked_about
    return Guidance(
        guide=guide,
        cards=flag.pressing,
        old_signs=[sign for sign in old if sign.tier is Tier.EMERGENCY],
        withdrawals=touching,
        provisos=[proviso for proviso in provisos(flag.diary.background) if proviso.measures & guide.measures],
        leg=leg if leg in LEGS and guide.routine is None else "",  # a routine keeps the other leg by itself
        background=flag.diary.background,
    )
