"""Who may do what to a claim. `by` is a user, a Customer or the CLOCK; no predicate looks at the state."""

from accounts.actors import CLOCK, Customer
from accounts.roles import DRAFTING_ROLES, FILING_ROLES, MANAGING_ROLES, PartnerRole


def is_filer(claim, by) -> bool:
    return by.holds(FILING_ROLES, claim.partner_id, claim.location_id)


def is_drafter(claim, by) -> bool:
    return by.holds(DRAFTING_ROLES, claim.partner_id, claim.location_id)


def is_manager(claim, by) -> bool:
    return by.holds(MANAGING_ROLES, claim.partner_id, claim.location_id)


def is_partner_side(claim, by) -> bool:
    return by.holds(PartnerRole, claim.partner_id, claim.location_id)


def has_conflict(claim, by) -> bool:
    """The claim of a former or present employer, or one that was disputed against this person's own decision."""
    employers = by.former_employer_ids | {role.partner_id for role in by.roles}
    return claim.partner_id in employers or claim.barred_reviewer_id == by.pk


def may_review(claim, by) -> bool:
    return by.is_reviewing and not has_conflict(claim, by)


def is_reviewer(claim, by) -> bool:
    return by.is_reviewing and claim.reviewer_id == by.pk


def is_lead(claim, by) -> bool:
    return by.is_lead


def is_decider(claim, by) -> bool:
    return by.is_reviewing and claim.mover_id == by.pk


def is_other_lead(claim, by) -> bool:
    """A lead who did not take the decision that is disputed."""
    return by.is_lead and claim.mover_id != by.pk


def is_customer(claim, by) -> bool:
    if not isinstance(by, Customer):
        return False
    if by.tenant_id is not None:
        return by.tenant_id == claim.tenant_id
    return by.email.lower() == claim.contact_email.lower()


def is_clock(claim, by) -> bool:
    return by is CLOCK


def may_see_inside(by) -> bool:
    """Internal notes, reviewers' names, rivals: for staff only."""
    return by.is_reviewing or by.is_support
