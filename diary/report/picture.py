"""The chart of the weeks as shapes of an SVG, for a screen and for paper without colours.

Pure: weeks in, places and sizes out. The template `diary/report/_picture.html` draws them. A week in which nothing is
recorded is hatched, and never a bar of no height.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cramps.dates import short_day
from cramps.regions import Region
from diary.counting.weeks import Week

WIDTH, HEIGHT = 720, 138
LEFT = 78
"""Where the first week begins; the words of the rows stand before it."""
TOP, GROUND = 14, 100
"""The number over the tallest bar has room above TOP; bars stand on GROUND."""
WEEKS_ROW, DAYS_ROW = 114, 130
"""The lines on which the dates and the recorded days are written."""
WIDEST_BAR, MOST_LABELS = 26.0, 13


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar and the number over it."""

    x: float
    y: float
    width: float
    height: float
    number: int

    @property
    def middle(self) -> float:
        """Where the number stands, across."""
        return round(self.x + self.width / 2, 1)

    @property
    def above(self) -> float:
        """Where the number stands, down."""
        return round(self.y - 3, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One week: two bars, or neither where nothing is recorded. `label` is empty where dates would run together."""

    x: float
    width: float
    label: str
    recorded: str
    cramps: Bar | None
    nights: Bar | None

    @property
    def middle(self) -> float:
        """The middle of the week, across."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """The chart, and the same in words."""

    slots: tuple[Slot, ...]
    words: str

    width, height, left, top, ground = WIDTH, HEIGHT, LEFT, TOP, GROUND
    weeks_row, days_row = WEEKS_ROW, DAYS_ROW

    @property
    def plot_height(self) -> int:
        """How tall a hatched week is."""
        return GROUND - TOP


def picture_of(weeks: Sequence[Week], region: Region) -> Picture:
    """The chart of some weeks, oldest first; at least one."""
    width = (WIDTH - LEFT) / len(weeks)
    tallest = max([1, *(week.cramps or 0 for week in weeks), *(week.nights or 0 for week in weeks)])
    every = -(-len(weeks) // MOST_LABELS)
    slots = [
        _slot(week, LEFT + place * width, width, tallest, short_day(week.days.first, region) * (place % every == 0))
        for place, week in enumerate(weeks)
    ]
    return Picture(tuple(slots), words_of(weeks, region))


def _slot(week: Week, x: float, width: float, tallest: int, label: str) -> Slot:
    bar_width = round(min(WIDEST_BAR, width * 0.38), 1)
    middle = x + width / 2
    return Slot(
        x=round(x, 1),
        width=round(width, 1),
        label=label,
        recorded=f"{week.recorded}/{len(week.days)}",
        cramps=None if week.cramps is None else _bar(middle - bar_width - 0.5, bar_width, week.cramps, tallest),
        nights=None if week.nights is None else _bar(middle + 0.5, bar_width, week.nights, tallest),
    )


def _bar(x: float, width: float, number: int, tallest: int) -> Bar:
    height = round((GROUND - TOP) * number / tallest, 1)
    return Bar(round(x, 1), round(GROUND - height, 1), width, height, number)


def words_of(weeks: Sequence[Week], region: Region) -> str:
    """The chart as a text: each week by its first day, with its cramps, nights and recorded days."""
    told = [_("Cramps per week, and nights affected.")]
    for week in weeks:
        words = {"day": short_day(week.days.first, region), "cramps": week.cramps, "nights": week.nights}
        if week.cramps is None:
            told.append(_("Week of %(day)s: not recorded.") % words)
        else:
            words |= {"recorded": week.recorded, "days": len(week.days)}
            told.append(
                _("Week of %(day)s: cramps %(cramps)d, nights %(nights)d, recorded %(recorded)d of %(days)d days.")
                % words
            )
    return " ".join(told)
