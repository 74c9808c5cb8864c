"""Columns for counting thousands of rows, as the database gives them."""

from django.db import models
from django.db.models import ExpressionWrapper
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


def iso(field: str) -> Cast:
    """A date or an instant as text that begins in ISO form, an instant in UTC.

    For counting thousands of rows: making dates, datetimes or booleans of them would cost more than all the rest.
    """
    return Cast(field, models.CharField())


def as_given(number: Combinable) -> ExpressionWrapper:
    """A number as the database gives it; Django would turn each into an int once more."""
    return ExpressionWrapper(number, output_field=models.Field())


def plain(field: str) -> Cast:
    """A yes or no as 1 or 0, for the same reason."""
    return Cast(field, models.IntegerField())
