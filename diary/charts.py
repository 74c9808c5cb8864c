"""The charts of one person's diary: the rows each of them counts, and the JSON that pages draw."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import Any

from chartjs.views.base import JSONView
from chartjs.views.lines import BaseLineOptionsChartView
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.defaults import bad_request

from cramps.accounts.models import User
from cramps.accounts.requests import PersonRequest
from cramps.regions import Region
from diary.clock import Period
from diary.counting import kinds, times
from diary.counting.chart import Chart
from diary.counting.span import DEFAULT_RANGE, RANGES, Span, span_of
from diary.models import Cramp, Day
from diary.slices import history_slice
from diary.triage.assess import history

Drunk = tuple[str, int, int | None]
"""A day as ISO text, whether it was said to be free of cramps, its glasses."""


Columns = Sequence[Sequence[Any]]
"""The columns of `CrampQuerySet.facts`."""
FACTS = 9
"""How many there are."""


def wanted_range(request: HttpRequest) -> str:
    """The range that the address asks for."""
    return request.GET.get("days", DEFAULT_RANGE)


def ranges_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers 400 for a range that does not exist.

    It answers instead of raising BadRequest, which Django would write to the log with a whole traceback.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wanted_range(request) not in RANGES:
            return bad_request(request, BadRequest(f"days is one of {', '.join(RANGES)}."))
        return view(request, *args, **kwargs)

    return answer


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
    return times.frequency(span, record(user, span, span.period))


def compared(user: User, span: Span, chart: Chart) -> Chart:
    """The chart of frequency, with the period before in its sentence."""
    return times.compared(chart, span, record(user, span, span.before)) if span.before else chart


def record(user: User, span: Span, period: Period) -> times.Record:
    """What a period that ends with the span or before it holds."""
    cramps, days = Cramp.objects.for_user(user), Day.objects.for_user(user)
    # The last period is open at its end: a traveller's diary day may be later than today.
    cramps = cramps.since(period.first) if period is span.period else cramps.within(period)
    return times.record_of(period, span.period.last, cramps.days(), days.within(period).free_dates())


def duration(user: User, span: Span) -> Chart:
    """How long."""
    return times.duration(span, Cramp.objects.for_user(user).since(span.period.first).lengths())


def severity(user: User, span: Span) -> Chart:
    """How strong."""
    return times.severity(span, Cramp.objects.for_user(user).since(span.period.first).pains())


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
    drunk = list(Day.objects.for_user(user).within(span.period).glasses())
    cramps = Cramp.objects.for_user(user).since(span.period.first).days()
    held = times.record_of(span.period, span.period.last, cramps, _free(drunk))
    return kinds.hydration(span, held, _glasses(drunk))


def _free(drunk: Iterable[Drunk]) -> Iterator[str]:
    return (day for day, is_free, _number in drunk if is_free)


def _glasses(drunk: Iterable[Drunk]) -> Iterator[tuple[str, int | None]]:
    return ((day, number) for day, _is_free, number in drunk)


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
    """All charts of a range at once, from rows that they share: four queries, five for `all`.

    Where nothing is recorded there is only the first of them, which says so.
    """
    span = span_for(user, choice)
    period, before = span.period, span.before
    cramps, days = Cramp.objects.for_user(user), Day.objects.for_user(user)
    now = cramps.since(period.first)
    told: Columns = list(zip(*now.facts(), strict=True)) or [()] * FACTS
    drunk = list(days.since(before.first if before else period.first).glasses(period.first))
    held = times.record_of(period, period.last, told[0], _free(drunk))
    often = times.frequency(span, held)
    if not often.has_marks:
        return span, {often.name: often}
    if before:
        earlier = times.record_of(before, period.last, cramps.within(before).days(), _free(drunk))
        often = times.compared(often, span, earlier)
    hydration, relief = kinds.hydration(span, held, _glasses(drunk)), kinds.relief(span, now.tries(), True)
    charts = (often, *_of_facts(span, told, user.home_region), hydration, relief)
    return span, {chart.name: chart for chart in charts}


def _of_facts(span: Span, told: Columns, region: Region) -> Iterator[Chart]:
    """The charts for which a row of facts for each cramp is enough."""
    on, lengths, pains, starts, zones, wakings, muscles, sides, doings = told
    what = [(*kind, number) for kind, number in Counter(zip(muscles, sides, doings, strict=True)).items()]
    yield times.duration(span, zip(on, lengths, strict=True))
    yield times.severity(span, zip(on, pains, strict=True))
    yield kinds.hour(span, zip(starts, zones, wakings, strict=True), True, region)
    yield kinds.muscle(span, what, True)
    yield kinds.activity(span, what, True)


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
@method_decorator(ranges_only, name="get")
class ChartView(BaseLineOptionsChartView):
    """One chart as JSON: exactly the numbers and options, none of the colours that the library would add."""

    request: PersonRequest
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, user = kwargs["name"], self.request.user
        if name not in CHARTS:
            raise Http404(name)
        self.chart = CHARTS[name](user, span_for(user, wanted_range(request)))
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_labels(self) -> list[str]:
        return list(self.chart.labels)

    def get_datasets(self) -> list[dict[str, Any]]:
        return [{"label": series.label, "data": list(series.values)} for series in self.chart.series]

    def get_options(self) -> dict[str, Any]:
        return options_of(self.chart)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"data": {"labels": self.get_labels(), "datasets": self.get_datasets()}, "options": self.get_options()}


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
@method_decorator(ranges_only, name="get")
class FlagView(JSONView):
    """The days of a range on which the flag rose, or a visit lowered it, as JSON."""

    request: PersonRequest
    http_method_names = ("get", "head", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today, choice = self.request.user, self.request.user.today(), wanted_range(self.request)
        first = None if choice == "all" else span_of(choice, today).period.first
        turns = history(history_slice(user, timezone.now(), first), first, today, today=today)
        return {
            "points": [
                {"date": turn.date.isoformat(), "tier": turn.tier and turn.tier.code, "rules": list(turn.rules)}
                for turn in turns
            ]
        }
