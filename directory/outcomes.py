"""What a check of a tenant or a subscription can find, and the words for it."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class TenantOutcome(StrEnum):
    OK = "ok"
    NO_DIRECTORY_ID = "no_directory_id"
    NOT_A_GUID = "not_a_guid"
    UNKNOWN_TENANT = "unknown_tenant"
    NO_DOMAIN = "no_domain"
    UNKNOWN_DOMAIN = "unknown_domain"
    MISMATCH = "mismatch"
    CANT_CHECK = "cant_check"


class SubscriptionOutcome(StrEnum):
    """In order of precedence: the first that holds is told.

    Without the directory nothing but a wrong form can be told, so that CANT_CHECK then stands for all the others.
    """

    NOT_A_GUID = "not_a_guid"
    UNKNOWN = "unknown"
    NOT_DYNAMICS = "not_dynamics"
    OTHER_PRODUCT = "other_product"
    CSP = "csp"
    NOT_PROVISIONED = "not_provisioned"
    NOT_ACTIVE = "not_active"
    CLAIMED_BY_OWN = "claimed_by_own"
    CANT_CHECK = "cant_check"
    OK = "ok"


CANT_CHECK = _(
    "This can't be checked now, because the directory of customers does not answer. Save the draft and come back "
    "in a few minutes; nothing is lost."
)

TENANT_MESSAGES = {
    TenantOutcome.OK: _("%(domain)s belongs to %(tenant)s."),
    TenantOutcome.NO_DIRECTORY_ID: _("Enter the customer's Directory ID."),
    TenantOutcome.NOT_A_GUID: _(
        "This is not a Directory ID: it has 32 digits and letters from a to f, in groups of 8, 4, 4, 4 and "
        "12."
    ),
    TenantOutcome.UNKNOWN_TENANT: _(
        "Unknown tenant: no customer has this Directory ID. Check it for typing errors."
    ),
    TenantOutcome.NO_DOMAIN: _("Enter the customer's domain."),
    TenantOutcome.UNKNOWN_DOMAIN: _(
        "Unknown domain: no customer has verified %(domain)s. Check it for typing errors."
    ),
    TenantOutcome.MISMATCH: _(
        "Domain and tenant don't match: %(domain)s does not belong to this Directory ID. Ask the customer "
        "for the right details."
    ),
    TenantOutcome.CANT_CHECK: CANT_CHECK,
}

# What the partner can send to the customer; where nothing was typed, or nothing is wrong, there is none.
TENANT_CUSTOMER_TEXTS = {
    TenantOutcome.NOT_A_GUID: _(
        "To register as your partner, we need your Directory ID. What we have, “%(directory_id)s”, is not one: "
        "it looks like 00000000-0000-0000-0000-000000000000. Could you look it up in the Entra admin center, "
        "under Overview, and send it to us?"
    ),
    TenantOutcome.UNKNOWN_TENANT: _(
        "To register as your partner, we need your Directory ID. The one that we have, %(directory_id)s, is not "
        "known. Could you look it up in the Entra admin center, under Overview, and send it to us?"
    ),
    TenantOutcome.UNKNOWN_DOMAIN: _(
        "To register as your partner, we need a domain that you have verified. The one that we have, %(domain)s, "
        "is not known as anybody's. Could you look up your verified domains in the Microsoft 365 admin center, "
        "under Settings, Domains, and send us one?"
    ),
    TenantOutcome.MISMATCH: _(
        "To register as your partner, we need your Directory ID and a domain that is verified in the same tenant. "
        "The domain that we have, %(domain)s, does not belong to the Directory ID that we have, %(directory_id)s. "
        "Could you look both up in the Entra admin center, under Overview and Custom domain names, and send us "
        "those that belong together?"
    ),
}

SUBSCRIPTION_MESSAGES = {
    SubscriptionOutcome.NOT_A_GUID: _(
        "This is not a subscription ID: it has 32 digits and letters from a to f, in groups of 8, 4, 4, 4 "
        "and 12."
    ),
    SubscriptionOutcome.UNKNOWN: _("%(tenant)s has no subscription with this ID."),
    SubscriptionOutcome.NOT_DYNAMICS: _("This is a subscription of %(actual)s, not a Dynamics subscription."),
    SubscriptionOutcome.OTHER_PRODUCT: _("This is a subscription of %(actual)s, not of %(product)s."),
    SubscriptionOutcome.CSP: _(
        "This subscription was bought through CSP. Only those bought through a Volume Licensing agreement or "
        "Web-Direct count."
    ),
    SubscriptionOutcome.NOT_PROVISIONED: _(
        "This subscription is not provisioned yet. It can take up to seven days after its activation; save "
        "the draft and come back then."
    ),
    SubscriptionOutcome.NOT_ACTIVE: _("This subscription is neither active nor in grace."),
    SubscriptionOutcome.CLAIMED_BY_OWN: _("This subscription is already claimed by your own company."),
    SubscriptionOutcome.CANT_CHECK: CANT_CHECK,
    SubscriptionOutcome.OK: _("This is a subscription of %(product)s that can be claimed."),
}

CUSTOMER_TEXTS = {
    SubscriptionOutcome.NOT_A_GUID: _(
        "To register %(partner)s as your partner for %(product)s, we need the ID of your subscription. What "
        "we have, “%(typed)s”, is not one: it looks like 00000000-0000-0000-0000-000000000000. Could you "
        "look it up in the admin center, under Billing, Your products, and send it to us?"
    ),
    SubscriptionOutcome.UNKNOWN: _(
        "The subscription ID that we have for your %(product)s, %(typed)s, is not among the subscriptions of "
        "%(tenant)s. Could you look it up in the admin center, under Billing, Your products, and send us "
        "the right one, and tell us if the subscription belongs to another tenant of yours?"
    ),
    SubscriptionOutcome.NOT_DYNAMICS: _(
        "The subscription ID that we have for your %(product)s, %(typed)s, is the one of your %(actual)s. "
        "Could you send us the ID of your Dynamics 365 or Power Platform subscription instead?"
    ),
    SubscriptionOutcome.OTHER_PRODUCT: _(
        "The subscription ID that we have for your %(product)s, %(typed)s, is the one of your %(actual)s. "
        "Could you send us the ID of your %(product)s subscription, or tell us if you meant %(actual)s?"
    ),
    SubscriptionOutcome.CSP: _(
        "Your %(product)s subscription %(typed)s was bought through a Cloud Solution Provider, so that we "
        "can't be registered for it. Do you have another one, bought under a Volume Licensing agreement or "
        "directly from Microsoft? If so, could you send us its ID?"
    ),
    SubscriptionOutcome.NOT_PROVISIONED: _(
        "Your %(product)s subscription %(typed)s is not provisioned yet, which can take up to seven days "
        "after its activation. Could you check that it has been activated, and tell us when it can be used?"
    ),
    SubscriptionOutcome.NOT_ACTIVE: _(
        "Your %(product)s subscription %(typed)s is neither active nor in its grace period. Has it been "
        "renewed or replaced? If so, could you send us the ID of the subscription that you use now?"
    ),
    SubscriptionOutcome.CLAIMED_BY_OWN: _(
        "%(partner)s is already registered, or about to be, for your %(product)s subscription %(typed)s; "
        "there is nothing that you need to do for it. If you have another subscription of %(product)s that "
        "we support you with, could you send us its ID?"
    ),
}
