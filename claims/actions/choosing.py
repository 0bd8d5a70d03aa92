"""The partner chooses the products of a claim."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from directory.models import Product, Subscription

from .. import door
from ..models import Claim, ClaimProduct
from ..states import Result
from .filing import named, refuse_unless_editable, save_edit


def choose_products(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None,
    workloads: Iterable[Product] = (),
    subscriptions: Iterable[Subscription] = (),
) -> Claim:
    """Replaces the chosen products; what stays chosen keeps its row."""
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        refuse_unless_editable(claim, by, at)
        wanted: set[tuple[int, int | None]] = {(product.pk, None) for product in workloads}
        wanted |= {(subscription.product_id, subscription.pk) for subscription in subscriptions}
        present = {(chosen.product_id, chosen.subscription_id): chosen for chosen in claim.products.all()}
        # What an arbitration took is part of its record, and can't be had by choosing it anew.
        lost = {key for key, chosen in present.items() if chosen.result == Result.LOST}
        present = {key: chosen for key, chosen in present.items() if key not in lost}
        wanted -= lost
        if wanted == set(present):
            return claim
        before = {"products": named(claim)}
        for key, chosen in present.items():
            if key not in wanted:
                chosen.delete()
        for product_id, subscription_id in sorted(wanted - set(present), key=str):
            ClaimProduct.objects.create(claim=claim, product_id=product_id, subscription_id=subscription_id)
        save_edit(claim, "products_chosen", by, at, before, {"products": named(claim)})
    return claim
