"""Imports point down, rules read no clock, and nobody reaches into another module's private names."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Lowest first. A module belongs to the level that names it or the nearest package above it; it may import its own
# level and those below. A new module that fits none of these names needs a place here.
LEVELS = {
    "words": [
        "cramps.anatomy",
        "cramps.figure",
        "cramps.regions",
        "cramps.reliefs",
        "cramps.ruleset",
        "diary.vocabulary",
    ],
    "values": ["cramps.dates", "cramps.zones", "diary.background", "diary.clock", "diary.episodes"],
    "rules": ["diary.triage", "diary.counting"],
    "models": [
        "cramps.accounts.models",
        "diary.reading",
        "diary.slices",
        "diary.conditions",
        "cramps.accounts.looks",
        "cramps.guides",
        "diary.models",
    ],
    "forms": ["cramps.accounts.forms", "cramps.uploads", "diary.events", "diary.forms", "diary.transfer"],
    "pages": [
        "cramps.accounts",
        "cramps.guides.views",
        "cramps.manifest",
        "diary.arrivals",
        "diary.daybook",
        "diary.figures",
        "diary.firstaid",
        "diary.fitting",
        "diary.flag",
        "diary.guidance",
        "diary.holdings",
        "diary.leaving",
        "diary.offline",
        "diary.ongoing",
        "diary.morning",
        "diary.printing",
        "diary.report",
        "diary.tonight",
        "diary.templatetags",
    ],
    "views": ["diary.views", "diary.charts", "diary.management", "diary.admin", "diary.apps", "diary.closed"],
    "urls": ["cramps.accounts.urls", "cramps.guides.urls", "diary.urls"],
    "roof": [
        "cramps.installing",
        "cramps.urls",
        "cramps.views",
        "cramps.settings",
        "cramps.storage",
        "cramps.gunicorn",
        "cramps.wsgi",
    ],
}
ORDER = list(LEVELS)
# What values and rules may take from Django: words for people, nothing that knows a request, a row or a setting.
ALLOWED_BELOW_MODELS = {
    "django.utils.translation",
    "django.utils.functional",
    "django.utils.text",
    "django.utils.dates",
}
CLOCK_CALLS = {"now", "today", "utcnow", "localdate", "localtime", "localnow", "monotonic", "time_ns"}
# What knows no diary, so that it could serve another.
WITHOUT_DIARY = (
    "cramps.guides",
    "cramps.accounts",
    "cramps.anatomy",
    "cramps.dates",
    "cramps.figure",
    "cramps.regions",
    "cramps.reliefs",
    "cramps.ruleset",
    "cramps.zones",
)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path
    for package in ("cramps", "diary")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
}


def is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def level_of(module: str) -> str | None:
    places = [(len(name), level) for level, names in LEVELS.items() for name in names if is_inside(module, name)]
    return max(places)[1] if places else None


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each (module, name) that a tree imports; the name is empty where a whole module is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports here are absolute"
            yield from ((str(node.module), alias.name) for alias in node.names)


def full_name(module: str, name: str) -> str:
    """The module that an import reaches: `from diary import clock` reaches diary.clock."""
    return f"{module}.{name}" if f"{module}.{name}" in MODULES else module


def upward_imports(module: str, source: str) -> list[str]:
    found = []
    for target in {full_name(*pair) for pair in imported(parsed(source))}:
        if is_inside(target, "cramps") or is_inside(target, "diary"):
            own, other = level_of(module), level_of(target)
            if own and other and ORDER.index(other) > ORDER.index(own):
                found.append(f"{module} ({own}) imports {target} ({other})")
    return found


def unclean_below_models(module: str, source: str) -> list[str]:
    if level_of(module) not in {"values", "rules"}:
        return []
    tree = parsed(source)
    found = [
        f"{module} imports {target}"
        for target, _ in imported(tree)
        if (is_inside(target, "django") and target not in ALLOWED_BELOW_MODELS) or target in {"time", "random"}
    ]
    return found + [
        f"{module} reads the clock in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS
    ]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name != "_pytest"  # so pytest calls its own modules


def private_imports(module: str, source: str) -> list[str]:
    found = []
    tree = parsed(source)
    modules = {name for target, name in imported(tree) if f"{target}.{name}" in MODULES}
    for target, name in imported(tree):
        parts = [*target.split("."), name]
        if any(map(is_private, parts)):
            found.append(f"{module} imports {target}.{name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and isinstance(node.value, ast.Name):
            found += [f"{module} uses {name}.{node.attr}" for name in modules if name == node.value.id]
    return found


def late_imports(module: str, source: str) -> list[str]:
    return [
        f"{module} imports inside {function.name}"
        for function in ast.walk(parsed(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def star_imports(module: str, source: str) -> list[str]:
    return [f"{module} imports * from {target}" for target, name in imported(parsed(source)) if name == "*"]


def diary_imports(module: str, source: str) -> list[str]:
    if not any(is_inside(module, package) for package in WITHOUT_DIARY):
        return []
    return [f"{module} imports {target}" for target, _ in imported(parsed(source)) if is_inside(target, "diary")]


RULES = [upward_imports, unclean_below_models, private_imports, late_imports, star_imports, diary_imports]


def test_modules_each_have_a_level():
    homeless = [name for name, path in MODULES.items() if path.stat().st_size and level_of(name) is None]

    assert homeless == [], "give it a place in LEVELS"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_modules_have_none_of(rule):
    assert [wrong for name, path in MODULES.items() for wrong in rule(name, path.read_text())] == []


@pytest.mark.parametrize("rule", [late_imports, star_imports, private_imports], ids=lambda rule: rule.__name__)
def test_tests_have_none_of(rule):
    files = {module_name(path): path for path in (ROOT / "tests").rglob("*.py")}
    del files["tests.settings"]

    assert [wrong for name, path in files.items() for wrong in rule(name, path.read_text())] == []


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (upward_imports, "diary.clock", "from diary.models import Cramp"),
        (upward_imports, "diary.models", "from diary import urls"),
        (upward_imports, "cramps.anatomy", "import cramps.settings"),
        (unclean_below_models, "diary.counting.kinds", "from django.db import models"),
        (unclean_below_models, "diary.triage.rules", "from django.conf import settings"),
        (unclean_below_models, "diary.clock", "from datetime import date\nday = date.today()"),
        (unclean_below_models, "diary.clock", "import time"),
        (private_imports, "diary.charts", "from diary.clock import _zone_names"),
        (private_imports, "diary.charts", "from diary import clock\nclock._zone_names()"),
        (late_imports, "diary.charts", "def chart():\n    import json"),
        (star_imports, "diary.charts", "from diary.vocabulary import *"),
        (diary_imports, "cramps.guides.views", "from diary import vocabulary"),
    ],
)
def test_rule_sees_what_it_is_for(rule, module, source):
    assert len(rule(module, source)) == 1
