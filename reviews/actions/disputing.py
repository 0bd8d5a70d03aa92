"""A partner has disputed a rejection; somebody has to answer."""

from datetime import datetime

from django.db import transaction

from claims.models import Dispute

from .. import emails


def tell_of_dispute(dispute_id: int, *, at: datetime) -> bool:
    """Once, and not if it is settled or was taken away by then."""
    with transaction.atomic():
        waiting = Dispute.objects.select_for_update(of=("self",), skip_locked=True)
        dispute = (
            waiting.select_related("claim")
            .filter(pk=dispute_id, settled_at__isnull=True, leads_told_at__isnull=True)
            .first()
        )
        if dispute is None:
            return False
        dispute.leads_told_at = at
        dispute.save(update_fields=["leads_told_at"])
        emails.dispute_raised(dispute, at=at)
    return True
