"""Cramps."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from cramps.anatomy import Muscle, Side
from diary import clock
from diary.conditions import TICKED_CRAMP
from diary.models.columns import as_given, iso, plain
from diary.models.limits import (
    BIN_DAYS,
    LONGEST_SECONDS,
    NOTE_LENGTH,
    UNASKED_SECONDS,
    WORST_PAIN,
    validate_writing,
)
from diary.vocabulary import Activity, DurationSource

Fact = tuple[str, int | None, int | None, str, str, int, str, str, str]
"""Of one cramp: day, length, pain, start, zone, waking (as in `CrampQuerySet.starts`), muscle, side, activity."""

LEFT_OPEN = """SELECT cramp.*, said.fluids AS that_fluids, said.exertion AS that_exertion,
        said.stretched AS that_stretched
    FROM diary_cramp cramp LEFT JOIN diary_day said ON said.owner_id = cramp.owner_id AND said.date = %s
    WHERE cramp.owner_id = %s AND cramp.deleted_at IS NULL
        AND cramp.day >= %s AND (cramp.day = %s OR cramp.duration_source = 'running')
    ORDER BY cramp.started_at, cramp.uuid"""


def _waking() -> Combinable:
    """0 where the time of a cramp is not known, else 1, or 2 for a waking (what `Episode.woken` says of one)."""
    was_asleep = Cast(Exact(F("activity"), Activity.ASLEEP), models.IntegerField())
    return (Coalesce(plain("woke_me"), was_asleep) + 1) * plain("time_known")


class CrampQuerySet(models.QuerySet["Cramp"]):
    """Questions to the cramps of a diary."""

    def for_user(self, user: User) -> Self:
        """This person's cramps, without those in the bin."""
        return self.filter(owner=user, deleted_at__isnull=True)

    def in_bin(self, user: User) -> Self:
        """This person's deleted cramps, latest deletion first."""
        return self.filter(owner=user, deleted_at__isnull=False).order_by("-deleted_at", "-pk")

    def within(self, period: clock.Period) -> Self:
        """Cramps whose diary day lies in the period."""
        return self.filter(day__range=(period.first, period.last))

    def since(self, first: date | None) -> Self:
        """Cramps whose diary day is this one or later (a traveller's may be tomorrow's); all of them without one."""
        return self.filter(day__gte=first) if first else self

    def first_day(self) -> date | None:
        """The diary day of the first cramp."""
        return self.aggregate(first=Min("day"))["first"]

    # Rows for `diary.counting`, in the shapes that it names. Days and starts are ISO text there: see `iso`.

    def days(self) -> "models.QuerySet[Cramp, str]":
        """The diary day of each cramp."""
        return self.order_by().values_list(iso("day"), flat=True)

    def pains(self) -> "models.QuerySet[Cramp, tuple[str, int | None]]":
        """The diary day of each cramp, and its pain."""
        return self.order_by().values_list(iso("day"), "severity")

    def lengths(self) -> "models.QuerySet[Cramp, tuple[str, int | None]]":
        """The diary day of each cramp, and its length in seconds."""
        return self.order_by().values_list(iso("day"), "duration")

    def starts(self) -> "models.QuerySet[Cramp, tuple[str, str, int]]":
        """The start of each cramp, its zone, and 0 where the time is not known, else 1, or 2 for a waking."""
        return self.order_by().values_list(iso("started_at"), "time_zone", as_given(_waking()))

    def facts(self) -> "models.QuerySet[Cramp, Fact]":
        """All of these at once."""
        start = (iso("started_at"), "time_zone", as_given(_waking()))
        return self.order_by().values_list(iso("day"), "duration", "severity", *start, "muscle", "side", "activity")

    def kinds(self) -> "models.QuerySet[Cramp, tuple[str, str, str, int]]":
        """Muscle, side, activity, and how many cramps share them."""
        return self.order_by().values_list("muscle", "side", "activity").annotate(cramps=Count("pk"))

    def tries(self) -> "models.QuerySet[Cramp, tuple[str, str, int]]":
        """Relief, whether it helped, and how often that was said."""
        tried = self.filter(reliefs__isnull=False).order_by()
        return tried.values_list("reliefs__relief", "reliefs__helped").annotate(times=Count("pk"))

    def left_open(self, user: User, night: date, since: date) -> list["Cramp"]:
        """This person's cramps of a diary day, and those since another that still run, with what was said about it.

        Each has that in `that_fluids`, `that_exertion` and `that_stretched`. Home has no time for the ORM to write it.
        """
        return list(self.raw(LEFT_OPEN, [night, user.pk, since, night]))

    def with_reliefs(self) -> Self:
        """Cramps together with what was tried, in one more query."""
        return self.prefetch_related("reliefs")

    def matching(self, muscle: str, text: str) -> Self:
        """Cramps in this muscle (any, when empty) whose note holds this text (any, when empty)."""
        found = self.filter(muscle=muscle) if muscle else self
        return found.filter(note__icontains=text) if text else found

    def latest_first(self) -> Self:
        """Cramps as a page lists what was found."""
        return self.order_by("-day", "-started_at", "-uuid")

    def latest_day(self, before: date) -> date | None:
        """The latest diary day with a cramp before a date; found by the index, however long the diary."""
        return self.filter(day__lt=before).order_by("-day").values_list("day", flat=True).first()

    def latest_begun(self, since: datetime, until: datetime) -> "Cramp | None":
        """The latest cramp that began between two instants, at a time that is known."""
        begun = self.filter(started_at__range=(since, until), time_known=True)
        return begun.order_by("-started_at", "-pk").first()

    def begun_since(self, instant: datetime) -> Self:
        """Cramps that began at an instant or later, latest first."""
        return self.filter(started_at__gte=instant).order_by("-started_at", "-pk")

    def running(self, since: datetime) -> Self:
        """Cramps that began at an instant or later and that nobody has ended, the first first."""
        return self.filter(started_at__gte=since, duration_source=DurationSource.RUNNING).order_by("started_at", "pk")

    def last_place(self, muscles: Iterable[str]) -> tuple[str, str]:
        """Muscle and side of the last cramp in one of these muscles, both "" where there was none."""
        found = self.filter(muscle__in=muscles).order_by("-started_at", "-pk").values_list("muscle", "side").first()
        return found or ("", "")

    def signs_answered(self, since: date) -> Self:
        """Cramps from a diary day on for which the sign questions were answered."""
        return self.filter(day__gte=since, signs__isnull=False)

    def latest_facts(self, count: int) -> "models.QuerySet[Cramp, tuple[str, str]]":
        """Muscle and activity of the last cramps, latest first."""
        return self.order_by("-started_at", "-pk").values_list("muscle", "activity")[:count]

    def of_uuid(self, user: User, uuid: uuid.UUID) -> "Cramp | None":
        """This person's cramp of that uuid, in the diary or in the bin: for a cramp that is submitted twice."""
        return self.filter(owner=user, uuid=uuid).first()

    def locked(self, user: User, uuid: uuid.UUID) -> "Cramp | None":
        """The same, kept for this transaction: nobody else writes it meanwhile."""
        return self.select_for_update().filter(owner=user, uuid=uuid).first()

    def begin(self, user: User, uuid: uuid.UUID, **facts: Any) -> bool:
        """Store a cramp that has just begun; False where that uuid is in the diary or in the bin already.

        The same one may be sent by two devices at once: one of them stores it.
        """
        running = {**facts, "duration_source": DurationSource.RUNNING}
        return self.get_or_create(owner=user, uuid=uuid, defaults=running)[1]

    def expired(self, now: datetime) -> Self:
        """Cramps that have been in the bin for longer than it keeps them."""
        return self.filter(deleted_at__lt=now - timedelta(days=BIN_DAYS))


