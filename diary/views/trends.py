"""The trends: eight charts with their sentences, and each of them as a table."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cramps.accounts.requests import PersonRequest
from cramps.regions import Region
from diary.charts import CHARTS, compared, every_chart, is_recorded, ranges_only, span_for, wanted_range
from diary.counting.chart import Chart, Number
from diary.counting.span import Span
from diary.counting.times import USUAL_MINUTES
from diary.counting.words import BY_DATE, HEADINGS, SERIES, label_heading, label_words
from diary.figures import COMPARING, RANGE_WORDS, cited, figure_of, script_words

BLANKS: Mapping[str, Promise] = {
    "frequency": _("not recorded"),
    "duration": _("no length noted"),
    "severity": _("no pain noted"),
    "hydration": _("no recorded day"),
}
"""What a line of a table says that has no numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. A blank one has no cells."""

    label: str
    cells: tuple[str, ...]


@require_safe
@cache_control(private=True, no_store=True)
@ranges_only
def trends(request: PersonRequest) -> HttpResponse:
    """Eight charts of one range, each with its sentence."""
    choice = wanted_range(request)
    span, charts = every_chart(request.user, choice)
    often, region = charts["frequency"], request.user.home_region
    return render(
        request,
        "diary/trends.html",
        {
            "ranges": _ranges(choice),
            "choice": choice,
            "span": span,
            "often": often,
            "figures": [figure_of(chart) for chart in charts.values()],
            "words": script_words(region),
            "locale": "en-US" if region.month_first else "en-GB",
            "usual_minutes": USUAL_MINUTES,
            "has_earlier": not often.has_marks and is_recorded(request.user, None),
        },
    )


@require_safe
@cache_control(private=True, no_store=True)
@ranges_only
def trend(request: PersonRequest, name: str) -> HttpResponse:
    """One chart as a table, or as its CSV."""
    if name not in CHARTS:
        raise Http404(name)
    choice = wanted_range(request)
    span = span_for(request.user, choice)
    chart = CHARTS[name](request.user, span)
    if name == "frequency":
        chart = compared(request.user, span, chart)
    if request.GET.get("format") == "csv":
        return _csv(chart, span)
    rows = list(_rows(chart, span, request.user.home_region))
    return render(
        request,
        "diary/trend.html",
        {
            "ranges": _ranges(choice),
            "chart": chart,
            "heading": HEADINGS[name],
            "label_heading": label_heading(name, span),
            "columns": [SERIES[code] for code in chart.codes],
            "blank": BLANKS.get(name, ""),
            "by_date": name in BY_DATE,
            "rows": rows[::-1] if name in BY_DATE else rows,
            "choice": choice,
            "cited": cited(name),
            "compares": name in COMPARING,
        },
    )


def _ranges(choice: str) -> list[tuple[str, Promise, bool]]:
    return [(code, words, code == choice) for code, words in RANGE_WORDS.items()]


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
        writer.writerow([label, *("" if number is None else number for number in numbers)])
    return response
