"""What a reviewer reads about a claim, in a number of queries that does not grow with it."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import Claim, ClaimProduct, ProofFile, RequestPoint
from claims.problems import taken_by_others
from claims.states import Area, ClockKind, Result, State
from consent.models import Answer
from directory.models import Association, Holding, Subscription

from .models import Arbitration, ArbitrationParty
from .timeline import entries

EARLIER = 25
SHOWN_CLOCKS = (
    ClockKind.START_REVIEW,
    ClockKind.DECISION,
    ClockKind.ANSWER,
    ClockKind.DISPUTE_ANSWER,
    ClockKind.OVERALL,
)
# The clock whose end is `claim.due_at`.
CLOCK_OF = {
    State.SUBMITTED: ClockKind.START_REVIEW,
    State.UNDER_REVIEW: ClockKind.DECISION,
    State.ACTION_REQUIRED: ClockKind.ANSWER,
}


def desk(claim: Claim, viewer: User, at: datetime) -> dict:
    """Everything on the claim's page but the forms."""
    products = products_of(claim, at)
    notices = notices_of(claim)
    requests = claim.requests.select_related("asked_by", "answered_by")
    return {
        "products": products,
        "files": files_of(claim),
        "notices": notices,
        "notice": next((notice for notice in notices if notice.replaced_at is None), None),
        "answer": latest_answer(notices),
        "window": claim.windows.order_by("-id").first(),
        "requests": requests.prefetch_related(
            Prefetch("points", RequestPoint.objects.order_by("id").prefetch_related("files"))
        ).order_by("-id"),
        "comments": claim.comments.select_related("written_by").order_by("-id"),
        "notes": claim.notes.select_related("written_by").order_by("-id"),
        "decisions": claim.decisions.select_related("made_by", "undone_by").order_by("-id"),
        "dispute": getattr(claim, "dispute", None),
        "clocks": clocks_of(claim),
        "earlier": earlier_claims(claim, products),
        "associations": associations_of(claim),
        "history": entries(claim.events.order_by("-number"), viewer),
        "turn": turn_of(claim, at),
    }


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


def files_of(claim: Claim) -> list[ProofFile]:
    """Newest first; with each, the claims of other partners that carry the same file (POE-6)."""
    files = list(claim.files.select_related("uploaded_by", "in_answer_to").order_by("-id"))
    twins = defaultdict(list)
    same = ProofFile.objects.filter(sha256__in={proof.sha256 for proof in files}).exclude(
        claim__partner=claim.partner_id
    )
    for twin in same.exclude(claim__state=State.DRAFT).select_related("claim__partner").order_by("id"):
        twins[twin.sha256].append(twin.claim)
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


def why_url(claim: Claim, kind: str) -> str:
    return reverse("claims:why", args=[claim.code, kind])


def clocks_of(claim: Claim) -> list:
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


def turn_of(claim: Claim, at: datetime) -> dict:
    """Who must act next, for the claim's first lines."""
    due = {
        "due_at": claim.due_at,
        "why_url": why_url(claim, CLOCK_OF[claim.state]) if claim.state in CLOCK_OF else "",
    }
    if claim.disputed_at:
        return {
            "who": _("A lead's turn"),
            "what": _("Answer the dispute"),
            "tone": "warning",
            "icon": "scales",
        }
    if claim.state == State.ACTION_REQUIRED:
        return due | {
            "who": claim.partner.name,
            "what": _("Answer the request"),
            "tone": "warning",
            "icon": "reply",
        }
    if claim.state in CLOCK_OF:
        starting = claim.state == State.SUBMITTED
        who = (
            _("%(name)s's turn") % {"name": claim.reviewer}
            if claim.reviewer_id
            else _("Nobody has this claim yet")
        )
        what = _("Start the review") if starting else _("Decide the claim")
        late = claim.is_overdue(at)
        return due | {
            "who": who,
            "what": what,
            "tone": "error" if late else "info",
            "icon": "warning" if late else "clock",
        }
    if claim.state == State.REJECTED:
        return {
            "who": _("Nobody's turn"),
            "what": claim.get_rejection_reason_display(),
            "tone": "error",
            "icon": "cross-circle",
        }
    return _turn_after_approval(claim, at)


def _turn_after_approval(claim: Claim, at: datetime) -> dict:
    if claim.window_ends_at is None:
        what = _("The customer's time to opt out has not begun: the notice is not delivered yet")
        return {"who": _("The customer's mail server"), "what": what, "tone": "info", "icon": "mail"}
    if at < claim.window_ends_at:
        what = _("The customer can opt out")
        return {
            "who": _("The customer"),
            "what": what,
            "tone": "info",
            "icon": "clock",
            "due_at": claim.window_ends_at,
        }
    return {
        "who": _("Nobody's turn"),
        "what": _("The association is official"),
        "tone": "success",
        "icon": "check-circle",
    }


def arbitrations_of(products: list[ClaimProduct]) -> list[Arbitration]:
    return [chosen.arbitration for chosen in products if chosen.arbitration]
