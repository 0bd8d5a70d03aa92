"""A lead closes a day, or opens it again: which deadlines would move, and their moving (CLK-1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from calendars import lookup
from calendars.business_time import BusinessCalendar, NoBusinessDays
from calendars.models import TEAM, Closure
from claims import clocks, door, emails, history
from claims.models import Claim, Deadline, InformationRequest
from claims.refusals import NotNow
from claims.states import ClockKind, State
from directory.models import Tenant

from .insights.counting import recount_from

PARTNER_CLOCKS = clocks.CLOCKS_IN[State.ACTION_REQUIRED]
REMINDERS = (ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER)
# What is kept on the claim for its index, next to the deadline.
OVERALL_FIELDS = {ClockKind.OVERALL: "overall_due_at", ClockKind.OVERALL_RISK: "overall_risk_at"}


@dataclass(frozen=True)
class Shift:
    """A deadline that an edit moves."""

    deadline: Deadline
    old_due_at: datetime
    new_due_at: datetime


def preview(*, add: Closure | None = None, remove: Closure | None = None, at: datetime) -> list[Shift]:
    """What would move, soonest first, with nothing changed."""
    edited = add or remove
    if edited is None:
        return []
    closed = lookup.closures_of(edited.calendar)
    if add:
        closed[add.date] = add.name
    else:
        closed.pop(edited.date, None)
    concerned = _concerned(edited.calendar, at).select_related("claim__location", "claim__partner")
    shifts = _shifts(concerned, _Calendars(edited.calendar, closed), at)
    return sorted(shifts, key=lambda shift: (shift.old_due_at, shift.deadline.pk))


def add(calendar: str, on_date: date, name: str, *, by: User, at: datetime) -> list[Shift]:
    _refuse_unless_lead(by)
    with transaction.atomic():
        try:
            with transaction.atomic():
                closure = Closure.objects.create(calendar=calendar, date=on_date, name=name)
        except IntegrityError:
            raise NotNow(_("That day is closed already.")) from None
        _recount(closure)
        return _move_deadlines(closure, by, at)


def remove(closure_id: int, *, by: User, at: datetime) -> list[Shift]:
    _refuse_unless_lead(by)
    with transaction.atomic():
        closure = Closure.objects.select_for_update().filter(pk=closure_id).first()
        if closure is None:
            raise NotNow(_("Somebody else opened this day again already."))
        closure.delete()
        _recount(closure)
        return _move_deadlines(closure, by, at)


def _recount(closure: Closure) -> None:
    """In a day that was closed afterwards, or opened again, no decision took time, or each did."""
    if closure.calendar == TEAM:
        recount_from(closure.date)


def _refuse_unless_lead(by: User) -> None:
    if not by.is_lead:
        raise PermissionDenied(_("Only a lead changes the calendars."))


def _concerned(calendar: str, at: datetime) -> QuerySet[Deadline]:
    """Running deadlines of this calendar that are not over: what has passed has passed."""
    running = Deadline.objects.running().filter(due_at__gt=at)
    if calendar == TEAM:
        return running.exclude(kind__in=PARTNER_CLOCKS)
    # Who was asked together has the same date, so it moves for all of them.
    together = InformationRequest.objects.open().counted_in(calendar)
    there = Q(claim__location__country=calendar) | Q(claim__in=together.values("claim"))
    return running.filter(there, kind__in=PARTNER_CLOCKS)


class _Calendars:
    """The edited calendar, built once for each time zone that it is read in."""

    def __init__(self, calendar: str, closed: dict[date, str]) -> None:
        self._calendar, self._closed = calendar, closed
        self._built: dict[str, BusinessCalendar] = {}

    def of(self, claim: Claim, asked_together: Mapping[int, str]) -> list[BusinessCalendar]:
        if self._calendar == TEAM:
            return [self._one(TEAM)]
        return [
            self._one(place) for place in asked_together.get(claim.pk, clocks.place_of(claim)).splitlines()
        ]

    def _one(self, place: str) -> BusinessCalendar:
        if place not in self._built:
            self._built[place] = self._build(place)
        return self._built[place]

    def _build(self, place: str) -> BusinessCalendar:
        if place == TEAM:
            return lookup.for_review_team(self._closed)
        country, zone = place.split()
        return lookup.for_country(country, zone, self._closed if country == self._calendar else None)


def _shifts(deadlines: QuerySet[Deadline], calendars: _Calendars, at: datetime) -> Iterator[Shift]:
    together = InformationRequest.objects.open().exclude(calendars="").values_list("claim_id", "calendars")
    asked_together = dict(together)
    for deadline in deadlines:
        counted_in = calendars.of(deadline.claim, asked_together)
        try:
            new = clocks.compute(deadline.claim, deadline.kind, deadline.counted_from, counted_in).at
        except NoBusinessDays:
            raise NotNow(_("Then no working day would be left in this calendar.")) from None
        # Nobody's time ends because a day was opened again; a reminder may come at once.
        if new != deadline.due_at and (new > at or deadline.kind in REMINDERS):
            yield Shift(deadline, deadline.due_at, new)


def _move_deadlines(closure: Closure, by: User, at: datetime) -> list[Shift]:
    """Claims are locked in one order; each is looked at again under its lock."""
    calendars = _Calendars(closure.calendar, lookup.closures_of(closure.calendar))
    concerned = _concerned(closure.calendar, at)
    moved = []
    # Before any claim: who brings rivals together locks several of a customer's claims, in another order.
    customers = Tenant.objects.filter(pk__in=concerned.values("claim__tenant_id")).order_by("pk")
    list(customers.select_for_update(no_key=True))
    for claim_id in sorted(set(concerned.values_list("claim_id", flat=True))):
        claim = door.locked(claim_id, by=by)
        mine = (
            concerned.filter(claim_id=claim_id)
            .select_related("claim__location", "claim__partner")
            .order_by("pk")
        )
        shifts = list(_shifts(mine, calendars, at))
        if shifts:
            _shift(claim, shifts, closure, by, at)
            moved += shifts
    return moved


def _shift(claim: Claim, shifts: list[Shift], closure: Closure, by: User, at: datetime) -> None:
    first = clocks.CLOCKS_IN.get(claim.state, (None,))[0]
    for shift in shifts:
        shift.deadline.due_at = shift.new_due_at
        shift.deadline.save(update_fields=["due_at"])
        kind = shift.deadline.kind
        if kind in (first, ClockKind.DISPUTE_ANSWER):
            claim.due_at = shift.new_due_at
        elif kind in OVERALL_FIELDS:
            setattr(claim, OVERALL_FIELDS[ClockKind(kind)], shift.new_due_at)
    claim.save(update_fields=["due_at", "overall_due_at", "overall_risk_at"])
    history.record(
        claim,
        "deadline_moved",
        by=by,
        at=at,
        before={shift.deadline.kind: shift.old_due_at.isoformat() for shift in shifts},
        after={shift.deadline.kind: shift.new_due_at.isoformat() for shift in shifts}
        | _named(closure, claim),
    )
    if first == ClockKind.ANSWER and any(shift.deadline.kind == first for shift in shifts):
        emails.deadline_moved(claim, at=at)


def _named(closure: Closure, claim: Claim) -> dict[str, str]:
    """Another country's day would tell a partner where a rival is (PPL-5)."""
    if closure.calendar not in (TEAM, claim.location.country):
        return {}
    return {"closure": f"{closure.name}, {closure.date.isoformat()}"}
