from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from claims import actions as claims
from claims.refusals import NotNow
from claims.states import PartnerReason, RejectionReason, Result, State
from directory.models import Association
from outbox.models import Message
from reviews import actions, arbitrations, sweeps
from reviews.models import Arbitration
from tests.claim_factories import (
    MONDAY,
    PDF,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    an_official_claim,
    an_upload,
    ask,
    fresh,
)
from tests.factories import (
    a_filer,
    a_lead,
    a_location,
    a_partner,
    a_product,
    a_reviewer,
    a_subscription,
    an_association,
)

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

DAY = timedelta(days=1)
LATER = MONDAY + 30 * DAY


@pytest.fixture
def northwind():
    return a_location(a_partner(name="Northwind Consulting"))


@pytest.fixture
def fabrikam():
    return a_location(a_partner(name="Fabrikam Cloud"))


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


def party_of(arbitration, claim):
    return arbitration.parties.get(claim_product__claim=claim)


def decide(arbitration, winner, *, by, at=LATER):
    return arbitrations.decide(
        arbitration.pk, winner_id=party_of(arbitration, winner).pk, by=by, at=at, text="The better proof."
    )


def told(claim, kind):
    """Whom a message of this kind about the claim went to."""
    return set(Message.objects.filter(about=claim.code, kind=kind).values_list("recipient", flat=True))


def rivals_for_a_subscription(northwind, fabrikam):
    """Both under review, and brought together by that."""
    subscription = a_subscription(a_customer())
    ours = a_claim_under_review(location=northwind, subscription=subscription)
    theirs = a_claim_under_review(location=fabrikam, subscription=subscription)
    return fresh(ours), fresh(theirs), Arbitration.objects.get()


@pytest.mark.rule("ARB-2")
def test_rivals_for_one_subscription_join_when_a_review_starts(northwind, fabrikam):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(location=northwind, subscription=subscription)
    theirs = a_submitted_claim(location=fabrikam, subscription=subscription)
    assert not Arbitration.objects.exists()

    actions.start_review(ours.pk, by=a_reviewer(), at=MONDAY)

    arbitration = Arbitration.objects.get()
    assert arbitration.subscription == subscription
    assert {party.claim_product.claim for party in arbitration.parties.all()} == {ours, theirs}
    for claim in (ours, theirs):
        said = claim.comments.get().body
        assert "arbitration" in said
        assert claim.events.for_partner().get(kind="commented").text == said


@pytest.mark.rule("ARB-2", "LNG-1")
def test_each_partner_is_told_in_the_language_of_who_filed(northwind, fabrikam):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(location=northwind, subscription=subscription)
    theirs = a_submitted_claim(location=fabrikam, subscription=subscription)
    User.objects.filter(pk=ours.submitted_by_id).update(language="sv")

    actions.start_review(theirs.pk, by=a_reviewer(), at=MONDAY)

    assert "Bevisen jämförs" in ours.comments.get().body
    assert "The proofs are compared" in theirs.comments.get().body


@pytest.mark.rule("ARB-2")
def test_third_claim_joins_the_open_arbitration(northwind, fabrikam):
    ours, _theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)

    third = a_claim_under_review(subscription=ours.products.get().subscription)

    assert Arbitration.objects.get() == arbitration
    assert arbitration.parties.filter(claim_product__claim=third).count() == 1
    assert ours.comments.count() == 1


def test_revenue_claim_stands_beside_an_incentive_claim(northwind, fabrikam):
    subscription = a_subscription(a_customer())
    a_claim_under_review(location=northwind, subscription=subscription)
    details = {"seller_name": "Sue", "customer_name": "Contoso", "isv_solution": "Add-on"}
    a_claim_under_review(location=fabrikam, subscription=subscription, usage=False, revenue=True, **details)

    assert not Arbitration.objects.exists()


@pytest.mark.rule("ARB-2")
def test_neither_rival_is_approved_outside_the_arbitration(northwind, fabrikam):
    ours, theirs, _arbitration = rivals_for_a_subscription(northwind, fabrikam)

    for claim in (ours, theirs):
        with pytest.raises(NotNow, match="is in an arbitration"):
            actions.approve(claim.pk, by=claim.reviewer, at=MONDAY)
        assert fresh(claim).state == State.UNDER_REVIEW
    assert not Association.objects.exists()


