"""Delivery to a real mail server that has all the troubles mail servers have."""

import threading
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection

from outbox import actions, delivery
from outbox.delivery import LEASE, LONGEST_DELAY, MAX_ATTEMPTS, delay_after, deliver
from outbox.models import Message
from outbox.states import State

from .conftest import NOON, Clock

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

MINUTE = timedelta(minutes=1)
LINK = "https://portal.example/c/k9-secret-token"


def test_accepted_mail_is_sent_once(smtp_server, enqueue, clock):
    message = enqueue(html="<p>Filed</p>", reply_to="ravi@portal.example", headers={"X-Claim": "CPOR-1"})

    assert [deliver(message.pk, now=clock) for _ in range(3)] == ["sent", "skipped", "skipped"]

    assert [each.recipients for each in smtp_server.received] == [["carla@contoso.example"]]
    mail = smtp_server.messages[0]
    assert mail["Subject"] == "A claim was submitted"
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == "ravi@portal.example"
    assert mail["X-Claim"] == "CPOR-1"
    assert parsedate_to_datetime(mail["Date"]) == NOON
    assert mail.get_body(("plain",)).get_content().strip() == "Northwind Consulting filed a claim."
    assert mail.get_body(("html",)).get_content().strip() == "<p>Filed</p>"


def test_sent_at_is_when_the_server_took_it(smtp_server, enqueue):
    message = enqueue()

    deliver(message.pk, now=Clock(NOON, tick=MINUTE))

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (State.SENT, NOON + MINUTE)


@pytest.mark.parametrize("at", ["RCPT", "DATA"])
def test_refused_recipient_is_not_tried_again(smtp_server, enqueue, clock, at):
    message = enqueue()
    smtp_server.refuse("550 5.1.1 No such mailbox", at=at)

    assert deliver(message.pk, now=clock) == "refused"

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (State.REFUSED, None)
    assert message.last_error == "550 5.1.1 No such mailbox"
    smtp_server.accept()
    clock.at += 365 * 24 * 60 * MINUTE
    assert deliver(message.pk, now=clock) == "skipped"
    assert smtp_server.received == []


def test_sender_refused_is_our_trouble_and_tried_again(smtp_server, enqueue, clock):
    message = enqueue()
    smtp_server.refuse("550 5.7.1 Sender not allowed", at="MAIL")

    assert deliver(message.pk, now=clock) == "retry"


@pytest.mark.parametrize("at", ["RCPT", "DATA"])
def test_passing_refusal_is_tried_again_later(smtp_server, enqueue, clock, at):
    message = enqueue()
    smtp_server.refuse("451 4.3.0 Try again later", at=at)

    assert deliver(message.pk, now=clock) == "retry"

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1)
    assert NOON + 0.75 * MINUTE <= message.next_attempt_at <= NOON + MINUTE
    assert deliver(message.pk, now=clock) == "skipped"
    smtp_server.accept()
    clock.at = message.next_attempt_at
    assert deliver(message.pk, now=clock) == "sent"
    assert len(smtp_server.received) == 1


@pytest.mark.rule("CLK-9")
def test_server_down_and_up_again_loses_nothing(smtp_server, enqueue, clock):
    message = enqueue()
    smtp_server.stop()

    for _ in range(3):
        assert deliver(message.pk, now=clock) == "unreachable"
        message.refresh_from_db()
        assert message.state == State.WAITING
        assert message.next_attempt_at > clock.at
        clock.at = message.next_attempt_at

    smtp_server.start()
    assert deliver(message.pk, now=clock) == "sent"
    message.refresh_from_db()
    assert (message.attempts, message.last_error, message.sent_at) == (4, "", clock.at)
    assert [mail["Message-ID"] for mail in smtp_server.messages] == [message.message_id]


def test_slow_server_is_left_in_time(smtp_server, enqueue, clock, settings):
    settings.EMAIL_TIMEOUT = 0.2
    message = enqueue()
    smtp_server.delay(30)

    assert deliver(message.pk, now=clock) == "unreachable"

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.WAITING, "Connection unexpectedly closed: timed out")


def test_connection_dropped_after_data_keeps_the_message_id(smtp_server, enqueue, clock):
    """Nobody can know whether that mail arrived; the recipient's server can tell the second from its ID."""
    message = enqueue()
    smtp_server.drop_after_data()
    assert deliver(message.pk, now=clock) == "unreachable"
    message.refresh_from_db()
    clock.at = message.next_attempt_at
    smtp_server.accept()

    assert deliver(message.pk, now=clock) == "sent"

    first, second = smtp_server.messages
    assert first["Message-ID"] == second["Message-ID"] == message.message_id
    assert first["Date"] == second["Date"]


