"""The dates that run on a claim, each with the name that "Why this date?" and the calendar know it by."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from .deadlines import dispute_until
from .models import Claim, Deadline
from .states import ClockKind, State
from .turns import DISPUTE, WINDOW

SHOWN = (
    ClockKind.START_REVIEW,
    ClockKind.DECISION,
    ClockKind.ANSWER,
    ClockKind.DISPUTE_ANSWER,
    ClockKind.OVERALL,
)


@dataclass(frozen=True)
class RunningDate:
    label: str
    kind: str
    due_at: datetime


def dates_of(claim: Claim, at: datetime, *, can_dispute: bool) -> list[RunningDate]:
    """Soonest first; one query."""
    clocks = claim.deadlines.running().filter(kind__in=SHOWN)
    found = [RunningDate(_label(clock), clock.kind, clock.due_at) for clock in clocks]
    if claim.window_ends_at is not None and at < claim.window_ends_at:
        said_no = claim.state == State.REJECTED
        label = (
            _("Your customer can change their mind until")
            if said_no
            else _("Your customer can opt out until")
        )
        found.append(RunningDate(label, WINDOW, claim.window_ends_at))
    if can_dispute:
        found.append(RunningDate(_("You can dispute until"), DISPUTE, dispute_until(claim.decided_at)))
    return sorted(found, key=lambda each: each.due_at)


def _label(clock: Deadline) -> str:
    """As the partner reads it, who is the one to answer."""
    return _("Your answer") if clock.kind == ClockKind.ANSWER else str(clock.get_kind_display())
