"""What lists copy from the directory and the register, brought up to date."""

from django.db import transaction
from django.db.models import Min

from ..models import Claim

__all__ = ["note_end", "relist"]


def note_end(claim: Claim) -> None:
    """After an association of the claim began or ended; in the same transaction."""
    live = claim.products.filter(association__isnull=False, association__ended_at__isnull=True)
    claim.ends_date = live.aggregate(first=Min("subscription__end_date"))["first"]
    claim.save(update_fields=["ends_date"])


def relist(claim_id: int) -> bool:
    """No change of the claim, so nothing of it stands in the history. False while somebody else works on it."""
    with transaction.atomic():
        claim = Claim.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=claim_id).first()
        if claim is None:
            return False
        claim.save(update_fields=["tenant"])
        note_end(claim)
    return True
