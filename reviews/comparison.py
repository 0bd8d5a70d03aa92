"""An arbitration's parties side by side, newest first, in the same few queries however many they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from calendars import lookup
from claims import clocks, paging, permissions
from claims.deadlines import take_back_until
from claims.models import Claim, ClaimProduct, Comment, InformationRequest, ProofFile, RequestPoint
from claims.reading.report import TITLES, report_of
from claims.states import OPEN, ClockKind, RequestReason, State

from . import desk, viewing
from .checking import FINDINGS, TICKS, Checklist, Point, checklist_of, kept_points, link, point_of_association
from .models import Arbitration, ArbitrationParty, DefenceText, JointRequest

PAGE = 25


def for_page() -> QuerySet[Arbitration]:
    return Arbitration.objects.select_related("tenant", "product", "subscription", "decided_by")


def page_of(asked: Mapping[str, str], *, closed: bool) -> paging.Page:
    """Open ones the oldest first, which wait longest; closed ones the newest first."""
    found = Arbitration.objects.filter(closed_at__isnull=not closed)
    return paging.by_age(found, PAGE, asked, newest_first=closed)


def rows_of(page: paging.Page) -> list[Arbitration]:
    standing = Q(parties__in=ArbitrationParty.objects.standing())
    return paging.rows_of(page, for_page().annotate(standing_count=Count("parties", filter=standing)))


def parties_of(arbitration: Arbitration) -> list[ArbitrationParty]:
    """Each with its claim, if it has one, its partner, and whether it still takes part."""
    others = Prefetch(
        "products", ClaimProduct.objects.select_related("product", "subscription").order_by("id")
    )
    parties = list(
        arbitration.parties.select_related(
            "claim__partner",
            "claim__location",
            "claim__reviewer",
            "claim__tenant",
            "kept_checklist",
            "claim_product__product",
            "claim_product__subscription",
            "association__partner",
            "association__location",
        ).order_by("-claim__submitted_at", "-pk")
    )
    standing = set(arbitration.parties.standing().values_list("pk", flat=True))
    _read_with({party.claim for party in parties if party.claim}, others)
    _defend(parties)
    for party in parties:
        party.partner = party.association.partner if party.is_incumbent else party.claim.partner
        party.location = party.association.location if party.is_incumbent else party.claim.location
        party.is_standing = party.pk in standing
        party.viewer = None
        kept = getattr(party, "kept_checklist", None)
        party.ticked = kept_points(kept) if kept else []
        party.is_ready = party.is_incumbent or party.claim.state == State.UNDER_REVIEW
    # An imported association has no claim, and is the oldest.
    return sorted(parties, key=lambda party: party.claim is None)


def _defend(parties: list[ArbitrationParty]) -> None:
    """What a partner of record without a claim has added."""
    alone = [party for party in parties if party.claim is None]
    prefetch_related_objects(
        alone,
        "association__files",
        Prefetch(
            "association__defence_texts", DefenceText.objects.select_related("written_by").order_by("-pk")
        ),
    )
    for party in alone:
        party.defence_texts = list(party.association.defence_texts.all())


def _read_with(claims, products: Prefetch) -> None:
    from_files = ProofFile.objects.select_related("uploaded_by").order_by("-id")
    comments = Comment.objects.select_related("written_by").order_by("-id")
    points = Prefetch("points", RequestPoint.objects.order_by("id").prefetch_related("files"))
    asked = InformationRequest.objects.filter(taken_back_at__isnull=True).order_by("-id")
    prefetch_related_objects(
        list(claims),
        products,
        Prefetch("files", from_files),
        Prefetch("comments", comments),
        TICKS,
        Prefetch("requests", asked.select_related("asked_by", "answered_by").prefetch_related(points)),
    )


@dataclass(frozen=True)
class Cell:
    """One party's answer to a question; `point` is None where there is no product of it any more."""

    party: ArbitrationParty
    point: Point | None
    may_tick: bool


@dataclass(frozen=True)
class Question:
    """The same for all: one of the five points, of the contested product where it is about products."""

    title: str
    cells: list[Cell]


def show_proof(parties: list[ArbitrationParty], asked: QueryDict, at: datetime) -> None:
    """Each party's proof in a viewer of its own, and what it says; the same few queries for each of them."""
    for party in parties:
        whose = party.claim or party.association
        party.report = report_of(whose, at)
        name = viewing.owner_of(whose).code
        party.viewer = viewing.viewer_of(
            asked, whose, desk.files_of(whose), at, name=name, report=party.report
        )


def questions_of(parties: list[ArbitrationParty], viewer: User) -> list[Question]:
    return [
        Question(str(TITLES[FINDINGS[reason]]), [cell_of(party, reason, viewer) for party in parties])
        for reason in RequestReason
    ]


def cell_of(party: ArbitrationParty, reason: str, viewer: User) -> Cell:
    if party.claim is None:
        return Cell(party, _point_without_claim(party, reason), False)
    checklist = checklist_of(party.claim, getattr(party, "report", None))
    if party.viewer:
        link(checklist, party.viewer)
    # Of its products, the contested one is asked about.
    asked = (each for each in checklist if each.product in (None, party.claim_product))
    point = next((each for each in asked if each.reason == reason), None)
    if point is not None and party.ticked:
        # The decision kept what counted; a claim may have gone on since.
        point.entry = None
    may_tick = permissions.may_review(party.claim, viewer) and party.claim.state in OPEN and party.is_standing
    return Cell(party, point, may_tick)


def _point_without_claim(party: ArbitrationParty, reason: str) -> Point | None:
    """What the reading says of its proof. Ticks are of claims under review, which a partner of record has none of."""
    found = Checklist([point_of_association(RequestReason(reason), getattr(party, "report", None))])
    if party.viewer:
        link(found, party.viewer)
    return found.points[0]


def name_of(party: ArbitrationParty) -> str:
    if party.claim is None:
        return _("%(partner)s, partner of record") % {"partner": party.partner}
    if party.is_incumbent:
        return _("%(partner)s, partner of record (%(code)s)") % {
            "partner": party.partner,
            "code": party.claim.code,
        }
    return f"{party.partner} ({party.claim.code})"


def version_of(parties: list[ArbitrationParty]) -> str:
    """Changes with every change of a claim, and of what is added without one, that the decision depends on."""
    standing = sorted(
        (
            party.pk,
            party.claim.version
            if party.claim
            else len(party.association.files.all()) + len(party.defence_texts),
        )
        for party in parties
        if party.is_standing
    )
    return ".".join(f"{pk}-{version}" for pk, version in standing)


def answer_due(claims: list[Claim], at: datetime) -> datetime:
    """Until when everybody has time who is asked now."""
    places = {clocks.place_of(claim) for claim in claims}
    calendars = [lookup.for_country(*place.split()) for place in sorted(places)]
    return clocks.compute(claims[0], ClockKind.ANSWER, at, calendars).at


def joint_request_of(arbitration: Arbitration, viewer: User, at: datetime) -> JointRequest | None:
    """The latest that was not taken back, and until when this person can still do that."""
    asked = arbitration.joint_requests.filter(taken_back_at__isnull=True).select_related("asked_by")
    joint = asked.order_by("-pk").first()
    if joint is not None:
        until = take_back_until(joint.asked_at)
        joint.take_back_until = until if joint.asked_by_id == viewer.pk and at < until else None
    return joint


def unready(parties: list[ArbitrationParty]) -> list[ArbitrationParty]:
    """Why it can't be decided yet: claims that are not under review."""
    return [party for party in parties if party.is_standing and not party.is_ready]
