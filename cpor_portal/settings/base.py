"""All settings, from the environment alone; `.env.example` says what each variable means."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from . import sources

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
INSECURE_SECRET_KEY = "insecure-only-for-demo-and-tests"  # noqa: S105 (production refuses it)

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
PRODUCTION = not (DEBUG or DEMO)
SECRET_KEY = env.str("SECRET_KEY", default=INSECURE_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_countries",
    "django_fsm",
    "allauth",
    "allauth.account",
    "csp",
    "calendars",
    "outbox",
    "accounts",
    "directory",
    "claims",
    "consent",
    "reviews",
    "cpor_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cpor_portal.middleware.LinkPrivacyMiddleware",
    "cpor_portal.middleware.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cpor_portal.middleware.PersonLocaleMiddleware",
    "cpor_portal.errors.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cpor_portal.errors.FormsOnlyMiddleware",
    "cpor_portal.middleware.RequestSizeMiddleware",
]

ROOT_URLCONF = "cpor_portal.urls"
WSGI_APPLICATION = "cpor_portal.wsgi.application"

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
                "cpor_portal.navigation.navigation",
                "accounts.bell.bell",
            ],
        },
    }
]
FORM_RENDERER = "cpor_portal.renderers.PortalRenderer"
CSRF_FAILURE_VIEW = "cpor_portal.errors.csrf_failure"

# Where things are kept.

DATABASES = {
    "default": sources.database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/portal.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.str("CACHE_URL", default=f"file://{VAR_DIR}/cache")
CACHES = {"default": sources.cache(CACHE_URL)}

STORAGES = {
    "default": sources.storage(env.str("STORAGE_URL", default=f"file://{VAR_DIR}/files")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]

# Who knows the customers: the portal's own tables, or a live directory that they mirror for a while.
DIRECTORY_URL = sources.directory(env.str("DIRECTORY_URL", default="database://"))
DIRECTORY_TOKEN = sources.token(env.str("DIRECTORY_TOKEN", default=""))
DIRECTORY_FRESH_SECONDS = env.int("DIRECTORY_FRESH_SECONDS", default=600)

# Where official associations go for incentive evaluation: an endpoint, or else a folder.
_handoff_url = env.str("HANDOFF_URL", default="")
HANDOFF_URL = sources.endpoint(_handoff_url)
HANDOFF_SECRET = env.str("HANDOFF_SECRET", default="")
HANDOFF_DIR = sources.folder(
    _handoff_url if _handoff_url.startswith("file:") else f"file://{VAR_DIR}/handoff"
)

# Four files of the largest size that a claim takes, and the form around them; more is not even read.
REQUEST_MAX_BYTES = 101 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
CLAMAV_URL = sources.scanner(env.str("CLAMAV_URL", default=""))

# Mail.

EMAIL_URL = env.str("EMAIL_URL", default="mailbox://")
EMAIL_TIMEOUT = 20
vars().update(sources.email(EMAIL_URL))
MAILBOX_DIR = VAR_DIR / "mailbox"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Customer associations <no-reply@localhost>")
# Where the servers on the way report that a mail could not be delivered; without it, to the sender's address.
BOUNCE_EMAIL = env.str("BOUNCE_EMAIL", default="")
# The mailbox of that address, and the secret of a mail provider that reports by a webhook instead.
BOUNCE_URL = sources.returned(env.str("BOUNCE_URL", default=""))
BOUNCE_WEBHOOK_SECRET = env.str("BOUNCE_WEBHOOK_SECRET", default="")
# Where questions about a claim go; without it people can only copy them.
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="support@demo.example" if DEMO else "")

# Who signs in, and how.

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
SESSION_COOKIE_AGE = 60 * 60 * 12

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.partition("://")[0]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# Languages and time.

# In use by people and by holidays, though not in ISO 3166.
COUNTRIES_OVERRIDE = {"XK": "Kosovo"}

LANGUAGE_CODE = "en"
# Each by its own name: somebody who can't read a page has to find their language on it.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("nl", "Nederlands"), ("sv", "Svenska")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "cpor_portal.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# What a browser is told to refuse.

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SSL_REDIRECT", default=True)
# Health checks come from inside, over plain http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Work after the request.

CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = sources.broker(
    env.str("CELERY_BROKER_URL", default=f"filesystem://{VAR_DIR}/broker")
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.1}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
# Nobody listens on the filesystem broker, whose control messages would pile up as files.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = not CELERY_BROKER_URL.startswith("filesystem")
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# A sweep that waited past the next one is dropped: the next does its work.
DELIVERY_SECONDS = env.float("DELIVERY_SECONDS", default=20)
DEADLINE_SECONDS = env.float("DEADLINE_SECONDS", default=60)
READING_SECONDS = env.float("READING_SECONDS", default=60)
BOUNCE_SECONDS = env.float("BOUNCE_SECONDS", default=120)
CELERY_BEAT_SCHEDULE = {
    "deliver what leaves": {
        "task": "cpor_portal.tasks.deliver_due",
        "schedule": timedelta(seconds=DELIVERY_SECONDS),
        "options": {"expires": DELIVERY_SECONDS},
    },
    "keep the deadlines": {
        "task": "reviews.tasks.enforce_deadlines",
        "schedule": timedelta(seconds=DEADLINE_SECONDS),
        "options": {"expires": DEADLINE_SECONDS},
    },
    "read what came back": {
        "task": "outbox.tasks.read_returned",
        "schedule": timedelta(seconds=BOUNCE_SECONDS),
        "options": {"expires": BOUNCE_SECONDS},
    },
    "read what waits": {
        "task": "claims.tasks.read_waiting",
        "schedule": timedelta(seconds=READING_SECONDS),
        "options": {"expires": READING_SECONDS},
    },
    "clear away pages that nobody looks at": {
        "task": "claims.tasks.clear_shown",
        "schedule": timedelta(hours=6),
        "options": {"expires": 6 * 3600},
    },
    "list claims as the directory has them": {
        "task": "claims.tasks.keep_lists",
        "schedule": timedelta(hours=1),
        "options": {"expires": 3600},
    },
}

# What the process that reads one file of proof may take: time on the processor (twice that on the clock),
# memory, pages and characters of text, and what a DOCX may unpack to, in bytes.
PROOF_READING = {
    "seconds": env.int("PROOF_READING_SECONDS", default=15),
    "megabytes": env.int("PROOF_READING_MEGABYTES", default=512),
    "pages": 100,
    "characters": 150_000,
    "unpacked": 40 * 1024 * 1024,
}

# What the process that draws pages of proof may take; how many pages of a file are shown, how many pixels one may
# have, how wide it is drawn (for plain and for dense screens), and how long it is kept after it was last looked at.
PROOF_SHOWING = {
    "seconds": env.int("PROOF_SHOWING_SECONDS", default=10),
    "megabytes": env.int("PROOF_SHOWING_MEGABYTES", default=768),
    "pages": 300,
    "pixels": 8_000_000,
}
PROOF_SHOWN_WIDTHS = (1000, 1800)
PROOF_SHOWN_DAYS = env.int("PROOF_SHOWN_DAYS", default=30)

# What is written down: to the standard output, for whoever runs the process to keep.

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"hide_links": {"()": "consent.logs.HideLinks"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
            "filters": ["hide_links"],
        }
    },
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # The request and its variables, tokens among them, would be in what these write at DEBUG.
        "botocore": {"level": "WARNING"},
        "django.db.backends": {"level": "WARNING"},
    },
}

# The reviewing team's calendar: whose public holidays and whose clock.
REVIEW_COUNTRY = env.str("REVIEW_COUNTRY", default="IE")
REVIEW_TIME_ZONE = env.str("REVIEW_TIME_ZONE", default="Europe/Dublin")
OPT_OUT_DAYS = env.int("OPT_OUT_DAYS", default=7)
# The share of decisions that is drawn for a second look; 0 for none.
SECOND_LOOK_PERCENT = env.float("SECOND_LOOK_PERCENT", default=10)
# How the review team calls itself in its texts to partners.
REVIEW_TEAM_NAME = env.str("REVIEW_TEAM_NAME", default="CPOR review team")

_storage_folder = STORAGES["default"]["OPTIONS"].get("location")
for _folder in (VAR_DIR, HANDOFF_DIR, MAILBOX_DIR, *([Path(_storage_folder)] if _storage_folder else [])):
    _folder.mkdir(parents=True, exist_ok=True)
