"""The settings of the test suite: fast, and apart from whatever this machine's `.env` says."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from . import sources
from .base import *  # noqa: F403 (Django reads one flat module)
from .base import LOGGING

# Each process of the suite has its own folder, and with it its own SQLite file.
VAR_DIR = Path(tempfile.mkdtemp(prefix=f"cpor-tests-{os.getpid()}-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)

DEBUG = DEMO = PRODUCTION = False
SECRET_KEY = "the-suite-signs-with-this-key-and-nobody-else-does-so-0123456789"  # noqa: S105
SECRET_KEY_FALLBACKS: list[str] = []
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS: list[str] = []
BASE_URL = "http://testserver"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 0

DATABASES = {
    "default": sources.database(os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{VAR_DIR}/portal.sqlite3")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads with their own connections must see it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

CACHES = {"default": sources.cache("memory://")}
STORAGES = {
    "default": sources.storage(f"file://{VAR_DIR}/files"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = VAR_DIR / "staticfiles"
STATIC_ROOT.mkdir()
DIRECTORY_URL, DIRECTORY_TOKEN, DIRECTORY_FRESH_SECONDS = "database://", "", 600

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = "localhost", 25, "", ""
EMAIL_USE_TLS = EMAIL_USE_SSL = False
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = "Customer associations <no-reply@portal.example>"
SUPPORT_EMAIL = "support@portal.example"
BOUNCE_EMAIL = BOUNCE_URL = BOUNCE_WEBHOOK_SECRET = ""
MAILBOX_DIR = VAR_DIR / "mailbox"
HANDOFF_URL = HANDOFF_SECRET = ""
HANDOFF_DIR = VAR_DIR / "handoff"
for _folder in (VAR_DIR / "files", MAILBOX_DIR, HANDOFF_DIR):
    _folder.mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False

CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict = {}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

LOG_LEVEL = "INFO"
LOGGING = LOGGING | {"root": {"handlers": [], "level": "INFO"}}
CLAMAV_URL = ""
REVIEW_COUNTRY = "IE"
REVIEW_TIME_ZONE = "Europe/Dublin"
OPT_OUT_DAYS = 7
# The tests that are about it set a share of their own.
SECOND_LOOK_PERCENT = 0
