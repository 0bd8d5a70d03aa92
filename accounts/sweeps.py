"""What the clock does for people: it writes the daily e-mails, and lets old notices go."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction

from . import digest
from .models import News

KEPT = timedelta(days=180)
BATCH = 200
# In one sweep; the next one goes on.
MOST_FORGOTTEN = 1000

logger = logging.getLogger(__name__)


def sweep(at: datetime, *, dry_run: bool = False) -> Iterator[str]:
    """Says what it did, line by line, or with `dry_run` what it would do."""
    after = 0
    due = News.objects.due(at).order_by("user").values_list("user", "user__email").distinct()
    while batch := list(due.filter(user__gt=after)[:BATCH]):
        for user_id, email in batch:
            if dry_run or _write(user_id, at):
                yield f"{email}: daily e-mail"
        after = batch[-1][0]
    old = News.objects.filter(visible_at__lte=at - KEPT)
    forgotten = old[:MOST_FORGOTTEN].count() if dry_run else _forget(old)
    if forgotten:
        yield f"notices deleted after {KEPT.days} days: {forgotten}"


def _write(user_id: int, at: datetime) -> bool:
    """Trouble with one person's holds up nobody else's."""
    try:
        return digest.write(user_id, at=at) is not None
    except (OperationalError, InterfaceError, SoftTimeLimitExceeded):
        raise
    except Exception:
        logger.exception("Person %s: the daily e-mail could not be written", user_id)
        return False


@transaction.atomic
def _forget(old) -> int:
    some = old.select_for_update(skip_locked=True).order_by("visible_at").values_list("pk", flat=True)
    return News.objects.filter(pk__in=list(some[:MOST_FORGOTTEN])).delete()[0]
