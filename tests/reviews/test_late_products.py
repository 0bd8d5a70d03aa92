"""A product that the partner adds while it answers is compared with its rivals like any other."""

import pytest

from claims import actions
from claims.refusals import NotNow
from claims.states import State
from reviews import actions as reviews
from reviews.models import Arbitration
from tests.claim_factories import MONDAY, a_claim_under_review, an_approved_claim, answer, ask, fresh
from tests.factories import a_lead, a_reviewer

pytestmark = pytest.mark.django_db


def a_claim_that_also_wants(rival, reviewer):
    """Under review for a product of its own, when the partner adds the rival's to it."""
    product = rival.products.get().product
    claim = a_claim_under_review(tenant=rival.tenant, reviewer=reviewer)
    ask(claim)
    wanted = [claim.products.get().product, product]
    actions.choose_products(claim.pk, by=claim.created_by, at=MONDAY, seen=None, workloads=wanted)
    answer(fresh(claim), at=MONDAY)
    return fresh(claim)


@pytest.mark.rule("ARB-2")
@pytest.mark.parametrize("make", [a_claim_under_review, an_approved_claim])
def test_product_added_in_answer_is_not_approved_outside_an_arbitration(make):
    rival = make()
    claim = a_claim_that_also_wants(rival, a_reviewer())

    with pytest.raises(NotNow, match="It has to be decided in an arbitration"):
        reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY)

    assert fresh(claim).state == State.UNDER_REVIEW
    arbitration = Arbitration.objects.open().get()
    assert {party.claim_product.claim for party in arbitration.parties.all()} == {claim, rival}
    with pytest.raises(NotNow, match="is in an arbitration"):
        reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY)


@pytest.mark.rule("ARB-2", "LIF-3")
def test_claim_is_approved_without_the_product_that_others_want():
    rival = a_claim_under_review()
    claim = a_claim_that_also_wants(rival, a_reviewer())
    late = claim.products.get(product=rival.products.get().product)

    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY, removed={late.pk: "Not proved."})

    assert fresh(claim).state == State.APPROVED
    assert fresh(rival).state == State.UNDER_REVIEW


@pytest.mark.rule("ARB-2")
def test_rival_that_ended_stands_in_nobody_s_way():
    rival = a_claim_under_review()
    claim = a_claim_that_also_wants(rival, a_lead())
    actions.withdraw(rival.pk, by=rival.created_by, at=MONDAY, reason="wrong_activity")

    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY)

    assert fresh(claim).state == State.APPROVED
