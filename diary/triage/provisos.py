"""What guides put in the place of advice that does not suit somebody, by what they noted about their health.

Nothing is left out in silence: a line says whom to ask, or what to check first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cramps.reliefs import Relief
from diary.background import Background
from diary.vocabulary import Condition

SAID: Mapping[str, str | Promise] = {
    Relief.WATER: gettext_lazy("drinking more"),
    Relief.ELECTROLYTES: gettext_lazy("drinks with salts"),
    "pickle_juice": gettext_lazy("pickle juice"),
    "magnesium": gettext_lazy("magnesium"),
    Relief.HEAT: gettext_lazy("warmth"),
    Relief.COLD: gettext_lazy("cold"),
}
"""The measures that may be replaced, inside a sentence, in the order in which it names them."""
ASK_YOUR_TEAM = gettext_lazy("Ask your team: your fluid and salt limits come first.")
CHECK_WITH_YOUR_HAND = gettext_lazy("Check with your hand first; skip it on numb skin.")


@dataclass(frozen=True, slots=True)
class Proviso:
    """Advice that a line replaces: its measures, and the conditions for which."""

    measures: frozenset[str]
    conditions: tuple[Condition, ...]
    line: str | Promise

    def instead(self, measures: Iterable[str]) -> str:
        """What stands in the place of advice to do some measures."""
        touched = frozenset(measures) & self.measures
        named = ", ".join(str(said) for measure, said in SAID.items() if measure in touched)
        noted = "; ".join(str(condition.label) for condition in self.conditions)
        return _("%(measures)s: %(line)s You noted: %(noted)s.") % {
            "measures": f"{named[:1].upper()}{named[1:]}",
            "line": self.line,
            "noted": noted,
        }


PROVISOS = (
    Proviso(
        frozenset({Relief.WATER, Relief.ELECTROLYTES, "pickle_juice", "magnesium"}),
        (Condition.DIALYSIS, Condition.HEART_DISEASE, Condition.KIDNEY_DISEASE),
        ASK_YOUR_TEAM,
    ),
    # Not named by the rule set, but salt is what that diet is about; water and magnesium stay as they are.
    Proviso(frozenset({Relief.ELECTROLYTES, "pickle_juice"}), (Condition.LOW_SALT_DIET,), ASK_YOUR_TEAM),
    Proviso(frozenset({Relief.HEAT, Relief.COLD}), (Condition.NERVE_DAMAGE, Condition.DIABETES), CHECK_WITH_YOUR_HAND),
)


def provisos(background: Background) -> list[Proviso]:
    """Those that hold for somebody, each with those conditions alone that they noted."""
    return [
        Proviso(proviso.measures, noted, proviso.line)
        for proviso in PROVISOS
        if (noted := tuple(condition for condition in proviso.conditions if condition in background.conditions))
    ]
