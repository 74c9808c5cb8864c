"""What the site makes of its environment. The settings are run from a copy, so that `var/` is a folder of the test."""

import os
import runpy
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from cramps import settings

LOAD = "import runpy, sys; print(runpy.run_path(sys.argv[1])['SECRET_KEY'])"


@pytest.fixture
def project(tmp_path):
    """A folder in which the settings stand as they do in the project."""
    (tmp_path / "cramps").mkdir()
    shutil.copy(settings.__file__, tmp_path / "cramps" / "settings.py")
    return tmp_path


@pytest.fixture
def load(project):
    """Run the settings with this environment and no other; returns their names."""

    def run(**environment):
        with patch.dict(os.environ, environment, clear=True):
            return runpy.run_path(str(project / "cramps" / "settings.py"))

    return run


def test_settings_without_environment_are_safe_for_production(load, project):
    site = load()

    assert site["DEBUG"] is False
    assert site["SITE_URL"] == "http://127.0.0.1:8000"
    assert (site["HOST"], site["PORT"]) == ("127.0.0.1", 8000)
    assert site["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert site["REGISTRATION_OPEN"] is True
    assert site["CLINICAL_REVIEW"] == ""
    assert site["HAS_EMAIL"] is False
    assert site["DATABASES"]["default"]["NAME"] == project / "var" / "cramps.sqlite3"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "cramps.example.org",
        "//cramps.example.org",
        "ftp://cramps.example.org",
        "https://",
        "https://cramps.example.org/diary",
        "https://cramps.example.org?x=1",
        "https://cramps.example.org#top",
        "https://me:secret@cramps.example.org",
        "https://cramps example.org",
        "https://cramps.example.org:port",
        "https://cramps.example.org\n",
        "javascript:alert(1)",
        "*",
    ],
)
def test_settings_refuse_a_site_url_that_is_no_address(load, address):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        load(SITE_URL=address)


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("https://cramps.example.org/", ["cramps.example.org"]),
        ("https://cramps.example.org:8443", ["cramps.example.org"]),
        ("http://192.168.1.20:8000", ["192.168.1.20"]),
        ("http://localhost:8107", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://[::1]:8000", ["127.0.0.1", "localhost", "[::1]"]),
    ],
)
def test_settings_answer_only_to_the_host_of_the_site_url(load, address, hosts):
    site = load(SITE_URL=address)

    assert site["ALLOWED_HOSTS"] == hosts
    assert site["CSRF_TRUSTED_ORIGINS"] == [address.rstrip("/")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("DEBUG", "2"),
        ("REGISTRATION", "Open"),
        ("REGISTRATION", "no"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "var/cramps.sqlite3"),
        ("DATABASE_URL", "mysql://me@localhost/cramps"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "abab" * 20),
    ],
)
def test_settings_refuse_a_value_they_do_not_understand(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{name: value})


def test_settings_refuse_a_weak_key_that_was_kept(load, project):
    (project / "var").mkdir()
    (project / "var" / "secret").write_text("\n")

    with pytest.raises(ImproperlyConfigured, match="var/secret"):
        load()


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("true", True), ("On", True), ("0", False), ("", False)])
def test_settings_debug_takes_the_usual_words(load, value, is_on):
    assert load(DEBUG=value)["DEBUG"] is is_on


@pytest.mark.parametrize(("value", "is_open"), [("open", True), ("closed", False)])
def test_settings_registration_opens_and_closes(load, value, is_open):
    assert load(REGISTRATION=value)["REGISTRATION_OPEN"] is is_open


