"""What failed on its way out is sent again, by a lead: mail, and hand-offs to incentive evaluation."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history
from claims.models import Claim
from claims.refusals import NotNow
from consent import actions as consent
from consent.models import HandOff
from outbox import actions as outbox
from outbox.models import Message

# In one step, so that nobody waits long for the page; the next press goes on.
MOST_AT_ONCE = 200


def send_hand_off_again(hand_off_id: int, *, by: User, at: datetime) -> None:
    """The same document with the same key, by which evaluation knows it again; at once what waits for its next try."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead sends a hand-off again."))
    with transaction.atomic():
        hand_off = HandOff.objects.select_related("association__product").get(pk=hand_off_id)
        claim = door.locked(hand_off.claim_id, by=by)
        message = Message.objects.get(key=hand_off.message_key)
        after = {"product": str(hand_off.association.product)}
        try:
            again = outbox.hurry if message.waits_for_another_try else outbox.send_again
            again(message.pk, at=at)
        except outbox.NothingToSendAgain:
            raise NotNow(_("This hand-off has not failed, or is on its way again already.")) from None
        history.record(claim, "hand_off_again", by=by, at=at, after=after, staff_only=True)


def send_mail_again(message_id: int, *, by: User, at: datetime) -> None:
    """To the same address, or written anew when its link is gone. The claim's history says who did it."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead sends mail again."))
    with transaction.atomic():
        message = Message.objects.get(pk=message_id)
        claim_id = Claim.objects.filter(code=message.about).values_list("pk", flat=True).first()
        if claim_id is not None:
            claim = door.locked(claim_id, by=by)
            after = {"to": message.recipient, "subject": message.subject}
            history.record(claim, "mail_sent_again", by=by, at=at, after=after, staff_only=True)
        message.refresh_from_db()
        if message.may_be_sent_again:
            outbox.send_again(message_id, at=at)
        elif not consent.write_again(message.key, at=at):
            raise NotNow(_("This mail can't be sent again: the link in it is gone, or it is out already."))


def send_all_again(
    send_again: Callable[..., None], found: Iterable[int], *, by: User, at: datetime
) -> tuple[int, int]:
    """Says how many are on their way, and how many can't be or no longer need it; each is a step of its own."""
    sent, others = 0, 0
    for pk in found:
        try:
            send_again(pk, by=by, at=at)
        except NotNow:
            others += 1
        else:
            sent += 1
    return sent, others
