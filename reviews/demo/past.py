"""Some months of decided claims of other partners and customers, so that the team's figures have something to show.

They are written in bulk, as nothing of them is to be looked at one by one. Nobody of the demo's companies sees them.
"""

from accounts.models import Partner
from claims.folding import fold
from claims.models import Claim
from directory.models import Tenant
from reviews.insights import expecting
from reviews.insights.rebuilding import rebuild

from .bulk.fates import Fates
from .bulk.population import Person
from .bulk.seed import seed
from .world import World

CLAIMS, OLDEST_DAYS, SEED = 300, 190, 5
COMPANIES = (
    "Alpine Ski House",
    "Consolidated Messenger",
    "Graphic Design Institute",
    "Humongous Insurance IT",
)
COMPANIES = (*COMPANIES, "Liberty's Cloud", "Margie's Software", "Southridge Systems", "VanArsdel Consulting")
KINDS = (
    "Bakery",
    "Bank",
    "Brewery",
    "Clinics",
    "Foods",
    "Hotels",
    "Insurance",
    "Logistics",
    "Schools",
    "Shipyard",
)
PLACES = ("Aarhus", "Bremen", "Cork", "Delft", "Exeter", "Freiburg", "Galway", "Haarlem")
TEAM = ("ravi", "rosa", "lena")


def tell_past(world: World) -> None:
    """As of the demo's present; the figures are made of it and of the stories alike."""
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in (Partner, Tenant)}
    seed(
        CLAIMS,
        partners=len(COMPANIES),
        seed=SEED,
        now=world.now,
        fates=Fates(CLAIMS, SEED, OLDEST_DAYS, with_open=False),
        reviewers=[Person(user.pk, user.name, user.email) for user in map(world.people.get, TEAM)],
    )
    _name_companies(Partner.objects.exclude(pk__in=before[Partner]).order_by("pk"))
    _name_customers(Tenant.objects.exclude(pk__in=before[Tenant]).order_by("pk"))
    rebuild(lambda line: None)
    expecting.refresh(world.now, is_counted=True)


def _name_companies(partners) -> None:
    for partner, name in zip(partners, COMPANIES, strict=True):
        partner.name = name
        partner.save(update_fields=["name"])
        for place in partner.locations.all():
            place.name = f"{name} {place.country}"
            place.save(update_fields=["name"])


def _name_customers(tenants) -> None:
    for number, tenant in enumerate(tenants):
        tenant.name = f"{PLACES[number % len(PLACES)]} {KINDS[number // len(PLACES) % len(KINDS)]}"
        tenant.save(update_fields=["name"])
        Claim.objects.filter(tenant=tenant).update(customer=tenant.name, customer_key=fold(tenant.name))
