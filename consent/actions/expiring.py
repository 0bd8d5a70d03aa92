"""An association ends with its subscription; its partner is warned before, and both sides are told (AFT-2)."""

from datetime import date, datetime
from typing import cast

from django.db import transaction

from accounts.actors import CLOCK
from claims import history, term_emails
from claims.actions.listing import note_end
from claims.models import Claim, ClaimProduct
from claims.sweeps import free_claim
from directory import actions as register
from directory.models import Association

from .. import emails


def look_at_term(association_id: int, *, at: datetime) -> str | None:
    """Ends or warns, as is due; None when neither is, or while somebody else works on it."""
    with transaction.atomic():
        chosen = ClaimProduct.objects.filter(association=association_id).first()
        claim = free_claim(chosen.claim_id) if chosen else None
        if chosen and claim is None:
            return None
        association = _free(association_id, at)
        if association is None:
            return None
        if register.end_with_subscription(association, at=at):
            association.refresh_from_db(fields=["ended_at", "end_reason"])
            return _ended(association, claim, chosen, at)
        days = register.warn(association, at=at)
        return None if days is None else _warned(association, claim, chosen, days, at)


def _free(association_id: int, at: datetime) -> Association | None:
    due = Association.objects.to_look_at(at).select_for_update(of=("self",), skip_locked=True)
    return (
        due.select_related("subscription", "location", "product", "tenant").filter(pk=association_id).first()
    )


def _ended(association: Association, claim: Claim | None, chosen: ClaimProduct | None, at: datetime) -> str:
    if claim is not None:
        after = {"product": str(chosen), "ended_at": cast(datetime, association.ended_at).isoformat()}
        history.record(claim, "association_ended", by=CLOCK, at=at, after=after)
        note_end(claim)
        emails.association_ended(claim, association, at=at)
    term_emails.ended(association, claim, at=at)
    return "association ended with its subscription"


def _warned(
    association: Association, claim: Claim | None, chosen: ClaimProduct | None, days: int, at: datetime
) -> str:
    if claim is not None:
        after = {"product": str(chosen), "ends_date": cast(date, association.ends_date).isoformat()}
        history.record(claim, "association_ending", by=CLOCK, at=at, after=after)
    term_emails.ending(association, claim, days, at=at)
    return f"partner warned, {days} days before the end"
