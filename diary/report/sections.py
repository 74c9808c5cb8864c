"""What was counted, in words: the numbers at the top of the page, and the sections below the chart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps.dates import clock_time
from cramps.regions import Region
from diary.counting.summary import HOURS_PER_BAND, SEVERE, Counts, Drunk, Summary, by_band
from diary.counting.times import USUAL_MINUTES
from diary.daybook.rows import minutes
from diary.daybook.words import words
from diary.report.page import Key, Section, Table, split
from diary.vocabulary import Activity, Trigger

MOST_PLACES, MOST_TRIED, MOST_NAMED = 6, 6, 6
SIDES = ("left", "right", "both", "")
WEEK = 7


def keys_of(summary: Summary) -> tuple[Key, ...]:
    """The five numbers at the top, each with what it was counted from."""
    return (_often(summary), _nights(summary), _long(summary), _strong(summary), _woken(summary))


def sections_of(summary: Summary, region: Region) -> tuple[Section, ...]:
    """What was counted, in the order of the page."""
    sections = [
        _where(summary),
        _hours(summary, region),
        _doing(summary),
        _triggers(summary),
        _days(summary),
        _tried(summary),
    ]
    return tuple(section for section in sections if section)


def _often(summary: Summary) -> Key:
    record = summary.record
    if not record.recorded:
        return Key(_("Cramps"), "–", _("nothing recorded"))
    on = ngettext("on %(days)d day", "on %(days)d days", len(record.cramps)) % {"days": len(record.cramps)}
    if record.recorded < WEEK:
        return Key(_("Cramps"), str(record.total), on)
    rate = number(record.total * WEEK / record.recorded)
    return Key(_("Cramps"), str(record.total), _("%(on)s; %(rate)s per 7 recorded days") % {"on": on, "rate": rate})


def _nights(summary: Summary) -> Key:
    if not summary.record.recorded:
        return Key(_("Nights affected"), "–", _("nothing recorded"))
    return Key(
        _("Nights affected"),
        str(summary.nights.affected),
        _("in bed, or woken by it; %(recorded)d of %(days)d days recorded") % told(summary),
    )


def _long(summary: Summary) -> Key:
    lengths = summary.lengths
    basis = _("timed %(timed)d, estimated %(estimated)d, not known %(unknown)d") % {
        "timed": lengths.timed,
        "estimated": lengths.estimated,
        "unknown": lengths.unknown,
    }
    if lengths.middle is None or lengths.longest is None:
        return Key(_("Length, median"), "–", basis)
    longest = _("longest %(longest)s") % {"longest": minutes(lengths.longest, words())}
    over = _("over %(usual)d min: %(over)d") % {"usual": USUAL_MINUTES, "over": lengths.over_usual}
    return Key(_("Length, median"), minutes(round(lengths.middle), words()), f"{longest}; {over}; {basis}")


def _strong(summary: Summary) -> Key:
    pains = summary.pains
    basis = _("rated %(rated)d of %(cramps)d") % {"rated": pains.rated, "cramps": summary.cramps}
    if pains.middle is None:
        return Key(_("Pain, median"), "–", basis)
    severe = _("worst %(worst)d; %(limit)d or more: %(severe)d") % {
        "worst": pains.worst,
        "limit": SEVERE,
        "severe": pains.severe,
    }
    return Key(_("Pain, median"), _("%(pain)s of 10") % {"pain": number(pains.middle)}, f"{severe}; {basis}")


def _woken(summary: Summary) -> Key:
    if not summary.record.recorded:
        return Key(_("Nights woken"), "–", _("nothing recorded"))
    nights = summary.nights
    wakings = ngettext("%(count)d waking", "%(count)d wakings", nights.wakings) % {"count": nights.wakings}
    if not nights.woken_often:
        return Key(_("Nights woken"), str(nights.woken), wakings)
    often = ngettext("more than one on %(count)d night", "more than one on %(count)d nights", nights.woken_often) % {
        "count": nights.woken_often
    }
    return Key(_("Nights woken"), str(nights.woken), f"{wakings}; {often}")


def told(summary: Summary) -> dict[str, int]:
    """The days of the period, and how many of them are recorded."""
    return {"recorded": summary.record.recorded, "days": len(summary.period)}


def _where(summary: Summary) -> Section | None:
    say = words()
    totals = Counter[str]()
    for (muscle, _side), count in summary.places.items():
        totals[muscle] += count
    known = [(muscle, count) for muscle, count in totals.most_common() if muscle]
    if not known:
        return None
    rows = [
        (say.muscles[muscle], *(str(summary.places[muscle, side] or "·") for side in SIDES)) for muscle, _n in known
    ]
    listed, rest = split(rows, MOST_PLACES)
    heads = (_("Muscle"), _("left"), _("right"), _("both"), _("not said"))
    return Section(
        _("Where"),
        _("noted for %(known)d of %(all)d") % {"known": sum(count for _m, count in known), "all": summary.cramps},
        table=Table(_("Cramps by muscle and side"), heads, listed),
        rest=tuple(f"{say.muscles[muscle]} {count}" for muscle, count in known[len(listed) :]) if rest else (),
    )


def _hours(summary: Summary, region: Region) -> Section | None:
    known = sum(summary.hours)
    if not known:
        return None
    bands = by_band(summary.hours)
    # From the evening on, so that the night stands in one piece.
    bands = [*bands[len(bands) // 2 :], *bands[: len(bands) // 2]]
    heads = tuple(_hour(first, region) for first, _after, _count in bands)
    row = tuple(str(count or "·") for _first, _after, count in bands)
    caption = _("Cramps by the hour of their start, %(hours)d hours from each") % {"hours": HOURS_PER_BAND}
    return Section(
        _("At what time"),
        _("%(hours)d hours from each; time known for %(known)d of %(all)d")
        % {"hours": HOURS_PER_BAND, "known": known, "all": summary.cramps},
        table=Table(caption, (_("From"), *heads), ((_("Cramps"), *row),)),
    )


def _hour(hour: int, region: Region) -> str:
    """A full hour in few letters: 15:00, or 3 pm."""
    return clock_time(time(hour), region).replace(":00 ", " ")


def _doing(summary: Summary) -> Section | None:
    found = summary.activities
    if not found.of:
        return None
    listed, rest = split(named(found, {code: str(label) for code, label in Activity.choices}), MOST_NAMED)
    basis = _("noted for %(known)d of %(all)d") % {"known": found.answered, "all": summary.cramps}
    return Section(_("While doing what"), basis, lines=(in_a_line(listed),), rest=rest)


def _triggers(summary: Summary) -> Section | None:
    found = summary.triggers
    if not found.answered:
        return None
    nothing = [_("none noticed %(count)d") % {"count": found.none}] if found.none else []
    listed, rest = split(named(found, {code: str(label) for code, label in Trigger.choices}), MOST_NAMED)
    return Section(
        _("What came before (the person’s own guess)"),
        _("answered for %(known)d of %(all)d") % {"known": found.answered, "all": summary.cramps},
        lines=(in_a_line([*listed, *nothing]),),
        rest=rest,
    )


def _days(summary: Summary) -> Section | None:
    """Fluids, exertion and habits by day."""
    lines = [*_fluids(summary), *_exertion(summary)]
    habits = [
        (_("stretched at bedtime %(yes)d of %(days)d"), summary.stretched),
        (_("coffee or tea %(yes)d of %(days)d"), summary.caffeine),
        (_("alcohol %(yes)d of %(days)d"), summary.alcohol),
    ]
    said = [
        sentence % {"yes": counts.answered - counts.none, "days": counts.answered}
        for sentence, counts in habits
        if counts.answered
    ]
    if said:
        lines.append(_("Of the days with an answer: %(said)s.") % {"said": in_a_line(said)})
    return Section(_("Fluids and exertion"), lines=tuple(lines)) if lines else None


def _fluids(summary: Summary) -> list[str]:
    kinds: list[tuple[str, Drunk]] = [
        (_("%(glasses)s on days with cramps (%(days)d of them)"), summary.on_cramp_days),
        (_("%(glasses)s on days without (%(days)d)"), summary.on_free_days),
    ]
    said = [
        sentence % {"glasses": number(drunk.middle), "days": drunk.days}
        for sentence, drunk in kinds
        if drunk.middle is not None
    ]
    return [_("Glasses of 250 ml, median: %(said)s.") % {"said": "; ".join(said)}] if said else []


def _exertion(summary: Summary) -> list[str]:
    found = summary.exertion
    if not found.of:
        return []
    said = in_a_line(named(found, words().exertions))
    return [
        ngettext(
            "Exertion, on %(days)d day with an answer: %(said)s.",
            "Exertion, on %(days)d days with an answer: %(said)s.",
            found.answered,
        )
        % {"days": found.answered, "said": said}
    ]


def _tried(summary: Summary) -> Section | None:
    if not summary.tries:
        return None
    say = words()
    rows = [
        (say.reliefs[one.relief], *(str(count or "·") for count in (one.yes, one.a_little, one.no, one.not_said)))
        for one in summary.tries
    ]
    listed, rest = split(rows, MOST_TRIED)
    heads = (_("Tried"), _("helped"), _("a little"), _("no"), _("not said"))
    return Section(
        _("What was tried, and whether it helped"),
        table=Table(_("Reliefs by whether they helped"), heads, listed),
        rest=tuple(f"{say.reliefs[one.relief]} {one.times}" for one in summary.tries[len(listed) :]) if rest else (),
    )


def named(counts: Counts, labels: Mapping[str, str]) -> list[str]:
    """Each code in words with its number."""
    return [f"{labels[code]} {count}" for code, count in counts.of]


def in_a_line(phrases: Sequence[str]) -> str:
    """Phrases one behind the other."""
    return " · ".join(phrases)


def number(value: float | None) -> str:
    """A number with one decimal where it needs one."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
