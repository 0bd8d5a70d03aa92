"""A product that the partner adds while it answers is compared with its rivals like any other."""

import pytest

from claims import actions
from claims.refusals import NotNow
from claims.states import RequestReason, Result, State
from reviews import actions as reviews
from reviews import arbitrations
from reviews.models import Arbitration
from reviews.sweeps import enforce
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, an_approved_claim, answer, ask, fresh
from tests.factories import a_holding, a_lead, a_product, a_reviewer

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


def decide(arbitration, winner):
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=a_lead(), at=MONDAY, text="Later work.")


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


@pytest.mark.rule("ARB-2")
def test_product_added_in_answer_joins_with_the_next_sweep_and_its_rivals_learn_it():
    rival = a_claim_under_review()
    claim = a_claim_that_also_wants(rival, a_reviewer())
    assert not Arbitration.objects.exists()

    said = list(enforce(MONDAY + MINUTE))

    assert f"{claim.code}: compared in an arbitration" in said
    assert {party.claim for party in Arbitration.objects.get().parties.standing()} == {claim, rival}
    assert rival.comments.filter(body__contains="also claimed by").exists()
    assert fresh(claim).compare_due_at is None
    assert not [line for line in enforce(MONDAY + MINUTE) if "compared" in line], "once"


@pytest.mark.rule("ARB-2", "ARB-3")
def test_arbitration_is_not_decided_over_a_claim_that_came_meanwhile():
    first, second = a_claim_under_review(), None
    tenant, product = first.tenant, first.products.get().product
    second = a_claim_under_review(tenant=tenant, products=[product])
    late = a_claim_that_also_wants(first, a_reviewer())
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim=first)

    with pytest.raises(NotNow, match="takes part now"):
        decide(arbitration, winner)

    assert {party.claim for party in arbitration.parties.standing()} == {first, second, late}
    decide(arbitration, winner)
    lost = late.products.get(product=product)
    assert (lost.result, fresh(late).state) == (Result.LOST, State.UNDER_REVIEW)


@pytest.mark.rule("EDT-1", "ARB-3")
def test_party_that_takes_the_product_off_stays_in_the_record():
    first = a_claim_under_review()
    product = first.products.get().product
    second = a_claim_under_review(tenant=first.tenant, products=[product])
    third = a_claim_under_review(tenant=first.tenant, products=[product])
    ask(third)
    other = a_holding(third.tenant, a_product()).product
    actions.choose_products(third.pk, by=third.created_by, at=MONDAY + MINUTE, workloads=[other])
    arbitration = Arbitration.objects.get()

    list(enforce(MONDAY + 5 * MINUTE))

    gone = arbitration.parties.get(claim=third)
    assert (gone.left_at, gone.claim_product) == (MONDAY + MINUTE, None)
    assert {party.claim for party in arbitration.parties.standing()} == {first, second}
    decide(arbitration, arbitration.parties.get(claim=first))
    assert arbitration.parties.get(claim=third).won is None

    actions.choose_products(third.pk, by=third.created_by, at=MONDAY + 9 * MINUTE, workloads=[other, product])
    answer(fresh(third), at=MONDAY + 10 * MINUTE)
    list(enforce(MONDAY + 11 * MINUTE))
    anew = Arbitration.objects.get(closed_at=None)
    assert {(party.claim, party.is_incumbent) for party in anew.parties.standing()} == {
        (first, True),
        (third, False),
    }


@pytest.mark.rule("REV-4", "ARB-3")
def test_decision_keeps_what_was_ticked_for_each_party(client):
    first = a_claim_under_review()
    second = a_claim_under_review(tenant=first.tenant, products=[first.products.get().product])
    for claim, verdict in ((first, "met"), (second, "not_met")):
        reviews.tick(
            claim.pk, by=claim.reviewer, at=MONDAY, point=RequestReason.DATES, verdict=verdict, note="March."
        )
    arbitration = Arbitration.objects.get()

    decide(arbitration, arbitration.parties.get(claim=first))

    kept = {party.claim: party.kept_checklist.points for party in arbitration.parties.all()}
    assert [kept[claim][0]["verdict"] for claim in (first, second)] == ["met", "not_met"]
    assert (kept[second][0]["note"], kept[second][0]["by"]) == ("March.", str(second.reviewer))
    lena = a_lead()
    reviews.reverse(second.pk, by=lena, at=MONDAY + MINUTE, text="Looked again.")
    assert not second.checklist.exists()
    client.force_login(lena)
    shown = client.get(f"/review/arbitrations/{arbitration.pk}/").context["parties"]
    assert {party.claim: [point.verdict for point in party.ticked] for party in shown} == {
        first: ["Met"],
        second: ["Not met"],
    }
