"""Counting along the calendar: how often, how long, how strong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diary.clock import Period
from diary.counting.chart import Chart, Number, Series
from diary.counting.span import WEEK, Span, Step

USUAL_MINUTES = 10
"""Up to here a cramp is usual (NHS, NICE CKS)."""

Length = tuple[str, int | None]
"""The diary day of one cramp and its length in seconds, None when it is not known. Days are ISO text."""
Pain = tuple[str, int | None]
"""The diary day of one cramp and its pain, None when it was not rated."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a period holds: days with cramps and how many, and days said to be free of them."""

    period: Period
    cramps: Mapping[str, int]
    free: frozenset[str]

    @property
    def total(self) -> int:
        """All cramps."""
        return sum(self.cramps.values())

    @property
    def recorded(self) -> int:
        """Days with a cramp, and days said to be free of cramps."""
        return len(self.cramps) + len(self.free)

    @property
    def coverage(self) -> str:
        """How many days of the period are recorded, in words."""
        return _("recorded %(recorded)d of %(days)d days") % {"recorded": self.recorded, "days": len(self.period)}


def record_of(period: Period, today: date, cramps: Iterable[str], free: Iterable[str]) -> Record:
    """What the period holds, from the diary day of each cramp and the days said to be free of cramps, as ISO text.

    A cramp on a day later than today (a traveller's) counts as today's. A day said to be free that has a cramp counts
    by its cramp.
    """
    first, last, now = period.first.isoformat(), period.last.isoformat(), today.isoformat()
    counts: dict[str, int] = {}
    for day, number in Counter(cramps).items():
        shown = min(day, now)
        if first <= shown <= last:
            counts[shown] = counts.get(shown, 0) + number
    return Record(period, counts, frozenset(day for day in free if first <= day <= last and day not in counts))


def frequency(span: Span, record: Record) -> Chart:
    """Cramps, days with cramps and recorded days per bucket. `record` is that of the span's period."""
    places = span.places
    cramps, days, recorded = ([0] * len(span.starts) for _series in range(3))
    for day, number in record.cramps.items():
        place = places[day]
        cramps[place] += number
        days[place] += 1
        recorded[place] += 1
    for day in record.free:
        recorded[places[day]] += 1
    return Chart(
        name="frequency",
        labels=span.labels,
        series=(
            Series("cramps", _where_recorded(cramps, recorded)),
            Series("days_with_cramps", _where_recorded(days, recorded)),
            Series("recorded_days", _where_recorded(recorded, recorded)),
        ),
        unit=_("cramps"),
        sentence=_frequency_sentence(span, record),
        coverage=record.coverage,
        has_marks=record.recorded > 0,
    )


def compared(chart: Chart, span: Span, before: Record) -> Chart:
    """The chart of frequency, its sentence followed by what the period before held, if anything is recorded there."""
    if not chart.has_marks or not before.recorded:
        return chart
    words = {"before": _words_before(span), "number": before.total, "on": _of_recorded(before)}
    return replace(chart, sentence=chart.sentence + " " + _("In the %(before)s before: %(number)d, on %(on)s.") % words)


def _where_recorded(numbers: list[int], recorded: list[int]) -> tuple[Number, ...]:
    return tuple(number if days else None for number, days in zip(numbers, recorded, strict=True))


def _frequency_sentence(span: Span, record: Record) -> str:
    if not record.recorded:
        return _("Nothing is recorded %(range)s.") % {"range": span.words}
    if not record.total:
        return ngettext(
            "No cramps on the one recorded day %(range)s.",
            "No cramps on %(number)d recorded days %(range)s.",
            record.recorded,
        ) % {"number": record.recorded, "range": span.words}
    return ngettext(
        "%(number)d cramp %(range)s, on %(on)s.", "%(number)d cramps %(range)s, on %(on)s.", record.total
    ) % {"number": record.total, "range": span.words, "on": _of_recorded(record)}


def _of_recorded(record: Record) -> str:
    return ngettext(
        "%(days)d of %(recorded)d recorded day", "%(days)d of %(recorded)d recorded days", record.recorded
    ) % {"days": len(record.cramps), "recorded": record.recorded}


