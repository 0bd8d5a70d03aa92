"""What production refuses; each line says which environment variable to change, never its value."""


def insecurities(settings) -> list[str]:
    checks = [
        (_weak_key(settings), "SECRET_KEY is missing, is the example's, or has fewer than 50 characters."),
        (
            "*" in settings.ALLOWED_HOSTS
            or set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"},
            "ALLOWED_HOSTS must name the portal's own hosts, neither * nor this machine alone.",
        ),
        (
            not settings.BASE_URL.startswith("https://"),
            "BASE_URL must begin with https://: it is what links in mail begin with.",
        ),
        (
            any(not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS),
            "CSRF_TRUSTED_ORIGINS may name https:// origins only.",
        ),
        (
            settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_URL must name an SMTP server; the mailbox page is for the demo, where anyone may read it.",
        ),
        (
            settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"),
            "DEFAULT_FROM_EMAIL must be an address of yours.",
        ),
        (
            not settings.CELERY_BROKER_URL.startswith(("redis://", "rediss://")),
            "CELERY_BROKER_URL must name a Redis; the filesystem broker loses what a killed worker held.",
        ),
        (
            not settings.CACHES["default"]["BACKEND"].endswith("RedisCache"),
            "CACHE_URL must name a Redis: sign-in attempts are counted there, for all web workers together.",
        ),
        (
            settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
            "DATABASE_URL must name a PostgreSQL; SQLite serves one machine and one writer.",
        ),
        (
            settings.DIRECTORY_TOKEN != "" and settings.DIRECTORY_URL.startswith("http://"),
            "DIRECTORY_URL must begin with https:// when there is a DIRECTORY_TOKEN, or anybody could read it.",
        ),
        (
            settings.BOUNCE_URL.startswith("imap://"),
            "BOUNCE_URL must begin with imaps:// or imap+tls://, or the password could be read on the way.",
        ),
        (
            0 < len(settings.BOUNCE_WEBHOOK_SECRET) < 32,
            "BOUNCE_WEBHOOK_SECRET must have 32 characters or more.",
        ),
        (
            settings.HANDOFF_URL.startswith("http://"),
            "HANDOFF_URL must begin with https:// (or file://): what is handed off names partners and customers.",
        ),
        (
            settings.HANDOFF_URL != "" and len(settings.HANDOFF_SECRET) < 32,
            "HANDOFF_SECRET must have 32 characters or more when HANDOFF_URL names an endpoint: it signs what is sent.",
        ),
    ]
    return [message for insecure, message in checks if insecure]


def _weak_key(settings) -> bool:
    key = settings.SECRET_KEY
    return (
        key == settings.INSECURE_SECRET_KEY
        or key.startswith("insecure")
        or len(key) < 50
        or len(set(key)) < 10
    )
