"""A file that was handed in, ready to be looked at and stored: an export of ours, or somebody else's table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps import dates
from cramps.accounts.models import User
from diary.daybook.rows import Daybook
from diary.forms.mapping import MappingForm, SheetForm
from diary.models import Upload
from diary.transfer.foreign.files import OURS, look_at, sheets_of
from diary.transfer.foreign.reading import Reading, read_sheet
from diary.transfer.importing import Outcome, add_entries, import_diary
from diary.transfer.merging import Tally
from diary.transfer.tables import MOST_PROBLEMS

SHOWN_LINES = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of a table as it would stand in the diary."""

    line: int
    when: str
    facts: Sequence[str]
    note: str


@dataclass(slots=True)
class OwnFile:
    """An export, or a table with our columns. `outcome` is what storing it would do, once somebody has looked."""

    user: User
    content: bytes
    now: datetime
    outcome: Outcome | None = None
    status: int = 200
    can_be_stored: bool = True

    def look(self) -> None:
        """See what storing it would do. Raises Refused."""
        self.outcome = import_diary(self.user, self.content, self.now, dry_run=True)

    def store(self) -> Outcome:
        """Store it. Raises Refused."""
        return import_diary(self.user, self.content, self.now)


@dataclass(slots=True)
class ForeignFile:
    """A table whose columns somebody has to name. Without `reading` a question is open; `outcome` is as above."""

    user: User
    now: datetime
    described: str
    sheet_form: SheetForm | None
    form: MappingForm
    reading: Reading | None = None
    outcome: Outcome | None = None
    samples: Sequence[Sample] = ()
    problems: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """That of the page: a proposal with an open question is not yet a mistake."""
        return 422 if (self.form.is_asked and not self.form.is_valid()) or self.problems else 200

    @property
    def can_be_stored(self) -> bool:
        """Whether every line can be read, and there is one."""
        return self.reading is not None and not self.problems

    def look(self) -> None:
        """See what storing it would do."""
        if self.reading is not None:
            self.samples = _samples(self.user, self.reading)
            self.outcome = add_entries(self.user, self.reading.entries, dry_run=True)

    def store(self) -> Outcome:
        """Store it; it has to be storable."""
        assert self.reading is not None
        return add_entries(self.user, self.reading.entries)


Arriving = OwnFile | ForeignFile


def arriving(user: User, upload: Upload, asked: QueryDict, now: datetime) -> Arriving:
    """A file, read as far as it takes to store it. `asked` says which column is what.

    Raises Refused when it cannot be imported at all.
    """
    content = bytes(upload.content)
    found = look_at(content)
    if found.kind == OURS:
        return OwnFile(user, content, now)
    sheets = sheets_of(content, found)
    sheet_form = SheetForm({"sheet": asked.get("sheet", "0")}, sheets=sheets)
    index = sheet_form.chosen
    form = MappingForm(asked, sheet=sheets[index], index=index, user=user)
    several = sheet_form if len(sheets) > 1 else None
    arrived = ForeignFile(user, now, found.described, several, form)
    if form.is_complete:
        arrived.reading = read_sheet(form.sheet, form.mapping(), user.import_namespace, now)
        arrived.problems = arrived.reading.problems
    return arrived


def _samples(user: User, reading: Reading) -> list[Sample]:
    """The first lines: cramps, and days about which something else was said."""
    daybook, region = Daybook(user.home_region, user.time_zone), user.home_region
    found = []
    for entry in islice(reading.entries.cramps, SHOWN_LINES):
        line, start = daybook.line(entry.cramp), entry.cramp.local_start
        when = f"{dates.weekday_day(start.date(), region)} {start.year}, {daybook.time_of(entry.cramp)}"
        facts = [line.where, *line.facts]
        if entry.fluids is not None:
            facts.append(ngettext("%(count)d glass", "%(count)d glasses", entry.fluids) % {"count": entry.fluids})
        found.append(Sample(entry.row.line, when, facts, entry.cramp.note))
    for line_number, day in islice(reading.told, SHOWN_LINES):
        when = f"{dates.weekday_day(day.date, region)} {day.date.year}"
        facts = [_("no cramps")] if day.cramp_free else [_("about the day")]
        found.append(Sample(line_number, when, facts, day.note))
    return sorted(found, key=lambda sample: sample.line)[:SHOWN_LINES]


def counted(outcome: Outcome) -> list[tuple[str, list[str]]]:
    """What becomes of the rows, table by table, in words; tables without any are left out."""
    named = [
        (_("Cramps"), outcome.cramps),
        (_("Days"), outcome.days),
        (_("Visits"), outcome.visits),
        (_("About your health"), outcome.health),
    ]
    return [(title, told) for title, tally in named if (told := _told(tally))]


def _told(tally: Tally) -> list[str]:
    words = [
        (tally.new, _("%(count)s new")),
        (tally.filled, _("%(count)s filled in where you had said nothing")),
        (tally.there, _("%(count)s already there")),
        (tally.different, _("%(count)s already there but different: yours stay as they are")),
        (tally.binned, _("%(count)s in the bin: they stay there")),
    ]
    return [text % {"count": f"{count:,}"} for count, text in words if count]


def changes(outcome: Outcome) -> bool:
    """Whether storing it would change anything."""
    tallies = (outcome.cramps, outcome.days, outcome.visits, outcome.health)
    return any(tally.new or tally.filled for tally in tallies)


def sentence(outcome: Outcome) -> str:
    """What storing it did, in a sentence."""
    new = outcome.cramps.new
    if not changes(outcome):
        return _("Everything in the file was there already. Nothing was changed.")
    if not new:
        return _("Imported. There were no new cramps in it.")
    text = ngettext("Imported: %(count)s new cramp.", "Imported: %(count)s new cramps.", new)
    return text % {"count": f"{new:,}"}


def first_problems(problems: Sequence[str]) -> Sequence[str]:
    """As many as a page shows."""
    return problems[:MOST_PROBLEMS]
