"""An arbitration's incumbent whose association ends and begins anew while it is open."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from accounts.actors import Customer
from claims import actions as claims
from claims.refusals import NotNow
from claims.states import PartnerReason, Result, State
from directory.models import Association
from reviews import actions, arbitrations
from reviews.models import Arbitration
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_claim_under_review,
    a_customer,
    an_official_claim,
    fresh,
)
from tests.factories import a_lead, a_location, a_partner, a_subscription

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = MONDAY + DAY


def a_place():
    return a_location(a_partner())


def opt_out_and_back(claim):
    """The incumbent's association ends, and another one begins."""
    customer = Customer(claim.contact_email)
    claims.decline(claim.pk, by=customer, at=LATER)
    claims.change_mind(claim.pk, by=customer, at=LATER + MINUTE)


@pytest.mark.rule("ARB-2", "CON-3")
def test_incumbent_whose_customer_agreed_after_all_is_compared_again():
    subscription = a_subscription(a_customer())
    incumbent = a_claim_in_window(location=a_place(), subscription=subscription)
    rival = a_claim_under_review(location=a_place(), subscription=subscription)
    opt_out_and_back(incumbent)

    with pytest.raises(NotNow, match="decided in an arbitration"):
        actions.approve(rival.pk, by=rival.reviewer, at=LATER + 2 * MINUTE)

    standing = Arbitration.objects.get().parties.standing()
    assert set(standing.values_list("claim_product__claim", "association__ended_at")) == {
        (incumbent.pk, None),
        (rival.pk, None),
    }
    assert fresh(rival).state == State.UNDER_REVIEW


@pytest.mark.rule("ARB-1", "ARB-3")
def test_decision_over_an_incumbent_that_came_back_is_refused_in_words():
    subscription = a_subscription(a_customer())
    incumbent = a_claim_in_window(location=a_place(), subscription=subscription)
    rival = a_claim_under_review(location=a_place(), subscription=subscription)
    a_claim_under_review(location=a_place(), subscription=subscription)
    opt_out_and_back(incumbent)
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=rival)
    lena = a_lead()

    with pytest.raises(NotNow, match="became the partner of record since"):
        arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=LATER + 2 * MINUTE, text="")
    assert arbitration.parties.standing().count() == 3
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=LATER + 3 * MINUTE, text="")

    assert Association.objects.live().get().partner == rival.partner
    assert fresh(incumbent).rejection_reason == "lost_in_arbitration"


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("LIF-7", "ARB-3")
def test_incumbent_that_is_giving_up_at_this_moment_does_not_win():
    at = MONDAY + 10 * DAY
    subscription = a_subscription(a_customer())
    incumbent = an_official_claim(location=a_place(), subscription=subscription)
    rival = a_claim_under_review(location=a_place(), subscription=subscription, at=at)
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=incumbent)
    lena, outcome = a_lead(), []

    def decide():
        try:
            arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=at + MINUTE, text="")
        except Exception as refusal:
            outcome.append(refusal)
        finally:
            connections.close_all()

    deciding = threading.Thread(target=decide)
    with transaction.atomic():
        reason = PartnerReason.NO_LONGER_WORKING
        claims.give_up(incumbent.pk, by=incumbent.created_by, at=at + MINUTE, reason=reason)
        deciding.start()
        deciding.join(timeout=1)
        assert deciding.is_alive()
    deciding.join(timeout=30)

    assert [type(refusal) for refusal in outcome] == [NotNow]
    assert "no longer takes part" in str(outcome[0])
    assert fresh(rival).state == State.UNDER_REVIEW


@pytest.mark.rule("LIF-7", "ARB-3")
def test_claim_that_moved_after_the_lead_read_the_clock_is_decided_all_the_same():
    subscription = a_subscription(a_customer())
    ours = a_claim_under_review(location=a_place(), subscription=subscription, at=LATER)
    theirs = a_claim_under_review(location=a_place(), subscription=subscription, at=LATER)
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=ours)

    a_moment_before = LATER - timedelta(milliseconds=5)
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=a_lead(), at=a_moment_before, text="")

    assert (fresh(ours).state, fresh(theirs).state) == (State.APPROVED, State.REJECTED)
    assert fresh(ours).decided_at == LATER


@pytest.mark.rule("LIF-6", "ARB-2")
def test_reversed_loser_is_compared_anew_with_who_won():
    subscription = a_subscription(a_customer())
    loser = a_claim_under_review(location=a_place(), subscription=subscription)
    winner = a_claim_under_review(location=a_place(), subscription=subscription)
    first, lena = Arbitration.objects.get(), a_lead()
    party = first.parties.get(claim_product__claim=winner)
    arbitrations.decide(first.pk, winner_id=party.pk, by=lena, at=LATER, text="")

    actions.reverse(loser.pk, by=lena, at=LATER + DAY, text="A file had been overlooked.")

    assert fresh(loser).state == State.UNDER_REVIEW
    assert loser.products.get().result == Result.PENDING
    again = Arbitration.objects.get(closed_at=None)
    assert {party.claim_product.claim for party in again.parties.standing()} == {loser, winner}
    assert fresh(winner).state == State.APPROVED
