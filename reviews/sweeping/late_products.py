"""Brings together what partners chose while they answered, and what others want or have of it (ARB-2)."""

from collections.abc import Iterator
from datetime import datetime

from claims.models import Claim
from claims.sweeps import each

from ..actions import compare_anew


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    yield from each(
        Claim.objects.filter(compare_due_at__lte=at),
        lambda pk: _compare(pk, at),
        dry_run=dry_run,
        would="looked for others who want its products",
        code="code",
    )


def _compare(claim_id: int, at: datetime) -> str | None:
    return "compared in an arbitration" if compare_anew(claim_id, at=at) else None
