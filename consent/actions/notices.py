"""Notices go out to the customer's contact, and what becomes of them at the mail server is noted."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.db import transaction

from accounts.actors import CLOCK
from claims import door, history, telling
from claims import emails as claim_emails
from claims.deadlines import take_back_until
from claims.models import Claim, ClaimProduct
from claims.states import OPEN, State
from directory.models import Association, Tenant
from outbox import actions as outbox
from outbox.models import Message
from outbox.states import FAILED, UNREACHED
from outbox.states import State as DeliveryState

from .. import emails
from ..emails import reminder_key
from ..models import Notice, Window
from .windows import open_window


def notify(claim_id: int, *, at: datetime) -> Notice | None:
    """Writes to the customer's contact what the claim's state asks for; the links of earlier notices die."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=CLOCK)
        if claim.notice_due_at is None:
            return None
        claim.notice_due_at = claim.contact_bounced_at = None
        claim.save(update_fields=["notice_due_at", "contact_bounced_at"])
        kind = _kind_of_notice(claim)
        _call_off_notices(claim, at)
        if kind is None:
            _tell_of_giving_up(claim, at)
            return None
        claim.notices.current().update(replaced_at=at)
        notice = Notice.objects.create(
            claim=claim,
            kind=kind,
            contact_name=claim.contact_name,
            contact_email=claim.contact_email,
            language=cast(Tenant, claim.tenant).language,
            message_key=_message_key(claim, kind),
            created_at=at,
        )
        if kind == Notice.Kind.APPROVAL:
            emails.approval_notice(notice, at=at, not_before=take_back_until(claim.entered_at))
        else:
            emails.submission_notice(notice, at=at)
        history.record(claim, "notice_sent", by=CLOCK, at=at, after={"kind": kind, "to": claim.contact_email})
    return notice


def _tell_of_giving_up(claim: Claim, at: datetime) -> None:
    given_up = claim.products.filter(
        association__end_reason=Association.EndReason.GIVEN_UP, association__ended_at__gte=claim.decided_at
    )
    tell_of_end(claim, given_up.select_related("product", "subscription"), at=at)


def tell_of_end(claim: Claim, products: Iterable[ClaimProduct], *, at: datetime, by: str = "") -> None:
    """To the contact who was told of the approval, unless it is the one who ended it."""
    products, notice = list(products), emails.told_of_approval(claim)
    if products and notice is not None and notice.contact_email.lower() != by.lower():
        emails.associations_over(notice, products, at=at)


def _kind_of_notice(claim: Claim) -> str | None:
    if claim.state in OPEN:
        return Notice.Kind.SUBMISSION
    return Notice.Kind.APPROVAL if claim.state == State.APPROVED else None


def _message_key(claim: Claim, kind: str) -> str:
    """An approval's notice is called back together with the approval."""
    if kind == Notice.Kind.APPROVAL and claim.decided_at:
        return f"{telling.held_prefix(claim, claim.decided_at)}notice:{claim.history_length}:"
    return f"claim:{claim.code}:notice:{claim.history_length}:"


def _call_off_notices(claim: Claim, at: datetime) -> None:
    for notice in claim.notices.current():
        outbox.cancel(key_prefix=notice.message_key, at=at)
    _stop_window(claim, at)


def note_delivery(notice_id: int, *, at: datetime) -> str | None:
    """What became of a notice at the customer's mail server; an approval's window runs from its acceptance."""
    with transaction.atomic():
        claim = door.locked(Notice.objects.get(pk=notice_id).claim_id, by=CLOCK)
        notice = Notice.objects.current().filter(pk=notice_id).first()
        message = notice and Message.objects.filter(key=notice.message_key).first()
        if message is None:
            return None
        notice.claim = claim
        if message.state == DeliveryState.SENT and notice.accepted_at is None:
            return _accepted(notice, claim, cast(datetime, message.sent_at), at)
        if notice.bounced_at is None and _came_back(notice, message):
            return _bounced(notice, claim, at)
        return None


