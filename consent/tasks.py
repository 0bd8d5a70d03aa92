from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task(name=actions.HANDLE_ACCESS)
def handle_access(access_id: int) -> None:
    actions.handle_access(access_id, at=timezone.now())