class Cramp(models.Model):
    """One cramp. `uuid` may be chosen by the client: that makes a repeated submission harmless."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cramps")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    day = models.DateField(_("diary day"), editable=False)
    started_at = models.DateTimeField(_("start"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    time_known = models.BooleanField(_("time is known"), default=True)
    duration = models.PositiveIntegerField(
        _("length in seconds"), null=True, blank=True, validators=[MaxValueValidator(LONGEST_SECONDS)]
    )
    duration_source = models.CharField(
        _("how the length is known"), max_length=10, choices=DurationSource, default=DurationSource.UNKNOWN
    )
    timer_ran = models.PositiveIntegerField(
        _("seconds of a timer that nobody has confirmed"),
        null=True,
        blank=True,
        editable=False,
        validators=[MaxValueValidator(LONGEST_SECONDS)],
    )
    easing = models.BooleanField(_("easing after ten minutes"), null=True, blank=True)
    severity = models.PositiveSmallIntegerField(
        _("pain"), null=True, blank=True, validators=[MaxValueValidator(WORST_PAIN)]
    )
    muscle = models.CharField(_("muscle"), max_length=12, choices=Muscle, blank=True)
    side = models.CharField(_("side"), max_length=5, choices=Side, blank=True)
    activity = models.CharField(_("activity"), max_length=16, choices=Activity, blank=True)
    woke_me = models.BooleanField(_("woke me"), null=True, blank=True)
    signs = models.JSONField(_("signs"), null=True, blank=True)
    triggers = models.JSONField(_("triggers"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True, validators=[validate_writing])
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)

    objects = CrampQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "uuid"]
        indexes = [
            models.Index(fields=["owner", "day"], name="cramp_owner_day"),
            models.Index(fields=["owner", "started_at"], name="cramp_owner_start"),
            models.Index(fields=["owner", "day"], condition=TICKED_CRAMP, name="cramp_ticked"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "uuid"], name="one_cramp_per_uuid"),
            models.CheckConstraint(
                condition=Q(severity__isnull=True) | Q(severity__lte=WORST_PAIN), name="cramp_severity_up_to_10"
            ),
            models.CheckConstraint(
                condition=Q(duration__isnull=True, duration_source__in=[DurationSource.RUNNING, DurationSource.UNKNOWN])
                | Q(
                    duration__isnull=False,  # said in words: a comparison with NULL would let it pass
                    duration__lte=LONGEST_SECONDS,
                    duration_source__in=[DurationSource.TIMED, DurationSource.ESTIMATED],
                ),
                name="cramp_duration_fits_source",
            ),
            models.CheckConstraint(
                condition=Q(timer_ran__isnull=True)
                | Q(timer_ran__lte=LONGEST_SECONDS, duration_source=DurationSource.UNKNOWN),
                name="cramp_timer_is_unconfirmed",
            ),
            models.CheckConstraint(condition=Q(muscle__in=["", *Muscle.values]), name="cramp_muscle_known"),
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="cramp_side_known"),
            models.CheckConstraint(condition=Q(activity__in=["", *Activity.values]), name="cramp_activity_known"),
        ]

    def __str__(self) -> str:
        return f"{self.local_start:%Y-%m-%d %H:%M} {self.muscle}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Recompute the diary day, which depends on time, zone and activity; forget a timer whose length is known."""
        self.day = clock.diary_day(self.local_start, self.activity)
        if self.duration_source != DurationSource.UNKNOWN:
            self.timer_ran = None
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "day", "timer_ran"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("diary:edit", args=[self.uuid])

    def list_url(self) -> str:
        """Where it stands in the diary."""
        return f"{reverse('diary:list')}?on={self.day}#c-{self.uuid}"

    def stop(self, at: datetime) -> bool:
        """End it at an instant, if it is still running, by its timer; whether it was.

        A timer that was probably forgotten gives no length: what it showed is kept until the person confirms it. An
        end well before the start, of a clock that was set meanwhile, gives none either.
        """
        if not self.is_running:
            return False
        ran = round((at - self.started_at).total_seconds())
        if -clock.CLOCK_SKEW.total_seconds() <= ran <= UNASKED_SECONDS:
            self.tell_length(max(ran, 0), DurationSource.TIMED)
        else:
            self.tell_length(None, DurationSource.UNKNOWN, timer_ran=ran if 0 < ran <= LONGEST_SECONDS else None)
        return True

    def resume(self) -> bool:
        """Let it run again after a `stop` by mistake; whether it does. A length that no timer gave stays."""
        if self.duration_source != DurationSource.TIMED and self.timer_ran is None:
            return False
        self.tell_length(None, DurationSource.RUNNING)
        return True

    def confirm_timer(self) -> bool:
        """Take what its timer showed for its length; whether there was something to confirm."""
        if self.timer_ran is None:
            return False
        self.tell_length(self.timer_ran, DurationSource.TIMED)
        return True

    def tell_length(self, seconds: int | None, source: str, timer_ran: int | None = None) -> None:
        """Store how long it lasted and how that is known; a timer that nobody has confirmed goes."""
        self.duration, self.duration_source, self.timer_ran = seconds, source, timer_ran
        self.save(update_fields=["duration", "duration_source"])

    def put_in_bin(self, now: datetime) -> None:
        """Delete it, for 30 days in a way that can be undone."""
        self.deleted_at = now
        self.save(update_fields=["deleted_at"])

    def bring_back(self) -> None:
        """Take it out of the bin."""
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])

    @property
    def local_start(self) -> datetime:
        """The start as the clock on the wall showed it, in the entry's own zone."""
        return clock.wall_of(self.started_at, clock.get_zone(self.time_zone))

    @property
    def is_running(self) -> bool:
        """Whether it has not been ended yet."""
        return self.duration_source == DurationSource.RUNNING
