"""What a reviewer reads about a claim, in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import Claim, ClaimProduct, Deadline, Decision, InformationRequest, ProofFile, RequestPoint
from claims.problems import taken_by_others
from claims.reading import report_of
from claims.since import since_request
from claims.states import Area, ClockKind, Result, State
from consent.models import Answer
from directory.models import Association, Holding, Subscription

from .checking import TICKS, checklist_of, kept_points
from .models import ArbitrationParty
from .since_look import News
from .timeline import entries
from .turns import turn_of, why_url

EARLIER = 25
SHOWN_HISTORY = 15
SHOWN_CLOCKS = (
    ClockKind.START_REVIEW,
    ClockKind.DECISION,
    ClockKind.ANSWER,
    ClockKind.DISPUTE_ANSWER,
    ClockKind.OVERALL,
)


def desk(claim: Claim, viewer: User, at: datetime, news: News | None = None) -> dict:
    """Everything on the claim's page but the forms; `news` marks what has come since the viewer last looked."""
    news = news or News()
    products = products_of(claim, at)
    notices = notices_of(claim)
    clocks = clocks_of(claim)
    turn = turn_of(claim, products, clocks, at)
    requests = requests_of(claim)
    files = files_of(claim)
    reading = report_of(claim, at)
    prefetch_related_objects([claim], TICKS)
    comments = list(claim.comments.select_related("written_by").prefetch_related("files").order_by("-id"))
    notes = list(claim.notes.select_related("written_by").prefetch_related("mentioned").order_by("-id"))
    news.mark(files=files, comments=comments, notes=notes, requests=requests)
    return {
        "products": products,
        "files": files,
        "reading": reading,
        "checklist": checklist_of(claim, reading, products=products),
        "notices": notices,
        "notice": next((notice for notice in notices if notice.replaced_at is None), None),
        "answer": latest_answer(notices),
        "window": claim.windows.order_by("-id").first(),
        "requests": requests,
        "comments": comments,
        "notes": notes,
        "news": news,
        "decisions": decisions_of(claim),
        "compared": compared_of(claim),
        "dispute": getattr(claim, "dispute", None),
        "clocks": clocks,
        "earlier": earlier_claims(claim, products),
        "associations": associations_of(claim),
        **latest_history(claim, viewer, news.numbers),
        "turn": turn,
        "turn_why_url": why_url(claim, turn.clock) if turn.clock else "",
    }


def latest_history(claim: Claim, viewer: User, new: Collection[int] = (), before: int = 0) -> dict:
    """The newest entries, or those before a number; the rest is loaded when somebody asks for it."""
    events = claim.events.order_by("-number")
    if before:
        events = events.filter(number__lt=before)
    found = entries(events[: SHOWN_HISTORY + 1], viewer, new)
    shown = found[:SHOWN_HISTORY]
    older = reverse("reviews:history", args=[claim.code]) + f"?before={shown[-1].number}" if shown else ""
    return {"history": shown, "older_url": older if len(found) > SHOWN_HISTORY else ""}


def decisions_of(claim: Claim) -> list[Decision]:
    """Newest first, each with what was ticked when it was taken."""
    decisions = claim.decisions.select_related("made_by", "undone_by", "kept_checklist")
    return [_with_what_was_ticked(decision) for decision in decisions.order_by("-id")]


def compared_of(claim: Claim) -> list[ArbitrationParty]:
    """What arbitrations decided about its products, newest first, each with what was ticked for it."""
    parties = claim.arbitration_parties.filter(arbitration__decided_at__isnull=False).select_related(
        "arbitration__tenant", "arbitration__product", "arbitration__decided_by", "kept_checklist"
    )
    return [_with_what_was_ticked(party) for party in parties.order_by("-arbitration__decided_at", "-id")]


def _with_what_was_ticked(decided):
    kept = getattr(decided, "kept_checklist", None)
    decided.ticked = kept_points(kept) if kept else []
    return decided


