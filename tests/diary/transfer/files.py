"""Files as somebody else might hand them in."""

import io
import json
import zipfile

MANIFEST = {"schema": 1, "time_zone": "Europe/London", "counts": {"cramps": 0, "days": 0, "visits": 0}}
CRAMPS = "started_at\n"
DAYS = "date\n"
VISITS = "date\n"


def zipped(method=zipfile.ZIP_DEFLATED, **tables):
    """A zip of `cramps="…"`, `days="…"`, `visits="…"` and a `manifest`; None leaves a file out."""
    texts = {"cramps.csv": CRAMPS, "days.csv": DAYS, "visits.csv": VISITS}
    texts |= {f"{name}.csv": text for name, text in tables.items() if name != "manifest"}
    texts["manifest.json"] = json.dumps(tables.get("manifest", MANIFEST))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, text in texts.items():
            if text is not None:
                archive.writestr(name, text)
    return packed.getvalue()


def tables_of(export):
    """The text files of an export by name."""
    with zipfile.ZipFile(io.BytesIO(export)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
