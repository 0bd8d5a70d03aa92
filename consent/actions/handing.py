"""An official association goes to incentive evaluation, once; what came back is noted on the claim."""

from datetime import datetime
from typing import cast

from django.db import transaction

from accounts.actors import CLOCK
from claims import door, history
from claims.models import Claim, ClaimProduct
from directory.models import Association
from outbox import actions as outbox
from outbox.models import Message
from outbox.states import State

from ..handoff import document_of
from ..models import HandOff

KIND = "evaluation"


def hand_over(claim: Claim, chosen: ClaimProduct, association: Association, *, at: datetime) -> HandOff:
    """Leaves after the commit. The key is what evaluation knows a repeated document by."""
    key = f"handoff:{claim.code}:{association.pk}"
    made = HandOff.objects.create(claim=claim, association=association, message_key=key, created_at=at)
    document = document_of(claim, chosen, association, key)
    outbox.enqueue_document(key=key, kind=KIND, about=claim.code, document=document, at=at)
    return made


def note_handed(hand_off_id: int, *, at: datetime) -> bool:
    """Once evaluation has taken it: when, and the reference that it gave back."""
    with transaction.atomic():
        known = HandOff.objects.get(pk=hand_off_id)
        claim = door.locked(known.claim_id, by=CLOCK)
        found = (
            HandOff.objects.waiting().select_related("association__product").filter(pk=hand_off_id).first()
        )
        message = found and Message.objects.filter(key=found.message_key, state=State.SENT).first()
        if found is None or message is None:
            return False
        found.handed_at, found.reference = cast(datetime, message.sent_at), message.reference
        found.save(update_fields=["handed_at", "reference"])
        after = {
            "product": str(found.association.product),
            "reference": found.reference,
            "handed_at": found.handed_at.isoformat(),
        }
        history.record(claim, "handed_over", by=CLOCK, at=at, after=after)
    return True
