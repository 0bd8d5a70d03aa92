"""Starts, pauses and settles a claim's clocks when it moves, from the facts of where it was and when."""

from collections.abc import Sequence
from datetime import datetime

from calendars import lookup
from calendars.business_time import BusinessCalendar, Due

from . import deadlines
from .models import Claim, Deadline, Stay
from .states import DECIDED, UNDISPUTABLE_REASONS, ClockKind, State

REMINDERS = {
    ClockKind.FIRST_REMINDER: deadlines.REMINDER_DAYS_LEFT[0],
    ClockKind.LAST_REMINDER: deadlines.REMINDER_DAYS_LEFT[1],
}
# The clocks that run only while the claim is in this state. The first one is what the claim is due by.
CLOCKS_IN = {
    State.SUBMITTED: (ClockKind.START_REVIEW,),
    State.UNDER_REVIEW: (ClockKind.DECISION,),
    State.ACTION_REQUIRED: (ClockKind.ANSWER, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER),
}
OVERALL_CLOCKS = (ClockKind.OVERALL, ClockKind.OVERALL_RISK)
# Leaving the state for this one means that its clock was met and not cancelled.
MET_BY = {
    State.SUBMITTED: (State.UNDER_REVIEW,),
    State.UNDER_REVIEW: DECIDED,
    State.ACTION_REQUIRED: (State.UNDER_REVIEW,),
}


def partner_calendar(claim: Claim) -> BusinessCalendar:
    return lookup.for_country(claim.location.country, claim.location.time_zone)


def place_of(claim: Claim) -> str:
    """Whose business days count for the partner: the line that a request to several keeps of each."""
    return f"{claim.location.country} {claim.location.time_zone}"


def places_asked(claim: Claim, asked_at: datetime) -> list[str]:
    """Everybody's who was asked together with this claim's partner, itself included; else its own."""
    asked = claim.requests.filter(asked_at=asked_at).values_list("calendars", flat=True).first()
    return asked.splitlines() if asked else [place_of(claim)]


def spans_under_review(claim: Claim, until: datetime) -> list[deadlines.Span]:
    """The stretches under review since the review began, up to and with the one that began at `until`."""
    stays = claim.stays.filter(
        state=State.UNDER_REVIEW, entered_at__gte=claim.review_started_at, entered_at__lte=until
    )
    return [deadlines.Span(stay.entered_at, stay.left_at) for stay in stays.order_by("entered_at", "id")]


def compute(
    claim: Claim, kind: str, counted_from: datetime, calendars: Sequence[BusinessCalendar] = ()
) -> Due:
    """When this clock ends and why, from the facts; `calendars` stand in for the real ones in a dry run.

    Who was asked together has the same time: the longest that any of them has (ARB-3).
    """
    if kind in CLOCKS_IN[State.ACTION_REQUIRED]:
        partners = calendars or [
            lookup.for_country(*place.split()) for place in places_asked(claim, counted_from)
        ]
        return max(
            (_partners_due(kind, partner, counted_from) for partner in partners), key=lambda due: due.at
        )
    team = calendars[0] if calendars else lookup.for_review_team()
    if kind == ClockKind.START_REVIEW:
        return deadlines.start_review_due(team, counted_from)
    if kind == ClockKind.DECISION:
        return deadlines.decision_due(team, spans_under_review(claim, counted_from))
    if kind == ClockKind.OVERALL:
        return deadlines.overall_due(team, counted_from)
    if kind == ClockKind.OVERALL_RISK:
        return deadlines.overall_risk_due(team, counted_from)
    return deadlines.dispute_answer_due(team, counted_from)


def _partners_due(kind: str, partner: BusinessCalendar, counted_from: datetime) -> Due:
    if kind == ClockKind.ANSWER:
        return deadlines.answer_due(partner, counted_from)
    return deadlines.reminder_due(partner, counted_from, REMINDERS[ClockKind(kind)])


