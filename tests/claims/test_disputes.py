"""A rejection is disputed once, within thirty days, and answered by a lead who did not decide it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import PartnerRole
from claims import actions
from claims.actions.disputing import can_dispute
from claims.models import Dispute
from claims.refusals import ClaimMoved, NotNow, TooLate
from claims.states import RejectionReason, State
from outbox.models import Message
from reviews import actions as reviews
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    PDF,
    a_claim_to_answer,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    an_upload,
    fresh,
)
from tests.factories import a_filer, a_lead, a_location, a_member, a_reviewer

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


def dispute(claim, by=None, at=LATER, justification="The proof is on page two."):
    return actions.raise_dispute(claim.pk, by=by or claim.created_by, at=at, justification=justification)


def a_disputed_claim():
    claim = a_rejected_claim()
    dispute(claim)
    return fresh(claim)


@pytest.mark.rule("DSP-1")
def test_dispute_waits_for_a_lead_and_is_in_the_history():
    claim = a_rejected_claim()

    raised = dispute(claim, justification="  The proof is on page two.  ")

    claim = fresh(claim)
    assert (claim.state, claim.disputed_at) == (State.REJECTED, LATER)
    assert (raised.raised_by, raised.justification) == (claim.created_by, "The proof is on page two.")
    assert claim.events.get(kind="disputed").text == "The proof is on page two."
    assert not can_dispute(claim, claim.created_by, LATER)


@pytest.mark.rule("DSP-1")
def test_dispute_needs_a_justification():
    claim = a_rejected_claim()

    with pytest.raises(NotNow, match="Say why the rejection is wrong."):
        dispute(claim, justification="  \n ")

    assert not Dispute.objects.exists()


@pytest.mark.rule("DSP-1", "PPL-2", "PPL-5")
def test_who_disputes():
    claim = a_rejected_claim()
    refused = [
        a_member(claim.partner, PartnerRole.INCENTIVES_USER),
        a_filer(a_location().partner),
        a_filer(claim.partner, a_location(claim.partner)),
        claim.reviewer,
        a_lead(),
    ]

    for person in refused:
        assert not can_dispute(claim, person, LATER)
        with pytest.raises(PermissionDenied):
            dispute(claim, by=person)
    billing = a_member(claim.partner, PartnerRole.BILLING_ADMIN)
    assert can_dispute(claim, billing, LATER)
    assert dispute(claim, by=billing).raised_by == billing


@pytest.mark.rule("DSP-1")
@pytest.mark.parametrize(
    "make", [a_submitted_claim, a_claim_under_review, a_claim_to_answer, an_approved_claim]
)
def test_only_a_rejection_is_disputed(make):
    claim = make()

    assert not can_dispute(claim, claim.created_by, LATER)
    with pytest.raises(ClaimMoved):
        dispute(claim)


@pytest.mark.rule("DSP-1", "CLK-7")
def test_thirty_calendar_days_to_the_second():
    claim = a_rejected_claim()
    end = MONDAY + timedelta(days=30)

    assert can_dispute(claim, claim.created_by, end - timedelta(microseconds=1))
    assert not can_dispute(claim, claim.created_by, end)
    with pytest.raises(TooLate, match="A rejection can be disputed for 30 days."):
        dispute(claim, at=end)
    dispute(claim, at=end - timedelta(microseconds=1))


@pytest.mark.rule("DSP-1")
def test_upheld_rejection_is_final():
    claim, lead = a_disputed_claim(), a_lead()

    actions.uphold(claim.pk, by=lead, at=LATER + MINUTE, text="It stays.")

    claim = fresh(claim)
    assert (claim.state, claim.disputed_at) == (State.REJECTED, None)
    answered = claim.dispute
    assert (answered.outcome, answered.settled_by, answered.text) == ("upheld", lead, "It stays.")
    with pytest.raises(NotNow, match="was disputed before"):
        dispute(claim)
    with pytest.raises(ClaimMoved):
        actions.uphold(claim.pk, by=lead, at=LATER + 2 * MINUTE, text="Once more.")
    with pytest.raises(NotNow):
        reviews.accept_dispute(claim.pk, by=lead, at=LATER + 2 * MINUTE, text="After all.")
    told = Message.objects.filter(about=claim.code, kind="dispute_settled")
    assert {message.recipient for message in told} == {claim.created_by.email, claim.own_contact_email}
    assert not any(lead.name in message.text for message in told)


@pytest.mark.rule("DSP-1", "PPL-3")
def test_decider_and_reviewers_do_not_answer_the_dispute():
    decider = a_lead()
    claim = a_rejected_claim(reviewer=decider)
    dispute(claim)

    for person in (decider, a_reviewer(), claim.created_by):
        with pytest.raises(PermissionDenied):
            actions.uphold(claim.pk, by=person, at=LATER, text="No.")
        with pytest.raises(PermissionDenied):
            reviews.accept_dispute(claim.pk, by=person, at=LATER, text="Yes.")
    assert fresh(claim).disputed_at == LATER


@pytest.mark.rule("DSP-1")
def test_accepted_dispute_opens_every_product_again():
    claim, lead = a_disputed_claim(), a_lead()
    decider = claim.reviewer

    reviews.accept_dispute(claim.pk, by=lead, at=LATER + MINUTE, text="You are right.")

    claim = fresh(claim)
    assert (claim.state, claim.rejection_reason, claim.decided_at) == (State.UNDER_REVIEW, "", None)
    assert (claim.reviewer, claim.barred_reviewer, claim.disputed_at) == (None, decider, None)
    assert set(claim.products.values_list("result", flat=True)) == {"pending"}
    decision = claim.decisions.get()
    assert (decision.undone_at, decision.undone_by) == (LATER + MINUTE, lead)
    assert (claim.dispute.outcome, claim.dispute.settled_by) == ("reopened", lead)


@pytest.mark.rule("DSP-1", "CLK-4")
def test_rejection_by_the_clock_can_be_disputed_and_bars_nobody():
    claim = a_claim_to_answer()
    reviewer, at = claim.reviewer, claim.due_at
    list(enforce(at))

    dispute(fresh(claim), at=at + MINUTE)
    reviews.accept_dispute(claim.pk, by=a_lead(), at=at + 2 * MINUTE, text="The answer was lost.")

    claim = fresh(claim)
    assert (claim.state, claim.barred_reviewer) == (State.UNDER_REVIEW, None)
    assert actions.take(claim.pk, reviewer=reviewer, by=reviewer, at=at + 3 * MINUTE).reviewer == reviewer


@pytest.mark.rule("DSP-1")
def test_more_proof_is_taken_while_the_dispute_waits():
    claim = a_disputed_claim()
    upload = an_upload(PDF + b"more", "more.pdf")

    actions.add_file(claim.pk, by=claim.created_by, at=LATER, upload=upload, name="more.pdf")

    assert claim.files.count() == 2


@pytest.mark.rule("DSP-1", "LIF-6")
def test_decision_that_is_taken_back_leaves_no_dispute_of_it():
    claim = a_rejected_claim()
    dispute(claim, at=MONDAY + MINUTE)
    at = MONDAY + 2 * MINUTE

    reviews.take_back(claim.pk, by=claim.reviewer, at=at)

    assert not Dispute.objects.filter(claim=claim).exists()
    assert fresh(claim).disputed_at is None
    assert not claim.deadlines.running().filter(kind="dispute_answer").exists()


@pytest.mark.rule("LIF-4", "DSP-1")
def test_second_rejection_is_final():
    claim = a_disputed_claim()
    lead = a_lead()
    reviews.accept_dispute(claim.pk, by=lead, at=LATER, text="Once more.")
    actions.take(claim.pk, reviewer=lead, by=lead, at=LATER)
    actions.reject(claim.pk, by=lead, at=LATER + MINUTE, reason=RejectionReason.POE_UNAVAILABLE, text="No.")

    with pytest.raises(NotNow, match="was disputed before"):
        dispute(claim, at=LATER + 2 * MINUTE)
    told = Message.objects.filter(kind="rejected", recipient=claim.submitted_by.email).order_by("-pk")
    assert ["is final" in message.text for message in told] == [True, False]


@pytest.mark.rule("DSP-1", "LIF-6")
def test_rejection_taken_back_leaves_the_one_dispute_for_the_next():
    claim = a_rejected_claim()
    actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY + MINUTE, justification="Look again.")
    actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 5 * MINUTE)
    again = MONDAY + 6 * MINUTE
    actions.reject(claim.pk, by=claim.reviewer, at=again, reason=RejectionReason.INSUFFICIENT_POE, text="No.")

    dispute = actions.raise_dispute(
        claim.pk, by=claim.created_by, at=again + MINUTE, justification="Still wrong."
    )

    assert dispute.outcome == ""
    assert fresh(claim).disputed_at == again + MINUTE


@pytest.mark.rule("DSP-1")
def test_upheld_rejection_is_final_for_leads_too():
    claim = a_rejected_claim()
    actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY + MINUTE, justification="Look again.")
    actions.uphold(claim.pk, by=a_lead(), at=MONDAY + 2 * MINUTE, text="It stays.")

    with pytest.raises(NotNow, match="final"):
        actions.reverse(claim.pk, by=a_lead(), at=MONDAY + 3 * MINUTE, text="After all.")
