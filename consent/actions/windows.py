"""The customer's time to opt out: it opens, the customer is reminded, and it ends once."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import CLOCK
from claims import door, history
from claims import emails as claim_emails
from claims.models import Claim, ClaimProduct
from claims.states import State
from directory import actions as register
from outbox import actions as outbox

from .. import emails
from ..deadlines import window_ends, window_reminds
from ..handoff import document_of
from ..models import HandOff, Notice, Window


def open_window(notice: Notice, claim: Claim, opened_at: datetime, at: datetime) -> None:
    zone = emails.customer_zone(claim)
    window = Window.objects.create(
        claim=claim,
        notice=notice,
        opened_at=opened_at,
        remind_at=window_reminds(opened_at, settings.OPT_OUT_DAYS, zone),
        ends_at=window_ends(opened_at, settings.OPT_OUT_DAYS, zone),
    )
    claim.window_ends_at = window.ends_at
    claim.version += 1
    claim.save(update_fields=["window_ends_at", "version"])
    history.record(claim, "window_opened", by=CLOCK, at=at, after={"ends_at": window.ends_at.isoformat()})


def remind(window_id: int, *, at: datetime) -> bool:
    """Once, two days before the end; not any more when the end has come or the customer has said no."""
    with transaction.atomic():
        claim = door.locked(Window.objects.get(pk=window_id).claim_id, by=CLOCK)
        window = Window.objects.filter(pk=window_id, closed_at__isnull=True, reminded_at__isnull=True).first()
        if window is None or at < window.remind_at:
            return False
        window.reminded_at = at
        window.save(update_fields=["reminded_at"])
        if at >= window.ends_at or claim.state != State.APPROVED:
            return False
        window.claim = window.notice.claim = claim
        emails.window_reminder(window, at=at)
        history.record(claim, "customer_reminded", by=CLOCK, at=at, after={"to": window.notice.contact_email})
    return True


def close(window_id: int, *, at: datetime) -> str | None:
    """The window's end, once: without a no the association is official, from that very instant."""
    with transaction.atomic():
        claim = door.locked(Window.objects.get(pk=window_id).claim_id, by=CLOCK)
        window = Window.objects.filter(pk=window_id, closed_at__isnull=True).first()
        if window is None or at < window.ends_at:
            return None
        window.closed_at = at
        holds = _live_products(claim).exists()
        if claim.state == State.APPROVED and claim.window_ends_at == window.ends_at and holds:
            window.outcome = Window.Outcome.OFFICIAL
            _make_official(claim, window.ends_at, at)
        else:
            denied = claim.state == State.REJECTED and claim.window_ends_at == window.ends_at
            window.outcome = Window.Outcome.OPTED_OUT if denied else Window.Outcome.CANCELLED
        window.save(update_fields=["closed_at", "outcome"])
        return window.outcome


def _live_products(claim: Claim) -> QuerySet[ClaimProduct]:
    """What the claim still holds in the register: each association can end on its own before the window does."""
    return claim.products.filter(association__isnull=False, association__ended_at__isnull=True)


def _make_official(claim: Claim, official_at: datetime, at: datetime) -> None:
    history.record(claim, "official", by=CLOCK, at=at, after={"official_at": official_at.isoformat()})
    for chosen in _live_products(claim).select_related("product", "subscription"):
        association = register.make_official(cast(int, chosen.association_id), at=official_at)
        key = f"handoff:{claim.code}:{association.pk}"
        HandOff.objects.create(claim=claim, association=association, message_key=key, created_at=at)
        outbox.enqueue_document(
            key=key,
            kind="evaluation",
            about=claim.code,
            document=document_of(claim, chosen, association),
            at=at,
        )
        history.record(claim, "handed_over", by=CLOCK, at=at, after={"product": str(chosen)})
    claim_emails.official(claim, at=at)
