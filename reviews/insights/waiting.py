"""What waits at this moment: counted from the open claims, which are never many, in their own table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, IntegerField, Q, Value, When

from accounts.programmes import Programme
from calendars import lookup
from claims.models import Queued
from claims.states import OPEN, Area, State

from .figures import NO_PROGRAMME, Asked

# Business days since the submission at which the next group begins.
AGES = (2, 5, 10, 15)


@dataclass
class Waiting:
    # (state, group of age) → claims
    groups: Counter = field(default_factory=Counter)
    overdue: int = 0
    at_risk: int = 0
    missed: int = 0

    @property
    def total(self) -> int:
        return self.groups.total()

    def of_age(self, age: int) -> int:
        return sum(self.groups[state, age] for state in OPEN)

    def of_state(self, state: State) -> int:
        return sum(self.groups[state, age] for age in range(len(AGES) + 1))


def waiting(asked: Asked, at: datetime) -> Waiting:
    """Of this programme and reviewer; one query."""
    found = Waiting()
    began = _business_days_ago(at)
    # Later than the first bound is the youngest group.
    cases = [When(submitted_at__gt=bound, then=Value(age)) for age, bound in enumerate(began)]
    of_team = Q(state__in=(State.SUBMITTED, State.UNDER_REVIEW))
    groups = (
        _concerned(asked)
        .annotate(age=Case(*cases, default=Value(len(AGES)), output_field=IntegerField()))
        .values("state", "age")
        .order_by()
        .annotate(
            claims=Count("pk"),
            overdue=Count("pk", filter=of_team & Q(due_at__lte=at)),
            at_risk=Count("pk", filter=Q(overall_risk_at__lte=at, overall_due_at__gt=at)),
            missed=Count("pk", filter=Q(overall_due_at__lte=at)),
        )
    )
    for group in groups:
        found.groups[State(group["state"]), group["age"]] += group["claims"]
        found.overdue += group["overdue"]
        found.at_risk += group["at_risk"]
        found.missed += group["missed"]
    return found


def _concerned(asked: Asked):
    claims = Queued.objects.open()
    if asked.reviewer is not None:
        claims = claims.filter(reviewer=asked.reviewer)
    return claims.filter(of_programme(asked.programme)) if asked.programme else claims


def of_programme(programme: str, claim: str = "") -> Q:
    """Of claims, or of what `claim` leads to them from."""
    area, presales, usage = (f"{claim}{name}" for name in ("area", "presales", "usage"))
    conditions = {
        Programme.OSA_SELL: Q(**{presales: True}),
        Programme.OSU_M365: Q(**{usage: True, area: Area.M365}),
        Programme.OSU_BA: Q(**{usage: True}) & ~Q(**{area: Area.M365}),
        NO_PROGRAMME: Q(**{presales: False, usage: False}),
    }
    return conditions[programme]


def _business_days_ago(at: datetime) -> Iterable[datetime]:
    """The same local time on the n-th business day before; whole days are near enough for a group."""
    team = lookup.for_review_team()
    clock, day, passed = at.astimezone(team.zone), at.astimezone(team.zone).date(), 0
    bounds = []
    while len(bounds) < len(AGES):
        if team.closed_reason(day) is None:
            passed += 1
        day -= timedelta(days=1)
        if passed == AGES[len(bounds)]:
            bounds.append(clock - (clock.date() - day))
    return bounds
