"""Where claims come from: the tables of `sources.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from cramps.guides.problems import Problem, line_of, toml_fault

SOURCE_KINDS = {
    "authority": _("Health service or authority"),
    "reference": _("Medical reference or health site"),
    "review": _("Review of studies"),
    "trial": _("Trial"),
    "study": _("Survey or other study"),
    "leaflet": _("Leaflet of a hospital or clinic"),
    "founding": _("An article with which this project began; no evidence"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from, and what of it was really read."""

    id: str
    name: str
    kind: str
    url: str
    read: str

    @property
    def short(self) -> str:
        """The name under which it is cited: who wrote it."""
        return re.split(r"[,:]", self.name, maxsplit=1)[0]

    @property
    def kind_label(self) -> str:
        """Its kind in words."""
        return str(SOURCE_KINDS[self.kind])


def read_sources(path: Path) -> tuple[dict[str, Source], list[Problem]]:
    """The sources of a file by id, and what is wrong with it."""
    known: dict[str, Source] = {}
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line, message = toml_fault(error)
        return {}, [Problem("E001", path, line, f"cannot be read: {message}")]
    problems = []
    for name, table in tables.items():
        fault = _source_fault(table)
        if fault:
            problems.append(Problem("E001", path, line_of(text, rf"\[{re.escape(name)}\]"), f"source {name}: {fault}"))
        else:
            known[name] = Source(name, table["name"], table["kind"], table.get("url", ""), table["read"])
    return known, problems


def _source_fault(table: Any) -> str:
    if not isinstance(table, dict):
        return "is not a table"
    for key in ("name", "kind", "read"):
        if not isinstance(table.get(key), str) or not table[key]:
            return f"has no {key}"
    if unknown := table.keys() - {"name", "kind", "url", "read"}:
        return f"has an unknown key {min(unknown)!r}"
    if table["kind"] not in SOURCE_KINDS:
        return f"has the unknown kind {table['kind']!r}; known are {', '.join(SOURCE_KINDS)}"
    if table["kind"] != "founding" and not str(table.get("url", "")).startswith(("http://", "https://")):
        return "has no url"
    return ""
