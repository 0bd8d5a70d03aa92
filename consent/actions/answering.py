"""The customer's contact answers through a link: yes, no, and yes after all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Customer
from accounts.tokens import token_hash
from claims import actions as claims
from claims import door, history
from claims.models import Claim
from claims.refusals import NotNow
from claims.states import OPEN, State

from .. import emails
from ..models import Answer, Link, Notice


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
        claims.decline(claim.pk, by=by, at=at, reason=reason, text=text)
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
