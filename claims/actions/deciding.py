"""The reviewer takes, asks, approves, rejects, takes back; the lead reverses."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.actors import Clock
from accounts.models import User
from directory import actions as register
from directory.models import Association

from .. import clocks, door, emails, history, permissions, telling
from ..models import Claim, ClaimProduct, Decision, Dispute, InformationRequest, RequestPoint
from ..refusals import NotNow, TooLate
from ..states import OPEN, RejectionReason, Result, State
from .listing import note_end


def start_review(claim_id: int, *, by: User, at: datetime, seen: int | None = None) -> Claim:
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.state == State.SUBMITTED:
            _refuse_taken(claim, by)
        return door.move(claim, "start_review", by=by, at=at)


def _refuse_taken(claim: Claim, by: User) -> None:
    """What a colleague has is theirs, unless a lead steps in."""
    if claim.reviewer_id not in (None, by.pk) and not by.is_lead:
        raise NotNow(_("%(name)s has this claim.") % {"name": claim.reviewer})


def take(claim_id: int, *, reviewer: User, by: User | Clock, at: datetime, seen: int | None = None) -> Claim:
    """Gives an open claim to who takes it, or to whom its holder, a lead or the clock chose. No move by itself."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.state not in OPEN:
            raise door.moved(claim, by)
        if by == reviewer:
            _refuse_taken(claim, by)
        if not (reviewer.is_active and permissions.may_review(claim, reviewer)):
            raise NotNow(_("%(name)s can't review this claim: there is a conflict.") % {"name": reviewer})
        if claim.reviewer_id == reviewer.pk:
            return claim
        before = {"reviewer": str(claim.reviewer or "")}
        kind = (
            "taken" if by == reviewer else "handed_on" if permissions.is_reviewer(claim, by) else "assigned"
        )
        claim.reviewer, claim.acted_at = reviewer, at
        claim.version += 1
        claim.save(update_fields=["reviewer", "acted_at", "version"])
        history.record(
            claim, kind, by=by, at=at, before=before, after={"reviewer": str(reviewer)}, staff_only=True
        )
        return claim


def release(claim_id: int, *, by: User | Clock, at: datetime, seen: int | None = None) -> Claim:
    """Back into the queue: by who has it, by a lead, or by the clock when it lay idle."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.state not in OPEN or claim.reviewer_id is None:
            raise door.moved(claim, by)
        by_clock = permissions.is_clock(claim, by)
        if not (permissions.is_reviewer(claim, by) or by.is_lead or by_clock):
            raise PermissionDenied(_("Only who has the claim, or a lead, can release it."))
        before = {"reviewer": str(claim.reviewer)}
        claim.reviewer = None
        claim.version += 1
        claim.save(update_fields=["reviewer", "version"])
        kind = "lay_idle" if by_clock else "released"
        history.record(claim, kind, by=by, at=at, before=before, after={"reviewer": ""}, staff_only=True)
        return claim


def request_information(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    text: str,
    points: Mapping[str, str],
    places: Iterable[str] = (),
) -> InformationRequest:
    """Asks the partner: at least one of the five reasons, each with what is missing, and a text.

    `places` are those of everybody who is asked the same at this instant, and so has the same time.
    """
    if not points or not text.strip():
        raise NotNow(_("Give at least one reason and a text."))
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        door.move(claim, "request_information", by=by, at=at, text=text, after={"points": dict(points)})
        request = InformationRequest.objects.create(
            claim=claim, asked_at=claim.entered_at, asked_by=by, text=text, calendars="\n".join(places)
        )
        if request.calendars:
            clocks.recount(claim, at)
            claim.save(update_fields=["due_at"])
        RequestPoint.objects.bulk_create(
            RequestPoint(request=request, reason=reason, text=detail) for reason, detail in points.items()
        )
        emails.information_requested(claim, request, at=at)
    return request


def approve(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    text: str = "",
    removed: Mapping[int, str] | None = None,
) -> Claim:
    """Approves the claim's products but for the `removed` ones (product row → reason), and registers them.

    None left means rejection. The caller sees to arbitration and to the customer's notice.
    """
    removed = removed or {}
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        wanted = list(claim.products.live().select_related("product", "subscription"))
        kept = [chosen for chosen in wanted if chosen.pk not in removed]
        if not kept:
            reasons = "\n".join(filter(None, [text, *removed.values()]))
            return reject(claim_id, by=by, at=at, reason=RejectionReason.INSUFFICIENT_POE, text=reasons)
        for chosen in wanted:
            chosen.claim = claim
        after = {
            "approved": [str(chosen) for chosen in kept],
            "removed": {str(chosen): removed[chosen.pk] for chosen in wanted if chosen.pk in removed},
        }
        door.move(claim, "approve", by=by, at=at, text=text, after=after)
        for chosen in wanted:
            _settle_product(chosen, removed.get(chosen.pk), at)
        note_end(claim)
        Decision.objects.create(
            claim=claim, outcome=Decision.Outcome.APPROVED, text=text, made_at=at, made_by=by
        )
        emails.approved(claim, at=at)
    return claim


def _settle_product(chosen: ClaimProduct, removal_reason: str | None, at: datetime) -> None:
    if removal_reason == "":
        raise NotNow(_("Say why %(product)s is removed.") % {"product": chosen})
    if removal_reason is not None:
        chosen.result = Result.REMOVED
        chosen.removal_reason = removal_reason
    else:
        chosen.result = Result.APPROVED
        chosen.association = register.associate(
            **chosen.thing, location=chosen.claim.location, claim_code=chosen.claim.code, at=at
        )
    chosen.save(update_fields=["result", "removal_reason", "association"])


def reject(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, reason: str, text: str = ""
) -> Claim:
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        door.move(claim, "reject", by=by, at=at, text=text, after={"reason": str(reason)}, reason=reason)
        Decision.objects.create(
            claim=claim, outcome=Decision.Outcome.REJECTED, reason=reason, text=text, made_at=at, made_by=by
        )
        emails.rejected(claim, text=text, at=at, held=True)
    return claim


def lose_arbitration(claim_id: int, *, by: User, at: datetime) -> Claim:
    """Nothing of the claim is left after an arbitration. The caller has settled its products."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by)
        door.move(claim, "lose_arbitration", by=by, at=at)
        emails.rejected(claim, text="", at=at)
    return claim


