"""Who reviews what: given by a lead, or by the clock to who has the least to do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import DECIDING_ROLES
from claims import actions as claims
from claims import door, permissions
from claims.models import Claim
from claims.refusals import NotNow, Refused
from claims.states import OPEN, State

from .. import emails
from ..absences import away_on, team_day
from .noting import note as write_note

# What waits for the review team is work today; what waits for its partner will be work again.
WEIGHTS = {State.SUBMITTED: 2, State.UNDER_REVIEW: 2, State.ACTION_REQUIRED: 1}
# What nobody's work reaches, so that a claim is not given to whom it is taken from.
NEVER_CHOSEN = 10**9


def assign(claim_id: int, *, to: User, by: User, at: datetime, seen: int | None = None) -> Claim:
    """A lead gives an open claim to anybody who may review it; both who get and who lose it are told."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead assigns claims."))
    with transaction.atomic():
        holder_id = door.locked(claim_id, by=by, seen=seen).reviewer_id
        claim = claims.take(claim_id, reviewer=to, by=by, at=at)
        if holder_id == to.pk:
            return claim
        if to != by:
            emails.assigned(claim, to, at=at)
        if holder_id not in (None, by.pk):
            emails.moved_on(claim, User.objects.get(pk=holder_id), at=at)
    return claim


def team() -> QuerySet[User]:
    """Everybody who reviews."""
    return User.objects.filter(is_active=True, staff_role__in=DECIDING_ROLES)


def reviewers_for(claim: Claim) -> QuerySet[User]:
    """Everybody who reviews and has no conflict with this claim."""
    return (
        team()
        .exclude(former_employers=claim.partner_id)
        .exclude(memberships__partner=claim.partner_id)
        .exclude(pk=claim.barred_reviewer_id or 0)
    )


def loads(people: Iterable[int] | None = None) -> Counter[int]:
    """How much each reviewer has to do, by their open claims; one query, of open claims alone."""
    held = Claim.objects.filter(state__in=OPEN, reviewer__isnull=False)
    if people is not None:
        held = held.filter(reviewer__in=people)
    found: Counter[int] = Counter()
    for reviewer_id, state, count in held.values_list("reviewer", "state").annotate(count=Count("pk")):
        found[reviewer_id] += WEIGHTS[State(state)] * count
    return found


def least_busy_reviewer(claim: Claim, *, at: datetime, work: Counter[int] | None = None) -> User | None:
    """Who has the least to do, is there today, and has no conflict with this claim.

    Whose turn it is among equals depends on the claim, so that it is not always the same person's.
    `work` is what `loads` found, for whoever asks for many claims and counts along.
    """
    away = away_on(team_day(at))
    there = list(reviewers_for(claim).exclude(pk__in=away).order_by("pk"))
    if not there:
        return None
    known = loads(person.pk for person in there) if work is None else work
    least = min(known[person.pk] for person in there)
    equals = [person for person in there if known[person.pk] == least]
    return equals[claim.pk % len(equals)]


def hand_over(
    claim_id: int, *, to: User, by: User, at: datetime, seen: int | None = None, note: str = ""
) -> Claim:
    """Who has an open claim gives it to a colleague, who is told; with a note that only staff read."""
    with transaction.atomic():
        if not permissions.is_reviewer(door.locked(claim_id, by=by, seen=seen), by):
            raise PermissionDenied(_("Only who has the claim can hand it over."))
        if to == by:
            raise NotNow(_("You have this claim already."))
        claim = claims.take(claim_id, reviewer=to, by=by, at=at)
        if note.strip():
            write_note(claim_id, by=by, at=at, body=note)
            claim.refresh_from_db()
        emails.handed_on(claim, to, by=by, at=at)
    return claim


@dataclass(frozen=True)
class Moved:
    """What became of one claim: who has it now, or `why` it stayed."""

    claim: Claim
    to: User | None
    why: str = ""


def spread(person_id: int, *, by: User, at: datetime) -> list[Moved]:
    """Moves all open claims of one person to those who are there, each to who has the least to do by then.

    Each in a transaction of its own, so that what one claim refuses keeps no other from moving.
    """
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead assigns claims."))
    work = loads()
    held = Claim.objects.filter(state__in=OPEN, reviewer=person_id).order_by("due_at", "pk")
    return [_move(claim, claim.version, work, by, at) for claim in held.select_related("partner")]


def distribute(chosen: Mapping[int, int], *, to: User | None = None, by: User, at: datetime) -> list[Moved]:
    """Moves these claims, each with the version that was seen of it: to one person, or each to who is there and
    has the least to do by then. In the order of what is due first; each in a transaction of its own.
    """
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead assigns claims."))
    work = loads()
    found = Claim.objects.visible_to(by).filter(pk__in=chosen).select_related("partner")
    return [_move(claim, chosen[claim.pk], work, by, at, to) for claim in found.order_by("due_at", "pk")]


def _move(
    claim: Claim, seen: int, work: Counter[int], by: User, at: datetime, to: User | None = None
) -> Moved:
    holder = claim.reviewer_id
    if to is None:
        never = Counter({holder: NEVER_CHOSEN}) if holder else Counter[int]()
        to = least_busy_reviewer(claim, at=at, work=work + never)
        if to is None or to.pk == holder:
            return Moved(claim, None, _("Nobody without a conflict is there."))
    if to.pk == holder:
        return Moved(claim, None, _("%(name)s had it already.") % {"name": to})
    try:
        assign(claim.pk, to=to, by=by, at=at, seen=seen)
    except Refused as refusal:
        return Moved(claim, None, refusal.message)
    work[to.pk] += WEIGHTS[State(claim.state)]
    return Moved(claim, to)
