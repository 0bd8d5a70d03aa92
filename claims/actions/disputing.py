"""A rejection is disputed once, and settled by a lead who did not decide it."""

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import clocks, deadlines, door, emails, history, permissions
from ..deadlines import dispute_until
from ..models import Claim, Dispute
from ..refusals import NotNow, TooLate
from ..states import UNDISPUTABLE_REASONS, ClockKind, Result, State

__all__ = ["accept_dispute", "can_dispute", "raise_dispute", "uphold"]


def _end_of(claim: Claim) -> datetime:
    return dispute_until(cast(datetime, claim.decided_at))  # a rejected claim was decided


def can_dispute(claim: Claim, by: User, at: datetime) -> bool:
    return (
        claim.state == State.REJECTED
        and claim.rejection_reason not in UNDISPUTABLE_REASONS
        and at < _end_of(claim)
        and permissions.is_manager(claim, by)
        and not Dispute.objects.filter(claim=claim).exists()
    )


def raise_dispute(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, justification: str
) -> Dispute:
    if not justification.strip():
        raise NotNow(_("Say why the rejection is wrong."))
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.state != State.REJECTED:
            raise door.moved(claim, by)
        if not permissions.is_manager(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        if claim.rejection_reason in UNDISPUTABLE_REASONS:
            raise NotNow(_("The partner or the customer ended this claim, so there is nothing to dispute."))
        if at >= _end_of(claim):
            raise TooLate(
                _("A rejection can be disputed for %(days)d days.") % {"days": deadlines.DISPUTE_DAYS}
            )
        if Dispute.objects.filter(claim=claim).exists():
            raise NotNow(_("This claim was disputed before; that is possible once."))
        dispute = Dispute.objects.create(
            claim=claim, raised_at=at, raised_by=by, justification=justification.strip()
        )
        claim.disputed_at = at
        claim.due_at = clocks.start(claim, ClockKind.DISPUTE_ANSWER, at).due_at
        claim.version += 1
        claim.save(update_fields=["disputed_at", "due_at", "version"])
        history.record(claim, "disputed", by=by, at=at, text=dispute.justification)
    return dispute


def _settle(claim: Claim, outcome: str, *, by: User, at: datetime, text: str) -> None:
    dispute = claim.dispute
    dispute.settled_at, dispute.settled_by, dispute.outcome, dispute.text = at, by, outcome, text
    dispute.save(update_fields=["settled_at", "settled_by", "outcome", "text"])
    emails.dispute_settled(claim, dispute, at=at)


def accept_dispute(claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str) -> Claim:
    """Back under review, by another reviewer than the one whose decision was disputed."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        door.move(claim, "accept_dispute", by=by, at=at, text=text)
        claim.decisions.filter(undone_at__isnull=True).update(undone_at=at, undone_by=by)
        claim.products.update(result=Result.PENDING, removal_reason="", association=None)
        _settle(claim, Dispute.Outcome.REOPENED, by=by, at=at, text=text)
    return claim


def uphold(claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str) -> Claim:
    """The rejection stands, and is final."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.disputed_at is None:
            raise door.moved(claim, by)
        if not permissions.is_other_lead(claim, by):
            raise PermissionDenied(_("A lead who did not take the decision answers the dispute."))
        claim.disputed_at = claim.due_at = None
        claim.version += 1
        claim.save(update_fields=["disputed_at", "due_at", "version"])
        clocks.settle(claim, [ClockKind.DISPUTE_ANSWER], at, met=True)
        history.record(claim, "dispute_upheld", by=by, at=at, text=text)
        _settle(claim, Dispute.Outcome.UPHELD, by=by, at=at, text=text)
    return claim
