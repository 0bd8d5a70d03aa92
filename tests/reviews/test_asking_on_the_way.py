"""What partners of record read of a request to all, and what can happen before the decision (ARB-3, ARB-4)."""

import threading

import pytest
from django.db import connections

from claims import actions as claims
from claims.refusals import NotNow
from claims.states import PartnerReason, RejectionReason, State
from directory.models import Association
from reviews import actions, arbitrations
from reviews.models import Arbitration, JointRequest
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    PDF,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    an_official_claim,
    an_upload,
    answer,
    fresh,
)
from tests.factories import (
    a_lead,
    a_location,
    a_product,
    a_reviewer,
    a_subscription,
    an_association,
)

from .asking import BEFORE_PATRICK, DAY, WORDS, ask_all, rivals

pytestmark = pytest.mark.django_db


# Partners of record


@pytest.mark.rule("ARB-4", "LIF-6")
def test_partner_of_record_reads_the_questions_once_they_can_not_be_taken_back(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)

    list(enforce(later + 9 * MINUTE))
    assert not held.comments.filter(written_by=lena).exists()
    list(enforce(later + 10 * MINUTE))
    list(enforce(later + 11 * MINUTE))

    said = held.comments.get(written_by=lena).body
    assert "Please say when the work was done." in said
    assert "Dates missing or older than twelve months: On which days?" in said
    # Good Friday and Easter Monday are in between.
    assert "Wed 8 Apr 2026" in said or "Tue 7 Apr 2026" in said
    assert "Fabrikam" not in said
    assert fresh(held).state == State.APPROVED
    claims.add_file(
        held.pk, by=held.created_by, at=later + DAY, upload=an_upload(PDF + b"2"), name="more.pdf"
    )


@pytest.mark.rule("ARB-4", "LIF-6")
def test_partner_of_record_never_hears_of_what_was_taken_back(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)
    actions.take_back_all(Arbitration.objects.get().pk, by=lena, at=later + MINUTE)

    list(enforce(later + 11 * MINUTE))

    assert not held.comments.filter(written_by=lena).exists()


@pytest.mark.rule("ARB-4", "ARB-3")
def test_partner_of_record_that_says_nothing_holds_nobody_up(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    rival = a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)
    answer(rival, at=later + DAY)

    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=rival)
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=later + 2 * DAY, text="Later.")

    assert fresh(held).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    assert Association.objects.live().get().partner == munich.partner


@pytest.mark.rule("ARB-4", "AFT-4")
def test_imported_partner_of_record_is_no_obstacle_to_asking(munich, lena):
    subscription = a_subscription(a_customer())
    an_association(subscription=subscription, source=Association.Source.IMPORT)
    rival = a_claim_under_review(location=munich, subscription=subscription)

    ask_all(lena)
    list(enforce(MONDAY + 10 * MINUTE))

    assert fresh(rival).state == State.ACTION_REQUIRED
    assert JointRequest.objects.get().incumbents_told_at == MONDAY + 10 * MINUTE


# What can happen in the middle


@pytest.mark.rule("ARB-3", "CLK-4")
def test_party_that_does_not_answer_lapses_and_the_others_are_decided(dublin, munich, lena):
    ours, theirs, third = rivals(dublin, munich, a_location())
    ask_all(lena)
    until = fresh(ours).due_at
    answer(ours, at=MONDAY + DAY)
    answer(third, at=MONDAY + DAY)
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=ours)
    with pytest.raises(NotNow, match=f"{theirs.code} is Partner action required"):
        arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=MONDAY + 2 * DAY, text="")

    list(enforce(until))
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=until + MINUTE, text="")

    assert fresh(theirs).rejection_reason == RejectionReason.NO_PARTNER_RESPONSE
    assert fresh(third).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    assert fresh(ours).state == State.APPROVED


@pytest.mark.rule("ARB-3", "LIF-5")
def test_withdrawal_in_the_middle_leaves_the_date_of_the_others(dublin, munich, lena):
    ours, theirs, third = rivals(dublin, munich, a_location(), at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)
    until = fresh(theirs).due_at

    claims.withdraw(ours.pk, by=ours.created_by, at=BEFORE_PATRICK + DAY, reason=PartnerReason.WRONG_MPN_ID)

    assert (fresh(theirs).due_at, fresh(third).due_at) == (until, until)


# Starting what waits


@pytest.mark.rule("ARB-2", "ARB-3")
def test_lead_starts_what_waits_with_one_click_and_can_decide(dublin, munich, lena):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(location=dublin, subscription=subscription)
    held_up = a_submitted_claim(location=munich, subscription=subscription)
    claims.take(held_up.pk, reviewer=(rosa := a_reviewer()), by=rosa, at=MONDAY)
    a_claim_under_review(subscription=subscription)
    arbitration = Arbitration.objects.get()

    started = actions.start_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)

    assert {claim.pk for claim in started} == {ours.pk, held_up.pk}
    assert {fresh(ours).reviewer, fresh(held_up).reviewer} == {lena}
    assert Arbitration.objects.get() == arbitration
    with pytest.raises(NotNow, match="No review waits"):
        actions.start_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)
    winner = arbitration.parties.get(claim_product__claim=ours)
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=MONDAY + 2 * MINUTE, text="")
    assert fresh(ours).state == State.APPROVED


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("ARB-3", "LIF-7")
def test_two_leads_who_ask_at_once_ask_once(dublin, munich):
    rivals(dublin, munich)
    arbitration_id, gate, said = Arbitration.objects.get().pk, threading.Barrier(2), []

    def ask(lead):
        try:
            gate.wait(timeout=30)
            said.append(actions.ask_all(arbitration_id, by=lead, at=MONDAY, **WORDS))
        except NotNow as refusal:
            said.append(refusal.message)
        finally:
            connections.close_all()

    asking = [threading.Thread(target=ask, args=[lead]) for lead in (a_lead(), a_lead())]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(timeout=60)

    assert JointRequest.objects.count() == 1
    assert sum(isinstance(each, JointRequest) for each in said) == 1
    assert sum("Partner action required" in str(each) for each in said) == 1
