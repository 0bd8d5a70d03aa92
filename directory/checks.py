"""What a partner types about a customer, held against the directory (DIR-2, DIR-4)."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation

from accounts.models import Partner

from . import spelling
from .models import Association, Domain, Product, Subscription, Tenant
from .outcomes import (
    CUSTOMER_TEXTS,
    SUBSCRIPTION_MESSAGES,
    TENANT_MESSAGES,
    SubscriptionOutcome,
    TenantOutcome,
)


@dataclass(frozen=True)
class TenantCheck:
    outcome: TenantOutcome
    message: str
    # Only when everything is in order: what doesn't match must not lead anywhere.
    tenant: Tenant | None = None

    @property
    def ok(self) -> bool:
        return self.outcome == TenantOutcome.OK

    @property
    def about_domain(self) -> bool:
        """Whether the message belongs beside the domain, and not beside the Directory ID."""
        return self.outcome in (TenantOutcome.NO_DOMAIN, TenantOutcome.UNKNOWN_DOMAIN, TenantOutcome.MISMATCH)


def check_tenant(domain: str, directory_id: str) -> TenantCheck:
    outcome, tenant = _tenant_outcome(domain, directory_id)
    known = {"domain": spelling.domain(domain), "tenant": tenant.name if tenant else ""}
    return TenantCheck(outcome, str(TENANT_MESSAGES[outcome]) % known, tenant)


def _tenant_outcome(domain: str, directory_id: str) -> tuple[TenantOutcome, Tenant | None]:
    if not directory_id.strip():
        return TenantOutcome.NO_DIRECTORY_ID, None
    guid = spelling.guid(directory_id)
    if guid is None:
        return TenantOutcome.NOT_A_GUID, None
    tenant = Tenant.objects.filter(directory_id=guid).first()
    if tenant is None:
        return TenantOutcome.UNKNOWN_TENANT, None
    if not spelling.domain(domain):
        return TenantOutcome.NO_DOMAIN, None
    owner = Domain.objects.owning(domain).first()
    if owner is None:
        return TenantOutcome.UNKNOWN_DOMAIN, None
    if owner.tenant_id != tenant.pk:
        return TenantOutcome.MISMATCH, None
    return TenantOutcome.OK, tenant


@dataclass(frozen=True)
class SubscriptionCheck:
    outcome: SubscriptionOutcome
    message: str
    # What the partner can send to the customer, in the customer's language; empty when nothing is wrong.
    for_customer: str = ""
    # Only when everything is in order.
    subscription: Subscription | None = None

    @property
    def ok(self) -> bool:
        return self.outcome == SubscriptionOutcome.OK


def check_subscription(
    typed: str,
    tenant: Tenant,
    product: Product,
    partner: Partner,
    on_date: date,
    *,
    kind: str = Association.Kind.INCENTIVE,
    claimed_by_own: bool = False,
) -> SubscriptionCheck:
    """One outcome, the first that holds; `claimed_by_own` is what the caller knows of open claims.

    `kind` says which of the two registers is asked: a revenue association stands beside the incentive one.
    """
    guid = spelling.guid(typed)
    # Another tenant's subscription is as unknown as one that does not exist: nothing leaks.
    found = (
        tenant.subscriptions.select_related("product").filter(subscription_id=guid).first() if guid else None
    )
    if guid is None:
        outcome = SubscriptionOutcome.NOT_A_GUID
    elif found is None:
        outcome = SubscriptionOutcome.UNKNOWN
    else:
        outcome = flaw_of(found, product, on_date)
        if outcome == SubscriptionOutcome.OK and (claimed_by_own or _is_associated(found, partner, kind)):
            outcome = SubscriptionOutcome.CLAIMED_BY_OWN
    known = {"typed": typed.strip(), "product": product.name, "tenant": tenant.name, "partner": partner.name}
    if outcome == SubscriptionOutcome.OK:
        return SubscriptionCheck(outcome, str(SUBSCRIPTION_MESSAGES[outcome]) % known, subscription=found)
    known["actual"] = found.product.name if found else ""
    with translation.override(tenant.language):
        for_customer = str(CUSTOMER_TEXTS[outcome]) % known
    return SubscriptionCheck(outcome, str(SUBSCRIPTION_MESSAGES[outcome]) % known, for_customer)


def flaw_of(subscription: Subscription, product: Product, on_date: date) -> SubscriptionOutcome:
    """What is wrong with the subscription itself, whoever claims it; no query with its product loaded."""
    if subscription.product.area != Product.Area.BUSINESS_APPLICATIONS:
        return SubscriptionOutcome.NOT_DYNAMICS
    if subscription.product_id != product.pk:
        return SubscriptionOutcome.OTHER_PRODUCT
    if subscription.channel == Subscription.Channel.CSP:
        return SubscriptionOutcome.CSP
    if subscription.state == Subscription.State.PROVISIONING or subscription.start_date > on_date:
        return SubscriptionOutcome.NOT_PROVISIONED
    if not subscription.is_usable(on_date):
        return SubscriptionOutcome.NOT_ACTIVE
    return SubscriptionOutcome.OK


def _is_associated(subscription: Subscription, partner: Partner, kind: str) -> bool:
    return Association.objects.live().filter(kind=kind, subscription=subscription, partner=partner).exists()
