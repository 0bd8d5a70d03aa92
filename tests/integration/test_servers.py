import smtplib

import pytest
from celery import Celery
from django.core import mail
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from redis import Redis

from calendars import heartbeat
from claims.actions import batches
from cpor_portal.settings import sources
from tests.batch_factories import a_checked_batch, a_row, states, work
from tests.claim_factories import MONDAY
from tests.factories import a_filer, a_location
from tests.servers.s3 import BUCKET

pytestmark = pytest.mark.integration


def test_s3_storage_saves_and_reads(s3_storage, s3_server):
    name = s3_storage.save("claims/proof.pdf", ContentFile(b"signed"))

    assert s3_storage.exists(name)
    assert s3_storage.size(name) == 6
    with s3_storage.open(name) as file:
        assert file.read() == b"signed"
    assert (s3_server.folder / BUCKET / name).read_bytes() == b"signed"


def test_s3_storage_keeps_both_files_of_one_name(s3_storage):
    first = s3_storage.save("claims/twice.pdf", ContentFile(b"one"))
    second = s3_storage.save("claims/twice.pdf", ContentFile(b"two"))

    assert first != second
    with s3_storage.open(first) as file:
        assert file.read() == b"one"


def test_s3_storage_refuses_wrong_secret(s3_storage_url, settings):
    wrong = s3_storage_url.replace("suite-secret", "wrong")
    settings.STORAGES = settings.STORAGES | {"wrong": sources.storage(wrong)}

    with pytest.raises(Exception, match="403|SignatureDoesNotMatch|Forbidden"):
        storages["wrong"].save("claims/x.pdf", ContentFile(b"x"))


def test_redis_cache_keeps_value(redis_url, settings):
    settings.CACHES = {"default": sources.cache(redis_url)}

    caches["default"].set("attempts", 3, 60)

    assert caches["default"].get("attempts") == 3
    with Redis.from_url(redis_url) as client:
        assert client.dbsize() == 1


def test_smtp_server_receives_mail(smtp_server):
    mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])

    assert [each.recipients for each in smtp_server.received] == [["carla@contoso.example"]]
    assert smtp_server.messages[0]["Subject"] == "Subject"


@pytest.mark.parametrize(("answer", "code"), [("550 5.1.1 Unknown", 550), ("451 4.3.0 Later", 451)])
def test_smtp_server_refuses(smtp_server, answer, code):
    smtp_server.refuse(answer)

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])

    assert refusal.value.recipients["carla@contoso.example"][0] == code
    assert smtp_server.received == []


def test_smtp_server_hangs_up_after_data(smtp_server):
    smtp_server.drop_after_data()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])

    assert len(smtp_server.received) == 1


def test_smtp_server_slower_than_the_timeout(smtp_server, settings):
    settings.EMAIL_TIMEOUT = 0.2
    smtp_server.delay(1)

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])


def test_smtp_server_down_and_up_again(smtp_server):
    smtp_server.stop()
    with pytest.raises(ConnectionRefusedError):
        mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])

    smtp_server.start()
    mail.send_mail("Subject", "Text", "from@portal.example", ["carla@contoso.example"])

    assert len(smtp_server.received) == 1


def test_worker_with_beat_runs_the_sweeps(celery_worker, broker_url):
    worker = celery_worker(broker_url)

    worker.wait_for(
        lambda: heartbeat.last_run("outbox") and heartbeat.last_run("deadlines"), what="both sweeps"
    )


def test_worker_killed_and_started_again_sweeps_on(celery_worker, broker_url):
    killed = celery_worker(broker_url)
    killed.wait_for(lambda: heartbeat.last_run("deadlines"))
    killed.kill()
    before = heartbeat.last_run("deadlines")

    worker = celery_worker(broker_url)

    worker.wait_for(lambda: heartbeat.last_run("deadlines") > before, what="a sweep after the restart")


def test_worker_on_redis_answers_ping(celery_worker, redis_url):
    worker = celery_worker(redis_url, beat=False)

    with Celery(broker=redis_url, set_as_current=False) as other:
        answers = other.control.ping(timeout=2)

    assert answers == [{f"{worker.log.stem}@suite": {"ok": "pong"}}]


@pytest.mark.journey
def test_browser_opens_the_portal(page):
    answer = page.goto("/healthz")

    assert answer.status == 200
    assert answer.json() == {"status": "ok"}
    assert answer.headers["content-security-policy"].count("'none'") == 3


def files_of_batches(s3_server):
    return {path for path in (s3_server.folder / BUCKET).glob("batches/*") if path.is_file()}


@pytest.mark.rule("FIL-8")
@pytest.mark.django_db
def test_an_upload_of_many_claims_is_worked_on_and_deleted_on_s3(
    s3_storage, s3_server, django_capture_on_commit_callbacks
):
    location = a_location()
    fiona = a_filer(location.partner)
    rows = [a_row(location)]
    # Other tests leave files of theirs in the same bucket.
    before = files_of_batches(s3_server)
    with django_capture_on_commit_callbacks(execute=True):
        batch = a_checked_batch(fiona, rows, partner=location.partner)
        batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
        kept = files_of_batches(s3_server) - before
        assert states(work(batch)) == ["submitted"]

    assert len(kept) == 2
    assert files_of_batches(s3_server) == before
