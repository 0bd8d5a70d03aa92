"""The companies, people and customers that bulk claims are made of. A customer is a function of its number."""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from accounts.models import Enrolment, Location, Membership, Partner, User
from accounts.programmes import Programme
from accounts.roles import PartnerRole, StaffRole
from calendars.zones import zone_of_country
from directory.models import Domain, Holding, Product, Subscription, Tenant

from .tables import Table, write

LONG_AGO = date(2019, 10, 1)
# Country → language, and how many of twenty customers are there.
COUNTRIES = {
    "US": ("en", 6),
    "DE": ("de", 5),
    "GB": ("en", 4),
    "NL": ("nl", 2),
    "SE": ("sv", 2),
    "IE": ("en", 1),
}
SPREAD = [country for country, (_language, share) in COUNTRIES.items() for _ in range(share)]
WORKLOADS_HELD = 5
REVIEWERS = 40
BIGGEST_SHARE = 0.10
BATCH = 5000
# Odd, so that no two numbers give the same ID.
SCATTER = 0x9E3779B97F4A7C15F39CC0605CEDC835
FIRST = [
    "Alex",
    "Bo",
    "Chris",
    "Dana",
    "Eli",
    "Finn",
    "Gale",
    "Hanne",
    "Ida",
    "Jan",
    "Kim",
    "Lou",
    "Mika",
    "Noa",
    "Olu",
    "Pat",
    "Quinn",
    "Robin",
    "Sam",
    "Toni",
]
LAST = [
    "Adler",
    "Berg",
    "Cole",
    "Dahl",
    "Evans",
    "Fischer",
    "Green",
    "Hall",
    "Ivers",
    "Jansen",
    "Keller",
    "Lind",
    "Moore",
    "Nair",
    "Olsen",
    "Park",
]


@dataclass(frozen=True, slots=True)
class Place:
    location_id: int
    partner_id: int
    country: str
    mpn_id: str


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str
    email: str


@dataclass
class Company:
    name: str
    places: list[Place]
    people: list[Person]


class Companies:
    """Few of them have many claims: the first alone a tenth."""

    def __init__(self, companies: list[Company], reviewers: list[Person]):
        self.all, self.reviewers = companies, reviewers
        rest = [1 / (rank + 8) for rank in range(1, len(companies))]
        scale = (1 - BIGGEST_SHARE) / sum(rest) if rest else 0
        self.bounds = list(accumulate([BIGGEST_SHARE, *(scale * share for share in rest)]))

    def pick(self, random: float) -> Company:
        return self.all[min(bisect(self.bounds, random), len(self.all) - 1)]


