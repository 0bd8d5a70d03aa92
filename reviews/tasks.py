from celery import shared_task
from django.utils import timezone

from calendars import heartbeat

from . import sweeps


@shared_task(name="reviews.tasks.enforce_deadlines")
def enforce_deadlines() -> None:
    """The scheduler's sweep; `manage.py enforce_deadlines` does the same in the foreground."""
    now = timezone.now()
    for _line in sweeps.enforce(now):
        pass
    heartbeat.beat("deadlines", now)
