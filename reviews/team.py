"""Who has what: each reviewer's open claims in figures, what is late, and who is away. For leads."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.roles import DECIDING_ROLES
from claims.models import Claim, Queued
from claims.states import State

from .absences import team_day
from .models import Absence, IdleReturn

SHOWN = 15
WAITING = Q(state__in=(State.SUBMITTED, State.UNDER_REVIEW))
FIGURES = ("submitted", "under_review", "with_partner", "answered", "overdue", "at_risk")


def figures(at: datetime) -> dict:
    """Of open claims; all but the dates count claims."""
    return {
        "submitted": Count("pk", filter=Q(state=State.SUBMITTED)),
        "under_review": Count("pk", filter=Q(state=State.UNDER_REVIEW)),
        "with_partner": Count("pk", filter=Q(state=State.ACTION_REQUIRED)),
        "answered": Count("pk", filter=Q(state=State.UNDER_REVIEW, answered_at__isnull=False)),
        "overdue": Count("pk", filter=WAITING & Q(due_at__lte=at)),
        "at_risk": Count("pk", filter=Q(overall_risk_at__lte=at)),
        "oldest_at": Min("submitted_at"),
        "next_due_at": Min("due_at", filter=WAITING),
        "last_answer_at": Max("answered_at", filter=Q(state=State.UNDER_REVIEW)),
    }


@dataclass
class Share:
    """What one reviewer has, or with `person` None what nobody has."""

    person: User | None
    today: date
    found: dict = field(default_factory=dict)
    # Present and future, the first one first.
    absences: list[Absence] = field(default_factory=list)

    def __getattr__(self, name):
        if name in FIGURES:
            return self.found.get(name, 0)
        if name.endswith("_at"):
            return self.found.get(name)
        raise AttributeError(name)

    @property
    def total(self) -> int:
        return self.submitted + self.under_review + self.with_partner

    @cached_property
    def away(self) -> Absence | None:
        return next((each for each in self.absences if each.from_date <= self.today), None)

    @property
    def next_absence(self) -> Absence | None:
        return next((each for each in self.absences if each.from_date > self.today), None)

    @property
    def is_answered_while_away(self) -> bool:
        return bool(
            self.away and self.last_answer_at and team_day(self.last_answer_at) >= self.away.from_date
        )

    @property
    def urls(self) -> dict[str, str]:
        """Into the queue, at just these claims."""
        who = {} if self.person is None else {"reviewer": self.person.pk}
        nobodys = self.person is None
        return {
            "all": _queue({"show": "unassigned" if nobodys else "all"} | who),
            "submitted": _queue({"show": "unassigned" if nobodys else "all", "state": State.SUBMITTED} | who),
            "under_review": _queue(
                {"show": "unassigned" if nobodys else "all", "state": State.UNDER_REVIEW} | who
            ),
            "with_partner": _queue({"show": "partner"} | (who or {"reviewer": "nobody"})),
            "answered": _queue({"show": "answered"} | (who or {"reviewer": "nobody"})),
            "overdue": _queue({"show": "overdue"} | (who or {"reviewer": "nobody"})),
            "at_risk": _queue({"show": "any", "risk": "on"} | (who or {"reviewer": "nobody"})),
        }


def _queue(query: dict) -> str:
    return f"{reverse('reviews:queue')}?{urlencode(query)}"


@dataclass
class Team:
    """The reviewers' shares by name, with what is nobody's first; six queries, however many people and claims."""

    shares: list[Share]
    overdue: list[Claim]
    at_risk: list[Claim]
    answered_while_away: list[Claim]
    returned: list[IdleReturn]

    @property
    def all(self) -> Share:
        """Of everybody together."""
        together = {name: sum(getattr(share, name) for share in self.shares) for name in FIGURES}
        return Share(None, self.shares[0].today, together)


def team(at: datetime) -> Team:
    today = team_day(at)
    shares = {
        row.pop("reviewer"): row for row in Queued.objects.open().values("reviewer").annotate(**figures(at))
    }
    # Also who has claims still, but reviews no more.
    reviewing = Q(is_active=True, staff_role__in=DECIDING_ROLES)
    people = User.objects.filter(reviewing | Q(pk__in=[pk for pk in shares if pk is not None]))
    absences: dict[int, list[Absence]] = {}
    for absence in Absence.objects.not_over(today).order_by("from_date", "pk"):
        absences.setdefault(absence.person_id, []).append(absence)
    rows = [Share(None, today, shares.get(None, {}))]
    rows += [
        Share(person, today, shares.get(person.pk, {}), absences.get(person.pk, []))
        for person in people.order_by("name", "pk")
    ]
    return Team(
        shares=rows,
        overdue=_first(Queued.objects.awaiting_review().filter(due_at__lte=at), "due_at"),
        at_risk=_first(Queued.objects.open().filter(overall_risk_at__lte=at), "overall_risk_at"),
        answered_while_away=answered_while_away(rows),
        returned=list(
            IdleReturn.objects.select_related("claim", "holder").order_by("-returned_at", "-pk")[:SHOWN]
        ),
    )


def _first(queued: QuerySet[Queued], *order: str) -> list[Claim]:
    found = queued.select_related("claim__partner", "claim__reviewer").order_by(*order, "pk")
    return [row.claim for row in found[:SHOWN]]


def answered_while_away(shares: list[Share]) -> list[Claim]:
    """Whose partner answered since the reviewer is away."""
    away = {share.person.pk: share.away for share in shares if share.person and share.away}
    answered = Queued.objects.filter(
        state=State.UNDER_REVIEW, reviewer__in=away, answered_at__isnull=False
    ).select_related("claim__partner", "claim__reviewer")
    since = [
        row.claim
        for row in answered.order_by("due_at", "pk")
        if team_day(row.answered_at) >= away[row.reviewer_id].from_date
    ]
    return since[:SHOWN]


def movable(source: int | None, which: str, at: datetime) -> QuerySet[Claim]:
    """Open claims of this reviewer, or of nobody, what is due first; `which` as the form of moving has it."""
    held = Claim.objects.open().filter(reviewer=source).select_related("partner", "tenant")
    narrowed = {
        "overdue": WAITING & Q(due_at__lte=at),
        "risk": Q(overall_risk_at__lte=at),
        "answered": Q(state=State.UNDER_REVIEW, answered_at__isnull=False),
        "submitted": Q(state=State.SUBMITTED),
    }
    return held.filter(narrowed.get(which, Q())).order_by("due_at", "pk")
