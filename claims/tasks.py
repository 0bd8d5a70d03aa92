from celery import shared_task
from django.utils import timezone

from directory import actions as register

from . import showing, sweeps
from .actions.batches import ask_for_work
from .actions.reading import read_proof as read
from .batches import working


@shared_task(name="claims.tasks.read_proof")
def read_proof(proof_id: int) -> None:
    read(proof_id, now=timezone.now)


@shared_task(name="claims.tasks.read_waiting")
def read_waiting() -> None:
    """Reads what was asked for and never done: its task was lost, or the worker that had it."""
    for _line in sweeps.read_waiting(now=timezone.now):
        pass


@shared_task(name="claims.tasks.work_on_batch")
def work_on_batch(batch_id: int) -> None:
    """For a while, and then again, so that no other task waits for the end of a long upload."""
    if not working.work_on(batch_id, now=timezone.now, seconds=working.SLICE):
        ask_for_work(batch_id)


@shared_task(name="claims.tasks.keep_lists")
def keep_lists() -> None:
    """And each association ends when its subscription does, by whatever means that was changed."""
    while register.keep_terms_astray(at=timezone.now()):
        pass
    for _line in sweeps.keep_lists():
        pass


@shared_task(name="claims.tasks.clear_shown")
def clear_shown() -> None:
    """Throws away the drawn pages of proof that nobody looks at any more."""
    for _line in showing.clear_unused(timezone.now()):
        pass
