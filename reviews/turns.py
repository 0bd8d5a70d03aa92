"""Who must act next on a claim, as the review team reads it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimProduct, Deadline
from claims.states import ClockKind, State
from claims.turns import WINDOW, Turn


def why_url(claim: Claim, clock: str) -> str:
    return reverse("claims:why", args=[claim.code, clock])


def turn_of(claim: Claim, products: list[ClaimProduct], clocks: list[Deadline], at: datetime) -> Turn:
    if claim.disputed_at:
        due_at = next((clock.due_at for clock in clocks if clock.kind == ClockKind.DISPUTE_ANSWER), None)
        look = {"tone": "warning", "icon": "scales", "due_at": due_at, "clock": ClockKind.DISPUTE_ANSWER}
        return Turn(_("A lead's turn"), _("Answer the dispute"), **look)
    if claim.state == State.ACTION_REQUIRED:
        look = {"tone": "warning", "icon": "reply", "due_at": claim.due_at, "clock": ClockKind.ANSWER}
        return Turn(str(claim.partner), _("Answer the request"), **look)
    if claim.state in (State.SUBMITTED, State.UNDER_REVIEW):
        return _reviewers_turn(claim, at)
    if claim.state == State.APPROVED:
        return _turn_after_approval(claim, products, at)
    look = {"tone": "error", "icon": "cross-circle"}
    return Turn(_("Nobody's turn"), claim.get_rejection_reason_display(), **look)


def _reviewers_turn(claim: Claim, at: datetime) -> Turn:
    starting = claim.state == State.SUBMITTED
    who = _("%(name)s's turn") % {"name": claim.reviewer} if claim.reviewer_id else _("Nobody has this claim")
    late = claim.is_overdue(at)
    return Turn(
        who,
        _("Start the review") if starting else _("Decide the claim"),
        tone="error" if late else "info",
        icon="warning" if late else "clock",
        due_at=claim.due_at,
        clock=ClockKind.START_REVIEW if starting else ClockKind.DECISION,
    )


def _turn_after_approval(claim: Claim, products: list[ClaimProduct], at: datetime) -> Turn:
    held = [chosen.association for chosen in products if chosen.association]
    live = [association for association in held if association.ended_at is None]
    if not live:
        return Turn(_("Nobody's turn"), _("The association has ended"), icon="info")
    if any(association.official_at for association in live):
        look = {"tone": "success", "icon": "check-circle"}
        return Turn(_("Nobody's turn"), _("The association is official"), **look)
    if claim.window_ends_at is None and claim.contact_bounced_at is not None:
        return Turn(str(claim.partner), _("Correct the contact"), tone="warning", icon="mail")
    if claim.window_ends_at is None:
        what = _("Their time to opt out begins when the notice is delivered")
        return Turn(_("The customer"), what, icon="mail")
    if at < claim.window_ends_at:
        return Turn(_("The customer"), _("They can opt out"), due_at=claim.window_ends_at, clock=WINDOW)
    return Turn(_("CPOR portal"), _("The time to opt out is over; the association becomes official"))
