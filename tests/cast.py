"""The fixed cast: the people whom whole stories are told about."""

from dataclasses import dataclass

from accounts.models import Location, Partner, User
from accounts.roles import PartnerRole

from . import factories


@dataclass
class Cast:
    northwind: Partner
    dublin: Location
    cork: Location
    fabrikam: Partner
    rival_location: Location
    fiona: User
    uma: User
    bill: User
    greta: User
    cora: User
    rita: User
    otto: User
    ravi: User
    rosa: User
    lena: User
    sam: User
    adam: User


def the_cast() -> Cast:
    """Northwind files from Dublin; Cora files for its Cork office only; Fabrikam is the rival."""
    northwind = factories.a_partner(name="Northwind Consulting", country="IE")
    fabrikam = factories.a_partner(name="Fabrikam Cloud", country="IE")
    dublin = factories.a_location(northwind, name="Northwind Dublin", mpn_id="4100001")
    cork = factories.a_location(northwind, name="Northwind Cork", mpn_id="4100002")
    rival_location = factories.a_location(fabrikam, name="Fabrikam Galway", mpn_id="4200001")

    def member(name, role, location=None, partner=northwind):
        email = f"{name.split()[0].lower()}@{partner.name.split()[0].lower()}.example"
        return factories.a_member(partner, role, location, name=name, email=email)

    def staff(make, name, **fields):
        return make(name=name, email=f"{name.split()[0].lower()}@review.example", **fields)

    return Cast(
        northwind=northwind,
        dublin=dublin,
        cork=cork,
        fabrikam=fabrikam,
        rival_location=rival_location,
        fiona=member("Fiona Filer", PartnerRole.INCENTIVES_ADMIN),
        uma=member("Uma User", PartnerRole.INCENTIVES_USER),
        bill=member("Bill Billing", PartnerRole.BILLING_ADMIN),
        greta=member("Greta Global", PartnerRole.GLOBAL_ADMIN),
        cora=member("Cora Cork", PartnerRole.INCENTIVES_ADMIN, cork),
        rita=member("Rita Rival", PartnerRole.INCENTIVES_ADMIN, partner=fabrikam),
        otto=factories.a_user(name="Otto Outsider", email="otto@elsewhere.example"),
        ravi=staff(factories.a_reviewer, "Ravi Reviewer"),
        rosa=staff(factories.a_reviewer, "Rosa Reviewer"),
        lena=staff(factories.a_lead, "Lena Lead"),
        sam=staff(factories.a_support, "Sam Support"),
        adam=factories.a_user(
            name="Adam Admin", email="adam@review.example", is_staff=True, is_superuser=True
        ),
    )