def name_of(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"


def make_companies(
    count: int, rng: Random, names: Sequence[str] = (), reviewers: Sequence[Person] = ()
) -> Companies:
    first = _next_id(Location)
    names = names or [f"Partner {first + number:05}" for number in range(count)]
    partners = Partner.objects.bulk_create(Partner(name=name, country=rng.choice(SPREAD)) for name in names)
    places = [(partner, site) for partner in partners for site in range(1 + rng.randrange(3))]
    locations = Location.objects.bulk_create(
        Location(
            partner=partner,
            mpn_id=str(90_000_000 + first + number),
            name=f"{partner.name}, site {site + 1}",
            country=(country := rng.choice(SPREAD) if site else partner.country),
            time_zone=zone_of_country(country),
        )
        for number, (partner, site) in enumerate(places)
    )
    Enrolment.objects.bulk_create(
        (
            Enrolment(location=location, programme=programme, from_date=LONG_AGO)
            for location in locations
            for programme in Programme
        ),
        batch_size=BATCH,
    )
    made = {partner.pk: Company(partner.name, [], people) for partner, people in _people_of(partners)}
    for location in locations:
        made[location.partner_id].places.append(
            Place(location.pk, location.partner_id, location.country, location.mpn_id)
        )
    return Companies(list(made.values()), list(reviewers) or _reviewers())


def _people_of(partners: list[Partner]):
    """An admin, who files, and a user, who drafts, in each company."""
    roles = (PartnerRole.INCENTIVES_ADMIN, PartnerRole.INCENTIVES_USER)
    people = _users(
        (f"person{number}@partner{partner.pk}.example", name_of(partner.pk * 2 + number), "")
        for partner in partners
        for number in range(len(roles))
    )
    pairs = list(zip(people[::2], people[1::2], strict=True))
    Membership.objects.bulk_create(
        (
            Membership(user_id=person.pk, partner=partner, role=role)
            for partner, pair in zip(partners, pairs, strict=True)
            for person, role in zip(pair, roles, strict=True)
        ),
        batch_size=BATCH,
    )
    return zip(partners, map(list, pairs), strict=True)


def _next_id(model) -> int:
    return (model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1


def _reviewers() -> list[Person]:
    first = _next_id(User)
    return _users(
        (f"reviewer{first + number}@review.example", f"{name_of(number)} ({number + 1})", StaffRole.REVIEWER)
        for number in range(REVIEWERS)
    )


def _users(wanted) -> list[Person]:
    """Nobody can sign in as one of them: what is no hash matches no password."""
    users = User.objects.bulk_create(
        (User(email=email, name=name, staff_role=role, password="!") for email, name, role in wanted),  # noqa: S106
        batch_size=BATCH,
    )
    return [Person(user.pk, user.name, user.email) for user in users]


class Customers:
    """So many tenants, in IDs that follow each other; what one of them has is computed again when it is asked."""

    def __init__(self, count: int, seed: int, on_date: date, called: Callable[[int], str] | None = None):
        self.called = called
        offered = Product.objects.offered(on_date).order_by("pk")
        self.workloads = list(offered.filter(area=Product.Area.M365))
        self.applications = list(offered.filter(area=Product.Area.BUSINESS_APPLICATIONS))
        self.on_date = on_date
        self.count, self.mix = count, seed * 0xD1342543DE82EF95
        self.tenants = Table(Tenant, "id directory_id name country language time_zone")
        self.domains = Table(Domain, "id tenant name")
        self.holdings = Table(Holding, "id tenant product")
        self.subscriptions = Table(
            Subscription, "id subscription_id tenant product channel state start_date end_date"
        )
        self.first, self.first_subscription = self.tenants.next_id, self.subscriptions.next_id
        self.tables = [self.tenants, self.domains, self.holdings, self.subscriptions]

    def guid(self, pk: int, salt: int = 0) -> str:
        digits = f"{((pk << 1 | salt) * SCATTER + self.mix) % (1 << 128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def country(self, number: int) -> str:
        return SPREAD[number * 7 % len(SPREAD)]

    def workload(self, number: int, place: int) -> Product:
        return self.workloads[(number * WORKLOADS_HELD + place) % len(self.workloads)]

    def application(self, number: int, place: int) -> Product:
        return self.applications[(number + place * (len(self.applications) // 2)) % len(self.applications)]

    def subscription_id(self, number: int, place: int) -> int:
        return self.first_subscription + 2 * number + place

    def end_date(self, subscription_id: int | None) -> str | None:
        """Half of the subscriptions end some day in the next two years, the others when somebody ends them."""
        if subscription_id is None or subscription_id % 4 > 1:
            return None
        return (self.on_date + timedelta(days=1 + subscription_id * 7 % 730)).isoformat()

    def name(self, number: int) -> str:
        return self.called(number) if self.called else f"Customer {self.first + number:07}"

    def domain(self, number: int) -> str:
        return f"customer{self.first + number}.example"

    def make(self) -> None:
        for number in range(self.count):
            self._make_one(number)
            if (number + 1) % BATCH == 0:
                write(self.tables)
        write(self.tables)

    def _make_one(self, number: int) -> None:
        country = self.country(number)
        pk = self.first + number
        self.tenants.add(
            self.guid(pk), self.name(number), country, COUNTRIES[country][0], zone_of_country(country)
        )
        self.domains.add(pk, self.domain(number))
        for place in range(WORKLOADS_HELD):
            self.holdings.add(pk, self.workload(number, place).pk)
        for place, channel in enumerate(("volume_licensing", "web_direct")):
            product = self.application(number, place)
            subscription_pk = self.subscription_id(number, place)
            self.subscriptions.add(
                self.guid(subscription_pk, 1),
                pk,
                product.pk,
                channel,
                "active",
                "2020-01-01",
                self.end_date(subscription_pk),
            )
