"""What a view behind a sign-in is given."""

from django.http import HttpRequest

from cramps.accounts.models import User


class PersonRequest(HttpRequest):
    """A request whose user is known: every view that does not opt out of signing in gets one. For type hints."""

    user: User
