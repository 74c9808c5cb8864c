"""A diary as a file. Whatever is in the bin stays behind."""

from collections.abc import Iterable
from datetime import UTC, date

from cramps.accounts.models import User
from diary.models import Cramp, Day, HealthContext, Medicine, Visit
from diary.transfer import archive, health, rows
from diary.transfer.readme import readme
from diary.transfer.tables import write_table


def file_name(today: date) -> str:
    """What an export made on that day is called."""
    return f"cramp-diary-{today.isoformat()}.zip"


def export_diary(user: User) -> bytes:
    """The zip of a person's diary: the same bytes for the same diary, whenever and in whichever account it is."""
    days = list(Day.objects.for_user(user).order_by("date"))
    visits = list(Visit.objects.for_user(user))
    tables = {
        archive.CRAMPS: (rows.CRAMP_COLUMNS, _cramp_rows(user, days)),
        archive.DAYS: (rows.DAY_COLUMNS, [rows.day_cells(day) for day in days if rows.answers(day)]),
        archive.VISITS: rows.visit_table(visits),
    }
    if said := _health_rows(user):
        tables[archive.HEALTH] = (health.COLUMNS, said)
    return archive.pack(
        user.time_zone,
        {name: write_table(columns, lines) for name, (columns, lines) in tables.items()},
        {archive.table_name(name): len(lines) for name, (_columns, lines) in tables.items()},
        readme(has_follow_up=any(visit.follow_up for visit in visits), has_health=bool(said)),
    )


def _health_rows(user: User) -> list[list[str]]:
    context = HealthContext.objects.for_user(user).first()
    return health.context_rows(context) + health.medicine_rows(Medicine.objects.for_user(user))


def _cramp_rows(user: User, days: Iterable[Day]) -> list[list[str]]:
    by_date = {day.date: day for day in days}
    cramps = Cramp.objects.for_user(user)
    tries = rows.tries_of(cramps)
    # The database orders by what it stores; the file has to be in the order of what it gives. And by the instant:
    # two starts in the same zone compare as clocks on the wall, wrongly in the hour that an autumn night shows twice.
    ordered = sorted(cramps.order_by(), key=lambda cramp: (rows.shown_start(cramp).astimezone(UTC), cramp.uuid))
    return [rows.cramp_cells(cramp, tries[cramp.pk], by_date.get(rows.shown_day(cramp))) for cramp in ordered]
