"""Files on their way into a diary."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User

KEPT_FOR = timedelta(days=1)
LONGEST_NAME = 120


class UploadQuerySet(models.QuerySet["Upload"]):
    """Questions to the files that people handed in."""

    def for_user(self, user: User) -> Self:
        """This person's file; one at most."""
        return self.filter(owner=user)

    def fresh(self, now: datetime) -> Self:
        """Files that may still be imported."""
        return self.filter(kept_at__gt=now - KEPT_FOR)

    def expired(self, now: datetime) -> Self:
        """Files that nobody imported in time."""
        return self.filter(kept_at__lte=now - KEPT_FOR)

    def keep(self, user: User, name: str, content: bytes, now: datetime) -> "Upload":
        """Keep a file in the place of the one before."""
        kept = {"uuid": uuid.uuid4(), "name": name[-LONGEST_NAME:], "content": content, "kept_at": now}
        return self.update_or_create(owner=user, defaults=kept)[0]


class Upload(models.Model):
    """A file that somebody handed in and has not imported yet: gone once it is, or after a day."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="upload")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    content = models.BinaryField(_("content"))
    kept_at = models.DateTimeField(_("handed in at"))

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="upload_kept_at")]

    def __str__(self) -> str:
        return f"file of {self.owner_id}"
