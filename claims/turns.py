"""Who must act next on a claim, what they do, and until when: for a list as for a claim's own page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .deadlines import dispute_until
from .models import Claim
from .states import UNDISPUTABLE_REASONS, ClockKind, RejectionReason, State

# Dates of a claim that are no business-day clock; asked for like one on "Why this date?".
WINDOW, DISPUTE = "window", "dispute"


@dataclass(frozen=True)
class Turn:
    who: str
    what: str
    tone: str = "info"
    icon: str = "clock"
    due_at: datetime | None = None
    # What `due_at` is the end of, for "Why this date?".
    clock: str = ""


def turn_of(claim: Claim, at: datetime, *, may_file: bool = True) -> Turn:
    """Runs no query when `products__association` is prefetched and `dispute` selected."""
    return TURNS[State(claim.state)](claim, at, may_file)


def _yours(what: str, **look) -> Turn:
    return Turn(_("Your turn"), what, **{"tone": "warning", "icon": "reply"} | look)


def _colleagues(what: str, **look) -> Turn:
    """Of this person's company, but not this person's: their role only lets them look on."""
    return Turn(_("Your company"), what, **look)


def _team(what: str, **look) -> Turn:
    return Turn(_("Review team"), what, **look)


def _nobody(what: str, **look) -> Turn:
    return Turn(pgettext("whose turn", "Nothing to do"), what, **look)


def _draft(claim: Claim, at: datetime, may_file: bool) -> Turn:
    if may_file:
        return _yours(_("Complete the draft and submit it."), tone="info", icon="pencil")
    what = _("Complete the draft. An Incentives admin or a Global admin submits it.")
    return _colleagues(what, icon="pencil")


def _submitted(claim: Claim, at: datetime, may_file: bool) -> Turn:
    what = _("Starts the review.")
    if claim.is_overdue(at):
        what = _("Starts the review; this is late, and the lead reviewers know.")
    return _team(what, due_at=claim.due_at, clock=ClockKind.START_REVIEW)


def _under_review(claim: Claim, at: datetime, may_file: bool) -> Turn:
    what = _("Reads your answer and decides.") if claim.answered_at else _("Checks the proof and decides.")
    if claim.is_overdue(at):
        what = _("Decides; this is late, and the lead reviewers know.")
    return _team(what, due_at=claim.due_at, clock=ClockKind.DECISION)


def _action_required(claim: Claim, at: datetime, may_file: bool) -> Turn:
    if claim.is_overdue(at):
        what = _("The time to answer is over. The claim will be rejected: no partner response.")
        return _nobody(what, tone="error", icon="cross-circle", due_at=claim.due_at, clock=ClockKind.ANSWER)
    what = _("Answer the review team's questions, or the claim is rejected.")
    due = {"due_at": claim.due_at, "clock": ClockKind.ANSWER}
    if not may_file:
        what = _("An Incentives admin or a Global admin answers the review team, or the claim is rejected.")
        return _colleagues(what, **due)
    return _yours(what, **due)


def _approved(claim: Claim, at: datetime, may_file: bool) -> Turn:
    live = [
        chosen.association
        for chosen in claim.products.all()
        if chosen.association is not None and chosen.association.ended_at is None
    ]
    done = {"tone": "success", "icon": "check-circle"}
    if not live:
        return _nobody(_("The association has ended."), icon="info")
    if any(association.official_at for association in live):
        return _nobody(_("The association is official: you are the partner of record."), **done)
    if claim.window_ends_at is None and claim.contact_bounced_at is not None:
        what = _("Correct your customer's contact")
        return _yours(what, icon="mail") if may_file else _colleagues(what, icon="mail")
    if claim.window_ends_at is None:
        what = _("Writes to your customer's contact, who can opt out once the message has arrived.")
        return Turn(_("CPOR portal"), what, icon="mail")
    if at < claim.window_ends_at:
        what = _("Your customer can opt out. Without a no, the association becomes official.")
        return Turn(_("Your customer"), what, icon="user", due_at=claim.window_ends_at, clock=WINDOW)
    return Turn("CPOR portal", _("The time to opt out is over; the association is being made official."))


def _rejected(claim: Claim, at: datetime, may_file: bool) -> Turn:
    if claim.disputed_at is not None:
        what = _("A lead reviewer answers your dispute.")
        if claim.is_overdue(at):
            what = _("A lead reviewer answers your dispute; this is late, and they know.")
        return _team(what, due_at=claim.due_at, clock=ClockKind.DISPUTE_ANSWER)
    if claim.rejection_reason == RejectionReason.CUSTOMER_DENIAL:
        if claim.window_ends_at is not None and at < claim.window_ends_at:
            what = _("Your customer said no, and can still change their mind.")
            look = {"tone": "error", "icon": "cross-circle", "clock": WINDOW}
            return Turn(_("Your customer"), what, due_at=claim.window_ends_at, **look)
        return _nobody(_("Your customer said no."), tone="error", icon="cross-circle")
    if claim.rejection_reason in UNDISPUTABLE_REASONS:
        return _nobody(_("The claim was ended at your company's request."), icon="info")
    if getattr(claim, "dispute", None) is None and at < dispute_until(claim.decided_at):
        what = _("The claim was rejected. You can dispute that once, or copy the claim and submit it anew.")
        look = {"tone": "error", "icon": "cross-circle"}
        return Turn(
            pgettext("whose turn", "Up to you"),
            what,
            due_at=dispute_until(claim.decided_at),
            clock=DISPUTE,
            **look,
        )
    return _nobody(_("The rejection is final."), tone="error", icon="cross-circle")


TURNS = {
    State.DRAFT: _draft,
    State.SUBMITTED: _submitted,
    State.UNDER_REVIEW: _under_review,
    State.ACTION_REQUIRED: _action_required,
    State.APPROVED: _approved,
    State.REJECTED: _rejected,
}
