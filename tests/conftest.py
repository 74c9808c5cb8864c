"""The three people of most tests: the owner, a stranger, and nobody at all."""

import os

import hypothesis
import pytest
from django.test import Client

from tests.factories import UserFactory

# No deadline: a busy machine is not a bug. Where a change is decided on, everybody gets the same examples.
hypothesis.settings.register_profile("diary", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("diary")


@pytest.fixture
def owner(db):
    return UserFactory(username="owner")


@pytest.fixture
def stranger(db):
    return UserFactory(username="stranger")


@pytest.fixture
def owner_client(owner):
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def stranger_client(stranger):
    client = Client()
    client.force_login(stranger)
    return client
