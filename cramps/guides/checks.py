"""System checks of the guides: a faulty file stops `manage.py check` with its line, an overdue review warns.

E001 sources.toml · E002 a guide cannot be read · E003 front matter · E004 review dates · E005 kind or muscle ·
E006 source · E007 link to a guide · E008 text · E009 claims.toml, or a claim that is not carried · E010
disagreements.toml, or a disagreement that is not shown · E011 routine · E012 a fact that was read nowhere ·
W001 review overdue · W002 advice without an evidence label
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning
from django.utils import timezone

from cramps.guides.catalog import Catalog, catalog
from cramps.guides.guide import GIVES_ADVICE, Guide


def check_guides(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every fault of the guides and their sources."""
    return messages(catalog(), timezone.now().date())


def messages(found: Catalog, today: date) -> list[CheckMessage]:
    """The faults of a catalog as check messages, and what is due on the date `today`."""
    errors: list[CheckMessage] = [
        Error(f"{_short(problem.path)}:{problem.line}: {problem.message}", problem.hint or None, id=_id(problem.code))
        for problem in found.problems
    ]
    return errors + [warning for guide in found.guides.values() for warning in _warnings(guide, today)]


def _warnings(guide: Guide, today: date) -> list[CheckMessage]:
    where = f"content/{guide.slug}.md"
    found: list[CheckMessage] = []
    if guide.next_review < today:
        hint = "Check its facts against its sources, then change `reviewed` and `next_review`."
        found.append(Warning(f"{where}: its review was due on {guide.next_review}", hint, id=_id("W001")))
    if guide.kind in GIVES_ADVICE and not guide.labels:
        found.append(Warning(f"{where}: gives advice without an evidence label", "As in {expert}.", id=_id("W002")))
    return found


def _id(code: str) -> str:
    return f"guides.{code}"


def _short(path: Path) -> Path:
    """The path from the working directory on, as an editor or a terminal opens it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
