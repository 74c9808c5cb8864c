"""What a file is: an export of ours, a spreadsheet, or CSV in one of its many kinds."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diary.models import UNSTORABLE
from diary.transfer import rows
from diary.transfer.foreign.excel import read_workbook
from diary.transfer.foreign.sheet import Line, Sheet, sheet_of
from diary.transfer.tables import Refused

OURS, WORKBOOK, TEXT = "ours", "workbook", "text"

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", ";", "\t")
_SAMPLE_BYTES = 400
_SAMPLE_LINES = 50
_NO_TABLES = (
    (b"%PDF", gettext_lazy("this is a PDF, not a table")),
    (
        b"\xd0\xcf\x11\xe0",
        gettext_lazy("this is an old or locked Excel file; save it as .xlsx without a password, or as CSV"),
    ),
    (b"\x89PNG", gettext_lazy("this is a picture, not a table")),
    (b"\xff\xd8\xff", gettext_lazy("this is a picture, not a table")),
    (b"GIF8", gettext_lazy("this is a picture, not a table")),
    (b"{\\rtf", gettext_lazy("this is a text document, not a table")),
    (b"<", gettext_lazy("this is a web page, not a table")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is. `text`, `encoding` and `delimiter` are those of a file of text."""

    kind: str
    text: str = ""
    encoding: str = ""
    delimiter: str = ""

    @property
    def described(self) -> str:
        """How the file was read, in words."""
        if self.kind != TEXT:
            return ""
        between = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}[self.delimiter]
        encoding = "UTF-16" if self.encoding.startswith("utf-16") else self.encoding
        known = {"cp1252": "Windows-1252", "utf-8": "UTF-8", "utf-8-sig": "UTF-8"}.get(encoding, encoding)
        return _("Read as %(encoding)s text with %(between)s between the cells.") % {
            "encoding": known,
            "between": between,
        }


def look_at(content: bytes) -> Found:
    """What a file is. Raises Refused for anything that cannot hold a table."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused([_("the file is empty")])
    if content.startswith(b"PK"):
        return Found(_kind_of_zip(content))
    for start, told in _NO_TABLES:
        if content.lstrip().startswith(start):
            raise Refused([str(told)])
    text, encoding = _decoded(content)
    if UNSTORABLE.search(text):
        raise Refused([_("this is not a table: it holds characters that no text has")])
    delimiter = _delimiter(text)
    return Found(OURS if delimiter == "," and _has_our_heading(text) else TEXT, text, encoding, delimiter)


def _kind_of_zip(content: bytes) -> str:
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if "xl/workbook.xml" in names:
            return WORKBOOK
        if "content.xml" in names:
            raise Refused([_("this is an OpenDocument file; save it as .xlsx or CSV")])
        if "word/document.xml" in names:
            raise Refused([_("this is a text document, not a table")])
    return OURS  # whatever is wrong with it, the import of exports says


def _decoded(content: bytes) -> tuple[str, str]:
    named = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in [named] if named else [*_utf_16_by_gaps(content[:_SAMPLE_BYTES]), "utf-8", "cp1252"]:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), encoding
    raise Refused([_("this is neither UTF-8 nor UTF-16 nor Windows-1252 text; save it as CSV UTF-8")])


def _utf_16_by_gaps(sample: bytes) -> list[str]:
    """UTF-16 without its mark: most of every second byte is zero in Western text."""
    quarter = len(sample) // 4
    if sample[1::2].count(0) > quarter:
        return ["utf-16-le"]
    return ["utf-16-be"] if sample[::2].count(0) > quarter else []


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _has_our_heading(text: str) -> bool:
    with suppress(csv.Error):
        return rows.START in [name.strip() for name in next(_cut(text, ","), [])]
    return False


def _delimiter(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        with suppress(csv.Error):
            widths.update(len(line) for line in islice(_cut(text, delimiter), _SAMPLE_LINES) if any(line))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_DELIMITERS, key=agreement)


def sheets_of(content: bytes, found: Found) -> list[Sheet]:
    """The tables of a file that is not ours, without those that have no line. Raises Refused."""
    sheets = read_workbook(content) if found.kind == WORKBOOK else [sheet_of("", _lines(found))]
    filled = [sheet for sheet in sheets if sheet.lines]
    if not filled:
        raise Refused([_("there is no line below the heading")])
    return filled


def _lines(found: Found) -> Iterator[Line]:
    reader, begins = csv.reader(io.StringIO(found.text, newline=""), delimiter=found.delimiter, strict=True), 1
    try:
        for cells in reader:
            yield Line(begins, tuple(cell.strip() for cell in cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        words = {"line": begins, "error": error}
        raise Refused([_("line %(line)d: this is not CSV (%(error)s)") % words]) from error
