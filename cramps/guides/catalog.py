"""The guides and what they rest on: files, read once per process.

What is wrong with a file is collected, never raised: the system checks report it with file and line, and the site
leaves that guide out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cramps.guides.claims import NOT_CARRIED, Claim, read_claims, read_disagreements
from cramps.guides.guide import Guide, Kind
from cramps.guides.problems import Problem, line_of
from cramps.guides.reading import UNREAD, Reading
from cramps.guides.source import Source, read_sources

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every guide by slug, what they rest on by id, the drawings of postures by name, and what is wrong with the files.

    `disagreements` are the topics on which sources disagree, by code.
    """

    guides: Mapping[str, Guide]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    disagreements: Mapping[str, str]
    drawings: Mapping[str, str]
    problems: tuple[Problem, ...]

    def listed(self) -> list[Guide]:
        """The guides as a list shows them: by kind, relief for most muscles first, the others by title."""
        kinds = list(Kind)

        def place(guide: Guide) -> tuple[int, int, str]:
            reach = len(guide.muscles) if guide.kind is Kind.RELIEF else 0
            return kinds.index(guide.kind), -reach, guide.title

        return sorted(self.guides.values(), key=place)

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
    """The catalog of a folder that holds `content/`, `drawings/` and the registers."""
    known, problems = read_sources(folder / "sources.toml")
    claims, claim_problems = read_claims(folder / "claims.toml", known)
    topics, topic_problems = read_disagreements(folder / "disagreements.toml")
    drawings = {path.stem: path.read_text(encoding="utf-8").strip() for path in (folder / "drawings").glob("*.svg")}
    guides: dict[str, Guide] = {}
    links: list[tuple[str, Path, int]] = []
    paths = sorted((folder / "content").glob("*.md"))
    for path in paths:
        reading = Reading(path, known, drawings)
        guide = reading.guide()
        if guide:
            guides[guide.slug] = guide
        problems += reading.problems
        links += [(slug, path, line) for slug, line in reading.links]
    names = [path.stem for path in paths]
    problems += claim_problems + topic_problems
    problems += [
        Problem("E007", path, line, f"there is no guide {slug!r}", f"Guides are: {', '.join(names)}.")
        for slug, path, line in links
        if slug not in names
    ]
    problems += _uncarried(folder, guides, claims)
    problems += _unshown(folder, guides, topics)
    return Catalog(guides, known, claims, topics, drawings, tuple(problems))


def _uncarried(folder: Path, guides: Mapping[str, Guide], claims: Mapping[str, Claim]) -> Iterator[Problem]:
    """Claims that no guide carries, and guides that do not say what they claim to carry."""
    register = folder / "claims.toml"
    text = register.read_text(encoding="utf-8") if register.is_file() else ""
    if UNREAD in text:
        yield Problem("E012", register, text[: text.index(UNREAD)].count("\n") + 1, f"holds a fact marked {UNREAD}")
    carried = {claim for guide in guides.values() for claim in guide.claims}
    for name in claims.keys() - carried - NOT_CARRIED.keys():
        yield Problem("E009", register, line_of(text, rf"\[{name}\]"), f"claim {name} is carried by no guide")
    for guide in guides.values():
        path = folder / "content" / f"{guide.slug}.md"
        written, words = path.read_text(encoding="utf-8"), guide.words
        for name in guide.claims:
            line = line_of(written, rf'"{name}"')
            if name not in claims:
                yield Problem("E009", path, line, f"unknown claim {name!r}", "The register is claims.toml.")
            elif name in NOT_CARRIED:
                yield Problem("E009", path, line, f"claim {name} is not to be carried: {NOT_CARRIED[name]}")
            elif claims[name].phrase not in words:
                message = f"does not say what claim {name} is known by: {claims[name].phrase!r}"
                yield Problem("E009", path, line, message, "Write it, or mend `phrase` in claims.toml.")


def _unshown(folder: Path, guides: Mapping[str, Guide], topics: Mapping[str, str]) -> Iterator[Problem]:
    """Disagreements that no guide shows, and boxes with a code that nobody knows."""
    register = folder / "disagreements.toml"
    shown = {(guide.slug, box.code) for guide in guides.values() for box in guide.disagreements if box.code}
    for code in topics.keys() - {code for _slug, code in shown}:
        line = line_of(register.read_text(encoding="utf-8"), rf"\[{code}\]")
        yield Problem("E010", register, line, f"disagreement {code} is shown by no guide")
    for slug, code in sorted(shown):
        if code not in topics:
            path = folder / "content" / f"{slug}.md"
            line = line_of(path.read_text(encoding="utf-8"), rf"^:+ disagree {code}\b")
            yield Problem("E010", path, line, f"unknown disagreement {code!r}", "They stand in disagreements.toml.")
