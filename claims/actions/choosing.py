"""The partner chooses the products of a claim."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from directory.models import Product, Subscription

from .. import door
from ..meanwhile import changed_since
from ..models import Claim, ClaimProduct
from ..problems import check_typed, claimed_by_own_company
from ..states import Result
from .filing import ask_directory, named, refuse_unless_editable, resolve_tenant, save_edit

# By product and subscription, what was typed instead of a subscription's ID.
Wanted = dict[tuple[int, int | None], str]
# What can be chosen hangs on these.
ABOUT_PRODUCTS = ("products", "domain", "directory_id", "area")


def choose_products(
    claim_id: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    seen_history: int | None = None,
    seen_state: str = "",
    workloads: Iterable[Product] = (),
    subscriptions: Iterable[Subscription] = (),
    typed: Mapping[Product, str] | None = None,
) -> Claim:
    """Replaces the chosen products; what stays chosen keeps its row.

    An ID in `typed` becomes its subscription where that can be claimed, and is kept as it was typed where not.
    With `seen_history`, another save may have changed anything but what the products hang on.
    """
    typed = {product: text.strip() for product, text in (typed or {}).items()}
    for text in filter(None, typed.values()):
        ask_directory(claim_id, subscription_id=text)
    with transaction.atomic():
        claim = door.locked(claim_id, by=by, seen=seen)
        refuse_unless_editable(claim, by, at)
        if claim.tenant is None:
            resolve_tenant(claim)  # the directory may have learned of it since it was typed
        wanted: Wanted = {(product.pk, None): "" for product in workloads}
        wanted |= {(subscription.product_id, subscription.pk): "" for subscription in subscriptions}
        wanted |= _typed(claim, typed, at)
        present = {(chosen.product_id, chosen.subscription_id): chosen for chosen in claim.products.all()}
        # What an arbitration took is part of its record, and can't be had by choosing it anew.
        lost = {key for key, chosen in present.items() if chosen.result == Result.LOST}
        present = {key: chosen for key, chosen in present.items() if key not in lost}
        wanted = {key: text for key, text in wanted.items() if key not in lost}
        if wanted == {key: chosen.typed_subscription for key, chosen in present.items()}:
            return claim
        if seen_state not in ("", claim.state) or (
            seen_history is not None and changed_since(claim, seen_history, ABOUT_PRODUCTS)
        ):
            raise door.moved(claim, by)
        before = {"products": named(claim)}
        _replace(claim, present, wanted)
        save_edit(claim, "products_chosen", by, at, before, {"products": named(claim)})
    return claim


def _typed(claim: Claim, typed: Mapping[Product, str], at: datetime) -> Wanted:
    ids = {product: text for product, text in typed.items() if text}
    checked = {}
    if ids and claim.tenant is not None:
        on_date = claim.location.local_date(at)
        checked = check_typed(claim, ids, claimed_by_own_company(claim), on_date)
    wanted: Wanted = {}
    for product, text in typed.items():
        found = checked[product].subscription if product in checked else None
        wanted[product.pk, found.pk if found else None] = "" if found else text
    return wanted


def _replace(claim: Claim, present: Mapping[tuple, ClaimProduct], wanted: Wanted) -> None:
    for key, chosen in present.items():
        if key not in wanted:
            chosen.delete()
        elif chosen.typed_subscription != wanted[key]:
            chosen.typed_subscription = wanted[key]
            chosen.save(update_fields=["typed_subscription"])
    for key in sorted(wanted.keys() - present.keys(), key=str):
        product_id, subscription_id = key
        ClaimProduct.objects.create(
            claim=claim,
            product_id=product_id,
            subscription_id=subscription_id,
            typed_subscription=wanted[key],
        )
