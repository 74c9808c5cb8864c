"""What an entry may hold."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 5_000
NAME_LENGTH = 100
MOST_GLASSES = 40
WORST_PAIN = 10
LONGEST_SECONDS = 24 * 60 * 60
UNASKED_SECONDS = 30 * 60
"""A timer that ran longer was probably forgotten: the person is asked whether the cramp really lasted as long."""
BIN_DAYS = 30
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters other than tab and the signs of a new line."""


def validate_writing(text: str) -> None:
    """Refuse NUL and control characters other than newline and tab; they break exports and screens."""
    if UNSTORABLE.search(text):
        raise ValidationError(
            _("Some characters in this text cannot be stored. Type it again, or paste it as plain text.")
        )
