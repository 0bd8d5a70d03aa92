"""What a partner types about a customer, held against the directory (DIR-2, DIR-4).

Nobody is asked here: `live.look_up` has brought the tables up to date before, as far as it could.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import translation

from accounts.models import Partner

from . import live, spelling
from .models import Association, Domain, Product, Subscription, Tenant
from .outcomes import (
    CUSTOMER_TEXTS,
    SUBSCRIPTION_MESSAGES,
    TENANT_CUSTOMER_TEXTS,
    TENANT_MESSAGES,
    SubscriptionOutcome,
    TenantOutcome,
)


@dataclass(frozen=True)
class TenantCheck:
    outcome: TenantOutcome
    message: str
    # What the partner can send to the customer, in the customer's language where it is known.
    for_customer: str = ""
    language: str = ""
    # Only when everything is in order: what doesn't match must not lead anywhere.
    tenant: Tenant | None = None

    @property
    def ok(self) -> bool:
        return self.outcome == TenantOutcome.OK

    @property
    def field(self) -> str:
        """Beside which of the two the message belongs."""
        domain = (TenantOutcome.NO_DOMAIN, TenantOutcome.UNKNOWN_DOMAIN, TenantOutcome.MISMATCH)
        return "domain" if self.outcome in domain else "directory_id"

    @property
    def about_both(self) -> bool:
        return self.outcome in (TenantOutcome.OK, TenantOutcome.MISMATCH, TenantOutcome.CANT_CHECK)

    @property
    def missing(self) -> bool:
        """Nothing was typed that could be wrong."""
        return self.outcome in (TenantOutcome.NO_DIRECTORY_ID, TenantOutcome.NO_DOMAIN)

    @property
    def waits(self) -> bool:
        """Nothing is known to be wrong; the directory does not answer."""
        return self.outcome == TenantOutcome.CANT_CHECK


def check_customer(domain: str, directory_id: str) -> list[TenantCheck]:
    """One, or two: what is wrong with the Directory ID hides nothing that is wrong with the domain."""
    check = check_tenant(domain, directory_id)
    if check.about_both or check.field == "domain":
        return [check]
    outcome = _outcome_of_domain_alone(domain)
    return [check, _told(outcome, domain, directory_id)] if outcome else [check]


def _outcome_of_domain_alone(domain: str) -> TenantOutcome | None:
    name = spelling.domain(domain)
    if not name:
        return TenantOutcome.NO_DOMAIN
    if Domain.objects.owning(domain).exists() or not live.knows_domain(name):
        return None
    return TenantOutcome.UNKNOWN_DOMAIN


def check_tenant(domain: str, directory_id: str) -> TenantCheck:
    outcome, tenant = _tenant_outcome(domain, directory_id)
    return _told(outcome, domain, directory_id, tenant)


def _told(
    outcome: TenantOutcome, domain: str, directory_id: str, tenant: Tenant | None = None
) -> TenantCheck:
    ok = outcome == TenantOutcome.OK
    known = {
        "domain": spelling.domain(domain),
        "directory_id": directory_id.strip(),
        "tenant": tenant.name if ok and tenant else "",
    }
    for_customer = ""
    language = tenant.language if tenant else translation.get_language() or ""
    if outcome in TENANT_CUSTOMER_TEXTS:
        with translation.override(language):
            for_customer = str(TENANT_CUSTOMER_TEXTS[outcome]) % known
    message = str(TENANT_MESSAGES[outcome]) % known
    return TenantCheck(outcome, message, for_customer, language, tenant if ok else None)


def _tenant_outcome(domain: str, directory_id: str) -> tuple[TenantOutcome, Tenant | None]:
    """With the tenant of the Directory ID, whether or not all is in order."""
    if not directory_id.strip():
        return TenantOutcome.NO_DIRECTORY_ID, None
    guid = spelling.guid(directory_id)
    if guid is None:
        return TenantOutcome.NOT_A_GUID, None
    tenant = Tenant.objects.known().filter(directory_id=guid).first()
    if not live.knows_tenant(guid, tenant):
        return TenantOutcome.CANT_CHECK, tenant
    if tenant is None:
        return TenantOutcome.UNKNOWN_TENANT, None
    name = spelling.domain(domain)
    if not name:
        return TenantOutcome.NO_DOMAIN, tenant
    owner = Domain.objects.owning(domain).first()
    if owner is not None and owner.tenant_id == tenant.pk:
        return TenantOutcome.OK, tenant
    if not live.knows_domain(name):
        return TenantOutcome.CANT_CHECK, tenant
    return TenantOutcome.UNKNOWN_DOMAIN if owner is None else TenantOutcome.MISMATCH, tenant


@dataclass(frozen=True)
class SubscriptionCheck:
    outcome: SubscriptionOutcome
    message: str
    # What the partner can send to the customer, in the customer's language; empty when nothing is wrong.
    for_customer: str = ""
    language: str = ""
    # Only when everything is in order.
    subscription: Subscription | None = None

    @property
    def ok(self) -> bool:
        return self.outcome == SubscriptionOutcome.OK

    @property
    def waits(self) -> bool:
        """Nothing is known to be wrong; the directory does not answer."""
        return self.outcome == SubscriptionOutcome.CANT_CHECK


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
    known = tenant.subscriptions.known().select_related("product")
    found = known.filter(subscription_id=guid).first() if guid else None
    own = claimed_by_own or (found is not None and _is_associated(found, partner, kind))
    return judge(typed, found, tenant, product, partner, on_date, claimed_by_own=own)


def judge(
    typed: str,
    found: Subscription | None,
    tenant: Tenant,
    product: Product,
    partner: Partner,
    on_date: date,
    *,
    claimed_by_own: bool,
) -> SubscriptionCheck:
    """The same, when the tenant's subscription with that ID, or that there is none, is known already; no query."""
    outcome = _subscription_outcome(typed, found, tenant, product, on_date, claimed_by_own)
    known = {"typed": typed.strip(), "product": product.name, "tenant": tenant.name, "partner": partner.name}
    known["actual"] = found.product.name if found else ""
    message = str(SUBSCRIPTION_MESSAGES[outcome]) % known
    if outcome not in CUSTOMER_TEXTS:
        ok = outcome == SubscriptionOutcome.OK
        return SubscriptionCheck(outcome, message, subscription=found if ok else None)
    with translation.override(tenant.language):
        for_customer = str(CUSTOMER_TEXTS[outcome]) % known
    return SubscriptionCheck(outcome, message, for_customer, tenant.language)


def _subscription_outcome(
    typed: str,
    found: Subscription | None,
    tenant: Tenant,
    product: Product,
    on_date: date,
    claimed_by_own: bool,
) -> SubscriptionOutcome:
    if spelling.guid(typed) is None:
        return SubscriptionOutcome.NOT_A_GUID
    if not live.knows_tenant(tenant.directory_id, tenant):
        return SubscriptionOutcome.CANT_CHECK
    if found is None:
        return SubscriptionOutcome.UNKNOWN
    outcome = flaw_of(found, product, on_date)
    if outcome == SubscriptionOutcome.OK and claimed_by_own:
        return SubscriptionOutcome.CLAIMED_BY_OWN
    return outcome


def flaw_of(subscription: Subscription, product: Product, on_date: date) -> SubscriptionOutcome:
    """What is wrong with the subscription itself, whoever claims it; no query with its product loaded."""
    if subscription.gone_at is not None:
        return SubscriptionOutcome.UNKNOWN
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
