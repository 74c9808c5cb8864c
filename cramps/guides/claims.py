"""What the five founding articles claim, and on what sources disagree: `claims.toml` and `disagreements.toml`.

Every claim has a guide that carries it, as true, graded or corrected, and says so in words that the register keeps.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cramps.guides.problems import Problem, line_of, toml_fault

NOT_CARRIED = {"S2-25": "A shop, a newsletter and an encyclopedia: nothing about cramps."}
"""The claims that no guide carries, each with the reason."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a founding article: in our words, with the id of the article in sources.toml.

    `phrase` stands, to the letter, in every guide that carries the claim; "" where none does.
    """

    id: str
    paraphrase: str
    article: str
    phrase: str


def read_claims(path: Path, sources: Collection[str]) -> tuple[dict[str, Claim], list[Problem]]:
    """The claims of a file by id, and what is wrong with it."""
    tables, problems = _tables(path, "E009")
    claims = {}
    for name, table in tables.items():
        if fault := _claim_fault(name, table, sources):
            problems.append(Problem("E009", path, _line(path, name), f"claim {name}: {fault}"))
        else:
            claims[name] = Claim(name, table["paraphrase"], table["article"], table.get("phrase", ""))
    return claims, problems


def read_disagreements(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """On what sources disagree, by code, and what is wrong with the file."""
    tables, problems = _tables(path, "E010")
    topics = {}
    for code, table in tables.items():
        if isinstance(table, dict) and isinstance(table.get("topic"), str) and table.keys() == {"topic"}:
            topics[code] = table["topic"]
        else:
            problems.append(Problem("E010", path, _line(path, code), f"disagreement {code}: has a topic and no more"))
    return topics, problems


def _tables(path: Path, code: str) -> tuple[Mapping[str, Any], list[Problem]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line, message = toml_fault(error)
        return {}, [Problem(code, path, line, f"cannot be read: {message}")]


def _line(path: Path, name: str) -> int:
    return line_of(path.read_text(encoding="utf-8"), rf"\[{re.escape(name)}\]")


def _claim_fault(name: str, table: Any, sources: Collection[str]) -> str:
    if not isinstance(table, dict):
        return "is not a table"
    for key in ("paraphrase", "article", *(() if name in NOT_CARRIED else ("phrase",))):
        if not isinstance(table.get(key), str) or not table[key].strip():
            return f"has no {key}"
    if unknown := table.keys() - {"paraphrase", "article", "phrase"}:
        return f"has an unknown key {min(unknown)!r}"
    return "" if table["article"] in sources else f"names the unknown source {table['article']!r}"
