import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from outbox import sweeps
from outbox.models import Message
from outbox.states import State
from outbox.tasks import deliver, deliver_due

from .conftest import NOON, Clock

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

MINUTE = timedelta(minutes=1)


def test_sweep_sends_what_is_due_oldest_first(enqueue, clock, mailoutbox):
    enqueue(key="b", subject="Second", at=NOON - MINUTE)
    enqueue(key="a", subject="First", at=NOON - 2 * MINUTE)
    enqueue(key="c", subject="Held", not_before=NOON + MINUTE)

    assert sweeps.deliver_due(now=clock) == Counter(sent=2)

    assert [mail.subject for mail in mailoutbox] == ["First", "Second"]
    assert sweeps.deliver_due(now=clock) == Counter()


def test_sweep_finds_what_a_dead_worker_left(enqueue, clock, mailoutbox):
    enqueue()
    Message.objects.update(state=State.SENDING, attempts=1, next_attempt_at=NOON)

    assert sweeps.deliver_due(now=clock) == Counter(sent=1)


@pytest.mark.integration
def test_sweep_stops_asking_a_server_that_is_down(smtp_server, enqueue, hand_off, clock):
    for number in range(8):
        enqueue(key=f"mail:{number}")
    hand_off(at=NOON)
    smtp_server.stop()

    assert sweeps.deliver_due(now=clock) == Counter(unreachable=3, sent=1)

    assert Message.objects.due(NOON).count() == 5
    smtp_server.start()
    clock.at = NOON + 2 * MINUTE
    assert sweeps.deliver_due(now=clock) == Counter(sent=8)
    assert len(smtp_server.received) == 8


@pytest.mark.integration
def test_sweep_goes_on_past_a_recipient_that_is_refused(smtp_server, enqueue, clock):
    for number in range(5):
        enqueue(key=f"mail:{number}")
    smtp_server.refuse("550 5.1.1 No such mailbox")

    assert sweeps.deliver_due(now=clock) == Counter(refused=5)


def test_sweep_ends_after_a_minute(enqueue):
    for number in range(5):
        enqueue(key=f"mail:{number}")

    outcomes = sweeps.deliver_due(now=Clock(NOON, tick=20 * timedelta(seconds=1)))

    assert outcomes == Counter(sent=1)
    assert Message.objects.due(NOON).count() == 4


@pytest.mark.rule("CLK-9")
@pytest.mark.integration
@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_send_each_mail_once(smtp_server, enqueue, clock):
    for number in range(12):
        enqueue(key=f"mail:{number}", subject=f"Mail {number}")
    together = threading.Barrier(4)
    outcomes = Counter()

    def work():
        together.wait()
        try:
            outcomes.update(sweeps.deliver_due(now=clock))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes["sent"] == 12
    assert sorted(mail["Subject"] for mail in smtp_server.messages) == sorted(f"Mail {n}" for n in range(12))


def test_tasks_send(enqueue, mailoutbox):
    first = enqueue(key="a")
    enqueue(key="b")

    deliver.run(first.pk)
    deliver_due.run()
    deliver_due.run()

    assert len(mailoutbox) == 2


def test_oldest_overdue_is_the_age_of_what_nobody_sends(enqueue):
    assert Message.objects.oldest_overdue(NOON) is None
    enqueue(key="a", at=NOON - 2 * MINUTE)
    enqueue(key="b", at=NOON - 5 * MINUTE, not_before=NOON + MINUTE)

    assert Message.objects.oldest_overdue(NOON) == 2 * MINUTE
