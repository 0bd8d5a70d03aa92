"""The demo's companies and people."""

from datetime import date

from accounts.models import Enrolment, Location, Membership, Partner, User
from accounts.programmes import Programme
from accounts.roles import PartnerRole, StaffRole

DOMAIN = "demo.example"
LONG_AGO = date(2019, 10, 1)

# Place → company, its country, MPN ID, name, country, partner type, programmes that it is not enrolled in.
PLACES = {
    "dublin": ("Northwind Consulting", "IE", "4567001", "Northwind Consulting Dublin", "IE", "", ()),
    "munich": (
        "Northwind Consulting",
        "IE",
        "4567002",
        "Northwind Consulting München",
        "DE",
        "",
        (Programme.OSU_BA,),
    ),
    "amsterdam": ("Fabrikam Cloud", "NL", "5678001", "Fabrikam Cloud Amsterdam", "NL", "FRP FastTrack", ()),
    "stockholm": ("VanArsdel Services", "SE", "6789001", "VanArsdel Services Stockholm", "SE", "", ()),
}
PARTNER_PEOPLE = {
    "fiona": ("Fiona Filer", "Northwind Consulting", PartnerRole.INCENTIVES_ADMIN, "Europe/Dublin"),
    "uma": ("Uma User", "Northwind Consulting", PartnerRole.INCENTIVES_USER, "Europe/Berlin"),
    "bill": ("Bill Billing", "Northwind Consulting", PartnerRole.BILLING_ADMIN, "Europe/Dublin"),
    "greta": ("Greta Global", "Northwind Consulting", PartnerRole.GLOBAL_ADMIN, "Europe/Dublin"),
    "rita": ("Rita Rival", "Fabrikam Cloud", PartnerRole.INCENTIVES_ADMIN, "Europe/Amsterdam"),
    "vera": ("Vera VanArsdel", "VanArsdel Services", PartnerRole.INCENTIVES_ADMIN, "Europe/Stockholm"),
}
STAFF = {
    "ravi": ("Ravi Reviewer", StaffRole.REVIEWER),
    "rosa": ("Rosa Reviewer", StaffRole.REVIEWER),
    "lena": ("Lena Lead", StaffRole.LEAD),
    "leo": ("Leo Lead", StaffRole.LEAD),
    "sam": ("Sam Support", StaffRole.SUPPORT),
}


def email_of(first_name: str) -> str:
    return f"{first_name}@{DOMAIN}"


def demo_people():
    people = User.objects.filter(email__endswith=f"@{DOMAIN}")
    return people.prefetch_related("memberships__partner").order_by("pk")


def role_of(person: User) -> str:
    if person.staff_role:
        return person.get_staff_role_display()
    roles = [f"{role.get_role_display()}, {role.partner}" for role in person.memberships.all()]
    return "; ".join(roles) or ("Administrator" if person.is_superuser else "No company")


def make_places() -> dict[str, Location]:
    made = {}
    for key, (company, home, mpn_id, name, country, partner_type, not_enrolled) in PLACES.items():
        partner, _is_new = Partner.objects.get_or_create(name=company, defaults={"country": home})
        made[key] = location = Location.objects.create(
            partner=partner, mpn_id=mpn_id, name=name, country=country, partner_type=partner_type
        )
        Enrolment.objects.bulk_create(
            Enrolment(location=location, programme=programme, from_date=LONG_AGO)
            for programme in Programme
            if programme not in not_enrolled
        )
    return made


def make_people() -> dict[str, User]:
    """Without passwords: the demo's sign-in buttons are the only way in."""
    made = {}
    for key, (name, company, role, zone) in PARTNER_PEOPLE.items():
        made[key] = User.objects.create_user(email_of(key), name=name, time_zone=zone)
        Membership.objects.create(user=made[key], partner=Partner.objects.get(name=company), role=role)
    for key, (name, staff_role) in STAFF.items():
        made[key] = User.objects.create_user(
            email_of(key), name=name, staff_role=staff_role, time_zone="Europe/Dublin"
        )
    made["otto"] = User.objects.create_user(email_of("otto"), name="Otto Outsider")
    return made


def make_admin() -> User:
    return User.objects.create_superuser(email_of("admin"), name="Ada Admin", time_zone="Europe/Dublin")


def is_complete() -> bool:
    """The admin is made last, and so tells that all the rest is there."""
    return User.objects.filter(email=email_of("admin")).exists()
