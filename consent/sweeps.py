"""What the clock does on the customer's side. Each sweep asks for what is due and may run twice."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Concat

from claims.models import Claim
from claims.sweeps import each
from directory.models import Association
from outbox.models import Message
from outbox.states import FAILED, UNREACHED
from outbox.states import State as DeliveryState

from . import actions
from .emails import REMINDER
from .models import HandOff, Notice, TenantAccess, Window

SETTLED = (DeliveryState.SENT, *FAILED)


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    """Says what it did, line by line, or with `dry_run` what it would do."""
    unwritten = Claim.objects.filter(notice_due_at__lte=at)
    yield from each(
        unwritten, lambda pk: _notify(pk, at), dry_run=dry_run, would="notice to the customer", code="code"
    )

    yield from each(
        TenantAccess.objects.unhandled(),
        lambda pk: "link to the customer's list" if actions.handle_access(pk, at=at) else None,
        dry_run=dry_run,
        would="question for the customer's list answered",
        code="email",
    )
    if not dry_run:
        actions.forget_access(at=at)

    settled = Notice.objects.undelivered().filter(
        message_key__in=Message.objects.filter(state__in=SETTLED).values("key")
    )
    # What came back may have been sent again by hand, and arrived.
    arrived = Notice.objects.bounced().filter(
        message_key__in=Message.objects.filter(state=DeliveryState.SENT).values("key")
    )
    # What was taken may come back hours later, and so may the reminder.
    failed = Message.objects.filter(state__in=UNREACHED)
    returned = Notice.objects.may_still_return().filter(message_key__in=failed.values("key"))
    unreminded = Notice.objects.may_still_return().filter(
        pk__in=Window.objects.filter(closed_at__isnull=True, reminded_at__isnull=False).values("notice")
    )
    unreminded = unreminded.alias(reminder=Concat("message_key", Value(REMINDER))).filter(
        reminder__in=failed.values("key")
    )
    for noted in (settled, arrived, returned, unreminded):
        yield from each(
            noted, lambda pk: _deliver(pk, at), dry_run=dry_run, would="delivery of the notice noted"
        )

    open_windows = Window.objects.filter(closed_at__isnull=True)
    # Ends first: nobody should be reminded of what is over.
    ended = open_windows.filter(ends_at__lte=at)
    yield from each(ended, lambda pk: _close(pk, at), dry_run=dry_run, would="end of the time to opt out")

    waiting = open_windows.filter(reminded_at__isnull=True, remind_at__lte=at, ends_at__gt=at)
    yield from each(waiting, lambda pk: _remind(pk, at), dry_run=dry_run, would="customer reminded")

    # After the ends of windows: what became official before its subscription ended was official.
    yield from each(
        Association.objects.to_look_at(at),
        lambda pk: actions.look_at_term(pk, at=at),
        dry_run=dry_run,
        would="end of an association, or its partner warned of it",
        code="subscription__subscription_id",
    )
    taken = HandOff.objects.waiting().filter(
        message_key__in=Message.objects.filter(state=DeliveryState.SENT).values("key")
    )
    yield from each(taken, lambda pk: _handed(pk, at), dry_run=dry_run, would="hand-over noted")


def _notify(claim_id: int, at: datetime) -> str | None:
    return "notice to the customer" if actions.notify(claim_id, at=at) else None


def _deliver(notice_id: int, at: datetime) -> str | None:
    done = actions.note_delivery(notice_id, at=at)
    return done and done.replace("_", " ")


def _close(window_id: int, at: datetime) -> str | None:
    outcome = actions.close(window_id, at=at)
    return outcome and f"time to opt out ended, {outcome.replace('_', ' ')}"


def _remind(window_id: int, at: datetime) -> str | None:
    return "customer reminded" if actions.remind(window_id, at=at) else None


def _handed(hand_off_id: int, at: datetime) -> str | None:
    return "hand-over noted" if actions.note_handed(hand_off_id, at=at) else None
