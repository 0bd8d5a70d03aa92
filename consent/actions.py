"""The customer's side: notices go out, answers come in, the window opens and ends."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import CLOCK, Customer
from accounts.models import User
from accounts.tokens import token_hash
from claims import actions as claims
from claims import door, history, permissions, telling
from claims import emails as claim_emails
from claims.deadlines import take_back_until
from claims.models import Claim, ClaimProduct
from claims.refusals import NotNow
from claims.states import OPEN, State
from directory import actions as register
from directory.models import Tenant
from outbox import actions as outbox
from outbox.models import Message
from outbox.states import FAILED
from outbox.states import State as DeliveryState

from . import emails
from .deadlines import window_ends, window_reminds
from .handoff import document_of
from .models import Answer, HandOff, Link, Notice, Window


def notify(claim_id: int, *, at: datetime) -> Notice | None:
    """Writes to the customer's contact what the claim's state asks for; the links of earlier notices die."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=CLOCK)
        if claim.notice_due_at is None:
            return None
        claim.notice_due_at = claim.contact_bounced_at = None
        claim.save(update_fields=["notice_due_at", "contact_bounced_at"])
        kind = _kind_of_notice(claim)
        _retire_notices(claim, at)
        if kind is None:
            return None
        notice = Notice.objects.create(
            claim=claim,
            kind=kind,
            contact_name=claim.contact_name,
            contact_email=claim.contact_email,
            language=cast(Tenant, claim.tenant).language,
            message_key=_message_key(claim, kind),
            created_at=at,
        )
        if kind == Notice.Kind.APPROVAL:
            emails.approval_notice(notice, at=at, not_before=take_back_until(claim.entered_at))
        else:
            emails.submission_notice(notice, at=at)
        history.record(claim, "notice_sent", by=CLOCK, at=at, after={"kind": kind, "to": claim.contact_email})
    return notice


def _kind_of_notice(claim: Claim) -> str | None:
    if claim.state in OPEN:
        return Notice.Kind.SUBMISSION
    return Notice.Kind.APPROVAL if claim.state == State.APPROVED else None


def _message_key(claim: Claim, kind: str) -> str:
    """An approval's notice is called back together with the approval."""
    if kind == Notice.Kind.APPROVAL and claim.decided_at:
        return f"{telling.held_prefix(claim, claim.decided_at)}notice:{claim.history_length}:"
    return f"claim:{claim.code}:notice:{claim.history_length}:"


def _retire_notices(claim: Claim, at: datetime) -> None:
    for notice in claim.notices.current():
        outbox.cancel(key_prefix=notice.message_key, at=at)
        notice.replaced_at = at
        notice.save(update_fields=["replaced_at"])
    claim.windows.filter(closed_at__isnull=True).update(closed_at=at, outcome=Window.Outcome.CANCELLED)


def note_delivery(notice_id: int, *, at: datetime) -> str | None:
    """What became of a notice at the customer's mail server; an approval's window runs from its acceptance."""
    with transaction.atomic():
        claim = door.locked(Notice.objects.get(pk=notice_id).claim_id, by=CLOCK)
        notice = Notice.objects.current().filter(pk=notice_id, accepted_at__isnull=True).first()
        message = notice and Message.objects.filter(key=notice.message_key).first()
        if message is None:
            return None
        notice.claim = claim
        if message.state == DeliveryState.SENT:
            return _accepted(notice, claim, cast(datetime, message.sent_at), at)
        if message.state in FAILED and notice.bounced_at is None:
            return _bounced(notice, claim, at)
        return None


def _accepted(notice: Notice, claim: Claim, accepted_at: datetime, at: datetime) -> str:
    # It may have come back before, and have been sent again since.
    notice.accepted_at, notice.bounced_at = accepted_at, None
    notice.save(update_fields=["accepted_at", "bounced_at"])
    claim.contact_bounced_at = None
    claim.save(update_fields=["contact_bounced_at"])
    history.record(claim, "notice_accepted", by=CLOCK, at=at, after={"to": notice.contact_email})
    if notice.kind == Notice.Kind.APPROVAL and claim.state == State.APPROVED:
        _open_window(notice, claim, accepted_at, at)
        return "window_opened"
    if notice.kind == Notice.Kind.APPROVAL and claim.state in OPEN:
        # It was on its way when the approval was reversed.
        emails.decision_reversed(notice, at=at)
    return "notice_accepted"


