from celery import shared_task
from django.utils import timezone

from . import delivery, sweeps


@shared_task(name="outbox.tasks.deliver")
def deliver(pk: int) -> None:
    delivery.deliver(pk, now=timezone.now)


@shared_task(name="outbox.tasks.deliver_due")
def deliver_due() -> None:
    sweeps.deliver_due(now=timezone.now)


@shared_task(name="outbox.tasks.read_returned")
def read_returned() -> None:
    for _line in sweeps.read_returned(timezone.now()):
        pass
