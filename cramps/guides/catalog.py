"""The guides and their sources: files, read once per process.

What is wrong with a file is collected, never raised: the system checks report it with file and line, and the site
leaves that guide out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cramps.guides.guide import Guide, Kind, Reading
from cramps.guides.problems import Problem
from cramps.guides.source import Source, read_sources

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every guide by slug, every source by id, and what is wrong with their files."""

    guides: Mapping[str, Guide]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]

    def by_kind(self) -> list[tuple[Kind, list[Guide]]]:
        """The guides in the order of their kinds, kinds without one left out."""
        groups = [(kind, [guide for guide in self.guides.values() if guide.kind is kind]) for kind in Kind]
        return [(kind, guides) for kind, guides in groups if guides]

    def related_to(self, guide: Guide) -> list[Guide]:
        """The guides that it names as related."""
        return [self.guides[slug] for slug in guide.related if slug in self.guides]


@cache
def catalog() -> Catalog:
    """The guides of this site."""
    return read(FOLDER)


def sources() -> Mapping[str, Source]:
    """Every source by id."""
    return catalog().sources


def read(folder: Path) -> Catalog:
    """The catalog of a folder that holds `sources.toml` and `content/`."""
    known, problems = read_sources(folder / "sources.toml")
    guides: dict[str, Guide] = {}
    links: list[tuple[str, Path, int]] = []
    paths = sorted((folder / "content").glob("*.md"))
    for path in paths:
        reading = Reading(path, known)
        guide = reading.guide()
        if guide:
            guides[guide.slug] = guide
        problems += reading.problems
        links += [(slug, path, line) for slug, line in reading.links]
    names = [path.stem for path in paths]
    problems += [
        Problem("E007", path, line, f"there is no guide {slug!r}", f"Guides are: {', '.join(names)}.")
        for slug, path, line in links
        if slug not in names
    ]
    return Catalog(guides, known, tuple(problems))
