"""The next claim for what an association ends: a draft that says the same."""

from datetime import datetime
from typing import cast

from accounts.models import User
from directory.models import Association, Subscription

from ..models import Claim
from ..states import Area
from .choosing import choose_products
from .filing import copy, create_draft


def draft_next(association_id: int, *, by: User, at: datetime) -> Claim:
    """A copy of the claim that it came from, or what is known of an imported one.

    Where the customer has exactly one other subscription that could follow, that one is chosen.
    """
    association = Association.objects.select_related("location", "tenant", "product", "subscription").get(
        pk=association_id
    )
    claim = Claim.objects.filter(code=association.claim_code).first()
    draft = copy(claim.pk, by=by, at=at) if claim else _draft_imported(association, by, at)
    follower = _follower(association, at)
    if follower is not None:
        _choose(draft, association, follower, by, at)
    return draft


def _draft_imported(association: Association, by: User, at: datetime) -> Claim:
    domain = association.tenant.domains.order_by("pk").first()
    is_revenue = association.kind == Association.Kind.REVENUE
    draft = create_draft(
        location=association.location,
        by=by,
        at=at,
        domain=domain.name if domain else "",
        directory_id=str(association.tenant.directory_id),
        area=Area.BUSINESS_APPLICATIONS,
        usage=not is_revenue,
        revenue=is_revenue,
        name=f"{association.product}, {association.tenant}"[:200],
        own_contact_name=by.name,
        own_contact_email=by.email,
    )
    return choose_products(
        draft.pk, by=by, at=at, subscriptions=[cast(Subscription, association.subscription)]
    )


def _follower(association: Association, at: datetime) -> Subscription | None:
    """That nobody is partner of record of."""
    if association.subscription_id is None:
        return None
    taken = Association.objects.live().filter(kind=association.kind, subscription__isnull=False)
    others = (
        Subscription.objects.known()
        .filter(tenant=association.tenant_id, product=association.product_id)
        .exclude(pk=association.subscription_id)
        .exclude(channel=Subscription.Channel.CSP)
        .exclude(pk__in=taken.filter(tenant=association.tenant_id).values("subscription"))
    )
    today = association.location.local_date(at)
    usable = [each for each in others if each.is_usable(today)]
    return usable[0] if len(usable) == 1 else None


def _choose(draft: Claim, association: Association, follower: Subscription, by: User, at: datetime) -> None:
    """In the ended one's place; everything else stays chosen."""
    rows = list(draft.products.select_related("product", "subscription"))
    subscriptions = [row.subscription for row in rows if row.subscription is not None]
    subscriptions = [each for each in subscriptions if each.pk != association.subscription_id]
    choose_products(
        draft.pk,
        by=by,
        at=at,
        workloads=[row.product for row in rows if row.product.area == Area.M365],
        subscriptions=[*{each.pk: each for each in [*subscriptions, follower]}.values()],
        typed={row.product: row.typed_subscription for row in rows if row.typed_subscription},
    )
