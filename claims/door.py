"""The one door for a claim's moves: lock, check what was seen, state and person, move, save, record."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_fsm import can_proceed, has_transition_perm

from . import clocks, history, telling
from .models import Claim
from .refusals import ClaimMoved, NotNow


def locked(claim_id: int, *, by, seen: int | None = None) -> Claim:
    """The claim, locked until the transaction ends; refused when it is not what this person saw."""
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("location", "partner", "tenant")
        .get(pk=claim_id)
    )
    if seen is not None and seen != claim.version:
        raise moved(claim, by)
    return claim


def moved(claim: Claim, by) -> ClaimMoved:
    event = history.last_visible(claim, by)
    if event is None:
        return ClaimMoved(claim, _("it is %(state)s now.") % {"state": claim.get_state_display()})
    when = date_format(timezone.localtime(event.at), pgettext("date format", "j M Y, H:i"))
    return ClaimMoved(claim, f"{history.sentence(event, by)} ({when})")


def move(
    claim: Claim,
    name: str,
    *,
    by,
    at: datetime,
    text: str = "",
    before: dict | None = None,
    after: dict | None = None,
    **stamps,
) -> Claim:
    """Makes a move of a locked claim. Everything that depends on it belongs into the same transaction."""
    # Who waited for the lock may have read the clock before somebody else's move.
    at = max(at, claim.entered_at)
    transition = getattr(claim, name)
    left, entered_at = claim.state, claim.entered_at
    if not can_proceed(transition, check_conditions=False):
        raise moved(claim, by)
    if not can_proceed(transition):
        raise NotNow(_("This can't be done with this claim."))
    if not has_transition_perm(transition, by):
        raise PermissionDenied(_("Your role does not allow this."))
    transition(by=by, at=at, **stamps)
    claim.version += 1
    clocks.move_on(claim, left, at)
    # What the last move still holds back is no longer true.
    telling.call_back(claim, entered_at, at=at)
    claim.save()
    history.record(
        claim,
        name,
        by=by,
        at=at,
        text=text,
        before={"state": left, **(before or {})},
        after={"state": claim.state, **(after or {})},
    )
    return claim
