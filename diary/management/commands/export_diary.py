"""Write somebody's diary into a file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from diary import clock
from diary.management.person import person_named
from diary.transfer.exporting import export_diary, file_name


class Command(BaseCommand):
    """Writes the zip that `import_diary` reads."""

    help = "Writes the diary of USER into FILE, a zip. In a folder it gets a name with today's date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="USER", help="user name")
        parser.add_argument("file", metavar="FILE", help="where to write the zip; a file there is replaced")

    def handle(self, *args: Any, **options: Any) -> None:
        user, path = person_named(options["user"]), Path(options["file"])
        if path.is_dir():
            path /= file_name(clock.today_in(user.zone, timezone.now()))
        content = export_diary(user)
        try:
            _replace(path, content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {path} ({len(content):,} bytes).")


def _replace(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; one that is there already goes only when the new one is whole."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as fresh:
        try:
            fresh.write(content)
            fresh.flush()
            os.fsync(fresh.fileno())
            os.replace(fresh.name, path)
        except OSError:
            Path(fresh.name).unlink(missing_ok=True)
            raise
