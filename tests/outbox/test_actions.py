from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection, transaction

from outbox import actions, delivery
from outbox.models import Message
from outbox.states import State

from .conftest import NOON

pytestmark = pytest.mark.each_database

LINK = "https://portal.example/c/k9-secret-token?a=1&b=2"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def queued():
    """What the broker holds: the arguments of each delivery that was asked for."""
    with current_app.connection_for_write() as broker:
        queue = broker.SimpleQueue("celery")

        def queued():
            found = []
            while queue.qsize():
                message = queue.get(block=False)
                message.ack()
                found.append((message.headers["task"], message.payload[0]))
            return found

        queued()
        yield queued
        queue.close()


@pytest.mark.django_db(transaction=True)
def test_message_outside_transaction_is_refused():
    with pytest.raises(RuntimeError):
        actions.enqueue_email(key="a", to="carla@contoso.example", subject="", text="", kind="test", at=NOON)
    with pytest.raises(RuntimeError):
        actions.enqueue_document(key="a", kind="test", about="", document={}, at=NOON)

    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_delivery_is_asked_for_after_commit(enqueue, queued):
    with transaction.atomic():
        message = enqueue()
        before_commit = queued()

    assert before_commit == []
    assert queued() == [("outbox.tasks.deliver", [message.pk])]


@pytest.mark.django_db(transaction=True)
def test_rolled_back_message_is_nowhere(enqueue, queued, mailoutbox, clock):
    with transaction.atomic():
        message = enqueue()
        transaction.set_rollback(True)

    assert queued() == []
    assert Message.objects.count() == 0
    assert delivery.deliver(message.pk, now=clock) == "skipped"
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_held_message_is_left_to_the_sweep(enqueue, queued):
    enqueue(not_before=NOON + 10 * MINUTE)

    assert queued() == []