@pytest.mark.rule("ARB-3")
def test_decision_approves_the_winner_and_rejects_the_loser_in_one_step(northwind, fabrikam, lena):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)

    decide(arbitration, ours, by=lena)

    ours, theirs = fresh(ours), fresh(theirs)
    assert ours.state == State.APPROVED
    assert (theirs.state, theirs.rejection_reason) == (State.REJECTED, RejectionReason.LOST_IN_ARBITRATION)
    assert [association.partner for association in Association.objects.live()] == [northwind.partner]
    assert theirs.products.get().result == Result.LOST
    arbitration.refresh_from_db()
    assert (arbitration.outcome, arbitration.decided_by) == ("decided", lena)
    assert {message.kind for message in Message.objects.filter(about=theirs.code)} >= {"rejected"}
    assert ours.notices.current().get().kind == "approval"


@pytest.mark.rule("ARB-3", "ARB-4")
def test_incumbent_is_told_at_once_and_keeps_its_association_until_the_decision(northwind, fabrikam, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=northwind, tenant=tenant, products=[teams])
    association = Association.objects.get()

    theirs = a_claim_under_review(location=fabrikam, tenant=tenant, products=[teams], at=LATER)

    questioned = Message.objects.filter(about=held.code, kind="questioned")
    assert {message.recipient for message in questioned} == {held.created_by.email, held.own_contact_email}
    association.refresh_from_db()
    assert association.is_official(LATER)
    file_is_taken = claims.add_file(
        held.pk, by=held.created_by, at=LATER, upload=more_proof(), name="more.pdf"
    )
    assert file_is_taken.claim == held

    arbitration = Arbitration.objects.get()
    decide(arbitration, theirs, by=lena, at=LATER + DAY)

    association.refresh_from_db()
    assert association.ended_at == LATER + DAY
    assert association.end_reason == Association.EndReason.LOST_IN_ARBITRATION
    assert fresh(held).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    assert fresh(theirs).state == State.APPROVED
    assert Association.objects.live().get().partner == fabrikam.partner
    (ended,) = Message.objects.filter(about=held.code, kind="association_ended")
    assert ended.recipient == held.contact_email
    assert fabrikam.partner.name not in ended.text


@pytest.mark.rule("ARB-3")
def test_incumbent_that_wins_keeps_what_it_has(northwind, fabrikam, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=northwind, tenant=tenant, products=[teams])
    theirs = a_claim_under_review(location=fabrikam, tenant=tenant, products=[teams], at=LATER)
    arbitration = Arbitration.objects.get()

    decide(arbitration, held, by=lena, at=LATER + DAY)

    assert fresh(held).state == State.APPROVED
    assert Association.objects.live().get().is_official(LATER + DAY)
    assert told(held, "product_won") == {held.created_by.email, held.own_contact_email}
    assert fresh(theirs).rejection_reason == RejectionReason.LOST_IN_ARBITRATION


@pytest.mark.rule("ARB-3", "AFT-4")
def test_imported_association_without_a_claim_is_a_party_too(fabrikam, lena):
    subscription = a_subscription(a_customer())
    imported = an_association(subscription=subscription, source=Association.Source.IMPORT)
    greta = a_filer(imported.partner)
    theirs = a_claim_under_review(location=fabrikam, subscription=subscription)

    decide(Arbitration.objects.get(), theirs, by=lena)

    imported.refresh_from_db()
    assert imported.end_reason == Association.EndReason.LOST_IN_ARBITRATION
    assert fresh(theirs).state == State.APPROVED
    told = Message.objects.filter(recipient=greta.email).order_by("pk")
    assert [message.kind for message in told] == ["association_questioned", "association_lost"]
    assert not any("Fabrikam" in message.text for message in told)


