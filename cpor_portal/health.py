"""Whether the process lives, and whether the portal can do its work; names and ages, never addresses."""

import os
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from calendars import heartbeat
from claims import scanning

from .celery import app

# A sweep this old has been missed several times over.
SWEEPS = {"outbox": 300, "deadlines": 300}


class NotReady(Exception):
    pass


@login_not_required
@never_cache
@require_safe
def alive(request):
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request):
    checks = {name: _outcome(check) for name, check in CHECKS.items()}
    fine = all(check["ok"] for check in checks.values())
    return JsonResponse(
        {"status": "ok" if fine else "failing", "checks": checks}, status=200 if fine else 503
    )


def _outcome(check):
    """Any trouble counts; what it says may hold an address or a password, so only its kind gets out."""
    try:
        return {"ok": True} | (check() or {})
    except NotReady as reason:
        return {"ok": False, "reason": str(reason)}
    except Exception as error:
        return {"ok": False, "reason": type(error).__name__}


def check_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def check_migrations():
    """Asked until the answer is yes: a migrated database stays so while this code runs."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are waiting")


def check_broker():
    if folder := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_in"):
        return _writable(folder)
    with app.connection_for_write(connect_timeout=3) as broker:
        broker.ensure_connection(max_retries=1, timeout=3)
        broker.default_channel.close()


def check_storage():
    if isinstance(default_storage, FileSystemStorage):
        return _writable(default_storage.location)
    default_storage.exists("readyz")


def check_scanner():
    if settings.CLAMAV_URL and not scanning.is_answering():
        raise NotReady("does not answer as ClamAV does")


def _writable(folder):
    if not os.access(folder, os.W_OK):
        raise NotReady("the folder can't be written")


def check_sweep(name):
    ran_at = heartbeat.last_run(name)
    if ran_at is None:
        raise NotReady("has never run")
    age = round((timezone.now() - ran_at).total_seconds())
    if age > SWEEPS[name]:
        raise NotReady(f"last ran {age} seconds ago")
    return {"age_seconds": age}


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
    "storage": check_storage,
    "scanner": check_scanner,
    "deadlines": lambda: check_sweep("deadlines"),
    "outbox": lambda: check_sweep("outbox"),
}
