"""Conditions that an index shares with a query.

SQLite uses a partial index only for a query that repeats its condition word for word: so these carry their values in
the SQL itself, not as parameters.
"""

from django.db.models import BooleanField, Func, Q


class HasSigns(Func):
    """Whether a column of signs names at least one; not so when nobody was asked."""

    template = "(%(expressions)s <> '[]')"
    output_field = BooleanField()


class IsSignMuscle(Func):
    """Whether a muscle is one of those that are signs themselves (MUSCLE_SIGNS)."""

    template = "(%(expressions)s IN ('arm', 'back', 'belly', 'chest'))"
    output_field = BooleanField()


TICKED_DAY = Q(HasSigns("signs"))
TICKED_CRAMP = Q(HasSigns("signs")) | Q(IsSignMuscle("muscle"))
TICKED_DAY_SQL = HasSigns.template % {"expressions": "signs"}
TICKED_CRAMP_SQL = (
    f"({HasSigns.template % {'expressions': 'signs'}} OR {IsSignMuscle.template % {'expressions': 'muscle'}})"
)
