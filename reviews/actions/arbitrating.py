"""A lead brings an arbitration to its decision: starts what waits, and asks everybody the same."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from claims import actions as claims
from claims import clocks
from claims.deadlines import take_back_until
from claims.models import Claim, InformationRequest
from claims.refusals import NotNow, TooLate
from claims.states import ClockKind, RequestReason, State
from directory.models import Association

from .. import arbitrations, checking, emails
from ..models import Arbitration, ArbitrationParty, JointRequest

# Shorter words of a company's name are everybody's.
TELLING_LENGTH = 5


def start_all(arbitration_id: int, *, by: User, at: datetime) -> list[Claim]:
    """Starts the review of each claim in it that still waits for one, so that it can be decided."""
    with transaction.atomic():
        arbitration, parties = _open_for(arbitration_id, by)
        waiting = [claim for claim in _claims_of(parties) if claim.state == State.SUBMITTED]
        if not waiting:
            raise NotNow(_("No review waits for its start any more."))
        for claim in waiting:
            claims.start_review(claim.pk, by=by, at=at)
            arbitrations.open_for(claim, at=at)
    return waiting


def ask_all(
    arbitration_id: int, *, by: User, at: datetime, text: str, points: Mapping[str, str]
) -> JointRequest:
    """Asks every partner in it the same at one instant, until one date: the latest that any of them would have.

    The claims become this lead's, as the answers come back to who asked. A partner of record moves nowhere; it
    is told what is asked once this can't be taken back any more.
    """
    with transaction.atomic():
        arbitration, parties = _open_for(arbitration_id, by)
        asked = _claims_of(parties)
        for claim in asked:
            if claim.state != State.UNDER_REVIEW:
                raise NotNow(
                    _("%(code)s is %(state)s. All claims have to be under review to be asked together.")
                    % {"code": claim.code, "state": claim.get_state_display()}
                )
        if found := names_in([text, *points.values()], parties):
            raise NotNow(
                _("“%(name)s” tells who is compared. Every partner reads the same text, so name nobody.")
                % {"name": found}
            )
        # A claim may have moved after this lead read the clock, while its lock was waited for.
        at = max([at, *(claim.entered_at for claim in asked)])
        joint = JointRequest.objects.create(
            arbitration=arbitration, asked_at=at, asked_by=by, text=text, points=dict(points)
        )
        places = sorted({clocks.place_of(claim) for claim in asked})
        for claim in asked:
            claims.take(claim.pk, reviewer=by, by=by, at=at)
            request = claims.request_information(
                claim.pk, by=by, at=at, text=text, points=points, places=places
            )
            checking.keep_with(request, at=at)
            joint.requests.add(request)
    return joint


def take_back_all(arbitration_id: int, *, by: User, at: datetime) -> None:
    """Within ten minutes, by who asked: nobody was asked anything."""
    with transaction.atomic():
        arbitration = arbitrations.locked(arbitration_id)
        joint = arbitration.joint_requests.filter(taken_back_at__isnull=True).order_by("-pk").first()
        if joint is None:
            raise NotNow(_("This request was taken back before."))
        _take_back(joint, joint.requests.open(), by, at)


def take_back_together(claim: Claim, *, by: User, at: datetime) -> None:
    """The claim's own request is about to be taken back; what was asked of others with it goes with it."""
    if claim.state != State.ACTION_REQUIRED:
        return
    joint = JointRequest.objects.filter(
        requests__claim=claim, asked_at=claim.entered_at, taken_back_at__isnull=True
    ).first()
    if joint is not None:
        _take_back(joint, joint.requests.open().exclude(claim=claim), by, at)


def _take_back(joint: JointRequest, requests: QuerySet[InformationRequest], by: User, at: datetime) -> None:
    """What was answered within these minutes, or ended, has gone on and stays."""
    if joint.asked_by_id != by.pk:
        raise PermissionDenied(_("Only who asked takes it back."))
    if at >= take_back_until(joint.asked_at):
        raise TooLate(_("The time for this is over."))
    for claim_id in sorted(requests.values_list("claim_id", flat=True)):
        claims.take_back(claim_id, by=by, at=at)
    joint.taken_back_at = at
    joint.save(update_fields=["taken_back_at"])


def tell_incumbents(joint_id: int, *, at: datetime) -> bool:
    """ARB-4: who holds the association reads what everybody is asked, and until when; it need not answer."""
    with transaction.atomic():
        waiting = JointRequest.objects.select_for_update(of=("self",), skip_locked=True)
        joint = waiting.filter(
            pk=joint_id, taken_back_at__isnull=True, incumbents_told_at__isnull=True
        ).first()
        if joint is None or at < take_back_until(joint.asked_at):
            return False
        joint.incumbents_told_at = at
        joint.save(update_fields=["incumbents_told_at"])
        if joint.arbitration.closed_at is not None:
            return False
        for party in arbitrations.standing_parties(joint.arbitration):
            if not party.is_incumbent:
                continue
            if party.claim is not None:
                claims.comment(party.claim.pk, by=joint.asked_by, at=at, body=_asked(joint, party.claim))
            elif party.association is not None:
                emails.association_asked(party.association, until_of(joint), at=at)
    return True


def _asked(joint: JointRequest, claim: Claim) -> str:
    local = timezone.localtime(until_of(joint), timezone=ZoneInfo(claim.location.time_zone))
    lines = [
        _("Your association is being compared with another claim. Everybody is asked the same:"),
        joint.text,
        *(
            ": ".join(filter(None, [str(RequestReason(reason).label), detail]))
            for reason, detail in joint.points.items()
        ),
        _(
            "You can add proof of execution and comments here, best by %(date)s. Nothing changes before a decision."
        )
        % {"date": date_format(local, pgettext("date format", "D j M Y, H:i T"))},
    ]
    return "\n\n".join(lines)


def until_of(joint: JointRequest) -> datetime:
    """Until when everybody has time who was asked."""
    first = joint.requests.select_related("claim__location").order_by("pk")[0]
    return clocks.compute(first.claim, ClockKind.ANSWER, joint.asked_at).at


def names_in(texts: Iterable[str], parties: Iterable[ArbitrationParty]) -> str:
    """What in these texts would tell one party who another is; empty when nothing does."""
    said = "\n".join(texts)
    for party in parties:
        for name in _names_of(party):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, flags=re.IGNORECASE):
                return name
    return ""


def _names_of(party: ArbitrationParty) -> list[str]:
    claim = party.claim
    partner = claim.partner if claim else cast(Association, party.association).partner
    names = [partner.name, *partner.name.split()[:1]]
    if claim:
        names += [claim.code, claim.location.name, claim.location.mpn_id]
    return [name for name in names if len(name) >= TELLING_LENGTH]


def _open_for(arbitration_id: int, by: User) -> tuple[Arbitration, list[ArbitrationParty]]:
    """Locked with its claims, for a lead without a conflict."""
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead brings an arbitration to its decision."))
    arbitration = arbitrations.locked(arbitration_id)
    if arbitration.closed_at is not None:
        raise NotNow(_("This arbitration was closed before."))
    arbitrations.lock_claims(arbitration, by)
    parties = arbitrations.standing_parties(arbitration)
    arbitrations.refuse_conflict(parties, by)
    return arbitration, parties


def _claims_of(parties: Iterable[ArbitrationParty]) -> list[Claim]:
    return [party.claim for party in parties if party.claim is not None and not party.is_incumbent]
