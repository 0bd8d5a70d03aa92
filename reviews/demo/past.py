"""Some months of decided claims of other partners and customers, so that the team's figures have something to show.

They are written in bulk. Nobody of the demo's companies sees them.
"""

from functools import partial

from reviews.insights import expecting
from reviews.insights.rebuilding import rebuild

from . import papers
from .bulk.case import Case
from .bulk.fates import Fates
from .bulk.population import Person
from .bulk.seed import Scene, seed
from .world import World

CLAIMS, OLDEST_DAYS, SEED = 300, 190, 5
COMPANIES = (
    "Alpine Ski House",
    "Consolidated Messenger",
    "Graphic Design Institute",
    "Humongous Cloud",
    "Liberty's Software",
    "Margie's Systems",
    "Southridge IT",
    "VanArsdel Consulting",
)
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
    seed(
        CLAIMS,
        partners=None,
        seed=SEED,
        now=world.now,
        scene=Scene(
            fates=Fates(CLAIMS, SEED, OLDEST_DAYS, with_open=False),
            companies=COMPANIES,
            reviewers=[Person(user.pk, user.name, user.email) for user in map(world.people.get, TEAM)],
            customer=_customer,
            proof=partial(_proof, world),
        ),
    )
    rebuild(lambda line: None)
    expecting.refresh(world.now, is_counted=True)


def _customer(number: int) -> str:
    return f"{PLACES[number % len(PLACES)]} {KINDS[number // len(PLACES) % len(KINDS)]}"


def _proof(world: World, case: Case, number: int) -> bytes:
    subject = papers.Subject(
        partner=case.company.name,
        mpn_id=case.place.mpn_id,
        customer=_customer(case.customer),
        domain=case.contact_email.partition("@")[2],
        directory_id=f"{case.code}-{number + 1}",
        products=tuple(product.name for product, _subscription in case.products),
        activity="Usage",
        contact=case.contact,
        title="Head of IT",
    )
    return papers.paper("proof", subject, world.now)[1]
