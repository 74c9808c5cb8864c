"""Delete for good what was asked to be deleted more than seven days ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from diary.leaving import finish


class Command(BaseCommand):
    """Carries out deletions whose seven days are over, and drops files that nobody imported within a day."""

    help = "Deletes for good the accounts and diaries whose seven days are over, and files that were never imported."

    def handle(self, *args: Any, **options: Any) -> None:
        count = finish(timezone.now())
        self.stdout.write(f"Deleted for good: {count}." if count else "Nothing was due.")
