"""The charts of one person's diary: the rows each of them counts, and the JSON that pages draw."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chartjs.views.lines import BaseLineOptionsChartView
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from cramps.accounts.models import User
from diary.counting import kinds, times
from diary.counting.chart import Chart
from diary.counting.span import DEFAULT_RANGE, RANGES, Span, span_of
from diary.models import Cramp, Day


def wanted_range(request: HttpRequest) -> str:
    """The range that the address asks for. Raises BadRequest for one that does not exist."""
    choice = request.GET.get("days", DEFAULT_RANGE)
    if choice not in RANGES:
        raise BadRequest(f"days is one of {', '.join(RANGES)}.")
    return choice


def span_for(user: User, choice: str) -> Span:
    """The span of a range in this person's diary."""
    first = None
    if choice == "all":
        firsts = (Cramp.objects.for_user(user).first_day(), Day.objects.for_user(user).first_free())
        first = min((day for day in firsts if day), default=None)
    return span_of(choice, user.today(), first)


def is_recorded(user: User, first: date | None) -> bool:
    """Whether any day is recorded, from one on where it is given."""
    has_cramps = Cramp.objects.for_user(user).since(first).exists()
    return has_cramps or Day.objects.for_user(user).since(first).free_dates().exists()


def frequency(user: User, span: Span) -> Chart:
    """How often."""
    reach = span.before.first if span.before else span.period.first
    return times.frequency(
        span, Cramp.objects.for_user(user).since(reach).per_day(), Day.objects.for_user(user).since(reach).free_dates()
    )


def duration(user: User, span: Span) -> Chart:
    """How long."""
    return times.duration(span, Cramp.objects.for_user(user).since(span.period.first).lengths())


def severity(user: User, span: Span) -> Chart:
    """How strong."""
    return times.severity(span, Cramp.objects.for_user(user).since(span.period.first).pain_per_day())


def hour(user: User, span: Span) -> Chart:
    """At what time."""
    rows = list(Cramp.objects.for_user(user).since(span.period.first).starts())
    return kinds.hour(span, rows, bool(rows) or is_recorded(user, span.period.first), user.home_region)


def muscle(user: User, span: Span) -> Chart:
    """Where."""
    rows = list(Cramp.objects.for_user(user).since(span.period.first).kinds())
    return kinds.muscle(span, rows, bool(rows) or is_recorded(user, span.period.first))


def activity(user: User, span: Span) -> Chart:
    """While doing what."""
    rows = list(Cramp.objects.for_user(user).since(span.period.first).kinds())
    return kinds.activity(span, rows, bool(rows) or is_recorded(user, span.period.first))


def hydration(user: User, span: Span) -> Chart:
    """After how many glasses."""
    cramp_days = {day for day, _number in Cramp.objects.for_user(user).since(span.period.first).per_day()}
    return kinds.hydration(span, Day.objects.for_user(user).since(span.period.first).glasses(), cramp_days)


def relief(user: User, span: Span) -> Chart:
    """What helped."""
    rows = list(Cramp.objects.for_user(user).since(span.period.first).tries())
    return kinds.relief(span, rows, bool(rows) or is_recorded(user, span.period.first))


CHARTS: Mapping[str, Callable[[User, Span], Chart]] = {
    "frequency": frequency,
    "duration": duration,
    "severity": severity,
    "hour": hour,
    "muscle": muscle,
    "activity": activity,
    "hydration": hydration,
    "relief": relief,
}
"""Every chart by its name, in the order of the page."""


def every_chart(user: User, choice: str) -> tuple[Span, dict[str, Chart]]:
    """All charts of a range at once, in six queries: charts share the rows that they can share.

    Where nothing is recorded there is only the first of them, which says so.
    """
    cramps, days, today = Cramp.objects.for_user(user), Day.objects.for_user(user), user.today()
    before = span_of(choice, today).before
    pains = list(cramps.since(before and before.first).pain_per_day())
    drunk = list(days.since(before and before.first).glasses())
    counts = [(day, number) for day, number, *_pain in pains]
    free = [day for day, is_free, _glasses in drunk if is_free]
    first = min((*free, *(day for day, _number in counts[:1])), default=None)
    span = span_of(choice, today, first)
    often = times.frequency(span, counts, free)
    if not often.has_marks:
        return span, {often.name: often}
    since = span.period.first
    now = cramps.since(since)
    what = list(now.kinds())
    charts = [
        often,
        times.duration(span, now.lengths()),
        times.severity(span, (pain for pain in pains if pain[0] >= since)),
        kinds.hour(span, now.starts(), often.has_marks, user.home_region),
        kinds.muscle(span, what, often.has_marks),
        kinds.activity(span, what, often.has_marks),
        kinds.hydration(span, drunk, {day for day, _number in counts}),
        kinds.relief(span, now.tries(), often.has_marks),
    ]
    return span, {chart.name: chart for chart in charts}


def options_of(chart: Chart) -> dict[str, Any]:
    """The options of Chart.js that follow from what is counted. Colours and words of the axes are the page's."""
    counted = {"beginAtZero": True, "ticks": {"precision": 0}, "title": {"display": True, "text": chart.unit}}
    match chart.name:
        case "severity":
            return {"scales": {"x": {"stacked": True}, "y": {**counted, "max": 10}}}
        case "duration":
            return {"scales": {"x": {"stacked": True}, "y": {**counted, "suggestedMax": times.USUAL_MINUTES + 2}}}
        case "frequency":
            return {"scales": {"x": {"stacked": True}, "y": counted}}
        case "hydration":
            glasses = {"display": True, "text": _("glasses of 250 ml")}
            return {"scales": {"x": {"stacked": True, "title": glasses}, "y": counted}}
        case "hour":
            return {"scales": {"x": {"stacked": True}, "y": {**counted, "stacked": True}}}
    return {"indexAxis": "y", "scales": {"x": {**counted, "stacked": True}, "y": {"stacked": True}}}


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class ChartView(BaseLineOptionsChartView):
    """One chart as JSON: exactly the numbers and options, none of the colours that the library would add."""

    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, name: str, **kwargs: Any) -> HttpResponseBase:
        if name not in CHARTS:
            raise Http404(name)
        self.chart = CHARTS[name](request.user, span_for(request.user, wanted_range(request)))
        return super().dispatch(request, *args, name=name, **kwargs)

    def get_labels(self) -> list[str]:
        return list(self.chart.labels)

    def get_datasets(self) -> list[dict[str, Any]]:
        return [{"label": series.label, "data": list(series.values)} for series in self.chart.series]

    def get_options(self) -> dict[str, Any]:
        return options_of(self.chart)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"data": {"labels": self.get_labels(), "datasets": self.get_datasets()}, "options": self.get_options()}
