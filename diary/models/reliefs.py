"""What was tried against cramps."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from diary.models.cramps import Cramp
from diary.vocabulary import Helped, Relief


class ReliefTryQuerySet(models.QuerySet["ReliefTry"]):
    """What was tried against some cramps."""

    def of_owner(self, user: User) -> Self:
        """What this person tried, also against the cramps in the bin."""
        return self.filter(cramp__owner=user)

    def by_cramp(self, cramps: Iterable[Cramp]) -> dict[int, list[tuple[str, str]]]:
        """What was tried against each of these cramps, by its key, and whether it helped; without a row object each."""
        tries: dict[int, list[tuple[str, str]]] = {}
        of_cramps = self.filter(cramp__in=[cramp.pk for cramp in cramps])
        for cramp, relief, helped in of_cramps.values_list("cramp", "relief", "helped"):
            tries.setdefault(cramp, []).append((relief, helped))
        return tries

    def answer(self, cramp: Cramp, relief: str, helped: str) -> str | None:
        """Note that this was tried, and whether it helped; what stood there before: None where it was not tried."""
        entry, is_new = self.get_or_create(cramp=cramp, relief=relief, defaults={"helped": helped})
        if is_new:
            return None
        before, entry.helped = entry.helped, helped
        entry.save(update_fields=["helped"])
        return before

    def fill(self, cramp: Cramp, relief: str, helped: str, instead_of: str) -> None:
        """Note that this was tried, and whether it helped; another answer stays, but the one that was seen before."""
        entry, is_new = self.get_or_create(cramp=cramp, relief=relief, defaults={"helped": helped})
        if not is_new and entry.helped in ("", instead_of):
            entry.helped = helped
            entry.save(update_fields=["helped"])

    def put_back(self, cramp: Cramp, relief: str, before: str | None) -> None:
        """Let stand again what `answer` found."""
        if before is None:
            self.filter(cramp=cramp, relief=relief).delete()
        else:
            self.update_or_create(cramp=cramp, relief=relief, defaults={"helped": before})


class ReliefTry(models.Model):
    """Something tried against one cramp, and whether it helped ("" when not said)."""

    cramp = models.ForeignKey(Cramp, on_delete=models.CASCADE, related_name="reliefs")
    relief = models.CharField(_("relief"), max_length=16, choices=Relief)
    helped = models.CharField(_("helped"), max_length=8, choices=Helped, blank=True)

    objects = ReliefTryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cramp", "relief"], name="one_try_per_relief"),
            models.CheckConstraint(condition=Q(relief__in=Relief.values), name="relief_known"),
            models.CheckConstraint(condition=Q(helped__in=["", *Helped.values]), name="helped_known"),
        ]

    def __str__(self) -> str:
        return f"{self.relief}={self.helped}"
