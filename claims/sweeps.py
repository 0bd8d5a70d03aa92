"""What the clock does to claims: reminders, and the end of the partner's time to answer.

Each asks for what is due, takes it in small batches, one transaction each, and may run twice or ten times at once.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Min, Q, QuerySet

from accounts.actors import CLOCK

from . import actions, emails, history, storing
from .actions import batches
from .actions.listing import relist
from .actions.reading import read_proof
from .models import Batch, Claim, Deadline, ProofReading
from .states import ClockKind, State

BATCH = 200
# A sweep of files stops after so long and leaves the rest to the next, which is due by then.
LONGEST_READING = timedelta(seconds=45)
# An upload that no worker has touched for so long has lost its own.
SILENCE = timedelta(minutes=3)
# How long an upload waits for a person's decision before its files are deleted.
PATIENCE = timedelta(days=30)
# How long the cells of an upload that is over are kept, for they name people.
KEPT = timedelta(days=180)

logger = logging.getLogger(__name__)


def each(
    due: QuerySet, act: Callable[[int], str | None], *, dry_run: bool, would: str, code: str = "claim__code"
) -> Iterator[str]:
    """Acts on every row of a query of what is due, a batch at a time, until none is left that yields to it.

    A row that can't be acted on is logged, and holds up no other.
    """
    after = 0
    while batch := list(due.filter(pk__gt=after).order_by("pk").values_list("pk", code)[:BATCH]):
        for pk, claim_code in batch:
            try:
                done = would if dry_run else act(pk)
            except (OperationalError, InterfaceError, SoftTimeLimitExceeded):
                raise  # no trouble of this row: the next one would meet it too
            except Exception:
                logger.exception("Claim %s: the clock could not act (%s)", claim_code, would)
                done = f"failed: {would}"
            if done:
                yield f"{claim_code}: {done}"
        after = batch[-1][0]


def free_claim(claim_id: int) -> Claim | None:
    """The claim, locked; None while somebody else works on it, who will leave it to the next sweep."""
    return (
        Claim.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("location", "partner", "tenant")
        .filter(pk=claim_id)
        .first()
    )


def pass_deadline(deadline_id: int, at: datetime) -> tuple[Claim, Deadline] | None:
    """Settles a running deadline as passed, once, inside the caller's transaction."""
    claim = free_claim(Deadline.objects.values_list("claim_id", flat=True).get(pk=deadline_id))
    deadline = claim and Deadline.objects.passed(at).filter(pk=deadline_id).first()
    if deadline is None:
        return None
    deadline.settled_at, deadline.outcome = at, Deadline.Outcome.PASSED
    deadline.save(update_fields=["settled_at", "outcome"])
    return claim, deadline


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    """Says what it did, line by line, or with `dry_run` what it would do."""
    # Ends first: nobody should be reminded of what is over.
    due = Deadline.objects.passed(at)
    yield from each(
        due.filter(kind=ClockKind.ANSWER),
        lambda pk: _lapse(pk, at),
        dry_run=dry_run,
        would="rejected, no partner response",
    )
    last = due.filter(kind=ClockKind.LAST_REMINDER).exclude(claim__due_at__lte=at)
    first = due.filter(kind=ClockKind.FIRST_REMINDER).exclude(claim__due_at__lte=at)
    # After an outage both may be due: the partner gets the one that is still true.
    for reminders in (last, first.exclude(claim__in=last.values("claim"))):
        yield from each(reminders, lambda pk: _remind(pk, at), dry_run=dry_run, would="partner reminded")
    yield from _batches(at, dry_run)
    yield from storing.sweep(at, dry_run=dry_run)


def _batches(at: datetime, dry_run: bool) -> Iterator[str]:
    """Uploads of many claims whose worker was lost, those that nobody decided on, and the old ones."""
    yield from each(
        Batch.objects.at_work().filter(worked_at__lte=at - SILENCE),
        lambda pk: batches.ask_again(pk, at=at),
        dry_run=dry_run,
        would="upload taken up again",
        code="sheet_name",
    )
    yield from each(
        Batch.objects.filter(state=Batch.State.CHECKED, worked_at__lte=at - PATIENCE),
        lambda pk: "upload abandoned" if batches.abandon(pk, at=at) else None,
        dry_run=dry_run,
        would="upload abandoned",
        code="sheet_name",
    )
    yield from each(
        Batch.objects.filter(state__in=Batch.OVER, worked_at__lte=at - KEPT).exclude(columns=[]),
        lambda pk: "cells deleted" if batches.empty(pk, at=at) else None,
        dry_run=dry_run,
        would="cells deleted",
        code="sheet_name",
    )


def _lapse(deadline_id: int, at: datetime) -> str | None:
    with transaction.atomic():
        passed = pass_deadline(deadline_id, at)
        if passed and actions.lapse(passed[0].pk, at=at):
            return "rejected, no partner response"
    return None


def _remind(deadline_id: int, at: datetime) -> str | None:
    with transaction.atomic():
        passed = pass_deadline(deadline_id, at)
        if passed is None:
            return None
        claim, deadline = passed
        if claim.state != State.ACTION_REQUIRED or claim.is_overdue(at):
            return None
        if deadline.kind == ClockKind.LAST_REMINDER:
            claim.deadlines.running().filter(kind=ClockKind.FIRST_REMINDER).update(
                settled_at=at, outcome=Deadline.Outcome.CANCELLED
            )
        history.record(claim, "reminded", by=CLOCK, at=at, after={"due_at": claim.due_at.isoformat()})
        emails.reminded(claim, at=at)
    return "partner reminded"


def read_waiting(*, now: Callable[[], datetime]) -> Iterator[str]:
    """Reads the files that wait for a task that was lost, the oldest first."""
    began_at = now()
    due = ProofReading.objects.due(began_at).order_by("due_at", "pk").values_list("proof_id", flat=True)
    for proof_id in list(due[:BATCH]):
        if now() - began_at > LONGEST_READING:
            break
        try:
            status = read_proof(proof_id, now=now)
        except (OperationalError, InterfaceError, SoftTimeLimitExceeded):
            raise
        except Exception:
            logger.exception("The file of proof %s could not be read", proof_id)
            continue
        if status:
            yield f"file {proof_id}: {status}"


def keep_lists() -> Iterator[str]:
    """Lists call each customer and partner, and end each association, as the directory does by now."""
    customers = Claim.objects.filter(tenant__isnull=False).exclude(
        customer=F("tenant__name"), customer_country=F("tenant__country")
    )
    partners = Claim.objects.exclude(partner_name=F("partner__name"), mpn_id=F("location__mpn_id"))
    live = Q(products__association__isnull=False, products__association__ended_at__isnull=True)
    first = Min("products__association__subscription__end_date", filter=live)
    ends = Claim.objects.filter(state=State.APPROVED).annotate(first=first).exclude(ends_date=F("first"))
    ends = ends.exclude(ends_date__isnull=True, first__isnull=True)
    for stale in (customers, partners, ends):
        yield from each(
            stale,
            lambda pk: "listed anew" if relist(pk) else None,
            dry_run=False,
            would="listed anew",
            code="code",
        )
