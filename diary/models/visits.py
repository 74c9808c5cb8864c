"""Visits: somebody has looked at the cramps."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from diary.models.limits import NOTE_LENGTH, validate_writing
from diary.vocabulary import SeenBy


class VisitQuerySet(models.QuerySet["Visit"]):
    """Questions to the visits of a diary."""

    def for_user(self, user: User) -> Self:
        """This person's visits, oldest first, one without a time after those of its date."""
        return self.filter(owner=user).order_by("date", F("time").asc(nulls_last=True))

    def to_follow_up(self, day: date) -> Self:
        """Visits after which somebody is to be seen again on this date."""
        return self.filter(follow_up=day)

    def latest_first(self) -> Self:
        """Visits as a page lists them."""
        return self.order_by("-date", F("time").desc(nulls_first=True))


class Visit(models.Model):
    """Somebody has looked at the cramps. Without a time it stands for the end of its date."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    date = models.DateField(_("date"))
    time = models.TimeField(_("time"), null=True, blank=True)
    by = models.CharField(_("seen by"), max_length=16, choices=SeenBy, blank=True)
    note = models.TextField(_("private note"), max_length=NOTE_LENGTH, blank=True, validators=[validate_writing])
    come_back_if = models.TextField(
        _("come back if"), max_length=NOTE_LENGTH, blank=True, validators=[validate_writing]
    )

    follow_up = models.DateField(_("to be seen again on"), null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["date", "time"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "date", "time"], name="one_visit_per_time"),
            models.UniqueConstraint(
                fields=["owner", "date"], condition=Q(time__isnull=True), name="one_untimed_visit_per_date"
            ),
            models.CheckConstraint(condition=Q(by__in=["", *SeenBy.values]), name="visit_by_known"),
            models.CheckConstraint(
                condition=Q(follow_up__isnull=True) | Q(follow_up__gt=F("date")), name="follow_up_after_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.by}".strip()

    def get_absolute_url(self) -> str:
        """Where a visit is corrected, or noted when it is not stored yet."""
        return reverse("diary:visit_edit", args=[self.pk]) if self.pk else reverse("diary:seen")
