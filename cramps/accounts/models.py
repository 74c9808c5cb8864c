"""The person whose diary it is."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cramps.regions import Region, region_of
from cramps.ruleset import current_rules

UNDO_PERIOD = timedelta(days=7)
"""How long a deleted account, or a deleted diary, can be brought back."""


class User(AbstractUser):
    """Somebody with a diary: how to sign in, where and in which time zone they live."""

    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    region = models.CharField(
        _("region"),
        max_length=2,
        blank=True,
        help_text=_("Decides telephone numbers, the clock and how dates are written."),
    )
    consented_at = models.DateTimeField(_("agreed to storage at"), null=True, blank=True, editable=False)
    rules_seen = models.CharField(_("version of the rules seen"), max_length=10, default=current_rules, editable=False)
    import_namespace = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text=_("Rows imported without an id get one derived from this, so that a second import finds them."),
    )

    closed_at = models.DateTimeField(_("asked to be deleted at"), null=True, blank=True, editable=False, db_index=True)

    @property
    def gone_at(self) -> datetime | None:
        """When the account goes for good, None for one that is not closed."""
        return self.closed_at + UNDO_PERIOD if self.closed_at else None

    @property
    def zone(self) -> ZoneInfo:
        """The zone the person lives in; UTC where the stored name is not one any more."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as "Europe"
            return ZoneInfo("UTC")

    @property
    def home_region(self) -> Region:
        """Whom to call and how to write dates where the person lives."""
        return region_of(self.region)

    @property
    def account_tag(self) -> str:
        """By what a device knows whose entries wait on it; it says nothing about the person."""
        return str(uuid.uuid5(self.import_namespace, "account"))

    def today(self) -> date:
        """The local date at this moment."""
        return timezone.now().astimezone(self.zone).date()
