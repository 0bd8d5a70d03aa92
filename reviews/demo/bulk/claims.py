"""Makes bulk claims one by one: what each is about, what becomes of it, and its rows."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from calendars import lookup
from calendars.zones import zone_of_country
from claims.models.history import hash_of
from directory.models import Product

from . import rows
from .case import Case, code_of
from .days import DAY, BusinessDays, minute_of
from .fates import REVIEWER_REASONS, Fates
from .life import PARTNER, Life
from .population import SPREAD, Companies, Customers
from .tables import iso, write
from .told import Told

BATCH = 2000
NAMES = ("Roll-out", "Migration", "Introduction", "Training", "Second wave", "Pilot", "Renewal")
_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class Writer:
    def __init__(
        self,
        fates: Fates,
        seed: int,
        now: datetime,
        companies: Companies,
        customers: Customers,
        proof: Callable[[Case, int], bytes] | None = None,
    ):
        self.proof = proof
        self.rng = Random(seed)  # noqa: S311 (chance, no secret)
        self.now = minute_of(now)
        self.fates = fates
        self.companies, self.customers = companies, customers
        first, last = now.date() - timedelta(days=1500), now.date() + timedelta(days=120)
        self.team = BusinessDays(lookup.for_review_team(), first, last)
        self.calendars = {country: _calendar(country, first, last) for country in set(SPREAD)}
        self.zones = {country: calendar.offsets for country, calendar in self.calendars.items()}
        self.tables = rows.Tables()
        # The last business day before today: nothing is newer.
        self.latest = self.team.place_of(self.now - self.now % DAY)[0] - 1

    def write_all(self, count: int, tell) -> None:
        for number in range(count):
            self.write_one(number)
            if (number + 1) % BATCH == 0:
                write(self.tables.all)
                tell(number + 1)
        write(self.tables.all)

    def write_one(self, number: int) -> None:
        fate = self.fates.of(number)
        case = self._case(number)
        submit_place = self._submit_place(number)
        if fate == "draft":
            self._draft(case, submit_place)
        else:
            Told(self, case, fate, submit_place).tell()

    def _case(self, number: int) -> Case:
        rng, customers = self.rng, self.customers
        company = self.companies.pick(rng.random())
        pk = self.tables.claims.next_id
        tenant = number % customers.count
        contact = f"Contact {tenant:06}"
        return Case(
            pk=pk,
            code=code_of(pk),
            company=company,
            place=company.places[rng.randrange(len(company.places))],
            filer=company.people[0],
            reviewer=self.companies.reviewers[rng.randrange(len(self.companies.reviewers))],
            customer=tenant,
            products=self._products(number, tenant),
            contact=contact,
            contact_email=f"contact@{customers.domain(tenant)}",
            name=f"{NAMES[rng.randrange(len(NAMES))]} {number + 1}",
        )

    def _products(self, number: int, tenant: int) -> list[tuple[Product, int | None]]:
        """Each round over the customers claims other things, so that nobody is in nobody's way.

        The last one claims again what was rejected in the first.
        """
        customers = self.customers
        turn = number // customers.count
        if turn == 3 and self.fates.of(tenant) in REVIEWER_REASONS:
            turn = 0
        if turn in (0, 2):
            places = range(turn, turn + 1 + (number + turn) % 2)
            return [(customers.workload(tenant, place), None) for place in places]
        place = 0 if turn == 1 else 1
        return [(customers.application(tenant, place), customers.subscription_id(tenant, place))]

    def _submit_place(self, number: int) -> int:
        return self.team.place_of(int(self.now - self.fates.age_days(number) * DAY))[0]

    def at(self, place: int) -> int:
        """Some minute of that day's working hours."""
        return self.team.instant(place, 480 + self.rng.randrange(600))

    def _draft(self, case: Case, place: int) -> None:
        at = self.at(min(place, self.latest))
        life = self.begin(case, at)
        life.end()
        self.tables.claim(case, life, self.customers, created_at=at)
        self.finish(case, life)

    def begin(self, case: Case, at: int) -> Life:
        life = Life(self.team, self.calendars[case.place.country], self.now, at)
        who = (PARTNER, case.filer.name, case.filer.pk)
        life.event(at, "created", *who, after={"name": case.name})
        named = sorted(product.name for product, _subscription in case.products)
        life.event(at + 5, "products_chosen", *who, before={"products": []}, after={"products": named})
        for number in range(1 + self.rng.randrange(3)):
            digest, size = f"{self.rng.getrandbits(256):064x}", 20_000 + self.rng.randrange(2_000_000)
            if self.proof is not None:
                digest, size = self._keep(case, number)
            name = f"Proof_{number + 1}.pdf"
            life.event(at + 6 + number, "file_added", *who, after={"file": name, "sha256": digest})
            self.tables.file(case, number, name, digest, at + 6 + number, size)
        return life

    def _keep(self, case: Case, number: int) -> tuple[str, int]:
        content = self.proof(case, number)
        default_storage.save(rows.path_of(case, number), ContentFile(content))
        return hashlib.sha256(content).hexdigest(), len(content)

    def finish(self, case: Case, life: Life) -> None:
        head = ""
        for number, (at, kind, side, actor, actor_id, before, after, text, staff_only) in enumerate(
            life.events, 1
        ):
            who_and_what = (kind, side, actor, actor_id, before or {}, after or {}, text, staff_only, head)
            digest = hash_of([case.pk, number, iso(at), *who_and_what])
            self.tables.events.add(
                case.pk, number, at, kind, side, actor, actor_id, _json(before) if before else "{}",
                _json(after) if after else "{}", text, staff_only, head, digest,
            )  # fmt: skip
            head = digest
        self.tables.head(len(life.events), head)
        for stay in life.stays:
            self.tables.stays.add(case.pk, *stay)
        for deadline in life.deadlines:
            self.tables.deadlines.add(case.pk, *deadline)


def _calendar(country: str, first: date, last: date) -> BusinessDays:
    return BusinessDays(lookup.for_country(country, zone_of_country(country)), first, last)
