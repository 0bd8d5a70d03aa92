"""How a claim or an association ends otherwise than by a reviewer: partner, customer, clock."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import CLOCK, Customer
from accounts.models import User
from directory import actions as register
from directory.models import Association

from .. import door, emails
from ..models import Claim
from ..refusals import NotNow
from ..states import Result, State
from .deciding import end_associations
from .listing import note_end


def _drop_request(claim: Claim, at: datetime) -> None:
    """An open request has nobody to answer it any more."""
    claim.requests.filter(
        answered_at__isnull=True, taken_back_at__isnull=True, lapsed_at__isnull=True
    ).update(lapsed_at=at)


def withdraw(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, reason: str, text: str = ""
) -> Claim:
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        after = {"reason": str(reason)}
        door.move(claim, "withdraw", by=by, at=at, text=text, after=after, reason=reason, reason_text=text)
        _drop_request(claim, at)
        emails.ended_by_partner(claim, at=at)
    return claim


def give_up(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, reason: str, text: str = ""
) -> Claim:
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        after = {"reason": str(reason)}
        door.move(claim, "give_up", by=by, at=at, text=text, after=after, reason=reason, reason_text=text)
        end_associations(claim, Association.EndReason.GIVEN_UP, at)
        emails.ended_by_partner(claim, at=at)
    return claim


def decline(claim_id: int, *, by: Customer, at: datetime, reason: str = "", text: str = "") -> Claim:
    """The customer's no, before the decision or in the window after it."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by)
        after = {"customer_reason": str(reason)} if reason else {}
        door.move(claim, "decline", by=by, at=at, text=text, after=after)
        _drop_request(claim, at)
        end_associations(claim, Association.EndReason.CUSTOMER_DENIAL, at)
        emails.declined(claim, at=at)
    return claim


def change_mind(claim_id: int, *, by: Customer, at: datetime) -> Claim:
    """Back to approved while the window lasts; refused when another partner has it by now."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by)
        door.move(claim, "change_mind", by=by, at=at)
        for chosen in claim.products.filter(result=Result.APPROVED).select_related("product", "subscription"):
            chosen.claim = claim
            try:
                chosen.association = register.associate(
                    **chosen.thing, location=claim.location, claim_code=claim.code, at=at
                )
            except register.AlreadyAssociated:
                raise NotNow(_("Another partner became the partner of record in the meantime.")) from None
            chosen.save(update_fields=["association"])
        note_end(claim)
        emails.agreed_after_all(claim, at=at)
    return claim


def lapse(claim_id: int, *, at: datetime) -> Claim | None:
    """The clock: no answer came in time. None when the claim is no longer waiting for one."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=CLOCK)
        if claim.state != State.ACTION_REQUIRED or at < cast(datetime, claim.due_at):
            return None
        door.move(claim, "lapse", by=CLOCK, at=at)
        _drop_request(claim, at)
        emails.lapsed(claim, at=at)
    return claim
