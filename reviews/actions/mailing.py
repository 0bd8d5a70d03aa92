"""Mail that did not arrive is sent again; a notice whose link is gone is written anew."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history
from claims.models import Claim
from claims.refusals import NotNow
from consent import actions as consent
from outbox import actions as outbox
from outbox.models import Message

# In one step, so that nobody waits long for the page; the next press goes on.
MOST_AT_ONCE = 200


def send_mail_again(message_id: int, *, by: User, at: datetime) -> None:
    """To the same address. The claim's history says who did it."""
    _refuse_unless_lead(by)
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


def send_all_mail_again(found: list[int], *, by: User, at: datetime) -> tuple[int, int]:
    """Says how many are on their way, and how many can't be; each is a step of its own."""
    _refuse_unless_lead(by)
    sent, others = 0, 0
    for message_id in found[:MOST_AT_ONCE]:
        try:
            send_mail_again(message_id, by=by, at=at)
        except NotNow:
            others += 1
        else:
            sent += 1
    return sent, others


def _refuse_unless_lead(by: User) -> None:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead sends mail again."))