def _bounced(notice: Notice, claim: Claim, at: datetime) -> str:
    notice.bounced_at = claim.contact_bounced_at = at
    notice.save(update_fields=["bounced_at"])
    claim.save(update_fields=["contact_bounced_at"])
    history.record(claim, "notice_bounced", by=CLOCK, at=at, after={"to": notice.contact_email})
    if claim.state in (*OPEN, State.APPROVED):
        claim_emails.contact_needed(claim, at=at)
    return "notice_bounced"


def _open_window(notice: Notice, claim: Claim, opened_at: datetime, at: datetime) -> None:
    zone = emails.customer_zone(claim)
    window = Window.objects.create(
        claim=claim,
        notice=notice,
        opened_at=opened_at,
        remind_at=window_reminds(opened_at, settings.OPT_OUT_DAYS, zone),
        ends_at=window_ends(opened_at, settings.OPT_OUT_DAYS, zone),
    )
    claim.window_ends_at = window.ends_at
    claim.version += 1
    claim.save(update_fields=["window_ends_at", "version"])
    history.record(claim, "window_opened", by=CLOCK, at=at, after={"ends_at": window.ends_at.isoformat()})


def remind(window_id: int, *, at: datetime) -> bool:
    """Once, two days before the end; not any more when the end has come or the customer has said no."""
    with transaction.atomic():
        claim = door.locked(Window.objects.get(pk=window_id).claim_id, by=CLOCK)
        window = Window.objects.filter(pk=window_id, closed_at__isnull=True, reminded_at__isnull=True).first()
        if window is None or at < window.remind_at:
            return False
        window.reminded_at = at
        window.save(update_fields=["reminded_at"])
        if at >= window.ends_at or claim.state != State.APPROVED:
            return False
        window.claim = window.notice.claim = claim
        emails.window_reminder(window, at=at)
        history.record(claim, "customer_reminded", by=CLOCK, at=at, after={"to": window.notice.contact_email})
    return True


def close(window_id: int, *, at: datetime) -> str | None:
    """The window's end, once: without a no the association is official, from that very instant."""
    with transaction.atomic():
        claim = door.locked(Window.objects.get(pk=window_id).claim_id, by=CLOCK)
        window = Window.objects.filter(pk=window_id, closed_at__isnull=True).first()
        if window is None or at < window.ends_at:
            return None
        window.closed_at = at
        holds = _live_products(claim).exists()
        if claim.state == State.APPROVED and claim.window_ends_at == window.ends_at and holds:
            window.outcome = Window.Outcome.OFFICIAL
            _make_official(claim, window.ends_at, at)
        else:
            denied = claim.state == State.REJECTED and claim.window_ends_at == window.ends_at
            window.outcome = Window.Outcome.OPTED_OUT if denied else Window.Outcome.CANCELLED
        window.save(update_fields=["closed_at", "outcome"])
        return window.outcome


def _live_products(claim: Claim) -> QuerySet[ClaimProduct]:
    """What the claim still holds in the register: each association can end on its own before the window does."""
    return claim.products.filter(association__isnull=False, association__ended_at__isnull=True)


def _make_official(claim: Claim, official_at: datetime, at: datetime) -> None:
    history.record(claim, "official", by=CLOCK, at=at, after={"official_at": official_at.isoformat()})
    for chosen in _live_products(claim).select_related("product", "subscription"):
        association = register.make_official(cast(int, chosen.association_id), at=official_at)
        key = f"handoff:{claim.code}:{association.pk}"
        HandOff.objects.create(claim=claim, association=association, message_key=key, created_at=at)
        outbox.enqueue_document(
            key=key,
            kind="evaluation",
            about=claim.code,
            document=document_of(claim, chosen, association),
            at=at,
        )
        history.record(claim, "handed_over", by=CLOCK, at=at, after={"product": str(chosen)})
    claim_emails.official(claim, at=at)


def link_of(token: str) -> Link | None:
    return (
        Link.objects.select_related(
            "notice__claim__partner", "notice__claim__location", "notice__claim__tenant"
        )
        .filter(token_hash=token_hash(token))
        .first()
    )


def _customer(link: Link) -> Customer:
    return Customer(email=link.notice.contact_email, name=link.notice.contact_name)


