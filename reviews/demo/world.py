"""What the demo's steps act on: who and what there is, and which day the n-th business day ago was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

from accounts.models import Location, User
from calendars import lookup
from calendars.business_time import first_instant
from claims.models import Claim
from directory.models import Product, Subscription, Tenant

Act = Callable[["World", "Case", datetime], None]
# The n-th business day ago, the local time there, and what happens then.
Step = tuple[int, str, Act]


@dataclass(frozen=True)
class Case:
    """One claim's story."""

    key: str
    name: str
    place: str
    customer: str
    steps: tuple[Step, ...]
    workloads: tuple[str, ...] = ()
    subscriptions: tuple[str, ...] = ()
    # Product → the subscription whose ID was typed for it.
    typed: dict[str, str] = field(default_factory=dict)
    activities: tuple[str, ...] = ("usage",)
    fields: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ("proof",)


@dataclass
class World:
    now: datetime
    people: dict[str, User]
    places: dict[str, Location]
    tenants: dict[str, Tenant]
    products: dict[str, Product]
    subscriptions: dict[str, Subscription]
    claims: dict[str, int] = field(default_factory=dict)

    @cached_property
    def team(self):
        return lookup.for_review_team()

    @cached_property
    def business_days(self) -> list:
        """Before today, the latest first."""
        day, found = self.now.astimezone(self.team.zone).date(), []
        while len(found) < 250:
            day -= timedelta(days=1)
            if self.team.closed_reason(day) is None:
                found.append(day)
        return found

    def instant(self, days_ago: int, clock: str) -> datetime:
        local = datetime.combine(self.business_days[days_ago - 1], time.fromisoformat(clock))
        return first_instant(local, self.team.zone)

    def claim(self, case: Case) -> Claim:
        return Claim.objects.for_page().get(pk=self.claims[case.key])