def end_associations(claim: Claim, reason: str, at: datetime) -> None:
    """Nothing of this claim stays in the register."""
    for chosen in claim.products.filter(association__isnull=False, association__ended_at__isnull=True):
        register.end(cast(int, chosen.association_id), at=at, reason=reason)
    if claim.ends_date is not None:
        note_end(claim)


def _unsettle_products(claim: Claim, reason: str, at: datetime) -> None:
    """Back under review, every product is open again, but for what an arbitration took."""
    end_associations(claim, reason, at)
    for chosen in claim.products.exclude(result=Result.LOST):
        chosen.result, chosen.removal_reason, chosen.association = Result.PENDING, "", None
        chosen.save(update_fields=["result", "removal_reason", "association"])


def _undo_decision(claim: Claim, by: User, at: datetime) -> None:
    for decision in claim.decisions.filter(undone_at__isnull=True):
        decision.undone_at, decision.undone_by = at, by
        decision.save(update_fields=["undone_at", "undone_by"])
    # What was disputed no longer holds; the one dispute that there is stays for the decision that comes.
    Dispute.objects.filter(claim=claim, settled_at__isnull=True).delete()


def take_back(claim_id: int, *, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Within ten minutes, by who did it: the move is undone, and nothing of it has left the portal."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        moved_at = claim.entered_at
        nothing_left = telling.call_back(claim, moved_at, at=at)
        door.move(claim, "take_back", by=by, at=at)
        if not nothing_left:
            raise TooLate(_("The message about this has left already. A lead can reverse the decision."))
        _undo_decision(claim, by, at)
        _unsettle_products(claim, Association.EndReason.TAKEN_BACK, at)
        claim.requests.filter(asked_at=moved_at).update(taken_back_at=at, taken_back_by=by)
        # What the partner had answered is still there to be read.
        claim.answered_at = claim.requests.aggregate(last=Max("answered_at"))["last"]
        claim.save(update_fields=["answered_at"])
    return claim


def reverse(claim_id: int, *, by: User, at: datetime, seen: int | None = None, text: str) -> Claim:
    """A lead's recorded reversal of a decision that has left the portal."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if claim.disputed_at is not None:
            raise NotNow(_("The partner has disputed this; answering the dispute is the way back."))
        if Dispute.objects.filter(claim=claim, outcome=Dispute.Outcome.UPHELD).exists():
            raise NotNow(_("A dispute of this rejection was upheld, which is final."))
        had_lost = claim.rejection_reason == RejectionReason.LOST_IN_ARBITRATION
        door.move(claim, "reverse", by=by, at=at, text=text)
        _undo_decision(claim, by, at)
        _unsettle_products(claim, Association.EndReason.REVERSED, at)
        if had_lost:
            # That it lost is what is reversed: it is compared anew with who won.
            claim.products.filter(result=Result.LOST).update(result=Result.PENDING, association=None)
        emails.reversed_(claim, text=text, at=at)
    return claim
