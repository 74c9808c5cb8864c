"""The person a command is about."""

from django.core.management.base import CommandError

from cramps.accounts.models import User


def person_named(username: str) -> User:
    """The person with this user name. Raises CommandError when there is none."""
    try:
        return User.objects.get_by_natural_key(username)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no user {username!r}.") from error
