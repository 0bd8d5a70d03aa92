"""Claims in every state, made by the same actions that people use."""

import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.core.files.base import File

from accounts.models import User
from claims import actions
from claims.models import Claim, InformationRequest
from claims.states import Area, RejectionReason, RequestReason
from consent import actions as consent
from consent.models import Notice, Window
from directory.models import Product
from outbox.models import Message
from reviews import actions as reviews
from reviews.models import SecondLook

from .factories import a_filer, a_holding, a_location, a_product, a_reviewer, a_subscription, a_tenant
from .proofs import PDF

# A Monday morning in Dublin with no holiday near.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_customer(**fields):
    """A tenant with a domain of its own."""
    return a_tenant(**{"domain": f"customer{uuid.uuid4().hex[:12]}.example"} | fields)


def an_upload(content: bytes = PDF, name: str = "proof.pdf") -> File:
    return File(BytesIO(content), name=name)


def a_draft(*, by: User | None = None, location=None, tenant=None, at: datetime = MONDAY, **fields) -> Claim:
    """Complete but for products and files: Microsoft 365, usage."""
    location = location or a_location()
    by = by or a_filer(location.partner)
    tenant = tenant or a_customer()
    domain = tenant.domains.first()
    values = {
        "domain": domain.name if domain else "",
        "directory_id": str(tenant.directory_id),
        "area": Area.M365,
        "usage": True,
        "name": "Teams roll-out",
        "contact_name": "Carla Customer",
        "contact_title": "Head of IT",
        "contact_email": "carla@customer.example",
        "own_contact_name": "Fiona Filer",
        "own_contact_email": "fiona@partner.example",
    }
    return actions.create_draft(location=location, by=by, at=at, **values | fields)


def a_dynamics_draft(*, subscription=None, tenant=None, **fields) -> Claim:
    """With one Dynamics 365 subscription chosen."""
    tenant = tenant or (subscription.tenant if subscription else a_customer())
    subscription = subscription or a_subscription(tenant, a_product(area=Product.Area.BUSINESS_APPLICATIONS))
    claim = a_draft(
        tenant=tenant,
        **{
            "area": Area.BUSINESS_APPLICATIONS,
            "technical_contact_name": "Tom Technical",
            "technical_contact_title": "Administrator",
            "technical_contact_email": "tom@customer.example",
        }
        | fields,
    )
    actions.choose_products(
        claim.pk, by=claim.created_by, at=claim.created_at, seen=None, subscriptions=[subscription]
    )
    return fresh(claim)


def a_ready_draft(*, products=None, **fields) -> Claim:
    """Fit to be submitted: with a workload that the tenant holds, and a file."""
    claim = a_dynamics_draft(**fields) if "subscription" in fields else a_draft(**fields)
    if "subscription" not in fields:
        products = products or [a_product(area=Product.Area.M365)]
        for product in products:
            if not claim.tenant.holdings.filter(product=product).exists():
                a_holding(claim.tenant, product)
        actions.choose_products(
            claim.pk, by=claim.created_by, at=claim.created_at, seen=None, workloads=products
        )
    actions.add_file(claim.pk, by=claim.created_by, at=claim.created_at, upload=an_upload(), name="proof.pdf")
    return fresh(claim)


def a_submitted_claim(*, at: datetime = MONDAY, **fields) -> Claim:
    claim = a_ready_draft(at=at, **fields)
    return actions.submit(claim.pk, by=claim.created_by, at=at)


def a_claim_under_review(*, reviewer: User | None = None, at: datetime = MONDAY, **fields) -> Claim:
    claim = a_submitted_claim(at=at, **fields)
    reviews.start_review(claim.pk, by=reviewer or a_reviewer(), at=at)
    return fresh(claim)


def a_claim_to_answer(*, at: datetime = MONDAY, **fields) -> Claim:
    claim = a_claim_under_review(at=at, **fields)
    ask(claim, at=at)
    return fresh(claim)


def ask(claim: Claim, *, at: datetime = MONDAY) -> InformationRequest:
    return actions.request_information(
        claim.pk,
        by=claim.reviewer,
        at=at,
        text="Please add the date.",
        points={RequestReason.DATES: "Which day?"},
    )


def answer(claim: Claim, *, at: datetime, by: User | None = None) -> Claim:
    points = claim.requests.order_by("-id").first().points.all()
    return actions.answer(
        claim.pk, by=by or claim.created_by, at=at, answers={point.pk: "On 5 January." for point in points}
    )


def an_approved_claim(*, at: datetime = MONDAY, **fields) -> Claim:
    """Approved, with the notice to the customer waiting in the outbox."""
    claim = a_claim_under_review(at=at, **fields)
    reviews.approve(claim.pk, by=claim.reviewer, at=at)
    return fresh(claim)


def a_claim_in_window(*, at: datetime = MONDAY, **fields) -> Claim:
    """Approved, and the customer's mail server took the notice ten minutes later: the window is open."""
    claim = an_approved_claim(at=at, **fields)
    deliver_notice(claim, at=at + 10 * MINUTE)
    return fresh(claim)


def deliver_notice(claim: Claim, *, at: datetime) -> Notice:
    """As if the customer's mail server had accepted the current notice at that instant."""
    notice = claim.notices.current().get()
    message = message_of(notice)
    message.state, message.sent_at, message.sealed = "sent", at, ""
    message.save(update_fields=["state", "sent_at", "sealed"])
    consent.note_delivery(notice.pk, at=at)
    return notice


def message_of(notice: Notice):
    return Message.objects.get(key=notice.message_key)


def an_official_claim(*, at: datetime = MONDAY, **fields) -> Claim:
    claim = a_claim_in_window(at=at, **fields)
    window = Window.objects.get(claim=claim, closed_at=None)
    consent.close(window.pk, at=window.ends_at)
    return fresh(claim)


def a_rejected_claim(*, at: datetime = MONDAY, reason=RejectionReason.INSUFFICIENT_POE, **fields) -> Claim:
    claim = a_claim_under_review(at=at, **fields)
    actions.reject(claim.pk, by=claim.reviewer, at=at, reason=reason, text="The proof is not enough.")
    return fresh(claim)


def a_second_look(claim: Claim | None = None) -> SecondLook:
    """Drawn as soon as the decision could not be taken back any more."""
    decision = (claim or a_rejected_claim()).decisions.get(undone_at=None)
    look = reviews.draw_second_look(decision.pk, at=decision.made_at + 10 * MINUTE)
    assert look is not None
    return look


def a_returned_look(claim: Claim | None = None, *, by: User | None = None) -> SecondLook:
    look = a_second_look(claim)
    return reviews.look_again(
        look.pk, by=by or a_reviewer(), at=look.drawn_at, outcome="returned", note="The acceptance is signed."
    )


def fresh(claim: Claim) -> Claim:
    return Claim.objects.for_page().get(pk=claim.pk)