def _words_before(span: Span) -> str:
    if span.step is Step.DAY:
        return _("four weeks")
    return _("%(weeks)d weeks") % {"weeks": len(span.period) // WEEK}


def duration(span: Span, lengths: Iterable[Length]) -> Chart:
    """The median and the longest length per bucket, in minutes."""
    buckets: list[list[int]] = [[] for _start in span.starts]
    places = span.places
    cramps = 0
    for day, seconds in lengths:
        cramps += 1
        if seconds is not None:
            buckets[places[day]].append(seconds)
    known = [seconds for bucket in buckets for seconds in bucket]
    return Chart(
        name="duration",
        labels=span.labels,
        series=(
            Series("median", tuple(_minutes(median(bucket)) if bucket else None for bucket in buckets)),
            Series("longest", tuple(_minutes(max(bucket)) if bucket else None for bucket in buckets)),
        ),
        unit=_("minutes"),
        sentence=_duration_sentence(span, cramps, known),
        coverage=_("length noted for %(known)d of %(all)d") % {"known": len(known), "all": cramps} if cramps else "",
        has_marks=bool(known),
    )


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 2)


def _in_words(minutes: float) -> str:
    return _("%(minutes)s min") % {"minutes": f"{minutes:.1f}".removesuffix(".0")}


def no_cramps(span: Span) -> str:
    """The sentence of a chart about cramps when there is none."""
    return _("No cramps are written down %(range)s.") % {"range": span.words}


def _duration_sentence(span: Span, cramps: int, known: list[int]) -> str:
    if not cramps:
        return no_cramps(span)
    if not known:
        return ngettext(
            "The one cramp %(range)s has no length yet.",
            "None of the %(number)d cramps %(range)s has a length yet.",
            cramps,
        ) % {"range": span.words, "number": cramps}
    longest = _in_words(_minutes(max(known)))
    if len(known) == 1:
        return _("The one with a length lasted %(longest)s.") % {"longest": longest}
    words = {"half": _in_words(_minutes(median(known))), "longest": longest}
    if over := sum(seconds > USUAL_MINUTES * 60 for seconds in known):
        words |= {"over": str(over), "usual": str(USUAL_MINUTES)}
        return _("Half lasted %(half)s or less, the longest %(longest)s; longer than %(usual)s min: %(over)s.") % words
    return _("Half lasted %(half)s or less, the longest %(longest)s.") % words


def severity(span: Span, pains: Iterable[Pain]) -> Chart:
    """The mean and the highest pain per bucket, of those cramps that were rated."""
    buckets: list[list[int]] = [[] for _start in span.starts]
    places = span.places
    cramps = 0
    for day, pain in pains:
        cramps += 1
        if pain is not None:
            buckets[places[day]].append(pain)
    known = [pain for bucket in buckets for pain in bucket]
    return Chart(
        name="severity",
        labels=span.labels,
        series=(
            Series("mean", tuple(round(sum(bucket) / len(bucket), 2) if bucket else None for bucket in buckets)),
            Series("highest", tuple(max(bucket) if bucket else None for bucket in buckets)),
        ),
        unit=_("pain, 0 to 10"),
        sentence=_severity_sentence(span, cramps, known),
        coverage=_("pain noted for %(known)d of %(all)d") % {"known": len(known), "all": cramps} if cramps else "",
        has_marks=bool(known),
    )


def _severity_sentence(span: Span, cramps: int, known: list[int]) -> str:
    if not cramps:
        return no_cramps(span)
    if not known:
        return ngettext(
            "The one cramp %(range)s has no pain noted yet.",
            "None of the %(number)d cramps %(range)s has its pain noted yet.",
            cramps,
        ) % {"range": span.words, "number": cramps}
    if len(known) == 1:
        return _("The one with its pain noted was %(highest)d out of 10.") % {"highest": known[0]}
    mean = f"{sum(known) / len(known):.1f}".removesuffix(".0")
    return _("On average %(mean)s out of 10, at worst %(highest)d.") % {"mean": mean, "highest": max(known)}
