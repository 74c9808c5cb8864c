"""The file itself: a zip of tables, made so that the same diary gives the same bytes, or a lone cramps.csv."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cramps.zones import is_zone
from diary import clock
from diary.transfer import cells
from diary.transfer.tables import Refused

SCHEMA = 1
MANIFEST, CRAMPS, DAYS, VISITS, READ_ME = "manifest.json", "cramps.csv", "days.csv", "visits.csv", "README.txt"
HEALTH = "health.csv"
"""In a zip only when something was said about health."""
MOST_BYTES = 64 * 1024 * 1024
"""Of the file and of each table in it: some thirty times a diary of twenty years."""
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL = 0o644 << 16
UNIX = 3
IS_ENCRYPTED = 1

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """The tables of a file as text, and how their text cells become what the person wrote.

    `zone` is the time zone of the person who exported; a lone table has none, and no days,
    visits and health either.
    """

    cramps: str
    days: str
    visits: str
    health: str
    zone: ZoneInfo | None
    as_written: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a zip says about itself."""

    zone: ZoneInfo
    counts: Mapping[str, object]


def table_name(name: str) -> str:
    """What the manifest calls the table in a file."""
    return name.removesuffix(".csv")


def pack(time_zone: str, tables: Mapping[str, bytes], counts: Mapping[str, int], read_me: str) -> bytes:
    """The zip of some tables. Nothing in it depends on when and where it was made, so it is not compressed either."""
    manifest = json.dumps({"schema": SCHEMA, "time_zone": time_zone, "counts": dict(counts)}) + "\n"
    readme = read_me.replace("\n", "\r\n")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {MANIFEST: manifest.encode(), **tables, READ_ME: readme.encode()}.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.create_system, entry.external_attr = UNIX, READABLE_BY_ALL
            archive.writestr(entry, content)
    return packed.getvalue()


def unpack(content: bytes) -> Arrival:
    """What a file holds. Raises Refused when it is neither our zip nor text."""
    if not content.strip():
        raise Refused([_("the file is empty")])
    if len(content) > MOST_BYTES:
        raise _too_large(_("the file"))
    if not content.startswith(b"PK"):
        return Arrival(_text(content, CRAMPS), "", "", "", None, cells.unified_newlines)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _open(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused([_("the zip file is damaged (%(error)s)") % {"error": error}]) from error


def _open(archive: zipfile.ZipFile) -> Arrival:
    found = _members(archive)
    if missing := [name for name in (MANIFEST, CRAMPS) if name not in found]:
        words = {"names": ", ".join(missing)}
        raise Refused([_("this zip is not an export of a cramp diary: it lacks %(names)s") % words])
    manifest = _manifest(_read(archive, found[MANIFEST]))
    if lost := [name for name in (DAYS, VISITS, HEALTH) if name not in found and manifest.counts.get(table_name(name))]:
        raise Refused([_("the zip has lost %(names)s") % {"names": ", ".join(lost)}])
    tables = (CRAMPS, DAYS, VISITS, HEALTH)
    cramps, days, visits, health = (
        _text(_read(archive, found[name]), name) if name in found else "" for name in tables
    )
    return Arrival(cramps, days, visits, health, manifest.zone, cells.plain)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name. Who unpacked an export and packed it again has a folder around it."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    folders = sorted((name.removesuffix(MANIFEST) for name in entries if name.endswith(f"/{MANIFEST}")), key=len)
    folder = "" if MANIFEST in entries or not folders else folders[0]
    return {name.removeprefix(folder): entry for name, entry in entries.items() if name.startswith(folder)}


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & IS_ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused([_("%(name)s is encrypted or packed in an unknown way") % {"name": entry.filename}])
    with archive.open(entry) as member:
        content = member.read(MOST_BYTES + 1)  # never trust the size that the zip declares
    if len(content) > MOST_BYTES:
        raise _too_large(entry.filename)
    return content


def _too_large(name: str) -> Refused:
    return Refused([_("%(name)s is larger than %(most)d MB") % {"name": name, "most": MOST_BYTES // MEGABYTE}])


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = {"name": name, "line": line}
        raise Refused([_("%(name)s is not UTF-8 text (line %(line)d); save it as CSV UTF-8") % words]) from error


def _manifest(content: bytes) -> Manifest:
    damaged = Refused([_("%(name)s is damaged") % {"name": MANIFEST}])
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise damaged from error
    match manifest:
        case {"schema": int(schema), "time_zone": str(name), "counts": dict(counts)} if schema == SCHEMA and is_zone(
            name
        ):
            return Manifest(clock.get_zone(name), counts)
        case {"schema": int(schema)} if schema != SCHEMA:
            words = {"schema": schema, "known": SCHEMA}
            raise Refused([_("this export has format %(schema)s; this site reads format %(known)d") % words])
    raise damaged
