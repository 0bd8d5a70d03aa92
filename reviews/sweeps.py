"""What the clock does for the review team: it assigns, marks and tells the leads."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from accounts import sweeps as account_sweeps
from accounts.actors import CLOCK
from accounts.models import User
from claims import actions as claims
from claims import history, permissions
from claims import sweeps as claim_sweeps
from claims.models import Claim, Deadline
from claims.states import OPEN, ClockKind, CustomerReason, State
from claims.sweeps import each, pass_deadline
from consent import sweeps as consent_sweeps
from consent.models import Answer, Ending

from . import arbitrations, emails
from .absences import away_on, team_day
from .actions import least_busy_reviewer
from .insights import sweeping
from .models import Arbitration
from .sweeping import disputes, failed_mail, idle, joint_requests, late_products, second_looks


def enforce(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    """Everything that the clock does, in all apps; what it says is for people."""
    yield from claim_sweeps.sweep(at, dry_run=dry_run)
    yield from consent_sweeps.sweep(at, dry_run=dry_run)
    yield from sweep(at, dry_run=dry_run)
    yield from account_sweeps.sweep(at, dry_run=dry_run)
    # Last, as all of the above is to be counted.
    yield from sweeping.sweep(at, dry_run=dry_run)


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    # First, so that a review that should have started by now is given to somebody else.
    yield from idle.sweep(at, dry_run=dry_run)
    # Nobody is told of a claim that the partner's silence has ended.
    due = Deadline.objects.passed(at).exclude(claim__state=State.ACTION_REQUIRED, claim__due_at__lte=at)
    for kind, (act, would) in PASSING.items():
        yield from each(
            due.filter(kind=kind),
            lambda pk, act=act, would=would: would if _pass(pk, act, at) else None,
            dry_run=dry_run,
            would=would,
        )
    alarming = Answer.objects.filter(reason=CustomerReason.UNKNOWN_PARTNER, leads_told_at__isnull=True)
    yield from each(
        alarming,
        lambda pk: _alert(pk, at),
        dry_run=dry_run,
        would="leads told: the customer does not know this partner",
        code="notice__claim__code",
    )
    yield from each(
        Ending.objects.filter(told_at__isnull=True),
        lambda pk: _tell_of_ending(pk, at),
        dry_run=dry_run,
        would="leads told: a customer ended an association",
        code="contact_email",
    )
    yield from late_products.sweep(at, dry_run=dry_run)
    yield from _moot(at, dry_run)
    yield from disputes.sweep(at, dry_run=dry_run)
    yield from joint_requests.sweep(at, dry_run=dry_run)
    yield from second_looks.sweep(at, dry_run=dry_run)
    yield from failed_mail.sweep(at, dry_run=dry_run)


def _pass(deadline_id: int, act: Callable[[Claim, Deadline, datetime], bool], at: datetime) -> bool:
    with transaction.atomic():
        passed = pass_deadline(deadline_id, at)
        return passed is not None and act(*passed, at)


def _assign(claim: Claim, deadline: Deadline, at: datetime) -> bool:
    """CLK-2: the review did not start, so somebody gets the claim; its state stays."""
    if claim.state != State.SUBMITTED:
        return False
    history.record(claim, "review_not_started", by=CLOCK, at=at, after=_due(deadline), staff_only=True)
    holder = claim.reviewer
    if holder is not None and not _can_start(claim, holder, at):
        holder = None
    reviewer = holder or least_busy_reviewer(claim, at=at)
    if reviewer is not None and claim.reviewer_id != reviewer.pk:
        claim = claims.take(claim.pk, reviewer=reviewer, by=CLOCK, at=at)
        emails.assigned(claim, reviewer, at=at)
    emails.review_not_started(claim, deadline, reviewer, at=at)
    return True


def _can_start(claim: Claim, holder: User, at: datetime) -> bool:
    is_away = holder.pk in away_on(team_day(at), [holder.pk])
    return holder.is_active and not is_away and permissions.may_review(claim, holder)


def _mark(kind: str, tell: Callable) -> Callable[[Claim, Deadline, datetime], bool]:
    def act(claim: Claim, deadline: Deadline, at: datetime) -> bool:
        if claim.state not in OPEN and kind != "dispute_overdue":
            return False
        history.record(claim, kind, by=CLOCK, at=at, after=_due(deadline), staff_only=True)
        tell(claim, deadline, at=at)
        return True

    return act


def _due(deadline: Deadline) -> dict[str, str]:
    return {"due_at": deadline.due_at.isoformat()}


PASSING = {
    ClockKind.START_REVIEW: (_assign, "review did not start: assigned, leads told"),
    ClockKind.DECISION: (_mark("decision_overdue", emails.decision_overdue), "decision overdue: leads told"),
    ClockKind.OVERALL: (_mark("overall_missed", emails.overall_missed), "ten days missed: leads told"),
    ClockKind.OVERALL_RISK: (
        _mark("overall_at_risk", emails.overall_at_risk),
        "ten days at risk: leads told",
    ),
    ClockKind.DISPUTE_ANSWER: (
        _mark("dispute_overdue", emails.dispute_overdue),
        "dispute overdue: leads told",
    ),
}


def _alert(answer_id: int, at: datetime) -> str | None:
    with transaction.atomic():
        answer = (
            Answer.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("notice__claim")
            .filter(pk=answer_id, leads_told_at__isnull=True)
            .first()
        )
        if answer is None:
            return None
        answer.leads_told_at = at
        answer.save(update_fields=["leads_told_at"])
        emails.unknown_partner(answer.notice.claim, answer, at=at)
    return "leads told: the customer does not know this partner"


def _tell_of_ending(ending_id: int, at: datetime) -> str | None:
    with transaction.atomic():
        untold = Ending.objects.filter(told_at__isnull=True).select_for_update(of=("self",), skip_locked=True)
        ending = untold.filter(pk=ending_id).first()
        if ending is None:
            return None
        ending.told_at = at
        ending.save(update_fields=["told_at"])
        claim = Claim.objects.filter(products__association=ending.association_id).first()
        emails.customer_ended(ending, claim, at=at)
    return "leads told: a customer ended an association"


def _moot(at: datetime, dry_run: bool) -> Iterator[str]:
    """Arbitrations whose rivals have all gone; there are never many open ones."""
    for arbitration_id, tenant_id in Arbitration.objects.open().order_by("pk").values_list("pk", "tenant_id"):
        with transaction.atomic():
            arbitrations.one_at_a_time(tenant_id)
            arbitration = Arbitration.objects.select_for_update().filter(pk=arbitration_id).first()
            if arbitration is None or arbitration.closed_at is not None:
                continue
            if not dry_run:
                arbitrations.note_who_left(arbitration, at=at)
            alone = arbitration.parties.standing().count() <= 1
            if alone and (dry_run or arbitrations.close_moot(arbitration, at=at)):
                yield f"{arbitration}: arbitration closed, no rival left"
