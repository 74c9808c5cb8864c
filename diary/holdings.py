"""What the site holds of one person, in numbers and plain words."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cramps import dates
from cramps.accounts.models import User
from cramps.regions import REGION_NAMES
from cramps.zones import written
from diary import clock
from diary.models import Cramp, Day, DeletedDiary, HealthContext, Medicine, Upload, Visit


def moment(instant: datetime, user: User) -> str:
    """An instant in the words and the zone of a person."""
    local = clock.wall_of(instant, user.zone)
    words = {"day": dates.full_day(local.date(), user.home_region), "time": dates.clock_time(local, user.home_region)}
    return _("%(day)s, %(time)s") % words


def of_diary(user: User) -> list[tuple[str, str]]:
    """What the diary holds: names and counts, in one query."""
    cramps = Cramp.objects
    rows = (
        cramps.for_user(user),
        cramps.in_bin(user),
        *(kind.objects.for_user(user) for kind in (Day, Visit, Medicine)),
    )
    has_context = Exists(HealthContext.objects.for_user(user))
    *counts, medicines, context = User.objects.filter(pk=user.pk).values_list(*map(_count, rows), has_context).get()
    health = [_("pregnancy or conditions")] if context else []
    if medicines:
        health.append(ngettext("%(count)d medicine", "%(count)d medicines", medicines) % {"count": medicines})
    names = (_("Cramps"), _("Cramps in the bin"), _("Days about which you said something"), _("Visits"))
    return [
        *((name, f"{count:,}") for name, count in zip(names, counts, strict=True)),
        (_("About your health"), ", ".join(health) or _("nothing")),
    ]


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as a part of another query."""
    counted = rows.order_by().values("owner").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def of_account(user: User, now: datetime) -> list[tuple[str, str]]:
    """What the account holds, without secrets."""
    steps = [_STEPS[kind]() for kind in Authenticator.objects.filter(user=user).values_list("type", flat=True)]
    waiting = Upload.objects.for_user(user).fresh(now).values_list("name", flat=True).first()
    told = [
        (_("Username"), user.get_username()),
        (_("E-mail address"), user.email or _("none")),
        (_("Password"), _("scrambled, nobody can read it") if user.has_usable_password() else _("none")),
        (_("Second step"), ", ".join(dict.fromkeys(steps)) or _("none")),
        (_("Time zone"), written(user.time_zone)),
        (_("Region"), str(REGION_NAMES.get(user.region, _("anywhere else")))),
        (_("Joined"), moment(user.date_joined, user)),
        (_("Agreed to storage"), moment(user.consented_at, user) if user.consented_at else _("not noted")),
        (_("Last signed in"), moment(user.last_login, user) if user.last_login else _("not noted")),
    ]
    return [*told, (_("A file on its way in"), waiting)] if waiting else told


_STEPS = {
    Authenticator.Type.TOTP: lambda: _("one-time codes"),
    Authenticator.Type.WEBAUTHN: lambda: _("passkeys"),
    Authenticator.Type.RECOVERY_CODES: lambda: _("recovery codes"),
}


def deleted_diaries(user: User, now: datetime) -> list[tuple[DeletedDiary, str, str]]:
    """Diaries that can be brought back, each with when it was deleted and when it goes for good."""
    found = DeletedDiary.objects.for_user(user).restorable(now)
    return [(deleted, moment(deleted.deleted_at, user), moment(deleted.gone_at, user)) for deleted in found]
