"""A hand-off that failed is sent again, by a lead."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history
from claims.refusals import NotNow
from consent.models import HandOff
from outbox import actions as outbox
from outbox.models import Message

# In one step, so that nobody waits long for the page; the next press goes on.
MOST_AT_ONCE = 200


def send_hand_off_again(hand_off_id: int, *, by: User, at: datetime) -> None:
    """The same document with the same key, by which evaluation knows it again."""
    _refuse_unless_lead(by)
    with transaction.atomic():
        hand_off = HandOff.objects.select_related("association__product").get(pk=hand_off_id)
        claim = door.locked(hand_off.claim_id, by=by)
        message = Message.objects.get(key=hand_off.message_key)
        after = {"product": str(hand_off.association.product)}
        try:
            outbox.send_again(message.pk, at=at)
        except outbox.NothingToSendAgain:
            raise NotNow(_("This hand-off has not failed, or is on its way again already.")) from None
        history.record(claim, "hand_off_again", by=by, at=at, after=after, staff_only=True)


def send_hand_offs_again(found: list[int], *, by: User, at: datetime) -> int:
    """Says how many are on their way; each is a step of its own."""
    _refuse_unless_lead(by)
    sent = 0
    for hand_off_id in found[:MOST_AT_ONCE]:
        try:
            send_hand_off_again(hand_off_id, by=by, at=at)
        except NotNow:
            continue  # somebody else was faster
        sent += 1
    return sent


def _refuse_unless_lead(by: User) -> None:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead sends a hand-off again."))
