"""One cramp as a form: what is asked, what the answers mean, and how they are stored."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cramps.accounts.models import User
from cramps.anatomy import Muscle, Side
from diary import clock
from diary.background import Background
from diary.forms.cramp_layout import ABOUT_DAY, DIFFERENCES, HELPER, LIKE_OTHERS
from diary.forms.fields import (
    CodesField,
    MinutesField,
    NoteField,
    ReliefsField,
    as_yes_or_no,
    glasses,
    one_of,
    yes_or_no,
)
from diary.forms.length import LENGTHS, MINUTES, answer_of, meaning_of
from diary.forms.moment import Moment
from diary.forms.start import FIRST, PICK, SECOND, SHOWINGS, Start
from diary.models import WORST_PAIN, Cramp, Day, ReliefTry
from diary.reading import background_of
from diary.triage.signs import SIGNS
from diary.vocabulary import Activity, Exertion, Trigger

LocalDate = date
SAME_NAME = ("severity", "muscle", "side", "activity", "triggers", "signs", "note")
YES_NO = ("woke_me", "easing")
"""Fields of the form that are fields of a cramp under the same name."""
STORED = (*SAME_NAME, *YES_NO, "started_at", "time_zone", "time_known", "duration", "duration_source")
"""What an edit stores; not whether it was deleted meanwhile."""
ASK = "ask"
SIGN_DAYS = 7
"""List C opens by itself when it was not answered for so many days."""


class CrampForm(forms.Form):
    """What is said about one cramp, new or edited. Only the time is required, and it starts with "now".

    `now` is the instant of the request, `for_day` the diary day of the address, to which a new cramp is to be added,
    `different` the answer that led there, where that was one: "ask" opens the list of signs without any.
    """

    uuid = forms.Field(required=False)
    zone = forms.Field(required=False)
    offset = forms.Field(required=False)
    for_day = forms.Field(required=False)
    about_day = forms.Field(required=False)
    fluids_shown = forms.Field(required=False)
    exertion_shown = forms.Field(required=False)
    when = forms.Field(label=_("When?"), required=False)
    time = forms.TimeField(label=_("Time"), required=False)
    date = forms.DateField(
        label=_("Date"),
        required=False,
        input_formats=["%Y-%m-%d"],
        help_text=_(
            "May stay empty for the last 24 hours. If you don’t know the time of a night: the date of its evening."
        ),
    )
    time_unknown = forms.BooleanField(label=_("I don’t know the time"), required=False)
    showing = one_of(
        SHOWINGS,
        label=_("The clock showed this time twice that night. Which one was it?"),
    )
    length = one_of(LENGTHS, label=_("How long?"))
    minutes = MinutesField(label=_("Minutes"))
    easing = yes_or_no(
        label=_("After ten minutes: is it easing?"),
        help_text=_("Ten minutes is the usual limit. One that will not let go is worth a call."),
    )
    severity = forms.TypedChoiceField(
        label=_("How bad?"),
        choices=[(str(pain), str(pain)) for pain in range(WORST_PAIN + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("%(value)s is not between 0 and 10.")},
    )
    muscle = one_of(Muscle.choices, label=_("Where?"))
    side = one_of(Side.choices, label=_("Which side?"))
    woke_me = yes_or_no(label=_("Did it wake you?"))
    activity = one_of(Activity.choices, label=_("What were you doing?"))
    reliefs = ReliefsField(label=_("What did you try?"))
    fluids = glasses(label=_("Glasses of fluid that day"))
    exertion = one_of(Exertion.choices, label=_("How hard was the day on the body?"))
    triggers = CodesField(Trigger.values, label=_("Was there any of this before it?"))
    note = NoteField(label=_("Note, for you alone"))
    different = one_of(DIFFERENCES, label=_("Was anything different this time?"))
    signs = CodesField(SIGNS, label=_("Signs"))

    helper = HELPER
    began: Moment
    """When it began, once the form is valid."""

    def __init__(
        self,
        data: Any = None,
        *,
        user: User,
        now: datetime,
        cramp: Cramp | None = None,
        for_day: str = "",
        different: str = "",
    ) -> None:
        super().__init__(data)
        self.user, self.cramp, self.region = user, cramp, user.home_region
        self.start = Start.asked(user, now, cramp, data.get("for_day", "") if data is not None else for_day)
        self.asks_signs = different == ASK
        self.shows_answers = self.is_bound or cramp is not None
        if not self.is_bound:
            self.initial = self._stored(cramp) if cramp else {"uuid": uuid4(), "for_day": self.start.for_day}
            self.initial |= {"when": self.start.standing, "date": self.start.date_shown}
            self.initial |= self._about_day(cramp)
            self.initial["different"] = different

    @cached_property
    def background(self) -> Background:
        """What the person noted about their health; read when the form is drawn."""
        return background_of(self.user)

    @property
    def today(self) -> LocalDate:
        """The person's date."""
        return self.start.local_now.date()

    def signs_are_due(self) -> bool:
        """Whether the list of signs opens by itself: nothing was answered for a week, or ever."""
        since = self.start.local_now.date() - timedelta(days=SIGN_DAYS - 1)
        return not Cramp.objects.for_user(self.user).signs_answered(since).exists()

    def clean(self) -> dict[str, Any]:
        """Work out the start and the length from what was chosen."""
        said = super().clean() or self.cleaned_data
        self._pass_over_what_is_folded(said)
        if not self.errors.keys() & {"when", "time", "date", "showing"}:
            try:
                self.began = self._in_time(self.start.answer(said))
            except ValidationError as wrong:
                self.add_error(None, wrong)
        if said.get("length") == MINUTES and said.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Add the minutes, or choose another answer."))
        if said.get("different") == LIKE_OTHERS and not said.get("signs"):
            said["signs"] = None  # the list was folded away: its "none of these" answers nothing
        return said

    def _pass_over_what_is_folded(self, said: dict[str, Any]) -> None:
        """Forget errors in inputs that stand behind a chip that is not chosen: nobody sees them."""
        chosen = said.get("when") or self.start.standing
        folded = [] if chosen == PICK else ["date", "time"]
        if said.get("time_unknown"):
            folded.append("time")
        if said.get("length") not in (None, "", MINUTES):
            folded.append("minutes")
        for name in folded:
            self.errors.pop(name, None)

    def _in_time(self, began: Moment) -> Moment:
        """The start, unless its night belongs to a day before the first that a diary knows."""
        start = clock.wall_of(began.started_at, clock.get_zone(began.time_zone))
        if clock.diary_day(start, self.cleaned_data.get("activity") or "").year < clock.EARLIEST_YEAR:
            raise ValidationError({"date": _("This date is before the year 1900.")})
        return began

    def save(self) -> tuple[Cramp, bool]:
        """Store the cramp, what was tried and what was said about its day; the cramp, and whether it is a new row.

        The same uuid again is the same cramp submitted twice: the one in the diary or in the bin stays as it is.
        """
        cramp = self.cramp or Cramp(owner=self.user, uuid=self._uuid())
        is_new = cramp.pk is None
        self.fill(cramp)
        try:
            with transaction.atomic():
                cramp.save(update_fields=None if is_new else STORED)
                self._store_reliefs(cramp, is_new)
                Day.objects.tell(self.user, cramp.day, self._new_about(cramp))
        except IntegrityError:
            known = Cramp.objects.of_uuid(self.user, cramp.uuid) if is_new else None
            if known is None:
                raise
            return known, False
        return cramp, is_new

    def fill(self, cramp: Cramp) -> None:
        """Write the answers into a cramp."""
        said = self.cleaned_data
        cramp.started_at, cramp.time_zone = self.began.started_at, self.began.time_zone
        cramp.time_known = self.began.time_known
        cramp.duration, cramp.duration_source = meaning_of(said["length"], said.get("minutes"), self.cramp)
        for name in (*SAME_NAME, *YES_NO):
            setattr(cramp, name, said[name])

    def _store_reliefs(self, cramp: Cramp, is_new: bool) -> None:
        if not is_new:
            cramp.reliefs.all().delete()
        tried = self.cleaned_data["reliefs"].items()
        ReliefTry.objects.bulk_create(ReliefTry(cramp=cramp, relief=relief, helped=helped) for relief, helped in tried)

    def _new_about(self, cramp: Cramp) -> dict[str, Any]:
        """What was changed about the day of the cramp: an answer that only stood there was not given.

        An answer taken back belongs to the day that was shown, not to another one that was chosen meanwhile.
        """
        said = self.cleaned_data
        was_shown = said["about_day"] == cramp.day.isoformat()
        changed = {name: said[name] for name in ABOUT_DAY if as_text(said[name]) != (said[f"{name}_shown"] or "")}
        return {name: answer for name, answer in changed.items() if was_shown or answer not in (None, "")}

    def _uuid(self) -> UUID:
        try:
            return UUID(self.cleaned_data["uuid"] or "")
        except ValueError:
            return uuid4()

    def _stored(self, cramp: Cramp) -> dict[str, Any]:
        """A stored cramp as the form shows it."""
        chip, minutes = answer_of(cramp)
        local = cramp.local_start
        return {
            "time": f"{local:%H:%M}" if cramp.time_known else None,
            "time_unknown": not cramp.time_known,
            "showing": SECOND if local.fold else FIRST,
            "length": chip,
            "minutes": minutes,
            "reliefs": {attempt.relief: attempt.helped for attempt in cramp.reliefs.all()},
            **{name: getattr(cramp, name) for name in SAME_NAME},
            **{name: as_yes_or_no(getattr(cramp, name)) for name in YES_NO},
        }

    def _about_day(self, cramp: Cramp | None) -> dict[str, Any]:
        """What was said already about the day that the cramp is on, or will be as things stand now."""
        day = cramp.day if cramp else self.start.for_day or self.start.day_of_now
        said = Day.objects.for_user(self.user).on(self.user, day)
        shown = {name: getattr(said, name) for name in ABOUT_DAY}
        return shown | {f"{name}_shown": answer for name, answer in shown.items()} | {"about_day": day}


def as_text(answer: Any) -> str:
    """An answer as the form posts it."""
    return "" if answer is None else str(answer)
