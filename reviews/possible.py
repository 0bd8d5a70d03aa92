"""What a person may do with a claim now: the buttons on its page. The actions refuse the rest."""

from datetime import datetime

from django_fsm import can_proceed, has_transition_perm

from accounts.models import User
from claims import permissions
from claims.deadlines import take_back_until
from claims.models import Claim, Dispute
from claims.states import DECIDED, OPEN, State

from . import arbitrations


def moves(claim: Claim, by: User, at: datetime) -> set[str]:
    """Named as the pages are."""
    if not by.is_reviewing:
        return set()
    found = {"comment", "note"}
    if _is_move(claim, "start_review", by) and claim.reviewer_id in (None, by.pk):
        found.add("start")
    for page, move in (("ask", "request_information"), ("approve", "approve"), ("reject", "reject")):
        if _is_move(claim, move, by):
            found.add(page)
    if may_take_back(claim, by, at):
        found.add("take_back")
    elif not _is_up_to_a_dispute(claim) and _is_move(claim, "reverse", by):
        found.add("reverse")
    if _is_move(claim, "accept_dispute", by):
        found.add("accept_dispute")
    if claim.disputed_at and permissions.is_other_lead(claim, by):
        found.add("uphold")
    if claim.state in OPEN:
        found |= _holding_moves(claim, by)
    return found


def _is_up_to_a_dispute(claim: Claim) -> bool:
    """A dispute that waits is answered, and what was upheld is final: neither is reversed."""
    dispute = getattr(claim, "dispute", None)
    return dispute is not None and dispute.outcome != Dispute.Outcome.REOPENED


def _is_move(claim: Claim, move: str, by: User) -> bool:
    transition = getattr(claim, move)
    return can_proceed(transition) and has_transition_perm(transition, by)


def may_take_back(claim: Claim, by: User, at: datetime) -> bool:
    if not _is_move(claim, "take_back", by) or at >= take_back_until(claim.entered_at):
        return False
    return claim.state == State.ACTION_REQUIRED or not arbitrations.decided_at_once_with(claim)


def _holding_moves(claim: Claim, by: User) -> set[str]:
    found = set()
    if (
        claim.reviewer_id != by.pk
        and permissions.may_review(claim, by)
        and (not claim.reviewer_id or by.is_lead)
    ):
        found.add("take")
    if claim.reviewer_id and (claim.reviewer_id == by.pk or by.is_lead):
        found.add("release")
    if claim.reviewer_id == by.pk:
        found.add("hand_over")
    if by.is_lead:
        found.add("assign")
    return found


def has_conflict(claim: Claim, by: User) -> bool:
    """Why somebody who reviews is offered so little."""
    return claim.state not in DECIDED and by.is_reviewing and permissions.has_conflict(claim, by)
