"""Add an export, or a table of cramps, to somebody's diary."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from diary.management.person import person_named
from diary.transfer.archive import MOST_BYTES
from diary.transfer.importing import Outcome, import_diary
from diary.transfer.tables import MOST_PROBLEMS, Refused


class Command(BaseCommand):
    """Reads the zip of `export_diary` or a lone cramps.csv; stores all of it or nothing."""

    help = "Adds an exported diary, or a lone cramps.csv, to the diary of USER. All of it or nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="USER", help="user name")
        parser.add_argument("file", metavar="FILE", help="the zip of an export, or a cramps.csv")
        parser.add_argument("--dry-run", action="store_true", help="check the file and count, but store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person_named(options["user"])
        content = read(Path(options["file"]))
        try:
            outcome = import_diary(user, content, timezone.now(), dry_run=options["dry_run"])
        except Refused as error:
            if (count := len(error.problems)) > MOST_PROBLEMS:
                self.stdout.write(f"{count:,} problems, of which the first {MOST_PROBLEMS} are shown.")
            self.stdout.write("Nothing was imported.")
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.stdout.write("This is a dry run: nothing was stored.")
        self.stdout.write("\n".join(report(outcome)))


def read(path: Path) -> bytes:
    """The bytes of a file, cut just beyond what an import takes. Raises CommandError."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def report(outcome: Outcome) -> list[str]:
    """What an import did, in lines; the last counts the cramps."""
    days, visits, cramps = outcome.days, outcome.visits, outcome.cramps
    lines = [f"Time zone of the person, from the export: {outcome.time_zone}"] if outcome.time_zone else []
    health = outcome.health
    if any((health.new, health.filled, health.there, health.different)):
        lines.append(
            f"Health: {health.new} new, {health.filled} filled in, {health.there} already there,"
            f" {health.different} already there but different"
        )
    return [
        *lines,
        f"Days: {days.new} new, {days.filled} filled in, {days.there} already there,"
        f" {days.different} already there but different",
        f"Visits: {visits.new} new, {visits.there} already there, {visits.different} already there but different",
        "Cramps:",
        f"{cramps.new} new, {cramps.there} already there, {cramps.different} already there but different,"
        f" {cramps.binned} in the bin",
    ]
