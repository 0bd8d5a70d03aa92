"""What the portal's support asks for about a claim, as plain text. Nothing in it is for staff only."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Claim, ClaimProduct
from .states import Result


def text_of(claim: Claim, details: str) -> str:
    lines = [f"{label}: {value or '–'}" for label, value in _facts(claim)]
    products = [f"- {_product(chosen)}" for chosen in _products(claim)]
    return "\n".join(
        [
            *lines,
            "",
            _("Products:"),
            *(products or ["–"]),
            "",
            _("Details:"),
            details.replace("\r\n", "\n").strip() or "–",
        ]
    )


def _facts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield _("Claim ID"), claim.code
    yield _("Claim name"), claim.name
    yield _("Partner"), claim.partner.name
    yield _("Location"), claim.location.name
    yield _("MPN ID"), claim.location.mpn_id
    yield _("Programme"), ", ".join(str(programme.label) for programme in claim.programmes)
    yield _("Activities"), ", ".join(str(activity.label) for activity in claim.activities)
    yield _("Tenant ID (Directory ID)"), claim.directory_id
    yield _("Customer's domain"), claim.domain
    yield _("State"), str(claim.get_state_display())
    if claim.rejection_reason:
        yield _("Reason"), str(claim.get_rejection_reason_display())
    for label, at in (
        (_("Draft begun"), claim.created_at),
        (_("Submitted"), claim.submitted_at),
        (_("Review started"), claim.review_started_at),
        (_("Decided"), claim.decided_at),
        (_("Due"), claim.due_at),
    ):
        if at:
            yield label, _instant(at)


def _instant(at: datetime) -> str:
    return f"{date_format(at.astimezone(UTC), 'Y-m-d H:i')} UTC"


def _products(claim: Claim):
    return claim.products.select_related("product", "subscription").order_by("pk")


def _product(chosen: ClaimProduct) -> str:
    if chosen.subscription_id:
        which = _("subscription %(id)s") % {"id": chosen.subscription.subscription_id}
    elif chosen.typed_subscription:
        which = _("typed as subscription: %(typed)s") % {"typed": chosen.typed_subscription}
    else:
        which = _("workload")
    words = f"{chosen.product}, {which}"
    return words if chosen.result == Result.PENDING else f"{words} ({chosen.get_result_display()})"
