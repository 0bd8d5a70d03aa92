from celery import shared_task
from django.utils import timezone

from . import sweeps
from .actions.reading import read_proof as read


@shared_task(name="claims.tasks.read_proof")
def read_proof(proof_id: int) -> None:
    read(proof_id, now=timezone.now)


@shared_task(name="claims.tasks.read_waiting")
def read_waiting() -> None:
    """Reads what was asked for and never done: its task was lost, or the worker that had it."""
    for _line in sweeps.read_waiting(now=timezone.now):
        pass