def _refuse_dead(link: Link, claim: Claim) -> None:
    """A link is its contact's, and for its purpose: an approval's has none once the approval was reversed."""
    link.notice.refresh_from_db(fields=["replaced_at"])
    if not link.notice.is_for(claim):
        raise NotNow(_("This link was replaced by a newer one."))
    if link.notice.kind == Notice.Kind.APPROVAL and claim.state in OPEN:
        raise NotNow(_("The approval was reversed. You will hear from us when it is decided anew."))


def confirm(link: Link, *, at: datetime) -> Answer:
    """The customer says yes, while the claim is open; twice is once."""
    with transaction.atomic():
        claim = door.locked(link.notice.claim_id, by=_customer(link))
        _refuse_dead(link, claim)
        if claim.state not in OPEN:
            raise NotNow(_("This claim is no longer open."))
        known = link.notice.answers.filter(kind=Answer.Kind.CONFIRMED).first()
        return known or _keep_answer(link, claim, Answer.Kind.CONFIRMED, at)


def decline(link: Link, *, at: datetime, reason: str = "", text: str = "") -> Answer:
    """The customer says no, before the decision or in the window; twice is once."""
    by = _customer(link)
    with transaction.atomic():
        claim = door.locked(link.notice.claim_id, by=by)
        _refuse_dead(link, claim)
        opting_out = link.notice.kind == Notice.Kind.APPROVAL
        kind = Answer.Kind.OPTED_OUT if opting_out else Answer.Kind.DECLINED
        last = link.notice.answers.order_by("-id").first()
        if last is not None and last.kind == kind:
            return last
        if not opting_out and claim.state == State.APPROVED:
            raise NotNow(
                _("This claim was decided since. The newest message has the link for what you can do now.")
            )
        said = Answer.Reason(reason).label if reason else ""
        claims.decline(claim.pk, by=by, at=at, reason="\n".join(filter(None, [str(said), text])))
        claim.refresh_from_db()
        return _keep_answer(link, claim, kind, at, reason=reason, text=text)


def change_mind(link: Link, *, at: datetime) -> Answer:
    by = _customer(link)
    with transaction.atomic():
        claim = door.locked(link.notice.claim_id, by=by)
        _refuse_dead(link, claim)
        last = link.notice.answers.order_by("-id").first()
        if last is not None and last.kind == Answer.Kind.CHANGED_MIND:
            return last
        claims.change_mind(claim.pk, by=by, at=at)
        claim.refresh_from_db()
        return _keep_answer(link, claim, Answer.Kind.CHANGED_MIND, at)


def _keep_answer(
    link: Link, claim: Claim, kind: str, at: datetime, *, reason: str = "", text: str = ""
) -> Answer:
    answer = Answer.objects.create(notice=link.notice, kind=kind, reason=reason, text=text, answered_at=at)
    if kind == Answer.Kind.CONFIRMED:
        history.record(claim, "confirmed", by=_customer(link), at=at)
    link.notice.claim = claim
    emails.receipt(link.notice, kind, at=at)
    return answer


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


def undo_notice(claim: Claim, *, at: datetime) -> None:
    """An approval's notice that never left is as if it had not been: the link sent on submission holds again."""
    notice = claim.notices.current().filter(kind=Notice.Kind.APPROVAL).first()
    called_back = Message.objects.filter(state=DeliveryState.CANCELLED)
    if notice is None or not called_back.filter(key=notice.message_key, attempts=0).exists():
        return
    notice.replaced_at = at
    notice.save(update_fields=["replaced_at"])
    earlier = claim.notices.filter(kind=Notice.Kind.SUBMISSION).order_by("-id").first()
    if earlier is None or called_back.filter(key=earlier.message_key).exists():
        claim.notice_due_at = at
        claim.save(update_fields=["notice_due_at"])
        return
    earlier.replaced_at = None
    earlier.save(update_fields=["replaced_at"])


def tell_of_reversal(claim: Claim, *, at: datetime) -> None:
    """The customer hears of it only when the notice of the approval has left the portal."""
    notice = claim.notices.current().filter(kind=Notice.Kind.APPROVAL, accepted_at__isnull=False).first()
    if notice is not None:
        notice.claim = claim
        emails.decision_reversed(notice, at=at)
