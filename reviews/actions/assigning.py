"""Who reviews what: given by a lead, or by the clock to who has the least to do."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import DECIDING_ROLES
from claims import actions as claims
from claims.models import Claim
from claims.states import OPEN


def assign(claim_id: int, *, to: User, by: User, at: datetime, seen: int | None = None) -> Claim:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead assigns claims."))
    return claims.take(claim_id, reviewer=to, by=by, at=at, seen=seen)


def reviewers_for(claim: Claim) -> QuerySet[User]:
    """Everybody who reviews and has no conflict with this claim."""
    return (
        User.objects.filter(is_active=True, staff_role__in=DECIDING_ROLES)
        .exclude(former_employers=claim.partner_id)
        .exclude(memberships__partner=claim.partner_id)
        .exclude(pk=claim.barred_reviewer_id or 0)
    )


def least_busy_reviewer(claim: Claim) -> User | None:
    """Who has the fewest open claims, and no conflict with this one."""
    work = Count("claims_in_review", filter=Q(claims_in_review__state__in=OPEN))
    return reviewers_for(claim).annotate(work=work).order_by("work", "pk").first()
