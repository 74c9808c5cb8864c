"""What is wrong with a guide file, and on which line."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file: the code of the check that reports it, where it is, what would mend it."""

    code: str
    path: Path
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def line_of(text: str, pattern: str) -> int:
    """The first line that matches, counted from 1; 1 where none does."""
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def toml_fault(error: Exception) -> tuple[int, str]:
    """The line of a TOML error, counted from 1, and what it says."""
    found = re.search(r" \(at line (\d+), column \d+\)", str(error))
    return (int(found[1]), str(error).replace(found[0], "")) if found else (1, str(error))