@pytest.mark.rule("ARB-3")
def test_claim_with_other_products_loses_one_and_goes_on(northwind, fabrikam, lena):
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    ours = a_claim_under_review(location=northwind, tenant=tenant, products=[teams, exchange])
    theirs = a_claim_under_review(location=fabrikam, tenant=tenant, products=[teams])

    decide(Arbitration.objects.get(), theirs, by=lena)

    ours = fresh(ours)
    assert ours.state == State.UNDER_REVIEW
    assert {row.product: row.result for row in ours.products.all()} == {
        teams: Result.LOST,
        exchange: Result.PENDING,
    }
    assert told(ours, "product_lost") == {ours.created_by.email, ours.own_contact_email}
    assert not told(theirs, "product_lost")
    actions.approve(ours.pk, by=ours.reviewer, at=LATER)
    assert {row.product: row.result for row in ours.products.all()} == {
        teams: Result.LOST,
        exchange: Result.APPROVED,
    }


@pytest.mark.rule("ARB-3")
def test_winner_with_other_products_is_approved_by_its_reviewer(northwind, fabrikam, lena):
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    ours = a_claim_under_review(location=northwind, tenant=tenant, products=[teams, exchange])
    a_claim_under_review(location=fabrikam, tenant=tenant, products=[teams])

    decide(Arbitration.objects.get(), ours, by=lena)
    assert fresh(ours).state == State.UNDER_REVIEW
    assert told(ours, "product_won") == {ours.created_by.email, ours.own_contact_email}

    actions.approve(ours.pk, by=ours.reviewer, at=LATER)

    assert {row.result for row in ours.products.all()} == {Result.APPROVED}
    assert Association.objects.live().count() == 2


def test_uncontested_products_are_approved_when_the_contested_one_is_removed(northwind, fabrikam):
    tenant, teams, exchange = a_customer(), a_product(), a_product()
    ours = a_claim_under_review(location=northwind, tenant=tenant, products=[teams, exchange])
    theirs = a_claim_under_review(location=fabrikam, tenant=tenant, products=[teams])
    contested = ours.products.get(product=teams)

    actions.approve(ours.pk, by=ours.reviewer, at=LATER, removed={contested.pk: "Not mentioned."})
    actions.approve(theirs.pk, by=theirs.reviewer, at=LATER)

    assert fresh(theirs).state == State.APPROVED
    assert Arbitration.objects.get().outcome == "moot"


@pytest.mark.rule("ARB-2")
def test_rivals_withdrawal_makes_it_moot(northwind, fabrikam):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)

    claims.withdraw(theirs.pk, by=theirs.created_by, at=MONDAY, reason=PartnerReason.WRONG_MPN_ID)
    list(sweeps.enforce(MONDAY))

    arbitration.refresh_from_db()
    assert arbitration.outcome == "moot"
    actions.approve(ours.pk, by=ours.reviewer, at=MONDAY)
    assert fresh(ours).state == State.APPROVED


def test_last_one_standing_need_not_wait_for_the_sweep(northwind, fabrikam):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)
    claims.reject(
        theirs.pk, by=theirs.reviewer, at=MONDAY, reason=RejectionReason.INSUFFICIENT_POE, text="Nothing."
    )

    actions.approve(ours.pk, by=ours.reviewer, at=MONDAY)

    assert fresh(ours).state == State.APPROVED
    arbitration.refresh_from_db()
    assert arbitration.outcome == "moot"


@pytest.mark.rule("ARB-3")
def test_loser_that_still_has_to_answer_holds_the_decision_up(northwind, fabrikam, lena):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)
    ask(theirs)

    with pytest.raises(NotNow) as refusal:
        decide(arbitration, ours, by=lena, at=MONDAY)

    assert refusal.value.message == (
        f"{theirs.code} is Partner action required. All claims have to be under review to be decided together."
    )
    assert fresh(ours).state == State.UNDER_REVIEW
    arbitration.refresh_from_db()
    assert arbitration.closed_at is None


@pytest.mark.rule("PPL-3")
def test_reviewer_decides_no_arbitration(northwind, fabrikam):
    ours, _theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)

    with pytest.raises(PermissionDenied):
        decide(arbitration, ours, by=ours.reviewer)


def test_lead_with_a_conflict_does_not_let_a_former_employer_win(northwind, fabrikam, lena):
    ours, _theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)
    lena.former_employers.add(northwind.partner)

    with pytest.raises(NotNow, match="conflict"):
        decide(arbitration, ours, by=lena)


