"""The trends: eight charts with their sentences, and each of them as a table."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cramps.accounts.requests import PersonRequest
from cramps.guides.catalog import sources
from cramps.regions import Region, region_of
from diary.charts import CHARTS, every_chart, is_recorded, span_for, wanted_range
from diary.counting.chart import Chart, Number
from diary.counting.span import Span
from diary.counting.times import USUAL_MINUTES
from diary.counting.words import BY_DATE, HEADINGS, SERIES, kind_words, label_heading, label_words
from diary.transfer.cells import neutral

CHIPS: Mapping[str, Promise] = {"28": _("4 weeks"), "90": _("3 months"), "365": _("1 year"), "all": _("All")}
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
BLANKS: Mapping[str, Promise] = {
    "frequency": _("not recorded"),
    "duration": _("no length noted"),
    "severity": _("no pain noted"),
    "hydration": _("no recorded day"),
}
"""What a line of a table says that has no numbers."""
CAVEAT_SOURCES = ("cochrane-magnesium-2020", "roguin-maor-2017", "seasons-2015")
USUAL_SOURCES = ("nhs-leg-cramps", "cks-leg-cramps")


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart as it stands on the page."""

    chart: Chart
    heading: str
    legend: tuple[tuple[str, str], ...]
    table_url: str
    json_url: str
    by_date: bool

    @property
    def height(self) -> str:
        """How much room its picture needs: charts with one bar to a word need more for more words."""
        if self.chart.name not in {"muscle", "activity", "relief"}:
            return "plain"
        bars = sum(any(numbers) for _label, numbers in self.chart.rows())
        return f"bars-{min(bars, 8)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. A blank one has no cells."""

    label: str
    cells: tuple[str, ...]


@require_safe
@cache_control(private=True, no_store=True)
def trends(request: PersonRequest) -> HttpResponse:
    """Eight charts of one range, each with its sentence."""
    choice = wanted_range(request)
    span, charts = every_chart(request.user, choice)
    figures = [_figure(chart, choice) for chart in charts.values()]
    region = request.user.home_region
    return render(
        request,
        "diary/trends.html",
        {
            "chips": _chips(choice),
            "figures": figures,
            "often": charts["frequency"],
            "span": span,
            "words": _words(region.code, get_language()),
            "locale": "en-US" if region.month_first else "en-GB",
            "caveat_sources": [sources()[name] for name in CAVEAT_SOURCES],
            "usual_sources": [sources()[name] for name in USUAL_SOURCES],
            "usual_minutes": USUAL_MINUTES,
            "flags_url": f"{reverse('diary:chart', args=['flag'])}?days={choice}",
            "has_earlier": not charts["frequency"].has_marks and is_recorded(request.user, None),
        },
    )


@require_safe
@cache_control(private=True, no_store=True)
def trend(request: PersonRequest, name: str) -> HttpResponse:
    """One chart as a table, or as its CSV."""
    if name not in CHARTS:
        raise Http404(name)
    choice = wanted_range(request)
    span = span_for(request.user, choice)
    chart = CHARTS[name](request.user, span)
    if request.GET.get("format") == "csv":
        return _csv(chart, span)
    rows = list(_rows(chart, span, request.user.home_region))
    return render(
        request,
        "diary/trend.html",
        {
            "chips": _chips(choice),
            "chart": chart,
            "heading": HEADINGS[name],
            "label_heading": label_heading(name, span),
            "columns": [SERIES[code] for code in chart.codes],
            "blank": BLANKS.get(name, ""),
            "rows": rows[::-1] if name in BY_DATE else rows,
            "choice": choice,
            "caveat_sources": [sources()[name] for name in CAVEAT_SOURCES],
        },
    )


def _chips(choice: str) -> list[tuple[str, Promise, bool]]:
    return [(code, label, code == choice) for code, label in CHIPS.items()]


def _figure(chart: Chart, choice: str) -> Figure:
    colours, is_by_date = COLOURS[chart.name], chart.name in BY_DATE
    needs_legend = is_by_date or len(colours) > 1
    return Figure(
        chart=chart,
        heading=str(HEADINGS[chart.name]),
        legend=tuple((colour, str(SERIES[code])) for code, colour in colours.items()) if needs_legend else (),
        table_url=f"{reverse('diary:trend', args=[chart.name])}?days={choice}",
        json_url=f"{reverse('diary:chart', args=[chart.name])}?days={choice}",
        by_date=is_by_date,
    )


def _rows(chart: Chart, span: Span, region: Region) -> Iterator[Row]:
    words = label_words(chart.name, span, region)
    for label, numbers in chart.rows():
        is_blank = all(number is None for number in numbers)
        yield Row(words[label], () if is_blank else tuple(map(_cell, numbers)))


def _cell(number: Number) -> str:
    return "–" if number is None else f"{number:g}"


def _csv(chart: Chart, span: Span) -> HttpResponse:
    """The table with codes and ISO dates, for a spreadsheet to sort; an empty cell is not a zero."""
    name = f"cramps-{chart.name}-{span.choice}-{span.period.last}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    writer = csv.writer(response)
    writer.writerow(["from" if chart.name in BY_DATE else chart.name, *chart.codes])
    for label, numbers in chart.rows():
        writer.writerow([neutral(label), *("" if number is None else number for number in numbers)])
    return response


@lru_cache(maxsize=64)
def _words(region: str, language: str | None) -> dict[str, Any]:
    """What the script has to say: series and labels by code, in the language of the page."""
    return {
        "colours": {name: list(colours.items()) for name, colours in COLOURS.items()},
        "series": {code: str(word) for code, word in SERIES.items()},
        "labels": {name: kind_words(name, region_of(region)) for name in CHARTS if name not in BY_DATE},
    }
