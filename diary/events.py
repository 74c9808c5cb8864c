"""What a device tells of one cramp, at once or after hours without a network: read from JSON, and written down.

An event is an object with `account` (the tag of whose diary it is meant for), `uuid` (of the cramp) and `kind`:

- `start`: a cramp that runs; `at`, and as far as said `muscle`, `side`, `activity`
- `end`: it stopped; `at`
- `details`: `said` and `instead_of` (field -> answer), `signs` (codes, [] for "none of these"), `reliefs` (relief ->
  whether it helped, "" when not said; `instead_of["reliefs"]` likewise), `undo` ("start" or "end")

`at` is what the clock of the device showed: ISO 8601, with an offset, or without one and read in `zone` (an IANA name),
where `offset` (minutes east of UTC) tells which of two equal wall times is meant. `sent_at` is the same clock when the
event was sent: with it only the time in between counts.

Events may come twice, late and in another order: none overwrites an answer that the sender had not seen.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cramps import zones
from cramps.accounts.models import User
from cramps.anatomy import Muscle, Side
from diary import clock
from diary.models import WORST_PAIN, Cramp, ReliefTry
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, Helped, Relief, UnknownCodes, ordered_codes

MOST_BYTES = 64 * 1024
START, END, DETAILS = "start", "end", "details"
CHOICES = {"muscle": Muscle.values, "side": Side.values, "activity": Activity.values}
YES_NO = ("easing", "woke_me")
TOO_EARLY = _lazy("This date is before the year 1900.")
_DATE_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*")


class Malformed(ValueError):
    """It is no event that can be read; says what is wrong with it."""


class AnothersAccount(ValueError):
    """The event is meant for another diary than that of whoever is signed in."""


class NotStartedYet(LookupError):
    """There is no cramp of that uuid: its start has not arrived."""


@dataclass(frozen=True, slots=True)
class Start:
    """A cramp began at an instant; `facts` are the fields of it that were told."""

    uuid: UUID
    at: datetime
    is_corrected: bool
    time_zone: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """A cramp ended at an instant."""

    uuid: UUID
    at: datetime
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Details:
    """What was said about a cramp, and what stood there for the person who said it; `undo` is "start", "end" or ""."""

    uuid: UUID
    said: Mapping[str, Any] = field(default_factory=dict)
    instead_of: Mapping[str, Any] = field(default_factory=dict)
    signs: list[str] | None = None
    reliefs: Mapping[str, str] = field(default_factory=dict)
    reliefs_instead_of: Mapping[str, str] = field(default_factory=dict)
    undo: str = ""
    is_corrected: bool = False


Event = Start | End | Details


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """The clock of a device: its zone (None where it named none), its offset at the time told, and the instant now."""

    zone: ZoneInfo | None
    offset: timedelta | None
    now: datetime

    def instant(self, told: Mapping[str, Any]) -> tuple[datetime, bool]:
        """The instant of what was told, in whole seconds, and whether it had to be set to now. Raises Malformed."""
        try:
            at = self._read(told.get("at"))
            sent = self._read(told["sent_at"], at) if told.get("sent_at") is not None else None
            is_corrected, instant = False, clock.as_aged(at, sent, self.now) if sent else clock.not_ahead(at, self.now)
        except clock.InTheFuture:
            is_corrected, instant = True, self.now
        except (OverflowError, ValueError) as error:
            raise Malformed(_("The time of this entry cannot be read.")) from error
        if min(at, instant).year < clock.EARLIEST_YEAR:
            raise Malformed(TOO_EARLY)
        return instant.replace(microsecond=0), is_corrected

    def _read(self, shown: Any, not_before: datetime | None = None) -> datetime:
        """What the clock showed as an instant; of two equal wall times the later, where only that is late enough."""
        if not (isinstance(shown, str) and _DATE_AND_TIME.fullmatch(shown)):
            raise ValueError(shown)
        moment = datetime.fromisoformat(shown)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        if self.zone is None:
            raise ValueError(shown)
        instant = clock.instant_of(moment, self.zone, self.offset)
        if not_before and instant < not_before:
            return max(clock.showings(moment, self.zone), default=instant)
        return instant


def read(body: bytes, user: User, now: datetime) -> Event:
    """The event in the body of a request. Raises Malformed and AnothersAccount."""
    told = _object(body)
    account = told.get("account")
    if not isinstance(account, str):
        raise Malformed(_("The entry does not say to which diary it belongs."))
    if account != user.account_tag:
        raise AnothersAccount(_("This entry belongs to somebody else’s diary."))
    uuid, kind = _uuid(told.get("uuid")), told.get("kind")
    if kind == START:
        return _start(uuid, told, user, now)
    if kind == END:
        return End(uuid, *_clock(told, now).instant(told))
    if kind == DETAILS:
        return _details(uuid, told)
    raise Malformed(_("It is not clear what this entry tells."))


def write(event: Event, user: User, now: datetime) -> bool:
    """Store what an event tells, once; whether anything was left to store. Raises NotStartedYet."""
    if isinstance(event, Start):
        told = {"started_at": event.at, "time_zone": event.time_zone, **event.facts}
        return Cramp.objects.begin(user, event.uuid, **told)
    with transaction.atomic():
        cramp = Cramp.objects.locked(user, event.uuid)
        if cramp is None:
            raise NotStartedYet(_("The start of this cramp has not arrived yet."))
        return cramp.stop(event.at) if isinstance(event, End) else _tell(cramp, event, now)


def _tell(cramp: Cramp, event: Details, now: datetime) -> bool:
    """Fill in what is open, and change what still is as the person saw it."""
    # Where it was not told what the person saw, nothing but a gap is filled.
    seen, fields = {**event.said, **event.instead_of}, []
    for name, answer in event.said.items():
        if getattr(cramp, name) in (None, "", seen[name]):
            setattr(cramp, name, answer)
            fields.append(name)
    if event.signs is not None:
        cramp.signs = ordered_codes([*(cramp.signs or ()), *event.signs], SIGNS)
        fields.append("signs")
    if fields:
        cramp.save(update_fields=fields)
    for relief, helped in event.reliefs.items():
        ReliefTry.objects.fill(cramp, relief, helped, event.reliefs_instead_of.get(relief, helped))
    _take_back(cramp, event.undo, now)
    return True


def _take_back(cramp: Cramp, what: str, now: datetime) -> None:
    if what == START and cramp.deleted_at is None:
        cramp.put_in_bin(now)
    elif what == END:
        cramp.resume()


def _object(body: bytes) -> Mapping[str, Any]:
    if len(body) > MOST_BYTES:
        raise Malformed(_("This entry is too long."))
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed(_("This entry cannot be read.")) from error
    if not isinstance(told, dict):
        raise Malformed(_("This entry cannot be read."))
    return told


def _uuid(told: Any) -> UUID:
    try:
        return UUID(told)
    except (AttributeError, TypeError, ValueError) as error:
        raise Malformed(_("This entry does not say which cramp it is about.")) from error


def _clock(told: Mapping[str, Any], now: datetime) -> DeviceClock:
    zone, offset = told.get("zone"), _offset(told.get("offset"))
    is_known = isinstance(zone, str) and zones.is_zone(zone)
    return DeviceClock(clock.get_zone(str(zone)) if is_known else None, offset, now)


def _offset(told: Any) -> timedelta | None:
    """Minutes east of UTC, as a number or its digits; None for anything else."""
    try:
        return timedelta(minutes=int(told))
    except (OverflowError, TypeError, ValueError):
        return None


def _start(uuid: UUID, told: Mapping[str, Any], user: User, now: datetime) -> Start:
    device = _clock(told, now)
    at, is_corrected = device.instant(told)
    facts = {name: _answer(name, told[name]) for name in CHOICES if told.get(name) is not None}
    zone = clock.get_zone(zones.told_by_device(device.zone.key if device.zone else "", user.zone.key))
    if clock.diary_day(clock.wall_of(at, zone), facts.get("activity", "")).year < clock.EARLIEST_YEAR:
        raise Malformed(TOO_EARLY)
    return Start(uuid, at, is_corrected, zone.key, facts)


def _details(uuid: UUID, told: Mapping[str, Any]) -> Details:
    before, undo = _mapping(told.get("instead_of")), told.get("undo") or ""
    if undo not in ("", START, END):
        raise Malformed(_("It is not clear what this entry takes back."))
    return Details(
        uuid,
        said=_answers(told.get("said")),
        instead_of=_answers({name: before[name] for name in before if name != "reliefs"}),
        signs=_signs(told.get("signs")),
        reliefs=_reliefs(told.get("reliefs")),
        reliefs_instead_of=_reliefs(before.get("reliefs")),
        undo=undo,
    )


def _mapping(told: Any) -> Mapping[str, Any]:
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise Malformed(_("This entry cannot be read."))
    return told


def _answers(told: Any) -> dict[str, Any]:
    return {name: _answer(name, answer) for name, answer in _mapping(told).items()}


def _answer(name: str, answer: Any) -> Any:
    """An answer as a cramp stores it, nothing said as null or "". Raises Malformed."""
    if name in CHOICES:
        answer = "" if answer is None else answer
        is_known = isinstance(answer, str) and answer in ("", *CHOICES[name])
    elif name in YES_NO:
        is_known = answer is None or isinstance(answer, bool)
    else:
        is_number = isinstance(answer, int) and not isinstance(answer, bool)
        is_known = name == "severity" and (answer is None or (is_number and 0 <= answer <= WORST_PAIN))
    if not is_known:
        raise _unknown(name)
    return answer


def _signs(told: Any) -> list[str] | None:
    if told is None:
        return None
    if not isinstance(told, list):
        raise _unknown("signs")
    try:
        return ordered_codes(map(str, told), SIGNS)
    except UnknownCodes as error:
        raise _unknown("signs") from error


def _reliefs(told: Any) -> dict[str, str]:
    tried = _mapping(told)
    for relief, helped in tried.items():
        if relief not in Relief.values or not isinstance(helped, str) or helped not in ("", *Helped.values):
            raise _unknown(relief)
    return {relief: tried[relief] for relief in Relief.values if relief in tried}


def _unknown(name: str) -> Malformed:
    return Malformed(_("“%(name)s” has an answer that is not known here.") % {"name": name[:40]})