def start(claim: Claim, kind: str, counted_from: datetime) -> Deadline:
    due = compute(claim, kind, counted_from)
    return Deadline.objects.create(claim=claim, kind=kind, counted_from=counted_from, due_at=due.at)


def settle(claim: Claim, kinds, at: datetime, *, met: bool) -> None:
    """Stops what still runs. What its deadline had passed counts as passed, however late the sweep."""
    in_time = Deadline.Outcome.MET if met else Deadline.Outcome.CANCELLED
    for deadline in claim.deadlines.running().filter(kind__in=kinds):
        deadline.settled_at = at
        deadline.outcome = Deadline.Outcome.PASSED if deadline.due_at < at else in_time
        deadline.save(update_fields=["settled_at", "outcome"])


def recount(claim: Claim, at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """The partner's clocks by the calendar of where the claim is now; before and after of what moved.

    Nobody's time ends because of it. Sets the claim's due field; the caller saves it.
    """
    before, after = {}, {}
    for deadline in claim.deadlines.running().filter(kind__in=CLOCKS_IN[State.ACTION_REQUIRED]):
        due_at = compute(claim, deadline.kind, deadline.counted_from).at
        is_answer = deadline.kind == ClockKind.ANSWER
        if due_at == deadline.due_at or (is_answer and due_at <= at):
            continue
        before[deadline.kind], after[deadline.kind] = deadline.due_at.isoformat(), due_at.isoformat()
        deadline.due_at = due_at
        deadline.save(update_fields=["due_at"])
        if is_answer:
            claim.due_at = due_at
    return before, after


def begin(claim: Claim, at: datetime) -> None:
    """A new draft: it is in its first state, and nothing is due."""
    Stay.objects.create(claim=claim, state=claim.state, entered_at=at)


def move_on(claim: Claim, left: str, at: datetime) -> None:
    """The claim went from `left` to its state: what ran there stops, what runs here starts.

    Sets the claim's due fields; the caller saves them.
    """
    claim.stays.filter(left_at__isnull=True).update(left_at=at)
    Stay.objects.create(claim=claim, state=claim.state, entered_at=at)
    # A partner's or a customer's own end is no decision that came in time.
    settled = claim.rejection_reason not in UNDISPUTABLE_REASONS
    if left in CLOCKS_IN:
        settle(claim, CLOCKS_IN[State(left)], at, met=settled and claim.state in MET_BY[State(left)])
    if claim.state in DECIDED:
        settle(claim, OVERALL_CLOCKS, at, met=settled)
        settle(claim, [ClockKind.DISPUTE_ANSWER], at, met=True)
        claim.due_at = None
        return
    if claim.state == State.UNDER_REVIEW:
        settle(claim, [ClockKind.DISPUTE_ANSWER], at, met=True)
        _run_overall(claim)
    dues = [start(claim, kind, at) for kind in CLOCKS_IN[State(claim.state)]]
    claim.due_at = dues[0].due_at


def _run_overall(claim: Claim) -> None:
    """From the start of the review; kept through pauses, and told of once however often the claim comes back."""
    began = claim.review_started_at
    known = dict(
        claim.deadlines.filter(counted_from=began, kind__in=OVERALL_CLOCKS)
        .exclude(outcome__in=(Deadline.Outcome.MET, Deadline.Outcome.CANCELLED))
        # Passed, but a decision came before the sweep: nobody was told.
        .exclude(settled_at__in=claim.stays.filter(state__in=DECIDED).values("entered_at"))
        .values_list("kind", "due_at")
    )
    stale = claim.deadlines.running().filter(kind__in=OVERALL_CLOCKS).exclude(counted_from=began)
    stale.update(settled_at=claim.entered_at, outcome=Deadline.Outcome.CANCELLED)
    for kind in OVERALL_CLOCKS:
        if kind not in known:
            known[kind] = start(claim, kind, began).due_at
    claim.overall_due_at = known[ClockKind.OVERALL]
    claim.overall_risk_at = known[ClockKind.OVERALL_RISK]
