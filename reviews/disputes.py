"""What partners dispute, as the leads' list: what waits by when, and who may answer it (DSP-1)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from claims import permissions
from claims.models import Dispute

from .emails import leads

PAGE = 25


@dataclass(frozen=True)
class Page:
    rows: list[Dispute]
    after: str


def page_of(*, settled: bool, viewer: User, after: str = "") -> Page:
    """Waiting ones the oldest first, which are due first; settled ones the newest first."""
    found = _for_list().filter(settled_at__isnull=not settled)
    if after.isdecimal() and len(after) <= 18:
        found = found.filter(pk__lt=int(after)) if settled else found.filter(pk__gt=int(after))
    rows = list(found.order_by("-pk" if settled else "pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if not settled:
        _with_answerers(rows, viewer)
    return Page(rows, after=str(rows[-1].pk) if more else "")


def _for_list() -> QuerySet[Dispute]:
    return Dispute.objects.select_related("claim__partner", "claim__tenant", "claim__mover", "settled_by")


def _with_answerers(rows: list[Dispute], viewer: User) -> None:
    """Nobody answers a dispute of a decision of their own."""
    everybody = leads()
    for dispute in rows:
        dispute.is_mine_to_answer = permissions.is_other_lead(dispute.claim, viewer)
        dispute.answerers = [lead for lead in everybody if permissions.is_other_lead(dispute.claim, lead)]
