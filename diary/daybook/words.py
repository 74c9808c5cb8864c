"""The words of a diary page, looked up once per language.

A page of four weeks says some five hundred phrases; looking each up anew takes longer than everything else it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cramps.anatomy import Muscle, Side
from diary.vocabulary import Activity, Exertion, Helped, Relief, Trigger

ANY_UUID = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Words:
    """Labels by code, and phrases; those with a `%` are filled in."""

    muscles: Mapping[str, str]
    sides: Mapping[str, str]
    activities: Mapping[str, str]
    triggers: Mapping[str, str]
    reliefs: Mapping[str, str]
    helped: Mapping[str, str]
    exertions: Mapping[str, str]
    cramp: str
    time_not_known: str
    about: str
    seconds: str
    minutes: str
    minutes_seconds: str
    hours_minutes: str
    pain: str
    woke_me: str
    did_not_wake_me: str
    no_trigger: str
    before_it: str
    ticked: str
    no_end: str
    tried: str
    edit: str
    add_cramp: str
    about_day: str
    no_cramps: str
    not_recorded: str


def words() -> Words:
    """The words in the language of the moment."""
    return _in_language(get_language())


@lru_cache(maxsize=16)
def _in_language(language: str | None) -> Words:
    return Words(
        muscles=_labels(Muscle),
        sides=_lower(Side),
        activities=_lower(Activity),
        triggers=_lower(Trigger),
        reliefs=_labels(Relief),
        helped=_lower(Helped),
        exertions=_lower(Exertion),
        cramp=_("Cramp"),
        time_not_known=_("time not known"),
        about=_("about %(length)s"),
        seconds=_("%(seconds)d s"),
        minutes=_("%(minutes)d min"),
        minutes_seconds=_("%(minutes)d min %(seconds)d s"),
        hours_minutes=_("%(hours)d h %(minutes)d min"),
        pain=_("pain %(pain)d of 10"),
        woke_me=_("woke me"),
        did_not_wake_me=_("did not wake me"),
        no_trigger=_("no trigger"),
        before_it=_("before it: %(triggers)s"),
        ticked=_("Ticked:"),
        no_end=_("no end noted yet"),
        tried=_("Tried:"),
        edit=_("Edit"),
        add_cramp=_("Add a cramp"),
        about_day=_("About this day"),
        no_cramps=_("no cramps"),
        not_recorded=_("not recorded"),
    )


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {str(code): str(label) for code, label in choices.choices}


def _lower(choices: type[TextChoices]) -> dict[str, str]:
    return {code: label.lower() for code, label in _labels(choices).items()}


@lru_cache(maxsize=16)
def _pattern(name: str) -> tuple[str, str]:
    before, after = reverse(name, args=[ANY_UUID]).split(str(ANY_UUID))
    return before, after


def address(name: str, uuid: UUID) -> str:
    """The address called `name` of one cramp; Django's own look-up is too slow for hundreds on a page."""
    before, after = _pattern(name)
    return f"{before}{uuid}{after}"
