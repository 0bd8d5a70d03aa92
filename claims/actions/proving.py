"""The partner proves what was done: files of proof come, and go while the claim is a draft."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import door, history, permissions, scanning, storing
from ..models import Claim, ProofFile, RequestPoint
from ..proof import inspect
from ..refusals import NotNow
from ..states import State
from .disputing import can_dispute
from .reading import ask_for_reading

MAX_FILES = 20


def refuse_late_answer(claim: Claim, at: datetime) -> None:
    """What is late stays late, whether or not the clock has rejected the claim yet."""
    if claim.state == State.ACTION_REQUIRED and claim.is_overdue(at):
        raise NotNow(_("The time to answer is over, so the claim can't be changed any more."))


def may_add_file(claim: Claim, by: User) -> bool:
    """EDT-1, POE-7 while the association lasts, DSP-1 while a dispute waits; every role of the partner uploads."""
    if not permissions.is_partner_side(claim, by):
        return False
    if claim.state == State.REJECTED:
        return claim.disputed_at is not None
    if claim.state == State.APPROVED:
        return claim.products.filter(association__ended_at__isnull=True, association__isnull=False).exists()
    return claim.state != State.UNDER_REVIEW


def add_file(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    upload: File,
    name: str,
    point: RequestPoint | None = None,
    for_dispute: bool = False,
) -> ProofFile:
    """Keeps a file of proof, told by its content. The same content twice is kept once.

    `for_dispute` is for who is about to dispute a rejection, and attaches the proof before sending that.
    """
    found = inspect(upload, name)
    scanning.refuse_malware(upload, about=f"claim {claim_id}, sent by {by.pk}, SHA-256 {found.sha256}")
    # Stored before the claim is locked: nobody waits for a slow storage.
    with storing.stored(upload, f"poe/{claim_id}", at=at) as path, transaction.atomic():
        claim = door.locked(claim_id, by=by)
        if not may_add_file(claim, by) and not (for_dispute and can_dispute(claim, by, at)):
            if not permissions.is_partner_side(claim, by):
                raise PermissionDenied(_("Your role does not allow this."))
            raise door.moved(claim, by)
        refuse_late_answer(claim, at)
        if point is not None:
            _refuse_closed(claim, point)
        known = claim.files.filter(sha256=found.sha256).first()
        if known:
            return known
        if claim.files.count() >= MAX_FILES:
            raise NotNow(_("A claim takes up to %(count)d files.") % {"count": MAX_FILES})
        proof = ProofFile.objects.create(
            claim=claim,
            file=path,
            name=found.name,
            content_type=found.content_type,
            size=found.size,
            sha256=found.sha256,
            uploaded_at=at,
            uploaded_by=by,
            in_answer_to=point,
        )
        storing.settle(path)
        ask_for_reading(proof, at=at)
        claim.version += 1
        claim.save(update_fields=["version"])
        history.record(claim, "file_added", by=by, at=at, after={"file": found.name, "sha256": found.sha256})
    return proof


def _refuse_closed(claim: Claim, point: RequestPoint) -> None:
    asked = claim.requests.filter(points=point).first()
    if asked is None:
        raise PermissionDenied(_("This point belongs to another claim."))
    if not asked.is_open:
        raise NotNow(_("This question is closed, so no file can answer it any more."))


def remove_file(file_id: int, *, by: User, at: datetime) -> None:
    """Only from a draft: proof that was submitted stays."""
    with transaction.atomic():
        claim = door.locked(Claim.objects.values_list("pk", flat=True).get(files=file_id), by=by)
        proof = claim.files.get(pk=file_id)
        if claim.state != State.DRAFT:
            raise NotNow(_("A file of a submitted claim stays with it."))
        if not permissions.is_drafter(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        history.record(
            claim, "file_removed", by=by, at=at, before={"file": proof.name, "sha256": proof.sha256}
        )
        proof.delete()
        storing.let_go(proof.file, at=at)
