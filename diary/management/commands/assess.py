"""Print the flag of one person's diary."""

import json
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from diary import clock
from diary.management.person import person_named
from diary.slices import history_slice
from diary.triage.assess import Assessment, Reason, Turn, assess, history


class Command(BaseCommand):
    """Prints what is never stored: the tier, its reasons, and the days on which it changed."""

    help = "Prints the flag of a person's diary as JSON: tier, reasons, and the days on which it changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="user name")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="as of this day; today when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        person, now = person_named(options["user"]), timezone.now()
        today = clock.today_in(person.zone, now)
        as_of = today if options["on"] is None else _day(options["on"])
        if as_of > today:
            raise CommandError(f"{as_of} is later than today, {today}.")
        diary = history_slice(person, now)
        assessment = assess(diary, as_of, today=today, region=person.home_region)
        turns = history(diary, None, as_of, today=today)
        self.stdout.write(json.dumps(_json(assessment, turns), indent=2, ensure_ascii=False))


def _day(on: date | str) -> date:
    if isinstance(on, date):
        return on.date() if isinstance(on, datetime) else on
    try:
        day = date.fromisoformat(on)
    except ValueError:
        day = None
    if day is None or day.isoformat() != on:  # fromisoformat reads 20261104 and 2026-W45-3 too
        raise CommandError(f"{on!r} is not a date like 2026-11-04.")
    return day


def _json(assessment: Assessment, turns: list[Turn]) -> dict[str, Any]:
    return {
        "as_of": assessment.as_of.isoformat(),
        "rules_version": assessment.rules_version,
        "tier": assessment.tier.code if assessment.tier else None,
        "reasons": [_reason(reason) for reason in assessment.reasons],
        "history": [
            {
                "date": turn.date.isoformat(),
                "tier": turn.tier.code if turn.tier else None,
                "rules": list(turn.rules),
            }
            for turn in turns
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "tier": reason.tier.code,
        "since": reason.since.isoformat(),
        "since_at_least": reason.since_at_least,
        "cramps": list(reason.cramps),
        "threshold": reason.threshold,
        "sources": list(reason.sources),
        "own_choice": reason.own_choice,
        "message": reason.message,
    }
