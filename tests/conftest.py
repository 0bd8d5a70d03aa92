import gc
import os
import shutil
from functools import cache
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import TransactionTestCase
from django.utils import translation

from cpor_portal.settings import sources

from .dealing import Dealing
from .servers import template
from .servers.fixtures import (  # noqa: F401 (pytest finds fixtures by their names here)
    broker_url,
    browser,
    celery_worker,
    clam_server,
    directory_server,
    evaluation_server,
    new_page,
    page,
    redis_server,
    redis_url,
    s3_server,
    s3_storage,
    s3_storage_url,
    smtp_server,
)
from .servers.postgres import PostgresCluster

hypothesis.settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("suite")


def pytest_configure(config):
    """Starts the run's PostgreSQL, and migrates a database to copy, once, before any worker: they find both
    through the environment."""
    # xdist's workers end without the farewell in which the settings remove their folder.
    config.add_cleanup(lambda: shutil.rmtree(settings.VAR_DIR, ignore_errors=True))
    url = os.environ.get("TEST_DATABASE_URL") or _database_of_the_run(config)
    if url:
        _use_database(url)


def _database_of_the_run(config) -> str:
    """Empty for SQLite, which needs no server."""
    if hasattr(config, "workerinput"):
        return ""
    url = os.environ.get("DATABASE_URL", "")
    if urlsplit(url).scheme in ("postgres", "postgresql") and urlsplit(url).hostname:
        os.environ["TEST_DATABASE_URL"] = url
        return url
    if os.environ.get("TEST_DATABASE") != "postgres" and not url.startswith(("postgres:", "postgresql:")):
        os.environ["TEST_TEMPLATE"] = str(template.sqlite_template())
        return ""
    cluster = PostgresCluster()
    config.add_cleanup(
        lambda: [os.environ.pop(name, None) for name in ("TEST_DATABASE_URL", "TEST_TEMPLATE")]
    )
    config.add_cleanup(cluster.stop)
    url = cluster.start()
    os.environ |= {"TEST_DATABASE_URL": url, "TEST_TEMPLATE": template.postgres_template(url)}
    return url


def _use_database(url):
    """pytest-django reads the settings before this file; nothing has connected yet."""
    default = sources.database(url) | {"CONN_MAX_AGE": 0}
    settings.DATABASES = {"default": default}
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A migrated database is copied rather than migrated anew."""
    # Migrations keep timezone.now as a default: read them before a test puts another clock in its place.
    MigrationLoader(None)
    if migrated := os.environ.get("TEST_TEMPLATE"):
        test = connection.settings_dict["TEST"]
        test["MIGRATE"] = False
        if connection.vendor == "sqlite":
            shutil.copyfile(migrated, test["NAME"])
        else:
            test["TEMPLATE"] = migrated


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite the copy is there already; it goes with the process's folder."""
    return connection.vendor == "sqlite" or request.config.getvalue("reuse_db")


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only the tests that a database can make a difference to",
    )


@pytest.hookimpl(trylast=True)  # after the order was made random
def pytest_collection_modifyitems(config, items):
    # What may take longest begins first, so that nobody waits for it in the end.
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
    if config.getoption("--only-database"):
        kept = [item for item in items if _depends_on_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Dealing(config, log)


def pytest_collection_finish():
    """What was imported stays for good: looking through it for garbage takes a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _depends_on_database(item):
    """What is marked; and whatever commits, for races are run by each database in its own way.

    A page in a browser commits too, but only because its server has a connection of its own.
    """
    marker = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    return item.get_closest_marker("each_database") or (commits and not item.get_closest_marker("journey"))


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """For what all tests of a module begin with: a transaction around them, in which it is made once.

    Each test then works inside it, and what it changes is undone. What it gets is to be copied before. Not for
    a module whose tests commit.
    """
    around = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock(), around:
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_english_again():
    """A request leaves its language active for whatever the same thread does next."""
    yield
    translation.deactivate()


def pytest_report_header(config):
    return f"database: {connection.vendor}"


# They are the same for good: made anew after each test that commits, they would take most of its flush.
MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}


@cache
def _tables():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(names) - MADE_BY_MIGRATING)


def _empty_what_was_filled(self):
    """Django empties a hundred tables after a test that commits, mostly for nothing, and fills two again.

    Events refuse to be deleted, by a trigger; between two tests they must be deleted all the same.
    """
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in _tables())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        filled = [name for (name,) in cursor.fetchall()]
        if filled:
            (_delete if connection.vendor == "sqlite" or _is_superuser(cursor) else _truncate)(cursor, filled)


def _delete(cursor, tables):
    triggers = []
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables]
    else:
        cursor.execute("SET LOCAL session_replication_role = replica")
    for name, _sql in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    for table in tables:
        cursor.execute(f'DELETE FROM "{table}"')
    for _name, sql in triggers:
        cursor.execute(sql)


def _is_superuser(cursor):
    """Only such a one may leave PostgreSQL's triggers out."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    return cursor.fetchone()[0]


def _truncate(cursor, tables):
    """Sees no row trigger, but takes PostgreSQL ten times as long."""
    cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")


TransactionTestCase._fixture_teardown = _empty_what_was_filled
