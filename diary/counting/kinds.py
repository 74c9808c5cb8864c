"""Counting by what a cramp was: its hour, its muscle, what one was doing, what one had drunk, what helped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps.anatomy import Muscle, Side
from cramps.dates import clock_time
from cramps.regions import Region
from diary.clock import get_zone, hour_of_text, hours_of_month
from diary.counting.chart import Chart, Number, Series
from diary.counting.span import Span
from diary.counting.times import Record, no_cramps
from diary.vocabulary import Activity, Helped, Relief, Vocabulary

Start = tuple[str, str, int]
"""One cramp: its start as ISO text in UTC, its zone, and 0 where the time is not known, else 1, or 2 for a waking."""
Kind = tuple[str, str, str, int]
"""Muscle, side and activity ("" where not said), and how many cramps share them."""
Try = tuple[str, str, int]
"""A relief, whether it helped ("" where not said), and how often that was said."""
MUSCLES, SIDES, ACTIVITIES = tuple(Muscle.values), tuple(Side.values), tuple(Activity.values)
RELIEFS, ANSWERS = tuple(Relief.values), tuple(Helped.values)
HOURS = tuple(f"{hour:02}" for hour in range(24))
NOT_SAID = "not_said"
NOT_RECORDED = "not_recorded"
BANDS = ("0-3", "4-5", "6-7", "8+", NOT_RECORDED)
_BAND_OF = (*["0-3"] * 4, *["4-5"] * 2, *["6-7"] * 2)
MOST_NAMED = 3
"""More than this many kinds in one sentence are no help."""


def _numbers(counts: Mapping[str, int], codes: Sequence[str], is_recorded: bool) -> tuple[Number, ...]:
    """The counts in the order of the codes; a missing one is a zero only where something is recorded."""
    return tuple(counts.get(code, 0) if is_recorded else None for code in codes)


def hour(span: Span, starts: Iterable[Start], is_recorded: bool, region: Region) -> Chart:
    """Cramps by the hour on the wall at their start, those that woke the person apart from the others.

    Cramps whose time is not known are left out, and the coverage says so.
    """
    unknown, others, woke = counts = ([0] * 24, [0] * 24, [0] * 24)
    zones = _Zones()
    for text, zone, waking in starts:
        hours = zones[zone][text[:7]]
        counts[waking][hours[int(text[11:13])] if hours else hour_of_text(text, zones[zone].zone)] += 1
    known = sum(woke) + sum(others)
    coverage = _("time known for %(known)d of %(all)d") % {"known": known, "all": known + sum(unknown)}
    return Chart(
        name="hour",
        labels=HOURS,
        series=(
            Series("woke", tuple(woke) if is_recorded else (None,) * 24),
            Series("others", tuple(others) if is_recorded else (None,) * 24),
        ),
        unit=_("cramps"),
        sentence=_hour_sentence(span, woke, others, sum(unknown), region),
        coverage=coverage if known + sum(unknown) else "",
        has_marks=known > 0,
    )


class _Months(dict[str, tuple[int, ...]]):
    """For one zone: month -> hours on the wall, as `hours_of_month` has them."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self.zone = zone

    def __missing__(self, month: str) -> tuple[int, ...]:
        hours = self[month] = hours_of_month(month, self.zone)
        return hours


class _Zones(dict[str, _Months]):
    """Name of a zone -> its months."""

    def __missing__(self, name: str) -> _Months:
        months = self[name] = _Months(get_zone(name))
        return months


def _hour_sentence(span: Span, woke: list[int], others: list[int], unknown: int, region: Region) -> str:
    totals = [sum(pair) for pair in zip(woke, others, strict=True)]
    known, most = sum(totals), max(totals)
    if not known + unknown:
        return no_cramps(span)
    if not known:
        return _("No cramp %(range)s has a known time.") % {"range": span.words}
    waking = ngettext(
        "%(woke)d of %(known)d cramp with a known time woke you",
        "%(woke)d of %(known)d cramps with a known time woke you",
        known,
    ) % {"woke": sum(woke), "known": known}
    if most < 2 or totals.count(most) > 1:
        return _("%(sentence)s.") % {"sentence": waking}
    busiest = totals.index(most)
    hours = {"from": clock_time(time(busiest), region), "to": clock_time(time((busiest + 1) % 24), region)}
    return _("%(waking)s. The commonest hour was %(from)s to %(to)s: %(most)d.") % {
        "waking": waking,
        "most": most,
        **hours,
    }


def muscle(span: Span, kinds: Iterable[Kind], is_recorded: bool) -> Chart:
    """Cramps by muscle, each side apart. Cramps without a muscle are left out, and the coverage says so."""
    sides = {code: Counter[str]() for code in (*SIDES, NOT_SAID)}
    cramps = 0
    for where, side, _activity, number in kinds:
        cramps += number
        if where:
            sides[side or NOT_SAID][where] += number
    totals = sum(sides.values(), Counter[str]())
    return Chart(
        name="muscle",
        labels=MUSCLES,
        series=tuple(Series(code, _numbers(counts, MUSCLES, is_recorded)) for code, counts in sides.items()),
        unit=_("cramps"),
        sentence=_kinds_sentence(span, cramps, totals, Muscle),
        coverage=_("muscle noted for %(known)d of %(all)d") % {"known": totals.total(), "all": cramps}
        if cramps
        else "",
        has_marks=bool(totals),
    )


