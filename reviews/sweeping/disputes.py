"""Tells the leads who may answer it of a new dispute (DSP-1)."""

from collections.abc import Iterator
from datetime import datetime

from claims.models import Dispute
from claims.sweeps import each

from ..actions import tell_of_dispute


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    yield from each(
        Dispute.objects.filter(settled_at__isnull=True, leads_told_at__isnull=True),
        lambda pk: "leads told of the dispute" if tell_of_dispute(pk, at=at) else None,
        dry_run=dry_run,
        would="leads told of the dispute",
        code="claim__code",
    )
