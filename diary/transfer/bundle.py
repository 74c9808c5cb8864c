"""A diary as one closed bundle, bin and all, and back: what is kept of a deleted diary until it goes for good.

Unlike an export it is meant for this site alone: every column of every row, as it is stored.
"""

import zlib
from collections import defaultdict
from datetime import datetime, time
from itertools import chain
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cramps.accounts.models import User
from diary.models import Cramp, Day, HealthContext, Medicine, ReliefTry, Visit
from diary.transfer import merging
from diary.transfer.health import Health


class Exact(DjangoJSONEncoder):
    """Writes times to the microsecond; Django's own ends at the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


def rows_of(user: User) -> list[models.QuerySet[Any]]:
    """Everything that a diary holds, table by table."""
    return [
        Cramp.objects.for_user(user),
        Cramp.objects.in_bin(user),
        ReliefTry.objects.of_owner(user),
        Day.objects.for_user(user),
        Visit.objects.for_user(user),
        HealthContext.objects.for_user(user),
        Medicine.objects.for_user(user),
    ]


def pack(user: User) -> bytes:
    """The bundle of a diary as it is."""
    return zlib.compress(serializers.serialize("json", chain(*rows_of(user)), cls=Exact).encode())


def clear(user: User) -> None:
    """Delete everything that a diary holds."""
    for rows in rows_of(user):
        rows.order_by().delete()


def unpack(user: User, packed: bytes) -> None:
    """Put back what a bundle holds, beside what has been written since, which stays as it is."""
    # A bundle may be older than an upgrade that took a column away.
    given = serializers.deserialize("json", zlib.decompress(packed).decode(), ignorenonexistent=True)
    found: defaultdict[type, list[Any]] = defaultdict(list)
    for entry in given:
        found[type(entry.object)].append(entry.object)
    tries: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for tried in found[ReliefTry]:
        tries[tried.cramp_id].append((tried.relief, tried.helped))
    cramps = [(cramp, tuple(tries[cramp.pk])) for cramp in found[Cramp]]
    for row in chain(found[Cramp], found[Visit], found[Medicine]):
        row.pk = None
    merging.add_cramps(user, cramps)
    merging.add_days(user, {day.date: day for day in found[Day]})
    merging.add_visits(user, found[Visit])
    context = (found[HealthContext] or [HealthContext()])[0]
    merging.add_health(user, Health(context, found[Medicine]))
