"""What stands around each chart on the page of trends: its legend, its caution, the words that its script needs.

Much of it is the same for everybody, and eight figures on one page add up: that part is drawn once per language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from cramps.guides.catalog import sources
from cramps.guides.source import Source
from cramps.regions import Region, region_of
from diary.counting.chart import Chart
from diary.counting.times import USUAL_MINUTES
from diary.counting.words import BY_DATE, HEADINGS, SERIES, kind_words
from diary.triage.assess import LOWER_BEFORE
from diary.triage.words import PAST_LEVELS, rules_of_turns

RANGE_WORDS: Mapping[str, Promise] = {
    "28": gettext_lazy("4 weeks"),
    "90": gettext_lazy("3 months"),
    "365": gettext_lazy("1 year"),
    "all": gettext_lazy("All"),
}
COLOURS: Mapping[str, Mapping[str, str]] = {
    "frequency": {"cramps": "one"},
    "duration": {"median": "one", "longest": "one soft"},
    "severity": {"mean": "one", "highest": "one soft"},
    "hour": {"woke": "one", "others": "two"},
    "muscle": {"left": "one", "right": "two", "both": "three", "not_said": "five"},
    "activity": {"cramps": "one"},
    "hydration": {"days_with_cramps": "one", "recorded_days": "one soft"},
    "relief": {"yes": "three", "a_little": "two", "no": "five"},
}
"""Which series of a chart are drawn, in the order of the legend, and the colour of each as a class of trends.css."""
COMPARED = ("cochrane-magnesium-2020", "roguin-maor-2017", "seasons-2015")
"""Where it comes from that cramps come and go by themselves, and with the seasons."""
CITED: Mapping[str, tuple[str, ...]] = {
    "frequency": COMPARED,
    "duration": ("nhs-leg-cramps", "cks-leg-cramps"),
}
"""Where the caution below a chart comes from."""
COMPARING = frozenset({"frequency", "duration", "severity", "hydration", "relief"})
"""The charts that set days, weeks or what was tried side by side, so that somebody may see a cause in them."""
ONE_BAR_A_WORD = frozenset({"muscle", "activity", "relief"})
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same on every page: heading, legend and caution of one chart."""

    heading: str
    legend: SafeString
    caution: SafeString


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart as it stands on the page. `height` is a class of trends.css."""

    name: str
    heading: str
    sentence: str
    coverage: str
    has_marks: bool
    height: str
    legend: SafeString
    caution: SafeString


def figure_of(chart: Chart) -> Figure:
    """A chart with what stands around it."""
    frame = _frame(chart.name, get_language())
    return Figure(
        name=chart.name,
        heading=frame.heading,
        sentence=chart.sentence,
        coverage=chart.coverage,
        has_marks=chart.has_marks,
        height=_height(chart),
        legend=frame.legend,
        caution=frame.caution,
    )


def cited(name: str) -> list[Source]:
    """The sources of the caution below a chart."""
    return [sources()[source] for source in CITED.get(name, ())]


def script_words(region: Region) -> SafeString:
    """What the script has to say and which colours it takes, as a JSON element."""
    return _script_words(region.code, get_language())


@lru_cache(maxsize=64)
def _frame(name: str, language: str | None) -> Frame:
    about = {
        "name": name,
        "compares": name in COMPARING,
        "cited": cited(name),
        "usual_minutes": USUAL_MINUTES,
        "lower_before": LOWER_BEFORE,
    }
    legend = [(colour, SERIES[code]) for code, colour in COLOURS[name].items()]
    is_by_date = name in BY_DATE
    needs_legend = is_by_date or len(legend) > 1
    return Frame(
        heading=str(HEADINGS[name]),
        legend=render_to_string("diary/_trend_legend.html", about | {"legend": legend, "is_by_date": is_by_date})
        if needs_legend
        else SafeString(),
        caution=render_to_string("diary/_trend_caution.html", about),
    )


def _height(chart: Chart) -> str:
    """Charts with one bar to a word need more room for more words."""
    if chart.name not in ONE_BAR_A_WORD:
        return "plain"
    bars = sum(any(numbers) for _label, numbers in chart.rows())
    return f"bars-{min(bars, MOST_BARS)}"


@lru_cache(maxsize=256)
def _script_words(region: str, language: str | None) -> SafeString:
    home = region_of(region)
    words = {
        "colours": {name: list(colours.items()) for name, colours in COLOURS.items()},
        "series": SERIES,
        "labels": {name: kind_words(name, home) for name in HEADINGS if name not in BY_DATE},
        "tiers": PAST_LEVELS,
        "rules": rules_of_turns(),
    }
    return json_script(words, "trend-words")
