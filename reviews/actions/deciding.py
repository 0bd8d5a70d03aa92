"""The reviewer's side: a review starts, is decided, taken back; what also concerns rivals and the customer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import CLOCK
from accounts.models import User
from claims import actions as claims
from claims import door, permissions
from claims.models import Claim, InformationRequest
from claims.refusals import NotNow
from claims.states import State
from consent import actions as consent
from directory.actions import AlreadyAssociated

from .. import arbitrations, checking
from ..models import Arbitration
from .arbitrating import take_back_together
from .second_looks import overtake_second_looks


class NeedsComparing(NotNow):
    """Somebody else wants or has a product: an arbitration of it is open now, and the claim is not approved."""


def start_review(claim_id: int, *, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Starts the review, and with it the arbitration of whatever others want or have."""
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        claim = claims.start_review(claim_id, by=by, at=at, seen=seen)
        arbitrations.open_for(claim, at=at)
    return claim


def ask(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str, points: Mapping[str, str]
) -> InformationRequest:
    """Asks the partner; what was ticked on the checklist stays with the request."""
    with transaction.atomic():
        request = claims.request_information(claim_id, by=by, at=at, seen=seen, text=text, points=points)
        checking.keep_with(request, at=at)
    return request


def reject(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, reason: str, text: str = ""
) -> Claim:
    with transaction.atomic():
        claim = claims.reject(claim_id, by=by, at=at, seen=seen, reason=reason, text=text)
        _keep_checklist(claim, at)
    return claim


def _keep_checklist(claim: Claim, at: datetime) -> None:
    decision = claim.decisions.filter(undone_at__isnull=True).order_by("-id").first()
    if decision is not None:
        checking.keep_with(decision, at=at)


def approve(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    text: str = "",
    removed: Mapping[int, str] | None = None,
) -> Claim:
    """Approves what is not removed; the customer's contact gets the opt-out notice."""
    try:
        with transaction.atomic():
            arbitrations.one_at_a_time_for(claim_id)
            claim = door.locked(claim_id, by=by, seen=seen)
            if permissions.is_reviewer(claim, by) and claim.state == State.UNDER_REVIEW:
                arbitrations.refuse_uncompared(claim, removed or {})
                arbitrations.refuse_contested(claim, removed or {}, at=at)
            claim = claims.approve(claim_id, by=by, at=at, seen=seen, text=text, removed=removed)
            _keep_checklist(claim, at)
            consent.notify(claim_id, at=at)
    except AlreadyAssociated:
        if arbitrations.has_it_by_another_claim(claim_id):
            raise NotNow(
                _("The same company has one of the products by another claim. Remove that product here.")
            ) from None
        bring_to_arbitration(claim_id, at=at)
        raise NeedsComparing(
            _("Another partner has one of the products since. It has to be decided in an arbitration.")
        ) from None
    except arbitrations.Uncompared:
        bring_to_arbitration(claim_id, at=at)
        raise NeedsComparing(
            _("Another partner wants, or has, one of the products. It has to be decided in an arbitration.")
        ) from None
    return claim


def bring_to_arbitration(claim_id: int, *, at: datetime) -> None:
    """Opens what is still missing of arbitrations for a claim that is under review, and else does nothing."""
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        arbitrations.open_for(door.locked(claim_id, by=CLOCK), at=at)


def compare_anew(claim_id: int, *, at: datetime) -> list[Arbitration]:
    """After the partner's answer: what it chose meanwhile is compared with what others want or have (ARB-2)."""
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        claim = door.locked(claim_id, by=CLOCK)
        if claim.compare_due_at is None or claim.compare_due_at > at:
            return []
        claim.compare_due_at = None
        claim.save(update_fields=["compare_due_at"])
        if claim.state not in (State.UNDER_REVIEW, State.ACTION_REQUIRED):
            return []
        return arbitrations.open_for(claim, at=at)


def take_back(claim_id: int, *, by: User, at: datetime, seen: int | None = None) -> Claim:
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.decided_at and arbitrations.decided_at_once_with(claim):
            raise NotNow(
                _(
                    "This was decided in an arbitration, which also closed other claims. A lead can reverse it."
                )
            )
        take_back_together(claim, by=by, at=at)
        claim = claims.take_back(claim_id, by=by, at=at, seen=seen)
        overtake_second_looks(claim, by=by, at=at)
        consent.undo_notice(claim, at=at)
        # A rival may have come while it was approved: who had the product only wants it now.
        arbitrations.open_for(claim, at=at)
        return claim


def reverse(claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str) -> Claim:
    """A lead's reversal; partner and customer are told, and rivals are looked at again."""
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        claim = claims.reverse(claim_id, by=by, at=at, seen=seen, text=text)
        overtake_second_looks(claim, by=by, at=at, reversal=text)
        consent.undo_notice(claim, at=at)
        consent.tell_of_reversal(claim, at=at)
        checking.start_afresh(claim)
        arbitrations.open_for(claim, at=at)
    return claim


def accept_dispute(claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str) -> Claim:
    with transaction.atomic():
        arbitrations.one_at_a_time_for(claim_id)
        claim = claims.accept_dispute(claim_id, by=by, at=at, seen=seen, text=text)
        overtake_second_looks(claim, by=by, at=at)
        checking.start_afresh(claim)
        arbitrations.open_for(claim, at=at)
    return claim
