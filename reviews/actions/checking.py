"""What a reviewer ticks on the checklist of a claim, point by point."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from claims import door, history, permissions
from claims.models import Claim
from claims.refusals import NotNow, Refused
from claims.states import OPEN, RequestReason, Result

from ..models import ChecklistEntry, Verdict
from ..models.checklist import PRODUCT_POINT


class TickedMeanwhile(Refused):
    """Somebody said something else about this point since it was read; `entry` is what they said."""

    def __init__(self, entry: ChecklistEntry):
        self.entry = entry
        when = date_format(timezone.localtime(entry.ticked_at), pgettext("date format", "j M Y, H:i"))
        super().__init__(
            _("%(name)s changed this point since you opened it (%(when)s): %(what)s")
            % {"name": entry.ticked_by, "when": when, "what": said(entry)}
        )


@dataclass(frozen=True)
class AllTicked:
    kept: int
    # Points that somebody else changed since they were read.
    changed: int


def said(entry: ChecklistEntry) -> str:
    parts = (entry.get_verdict_display() or _("no tick"), entry.note and f"“{entry.note}”")
    return " ".join(filter(None, parts))


def tick(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    point: str,
    product_id: int | None = None,
    verdict: str = "",
    note: str = "",
    seen: int = 0,
) -> ChecklistEntry:
    """Keeps what this person found on one point. `seen` counts the changes of the point that they had read.

    It changes nothing that a decision depends on, so the claim's version stays, and colleagues can go on.
    """
    with transaction.atomic():
        claim = _reviewed(claim_id, by)
        before = _entry_of(claim, point, product_id)
        entry = _say(before, by, at, verdict, note.strip(), seen)
        history.note_action(claim, by=by, at=at)
    return entry


def tick_all(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    verdict: str,
    points: Mapping[tuple[str, int | None], int],
    only_open: bool = False,
) -> AllTicked:
    """The same verdict for several points at once, each with how often it had been changed when it was read.

    What somebody else changed meanwhile stays as it is; notes stay in any case. With `only_open` nothing that
    is ticked is ticked anew.
    """
    kept = changed = 0
    with transaction.atomic():
        claim = _reviewed(claim_id, by)
        for (point, product_id), seen in points.items():
            try:
                entry = _entry_of(claim, point, product_id)
                if only_open and entry.verdict:
                    continue
                # What they said themselves since the page was read, they know.
                is_own = entry.version > 0 and entry.ticked_by_id == by.pk
                _say(entry, by, at, verdict, entry.note, entry.version if is_own else seen)
                kept += 1
            except TickedMeanwhile:
                changed += 1
        history.note_action(claim, by=by, at=at)
    return AllTicked(kept, changed)


def _reviewed(claim_id: int, by: User) -> Claim:
    claim = door.locked(claim_id, by=by)
    _refuse_unless_reviewed(claim, by)
    return claim


def _entry_of(claim: Claim, point: str, product_id: int | None) -> ChecklistEntry:
    _refuse_unknown(claim, point, product_id)
    wanted = {"claim": claim, "point": point, "product_id": product_id}
    entry = ChecklistEntry.objects.select_related("ticked_by").filter(**wanted).first()
    return entry or ChecklistEntry(**wanted, version=0)


def _say(entry: ChecklistEntry, by: User, at: datetime, verdict: str, note: str, seen: int) -> ChecklistEntry:
    if verdict and verdict not in Verdict.values:
        raise NotNow(_("Choose met, not met or can't tell."))
    if (entry.verdict, entry.note) == (verdict, note):
        return entry
    if entry.version != seen:
        raise TickedMeanwhile(entry)
    entry.verdict, entry.note = verdict, note
    entry.ticked_at, entry.ticked_by = at, by
    entry.version += 1
    entry.save()
    return entry


def _refuse_unless_reviewed(claim: Claim, by: User) -> None:
    if not permissions.may_review(claim, by):
        raise PermissionDenied(_("Your role does not allow this, or you have a conflict with this claim."))
    if claim.state not in OPEN:
        raise NotNow(_("The claim is decided: what was ticked is kept with the decision."))


def _refuse_unknown(claim: Claim, point: str, product_id: int | None) -> None:
    if point not in RequestReason.values or (point == PRODUCT_POINT) != (product_id is not None):
        raise NotNow(_("The checklist has no such point."))
    if (
        product_id is not None
        and not claim.products.filter(pk=product_id, result__in=(Result.PENDING, Result.APPROVED)).exists()
    ):
        raise NotNow(_("The product is no longer part of the claim."))
