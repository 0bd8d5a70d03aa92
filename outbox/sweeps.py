from collections import Counter
from datetime import timedelta

from .delivery import Clock, Outcome, deliver
from .models import Message

BATCH = 500
LONGEST_SWEEP = timedelta(seconds=60)
# So many failures of one kind in a row, and the rest waits for the next sweep instead of for timeouts.
TOLERATED = 3


def deliver_due(*, now: Clock) -> Counter[Outcome]:
    """Sends what is due, oldest first, for about a minute; any number of these may run at once."""
    began_at = now()
    outcomes: Counter[Outcome] = Counter()
    failures: Counter[str] = Counter()
    due = Message.objects.due(began_at).order_by("next_attempt_at", "pk").values_list("pk", "channel")
    for pk, channel in list(due[:BATCH]):
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
