import threading

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from calendars.models import Sweep

pytestmark = pytest.mark.each_database


@pytest.mark.django_db(transaction=True)
def test_database_shared_by_threads():
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_user")
            seen.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [0]


@pytest.mark.django_db(transaction=True)
def test_flush_between_tests_passes_triggers_that_refuse():
    """What a trigger refuses to delete is gone after the test, and the trigger is still there."""
    Sweep.objects.create(name="kept", ran_at=timezone.now())
    if connection.vendor == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'kept'); END"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TRIGGER kept BEFORE DELETE ON calendars_sweep {refuse}")

    TransactionTestCase()._fixture_teardown()

    assert Sweep.objects.count() == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'kept'")
            assert cursor.fetchone() == (1,)
            cursor.execute("DROP TRIGGER kept")


def test_every_statement_waits_its_turn_on_sqlite(db):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            settings = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "foreign_keys", "busy_timeout")
            ]

        assert settings == ["wal", 1, 20000]
        assert connection.transaction_mode == "IMMEDIATE"