def test_arbitration_is_decided_once(northwind, fabrikam, lena):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)
    decide(arbitration, ours, by=lena)

    with pytest.raises(NotNow, match="closed before"):
        decide(arbitration, theirs, by=lena)

    assert fresh(ours).state == State.APPROVED


@pytest.mark.rule("LIF-6")
def test_one_claim_alone_is_not_taken_back_out_of_an_arbitration(northwind, fabrikam, lena):
    ours, theirs, arbitration = rivals_for_a_subscription(northwind, fabrikam)
    decide(arbitration, ours, by=lena)

    for claim in (ours, theirs):
        with pytest.raises(NotNow):
            actions.take_back(claim.pk, by=lena, at=LATER)

    assert fresh(ours).state == State.APPROVED
    assert fresh(theirs).state == State.REJECTED


@pytest.mark.rule("PPL-5", "ARB-3")
def test_nothing_that_a_partner_reads_names_its_rival(northwind, fabrikam, lena):
    tenant, teams = a_customer(), a_product()
    filers = {location: a_filer(location.partner) for location in (northwind, fabrikam)}
    held = an_official_claim(location=northwind, by=filers[northwind], tenant=tenant, products=[teams])
    theirs = a_claim_under_review(
        location=fabrikam, by=filers[fabrikam], tenant=tenant, products=[teams], at=LATER
    )
    decide(Arbitration.objects.get(), theirs, by=lena, at=LATER + DAY)

    for claim, rival, rival_claim in ((held, fabrikam, theirs), (theirs, northwind, held)):
        secrets = [rival.partner.name, rival.mpn_id, rival.name, rival_claim.code, filers[rival].email]
        for text in everything_the_partner_reads(claim):
            assert [secret for secret in secrets if secret in text] == []


def everything_the_partner_reads(claim):
    for event in claim.events.for_partner():
        yield f"{event.text} {event.before} {event.after}"
    yield from claim.comments.values_list("body", flat=True)
    for message in Message.objects.filter(about=claim.code).exclude(recipient=claim.contact_email):
        yield f"{message.recipient} {message.subject} {message.text} {message.html}"


def more_proof():
    return an_upload(PDF + b"more", "more.pdf")


@pytest.mark.rule("ARB-2", "LIF-6")
def test_approval_taken_back_after_a_rival_came_stays_in_the_arbitration(northwind, fabrikam):
    subscription = a_subscription(a_customer())
    first = a_claim_under_review(location=northwind, subscription=subscription)
    actions.approve(first.pk, by=first.reviewer, at=MONDAY)
    rival = a_claim_under_review(
        location=fabrikam, subscription=subscription, at=MONDAY + timedelta(minutes=5)
    )

    actions.take_back(first.pk, by=first.reviewer, at=MONDAY + timedelta(minutes=8))

    for claim in (first, rival):
        with pytest.raises(NotNow, match="arbitration"):
            actions.approve(claim.pk, by=claim.reviewer, at=MONDAY + timedelta(minutes=9))
    assert Arbitration.objects.get().parties.standing().count() == 2


@pytest.mark.rule("DIR-4")
def test_product_that_the_same_company_got_by_another_claim_is_said_to_be_its_own(northwind, lena):
    subscription = a_subscription(a_customer())
    first = a_claim_under_review(location=northwind, subscription=subscription)
    reason = RejectionReason.INSUFFICIENT_POE
    claims.reject(first.pk, by=first.reviewer, at=MONDAY, reason=reason, text="Not enough.")
    claims.raise_dispute(first.pk, by=first.created_by, at=MONDAY + DAY, justification="It is enough.")
    second = a_claim_under_review(location=northwind, subscription=subscription, at=MONDAY + 2 * DAY)
    actions.approve(second.pk, by=second.reviewer, at=MONDAY + 2 * DAY)
    actions.accept_dispute(first.pk, by=lena, at=MONDAY + 3 * DAY, text="Right.")
    claims.take(first.pk, reviewer=lena, by=lena, at=MONDAY + 3 * DAY)

    with pytest.raises(NotNow, match="same company"):
        actions.approve(first.pk, by=lena, at=MONDAY + 3 * DAY)

    assert not Arbitration.objects.exists()