def requests_of(claim: Claim) -> list[InformationRequest]:
    """Newest first; the newest with what the partner has changed since."""
    requests = list(
        claim.requests.select_related("asked_by", "answered_by", "kept_checklist")
        .prefetch_related(Prefetch("points", RequestPoint.objects.order_by("id").prefetch_related("files")))
        .order_by("-id")
    )
    for request in requests:
        _with_what_was_ticked(request)
    if requests:
        requests[0].since = since_request(claim, requests[0])
    return requests


def products_of(claim: Claim, at: datetime) -> list[ClaimProduct]:
    """Each with what the directory says of it today, and with the open arbitration it is in."""
    products = list(
        claim.products.select_related("product", "subscription", "association")
        .prefetch_related(
            Prefetch(
                "arbitration_parties",
                ArbitrationParty.objects.filter(arbitration__closed_at__isnull=True).select_related(
                    "arbitration"
                ),
                to_attr="open_parties",
            )
        )
        .order_by("product__name", "id")
    )
    held = set(Holding.objects.filter(tenant=claim.tenant_id).values_list("product_id", flat=True))
    taken = taken_by_others(claim)
    for chosen in products:
        chosen.warnings = _warnings(chosen, held, taken, at)
        chosen.arbitration = chosen.open_parties[0].arbitration if chosen.open_parties else None
    return products


def _warnings(chosen: ClaimProduct, held: set[int], taken: set, at: datetime) -> list[str]:
    found = []
    subscription = chosen.subscription
    if chosen.product.area == Area.M365 and chosen.product_id not in held:
        found.append(_("Not on this tenant any more"))
    if subscription and subscription.channel == Subscription.Channel.CSP:
        found.append(_("Bought through CSP"))
    if subscription and not subscription.is_usable(at.date()):
        found.append(_("Neither active nor in grace"))
    if chosen.result == Result.PENDING and (chosen.product_id, chosen.subscription_id) in taken:
        found.append(_("Wanted or held by another partner"))
    return found


def files_of(whose: Claim | Association) -> list[ProofFile]:
    """Newest first; with each, what of other partners carries the same file (POE-6)."""
    files = list(whose.files.select_related("uploaded_by", "in_answer_to").order_by("-id"))
    twins = defaultdict(list)
    same = ProofFile.objects.filter(sha256__in={proof.sha256 for proof in files}).exclude(
        Q(claim__partner=whose.partner_id) | Q(association__partner=whose.partner_id)
    )
    found = same.exclude(claim__state=State.DRAFT).select_related("claim__partner", "association__partner")
    for twin in found.order_by("id"):
        twins[twin.sha256].append(twin.claim or twin.association)
    for proof in files:
        proof.elsewhere = twins[proof.sha256]
    return files


def notices_of(claim: Claim) -> list:
    return list(
        claim.notices.prefetch_related(Prefetch("answers", Answer.objects.order_by("id"))).order_by("-id")
    )


def latest_answer(notices: list) -> Answer | None:
    said = [answer for notice in notices for answer in notice.answers.all()]
    return max(said, key=lambda answer: answer.pk, default=None)


def clocks_of(claim: Claim) -> list[Deadline]:
    clocks = list(claim.deadlines.running().filter(kind__in=SHOWN_CLOCKS).order_by("due_at", "id"))
    for clock in clocks:
        clock.why_url = why_url(claim, clock.kind)
    return clocks


def earlier_claims(claim: Claim, products: list[ClaimProduct]) -> list[ClaimProduct]:
    """Earlier and other claims of this customer for the same products, whoever made them."""
    if claim.tenant_id is None:
        return []
    others = ClaimProduct.objects.filter(
        claim__tenant=claim.tenant_id, product__in=[chosen.product_id for chosen in products]
    ).exclude(claim=claim)
    return list(
        others.exclude(claim__state=State.DRAFT)
        .select_related("claim__partner", "product", "subscription")
        .order_by("-claim_id", "id")[:EARLIER]
    )


def associations_of(claim: Claim) -> list[Association]:
    live = Association.objects.live().filter(tenant=claim.tenant_id).exclude(claim_product__claim=claim)
    return list(
        live.select_related("partner", "product", "subscription").order_by("-started_at", "-id")[:EARLIER]
    )
