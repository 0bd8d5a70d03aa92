"""The partner names another contact of the customer."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from claims import door, history, permissions
from claims.models import Claim
from claims.refusals import NotNow
from claims.states import OPEN, State

from .notices import notify


def correct_contact(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, name: str, title: str, email: str
) -> Claim:
    """After a bounce the partner names the right contact, who is written to anew; the old link dies."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if not permissions.is_manager(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        if not claim.notices.current().filter(bounced_at__isnull=False).exists():
            raise NotNow(_("The contact can be corrected when our message came back, which it did not."))
        if claim.state not in (*OPEN, State.APPROVED):
            raise door.moved(claim, by)
        before = {"name": claim.contact_name, "title": claim.contact_title, "email": claim.contact_email}
        claim.contact_name, claim.contact_title, claim.contact_email = name, title, email
        claim.notice_due_at = at
        claim.version += 1
        claim.save()
        after = {"name": name, "title": title, "email": email}
        history.record(claim, "contact_corrected", by=by, at=at, before=before, after=after)
        notify(claim_id, at=at)
    return claim
