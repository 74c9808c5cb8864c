"""What an assessment says: its tier, and the reasons for it."""

from dataclasses import dataclass
from datetime import date

from diary.triage import messages
from diary.triage.tiers import Tier


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that is true.

    `rule` is its code ("sign:dark_urine", "frequent"). `since` is the first day of the unbroken run on which it was
    true, `since_at_least` tells that it was true for as far back as was searched. `cramps` are the ids of those that
    met it, oldest first. `sources` are ids of sources.toml, `own_choice` tells that no authority gives its number.
    `cited` says in a word or two where its number comes from. `message` says all of it in sentences; `line` leaves out
    what the card around it says already. `last` is the last day a sign was ticked for, None for a pattern;
    `short` names what was ticked inside a sentence, empty for a pattern; `is_old_emergency` marks an emergency sign
    after its first days.
    """

    rule: str
    tier: Tier
    since: date
    since_at_least: bool
    cramps: tuple[str, ...]
    sources: tuple[str, ...]
    own_choice: bool
    cited: str
    message: str
    line: str
    last: date | None = None
    is_old_emergency: bool = False
    short: str = ""

    @property
    def threshold(self) -> str:
        """When the rule is true, in words."""
        return messages.threshold(self.rule)

    @property
    def ends(self) -> str:
        """What would end it, in words."""
        return messages.ends(self.rule)

    @property
    def sign(self) -> str:
        """The code of the sign that can be ticked again; empty for everything else."""
        return self.rule.removeprefix("sign:") if self.rule.startswith("sign:") else ""


@dataclass(frozen=True, slots=True)
class OldSign:
    """A sign that left the tier by its age and was not talked about at a visit since; `tier` is its tier when new."""

    rule: str
    short: str
    ticked: str
    last: date
    tier: Tier


@dataclass(frozen=True, slots=True)
class Assessment:
    """The flag as of a day: the highest tier (None without a reason), its reasons, highest first.

    `not_talked_about` are open signs older than 27 days that are not among the reasons. `answered` of the `of_last`
    latest cramps have an answer to the sign questions.
    """

    as_of: date
    rules_version: str
    tier: Tier | None
    reasons: tuple[Reason, ...]
    not_talked_about: tuple[OldSign, ...]
    answered: int
    of_last: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the tier rose, or a visit lowered it: the tier after it, and the rules that made it."""

    date: date
    tier: Tier | None
    rules: tuple[str, ...]
