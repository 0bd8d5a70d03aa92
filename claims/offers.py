"""What a claim's tenant has that could be chosen, and why the rest can't be."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from directory.models import Holding, Product, Subscription

from .models import Claim
from .problems import claimed_by_own_company, subscription_flaw, taken_by_others
from .states import Area


@dataclass(frozen=True)
class Offer:
    """A workload or a subscription: `reason` says why it can't be chosen, `warning` what choosing it means."""

    pk: int
    product: Product
    subscription: Subscription | None = None
    chosen: bool = False
    reason: str = ""
    warning: str = ""

    @property
    def selectable(self) -> bool:
        """What was chosen before something became wrong with it can still be left as it is, or taken out."""
        return self.chosen or not self.reason


def offers_of(claim: Claim, on_date: date) -> list[Offer]:
    if claim.tenant_id is None or not claim.area:
        return []
    if claim.area == Area.M365:
        return _workloads(claim, on_date)
    return _subscriptions(claim, on_date)


def _warning(key: tuple[int, int | None], taken: set) -> str:
    if key not in taken:
        return ""
    return _(
        "Claimed by another partner, or has one already: the claims will be compared, which takes longer."
    )


def _workloads(claim: Claim, on_date: date) -> list[Offer]:
    chosen = set(claim.products.values_list("product_id", flat=True))
    held = set(Holding.objects.filter(tenant_id=claim.tenant_id).values_list("product_id", flat=True))
    own, taken = claimed_by_own_company(claim), taken_by_others(claim)
    offered = Product.objects.offered(on_date).values("pk")
    products = Product.objects.filter(Q(pk__in=offered) | Q(pk__in=chosen), area=Area.M365)

    def offer(product: Product) -> Offer:
        key = (product.pk, None)
        reason = ""
        if product.pk not in held:
            reason = _("Not on this tenant.")
        elif key in own:
            reason = _("Already claimed by your own company.")
        return Offer(
            product.pk, product, None, product.pk in chosen, reason, "" if reason else _warning(key, taken)
        )

    # What can be chosen comes first, and within it the order is by name.
    return sorted(
        (offer(product) for product in products.order_by("name")), key=lambda found: not found.selectable
    )


def _subscriptions(claim: Claim, on_date: date) -> list[Offer]:
    chosen = set(claim.products.values_list("subscription_id", flat=True))
    own, taken = claimed_by_own_company(claim), taken_by_others(claim)
    subscriptions = (
        Subscription.objects.filter(tenant_id=claim.tenant_id, product__area=Area.BUSINESS_APPLICATIONS)
        .select_related("product")
        .order_by("product__name", "start_date", "pk")
    )

    def offer(subscription: Subscription) -> Offer:
        product, key = subscription.product, (subscription.product_id, subscription.pk)
        reason = subscription_flaw(claim, subscription, product, own, on_date)
        warning = "" if reason else _warning(key, taken)
        return Offer(subscription.pk, product, subscription, subscription.pk in chosen, reason, warning)

    return sorted(map(offer, subscriptions), key=lambda found: not found.selectable)
