"""The three people of most tests: the owner, a stranger, and nobody at all."""

import os

import hypothesis
import pytest
from django.db import connection
from django.test import Client

from tests.factories import UserFactory

# No deadline: a busy machine is not a bug. Where a change is decided on, everybody gets the same examples.
hypothesis.settings.register_profile("diary", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("diary")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """The threads of a live server need a database that they can share: a file instead of memory."""
    if any(item.get_closest_marker("browser") for item in request.session.items):
        file = tmp_path_factory.mktemp("database") / "cramps.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


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
