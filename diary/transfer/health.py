"""What was said about somebody's health as rows of health.csv, and back. The file is there only when something was."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from diary.background import FURTHEST_DUE
from diary.models import NAME_LENGTH, HealthContext, Medicine
from diary.transfer import cells
from diary.transfer.tables import Row, Table
from diary.vocabulary import Condition, MedicineKind

COLUMNS = ["about", "value", "name", "date"]
PREGNANCY, CONDITIONS, MEDICINE = ABOUT = ("pregnancy", "conditions", "medicine")
CONDITION_CODES, KINDS = tuple(Condition.values), tuple(MedicineKind.values)


@dataclass(slots=True)
class Health:
    """What a file says: pregnancy and conditions, a context without owner, and medicines."""

    context: HealthContext = field(default_factory=HealthContext)
    medicines: list[Medicine] = field(default_factory=list)


def context_rows(context: HealthContext | None) -> list[list[str]]:
    """The rows of pregnancy and conditions, each only when said."""
    rows = []
    if context and context.pregnant is not None:
        due_on = context.due_on.isoformat() if context.due_on else ""
        rows.append([PREGNANCY, cells.write_yes_no(context.pregnant), "", due_on])
    if context and context.conditions is not None:
        rows.append([CONDITIONS, cells.write_codes(context.conditions, CONDITION_CODES), "", ""])
    return rows


def medicine_row(medicine: Medicine) -> list[str]:
    """The row of a medicine."""
    started_on = medicine.started_on.isoformat() if medicine.started_on else ""
    return [MEDICINE, medicine.code, cells.neutral(medicine.name), started_on]


def medicine_rows(medicines: Iterable[Medicine]) -> list[list[str]]:
    """The rows of medicines, in the order of the vocabulary, then by name."""
    ordered = sorted(medicines, key=lambda medicine: (KINDS.index(medicine.code), medicine.name))
    return [medicine_row(medicine) for medicine in ordered]


def read_health(table: Table, now: datetime) -> Health:
    """What a table says; what is wrong with it is noted there."""
    found = Health()
    lines: dict[tuple[str, ...], int] = {}
    for row in table.rows():
        about = row.read("about", partial(cells.read_code, allowed=ABOUT))
        if row.is_sound and not about:
            row.refuse("about", _("this is empty"))
        key: tuple[str, ...] = (about or "",)
        if about == MEDICINE:
            medicine = _medicine(row, now)
            found.medicines.append(medicine)
            key = (MEDICINE, medicine.code, medicine.name)
        elif about == PREGNANCY:
            _read_pregnancy(row, found.context, now)
        elif about == CONDITIONS:
            found.context.conditions = row.read("value", partial(cells.read_codes, allowed=CONDITION_CODES))
            _has_none(row, "name", "date")
        if row.is_sound and lines.setdefault(key, row.line) != row.line:
            row.refuse("about", _("the same stands on line %(line)d") % {"line": lines[key]})
    return found


def _medicine(row: Row, now: datetime) -> Medicine:
    code = row.read("value", partial(cells.read_code, allowed=KINDS)) or ""
    if row.is_sound and not code:
        row.refuse("value", _("this is empty"))
    name = row.writing("name", NAME_LENGTH)
    started_on = row.read("date", lambda cell: cells.read_date(cell, now) if cell else None)
    return Medicine(code=code, name=name, started_on=started_on)


def _read_pregnancy(row: Row, context: HealthContext, now: datetime) -> None:
    context.pregnant = row.read("value", cells.read_yes_no)
    context.due_on = row.read("date", cells.read_any_date)
    _has_none(row, "name")
    if row.is_sound and context.due_on:
        if not context.pregnant:
            row.refuse("date", _("a date belongs to a pregnancy"))
        elif context.due_on > (now + cells.FURTHEST_AHEAD).date() + FURTHEST_DUE:
            row.refuse(
                "date",
                _("%(date)s is more than %(days)d days ahead") % {"date": context.due_on, "days": FURTHEST_DUE.days},
            )


def _has_none(row: Row, *columns: str) -> None:
    for column in columns:
        if row.given.get(column, "").strip():
            row.refuse(column, _("this belongs to another kind of row"))