def _came_back(notice: Notice, message: Message) -> bool:
    """The notice, or the reminder of its window; nothing that comes back undoes an answer, or what is official."""
    if notice.answers.exists() or notice.windows.filter(outcome=Window.Outcome.OFFICIAL).exists():
        return False
    reminder = Message.objects.filter(key=reminder_key(notice.message_key), state__in=UNREACHED).first()
    came_back = message if message.state in FAILED else reminder
    if came_back is None or came_back.returned_at is None:
        return came_back is not None
    # An end that nothing has noted yet is an end all the same.
    running = notice.windows.filter(closed_at__isnull=True)
    return not running.filter(ends_at__lte=came_back.returned_at).exists()


def _accepted(notice: Notice, claim: Claim, accepted_at: datetime, at: datetime) -> str:
    # It may have come back before, and have been sent again since.
    notice.accepted_at, notice.bounced_at = accepted_at, None
    notice.save(update_fields=["accepted_at", "bounced_at"])
    claim.contact_bounced_at = None
    claim.save(update_fields=["contact_bounced_at"])
    history.record(claim, "notice_accepted", by=CLOCK, at=at, after={"to": notice.contact_email})
    if notice.kind == Notice.Kind.APPROVAL and claim.state == State.APPROVED:
        open_window(notice, claim, accepted_at, at)
        return "window_opened"
    if notice.kind == Notice.Kind.APPROVAL and claim.state in OPEN:
        # It was on its way when the approval was reversed.
        emails.decision_reversed(notice, at=at)
    return "notice_accepted"


def _bounced(notice: Notice, claim: Claim, at: datetime) -> str:
    notice.bounced_at, notice.accepted_at = at, None
    notice.save(update_fields=["bounced_at", "accepted_at"])
    claim.contact_bounced_at = at
    claim.save(update_fields=["contact_bounced_at"])
    _stop_window(claim, at)
    history.record(claim, "notice_bounced", by=CLOCK, at=at, after={"to": notice.contact_email})
    if claim.state in (*OPEN, State.APPROVED):
        claim_emails.contact_needed(claim, at=at)
    return "notice_bounced"


def write_again(message_key: str, *, at: datetime) -> bool:
    """A notice that came back goes to the same contact once more, with a new link; False when it is no such notice."""
    notice = Notice.objects.bounced().filter(message_key=message_key).first()
    if notice is None:
        return False
    claim = door.locked(notice.claim_id, by=CLOCK)
    if claim.state not in (*OPEN, State.APPROVED):
        return False
    claim.notice_due_at = at
    claim.save(update_fields=["notice_due_at"])
    return notify(claim.pk, at=at) is not None


def _stop_window(claim: Claim, at: datetime) -> None:
    """Nobody has heard of it, so no time runs; a new one begins with the next notice that arrives."""
    stopped = claim.windows.filter(closed_at__isnull=True).update(
        closed_at=at, outcome=Window.Outcome.CANCELLED
    )
    if stopped and claim.state == State.APPROVED and claim.window_ends_at is not None:
        claim.window_ends_at = None
        claim.version += 1
        claim.save(update_fields=["window_ends_at", "version"])
        history.record(claim, "window_stopped", by=CLOCK, at=at)


def undo_notice(claim: Claim, *, at: datetime) -> None:
    """An approval's notice that never left is as if it had not been: the link sent on submission holds again."""
    notice = claim.notices.current().filter(kind=Notice.Kind.APPROVAL).first()
    called_back = Message.objects.filter(state=DeliveryState.CANCELLED)
    if notice is None or not called_back.filter(key=notice.message_key, attempts=0).exists():
        return
    notice.replaced_at = at
    notice.save(update_fields=["replaced_at"])
    earlier = claim.notices.filter(kind=Notice.Kind.SUBMISSION).order_by("-id").first()
    if earlier is None or called_back.filter(key=earlier.message_key).exists():
        claim.notice_due_at = at
        claim.save(update_fields=["notice_due_at"])
        return
    earlier.replaced_at = None
    earlier.save(update_fields=["replaced_at"])


def tell_of_reversal(claim: Claim, *, at: datetime) -> None:
    """The customer hears of it only when the notice of the approval has left the portal."""
    notice = claim.notices.current().filter(kind=Notice.Kind.APPROVAL, accepted_at__isnull=False).first()
    if notice is not None:
        notice.claim = claim
        emails.decision_reversed(notice, at=at)
