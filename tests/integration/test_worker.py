"""The schedule in processes of its own: what is due is done, once, even when the worker dies in the middle."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Batch, Claim, Deadline, Event, ProofReading
from claims.states import ClockKind, RejectionReason, State
from consent.models import HandOff
from directory.models import Association
from outbox.models import Message
from tests.batch_factories import a_row, a_sheet, an_upload, states
from tests.claim_factories import (
    a_claim_in_window,
    a_claim_to_answer,
    a_submitted_claim,
    an_approved_claim,
    fresh,
)
from tests.factories import a_filer, a_lead, a_location, a_reviewer

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(240),
    pytest.mark.django_db(transaction=True),
    pytest.mark.each_database,
]
LAPSES = 30


@pytest.fixture
def long_ago():
    """All that began then is due by now."""
    return timezone.now() - timedelta(days=25)


def nothing_waits():
    """On a weekend, what can wait does so until Monday; here Monday comes at once."""
    now = timezone.now()
    held = Message.objects.filter(state="waiting", next_attempt_at__gt=now + timedelta(hours=1))
    held.update(not_before=now, next_attempt_at=now)
    return not Message.objects.filter(state__in=["waiting", "sending"]).exists()


@pytest.mark.rule("CLK-2", "CLK-4", "CON-4", "AFT-1", "POE-3", "FIL-8")
def test_worker_enforces_what_is_due_and_delivers_what_waits(
    celery_worker, broker_url, smtp_server, settings, long_ago
):
    lead, reviewer = a_lead(), a_reviewer()
    unanswered = a_claim_to_answer(reviewer=reviewer, at=long_ago)
    untouched = a_submitted_claim(at=long_ago)
    approved = an_approved_claim(reviewer=reviewer, at=long_ago, contact_email="carla@approved.example")
    accepted = a_claim_in_window(reviewer=reviewer, at=long_ago)
    location = a_location()
    upload = an_upload(
        a_filer(location.partner), a_sheet([a_row(location)]), partner=location.partner, at=long_ago
    )
    began_at = timezone.now()

    worker = celery_worker(broker_url, EMAIL_URL=smtp_server.url, READING_SECONDS="1")
    worker.wait_for(
        lambda: (
            fresh(unanswered).state == State.REJECTED
            and fresh(untouched).reviewer_id
            and fresh(approved).window_ends_at
            and HandOff.objects.exists()
            and nothing_waits()
            and not ProofReading.objects.filter(status="waiting").exists()
            and not Batch.objects.at_work().exists()
        ),
        what="every clock, all mail, all files and the upload",
        seconds=90,
    )

    # The files of these claims are empty pages.
    assert set(ProofReading.objects.values_list("status", flat=True)) == {"no_text"}
    assert states(upload) == ["draftable"]
    assert fresh(unanswered).rejection_reason == RejectionReason.NO_PARTNER_RESPONSE
    # Who has least to do by then depends on which of the sweeps came first.
    assigned = fresh(untouched).reviewer
    assert fresh(untouched).state == State.SUBMITTED
    assert assigned in {lead, reviewer}
    # The window began when the mail server had the notice, which it has only now.
    assert fresh(approved).windows.get().opened_at > began_at
    assert Association.objects.get(partner=accepted.partner).official_at == accepted.window_ends_at
    assert HandOff.objects.get().claim == accepted
    documents = [json.loads(path.read_text()) for path in settings.HANDOFF_DIR.glob("*.json")]
    assert [document["claim"] for document in documents].count(accepted.code) == 1
    written_to = Counter(address for each in smtp_server.received for address in each.recipients)
    assert (
        written_to["carla@approved.example"]
        == Message.objects.filter(recipient="carla@approved.example").count()
    )
    subjects = {
        (recipient, each.message["Subject"].split(" [")[0])
        for each in smtp_server.received
        for recipient in each.recipients
    }
    assert subjects >= {
        (lead.email, "A review did not start in time"),
        (assigned.email, "A claim was assigned to you"),
    }


def unanswered_claims(number, at):
    location, reviewer = a_location(), a_reviewer()
    filer = a_filer(location.partner, email="fiona@partner.example")
    return [a_claim_to_answer(location=location, by=filer, reviewer=reviewer, at=at) for _ in range(number)]


def lapses():
    return Event.objects.filter(kind="lapse").count()


def kill_when_some_are_done(worker):
    worker.wait_for(lambda: lapses() >= LAPSES // 6, what="some of the batch", pause=0.002)
    worker.kill()


@pytest.mark.rule("CLK-9")
def test_worker_killed_in_the_middle_of_a_batch_loses_nothing_and_does_nothing_twice(
    celery_worker, broker_url, smtp_server, long_ago
):
    claims = unanswered_claims(LAPSES, long_ago)
    # What the making of the claims would send is of no interest here.
    Message.objects.update(state="cancelled", cancelled_at=timezone.now(), sealed="")

    kill_when_some_are_done(celery_worker(broker_url, EMAIL_URL=smtp_server.url))
    done = lapses()
    assert 0 < done < LAPSES, "killed in the middle"
    half_sent = set(Message.objects.filter(state="sending").values_list("message_id", flat=True))
    # Nobody answers for these any more, as their lease of ten minutes will show; the test does not wait for it.
    Message.objects.filter(state="sending").update(next_attempt_at=timezone.now())

    worker = celery_worker(broker_url, EMAIL_URL=smtp_server.url)
    worker.wait_for(lambda: lapses() == LAPSES and nothing_waits(), what="the rest", seconds=60)
    worker.stop()

    assert Counter(Event.objects.filter(kind="lapse").values_list("claim_id", flat=True)) == {
        claim.pk: 1 for claim in claims
    }
    assert set(Claim.objects.values_list("state", "rejection_reason")) == {
        ("rejected", "no_partner_response")
    }
    assert set(
        Deadline.objects.filter(kind=ClockKind.ANSWER).values_list("outcome", flat=True).order_by()
    ) == {"passed"}
    mails = Message.objects.filter(kind="lapsed")
    assert Counter(mails.values_list("about", flat=True)) == {claim.code: 1 for claim in claims}
    assert set(mails.values_list("state", flat=True)) == {"sent"}
    received = Counter(
        message["Message-ID"]
        for message in smtp_server.messages
        if "no answer came in time" in message["Subject"]
    )
    assert set(received) == set(mails.values_list("message_id", flat=True))
    # A mail whose worker was killed between the server's yes and the note of it arrives twice, as the same mail.
    assert {message_id for message_id, times in received.items() if times > 1} <= half_sent
