"""Reads the demo's proofs at once and in this process: they are our own, and a worker would be at them for minutes."""

from datetime import datetime

from django.conf import settings

from claims.actions.reading import read_proof
from claims.models import ProofReading
from claims.reading.extract import extract

LIMITS = ("pages", "characters", "unpacked")


def read_waiting(at: datetime) -> None:
    waiting = ProofReading.objects.filter(status=ProofReading.Status.WAITING)
    for proof_id in list(waiting.order_by("pk").values_list("proof_id", flat=True)):
        read_proof(proof_id, now=lambda: at, read=_read)


def _read(content, kind: str) -> dict:
    return extract(content, kind, **{name: settings.PROOF_READING[name] for name in LIMITS})
