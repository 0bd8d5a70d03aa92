"""What the review team writes for itself."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history
from claims.refusals import NotNow

from .. import emails, mentions
from ..models import Note


def note(claim_id: int, *, by: User, at: datetime, body: str) -> Note:
    """For staff only: partners never see it, nor that there is one. Who is meant by an @ is told."""
    if not body.strip():
        raise NotNow(_("Write a note first."))
    if not by.is_reviewing:
        raise PermissionDenied(_("Your role does not allow this."))
    found = mentions.find(body.strip())
    if found.flaws:
        raise NotNow(" ".join(found.flaws))
    with transaction.atomic():
        claim = door.locked(claim_id, by=by)
        written = Note.objects.create(claim=claim, written_at=at, written_by=by, body=found.body)
        written.mentioned.set(found.people)
        history.record(claim, "noted", by=by, at=at, text=written.body, staff_only=True)
        emails.mentioned(claim, written, [each for each in found.people if each != by], at=at)
    return written