def activity(span: Span, kinds: Iterable[Kind], is_recorded: bool) -> Chart:
    """Cramps by what the person was doing. Those where it was not said are left out, and the coverage says so."""
    counts: Counter[str] = Counter()
    cramps = 0
    for _muscle, _side, doing, number in kinds:
        cramps += number
        if doing:
            counts[doing] += number
    return Chart(
        name="activity",
        labels=ACTIVITIES,
        series=(Series("cramps", _numbers(counts, ACTIVITIES, is_recorded)),),
        unit=_("cramps"),
        sentence=_kinds_sentence(span, cramps, counts, Activity),
        coverage=_("activity noted for %(known)d of %(all)d") % {"known": counts.total(), "all": cramps}
        if cramps
        else "",
        has_marks=bool(counts),
    )


def _ranked(counts: Mapping[str, int], codes: Sequence[str]) -> list[str]:
    """The codes that occur, the commonest first; equal ones in the order of the vocabulary."""
    return sorted((code for code in codes if counts.get(code)), key=lambda code: -counts[code])


def _kinds_sentence(span: Span, cramps: int, counts: Counter[str], vocabulary: Vocabulary) -> str:
    if not cramps:
        return no_cramps(span)
    if not counts:
        return ngettext(
            "It is not noted for the one cramp %(range)s.",
            "It is not noted for any of the %(number)d cramps %(range)s.",
            cramps,
        ) % {"range": span.words, "number": cramps}
    ranked = _ranked(counts, vocabulary.values)
    named = [f"{vocabulary(code).label} {counts[code]}" for code in ranked[:MOST_NAMED]]
    if rest := sum(counts[code] for code in ranked[MOST_NAMED:]):
        named.append(_("others %(number)d") % {"number": rest})
    return ngettext("Of %(number)d cramp: %(named)s.", "Of %(number)d cramps: %(named)s.", counts.total()) % {
        "number": counts.total(),
        "named": ", ".join(named),
    }


def hydration(span: Span, record: Record, glasses: Iterable[tuple[str, int | None]]) -> Chart:
    """Recorded days by glasses of fluid, and on how many of them a cramp came.

    `glasses` may tell of more days than the record holds; those are in no band, however much was drunk.
    """
    told = dict(glasses)
    cramps, days = Counter[str](), Counter[str]()
    for number, times in Counter(map(told.get, record.cramps)).items():
        cramps[band_of(number)] += times
    for number, times in Counter(map(told.get, record.free)).items():
        days[band_of(number)] += times
    days.update(cramps)
    known = record.recorded - days[NOT_RECORDED]
    coverage = _("glasses noted for %(known)d of %(all)d days") % {"known": known, "all": record.recorded}
    return Chart(
        name="hydration",
        labels=BANDS,
        series=(
            Series("recorded_days", tuple(days[band] or None for band in BANDS)),
            Series("days_with_cramps", tuple(cramps[band] if days[band] else None for band in BANDS)),
        ),
        unit=_("days"),
        sentence=_hydration_sentence(span, days, cramps),
        coverage=coverage if record.recorded else "",
        has_marks=known > 0,
    )


def band_of(glasses: int | None) -> str:
    """The band of a number of glasses."""
    if glasses is None:
        return NOT_RECORDED
    return _BAND_OF[glasses] if glasses < len(_BAND_OF) else "8+"


def _in_words(band: str) -> str:
    if band == "8+":
        return _("8 glasses or more")
    return _("%(band)s glasses") % {"band": band.replace("-", "–")}


def _hydration_sentence(span: Span, days: Counter[str], cramps: Counter[str]) -> str:
    if not days.total():
        return _("Nothing is recorded %(range)s.") % {"range": span.words}
    told = [
        _("%(cramps)d of %(days)d with %(band)s")
        % {"cramps": cramps[band], "days": days[band], "band": _in_words(band)}
        for band in BANDS[:-1]
        if days[band]
    ]
    if not told:
        return _("No recorded day %(range)s says how much you drank.") % {"range": span.words}
    return _("Days with cramps: %(told)s.") % {"told": ", ".join(told)}


def relief(span: Span, tries: Iterable[Try], is_recorded: bool) -> Chart:
    """Reliefs by whether they helped. Tries without an answer are left out, and the coverage says so."""
    answers = {code: Counter[str]() for code in ANSWERS}
    tried = 0
    for what, helped, number in tries:
        tried += number
        if helped:
            answers[helped][what] += number
    totals = sum(answers.values(), Counter[str]())
    return Chart(
        name="relief",
        labels=RELIEFS,
        series=tuple(Series(code, _numbers(counts, RELIEFS, is_recorded)) for code, counts in answers.items()),
        unit=_("times tried"),
        sentence=_relief_sentence(span, tried, answers, totals),
        coverage=_("answered for %(known)d of %(all)d") % {"known": totals.total(), "all": tried} if tried else "",
        has_marks=bool(totals),
    )


def _relief_sentence(span: Span, tried: int, answers: Mapping[str, Counter[str]], totals: Counter[str]) -> str:
    if not tried:
        return _("Nothing that you tried against a cramp is noted %(range)s.") % {"range": span.words}
    if not totals:
        return _("You noted what you tried %(range)s, but not yet whether it helped.") % {"range": span.words}
    told = [
        _("%(relief)s helped %(yes)d of %(times)d times, a little %(little)d")
        % {
            "relief": Relief(code).label,
            "yes": answers[Helped.YES][code],
            "times": totals[code],
            "little": answers[Helped.A_LITTLE][code],
        }
        for code in _ranked(totals, RELIEFS)[:MOST_NAMED]
    ]
    return _("%(told)s.") % {"told": "; ".join(told)}
