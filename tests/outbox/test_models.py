import pytest
from django.db import IntegrityError, transaction

from outbox.models import Message
from outbox.states import State

from .conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("message_state_is_known", {"state": "lost"}),
        ("message_channel_is_known", {"channel": "fax"}),
        ("message_sent_at_iff_sent", {"state": State.SENT}),
        ("message_sent_at_iff_sent", {"sent_at": NOON}),
        ("message_cancelled_at_iff_cancelled", {"state": State.CANCELLED}),
        ("message_cancelled_at_iff_cancelled", {"cancelled_at": NOON}),
        ("message_attempts_not_negative", {"attempts": -1}),
        ("message_keeps_no_secret_at_its_end", {"state": State.SENT, "sent_at": NOON, "sealed": "x"}),
        (
            "message_keeps_no_secret_at_its_end",
            {"state": State.CANCELLED, "cancelled_at": NOON, "sealed": "x"},
        ),
        ("message_is_mail_or_document", {"recipient": ""}),
        ("message_is_mail_or_document", {"document": {}}),
        ("message_is_mail_or_document", {"channel": "document"}),
    ],
)
def test_constraint_refuses(enqueue, constraint, fields):
    message = enqueue()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**fields)


def test_key_is_unique(enqueue):
    message = enqueue()
    message.pk, message.message_id = None, "<another@portal.example>"

    with pytest.raises(IntegrityError), transaction.atomic():
        message.save()


def test_querysets_read_as_they_say(enqueue):
    for state in (State.WAITING, State.SENDING, State.REFUSED, State.DEAD):
        enqueue(key=state, about="CPOR-1")
        Message.objects.filter(key=state).update(state=state)
    enqueue(key="other", about="CPOR-2", not_before=NOON.replace(hour=13))

    assert {each.key for each in Message.objects.due(NOON)} == {"waiting", "sending"}
    assert {each.key for each in Message.objects.undelivered()} == {"refused", "dead"}
    assert {each.key for each in Message.objects.about("CPOR-2")} == {"other"}
