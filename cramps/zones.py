"""Names of time zones: which there are, how a list of them is offered, in which region they lie."""

from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from cramps.regions import REGIONS

UTC = "UTC"


@cache
def zone_names() -> frozenset[str]:
    """Every name of the IANA database, old ones included, but none that means whatever a machine is set to."""
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def is_zone(name: str) -> bool:
    """Whether the name is a time zone of the IANA database."""
    return name in zone_names()


@cache
def _countries() -> dict[str, str]:
    """Zone -> ISO 3166 code of the country in which it lies, for every zone that is offered."""
    lines = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: country for country, _, name, *_ in rows}


@cache
def _links() -> dict[str, str]:
    """Old or other name of a zone -> its name now. Link lines read `L Europe/Kyiv Europe/Kiev`."""
    lines = (resources.files("tzdata") / "zoneinfo" / "tzdata.zi").read_text("utf-8").splitlines()
    return {alias: name for _, name, alias in (line.split() for line in lines if line.startswith("L "))}


def region_of_zone(name: str) -> str:
    """The code of the region in which a zone lies; "" where it has no numbers of its own."""
    countries = _countries()
    country = countries.get(name) or countries.get(_links().get(name, ""), "")
    return country if country in REGIONS else ""


def are_same(one: str, other: str) -> bool:
    """Whether two names mean one place: Asia/Calcutta and Asia/Kolkata do, Oslo and Berlin keep the same time only."""
    return _place(one) == _place(other)


def told_by_device(name: str, home: str) -> str:
    """The zone that a device named, under the name at home where that is the same place, or where it named none."""
    return name if is_zone(name) and not are_same(name, home) else home


def _place(name: str) -> str:
    return name if name in _countries() else _links().get(name, name)


def written(name: str) -> str:
    """A zone as a person reads it: America/New_York becomes America/New York."""
    return name.replace("_", " ")


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """One zone for every place of the tables, grouped by the part of the world, for a list to choose from."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(_countries()):
        area, _, place = name.partition("/")
        groups.setdefault(area, []).append((name, written(place).replace("/", ", ")))
    return [*groups.items(), (UTC, [(UTC, UTC)])]
