"""What waits at this moment: counted from the open claims, which are never many, in their own table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Q

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
    """Of this programme and reviewer; two queries."""
    found = Waiting()
    _count_ages(found, asked, at)
    _count_late(found, asked, at)
    return found


def _count_ages(found: Waiting, asked: Asked, at: datetime) -> None:
    """Reads every row, so it asks of each no more than how old it is: a state that is not open is left out here."""
    younger = {
        f"younger_{age}": Count("pk", filter=Q(submitted_at__gt=bound))
        for age, bound in enumerate(_business_days_ago(at))
    }
    states = _concerned(asked).order_by().values("state").annotate(**younger, claims=Count("pk"))
    for state, *up_to in states.values_list("state", *younger, "claims"):
        if state in OPEN:
            for age, (fewer, more) in enumerate(pairwise([0, *up_to])):
                found.groups[State(state), age] = more - fewer


def _count_late(found: Waiting, asked: Asked, at: datetime) -> None:
    """Of the few of which one of both instants is over, by the index of each."""
    of_team = Q(state__in=(State.SUBMITTED, State.UNDER_REVIEW))
    late = _concerned(asked).open().filter(Q(due_at__lte=at) | Q(overall_risk_at__lte=at))
    counts = late.aggregate(
        overdue=Count("pk", filter=of_team & Q(due_at__lte=at)),
        at_risk=Count("pk", filter=Q(overall_risk_at__lte=at, overall_due_at__gt=at)),
        missed=Count("pk", filter=Q(overall_due_at__lte=at)),
    )
    found.overdue, found.at_risk, found.missed = counts["overdue"], counts["at_risk"], counts["missed"]


def _concerned(asked: Asked):
    claims = Queued.objects.all()
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
