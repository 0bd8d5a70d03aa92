"""Tells partners of record what everybody in an arbitration was asked, once it can't be taken back any more."""

from collections.abc import Iterator
from datetime import datetime

from claims.deadlines import TAKE_BACK
from claims.sweeps import each

from ..actions import tell_incumbents
from ..models import JointRequest


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    due = JointRequest.objects.filter(
        taken_back_at__isnull=True, incumbents_told_at__isnull=True, asked_at__lte=at - TAKE_BACK
    )
    yield from each(
        due,
        lambda pk: "partner of record told what is asked" if tell_incumbents(pk, at=at) else None,
        dry_run=dry_run,
        would="partner of record told what is asked",
        code="arbitration__product__name",
    )
