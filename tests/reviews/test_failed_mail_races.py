"""Two sweeps at the same moment, on real connections: each failed mail is sent again once."""

import pytest

from outbox import actions as outbox
from outbox.models import Message
from reviews import actions
from reviews.actions import sending_again
from reviews.models import SendingAgain
from tests.claim_factories import MONDAY
from tests.claims.test_races import at_once
from tests.factories import a_lead

from .test_failed_mail import a_failed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("HIS-3"), pytest.mark.each_database]


@pytest.fixture
def sent(monkeypatch):
    """What was sent again, in its order; it fails anew at once."""
    sent, real = [], outbox.send_again

    def send_again(pk, *, at):
        sent.append(pk)
        real(pk, at=at)
        Message.objects.filter(pk=pk).update(state="dead")

    monkeypatch.setattr(outbox, "send_again", send_again)
    return sent


def test_two_sweeps_at_once_send_each_mail_once(sent, monkeypatch):
    monkeypatch.setattr(sending_again, "MOST_AT_ONCE", 4)
    failed = [a_failed().pk for _number in range(10)]
    sending = SendingAgain.objects.create(asked_by=a_lead(), asked_at=MONDAY, found=10)

    while SendingAgain.objects.filter(finished_at=None).exists():
        at_once(*[lambda: actions.go_on_sending(sending.pk, at=MONDAY)] * 2)

    assert sent == failed
    sending.refresh_from_db()
    assert (sending.sent, sending.left_alone) == (10, 0)
