import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.conf import settings

from . import actions, incoming, returned
from .delivery import Clock, Outcome, deliver
from .models import Bounce, Message
from .states import Channel

logger = logging.getLogger(__name__)
BATCH = 500
LONGEST_SWEEP = timedelta(seconds=60)
# So many failures of one kind in a row, and the rest waits for the next sweep instead of for timeouts.
TOLERATED = 3


def deliver_due(*, now: Clock) -> Counter[Outcome]:
    """Sends what is due, oldest first, for about a minute; any number of these may run at once."""
    began_at = now()
    outcomes: Counter[Outcome] = Counter()
    failures: Counter[str] = Counter()
    for _due_at, pk, channel in sorted(chain.from_iterable(_due(channel, began_at) for channel in Channel)):
        if failures[channel] >= TOLERATED:
            continue
        if now() - began_at > LONGEST_SWEEP:
            break
        outcome = deliver(pk, now=now)
        outcomes[outcome] += 1
        if outcome == Outcome.UNREACHABLE:
            failures[channel] += 1
        elif outcome != Outcome.SKIPPED:
            failures[channel] = 0
    return outcomes


def _due(channel: str, at: datetime) -> list[tuple[datetime, int, str]]:
    """By channel, so that a heap of what one can't get rid of does not hide what the other could send."""
    due = Message.objects.due(at).filter(channel=channel).order_by("next_attempt_at", "pk")
    return list(due.values_list("next_attempt_at", "pk", "channel")[:BATCH])


def read_returned(at: datetime) -> Iterator[str]:
    """Looks through the mailbox that mail comes back to, and says what came back; a second time nothing did."""
    if not settings.BOUNCE_URL:
        return
    with incoming.opened(settings.BOUNCE_URL) as folder:
        for name, content in folder.unread():
            try:
                report = returned.read(content)
                message = report and note_returned(report, at)
            except actions.NotYet:
                continue
            except (ValueError, LookupError, TypeError, RecursionError):
                # Nobody says that what arrives there is well-formed.
                logger.exception("A mail that came back could not be read")
                message = None
            folder.mark(name)
            if message:
                yield f"{message.recipient}: {message.last_error}"


def note_returned(report: returned.Returned, at: datetime) -> Message | None:
    for message_id in report.message_ids:
        noted = actions.note_bounce(
            message_id=message_id,
            event_id=report.event_id,
            source=Bounce.Source.MAILBOX,
            status=report.status,
            reason=report.reason,
            at=at,
        )
        if noted:
            return noted
    return None
