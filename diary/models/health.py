"""What a person says about their health apart from cramps: it orders questions, and some signs weigh more by it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from diary.models.limits import NAME_LENGTH, validate_writing
from diary.vocabulary import MedicineKind


class HealthContextQuerySet(models.QuerySet["HealthContext"]):
    """Questions to what people said about their health."""

    def for_user(self, user: User) -> Self:
        """What this person said; one row at most."""
        return self.filter(owner=user)

    def of(self, user: User) -> "HealthContext":
        """What this person said, a new one that is not stored yet where nothing was said."""
        return self.for_user(user).first() or HealthContext(owner=user)


class HealthContext(models.Model):
    """Pregnancy and conditions of one person. It exists only when something was said.

    `pregnant` includes the six weeks after a birth, `due_on` is the due date or that of the birth. `conditions` is None
    when not said, empty when the answer was "none of these".
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="health")
    pregnant = models.BooleanField(_("pregnant, or had a baby in the last 6 weeks"), null=True, blank=True)
    due_on = models.DateField(_("due date, or date of the birth"), null=True, blank=True)
    conditions = models.JSONField(_("conditions"), null=True, blank=True)

    objects = HealthContextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Said in words: a comparison with NULL would let it pass.
                condition=Q(due_on__isnull=True) | Q(pregnant__isnull=False, pregnant=True),
                name="due_date_needs_pregnancy",
            ),
        ]

    def __str__(self) -> str:
        return f"health of {self.owner_id}"

    @property
    def is_answered(self) -> bool:
        """Whether anything at all was said."""
        return self.pregnant is not None or self.conditions is not None

    def keep_if_answered(self) -> None:
        """Store it when something was said; else it is no row."""
        if self.is_answered:
            self.save()
        elif self.pk:
            self.delete()


class MedicineQuerySet(models.QuerySet["Medicine"]):
    """Questions to the medicines of people."""

    def for_user(self, user: User) -> Self:
        """This person's medicines, latest start first, those without one last; in a fixed order."""
        return self.filter(owner=user).order_by(models.F("started_on").desc(nulls_last=True), "code", "name")


class Medicine(models.Model):
    """A medicine that somebody takes: its kind, what it is called, and its first day, as far as that was said."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="medicines")
    code = models.CharField(_("kind"), max_length=32, choices=MedicineKind)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True, validators=[validate_writing])
    started_on = models.DateField(_("started, or dose changed, on"), null=True, blank=True)

    objects = MedicineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code", "name"], name="one_medicine_per_name"),
            models.CheckConstraint(condition=Q(code__in=MedicineKind.values), name="medicine_code_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def written(self) -> str:
        """What it is called: by the person's own name for it, else by its kind."""
        return self.name or str(self.get_code_display())
