"""When did it begin? The question with its chips, and what an answer means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cramps import dates
from cramps.accounts.models import User
from cramps.regions import Region
from cramps.zones import is_zone
from diary import clock
from diary.forms import moment
from diary.forms.fields import NOT_AN_ANSWER
from diary.models import Cramp

Choice = tuple[str, str | Promise]

NOW, PICK, KEEP = "now", "pick", "keep"
AGO = {"10": 10}
"""Chip -> minutes ago. A chip may also be a bare date: that day, at a time that nobody knows."""
FIRST, SECOND = "first", "second"
SHOWINGS: tuple[Choice, ...] = ((FIRST, _lazy("The first time")), (SECOND, _lazy("The second time")))


@dataclass(frozen=True, slots=True)
class Start:
    """The question about one cramp: a stored one that is edited, or a new one, which may be meant for a diary day."""

    user: User
    now: datetime
    cramp: Cramp | None = None
    for_day: date | None = None

    @classmethod
    def asked(cls, user: User, now: datetime, cramp: Cramp | None, for_day: str | None) -> "Start":
        """The question of a page; `for_day` is the day of its address, passed over where no cramp can be on it."""
        question = cls(user, now, cramp)
        day = iso_date(for_day)
        is_fit = day and day.year >= clock.EARLIEST_YEAR and day <= question.local_now.date()
        return cls(user, now, None, day) if is_fit and not cramp else question

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are shown: the entry's own, for a new one the person's."""
        return clock.get_zone(self.cramp.time_zone) if self.cramp else self.user.zone

    @property
    def region(self) -> Region:
        """How the person writes dates and times."""
        return self.user.home_region

    @property
    def local_now(self) -> datetime:
        """What the clock shows now."""
        return clock.wall_of(self.now, self.zone)

    @property
    def day_of_now(self) -> date:
        """The diary day to which a cramp belongs that begins now."""
        return clock.diary_day(self.local_now, "")

    @property
    def is_over(self) -> bool:
        """Whether the night of the day is over to which a cramp is added: it has stopped by now."""
        return bool(self.for_day and self.for_day < clock.tonight(self.zone, self.now))

    @property
    def came_twice(self) -> bool:
        """Whether the stored start is one of two equal wall times."""
        return bool(self.cramp and self.cramp.time_known and moment.came_twice(self.cramp.started_at, self.zone))

    @property
    def standing(self) -> str:
        """The chip that is chosen as long as nobody chose another: the only answer that a form starts with."""
        if self.cramp:
            return KEEP
        return self.for_day.isoformat() if self.for_day else NOW

    @property
    def date_shown(self) -> date | None:
        """The date that stands in the input of a picked time."""
        return self.cramp.local_start.date() if self.cramp else self.for_day

    def hint(self) -> str:
        """The night to which the cramp is added, and the zone of the clock where it is not the person's own."""
        if self.cramp and self.cramp.time_zone != self.user.time_zone:
            return _("Times in %(zone)s.") % {"zone": self.cramp.time_zone.replace("_", " ")}
        if self.for_day:
            told = {
                "day": dates.weekday_day(self.for_day, self.region),
                "night": dates.night(self.for_day, self.region),
            }
            return _("%(day)s and the %(night)s. Times after midnight in bed count as that night.") % told
        return ""

    def chips(self, chosen: str) -> Iterator[Choice]:
        """The answers to choose from. A day that was chosen before stays, whatever the hour is by now."""
        offered = list(self._stored() if self.cramp else self._on_day() if self.for_day else self._at_this_hour())
        day = iso_date(chosen)
        if day and chosen not in dict(offered):
            offered.append((chosen, dates.full_day(day, self.region)))
        return iter(offered)

    def _stored(self) -> Iterator[Choice]:
        assert self.cramp is not None
        local = self.cramp.local_start
        at = dates.clock_time(local, self.region) if self.cramp.time_known else _("time not known")
        yield KEEP, f"{dates.full_day(local.date(), self.region)}, {at}"
        yield PICK, _("Pick a time")

    def _on_day(self) -> Iterator[Choice]:
        assert self.for_day is not None
        if self.for_day == self.day_of_now:
            yield NOW, _("Just now")
        yield PICK, _("Pick a time")
        yield self.for_day.isoformat(), _("I don’t know the time")

    def _at_this_hour(self) -> Iterator[Choice]:
        today, hour = self.local_now.date(), self.local_now.time()
        yesterday = (today - timedelta(days=1)).isoformat()
        yield NOW, _("Just now")
        yield "10", _("10 min ago")
        if hour >= clock.NOON:
            yield today.isoformat(), _("Earlier today")
        yield yesterday, _("Earlier tonight") if hour < clock.MORNING else _("Last night")
        yield PICK, _("Pick a time")

    def answer(self, said: Mapping[str, Any]) -> moment.Moment:
        """When it began, by the cleaned answers of the form. Raises ValidationError for a field of it."""
        chosen, wall = said.get("when") or self.standing, self._wall(said)
        if self.cramp and (chosen == KEEP or self._is_untouched(chosen, said)):
            return self._kept(self.cramp, said)
        if chosen == PICK and said.get("time_unknown"):
            return moment.on_day(said.get("date"), wall, "date")
        if chosen == PICK:
            day, at = said.get("date"), said.get("time")
            if at and day and day == self.for_day:
                day = moment.in_night_of(day, at, said.get("activity", ""), wall)
            return moment.at_time(day, at, wall)
        if day := iso_date(chosen):
            return moment.on_day(day, wall, "when")
        if chosen == NOW or chosen in AGO:
            return moment.ago(AGO.get(chosen, 0), wall)
        raise ValidationError({"when": ValidationError(NOT_AN_ANSWER, params={"value": chosen[:40]})})

    def _wall(self, said: Mapping[str, Any]) -> moment.Wall:
        """The clock that the person looked at: an entry's own, else the browser's, else that of the preferences."""
        zone, posted = self.zone, said.get("zone") or ""
        if not self.cramp and is_zone(posted):
            zone = clock.get_zone(posted)
        offset = _offset(said.get("offset")) if posted == zone.key else None
        return moment.Wall(zone, self.now, self.region, offset)

    def _is_untouched(self, chosen: str, said: Mapping[str, Any]) -> bool:
        """Whether a picked time is the stored one, down to the minute that the form shows."""
        if chosen != PICK or said.get("time_unknown") or not self.cramp or not self.cramp.time_known:
            return False
        shown = self.cramp.local_start.replace(second=0, microsecond=0, tzinfo=None)
        return (said.get("date"), said.get("time")) == (shown.date(), shown.time())

    def _kept(self, cramp: Cramp, said: Mapping[str, Any]) -> moment.Moment:
        """The stored start, or the other showing of the same wall time where that was chosen."""
        started = cramp.started_at
        if self.came_twice and said.get("showing"):
            started = moment.other_showing(started, self.zone, is_second=said["showing"] == SECOND)
        return moment.Moment(started, cramp.time_zone, cramp.time_known)


def iso_date(text: str | None) -> date | None:
    """The date of a text like 2026-11-03, None for any other."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _offset(text: str | None) -> timedelta | None:
    """An offset as scripts send it, in minutes east of UTC."""
    try:
        return timedelta(minutes=int(text or ""))
    except (OverflowError, ValueError):
        return None
