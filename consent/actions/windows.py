"""The customer's time to opt out: it opens, the customer is reminded, and it ends once."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.db import transaction

from accounts.actors import CLOCK
from claims import door, history
from claims import emails as claim_emails
from claims.models import Claim, ClaimProduct
from claims.states import State
from directory import actions as register
from directory.models import Association

from .. import emails
from ..deadlines import window_ends, window_reminds
from ..models import Notice, Window
from .handing import hand_over


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
    """Once, two days before the end; not when that has come, the customer said no, or nothing is left to refuse."""
    with transaction.atomic():
        claim = door.locked(Window.objects.get(pk=window_id).claim_id, by=CLOCK)
        window = Window.objects.filter(pk=window_id, closed_at__isnull=True, reminded_at__isnull=True).first()
        if window is None or at < window.remind_at:
            return False
        window.reminded_at = at
        window.save(update_fields=["reminded_at"])
        if at >= window.ends_at or claim.state != State.APPROVED or not _held(claim, at):
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
        held = _held(claim, window.ends_at)
        if claim.state == State.APPROVED and claim.window_ends_at == window.ends_at and held:
            window.outcome = Window.Outcome.OFFICIAL
            _make_official(claim, held, window.ends_at, at)
        else:
            denied = claim.state == State.REJECTED and claim.window_ends_at == window.ends_at
            window.outcome = Window.Outcome.OPTED_OUT if denied else Window.Outcome.CANCELLED
        window.save(update_fields=["closed_at", "outcome"])
        return window.outcome


def _held(claim: Claim, at: datetime) -> list[ClaimProduct]:
    """What the claim still held in the register then: each association can end on its own before the window does."""
    live = claim.products.filter(association__isnull=False, association__ended_at__isnull=True)
    chosen = live.select_related(
        "product", "subscription", "association__subscription", "association__location"
    )
    return [
        row
        for row in chosen.order_by("pk")
        if not register.is_over(cast(Association, row.association), at=at)
    ]


def _make_official(claim: Claim, held: list[ClaimProduct], official_at: datetime, at: datetime) -> None:
    history.record(claim, "official", by=CLOCK, at=at, after={"official_at": official_at.isoformat()})
    for chosen in held:
        association = register.make_official(cast(int, chosen.association_id), at=official_at)
        hand_over(claim, chosen, association, at=at)
    claim_emails.official(claim, at=at)
