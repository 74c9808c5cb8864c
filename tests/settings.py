"""Settings of the test run: quick and without a network."""

import os

# Whoever runs a real site from this folder can run its tests too.
os.environ |= {"SITE_URL": "http://127.0.0.1:8000", "REGISTRATION": "open", "DEBUG": "0"}
os.environ |= {"EMAIL_URL": "", "CLINICAL_REVIEW": "", "CONTACT": ""}

from cramps.settings import *

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
