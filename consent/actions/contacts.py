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
from directory import spelling
from directory.models import Domain

from .. import emails
from ..models import Notice
from .notices import notify


class NotAtTheCustomer(NotNow):
    """The address is at no domain of the customer, where it has to be."""


def is_at_the_customer(email: str, tenant_id: int | None) -> bool:
    """At a verified domain of this customer, or below one."""
    owning = Domain.objects.owning(spelling.domain(email.rpartition("@")[2])).first()
    return owning is not None and owning.tenant_id == tenant_id


def may_correct(claim: Claim, at: datetime) -> Notice | None:
    """The notice whose contact can be replaced: one that came back, or whose time to opt out runs unanswered."""
    notice = claim.notices.current().first()
    if notice is None or claim.state not in (*OPEN, State.APPROVED):
        return None
    in_window = claim.state == State.APPROVED and claim.window_ends_at and at < claim.window_ends_at
    if notice.bounced_at or (in_window and not notice.answers.exists()):
        return notice
    return None


def correct_contact(
    claim_id: int, *, by: User, at: datetime, seen: int | None = None, name: str, title: str, email: str
) -> Claim:
    """The partner names another contact, who is written to anew; the old link dies, and time begins anew."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        if not permissions.is_manager(claim, by):
            raise PermissionDenied(_("Your role does not allow this."))
        if claim.state not in (*OPEN, State.APPROVED):
            raise door.moved(claim, by)
        notice = may_correct(claim, at)
        if notice is None:
            raise NotNow(_("The contact can be corrected when our message came back, which it did not."))
        _refuse_stranger(claim, notice, email)
        before = {"name": claim.contact_name, "title": claim.contact_title, "email": claim.contact_email}
        if notice.bounced_at is None:
            notice.claim = claim
            emails.contact_replaced(notice, at=at)
        claim.contact_name, claim.contact_title, claim.contact_email = name, title, email
        claim.notice_due_at = at
        claim.version += 1
        claim.save()
        after = {"name": name, "title": title, "email": email}
        history.record(claim, "contact_corrected", by=by, at=at, before=before, after=after)
        notify(claim_id, at=at)
    return claim


def _refuse_stranger(claim: Claim, notice: Notice, email: str) -> None:
    """Who has read the notice is replaced only by somebody who is surely of the same customer."""
    if notice.bounced_at is None and not is_at_the_customer(email, claim.tenant_id):
        raise NotAtTheCustomer(
            _(
                "While the customer can opt out, another contact must have an address at the customer's own domain."
            )
        )
