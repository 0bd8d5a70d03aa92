"""What a customer's link stands for at an instant: what its page says, and what may be done there."""

from datetime import datetime
from enum import StrEnum

from claims.models import Claim
from claims.states import OPEN, RejectionReason, State

from .models import Answer, Link, Notice


class Standing(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    # Approved, and we do not know yet when the notice arrived.
    NOT_BEGUN = "not_begun"
    MAY_OPT_OUT = "may_opt_out"
    OPTED_OUT = "opted_out"
    AGREED = "agreed"
    # From here on the link is dead.
    REPLACED = "replaced"
    REVERSED = "reversed"
    OFFICIAL = "official"
    OUT_FOR_GOOD = "out_for_good"
    ENDED = "ended"


DEAD = (Standing.REPLACED, Standing.REVERSED, Standing.OFFICIAL, Standing.OUT_FOR_GOOD, Standing.ENDED)
MAY_CONFIRM = (Standing.ASKED,)
MAY_SAY_NO = (Standing.ASKED, Standing.CONFIRMED, Standing.NOT_BEGUN, Standing.MAY_OPT_OUT, Standing.AGREED)


def standing_of(link: Link, answer: Answer | None, at: datetime) -> Standing:
    """`answer` is the newest that was given to the link's notice."""
    claim = link.notice.claim
    if not link.notice.is_for(claim):
        return Standing.REPLACED
    if link.notice.kind == Notice.Kind.SUBMISSION:
        return _of_submission(claim, answer)
    return _of_approval(claim, answer, at)


def _of_submission(claim: Claim, answer: Answer | None) -> Standing:
    if claim.state in OPEN:
        return Standing.CONFIRMED if answer else Standing.ASKED
    if answer and answer.kind == Answer.Kind.DECLINED and _is_denied(claim):
        return Standing.DECLINED
    return Standing.ENDED


def _of_approval(claim: Claim, answer: Answer | None, at: datetime) -> Standing:
    if claim.state in OPEN:
        return Standing.REVERSED
    over = claim.window_ends_at is not None and at >= claim.window_ends_at
    if claim.state == State.APPROVED:
        if over:
            return Standing.OFFICIAL
        if claim.window_ends_at is None:
            return Standing.NOT_BEGUN
        return Standing.AGREED if answer else Standing.MAY_OPT_OUT
    if _is_denied(claim) and claim.window_ends_at is not None:
        return Standing.OUT_FOR_GOOD if over else Standing.OPTED_OUT
    return Standing.ENDED


def _is_denied(claim: Claim) -> bool:
    return claim.state == State.REJECTED and claim.rejection_reason == RejectionReason.CUSTOMER_DENIAL
