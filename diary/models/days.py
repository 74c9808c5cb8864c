"""What was said about days."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from diary import clock
from diary.conditions import TICKED_DAY
from diary.models.columns import as_given, iso, plain
from diary.models.limits import MOST_GLASSES, NOTE_LENGTH, validate_writing
from diary.triage.signs import SIGNS
from diary.vocabulary import Exertion, ordered_codes

DAY_KEY = ("id", "owner", "date")


class DayQuerySet(models.QuerySet["Day"]):
    """Questions to the days of a diary."""

    def for_user(self, user: User) -> Self:
        """The days about which this person has said something."""
        return self.filter(owner=user)

    def within(self, period: clock.Period) -> Self:
        """Days of the period."""
        return self.filter(date__range=(period.first, period.last))

    def latest_date(self, before: date) -> date | None:
        """The latest day before a date about which something was said."""
        return self.filter(date__lt=before).order_by("-date").values_list("date", flat=True).first()

    def since(self, first: date | None) -> Self:
        """Days from this one on; all of them without one."""
        return self.filter(date__gte=first) if first else self

    def first_free(self) -> date | None:
        """The first day that was said to be free of cramps."""
        return self.filter(cramp_free=True).aggregate(first=Min("date"))["first"]

    # Rows for `diary.counting`, in the shapes that it names. Days are ISO text there: see `iso`.

    def free_dates(self) -> "models.QuerySet[Day, str]":
        """The dates that were said to be free of cramps."""
        return self.filter(cramp_free=True).order_by().values_list(iso("date"), flat=True)

    def glasses(self, first: date | None = None) -> "models.QuerySet[Day, tuple[str, int, int | None]]":
        """Date, whether it was said to be free of cramps (1, 0), and glasses of fluid.

        Of days before the first one only those that were said to be free of cramps.
        """
        drunk = Q(fluids__isnull=False, date__gte=first) if first else Q(fluids__isnull=False)
        told = self.filter(Q(cramp_free=True) | drunk).order_by()
        return told.values_list(iso("date"), as_given(plain("cramp_free")), "fluids")

    def tell(self, user: User, day: date, answers: dict[str, Any]) -> None:
        """Store new answers about a day; a day about which nothing is said any more goes."""
        if not answers:
            return
        told = [Day(owner=user, date=day, **answers)]
        self.bulk_create(told, update_conflicts=True, update_fields=list(answers), unique_fields=["owner", "date"])
        if any(answer in (None, "") for answer in answers.values()):
            for entry in self.for_user(user).filter(date=day):
                entry.keep_if_answered()

    def lately_answered(self, day: date) -> Self:
        """Days of the week that ends with this one on which the sign questions were answered."""
        return self.filter(date__range=(day - timedelta(days=6), day), signs__isnull=False)

    def on(self, user: User, day: date) -> "Day":
        """This person's day, a new one that is not stored yet where nothing was said about it."""
        return self.filter(date=day).first() or Day(owner=user, date=day)

    def say_none(self, user: User, day: date) -> bool:
        """Note that this person had no cramps on that day; False when it stood there already."""
        entry, is_new = self.get_or_create(owner=user, date=day, defaults={"cramp_free": True})
        if is_new or entry.cramp_free:
            return is_new
        entry.cramp_free = True
        entry.save(update_fields=["cramp_free"])
        return True

    def unsay_none(self, day: date) -> None:
        """Take back that there were no cramps; a day about which nothing else was said goes."""
        for entry in self.filter(date=day, cramp_free=True):
            entry.cramp_free = False
            entry.keep_if_answered()

    def say_stretched(self, user: User, day: date) -> bool | None:
        """Note that this person stretched at bedtime; what stood there before, None where nothing was said."""
        entry, is_new = self.get_or_create(owner=user, date=day, defaults={"stretched": True})
        before = None if is_new else entry.stretched
        if not (is_new or before):
            entry.stretched = True
            entry.save(update_fields=["stretched"])
        return before

    def unsay_stretched(self, day: date, before: bool | None) -> None:
        """Take that back, to what stood there before; a day about which nothing else was said goes."""
        for entry in self.filter(date=day, stretched=True):
            entry.stretched = before
            entry.keep_if_answered()


class Day(models.Model):
    """What a person said about one diary day, apart from its cramps. It exists only when something was said."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("day"))
    cramp_free = models.BooleanField(_("no cramps"), default=False)
    fluids = models.PositiveSmallIntegerField(
        _("glasses of fluid"), null=True, blank=True, validators=[MaxValueValidator(MOST_GLASSES)]
    )
    exertion = models.CharField(_("exertion"), max_length=10, choices=Exertion, blank=True)
    stretched = models.BooleanField(_("stretched at bedtime"), null=True, blank=True)
    alcohol = models.BooleanField(_("alcohol"), null=True, blank=True)
    caffeine = models.BooleanField(_("caffeine"), null=True, blank=True)
    signs = models.JSONField(_("signs"), null=True, blank=True)
    signs_at = models.DateTimeField(_("signs changed at"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True, validators=[validate_writing])

    objects = DayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        indexes = [models.Index(fields=["owner", "date"], condition=TICKED_DAY, name="day_ticked")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "date"], name="one_day_per_date"),
            models.CheckConstraint(
                condition=Q(fluids__isnull=True) | Q(fluids__lte=MOST_GLASSES), name="day_fluids_up_to_40"
            ),
            models.CheckConstraint(condition=Q(exertion__in=["", *Exertion.values]), name="day_exertion_known"),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()

    def get_absolute_url(self) -> str:
        return reverse("diary:day", args=[self.date])

    def list_url(self) -> str:
        """Where it stands in the diary."""
        return f"{reverse('diary:list')}?on={self.date}#d-{self.date}"

    @property
    def is_answered(self) -> bool:
        """Whether anything at all was said about this day."""
        answers = (self.fluids, self.stretched, self.alcohol, self.caffeine, self.signs)
        return any(answer is not None for answer in answers) or bool(self.cramp_free or self.exertion or self.note)

    def set_signs(self, signs: list[str] | None, now: datetime) -> None:
        """Change the answer to the sign questions; `signs_at` moves only when it is a new one."""
        if signs != self.signs:
            self.signs, self.signs_at = signs, now

    def tick(self, sign: str, now: datetime) -> None:
        """Tick a sign, beside those that are ticked already, and store the day.

        One that stands there already was ticked anew: a visit in between has not settled what is still there now.
        """
        self.signs, self.signs_at = ordered_codes([*(self.signs or ()), sign], SIGNS), now
        self.save()

    def untick(self, sign: str, now: datetime) -> None:
        """Take a tick back; without any other the question counts as not asked."""
        if sign in (self.signs or ()):
            self.set_signs([code for code in self.signs or () if code != sign] or None, now)
            self.keep_if_answered()

    def keep_if_answered(self) -> None:
        """Store the day when something was said about it; else it is no row."""
        if self.is_answered and self.pk is None:
            # Two taps may store the same day at once: the later one wins, and nobody gets an error.
            fields = [field.name for field in self._meta.concrete_fields if field.name not in DAY_KEY]
            Day.objects.bulk_create(
                [self], update_conflicts=True, unique_fields=["owner", "date"], update_fields=fields
            )
        elif self.is_answered:
            self.save()
        elif self.pk:
            self.delete()
