"""What a view sees of its visitor."""

from django.http import HttpRequest

from cramps.accounts.models import User


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in: that of every view that does not opt out of the login."""

    user: User
