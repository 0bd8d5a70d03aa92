from celery import shared_task
from django.utils import timezone

from calendars import heartbeat
from outbox import tasks as outbox


@shared_task(name="cpor_portal.tasks.deliver_due")
def deliver_due() -> None:
    """The outbox's sweep, and the heartbeat that says it still runs: the outbox knows no calendars."""
    now = timezone.now()
    outbox.deliver_due()
    heartbeat.beat("outbox", now)