def test_trouble_after_acceptance_sends_nothing_twice(smtp_server, enqueue, clock):
    async def say_goodbye_badly(server, session, envelope):
        return "221 " + "Bye" * 5000

    smtp_server.handle_QUIT = say_goodbye_badly
    message = enqueue()

    assert deliver(message.pk, now=clock) == "sent"
    clock.at += LEASE + MINUTE
    assert deliver(message.pk, now=clock) == "skipped"
    assert len(smtp_server.received) == 1


def test_address_that_is_none_is_refused(smtp_server, enqueue, clock):
    message = enqueue(to="carla at contoso")

    assert deliver(message.pk, now=clock) == "refused"


def test_last_error_tells_no_secret(smtp_server, enqueue, clock, caplog):
    message = enqueue(text="{{secret:link}}", secrets={"link": LINK})
    smtp_server.refuse(f"554 5.7.1 Blocked: {LINK} is on a list", at="DATA")

    deliver(message.pk, now=clock)

    message.refresh_from_db()
    assert message.last_error == "554 5.7.1 Blocked: … is on a list"
    assert "k9" not in caplog.text


@pytest.mark.rule("CLK-9")
def test_killed_worker_leaves_the_message_to_the_next(smtp_server, enqueue, clock, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*args):
        raise Killed

    message = enqueue()
    with monkeypatch.context() as patched:
        patched.setattr(delivery, "_write_down", kill)
        with pytest.raises(Killed):
            deliver(message.pk, now=clock)
    message.refresh_from_db()
    assert message.state == State.SENDING

    clock.at = NOON + LEASE - timedelta(microseconds=1)
    assert deliver(message.pk, now=clock) == "skipped"
    clock.at = NOON + LEASE
    assert deliver(message.pk, now=clock) == "sent"
    assert [mail["Message-ID"] for mail in smtp_server.messages] == [message.message_id] * 2


def test_late_failure_does_not_undo_success(smtp_server, enqueue, clock):
    message = enqueue()
    slow = delivery._take(message.pk, NOON)
    clock.at = NOON + LEASE
    assert deliver(message.pk, now=clock) == "sent"

    delivery._write_down(slow, delivery.Report(delivery.Outcome.RETRY, clock.at, error="TimeoutError"))

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (State.SENT, NOON + LEASE)


def test_late_success_keeps_the_first_instant(smtp_server, enqueue, clock):
    message = enqueue()
    slow = delivery._take(message.pk, NOON)
    clock.at = NOON + LEASE
    assert deliver(message.pk, now=clock) == "sent"

    delivery._write_down(slow, delivery.Report(delivery.Outcome.SENT, NOON + 2 * LEASE))

    message.refresh_from_db()
    assert message.sent_at == NOON + LEASE


def test_late_failure_does_not_take_the_lease_from_another(enqueue):
    message = enqueue()
    slow = delivery._take(message.pk, NOON)
    delivery._take(message.pk, NOON + LEASE)

    delivery._write_down(slow, delivery.Report(delivery.Outcome.RETRY, NOON + LEASE, error="TimeoutError"))

    message.refresh_from_db()
    assert (message.state, message.next_attempt_at) == (State.SENDING, NOON + 2 * LEASE)


def test_message_is_given_up_after_its_last_try(smtp_server, enqueue, clock):
    message = enqueue(text="{{secret:link}}", secrets={"link": LINK})
    smtp_server.refuse("451 4.3.0 Try again later")
    for _ in range(MAX_ATTEMPTS):
        assert deliver(message.pk, now=clock) == "retry"
        message.refresh_from_db()
        clock.at = message.next_attempt_at

    assert (message.state, message.attempts) == (State.DEAD, MAX_ATTEMPTS)
    assert clock.at - NOON > timedelta(days=2)
    assert deliver(message.pk, now=clock) == "skipped"
    smtp_server.accept()
    actions.send_again(message.pk, at=clock.at)
    assert deliver(message.pk, now=clock) == "sent"
    assert LINK in smtp_server.messages[0].get_content()


def test_message_that_kills_its_workers_is_given_up(enqueue, clock):
    message = enqueue()
    Message.objects.update(state=State.SENDING, attempts=MAX_ATTEMPTS, next_attempt_at=NOON)

    assert deliver(message.pk, now=clock) == "skipped"

    message.refresh_from_db()
    assert message.state == State.DEAD


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (20, 360), (10_000, 360)]
)
def test_delay_doubles_within_its_bounds(attempts, minutes):
    delays = [delay_after(attempts) for _ in range(200)]

    assert max(delays) <= min(minutes * MINUTE, LONGEST_DELAY)
    assert min(delays) >= 0.75 * minutes * MINUTE
    assert len(set(delays)) > 1


@pytest.mark.rule("CLK-9")
@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_once(smtp_server, enqueue, clock):
    smtp_server.delay(0.2)
    message = enqueue()
    together = threading.Barrier(6)
    outcomes = []

    def work():
        together.wait()
        try:
            outcomes.append(deliver(message.pk, now=clock))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == sorted(["sent"] + ["skipped"] * 5)
    assert len(smtp_server.received) == 1
