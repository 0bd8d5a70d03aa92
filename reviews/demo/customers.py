"""The demo's customers: what the directory would know of them."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from directory.models import Domain, Holding, Product, Subscription, Tenant

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.example")
Channel, State = Subscription.Channel, Subscription.State


@dataclass(frozen=True)
class Customer:
    name: str
    country: str
    language: str
    contact: str
    title: str
    technical: str
    workloads: tuple[str, ...]
    domains: tuple[str, ...] = ()


CUSTOMERS = {
    "contoso": Customer(
        "Contoso", "IE", "en", "Carla Customer", "Head of IT", "Conor Byrne",
        ("exchange-online", "teams", "sharepoint-online", "teams-phone", "intune", "viva-engage"),
        ("contoso.example", "contoso-shop.example"),
    ),
    "adatum": Customer(
        "Adatum", "DE", "de", "Anja Keller", "IT-Leiterin", "Jonas Wolf",
        ("exchange-online", "teams", "intune", "defender-office-365"),
    ),
    "trey": Customer(
        "Trey Research", "IE", "en", "Aoife Kelly", "IT Director", "Sean Murphy",
        ("teams", "teams-phone", "entra-id-p1", "microsoft-365-apps"),
    ),
    "wingtip": Customer(
        "Wingtip Toys", "NL", "nl", "Femke de Vries", "Hoofd IT", "Daan Bakker",
        ("teams", "sharepoint-online", "exchange-online"),
    ),
    "wideworld": Customer(
        "Wide World Importers", "NL", "nl", "Pieter Jansen", "CIO", "Sanne Visser",
        ("intune", "teams", "information-protection"),
    ),
    "litware": Customer(
        "Litware", "SE", "sv", "Elin Berg", "IT-chef", "Oskar Lind",
        ("exchange-online", "teams-meetings", "defender-endpoint"),
    ),
    "relecloud": Customer(
        "Relecloud", "SE", "sv", "Nils Ek", "IT-chef", "Maja Holm", ("teams", "onedrive", "entra-id-p2"),
    ),
    "woodgrove": Customer(
        "Woodgrove Bank", "GB", "en", "Harriet Cole", "Head of Digital Workplace", "Imran Shah",
        ("teams", "information-protection", "insider-risk-management", "defender-identity"),
    ),
    "tailspin": Customer(
        "Tailspin Toys", "GB", "en", "George Hall", "Operations Director", "Priya Nair",
        ("teams", "viva-engage", "sharepoint-online"),
    ),
    "fourthcoffee": Customer(
        "Fourth Coffee", "US", "en", "Dana Reed", "VP IT", "Luis Romero",
        ("teams", "exchange-online", "microsoft-365-apps"),
    ),
    "lamna": Customer(
        "Lamna Healthcare", "US", "en", "Robin Price", "CIO", "Kim Tran",
        ("teams", "intune", "entra-id-p1", "defender-office-365"),
    ),
    "proseware": Customer(
        "Proseware", "DE", "de", "Martin Vogel", "Leiter Digitalisierung", "Lea Brandt",
        ("teams", "exchange-online", "teams-meetings"),
    ),
}  # fmt: skip

VOLUME, WEB, CSP = Channel.VOLUME_LICENSING, Channel.WEB_DIRECT, Channel.CSP

# Subscription → customer, product, channel, state, and in how many days it ends, where it does.
SUBSCRIPTIONS = {
    "contoso-sales": ("contoso", "dynamics-365-sales", VOLUME, State.ACTIVE, 500),
    "contoso-bi": ("contoso", "power-bi", WEB, State.ACTIVE, None),
    "adatum-bc": ("adatum", "dynamics-365-business-central", WEB, State.ACTIVE, 320),
    "adatum-bc-south": (
        "adatum",
        "dynamics-365-business-central",
        VOLUME,
        State.ACTIVE,
        610,
    ),
    "trey-apps": ("trey", "power-apps", WEB, State.ACTIVE, None),
    "wingtip-field": ("wingtip", "dynamics-365-field-service", CSP, State.ACTIVE, 200),
    "wingtip-service": (
        "wingtip",
        "dynamics-365-customer-service",
        VOLUME,
        State.ACTIVE,
        700,
    ),
    "wideworld-supply": ("wideworld", "dynamics-365-supply-chain", VOLUME, State.GRACE, -5),
    "litware-finance": (
        "litware",
        "dynamics-365-finance",
        VOLUME,
        State.PROVISIONING,
        1090,
    ),
    "litware-automate": ("litware", "power-automate", WEB, State.ACTIVE, None),
    "relecloud-sales": ("relecloud", "dynamics-365-sales", WEB, State.SUSPENDED, 90),
    "woodgrove-sales": ("woodgrove", "dynamics-365-sales", VOLUME, State.ACTIVE, 840),
    "woodgrove-insights": (
        "woodgrove",
        "dynamics-365-customer-insights",
        VOLUME,
        State.ACTIVE,
        29,
    ),
    "tailspin-commerce": ("tailspin", "dynamics-365-commerce", WEB, State.ENDED, -60),
    "tailspin-projects": (
        "tailspin",
        "dynamics-365-project-operations",
        VOLUME,
        State.ACTIVE,
        59,
    ),
    "tailspin-apps": ("tailspin", "power-apps", WEB, State.ACTIVE, -2),
    "fourthcoffee-bi": ("fourthcoffee", "power-bi", WEB, State.ACTIVE, None),
    "contoso-service": ("contoso", "dynamics-365-customer-service", VOLUME, State.ACTIVE, 260),
    "trey-bi": ("trey", "power-bi", WEB, State.ACTIVE, -20),
    "wingtip-bi": ("wingtip", "power-bi", WEB, State.ACTIVE, 80),
    "lamna-service": ("lamna", "dynamics-365-customer-service", VOLUME, State.ACTIVE, 150),
    "lamna-people": ("lamna", "dynamics-365-human-resources", VOLUME, State.ACTIVE, 480),
    "proseware-finance": ("proseware", "dynamics-365-finance", VOLUME, State.ACTIVE, 900),
}
RUNS_SINCE_DAYS = 1100


def make_tenants() -> dict[str, Tenant]:
    made = {}
    for key, customer in CUSTOMERS.items():
        made[key] = tenant = Tenant.objects.create(
            directory_id=uuid.uuid5(NAMESPACE, key),
            name=customer.name,
            country=customer.country,
            language=customer.language,
        )
        names = customer.domains or (f"{key}.example",)
        Domain.objects.bulk_create(Domain(tenant=tenant, name=name) for name in names)
        held = Product.objects.filter(code__in=customer.workloads)
        Holding.objects.bulk_create(Holding(tenant=tenant, product=product) for product in held)
    return made


def make_subscriptions(tenants: dict[str, Tenant], today: date) -> dict[str, Subscription]:
    """The same IDs every time, so that they can be written down."""
    made = {}
    for key, (customer, code, channel, state, ends_in_days) in SUBSCRIPTIONS.items():
        started = 3 if state == State.PROVISIONING else RUNS_SINCE_DAYS
        made[key] = Subscription.objects.create(
            subscription_id=uuid.uuid5(NAMESPACE, f"subscription {key}"),
            tenant=tenants[customer],
            product=Product.objects.get(code=code),
            channel=channel,
            state=state,
            start_date=today - timedelta(days=started),
            end_date=None if ends_in_days is None else today + timedelta(days=ends_in_days),
        )
    return made
