"""A contact of a customer who proves its address sees all partners of record there, and can end each of them."""

from datetime import datetime, timedelta
from typing import cast

from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Customer
from accounts.tokens import new_token, token_hash
from claims import actions as claims
from claims import door, history
from claims import emails as claim_emails
from claims.actions.listing import note_end
from claims.models import Claim, ClaimProduct
from claims.refusals import NotNow
from claims.states import State
from directory import actions as register
from directory import spelling
from directory.models import Association, Domain, Tenant

from .. import emails, tenant_mail
from ..models import Answer, Ending, Notice, TenantAccess
from .contacts import is_at_the_customer
from .notices import note_delivery, tell_of_end

HANDLE_ACCESS = "consent.tasks.handle_access"
LINK_HOLDS = timedelta(minutes=60)
SESSION_HOLDS = timedelta(minutes=60)
KEPT = timedelta(days=30)


def ask_for_access(*, email: str, asked_for: str, at: datetime) -> TenantAccess:
    """Only writes down that somebody asked: whether we know them is found out later, so the answer can't tell."""
    with transaction.atomic():
        access = TenantAccess.objects.create(email=email, asked_for=asked_for, asked_at=at)
        # A hurry-up, no more: the next sweep handles what was lost.
        transaction.on_commit(lambda: current_app.send_task(HANDLE_ACCESS, args=[access.pk]), robust=True)
    return access


def handle_access(access_id: int, *, at: datetime) -> bool:
    """Writes to who is a contact of that customer; of everybody else nothing is kept."""
    with transaction.atomic():
        unhandled = TenantAccess.objects.unhandled().select_for_update(skip_locked=True)
        access = unhandled.filter(pk=access_id).first()
        if access is None:
            return False
        tenant = _tenant_of(access.asked_for)
        notice = tenant and known_contact(tenant, access.email)
        if not tenant or not notice:
            access.delete()
            return False
        TenantAccess.objects.filter(
            tenant=tenant, email__iexact=notice.contact_email, replaced_at__isnull=True
        ).update(replaced_at=at)
        token = new_token()
        access.tenant, access.name, access.email = tenant, notice.contact_name, notice.contact_email
        access.token_hash, access.handled_at, access.ends_at = token_hash(token), at, at + LINK_HOLDS
        access.save()
        tenant_mail.way_in(access, token=token, at=at)
    return True


def _tenant_of(asked_for: str) -> Tenant | None:
    directory_id = spelling.guid(asked_for)
    if directory_id is not None:
        return Tenant.objects.known().filter(directory_id=directory_id).first()
    domain = Domain.objects.owning(asked_for).select_related("tenant").first()
    return domain.tenant if domain else None


def known_contact(tenant: Tenant, email: str) -> Notice | None:
    """At a domain of the customer, and has had a notice: of an approval, or one that it answered."""
    if not is_at_the_customer(email, tenant.pk):
        return None
    arrived = Notice.objects.filter(
        claim__tenant=tenant, contact_email__iexact=email, accepted_at__isnull=False
    )
    trusted = arrived.filter(Q(kind=Notice.Kind.APPROVAL) | Q(answers__isnull=False))
    return trusted.order_by("-id").first()


def access_of(token: str) -> TenantAccess | None:
    return TenantAccess.objects.select_related("tenant").filter(token_hash=token_hash(token)).first()


def open_access(access_id: int, *, at: datetime) -> str:
    """The link works once: what it opens is a session, whose secret is given back and kept as a hash only."""
    with transaction.atomic():
        access = TenantAccess.objects.select_for_update().get(pk=access_id)
        if access.opened_at or access.replaced_at or at >= cast(datetime, access.ends_at):
            raise NotNow(_("This link does nothing any more. Please ask for a new one."))
        secret = new_token()
        access.opened_at, access.session_hash, access.ends_at = at, token_hash(secret), at + SESSION_HOLDS
        access.save(update_fields=["opened_at", "session_hash", "ends_at"])
    return secret


def session_of(secret: str, *, at: datetime) -> TenantAccess | None:
    return (
        TenantAccess.objects.select_related("tenant")
        .filter(session_hash=token_hash(secret), ends_at__gt=at, replaced_at__isnull=True)
        .first()
    )


def leave(access: TenantAccess, *, at: datetime) -> None:
    TenantAccess.objects.filter(pk=access.pk, ends_at__gt=at).update(ends_at=at)


def forget_access(*, at: datetime) -> int:
    """Who asked is nobody's business after a month; what was ended stays with its ending."""
    return TenantAccess.objects.filter(asked_at__lte=at - KEPT).delete()[0]


def end_association(
    access: TenantAccess, association_id: int, *, at: datetime, reason: str = "", text: str = ""
) -> Association:
    """The customer no longer wants it; twice is once. While the time to opt out runs, it is the opt-out."""
    with transaction.atomic():
        association = Association.objects.select_related("product", "partner", "location", "tenant").get(
            pk=association_id, tenant=access.tenant
        )
        chosen = ClaimProduct.objects.filter(association=association).order_by("-pk").first()
        by = Customer(email=access.email, name=access.name, tenant_id=access.tenant_id)
        claim = door.locked(chosen.claim_id, by=by) if chosen else None
        association.refresh_from_db()
        if association.ended_at is not None:
            return association
        if claim is not None and association.official_at is None:
            _opt_out(claim, by, at, reason, text)
            association.refresh_from_db()
        else:
            association = register.end(association.pk, at=at, reason=Association.EndReason.CUSTOMER_DENIAL)
            if claim is not None and chosen is not None:
                _tell_of_the_end(claim, association, by, at, reason, text)
                tell_of_end(claim, [chosen], at=at, by=by.email)
        Ending.objects.create(
            association=association,
            contact_name=access.name,
            contact_email=access.email,
            reason=reason,
            text=text,
            ended_at=at,
        )
        tenant_mail.receipt(access, association, at=at)
    return association


def _tell_of_the_end(
    claim: Claim, association: Association, by: Customer, at: datetime, reason: str, text: str
) -> None:
    note_end(claim)
    history.record(
        claim,
        "ended_by_customer",
        by=by,
        at=at,
        after={"product": str(association)} | ({"customer_reason": str(reason)} if reason else {}),
        text=text,
    )
    claim_emails.ended_by_customer(claim, association.product, at=at)


def _opt_out(claim: Claim, by: Customer, at: datetime, reason: str, text: str) -> None:
    """Of the whole claim, as through the link in the notice, whose contact hears of it too."""
    notice = claim.notices.current().filter(kind=Notice.Kind.APPROVAL).first()
    if notice is not None and notice.accepted_at is None:
        # Our clock may not have noted yet that the message arrived.
        note_delivery(notice.pk, at=at)
        claim.refresh_from_db()
    if notice is None or claim.state != State.APPROVED or claim.window_ends_at is None:
        raise NotNow(_("The time to opt out has not begun yet. Please try again in a few minutes."))
    claims.decline(claim.pk, by=by, at=at, reason=reason, text=text)
    claim.refresh_from_db()
    Answer.objects.create(notice=notice, kind=Answer.Kind.OPTED_OUT, reason=reason, text=text, answered_at=at)
    notice.claim = claim
    emails.receipt(notice, Answer.Kind.OPTED_OUT, at=at)
