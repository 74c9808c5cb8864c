"""Diaries that were deleted a few days ago."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import UNDO_PERIOD, User


class DeletedDiaryQuerySet(models.QuerySet["DeletedDiary"]):
    """Questions to deleted diaries."""

    def for_user(self, user: User) -> Self:
        """This person's deleted diaries, latest first, without what they held."""
        return self.filter(owner=user).defer("entries").order_by("-deleted_at", "-pk")

    def deleted_with(self, user: User) -> Self:
        """The diary that was deleted together with this closed account."""
        return self.filter(deleted_at=user.closed_at) if user.closed_at else self.none()

    def restorable(self, now: datetime) -> Self:
        """Those that can still be brought back."""
        return self.filter(deleted_at__gt=now - UNDO_PERIOD)

    def expired(self, now: datetime) -> Self:
        """Those that are to go for good."""
        return self.filter(deleted_at__lte=now - UNDO_PERIOD)


class DeletedDiary(models.Model):
    """A diary that its owner deleted, as one closed bundle: for seven days it can be brought back, bin and all.

    `entries` is what `diary.transfer.bundle` makes. Nothing else reads it, so that nothing of it shows anywhere.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deleted_diaries")
    deleted_at = models.DateTimeField(_("deleted at"))
    cramps = models.PositiveIntegerField(_("cramps in it"))
    entries = models.BinaryField(_("entries"))

    objects = DeletedDiaryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["deleted_at"], name="deleted_diary_at")]

    def __str__(self) -> str:
        return f"diary of {self.owner_id}"

    @property
    def gone_at(self) -> datetime:
        """When it goes for good."""
        return self.deleted_at + UNDO_PERIOD