@pytest.mark.django_db(transaction=True)
def test_broker_down_does_not_fail_the_change(enqueue, monkeypatch, caplog):
    def down(*args, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr(current_app, "send_task", down)

    message = enqueue()

    assert Message.objects.due(NOON).get() == message


@pytest.mark.django_db(transaction=True)
def test_same_key_again_gives_the_first_message(enqueue, queued):
    first = enqueue(subject="First")
    queued()

    second = enqueue(subject="Second")

    assert second.pk == first.pk
    assert second.subject == "First"
    assert Message.objects.count() == 1
    assert queued() == []


def test_same_key_after_cancelling_stays_cancelled(db, enqueue):
    enqueue(key="claim:1:a")
    actions.cancel(key_prefix="claim:1:", at=NOON)

    assert enqueue(key="claim:1:a").state == State.CANCELLED


def test_line_breaks_begin_no_header(db, enqueue, clock, mailoutbox):
    message = enqueue(
        to="carla@contoso.example\nBcc: otto@outsider.example",
        subject="Claim\r\nBcc: otto@outsider.example",
        headers={"X-Claim": "1\r\nBcc: otto@outsider.example"},
        reply_to="ravi@portal.example\nBcc: otto@outsider.example",
    )

    assert message.subject == "Claim Bcc: otto@outsider.example"
    assert message.headers == {"X-Claim": "1 Bcc: otto@outsider.example"}
    assert "\n" not in message.recipient + message.reply_to
    assert delivery.deliver(message.pk, now=clock) == "refused"
    assert mailoutbox == []


def test_subject_with_line_break_arrives_in_one_line(db, enqueue, clock, mailoutbox):
    message = enqueue(subject="Claim\r\nBcc: otto@outsider.example")

    delivery.deliver(message.pk, now=clock)

    sent = mailoutbox[0].message()
    assert sent["Subject"] == "Claim Bcc: otto@outsider.example"
    assert sent["Bcc"] is None


def test_secret_is_in_no_column(db, enqueue):
    enqueue(
        text="Open {{secret:link}}",
        html="<a href='{{secret:link}}'>Open</a>",
        secrets={"link": LINK},
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        row = " ".join(str(value) for value in cursor.fetchone())
    assert "k9-secret-token" not in row
    assert "{{secret:link}}" in row


def test_secret_is_filled_in_on_the_way_and_wiped(db, enqueue, clock, mailoutbox):
    message = enqueue(
        text="Open {{secret:link}}",
        html='<a href="{{secret:link}}">Open</a>',
        secrets={"link": LINK},
    )

    delivery.deliver(message.pk, now=clock)

    assert mailoutbox[0].body == f"Open {LINK}"
    assert (
        mailoutbox[0].alternatives[0].content
        == '<a href="https://portal.example/c/k9-secret-token?a=1&amp;b=2">Open</a>'
    )
    message.refresh_from_db()
    assert message.sealed == ""
    assert message.text == "Open {{secret:link}}"


def test_secret_is_read_after_the_key_was_changed(db, enqueue, clock, mailoutbox, settings):
    message = enqueue(text="Open {{secret:link}}", secrets={"link": LINK})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-that-is-long-enough-for-this-test-0123456789"

    delivery.deliver(message.pk, now=clock)

    assert mailoutbox[0].body == f"Open {LINK}"


def test_secret_that_cannot_be_read_waits(db, enqueue, clock, mailoutbox, settings):
    message = enqueue(text="Open {{secret:link}}", secrets={"link": LINK})
    settings.SECRET_KEY = "another-key-that-is-long-enough-for-this-test-0123456789"

    assert delivery.deliver(message.pk, now=clock) == "retry"

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.WAITING, "InvalidToken")
    assert mailoutbox == []


@pytest.mark.parametrize("field", ["text", "html", "subject"])
def test_secret_written_out_is_refused(db, enqueue, field):
    with pytest.raises(ValueError, match="readable"):
        enqueue(
            **{"text": "{{secret:link}}", "secrets": {"link": LINK}}
            | {field: f"Open {LINK} {{{{secret:link}}}}"}
        )


def test_secret_without_a_place_is_refused(db, enqueue):
    with pytest.raises(ValueError, match="nowhere"):
        enqueue(secrets={"link": LINK})


def test_placeholder_that_somebody_typed_is_only_text(db, enqueue, clock, mailoutbox):
    message = enqueue(text="My claim {{secret:link}}")

    delivery.deliver(message.pk, now=clock)

    assert mailoutbox[0].body == "My claim {{secret:link}}"


@pytest.mark.rule("LIF-6")
def test_held_message_is_cancelled_before_it_leaves(db, enqueue, clock, mailoutbox):
    held = enqueue(
        key="claim:A:held:1", not_before=NOON + 10 * MINUTE, text="{{secret:link}}", secrets={"link": LINK}
    )
    clock.at = NOON + 10 * MINUTE - timedelta(microseconds=1)
    assert delivery.deliver(held.pk, now=clock) == "skipped"

    assert actions.cancel(key_prefix="claim:A:held:", at=clock.at) == 1

    clock.at = NOON + 11 * MINUTE
    assert delivery.deliver(held.pk, now=clock) == "skipped"
    held.refresh_from_db()
    assert (held.state, held.cancelled_at, held.sealed) == (
        State.CANCELLED,
        NOON + 10 * MINUTE - timedelta(microseconds=1),
        "",
    )
    assert not Message.objects.left().exists()
    assert mailoutbox == []


def test_held_message_leaves_when_its_time_has_come(db, enqueue, clock, mailoutbox):
    held = enqueue(not_before=NOON + 10 * MINUTE)
    clock.at = NOON + 10 * MINUTE

    assert delivery.deliver(held.pk, now=clock) == "sent"
    assert len(mailoutbox) == 1


def test_cancel_takes_only_its_own(db, enqueue, clock):
    left = enqueue(key="claim:A:1")
    delivery.deliver(left.pk, now=clock)
    enqueue(key="claim:A:2")
    enqueue(key="claim:a:3")
    enqueue(key="claim:B:4")
    enqueue(key="claim%A:5")

    assert actions.cancel(key_prefix="claim:A:", at=NOON) == 1

    states = dict(Message.objects.values_list("key", "state"))
    assert states == {
        "claim:A:1": State.SENT,
        "claim:A:2": State.CANCELLED,
        "claim:a:3": State.WAITING,
        "claim:B:4": State.WAITING,
        "claim%A:5": State.WAITING,
    }


def test_cancel_leaves_what_is_being_sent(db, enqueue):
    enqueue()
    Message.objects.update(state=State.SENDING, attempts=1)

    assert actions.cancel(key_prefix="claim:1:", at=NOON) == 0
    assert Message.objects.left().count() == 1


def test_cancel_without_prefix_is_refused(db):
    with pytest.raises(ValueError, match="empty prefix"):
        actions.cancel(key_prefix="", at=NOON)


@pytest.mark.parametrize("state", [State.REFUSED, State.DEAD])
def test_failed_message_is_sent_again(db, enqueue, clock, mailoutbox, state):
    message = enqueue()
    Message.objects.update(state=state, attempts=20, last_error="550 No such mailbox", next_attempt_at=NOON)

    again = actions.send_again(message.pk, at=NOON + MINUTE)

    assert (again.state, again.attempts, again.next_attempt_at) == (State.WAITING, 0, NOON + MINUTE)
    assert Message.objects.left().count() == 1
    clock.at = NOON + MINUTE
    assert delivery.deliver(message.pk, now=clock) == "sent"
    assert mailoutbox[0].message()["Message-ID"] == message.message_id


def test_message_that_arrived_is_not_sent_again(db, enqueue, clock):
    message = enqueue()
    delivery.deliver(message.pk, now=clock)

    with pytest.raises(actions.NothingToSendAgain):
        actions.send_again(message.pk, at=NOON)
