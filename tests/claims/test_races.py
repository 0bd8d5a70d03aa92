"""Two people at once: real transactions on real connections. One wins, the other is told who did what."""

import threading
from collections import Counter

import pytest
from django.db import connection, connections

from accounts.actors import Customer
from claims import actions
from claims.models import Decision, Event
from claims.refusals import ClaimMoved, NotNow, NotReady, Refused, TooLate
from claims.states import PartnerReason, RejectionReason, State
from consent.models import Notice
from directory.models import Association
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_ready_draft,
    a_submitted_claim,
    answer,
    fresh,
)
from tests.factories import a_location, a_partner, a_product, a_reviewer, a_subscription, a_tenant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.each_database]
LATER = MONDAY + MINUTE


def at_once(*attempts):
    """Runs them in threads that start together; each gives its result or what it was refused with."""
    outcomes = [None] * len(attempts)
    start = threading.Barrier(len(attempts))

    def run(place, attempt):
        try:
            start.wait(timeout=10)
            outcomes[place] = attempt()
        except Exception as refusal:
            outcomes[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


@pytest.mark.rule("LIF-7")
@pytest.mark.parametrize("seen", [True, False])
def test_two_approvals_at_once_are_one(seen):
    claim = a_claim_under_review()
    version = claim.version if seen else None

    outcomes = at_once(
        *[lambda: reviews.approve(claim.pk, by=claim.reviewer, at=LATER, seen=version) for _ in range(4)]
    )

    assert [type(refusal) for refusal in refusals(outcomes)] == [ClaimMoved] * 3
    assert {str(refusal) for refusal in refusals(outcomes)} == {
        f"This claim has changed since you opened it: {claim.reviewer} approved the claim. (2 Mar 2026, 09:01)"
    } or all("wrote to the customer" in str(refusal) for refusal in refusals(outcomes))
    assert Decision.objects.filter(claim=claim).count() == 1
    assert Association.objects.filter(partner=claim.partner).count() == 1
    assert Notice.objects.filter(claim=claim, kind="approval").count() == 1


@pytest.mark.rule("LIF-7", "LIF-5")
def test_approval_against_withdrawal_has_one_winner():
    for _ in range(5):
        claim = a_claim_under_review()
        outcomes = at_once(
            lambda claim=claim: reviews.approve(claim.pk, by=claim.reviewer, at=LATER, seen=claim.version),
            lambda claim=claim: actions.withdraw(
                claim.pk, by=claim.created_by, at=LATER, seen=claim.version, reason=PartnerReason.WRONG_MPN_ID
            ),
        )

        assert [type(refusal) for refusal in refusals(outcomes)] == [ClaimMoved]
        live = Association.objects.live().filter(partner=claim.partner).count()
        assert live == (1 if fresh(claim).state == State.APPROVED else 0)


@pytest.mark.rule("LIF-7", "CON-1")
def test_approval_against_decline_leaves_no_association_after_a_no():
    for _ in range(5):
        claim = a_claim_under_review()
        outcomes = at_once(
            lambda claim=claim: reviews.approve(claim.pk, by=claim.reviewer, at=LATER, seen=claim.version),
            lambda claim=claim: actions.decline(claim.pk, by=Customer(claim.contact_email), at=LATER),
        )

        # The customer's no needs an open window once the claim is approved, so it comes too late then.
        assert [type(refusal) for refusal in refusals(outcomes)] in ([ClaimMoved], [TooLate])
        state, live = fresh(claim).state, Association.objects.live().filter(partner=claim.partner).count()
        assert (state, live) in ((State.APPROVED, 1), (State.REJECTED, 0))


@pytest.mark.rule("ARB-1")
@pytest.mark.timeout(300)
def test_two_rivals_for_one_subscription_have_one_winner_each_time():
    # SQLite lets one writer in at a time, so that its rounds differ little from each other.
    rounds = 100 if connection.vendor == "postgresql" else 20
    winners = Counter()
    for number in range(rounds):
        at = LATER + number * MINUTE
        if number % 10 == 0:
            subscription = a_subscription(a_tenant(domain=f"c{number}.example"))
            # Both reviews begin before either partner's rival has submitted, so that no arbitration parts them.
            rivals = [under_review_without_arbitration(subscription) for _ in range(2)]
        outcomes = at_once(
            *[
                lambda claim=claim, at=at: actions.approve(claim.pk, by=claim.reviewer, at=at)
                for claim in rivals
            ]
        )

        assert len(refusals(outcomes)) == 1, outcomes
        states = Counter(fresh(claim).state for claim in rivals)
        assert states == {State.APPROVED: 1, State.UNDER_REVIEW: 1}
        association = Association.objects.live().get(subscription=subscription)
        winners[association.location_id] += 1
        # Taken back, it is free for the next race.
        winner = association.claim_product.claim
        actions.take_back(winner.pk, by=winner.reviewer, at=at)
    assert sum(winners.values()) == rounds


def under_review_without_arbitration(subscription):
    claim = a_submitted_claim(subscription=subscription)
    return actions.start_review(claim.pk, by=a_reviewer(), at=MONDAY)


@pytest.mark.rule("ARB-2", "ARB-1")
def test_loser_of_a_race_for_a_subscription_is_brought_to_arbitration():
    subscription = a_subscription(a_tenant(domain="raced.example"))
    first, second = (under_review_without_arbitration(subscription) for _ in range(2))
    actions.approve(first.pk, by=first.reviewer, at=LATER)

    with pytest.raises(NotNow, match="arbitration"):
        reviews.approve(second.pk, by=second.reviewer, at=LATER)

    assert fresh(second).state == State.UNDER_REVIEW
    parties = second.products.get().arbitration_parties.get().arbitration.parties
    assert parties.standing().count() == 2


@pytest.mark.rule("FIL-6")
def test_submitting_five_times_at_once_submits_once():
    claim = a_ready_draft()

    outcomes = at_once(
        *[
            lambda: actions.submit(claim.pk, by=claim.created_by, at=LATER, seen=claim.version)
            for _ in range(5)
        ]
    )

    assert [type(refusal) for refusal in refusals(outcomes)] == [ClaimMoved] * 4
    assert Event.objects.filter(claim=claim, kind="submit").count() == 1
    told = Message.objects.filter(about=claim.code, kind="submitted").values_list("recipient", flat=True)
    assert sorted(told) == sorted({claim.created_by.email, claim.own_contact_email})


@pytest.mark.rule("CLK-4", "CLK-9", "LIF-7")
def test_answer_against_lapse_at_the_deadline_has_one_winner():
    claim = a_claim_to_answer()

    outcomes = at_once(
        lambda: answer(claim, at=claim.due_at - MINUTE), lambda: actions.lapse(claim.pk, at=claim.due_at)
    )

    state = fresh(claim).state
    assert state in (State.UNDER_REVIEW, State.REJECTED)
    # The clock finds nothing to do when it loses; the partner is told when it is too late.
    assert len(refusals(outcomes)) == (1 if state == State.REJECTED else 0)
    assert all(isinstance(refusal, Refused) for refusal in refusals(outcomes))


@pytest.mark.rule("CON-3")
def test_opting_out_twice_at_once_is_once():
    claim = a_claim_in_window()

    outcomes = at_once(
        *[lambda: actions.decline(claim.pk, by=Customer(claim.contact_email), at=LATER) for _ in range(3)]
    )

    assert len(refusals(outcomes)) == 2
    assert fresh(claim).rejection_reason == RejectionReason.CUSTOMER_DENIAL
    assert Association.objects.get(partner=claim.partner).end_reason == "customer_denial"


@pytest.mark.rule("REV-2", "LIF-2")
def test_two_reviewers_start_the_same_review():
    claim = a_submitted_claim()
    reviewers = [a_reviewer(), a_reviewer()]

    outcomes = at_once(
        *[
            lambda by=by: reviews.start_review(claim.pk, by=by, at=LATER, seen=claim.version)
            for by in reviewers
        ]
    )

    (refusal,) = refusals(outcomes)
    winner = fresh(claim).reviewer
    assert isinstance(refusal, ClaimMoved)
    assert (
        str(refusal)
        == f"This claim has changed since you opened it: {winner} started the review. (2 Mar 2026, 09:01)"
    )


@pytest.mark.rule("ARB-2")
def test_two_reviews_of_rivals_started_at_once_share_one_arbitration():
    for number in range(5):
        subscription = a_subscription(a_tenant(domain=f"both{number}.example"))
        rivals = [a_submitted_claim(subscription=subscription) for _ in range(2)]

        outcomes = at_once(
            *[
                lambda claim=claim: reviews.start_review(claim.pk, by=a_reviewer(), at=LATER)
                for claim in rivals
            ]
        )

        assert refusals(outcomes) == []
        arbitrations = {
            party.arbitration for claim in rivals for party in claim.products.get().arbitration_parties.all()
        }
        assert len(arbitrations) == 1


def test_the_threads_use_their_own_connections():
    names = at_once(*[lambda: id(connections["default"]) for _ in range(2)])

    assert len({*names, id(connection)}) == 3


@pytest.mark.rule("DIR-4", "FIL-6")
def test_company_that_submits_two_claims_for_one_product_at_once_gets_one():
    location, product, customer = a_location(a_partner()), a_product(), a_customer()
    drafts = [a_ready_draft(location=location, products=[product], tenant=customer) for _ in range(4)]

    outcomes = at_once(
        *[lambda draft=draft: actions.submit(draft.pk, by=draft.created_by, at=LATER) for draft in drafts]
    )

    assert [type(refusal) for refusal in refusals(outcomes)] == [NotReady] * 3
    assert sorted(fresh(draft).state for draft in drafts) == ["draft", "draft", "draft", "submitted"]