def test_settings_over_https_protect_cookies_and_transport(load):
    site = load(SITE_URL="https://cramps.example.org")

    assert site["SESSION_COOKIE_SECURE"] is site["CSRF_COOKIE_SECURE"] is True
    assert site["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert site["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert site["SECURE_SSL_REDIRECT"] is True
    assert site["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert site["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False
    assert site["SECURE_HSTS_PRELOAD"] is False


def test_settings_over_http_set_no_cookie_that_a_browser_would_drop(load):
    site = load()

    assert "SESSION_COOKIE_SECURE" not in site
    assert "SESSION_COOKIE_NAME" not in site
    assert "SECURE_SSL_REDIRECT" not in site
    assert "SECURE_HSTS_SECONDS" not in site


def test_settings_hsts_reaches_further_only_when_told(load):
    site = load(
        SITE_URL="https://cramps.example.org", HSTS_INCLUDE_SUBDOMAINS="1", HSTS_PRELOAD="1", HSTS_SECONDS="300"
    )

    assert site["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is site["SECURE_HSTS_PRELOAD"] is True
    assert site["SECURE_HSTS_SECONDS"] == 300


def test_settings_sqlite_path_is_relative_to_the_project_or_absolute(load, project):
    relative = load(DATABASE_URL="sqlite:///var/other.sqlite3")["DATABASES"]["default"]
    absolute = load(DATABASE_URL="sqlite:////srv/cramps.sqlite3")["DATABASES"]["default"]

    assert relative["NAME"] == project / "var" / "other.sqlite3"
    assert absolute["NAME"] == Path("/srv/cramps.sqlite3")
    assert relative["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in relative["OPTIONS"]["init_command"]


def test_settings_take_a_postgresql_database(load):
    database = load(DATABASE_URL="postgres://me:p%40ss@db.example.org:5433/cramps?sslmode=require")["DATABASES"][
        "default"
    ]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "cramps")
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_settings_mail_is_offered_only_with_a_server(load):
    site = load(EMAIL_URL="smtp+tls://me:secret@mail.example.org:587")

    assert site["HAS_EMAIL"] is True
    assert site["EMAIL_HOST"] == "mail.example.org"
    assert any("email" in field for field in site["ACCOUNT_SIGNUP_FIELDS"])
    assert not any("email" in field for field in load()["ACCOUNT_SIGNUP_FIELDS"])


def test_settings_keep_who_reviewed_the_rules(load):
    review = "Dr A. Example, GP, 2026-12-01, rules 2026-11-20"

    assert load(CLINICAL_REVIEW=review)["CLINICAL_REVIEW"] == review


def test_settings_environment_wins_over_the_file(load, project):
    (project / "var").mkdir()
    (project / "var" / "env").write_text('REGISTRATION=closed\nSITE_URL="https://file.example.org"\nPORT=9000\n')

    site = load(SITE_URL="https://environment.example.org")

    assert site["SITE_URL"] == "https://environment.example.org"
    assert site["REGISTRATION_OPEN"] is False
    assert site["PORT"] == 9000


def test_secret_is_made_once_and_readable_by_its_owner_alone(load, project):
    first = load()["SECRET_KEY"]
    second = load()["SECRET_KEY"]

    kept = project / "var" / "secret"
    assert first == second == kept.read_text().strip()
    assert len(first) >= 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in (project / "var").iterdir()] == ["secret"]


def test_secret_of_the_environment_leaves_no_file(load, project):
    given = "0123456789abcdef" * 4

    assert load(SECRET_KEY=given)["SECRET_KEY"] == given
    assert not (project / "var").exists()


def test_secret_of_whoever_came_first_is_taken(load, project):
    """Another process makes the file between the look and the making."""
    theirs = "theirs-0123456789abcdef" * 4
    link = os.link

    def link_after_another(fresh, kept):
        kept.write_text(theirs + "\n")
        link(fresh, kept)

    with patch("os.link", link_after_another):
        site = load()

    assert site["SECRET_KEY"] == theirs
    assert [path.name for path in (project / "var").iterdir()] == ["secret"]


def test_secret_is_the_same_for_processes_that_start_together(project):
    command = [sys.executable, "-c", LOAD, str(project / "cramps" / "settings.py")]
    environment = {"PATH": os.environ["PATH"]}

    started = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) for _ in range(4)]
    keys = {process.communicate(timeout=30)[0].strip() for process in started}

    assert len(keys) == 1
    assert len(keys.pop()) >= 64
