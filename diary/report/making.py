"""Filling the page for a doctor from a person's diary."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cramps.accounts.models import User
from cramps.dates import full_day
from diary import clock
from diary.counting.bouts import Bout, Said
from diary.counting.span import WEEK
from diary.counting.summary import summary_of
from diary.daybook.rows import Daybook
from diary.episodes import is_waking
from diary.figures import cited
from diary.flag import flag_of
from diary.forms.report import Wish
from diary.models import Cramp, Day, ReliefTry
from diary.report.appendix import appendix_of
from diary.report.concerns import concerns_of, reserved
from diary.report.discretion import Discretion
from diary.report.page import Report
from diary.report.picture import picture_of
from diary.report.sections import keys_of, sections_of
from diary.triage.words import NOT_REVIEWED, is_reviewed

Tries = Mapping[int, Sequence[tuple[str, str]]]


def report_of(user: User, wish: Wish, now: datetime) -> Report:
    """The page for the weeks that end today."""
    today, region = clock.today_in(user.zone, now), user.home_region
    period = clock.Period.ending(today, wish.weeks * WEEK)
    discretion = Discretion(wish.with_notes, wish.with_alcohol, wish.with_pregnancy)
    # A traveller may have written ahead of the day at home: that counts as today.
    cramps = [discretion.hide(cramp) for cramp in Cramp.objects.for_user(user).since(period.first)]
    days = [discretion.hide_day(day) for day in Day.objects.for_user(user).within(period)]
    tries = ReliefTry.objects.by_cramp(cramps)
    summary = summary_of(period, list(bouts_of(cramps, tries, today)), [said_of(day) for day in days])
    flag = flag_of(user, now, with_old_signs=True)
    assessment = flag.assessment
    counted = sections_of(summary, region)
    concerns = concerns_of(summary, assessment, flag.diary.background, discretion, region)
    appendix = None
    if wish.with_appendix:
        daybook = Daybook(region, user.time_zone, tries)
        by_date = {day.date: day for day in days}
        appendix = appendix_of((*counted, *concerns), daybook, cramps, by_date, region)
    return Report(
        title=_("Muscle cramps: a diary on one page"),
        name=wish.name,
        period=_("%(first)s to %(last)s (%(weeks)d weeks)")
        % {"first": full_day(period.first, region), "last": full_day(today, region), "weeks": wish.weeks},
        printed=_("printed on %(day)s, time zone %(zone)s")
        % {"day": full_day(today, region), "zone": user.time_zone.replace("_", " ")},
        written=_("Self-reported: written down by the person themselves, and checked by nobody."),
        coverage=summary.record.coverage,
        has_entries=summary.record.recorded > 0,
        keys=keys_of(summary),
        picture=picture_of(summary.weeks, region),
        counted=counted,
        to_talk_about=concerns,
        cautions=_cautions(),
        rules=_rules(assessment.rules_version),
        reserved=reserved(assessment, discretion),
        appendix=appendix,
        printed_on=today,
    )


def bouts_of(cramps: Iterable[Cramp], tries: Tries, today: date) -> Iterable[Bout]:
    """Cramps as they are counted."""
    for cramp in cramps:
        local = cramp.local_start
        yield Bout(
            day=min(cramp.day, today),
            hour=local.hour if cramp.time_known else None,
            is_in_bed=clock.is_in_bed(local, cramp.activity),
            woken=is_waking(cramp.woke_me, cramp.activity),
            seconds=cramp.duration,
            duration_source=cramp.duration_source,
            severity=cramp.severity,
            muscle=cramp.muscle,
            side=cramp.side,
            activity=cramp.activity,
            signs=_codes(cramp.signs),
            triggers=_codes(cramp.triggers),
            tries=tuple(tries.get(cramp.pk, ())),
        )


def said_of(day: Day) -> Said:
    """A day as it is counted."""
    return Said(
        date=day.date,
        cramp_free=day.cramp_free,
        fluids=day.fluids,
        exertion=day.exertion,
        stretched=day.stretched,
        alcohol=day.alcohol,
        caffeine=day.caffeine,
        signs=_codes(day.signs),
    )


def _codes(stored: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if stored is None else tuple(stored)


def _cautions() -> tuple[str, ...]:
    """What the numbers cannot say; the trends say it at greater length."""
    return (
        _("A day left blank is not counted as a quiet one."),
        _(
            "Fewer cramps than before do not show that something worked; they come and go by themselves, and in "
            "trials people on a dummy pill also had about a quarter fewer after four weeks. In summer there are about "
            "twice as many as in winter."
        ),
        _("Sources: %(sources)s.") % {"sources": ", ".join(str(source.short) for source in cited("frequency"))},
        _("What stands side by side here (fluids, exertion, what was tried) shows no cause."),
    )


def _rules(version: str) -> str:
    review = settings.CLINICAL_REVIEW
    reviewed = _("Reviewed: %(review)s.") % {"review": review} if is_reviewed(review) else str(NOT_REVIEWED)
    return _("Rules of %(version)s. %(reviewed)s Counting, not advice: it can be wrong in both directions.") % {
        "version": version,
        "reviewed": reviewed,
    }
