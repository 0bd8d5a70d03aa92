"""A decision against whatever else happens to the claim at that moment: one succeeds, the other is told."""

import pytest

from accounts.actors import Customer
from claims import actions as claims
from claims.models import Decision
from claims.refusals import ClaimMoved, NotNow, TooLate
from claims.states import PartnerReason, RejectionReason, RequestReason, State
from outbox.models import Message
from reviews import actions
from reviews.rehearsing import rehearse
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, fresh
from tests.claims.test_races import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]
LATER = MONDAY + MINUTE
ROUNDS = 4


def decisions(claim):
    """The same reviewer in two windows: each saw the same version."""
    common = {"by": claim.reviewer, "at": LATER, "seen": claim.version}
    reason = RejectionReason.POE_UNAVAILABLE
    return {
        "approve": lambda: actions.approve(claim.pk, **common),
        "reject": lambda: actions.reject(claim.pk, **common, reason=reason, text="It does not open."),
        "ask": lambda: actions.ask(claim.pk, **common, text="Please.", points={RequestReason.DATES: "When?"}),
    }


@pytest.mark.rule("LIF-7")
@pytest.mark.parametrize("pair", [("approve", "reject"), ("ask", "approve"), ("reject", "ask")])
def test_two_decisions_at_once_are_one(pair):
    for _round in range(ROUNDS):
        claim = a_claim_under_review()
        made = decisions(claim)

        outcomes = at_once(*[made[name] for name in pair])

        [refusal] = refusals(outcomes)
        assert type(refusal) is ClaimMoved
        assert claim.reviewer.name in str(refusal) or "customer" in str(refusal)
        assert Decision.objects.filter(claim=claim).count() + claim.requests.count() == 1
        assert fresh(claim).state != State.UNDER_REVIEW


@pytest.mark.rule("LIF-7", "LIF-5")
@pytest.mark.parametrize("move", ["approve", "reject", "ask"])
def test_decision_against_withdrawal_has_one_winner(move):
    for _round in range(ROUNDS):
        claim = a_claim_under_review()

        outcomes = at_once(
            decisions(claim)[move],
            lambda claim=claim: claims.withdraw(
                claim.pk, by=claim.created_by, at=LATER, seen=claim.version, reason=PartnerReason.WRONG_MPN_ID
            ),
        )

        assert [type(refusal) for refusal in refusals(outcomes)] == [ClaimMoved]
        withdrawn = fresh(claim).rejection_reason == RejectionReason.PARTNER_REQUEST
        assert withdrawn == isinstance(outcomes[0], ClaimMoved)


@pytest.mark.rule("LIF-7", "CON-1")
@pytest.mark.parametrize("move", ["reject", "ask"])
def test_decision_against_the_customers_no_never_hides_it(move):
    for _round in range(ROUNDS):
        claim = a_claim_under_review()

        outcomes = at_once(
            decisions(claim)[move],
            lambda claim=claim: claims.decline(claim.pk, by=Customer(claim.contact_email), at=LATER),
        )

        # A claim that was asked about can still be declined; one that was rejected has ended already.
        assert {type(refusal) for refusal in refusals(outcomes)} <= {ClaimMoved, NotNow, TooLate}
        assert fresh(claim).state == State.REJECTED
        if move == "ask":
            assert fresh(claim).rejection_reason == RejectionReason.CUSTOMER_DENIAL


@pytest.mark.rule("REV-5", "LIF-7")
def test_preview_beside_a_decision_neither_decides_nor_is_in_its_way():
    for _round in range(ROUNDS):
        claim = a_claim_under_review()
        made = decisions(claim)

        rehearsed, decided = at_once(
            lambda claim=claim, made=made: rehearse(
                claim.pk, made["reject"], by=claim.reviewer, templates=["claims/parts/decision.html"]
            ),
            made["approve"],
        )

        assert not isinstance(decided, Exception)
        assert isinstance(rehearsed, ClaimMoved) or len(rehearsed.letters) == 2
        assert fresh(claim).state == State.APPROVED
        assert not Message.objects.filter(about=claim.code, kind="rejected").exists()
