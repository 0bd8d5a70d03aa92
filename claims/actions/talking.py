"""Partner and reviewers talk: comments, and answers to what was asked."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import door, emails, history, permissions, scanning, storing
from ..models import Claim, Comment, CommentFile
from ..proof import FileRefused, Inspected, inspect
from ..refusals import NotNow

MAX_COMMENT_FILES = 5


def comment(claim_id: int, *, by: User, at: datetime, body: str, uploads: Sequence[File] = ()) -> Comment:
    """Partner and reviewers may comment in every state, also on a decided claim; files go with what is said."""
    if not body.strip():
        raise NotNow(_("Write a comment first."))
    if len(uploads) > MAX_COMMENT_FILES:
        raise FileRefused(_("A comment takes up to %(count)d files.") % {"count": MAX_COMMENT_FILES})
    files = [(upload, _inspected(upload, f"claim {claim_id}, sent by {by.pk}")) for upload in uploads]
    with ExitStack() as kept:
        stored = [
            (kept.enter_context(storing.stored(upload, f"comments/{claim_id}", at=at)), found)
            for upload, found in files
        ]
        kept.enter_context(transaction.atomic())
        claim = door.locked(claim_id, by=by)
        if not permissions.is_partner_side(claim, by) and not by.is_reviewing:
            raise PermissionDenied(_("Your role does not allow this."))
        written = say(claim, body, by=by, at=at, files=stored)
        emails.commented(claim, written, at=at)
    return written


def _inspected(upload: File, about: str) -> Inspected:
    try:
        found = inspect(upload, str(upload.name))
        scanning.refuse_malware(upload, about=f"{about}, SHA-256 {found.sha256}")
        return found
    except (FileRefused, scanning.NotScanned) as refused:
        raise FileRefused(f"{upload.name}: {refused.message}") from refused


def say(
    claim: Claim, body: str, *, by: User, at: datetime, files: Sequence[tuple[str, Inspected]] = ()
) -> Comment:
    """The comment itself, about a locked claim, with files that were found to be good and lie at these paths."""
    by_partner = permissions.is_partner_side(claim, by)
    written = Comment.objects.create(
        claim=claim, written_at=at, written_by=by, by_partner=by_partner, body=body.strip()
    )
    for path, found in files:
        known = {name: getattr(found, name) for name in ("name", "content_type", "size", "sha256")}
        CommentFile.objects.create(comment=written, file=path, **known)
        storing.settle(path)
    after = {"files": [found.name for _path, found in files]} if files else {}
    history.record(claim, "commented", by=by, at=at, after=after, text=written.body)
    return written


def answer(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, answers: Mapping[int, str]
) -> Claim:
    """Answers every point of the open request (point → text) and hands the claim back to its reviewer."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        request = claim.requests.filter(
            answered_at__isnull=True, taken_back_at__isnull=True, lapsed_at__isnull=True
        ).first()
        if request is None:
            raise door.moved(claim, by)
        points = list(request.points.all())
        if any(not answers.get(point.pk, "").strip() for point in points):
            raise NotNow(_("Answer every point."))
        after = {"answers": {point.reason: answers[point.pk] for point in points}}
        door.move(claim, "answer", by=by, at=at, after=after)
        for point in points:
            point.answer = answers[point.pk].strip()
            point.save(update_fields=["answer"])
        request.answered_at, request.answered_by = at, by
        request.save(update_fields=["answered_at", "answered_by"])
        emails.answered(claim, at=at)
    return claim
