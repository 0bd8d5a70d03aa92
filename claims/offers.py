"""What a claim's tenant has that could be chosen, and why the rest can't be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from directory.checks import SubscriptionCheck
from directory.models import Holding, Product, Subscription

from .models import Claim, ClaimProduct
from .problems import (
    check_listed,
    check_typed,
    claimed_by_own_company,
    taken_by_others,
    validity_flaw,
)
from .states import Area, Result


@dataclass(frozen=True)
class Offer:
    """A workload or a subscription: `reason` says why it can't be chosen, `warning` what choosing it means."""

    pk: int
    product: Product
    subscription: Subscription | None = None
    chosen: bool = False
    reason: str = ""
    warning: str = ""
    # What the partner can send to the customer about the reason.
    for_customer: str = ""

    @property
    def selectable(self) -> bool:
        """What was chosen before something became wrong with it can still be left as it is, or taken out."""
        return self.chosen or not self.reason


@dataclass(frozen=True)
class Group:
    """A Business Applications product with its subscriptions on the tenant."""

    product: Product
    offers: list[Offer]
    chosen: bool = False
    typed: str = ""
    reason: str = ""

    @property
    def to_choose(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.selectable]

    @property
    def refused(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.selectable]

    @property
    def is_open(self) -> bool:
        """Chosen, but with none of its subscriptions."""
        return self.chosen and not any(offer.chosen for offer in self.offers)

    @property
    def only(self) -> Offer | None:
        """DIR-3: the one subscription there is needs no choosing."""
        return self.to_choose[0] if len(self.to_choose) == 1 else None


@dataclass(frozen=True)
class Offers:
    """Workloads or groups, as the claim's solution area is; `absent` are products that are not on this tenant."""

    workloads: list[Offer] = field(default_factory=list)
    refused: list[Offer] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    absent: list[Product] = field(default_factory=list)
    # No longer offered, or not yet.
    outdated: list[Group] = field(default_factory=list)

    def __bool__(self):
        return bool(self.workloads or self.groups)


def offers_of(claim: Claim, on_date: date) -> Offers:
    if claim.tenant is None or not claim.area:
        return Offers()
    return _workloads(claim, on_date) if claim.area == Area.M365 else _groups(claim, on_date)


def warning_of(key: tuple[int, int | None], taken: set) -> str:
    """DIR-5, which never says by whom."""
    if key not in taken:
        return ""
    return _(
        "Another partner claims this or has it already. You can choose it all the same: the claims will be "
        "compared in an arbitration, and the decision can take longer than ten business days."
    )


def _chosen(claim: Claim) -> list[ClaimProduct]:
    """What an arbitration took stays in the claim, and is nobody's to choose or to take out."""
    rows = claim.products.exclude(result=Result.LOST)
    return list(rows.select_related("product", "subscription__product"))


def _workloads(claim: Claim, on_date: date) -> Offers:
    chosen = {row.product_id for row in _chosen(claim)}
    held = set(Holding.objects.filter(tenant_id=claim.tenant_id).values_list("product_id", flat=True))
    own, taken = claimed_by_own_company(claim), taken_by_others(claim)
    products = Product.objects.filter(_offered(on_date) | Q(pk__in=chosen), area=Area.M365)

    def offer(product: Product) -> Offer:
        key, is_chosen = (product.pk, None), product.pk in chosen
        reason = validity_flaw(product, on_date)
        if not reason and product.pk not in held:
            reason = _("Not on this tenant.")
        elif not reason and key in own:
            reason = _("Already claimed by your own company.")
        warning = "" if reason else warning_of(key, taken)
        return Offer(product.pk, product, None, is_chosen, reason, warning)

    offers = [offer(product) for product in products.order_by("name")]
    shut = [each for each in offers if not each.selectable]
    return Offers(
        workloads=[each for each in offers if each.selectable],
        refused=[each for each in shut if each.product.pk in held],
        absent=[each.product for each in shut if each.product.pk not in held],
    )


def _offered(on_date: date) -> Q:
    return Q(pk__in=Product.objects.offered(on_date).values("pk"))


def _groups(claim: Claim, on_date: date) -> Offers:
    rows = _chosen(claim)
    own, taken = claimed_by_own_company(claim), taken_by_others(claim)
    chosen = {row.subscription_id for row in rows if row.subscription_id}
    listed = Subscription.objects.filter(
        Q(gone_at__isnull=True, tenant_id=claim.tenant_id) | Q(pk__in=chosen),
        product__area=Area.BUSINESS_APPLICATIONS,
    )
    offers: dict[Product, list[Offer]] = {row.product: [] for row in rows}
    for subscription in listed.select_related("product").order_by("start_date", "pk"):
        check = check_listed(claim, subscription, subscription.product, own, on_date)
        offer = Offer(
            subscription.pk,
            subscription.product,
            subscription,
            chosen=subscription.pk in chosen,
            reason="" if check.ok else check.message,
            warning=warning_of((subscription.product_id, subscription.pk), taken) if check.ok else "",
            for_customer=check.for_customer,
        )
        offers.setdefault(subscription.product, []).append(offer)
    typed = {row.product: row.typed_subscription for row in rows if row.typed_subscription}
    ticked = {row.product_id for row in rows}
    groups = [
        Group(
            product,
            of_product,
            chosen=product.pk in ticked,
            typed=typed.get(product, ""),
            reason=validity_flaw(product, on_date),
        )
        for product, of_product in sorted(offers.items(), key=lambda item: (item[0].name, item[0].pk))
    ]
    absent = Product.objects.filter(_offered(on_date), area=Area.BUSINESS_APPLICATIONS)
    return Offers(
        groups=[group for group in groups if group.chosen or not group.reason],
        outdated=[group for group in groups if group.reason and not group.chosen],
        absent=list(absent.exclude(pk__in=[product.pk for product in offers]).order_by("name")),
    )


def checks_of(
    claim: Claim, typed: Mapping[Product, str], on_date: date
) -> dict[Product, tuple[SubscriptionCheck, str]]:
    """What is to be said of the IDs that are typed, each with the warning that belongs to it."""
    ids = {product: text for product, text in typed.items() if text.strip()}
    if not ids or claim.tenant is None:
        return {}
    found = check_typed(claim, ids, claimed_by_own_company(claim), on_date)
    taken = taken_by_others(claim)
    return {
        product: (check, warning_of((product.pk, check.subscription.pk), taken) if check.subscription else "")
        for product, check in found.items()
    }
