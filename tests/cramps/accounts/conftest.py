"""What the tests of accounts share."""

import pytest
from django.core.cache import cache

from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def _no_rate_limits_of_other_tests():
    cache.clear()


@pytest.fixture
def sign_in(client):
    """Signs somebody in by the form."""

    def act(user, password=PASSWORD):
        return client.post("/accounts/login/", {"login": user.username, "password": password})

    return act
