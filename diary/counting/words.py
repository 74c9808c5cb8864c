"""The words for charts: headings, series, labels. Codes come from `diary.counting` and the vocabulary."""

from collections.abc import Callable
from datetime import time

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cramps.anatomy import Muscle, Side
from cramps.dates import clock_time, month_year, short_day
from cramps.regions import Region
from diary.counting.kinds import BANDS, HOURS, NOT_RECORDED, NOT_SAID
from diary.counting.span import Span, Step
from diary.vocabulary import Activity, Relief

HEADINGS: dict[str, Promise] = {
    "frequency": gettext_lazy("How often"),
    "duration": gettext_lazy("How long"),
    "severity": gettext_lazy("How strong"),
    "hour": gettext_lazy("At what time"),
    "muscle": gettext_lazy("Where"),
    "activity": gettext_lazy("While doing what"),
    "hydration": gettext_lazy("Fluids that day"),
    "relief": gettext_lazy("What you tried"),
}
"""Every chart by its name, in the order of the page."""
BY_DATE = frozenset({"frequency", "duration", "severity"})
"""The charts that run along the calendar."""
SERIES: dict[str, str | Promise] = {
    "cramps": gettext_lazy("cramps"),
    "days_with_cramps": gettext_lazy("days with cramps"),
    "recorded_days": gettext_lazy("recorded days"),
    "median": gettext_lazy("half lasted up to (median)"),
    "longest": gettext_lazy("longest"),
    "mean": gettext_lazy("average"),
    "highest": gettext_lazy("worst"),
    "woke": gettext_lazy("woke you"),
    "others": gettext_lazy("did not wake you, or not said"),
    Side.LEFT.value: gettext_lazy("left"),
    Side.RIGHT.value: gettext_lazy("right"),
    Side.BOTH.value: gettext_lazy("both sides"),
    NOT_SAID: gettext_lazy("side not said"),
    "yes": gettext_lazy("helped"),
    "a_little": gettext_lazy("helped a little"),
    "no": gettext_lazy("did not help"),
}
"""The codes of series in words, as they stand in a legend."""
LABEL_HEADINGS: dict[str, Promise] = {
    "hour": gettext_lazy("Hour"),
    "muscle": gettext_lazy("Muscle"),
    "activity": gettext_lazy("Activity"),
    "hydration": gettext_lazy("Glasses of 250 ml"),
    "relief": gettext_lazy("Tried"),
}
_STEP_HEADINGS: dict[Step, Promise] = {
    Step.DAY: gettext_lazy("Day"),
    Step.BLOCK: gettext_lazy("Week"),
    Step.MONTH: gettext_lazy("Month"),
}


def label_heading(name: str, span: Span) -> str:
    """What the labels of a chart are, as the head of a column."""
    return str(_STEP_HEADINGS[span.step] if name in BY_DATE else LABEL_HEADINGS[name])


def label_words(name: str, span: Span, region: Region) -> dict[str, str]:
    """Every label of a chart in words."""
    if name in BY_DATE:
        return {label: bucket_words(span, place, region) for place, label in enumerate(span.labels)}
    return kind_words(name, region)


def kind_words(name: str, region: Region) -> dict[str, str]:
    """Every label of a chart that does not run along the calendar, in words."""
    return _KINDS[name](region)


def bucket_words(span: Span, place: int, region: Region) -> str:
    """One bucket in words: a day, the days of a block, a month. The year stands where it is not that of the end."""
    first, last = span.starts[place], span.last_day_of(place)
    if span.step is Step.MONTH:
        return month_year(first)
    words = short_day(first, region)
    if span.step is Step.BLOCK:
        words = _("%(first)s to %(last)s") % {"first": words, "last": short_day(last, region)}
    return words if last.year == span.period.last.year else f"{words} {last.year}"


def _hour_words(region: Region) -> dict[str, str]:
    return {hour: clock_time(time(int(hour)), region) for hour in HOURS}


_KINDS: dict[str, Callable[[Region], dict[str, str]]] = {
    "hour": _hour_words,
    "muscle": lambda _region: {code: str(label) for code, label in Muscle.choices},
    "activity": lambda _region: {code: str(label) for code, label in Activity.choices},
    "hydration": lambda _region: {band: band.replace("-", "–") for band in BANDS} | {NOT_RECORDED: _("not noted")},
    "relief": lambda _region: {code: str(label) for code, label in Relief.choices},
}
