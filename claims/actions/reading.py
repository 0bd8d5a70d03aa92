"""The text of what was uploaded: asked for with the upload, taken by a worker, kept for the findings."""

from collections.abc import Callable
from datetime import datetime, timedelta

from celery import current_app
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q

from ..models import ProofFile, ProofReading
from ..proof import DOCX, PDF
from ..reading.process import extracted

READ_PROOF = "claims.tasks.read_proof"
KINDS = {PDF: "pdf", DOCX: "docx"}
# The task that is asked for gets so long before a sweep reads the file in its place; a reading takes less.
PATIENCE = timedelta(minutes=2)
MOST_TRIES = 3

Status = ProofReading.Status


def ask_for_reading(proof: ProofFile, *, at: datetime) -> ProofReading:
    """In the transaction that keeps the file. Pictures hold no text that could be read."""
    if proof.content_type not in KINDS:
        return ProofReading.objects.create(proof=proof, status=Status.NO_TEXT, read_at=at)
    known = _read_before(proof)
    if known is not None:
        fields = {"status": known.status, "pages": known.pages, "is_cut": known.is_cut, "read_at": at}
        return ProofReading.objects.create(proof=proof, **fields)
    reading = ProofReading.objects.create(proof=proof, due_at=at + PATIENCE)
    transaction.on_commit(lambda: current_app.send_task(READ_PROOF, args=[proof.pk]), robust=True)
    return reading


def _read_before(proof: ProofFile) -> ProofReading | None:
    """The same content in another claim of the company; another company's would tell that it has the file."""
    of_company = Q(proof__claim__partner=proof.partner_id) | Q(proof__association__partner=proof.partner_id)
    return (
        ProofReading.objects.filter(
            of_company, proof__sha256=proof.sha256, status__in=(Status.READ, Status.NO_TEXT)
        )
        .order_by("pk")
        .first()
    )


def read_proof(
    proof_id: int, *, now: Callable[[], datetime], read: Callable[[File, str], dict] | None = None
) -> str | None:
    """Reads a file that waits, if nobody else is at it, and says what became of it."""
    reading = _taken(proof_id, now())
    if reading is None:
        return None
    proof = reading.proof
    try:
        with proof.file.open("rb") as content:
            found = (read or extracted)(content, KINDS[proof.content_type])
    except FileNotFoundError:
        found = {"status": Status.FAILED, "pages": [], "is_cut": False}
    # A row that is gone by now was that of a file which somebody took out of a draft.
    ProofReading.objects.filter(pk=reading.pk, status=Status.WAITING).update(
        **found, due_at=None, read_at=now()
    )
    return str(found["status"])


def _taken(proof_id: int, at: datetime) -> ProofReading | None:
    """A lease in one statement, for no lock may be held while a file is read.

    One whose readers died each time is given up, so that it can't take a worker down for ever.
    """
    waiting = ProofReading.objects.filter(proof_id=proof_id, status=Status.WAITING)
    spent = waiting.filter(tries__gte=MOST_TRIES, due_at__lte=at)
    if spent.update(status=Status.FAILED, due_at=None, read_at=at):
        return None
    # Asked for once and not taken yet, or taken by one who has not come back in time.
    free = waiting.filter(tries=0) | waiting.filter(due_at__lte=at, tries__lt=MOST_TRIES)
    if not free.update(tries=F("tries") + 1, due_at=at + PATIENCE):
        return None
    return ProofReading.objects.select_related("proof").filter(proof_id=proof_id).first()
