"""What a production is refused, each in a process of its own, as a server would start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "SECRET_KEY": "q8Zt3Lk0vXy7Wb2Nf5Rj9Hd4Gs6Pa1Mc8Ue3Io7Tq2Yw5Er9Kz4",
    "ALLOWED_HOSTS": "portal.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://portal.example.com",
    "BASE_URL": "https://portal.example.com",
    "EMAIL_URL": "smtp+tls://user:mail-password@mail.example.com:587",
    "DEFAULT_FROM_EMAIL": "Portal <portal@example.com>",
    "CELERY_BROKER_URL": "redis://:queue-password@queue.example.com/0",
    "CACHE_URL": "redis://:queue-password@queue.example.com/1",
    "DATABASE_URL": "postgres://user:database-password@database.example.com/portal",
    "DIRECTORY_URL": "https://directory.example.com",
    "DIRECTORY_TOKEN": "directory-password",
    "HANDOFF_URL": "https://evaluation.example.com/associations",
    "HANDOFF_SECRET": "handoff-password-that-is-long-enough",
    "STORAGE_URL": "s3://key:files-password@files.example.com/proofs?region=eu-west-1",
}


def start(tmp_path, code="import cpor_portal.wsgi", **changes):
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "ENV_FILE": "/dev/null",
        "VAR_DIR": str(tmp_path),
    }
    env |= {name: value for name, value in (SAFE | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, *(code if isinstance(code, list) else ["-c", code])],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_production_starts_with_safe_values(tmp_path):
    outcome = start(tmp_path)

    assert outcome.returncode == 0, outcome.stderr


def test_check_deploy_clean_in_production(tmp_path):
    outcome = start(tmp_path, ["manage.py", "check", "--deploy", "--fail-level", "WARNING"])

    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("SECRET_KEY", "insecure-" + SAFE["SECRET_KEY"]),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", None),
        ("BASE_URL", None),
        ("BASE_URL", "http://portal.example.com"),
        ("CSRF_TRUSTED_ORIGINS", "http://portal.example.com"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "consolemail://"),
        ("DEFAULT_FROM_EMAIL", None),
        ("CELERY_BROKER_URL", None),
        ("CELERY_BROKER_URL", "memory://"),
        ("CACHE_URL", None),
        ("DATABASE_URL", None),
        ("DIRECTORY_URL", "http://directory.example.com"),
        ("HANDOFF_URL", "http://evaluation.example.com/associations"),
        ("HANDOFF_SECRET", None),
        ("HANDOFF_SECRET", "short"),
    ],
)
def test_production_refuses(tmp_path, variable, value):
    outcome = start(tmp_path, **{variable: value})

    assert outcome.returncode != 0
    refusals = [line for line in outcome.stderr.splitlines() if line.startswith("  - ")]
    assert [line.split()[1] for line in refusals] == [variable]


def test_refusal_keeps_secrets_to_itself(tmp_path):
    outcome = start(tmp_path, SECRET_KEY="insecure-but-mine", ALLOWED_HOSTS="*")

    assert outcome.returncode != 0
    assert "insecure-but-mine" not in outcome.stderr
    assert "password" not in outcome.stderr


@pytest.mark.parametrize("command", ["migrate", "shell"])
def test_commands_refuse_too(tmp_path, command):
    assert "SECRET_KEY" in start(tmp_path, ["manage.py", command], SECRET_KEY=None).stderr


def test_worker_refuses_too(tmp_path):
    outcome = start(tmp_path, ["-m", "celery", "-A", "cpor_portal", "report"], SECRET_KEY=None)

    assert outcome.returncode != 0
    assert "SECRET_KEY" in outcome.stderr


def test_demo_starts_with_nothing_set(tmp_path):
    outcome = start(tmp_path, **dict.fromkeys(SAFE), DEMO="1")

    assert outcome.returncode == 0, outcome.stderr


def test_production_settings(tmp_path):
    code = """
import cpor_portal.wsgi
from django.conf import settings as s
assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SECURE_SSL_REDIRECT
assert s.SECURE_HSTS_SECONDS == 31536000
assert s.SECURE_PROXY_SSL_HEADER is None
assert s.STORAGES["default"]["OPTIONS"]["endpoint_url"] == "https://files.example.com"
assert (s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS) == ("mail.example.com", 587, True)
assert s.DATABASES["default"]["CONN_HEALTH_CHECKS"]
assert s.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > s.CELERY_TASK_TIME_LIMIT
"""
    outcome = start(tmp_path, code)

    assert outcome.returncode == 0, outcome.stderr


def test_production_trusts_proxy_only_when_told(tmp_path):
    code = """
import cpor_portal.wsgi
from django.conf import settings
assert settings.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")
"""
    assert start(tmp_path, code, TRUSTED_PROXIES="1").returncode == 0
