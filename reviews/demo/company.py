"""What happens in a partner's company beside its claims one by one: an invitation, and uploads of many claims."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from accounts import actions as accounts
from accounts.roles import PartnerRole
from claims.actions import batches
from claims.batches.columns import BY_KEY
from claims.batches.working import work_on
from reviews import actions as reviews
from reviews.absences import team_day

from . import papers
from .customers import CUSTOMERS
from .reading import read_waiting
from .steps import MINUTE, address_of
from .world import World

# The n-th business day ago, the local time there, and what happens then.
Event = tuple[int, str, Callable[[World, datetime], None]]


@dataclass(frozen=True)
class Row:
    """A line of a sheet for a customer's workload; `cells` are those that say something else than they should."""

    place: str
    customer: str
    product: str
    name: str
    file: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


WITH_PROOF = (
    Row("dublin", "litware", "exchange-online", "Exchange för hela koncernen", "litware-exchange.pdf"),
    Row("dublin", "tailspin", "teams", "Teams for the head office", "tailspin-teams.pdf"),
    Row("dublin", "lamna", "defender-office-365", "Mail protection for the clinics"),
    Row("dublin", "wideworld", "information-protection", "Labels voor contracten", "contracten.pdf"),
    Row(
        "dublin",
        "relecloud",
        "onedrive",
        "OneDrive för säljare",
        "relecloud-onedrive.pdf",
        {"domain": "relecloud.exampel"},
    ),
)
WITHOUT_PROOF = (
    Row("munich", "adatum", "defender-office-365", "Schutz der Postfächer, zweiter Anlauf"),
    Row("dublin", "woodgrove", "defender-identity", "Identity protection for the bank"),
    Row("dublin", "wingtip", "exchange-online", "Exchange voor de winkels"),
    Row("munich", "proseware", "teams-meetings", "Besprechungsräume"),
    Row("dublin", "relecloud", "teams", "Teams för kundtjänst"),
    Row("munich", "adatum", "teams-phone", "Telefonie München"),
    Row("dublin", "trey", "teams-phone", "Phones for the sales team", cells={"mpn_id": "4567009"}),
    Row("dublin", "tailspin", "teams", "Teams for the shops", cells={"directory_id": "5b1c-tailspin"}),
)
MISSING_IN_ZIP = "contracten.pdf"


def _cells(world: World, row: Row) -> dict[str, str]:
    customer, tenant = CUSTOMERS[row.customer], world.tenants[row.customer]
    domain = tenant.domains.order_by("id").first().name
    return {
        "mpn_id": world.places[row.place].mpn_id,
        "domain": domain,
        "directory_id": str(tenant.directory_id),
        "area": "Microsoft 365",
        "activities": "Usage",
        "name": row.name,
        "products": world.products[row.product].name,
        "contact_name": customer.contact,
        "contact_title": customer.title,
        "contact_email": address_of(customer.contact, domain),
        "files": row.file,
        **row.cells,
    }


def _sheet(world: World, rows: tuple[Row, ...]) -> ContentFile:
    lines = [_cells(world, row) for row in rows]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([BY_KEY[key].header for key in lines[0]])
    writer.writerows(line.values() for line in lines)
    return ContentFile(text.getvalue().encode("utf-8-sig"), name="claims.csv")


def _proofs(world: World, rows: tuple[Row, ...], at: datetime) -> ContentFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for row in rows:
            if row.file not in ("", MISSING_IN_ZIP):
                _name, content = papers.paper("proof", _subject(world, row), at)
                archive.writestr(row.file, content)
    return ContentFile(packed.getvalue(), name="proof.zip")


def _subject(world: World, row: Row) -> papers.Subject:
    cells = _cells(world, row)
    return papers.Subject(
        partner=world.places[row.place].partner.name,
        mpn_id=cells["mpn_id"],
        customer=world.tenants[row.customer].name,
        domain=cells["domain"],
        directory_id=cells["directory_id"],
        products=(cells["products"],),
        activity=cells["activities"],
        contact=cells["contact_name"],
        title=cells["contact_title"],
    )


def upload(by: str, rows: tuple[Row, ...], sheet_name: str, proofs_name: str = "") -> Callable:
    """With a name for its ZIP, all that is complete is submitted a quarter of an hour later; else it waits."""

    def act(world: World, at: datetime) -> None:
        person = world.people[by]
        batch = batches.upload(
            world.places["dublin"].partner,
            by=person,
            at=at,
            sheet=_sheet(world, rows),
            sheet_name=sheet_name,
            proofs=_proofs(world, rows, at) if proofs_name else None,
            proofs_name=proofs_name,
        )
        work_on(batch.pk, now=lambda: at)
        if proofs_name:
            later = at + 15 * MINUTE
            batches.confirm(batch.pk, by=person, at=later, submits=True)
            work_on(batch.pk, now=lambda: later)
            read_waiting(later)

    return act


def invite(by: str, email: str, role: str, place: str) -> Callable:
    def act(world: World, at: datetime) -> None:
        location = world.places[place]
        accounts.invite(
            location.partner_id, by=world.people[by], at=at, email=email, role=role, location=location
        )

    return act


def be_away(who: str, first: int, last: int) -> Callable:
    """From and until so many days after it is planned."""

    def act(world: World, at: datetime) -> None:
        day = team_day(at)
        reviews.plan_absence(
            world.people[who].pk,
            day + timedelta(days=first),
            day + timedelta(days=last),
            by=world.people[who],
            at=at,
        )

    return act


EVENTS: tuple[Event, ...] = (
    (20, "09:00", be_away("ravi", 1, 3)),
    (3, "11:40", be_away("rosa", 12, 18)),
    (2, "13:30", upload("fiona", WITH_PROOF, "Autumn wave.csv", "Autumn wave proof.zip")),
    (2, "16:45", invite("greta", "jonas.neumann@northwind.example", PartnerRole.INCENTIVES_USER, "munich")),
    (1, "15:30", upload("uma", WITHOUT_PROOF, "Winter wave.csv")),
)
