"""A share of decisions is drawn for another reviewer, who agrees or returns it to the leads (REV-9)."""

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.actors import CLOCK
from accounts.models import User
from claims import door, history, permissions
from claims.deadlines import take_back_until
from claims.models import Claim, Decision
from claims.refusals import NotNow

from .. import emails
from ..models import SecondLook

Outcome, Settlement = SecondLook.Outcome, SecondLook.Settlement
LOTS = 2**64


def is_drawn(decision_id: int, percent: float) -> bool:
    """The same answer whenever it is asked; nobody without the portal's key can foretell it."""
    lot = salted_hmac("reviews.second_look", str(decision_id), algorithm="sha256").digest()
    return int.from_bytes(lot[:8]) * 100 < percent * LOTS


def draw_second_look(decision_id: int, *, at: datetime) -> SecondLook | None:
    """Once for each decision; None for what can still be taken back, was undone, or is drawn already."""
    with transaction.atomic():
        claim_id = Decision.objects.values_list("claim_id", flat=True).get(pk=decision_id)
        claim = door.locked(claim_id, by=CLOCK)
        decision = Decision.objects.get(pk=decision_id)
        if decision.undone_at is not None or at < take_back_until(decision.made_at):
            return None
        look, is_new = SecondLook.objects.get_or_create(decision=decision, defaults={"drawn_at": at})
        if not is_new:
            return None
        history.record(claim, "second_look_drawn", by=CLOCK, at=at, staff_only=True)
        return look


def next_second_look(*, by: User, at: datetime) -> SecondLook | None:
    """What this person has already, else the oldest that they may look at and nobody has."""
    _refuse_unless_reviewing(by)
    with transaction.atomic():
        waiting = SecondLook.objects.open().order_by("pk")
        mine = waiting.filter(taken_by=by).first()
        if mine is not None:
            return mine
        employers = by.former_employer_ids | {role.partner_id for role in by.roles}
        look = (
            waiting.filter(taken_by__isnull=True)
            .exclude(decision__made_by=by)
            .exclude(decision__claim__partner__in=employers)
            .exclude(decision__claim__barred_reviewer=by)
            .select_for_update(of=("self",), skip_locked=True)
            .first()
        )
        return look and _take(look, by, at)


def take_second_look(look_id: int, *, by: User, at: datetime) -> SecondLook:
    _refuse_unless_reviewing(by)
    with transaction.atomic():
        look = _open(look_id)
        if look.taken_by_id is not None:
            if look.taken_by_id == by.pk:
                return look
            raise NotNow(_("%(name)s has this second look.") % {"name": look.taken_by})
        _refuse_conflict(look, by)
        return _take(look, by, at)


def _take(look: SecondLook, by: User, at: datetime) -> SecondLook:
    look.taken_at, look.taken_by = at, by
    look.save(update_fields=["taken_at", "taken_by"])
    return look


def release_second_look(look_id: int, *, by: User, at: datetime) -> SecondLook:
    """By who has it, or by a lead when they don't get to it."""
    _refuse_unless_reviewing(by)
    with transaction.atomic():
        look = _open(look_id)
        if look.taken_by_id is not None and not (look.taken_by_id == by.pk or by.is_lead):
            raise PermissionDenied(_("Only who has the second look, or a lead, can release it."))
        look.taken_at = look.taken_by = None
        look.save(update_fields=["taken_at", "taken_by"])
        return look


def look_again(look_id: int, *, by: User, at: datetime, outcome: str, note: str = "") -> SecondLook:
    """Agrees, or returns the decision to the leads with a note that only staff read."""
    _refuse_unless_reviewing(by)
    if outcome == Outcome.RETURNED and not note.strip():
        raise NotNow(_("Say why you return the decision."))
    with transaction.atomic():
        claim = _claim_of(look_id, by)
        look = _open(look_id)
        if look.taken_by_id not in (None, by.pk):
            raise NotNow(_("%(name)s has this second look.") % {"name": look.taken_by})
        _refuse_conflict(look, by)
        look.taken_at, look.taken_by = look.taken_at or at, by
        look.looked_at, look.outcome = max(at, look.drawn_at), outcome
        look.note = note.strip() if outcome == Outcome.RETURNED else ""
        look.save()
        kind = "second_look_agreed" if outcome == Outcome.AGREED else "second_look_returned"
        history.record(claim, kind, by=by, at=at, text=look.note, staff_only=True)
        if outcome == Outcome.RETURNED:
            emails.second_look_returned(claim, look, at=at)
    return look


def keep_decision(look_id: int, *, by: User, at: datetime, text: str) -> SecondLook:
    """A lead lets a returned decision stand; reversing it is `reverse`, which settles the look as well."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead settles what a second look returned."))
    if not text.strip():
        raise NotNow(_("Say why the decision stands."))
    with transaction.atomic():
        claim = _claim_of(look_id, by)
        look = _locked(look_id)
        if not look.is_returned:
            raise NotNow(_("This second look is settled already."))
        if look.decision.made_by_id == by.pk:
            raise NotNow(_("You took the decision yourself, so another lead settles this."))
        _settle(look, claim, Settlement.KEPT, by, at, text.strip())
        history.record(claim, "second_look_kept", by=by, at=at, text=look.text, staff_only=True)
    return look


def overtake_second_looks(claim: Claim, *, by: User, at: datetime, reversal: str = "") -> None:
    """The claim's decision was undone: by a lead's reversal, which settles what was returned, or otherwise."""
    undone = SecondLook.objects.filter(decision__claim=claim, decision__undone_at__isnull=False)
    for look in (undone.open() | undone.returned()).select_related("decision__made_by", "taken_by"):
        if look.is_returned and reversal:
            _settle(look, claim, Settlement.REVERSED, by, at, reversal)
        else:
            look.voided_at = at
            look.save(update_fields=["voided_at"])


def _settle(look: SecondLook, claim: Claim, settlement: str, by: User, at: datetime, text: str) -> None:
    look.settled_at, look.settled_by, look.settlement, look.text = at, by, settlement, text
    look.save(update_fields=["settled_at", "settled_by", "settlement", "text"])
    emails.second_look_settled(claim, look, at=at)


def _refuse_unless_reviewing(by: User) -> None:
    if not by.is_reviewing:
        raise PermissionDenied(_("Your role does not allow this."))


def _claim_of(look_id: int, by: User) -> Claim:
    """Locked before the look is, like everywhere."""
    claim_id = SecondLook.objects.values_list("decision__claim_id", flat=True).get(pk=look_id)
    return door.locked(claim_id, by=by)


def _locked(look_id: int) -> SecondLook:
    looks = SecondLook.objects.select_for_update(of=("self",))
    return looks.select_related("decision__claim", "decision__made_by", "taken_by").get(pk=look_id)


def _open(look_id: int) -> SecondLook:
    look = _locked(look_id)
    if look.voided_at is not None:
        raise NotNow(_("The decision was undone meanwhile, so there is nothing to look at any more."))
    if look.looked_at is not None:
        raise NotNow(_("%(name)s has looked at this already.") % {"name": cast(User, look.taken_by)})
    return look


def is_barred(look: SecondLook, by: User) -> bool:
    """Who took the decision, or has a conflict with its claim, doesn't look at it again."""
    return look.decision.made_by_id == by.pk or permissions.has_conflict(look.decision.claim, by)


def _refuse_conflict(look: SecondLook, by: User) -> None:
    if look.decision.made_by_id == by.pk:
        raise NotNow(_("You took this decision, so somebody else looks at it again."))
    if is_barred(look, by):
        raise NotNow(_("You have a conflict with this claim, so somebody else looks at it again."))
