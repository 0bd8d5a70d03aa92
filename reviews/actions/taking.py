"""A reviewer takes what is most urgent, and what nobody works on goes back to where it can be taken."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import CLOCK
from accounts.models import User
from claims import actions as claims
from claims.models import Claim
from claims.refusals import Refused
from claims.states import State
from claims.sweeps import free_claim

from .. import emails
from ..models import ArbitrationParty, IdleReturn
from .deciding import start_review


def take_next(*, by: User, at: datetime) -> Claim | None:
    """The most urgent claim that nobody has and that this person may review: theirs, and under review.

    Never the same to two: a claim that somebody else is just taking is passed over. The review starts in a
    second transaction, as it has to wait for the customer's other claims before any claim is locked; a claim
    that was withdrawn or declined in between is passed over too. None when nothing is left.
    """
    if not by.is_reviewing:
        raise PermissionDenied(_("Your role does not allow this."))
    for claim in _taken_one_by_one(by, at):
        if claim.state != State.SUBMITTED:
            return claim
        try:
            return start_review(claim.pk, by=by, at=at)
        except Refused:
            continue
    return None


def _taken_one_by_one(by: User, at: datetime) -> Iterator[Claim]:
    while True:
        with transaction.atomic():
            claim_id = next_for(by).select_for_update(skip_locked=True).values_list("pk", flat=True).first()
            if claim_id is None:
                return
            claim = claims.take(claim_id, reviewer=by, by=by, at=at)
        yield claim


def next_for(person: User) -> QuerySet[Claim]:
    """What nobody has and this person may review, the most urgent first: an index of just these gives it."""
    employers = person.former_employer_ids | {role.partner_id for role in person.roles}
    barred = Q(barred_reviewer=person, barred_reviewer__isnull=False)
    return Claim.objects.free().exclude(partner__in=employers).exclude(barred).order_by("due_at", "pk")


def return_idle(claim_id: int, *, since: datetime, at: datetime) -> User | None:
    """Puts a claim back into the queue whose reviewer has done nothing on it after `since`; says whose it was.

    Once, however many ask for it: whoever comes second finds it without a reviewer.
    """
    with transaction.atomic():
        claim = free_claim(claim_id)
        if claim is None or not idle(since).filter(pk=claim.pk).exists():
            return None
        holder, acted_at = cast(User, claim.reviewer), claim.acted_at
        claim = claims.release(claim.pk, by=CLOCK, at=at)
        IdleReturn.objects.create(
            claim=claim, holder=holder, acted_at=cast(datetime, acted_at), returned_at=at
        )
        emails.lay_idle(claim, holder, at=at)
    return holder


def idle(since: datetime) -> QuerySet[Claim]:
    """Held and waiting for the review team with nothing done after `since`.

    But for what is, or was after that, in an arbitration: there the holder has to wait for others.
    """
    waits = ArbitrationParty.objects.filter(
        Q(arbitration__closed_at__isnull=True) | Q(arbitration__closed_at__gt=since),
        claim_product__isnull=False,
    )
    return Claim.objects.idle_since(since).exclude(pk__in=waits.values("claim_product__claim"))
