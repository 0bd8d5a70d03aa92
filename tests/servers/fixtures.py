"""Real servers for tests, each started when a test first asks for it."""

import os

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from playwright.sync_api import expect, sync_playwright
from redis import Redis

from cpor_portal.settings import sources
from directory.live import asking
from outbox import calls

from . import chromium
from .clamd import ClamServer
from .directory import DirectoryServer
from .evaluation import SECRET, EvaluationServer
from .redis import RedisServer
from .s3 import S3Server
from .smtp import SmtpServer
from .worker import Worker

# Milliseconds. What comes at once on a quiet machine may take long on a busy one; only what never comes waits so long.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def redis_server():
    server = RedisServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server):
    """The address of an empty Redis."""
    with Redis.from_url(redis_server.url) as client:
        client.flushall()
    return redis_server.url


@pytest.fixture
def broker_url(request, tmp_path):
    """Each database with the broker that it goes with: Redis in production, a folder in the embedded default."""
    if connection.vendor == "postgresql":
        return request.getfixturevalue("redis_url")
    return f"filesystem://{tmp_path}/broker"


@pytest.fixture
def smtp_server(settings):
    """A mail server that the test's own process sends to; see SmtpServer for how it can misbehave."""
    server = SmtpServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    yield server
    server.stop()


@pytest.fixture
def directory_server(settings, monkeypatch):
    """A live directory in place of the tables, with short patience; see DirectoryServer for how it can misbehave."""
    server = DirectoryServer()
    server.start()
    settings.DIRECTORY_URL, settings.DIRECTORY_TOKEN = server.url, "the-token"
    monkeypatch.setattr(asking, "LIMITS", asking.Limits(1, 1, 3, retries=2, backoff=0.001, size=20_000))
    cache.clear()
    yield server
    server.stop()
    cache.clear()


@pytest.fixture
def evaluation_server(settings, monkeypatch):
    """The endpoint of the hand-off, with short patience; see EvaluationServer for how it can misbehave."""
    server = EvaluationServer()
    server.start()
    settings.HANDOFF_URL, settings.HANDOFF_SECRET = server.url, SECRET
    monkeypatch.setattr(calls, "LIMITS", calls.Limits(connect=1, read=0.5, total=1.5))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def s3_server():
    server = S3Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def clam_server():
    server = ClamServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def s3_storage_url(s3_server):
    return s3_server.url


@pytest.fixture
def s3_storage(s3_storage_url, settings):
    """Django's default storage, on the S3-compatible server for this test."""
    settings.STORAGES = settings.STORAGES | {"default": sources.storage(s3_storage_url)}
    return default_storage


@pytest.fixture
def celery_worker(transactional_db, tmp_path):
    """celery_worker(broker_url, beat=True, concurrency=2, EMAIL_URL=…) starts a worker that is ready."""
    workers = []

    def start(broker_url, *, beat=True, concurrency=2, **env):
        worker = Worker(broker_url, tmp_path, beat=beat, concurrency=concurrency, env=env)
        workers.append(worker)
        worker.wait_until_ready()
        return worker

    yield start
    for worker in workers:
        worker.kill()  # whatever it still waits for, the test has seen what it wanted


@pytest.fixture(scope="session")
def browser():
    path = chromium.executable()
    # Playwright keeps an event loop running in this thread, where the tests then use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS, headless=True)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(browser, live_server):
    """new_page(**context options): a page with cookies of its own, for one more person.

    A script that fails, or anything that the content security policy had to stop, fails the test.
    """
    contexts, troubles = [], []

    def open_page(**options):
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: "Content Security Policy" in line.text and troubles.append(line.text))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(new_page):
    return new_page()
