"""Every setting of the site. The environment wins over `var/env`; unsafe values stop the start."""

import contextlib
import os
import re
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
NODE_MODULES = BASE_DIR / "node_modules"

env = environ.Env()
if (VAR / "env").is_file():
    env.read_env(VAR / "env")


def secret_key() -> str:
    """SECRET_KEY of the environment, else the one in `var/secret`, made on the first start."""
    if given := env.str("SECRET_KEY", ""):
        return given
    kept = VAR / "secret"
    if not kept.exists():
        VAR.mkdir(exist_ok=True)
        # Processes that start together have to agree, and none may read half a key: each writes a file of its own
        # (readable by its owner alone), and the first to give it the name wins.
        handle, fresh = tempfile.mkstemp(dir=VAR, prefix="secret-")
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(fresh, kept)
        os.unlink(fresh)
    return kept.read_text().strip()


def one_of(name: str, *allowed: str) -> str:
    """The value of a variable that takes a few words; the first is the default."""
    value = env.str(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes {' or '.join(allowed)}.")
    return value


def is_on(name: str) -> bool:
    """The value of a variable that switches something on; off when it is not set."""
    value = env.str(name, "").lower()
    if value not in {"", "0", "1", "no", "yes", "off", "on", "false", "true"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes 1 or 0.")
    return value in {"1", "yes", "on", "true"}


def number(name: str, default: int, most: int) -> int:
    """The value of a variable that takes a whole number from 0 to `most`."""
    value = env.str(name, str(default))
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes a number from 0 to {most}.")
    return int(value)


DEBUG = is_on("DEBUG")
SECRET_KEY = secret_key()
if not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    raise ImproperlyConfigured(
        "SECRET_KEY is too weak: 50 signs or more. Leave it unset and take var/secret away, and a good one is made."
    )

SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
if not re.fullmatch(r"https?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?", SITE_URL):
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}; it looks like https://cramps.example.org, without a path.")
_site = urlsplit(SITE_URL)
HOST = env.str("HOST", "127.0.0.1")
PORT = number("PORT", 8000, most=65_535)
IS_HTTPS = _site.scheme == "https"
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
_is_local = _site.hostname in {"127.0.0.1", "localhost", "::1"}
ALLOWED_HOSTS = _LOOPBACK if _is_local else [_site.hostname]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

REGISTRATION_OPEN = one_of("REGISTRATION", "open", "closed") == "open"
CLINICAL_REVIEW = env.str("CLINICAL_REVIEW", "")
CONTACT = env.str("CONTACT", "")  # an e-mail or web address for "this advice was wrong or unsafe"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "cramps.accounts",
    "cramps.guides",
    "diary",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "diary.closed.ClosedAccounts",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cramps.accounts.middleware.renew_session",
    "cramps.accounts.middleware.activate_zone",
    "cramps.accounts.middleware.keep_private",
    "cramps.accounts.middleware.AnswerInvalidForms",
]
FILE_UPLOAD_HANDLERS = [
    "cramps.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
ROOT_URLCONF = "cramps.urls"
WSGI_APPLICATION = "cramps.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cramps.accounts.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False  # otherwise a form that cannot be drawn leaves an empty page

_database_url = env.str("DATABASE_URL", "sqlite:///var/cramps.sqlite3")
if not _database_url.startswith(("sqlite:///", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL starts with sqlite:/// or postgres://.")
DATABASES = {"default": env.db_url_config(_database_url)}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASES["default"]["NAME"] == ":memory:":
        raise ImproperlyConfigured("DATABASE_URL names no file; a diary in memory is lost when the server stops.")
    DATABASES["default"]["NAME"] = BASE_DIR / DATABASES["default"]["NAME"]
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at once and others wait for it, instead of failing half-way through.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits live in the cache and have to be shared by all processes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

HAS_EMAIL = bool(env.str("EMAIL_URL", ""))
if HAS_EMAIL:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"cramp-diary@{_site.hostname}")

ACCOUNT_ADAPTER = "cramps.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cramps.accounts.forms.SignInForm",
    "signup": "cramps.accounts.forms.SignUpForm",
    "change_password": "cramps.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", *(["email"] if HAS_EMAIL else []), "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if HAS_EMAIL else "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cramp diary"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# Nobody signs in at three in the morning: a session lasts 400 days, the most that browsers keep, renewed by use.
SESSION_COOKIE_AGE = 400 * 24 * 60 * 60
if IS_HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 60 * 60 * 24 * 365, most=60 * 60 * 24 * 365 * 10)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = is_on("HSTS_INCLUDE_SUBDOMAINS")
    SECURE_HSTS_PRELOAD = is_on("HSTS_PRELOAD")
# W005, W021: HSTS for subdomains and preloading reach beyond this site, so whoever owns the domain decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's marks and the QR code of one-time codes
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cramps.storage.VendorFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "cramps.storage.HashedStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = not DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # They tell of every rule of CSS that paper has no use for, and of every table of a font.
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
}
