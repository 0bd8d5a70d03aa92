"""What partners dispute, as the leads' list: what waits by when, and who may answer it (DSP-1)."""

from collections.abc import Mapping

from accounts.models import User
from claims import paging, permissions
from claims.models import Dispute

from .emails import leads

PAGE = 25


def page_of(asked: Mapping[str, str], *, settled: bool) -> paging.Page:
    """Waiting ones the oldest first, which are due first; settled ones the newest first."""
    found = Dispute.objects.filter(settled_at__isnull=not settled)
    return paging.by_age(found, PAGE, asked, newest_first=settled)


def rows_of(page: paging.Page, viewer: User) -> list[Dispute]:
    whole = Dispute.objects.select_related("claim__partner", "claim__tenant", "claim__mover", "settled_by")
    rows = paging.rows_of(page, whole)
    _with_answerers([dispute for dispute in rows if dispute.settled_at is None], viewer)
    return rows


def _with_answerers(rows: list[Dispute], viewer: User) -> None:
    """Nobody answers a dispute of a decision of their own."""
    everybody = leads()
    for dispute in rows:
        dispute.is_mine_to_answer = permissions.is_other_lead(dispute.claim, viewer)
        dispute.answerers = [lead for lead in everybody if permissions.is_other_lead(dispute.claim, lead)]
