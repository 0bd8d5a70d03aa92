"""Takes one message, sends it outside any transaction, and writes down what came of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import SystemRandom

from django.conf import settings
from django.db import transaction

from . import calls, documents, post
from .models import Message
from .states import Channel, State

# Longer than a task may run (CELERY_TASK_TIME_LIMIT), so that whoever held the message is gone by then.
LEASE = timedelta(minutes=10)
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
# About three days.
MAX_ATTEMPTS = 20

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Outcome(StrEnum):
    SENT = "sent"
    REFUSED = "refused"
    RETRY = "retry"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Report:
    outcome: Outcome
    at: datetime
    error: str = ""
    reference: str = ""
    # For how long at least whoever did not take it wants to be left alone.
    patience: timedelta = timedelta(0)


def deliver(pk: int, *, now: Clock) -> Outcome:
    """Tries once to send a message that is due and that nobody else is sending.

    At least once: a worker that dies after the server took the mail leaves it to be sent a second
    time, with the same Message-ID. The clock is read again after sending, because an opt-out
    window begins when the server took the mail.
    """
    taken = _take(pk, now())
    if taken is None:
        return Outcome.SKIPPED
    report = _send(taken, now)
    _write_down(taken, report)
    return report.outcome


def delay_after(attempts: int) -> timedelta:
    """Doubles from try to try up to six hours, less up to a quarter so that not all come back at once."""
    longest = min(FIRST_DELAY * 2 ** min(attempts - 1, 16), LONGEST_DELAY)
    return longest * SystemRandom().uniform(0.75, 1.0)


def _take(pk: int, at: datetime) -> Message | None:
    with transaction.atomic(durable=True):
        message = Message.objects.due(at).select_for_update(skip_locked=True).filter(pk=pk).first()
        if message is None:
            return None
        if message.attempts >= MAX_ATTEMPTS:  # no worker has lived to tell how the last try went
            message.state, message.last_error = State.DEAD, "Every worker ended while sending this."
            message.save(update_fields=["state", "last_error"])
            return None
        message.state = State.SENDING
        message.attempts += 1
        message.next_attempt_at = at + LEASE
        message.save(update_fields=["state", "attempts", "next_attempt_at"])
    return message


def _send(message: Message, now: Clock) -> Report:
    patience = timedelta(0)
    try:
        if message.channel == Channel.DOCUMENT:
            reference = _hand_over(message, now)
            return Report(Outcome.SENT, now(), reference=reference)
        return Report(Outcome.SENT, post.send(message, now))
    except calls.NotTaken as trouble:
        outcome = Outcome.UNREACHABLE if trouble.down else Outcome.RETRY
        error, patience = str(trouble), trouble.patience
    except post.Refused as refusal:
        outcome, error = Outcome.REFUSED, post.describe(refusal)
    except Exception as trouble:
        outcome = Outcome.UNREACHABLE if post.is_unreachable(trouble) else Outcome.RETRY
        error = post.describe(trouble)
        if not isinstance(trouble, OSError):
            logger.exception("Message %s: unexpected", message.pk)
    logger.warning("Message %s (%s), try %s: %s", message.pk, message.kind, message.attempts, error)
    return Report(outcome, now(), error=error, patience=patience)


def _hand_over(message: Message, now: Clock) -> str:
    """To the endpoint where there is one, else into the folder."""
    return calls.send(message, now()) if settings.HANDOFF_URL else documents.write(message)


def _write_down(taken: Message, report: Report) -> None:
    with transaction.atomic(durable=True):
        message = Message.objects.select_for_update().get(pk=taken.pk)
        if message.state == State.SENT:
            return
        if report.outcome == Outcome.SENT:
            _settle(message, report)
        elif message.attempts == taken.attempts and message.state == State.SENDING:
            # Else the lease ran out, and whoever has the message now will tell.
            _postpone(message, report)


def _settle(message: Message, report: Report) -> None:
    message.state, message.sent_at, message.cancelled_at = State.SENT, report.at, None
    message.sealed = message.last_error = ""
    message.reference = report.reference
    message.save(update_fields=["state", "sent_at", "cancelled_at", "sealed", "last_error", "reference"])


def _postpone(message: Message, report: Report) -> None:
    if report.outcome == Outcome.REFUSED:
        message.state = State.REFUSED
    elif message.attempts >= MAX_ATTEMPTS:
        message.state = State.DEAD
    else:
        message.state = State.WAITING
        message.next_attempt_at = report.at + max(delay_after(message.attempts), report.patience)
    message.last_error = report.error
    message.save(update_fields=["state", "next_attempt_at", "last_error"])
