"""Things to test with: what a test does not say is the plainest value that works, unique where it must be."""

import itertools
import uuid
from datetime import UTC, date, datetime

from accounts.emails import key_prefix
from accounts.models import Enrolment, Location, Membership, Partner, User
from accounts.programmes import Programme
from accounts.roles import PartnerRole, StaffRole
from directory.models import Association, Domain, Holding, Product, Subscription, Tenant
from outbox.models import Message
from outbox.sealing import unseal

PASSWORD = "correct horse battery staple"
LONG_AGO = date(2019, 10, 1)

_count = itertools.count(1)


def a_partner(**fields):
    return Partner.objects.create(**{"name": f"Partner {next(_count)}", "country": "IE"} | fields)


def a_location(partner=None, programmes=tuple(Programme), **fields):
    """Enrolled since long ago, and without an end, in every programme but when told otherwise."""
    number = next(_count)
    partner = partner or a_partner()
    defaults = {"mpn_id": str(1_000_000 + number), "name": f"Location {number}", "country": partner.country}
    location = Location.objects.create(**defaults | fields, partner=partner)
    Enrolment.objects.bulk_create(
        Enrolment(location=location, programme=programme, from_date=LONG_AGO) for programme in programmes
    )
    return location


def a_user(**fields):
    number = next(_count)
    defaults = {"email": f"person{number}@people.example", "name": f"Person {number}", "password": PASSWORD}
    return User.objects.create_user(**defaults | fields)


def a_member(partner, role, location=None, **fields):
    """A person with one role: at the location, or in the whole company without one."""
    user = a_user(**fields)
    Membership.objects.create(user=user, partner=partner, role=role, location=location)
    return user


def a_filer(partner, location=None, **fields):
    return a_member(partner, PartnerRole.INCENTIVES_ADMIN, location, **fields)


def invited_token(invitation):
    """Of its newest link, while the mail has not left yet."""
    mail = Message.objects.filter(key__startswith=key_prefix(invitation)).latest("pk")
    return unseal(mail.sealed)["link"].rstrip("/").rpartition("/")[2]


def a_reviewer(**fields):
    return a_user(**{"staff_role": StaffRole.REVIEWER} | fields)


def a_lead(**fields):
    return a_user(**{"staff_role": StaffRole.LEAD} | fields)


def a_support(**fields):
    return a_user(**{"staff_role": StaffRole.SUPPORT} | fields)


def a_tenant(domain="contoso.example", **fields):
    """With one verified domain, or with none when it is empty."""
    defaults = {"directory_id": uuid.uuid4(), "name": f"Customer {next(_count)}", "country": "IE"}
    tenant = Tenant.objects.create(**defaults | fields)
    if domain:
        Domain.objects.create(tenant=tenant, name=domain)
    return tenant


def _any_tenant():
    """Its domain is its own, so that a test can have several."""
    return a_tenant(f"customer{next(_count)}.example")


def a_product(area=Product.Area.M365, **fields):
    number = next(_count)
    defaults = {"code": f"product-{number}", "name": f"Product {number}", "valid_from_date": LONG_AGO}
    return Product.objects.create(**defaults | fields, area=area)


def a_holding(tenant=None, product=None):
    return Holding.objects.create(tenant=tenant or _any_tenant(), product=product or a_product())


def a_subscription(tenant=None, product=None, **fields):
    """Bought through Web-Direct, active since long ago, without an end."""
    defaults = {
        "subscription_id": uuid.uuid4(),
        "channel": Subscription.Channel.WEB_DIRECT,
        "state": Subscription.State.ACTIVE,
        "start_date": LONG_AGO,
    }
    return Subscription.objects.create(
        **defaults | fields,
        tenant=tenant or _any_tenant(),
        product=product or a_product(Product.Area.BUSINESS_APPLICATIONS),
    )


def an_association(**fields):
    """Live and official; of a subscription, or of a workload when `product` names one."""
    location = fields.pop("location", None) or a_location(fields.pop("partner", None))
    subscription = fields.pop("subscription", None)
    if subscription is None and "product" not in fields:
        subscription = a_subscription(fields.pop("tenant", None))
    thing = {"subscription": subscription}
    if subscription is not None:
        thing |= {"tenant": subscription.tenant, "product": subscription.product}
    elif "tenant" not in fields:
        thing["tenant"] = _any_tenant()
    began_at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    defaults = {"kind": Association.Kind.INCENTIVE, "started_at": began_at, "official_at": began_at}
    return Association.objects.create(
        **defaults | thing | fields, location=location, partner=location.partner
    )
