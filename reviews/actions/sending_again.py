"""What failed on its way out is sent again, by a lead: mail, and hand-offs to incentive evaluation."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history
from claims.models import Claim
from claims.refusals import NotNow
from consent import actions as consent
from consent.models import HandOff
from outbox import actions as outbox
from outbox.models import Message

from .. import failed_mail
from ..models import SendingAgain

logger = logging.getLogger(__name__)
# In one step, so that neither a page nor the clock waits long: of hand-offs the next press goes on, of mail the clock.
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
    _send_mail(message_id, by, at)


def _send_mail(message_id: int, by: User, at: datetime) -> None:
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


def send_all_mail_again(*, by: User, at: datetime, state: str = "") -> None:
    """All that has failed by now, one after the other, whether or not others can be sent; the first at once."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead sends mail again."))
    again = NotNow(_("Failed mail is being sent again already."))
    if SendingAgain.objects.filter(finished_at__isnull=True).exists():
        raise again
    found = failed_mail.failed(state).filter(created_at__lte=at).count()
    try:
        with transaction.atomic():
            sending = SendingAgain.objects.create(asked_by=by, asked_at=at, state=state, found=found)
    except IntegrityError:
        raise again from None
    go_on_sending(sending.pk, at=at)


def go_on_sending(sending_id: int, *, at: datetime) -> bool:
    """The next step, which costs the same however much lies before or after it."""
    sending = SendingAgain.objects.select_related("asked_by").get(pk=sending_id)
    places = list(failed_mail.next_of(sending).values_list("created_at", "pk")[:MOST_AT_ONCE])
    for place in places:
        _send_next(sending, place, at)
    if len(places) < MOST_AT_ONCE:
        SendingAgain.objects.filter(pk=sending_id, finished_at__isnull=True).update(finished_at=at)
    return bool(places)


def _send_next(asked: SendingAgain, place: tuple[datetime, int], at: datetime) -> None:
    """In one transaction with the note that it was: neither two sweeps nor a crash sends a mail twice."""
    with transaction.atomic():
        sending = SendingAgain.objects.select_for_update().get(pk=asked.pk)
        if sending.finished_at or (sending.place and sending.place >= place):
            return
        try:
            _send_mail(place[1], asked.asked_by, at)
        except NotNow:
            sending.left_alone += 1
        except DatabaseError:
            raise  # no trouble of this mail: the next one would meet it too
        except Exception:
            logger.exception("Message %s could not be sent again", place[1])
            sending.left_alone += 1
        else:
            sending.sent += 1
        sending.reached_at, sending.reached_id = place
        sending.save(update_fields=["sent", "left_alone", "reached_at", "reached_id"])
