"""Spreadsheets (.xlsx) as tables of texts: read only, bounded, formulas by the value that was saved with them."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from diary.transfer.archive import MOST_BYTES
from diary.transfer.foreign.sheet import Line, Sheet, sheet_of
from diary.transfer.tables import MOST_ROWS, Refused

MOST_SHEETS = 30
MOST_RAW_ROWS = 2 * MOST_ROWS
"""Rows that were only ever formatted count here: a sheet that ends at row 1,048,576 is not read to its end."""
HALF_A_SECOND = timedelta(milliseconds=500)
# What openpyxl lets through when a file is not what it claims to be.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    ParseError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)

# It tells of drawings, validations and styles that it leaves out; nobody here misses them.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def read_workbook(content: bytes) -> list[Sheet]:
    """The visible sheets of a workbook. Raises Refused when it is damaged, or too large once it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            # The size that a zip declares is also the most that Python unpacks of it.
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise Refused([_("this spreadsheet is too large; save the sheet with the cramps as CSV")])
        # Not a file on the disk, so there is nothing to close.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [sheet_of(sheet.title, _lines(sheet)) for sheet in shown[:MOST_SHEETS]]
    except _BROKEN as error:
        raise Refused([_("this spreadsheet cannot be read; save it again as .xlsx, or as CSV")]) from error


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # some programs write a wrong size, and lose rows by it
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MOST_RAW_ROWS:
            raise Refused([_("there are more than %(most)s rows") % {"most": f"{MOST_ROWS:,}"}])
        yield Line(number, tuple(_text(cell) for cell in row))


def _text(cell: Any) -> str:
    """A cell as a text that is always the same for the same value."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "yes" if value else "no"
        case float(value):
            return f"{value:.10g}"
        case datetime() as moment:
            moment = (moment + HALF_A_SECOND).replace(microsecond=0)  # a spreadsheet keeps fractions of a day
            is_date = moment.time() == time() and "h" not in cell.number_format.lower()
            return moment.date().isoformat() if is_date else moment.isoformat(sep=" ")
        case date() | time() as value:
            return value.replace(microsecond=0).isoformat() if isinstance(value, time) else value.isoformat()
        case timedelta() as span:
            minutes, seconds = divmod(round(span.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case value:
            return str(value).strip()
