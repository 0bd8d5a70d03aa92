"""Mail on its whole way: a committed change, the broker, a worker in another process, a mail server."""

import pytest
from django.db import transaction
from django.utils import timezone

from outbox import actions
from outbox.delivery import LEASE
from outbox.models import Message
from outbox.states import State

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True), pytest.mark.each_database]


def enqueue(number=1):
    with transaction.atomic():
        return actions.enqueue_email(
            key=f"mail:{number}",
            to="carla@contoso.example",
            subject=f"Mail {number}",
            text="{{secret:link}}",
            secrets={"link": "https://portal.example/c/k9"},
            kind="test",
            at=timezone.now(),
        )


def all_sent():
    return not Message.objects.exclude(state=State.SENT).exists()


def test_worker_sends_what_was_committed(celery_worker, broker_url, smtp_server):
    message = enqueue()

    worker = celery_worker(broker_url, EMAIL_URL=smtp_server.url)
    worker.wait_for(all_sent)

    assert [mail["Message-ID"] for mail in smtp_server.messages] == [message.message_id]
    assert smtp_server.messages[0].get_content().strip() == "https://portal.example/c/k9"
    message.refresh_from_db()
    assert message.sealed == ""


@pytest.mark.rule("CLK-9")
def test_two_workers_with_two_beats_send_each_mail_once(celery_worker, broker_url, smtp_server):
    for number in range(30):
        enqueue(number)

    workers = [celery_worker(broker_url, EMAIL_URL=smtp_server.url) for _ in range(2)]
    workers[0].wait_for(all_sent)

    assert sorted(mail["Subject"] for mail in smtp_server.messages) == sorted(f"Mail {n}" for n in range(30))


@pytest.mark.rule("CLK-9")
def test_worker_killed_while_sending_is_made_up_for(celery_worker, redis_url, smtp_server):
    smtp_server.delay(60)
    message = enqueue()
    killed = celery_worker(redis_url, EMAIL_URL=smtp_server.url)
    killed.wait_for(lambda: Message.objects.filter(state=State.SENDING).exists())
    killed.kill()
    assert Message.objects.get().state == State.SENDING
    smtp_server.accept()
    lease_ends_at = Message.objects.get().next_attempt_at
    Message.objects.update(next_attempt_at=lease_ends_at - LEASE)

    worker = celery_worker(redis_url, EMAIL_URL=smtp_server.url)
    worker.wait_for(all_sent)

    assert {mail["Message-ID"] for mail in smtp_server.messages} == {message.message_id}
    assert Message.objects.get().attempts == 2
