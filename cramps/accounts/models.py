"""The person whose diary it is."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    import_namespace = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text=_("Rows imported without an id get one derived from this, so that a second import finds them."),
    )
