"""Who sees which claims, and which role opens what."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import CLOCK, Customer
from accounts.roles import PartnerRole
from claims import actions, permissions
from claims.models import Claim
from tests.claim_factories import (
    MONDAY,
    a_claim_to_answer,
    a_draft,
    a_ready_draft,
    a_rejected_claim,
    a_submitted_claim,
    answer,
    fresh,
)
from tests.factories import a_filer, a_lead, a_location, a_member, a_partner, a_reviewer, a_support, a_user

pytestmark = pytest.mark.django_db
FILING = {PartnerRole.INCENTIVES_ADMIN, PartnerRole.GLOBAL_ADMIN}
DRAFTING = FILING | {PartnerRole.INCENTIVES_USER}
MANAGING = FILING | {PartnerRole.BILLING_ADMIN}


def seen_by(user):
    return set(Claim.objects.visible_to(user))


@pytest.mark.rule("PPL-2", "PPL-5")
@pytest.mark.parametrize("role", PartnerRole)
def test_partner_sees_the_claims_that_its_role_covers(role):
    company = a_partner()
    here, there = a_location(company), a_location(company)
    draft, submitted, elsewhere = (
        a_draft(location=here),
        a_submitted_claim(location=here),
        a_draft(location=there),
    )
    rivals = {a_draft(), a_submitted_claim(), a_rejected_claim()}

    everywhere, only_here = a_member(company, role), a_member(company, role, here)

    assert seen_by(everywhere) == {draft, submitted, elsewhere}
    assert seen_by(only_here) == {draft, submitted}
    assert not seen_by(everywhere) & rivals
    for member in (everywhere, only_here):
        for claim in (draft, submitted):
            assert permissions.is_partner_side(claim, member)
    assert not permissions.is_partner_side(elsewhere, only_here)


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("make", [a_reviewer, a_lead, a_support])
def test_staff_see_what_was_submitted_and_no_draft(make):
    a_draft()
    submitted = {a_submitted_claim(), a_rejected_claim()}

    assert seen_by(make()) == submitted


@pytest.mark.rule("PPL-5")
def test_who_has_no_role_sees_nothing():
    a_draft()
    a_submitted_claim()

    assert seen_by(a_user()) == set()


@pytest.mark.rule("PPL-2")
def test_two_companies_of_one_person_are_both_seen_once():
    mine, other = a_submitted_claim(), a_submitted_claim()
    person = a_filer(mine.partner)
    person.memberships.create(partner=other.partner, location=other.location, role=PartnerRole.BILLING_ADMIN)
    person.memberships.create(partner=mine.partner, location=mine.location, role=PartnerRole.GLOBAL_ADMIN)

    assert sorted(claim.pk for claim in Claim.objects.visible_to(person)) == [mine.pk, other.pk]


def allowed(attempt):
    try:
        attempt()
    except PermissionDenied:
        return False
    return True


@pytest.mark.rule("PPL-2")
@pytest.mark.parametrize("role", PartnerRole)
def test_what_each_role_of_the_partner_does(role):
    claim = a_ready_draft()
    company = claim.partner
    person = a_member(company, role)
    open_one, rejected, waiting = (
        make(location=claim.location) for make in (a_submitted_claim, a_rejected_claim, a_claim_to_answer)
    )

    drafts = allowed(lambda: actions.create_draft(location=claim.location, by=person, at=MONDAY))
    comments = allowed(lambda: actions.comment(open_one.pk, by=person, at=MONDAY, body="Hello."))
    submits = allowed(lambda: actions.submit(claim.pk, by=person, at=MONDAY))
    answers = allowed(lambda: answer(waiting, at=MONDAY, by=person))
    withdraws = allowed(lambda: actions.withdraw(open_one.pk, by=person, at=MONDAY, reason="wrong_mpn_id"))
    disputes = allowed(
        lambda: actions.raise_dispute(rejected.pk, by=person, at=MONDAY, justification="Look again.")
    )

    assert comments
    assert (drafts, submits, answers) == (role in DRAFTING, role in FILING, role in FILING)
    assert (withdraws, disputes) == (role in MANAGING, role in MANAGING)


@pytest.mark.rule("PPL-2")
def test_role_at_one_location_opens_nothing_at_another():
    company = a_partner()
    here, there = a_location(company), a_location(company)
    local = a_filer(company, here)

    actions.create_draft(location=here, by=local, at=MONDAY)
    with pytest.raises(PermissionDenied):
        actions.create_draft(location=there, by=local, at=MONDAY)
    with pytest.raises(PermissionDenied):
        actions.submit(a_ready_draft(location=there).pk, by=local, at=MONDAY)


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("make", [a_support, a_user])
def test_support_and_outsiders_change_no_claim(make):
    person, claim = make(), a_submitted_claim()

    for attempt in (
        lambda: actions.comment(claim.pk, by=person, at=MONDAY, body="Hello."),
        lambda: actions.start_review(claim.pk, by=person, at=MONDAY),
        lambda: actions.withdraw(claim.pk, by=person, at=MONDAY, reason="wrong_mpn_id"),
    ):
        assert not allowed(attempt)
    assert fresh(claim).version == claim.version


@pytest.mark.rule("PPL-4")
def test_customer_is_known_by_the_address_alone():
    claim = a_submitted_claim()

    assert permissions.is_customer(claim, Customer(claim.contact_email.upper()))
    assert not permissions.is_customer(claim, Customer("somebody@else.example"))
    # An account with the same address opens nothing, nor does the clock.
    assert not permissions.is_customer(claim, a_user(email=claim.contact_email))
    assert not permissions.is_customer(claim, CLOCK)


@pytest.mark.rule("REV-2")
def test_former_employer_is_a_conflict():
    claim, reviewer = a_submitted_claim(), a_reviewer()
    assert permissions.may_review(claim, reviewer)

    reviewer.former_employers.add(claim.partner)

    assert not permissions.may_review(claim, type(reviewer).objects.get(pk=reviewer.pk))
