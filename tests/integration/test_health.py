import logging
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from calendars import heartbeat
from cpor_portal import health
from cpor_portal.settings import sources

pytestmark = pytest.mark.each_database


@pytest.fixture(autouse=True)
def _nothing_remembered():
    health.check_migrations.cache_clear()
    yield
    health.check_migrations.cache_clear()


@pytest.fixture
def sweeps_ran(db):
    for name in health.SWEEPS:
        heartbeat.beat(name, timezone.now())


def test_alive_without_database_or_sign_in(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_ready_when_everything_is(client, sweeps_ran):
    response = client.get("/readyz")

    assert response.json()["checks"].keys() == health.CHECKS.keys()
    assert response.json()["status"] == "ok", response.json()
    assert response.status_code == 200
    assert response.json()["checks"]["outbox"]["age_seconds"] < 60
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", sorted(health.SWEEPS))
def test_not_ready_when_sweep_is_late(client, sweeps_ran, name):
    heartbeat.beat(name, timezone.now() - timedelta(minutes=10))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert [each for each, check in response.json()["checks"].items() if not check["ok"]] == [name]
    assert response.json()["checks"][name]["reason"].startswith("last ran 60")


def test_not_ready_before_first_sweep(client, db):
    checks = client.get("/readyz").json()["checks"]

    assert checks["deadlines"] == {"ok": False, "reason": "has never run"}


def test_not_ready_while_migrations_wait(client, sweeps_ran, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("claims", "0002")])

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == {"ok": False, "reason": "migrations are waiting"}


def test_not_ready_without_broker_and_no_password_shown(client, sweeps_ran, monkeypatch):
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://:hunter2@127.0.0.1:1/0")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["broker"] == {"ok": False, "reason": "OperationalError"}
    assert b"hunter2" not in response.content


@pytest.mark.integration
def test_ready_with_broker_on_redis(client, sweeps_ran, redis_url, monkeypatch):
    monkeypatch.setattr(health.app.conf, "broker_write_url", redis_url)

    assert client.get("/readyz").json()["checks"]["broker"] == {"ok": True}


def test_not_ready_without_broker_folder(client, sweeps_ran, settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "gone")}

    assert client.get("/readyz").json()["checks"]["broker"]["reason"] == "the folder can't be written"


def test_not_ready_without_storage_folder(client, sweeps_ran, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": sources.storage(f"file://{tmp_path}/gone")}

    assert client.get("/readyz").json()["checks"]["storage"]["ok"] is False


@pytest.mark.integration
def test_ready_with_storage_on_s3(client, sweeps_ran, s3_storage):
    before = default_storage.listdir("")

    assert client.get("/readyz").json()["checks"]["storage"] == {"ok": True}
    assert default_storage.listdir("") == before


@pytest.mark.integration
def test_not_ready_with_wrong_secret_on_s3(client, sweeps_ran, s3_storage_url, settings, caplog):
    caplog.set_level(logging.CRITICAL)
    wrong = s3_storage_url.replace("suite-secret", "wrong")
    settings.STORAGES = settings.STORAGES | {"default": sources.storage(wrong)}

    assert client.get("/readyz").json()["checks"]["storage"] == {"ok": False, "reason": "ClientError"}


def test_readyz_refuses_post(client, db):
    assert client.post("/readyz").status_code == 405
