"""People, days, cramps and visits for tests."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from cramps.accounts.models import User
from diary.models import Cramp, Day, HealthContext, Medicine, ReliefTry, Visit

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    password = factory.django.Password(PASSWORD)
    time_zone = "Europe/London"
    region = "GB"


class CrampFactory(DjangoModelFactory):
    class Meta:
        model = Cramp

    owner = factory.SubFactory(UserFactory)
    started_at = datetime(2026, 11, 4, 2, 14, tzinfo=UTC)
    time_zone = factory.SelfAttribute("owner.time_zone")


class DayFactory(DjangoModelFactory):
    class Meta:
        model = Day

    owner = factory.SubFactory(UserFactory)
    date = date(2026, 11, 3)


class ReliefTryFactory(DjangoModelFactory):
    class Meta:
        model = ReliefTry

    cramp = factory.SubFactory(CrampFactory)
    relief = "stretch"


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    owner = factory.SubFactory(UserFactory)
    date = date(2026, 11, 3)


class HealthContextFactory(DjangoModelFactory):
    class Meta:
        model = HealthContext

    owner = factory.SubFactory(UserFactory)


class MedicineFactory(DjangoModelFactory):
    class Meta:
        model = Medicine

    owner = factory.SubFactory(UserFactory)
    code = "statin"
