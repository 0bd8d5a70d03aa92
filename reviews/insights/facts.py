"""What counts of one claim's life, from its history and its deadlines. Pure.

A move that was taken back within ten minutes is as if it had not been, and so is the clock that it met. A reversal or
an accepted dispute undoes nothing: the decision was made and told, and another one comes later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from calendars.business_time import DAY, BusinessCalendar, Reading
from claims.models import Deadline, Event
from claims.states import ClockKind, RejectionReason

from ..models.figures import NOBODY

CLOCKS = (
    ClockKind.START_REVIEW,
    ClockKind.DECISION,
    ClockKind.ANSWER,
    ClockKind.OVERALL,
    ClockKind.DISPUTE_ANSWER,
)
OUTCOMES = (Deadline.Outcome.MET, Deadline.Outcome.PASSED)
# What a review is measured from when it begins anew.
ANEW = ("reverse", "accept_dispute")
DECISIONS = ("approve", "reject", "lose_arbitration")
# Event → what it is called in the figures, where that does not depend on more.
PLAIN = {
    "submit": "submitted",
    "start_review": "started",
    "request_information": "asked",
    "answer": "answered",
    "approve": "approved",
    "withdraw": RejectionReason.PARTNER_REQUEST.value,
    "lapse": RejectionReason.NO_PARTNER_RESPONSE.value,
    "take_back": "taken_back",
    "reverse": "reversed",
    "accept_dispute": "reopened",
    "disputed": "disputed",
    "dispute_upheld": "upheld",
    "give_up": "ended_later",
    "change_mind": "agreed_again",
}
# What ends an open claim, but a claim that is approved only later.
ENDING = {
    "decline": RejectionReason.CUSTOMER_DENIAL.value,
    "lose_arbitration": RejectionReason.LOST_IN_ARBITRATION.value,
}
KINDS = (*PLAIN, *ENDING, "reject")
# What a review team's clock ends with.
LEAVING = ("request_information", *DECISIONS, "withdraw", "decline", "lapse")
SETTLING = ("accept_dispute", "dispute_upheld", "reverse")
# The clocks that a decision meets, which a decision that is taken back did not.
DECISION_CLOCKS = (ClockKind.DECISION.value, ClockKind.OVERALL.value)


class Happened(NamedTuple):
    kind: str
    at: datetime
    side: str
    actor_id: int | None
    reason: str

    @property
    def reviewer(self) -> int:
        return self.actor_id or NOBODY if self.side == Event.Side.STAFF else NOBODY


class Clock(NamedTuple):
    kind: str
    counted_from: datetime
    settled_at: datetime
    outcome: str


@dataclass(frozen=True)
class Days:
    """Days and business time as the review team's calendar has them."""

    calendar: BusinessCalendar
    reading: Reading

    def date_of(self, at: datetime) -> date:
        return at.astimezone(self.calendar.zone).date()

    def tenths(self, start: datetime, end: datetime) -> int:
        """Business days, rounded half up to tenths."""
        passed = self.reading(end) - self.reading(start)
        return max(passed * 10 + DAY / 2, timedelta()) // DAY


def facts_of(
    events: Sequence[Happened], clocks: Sequence[Clock], holder: int | None, days: Days
) -> list[list[Any]]:
    """[day, reviewer, measure] each, in a fixed order; a decision's with tenths of days under review and in all.

    `events` and `clocks` are in the order in which they came; `holder` is who has the claim now.
    """
    kept, undone = _without_taken_back(events)
    facts = [*_moves(kept, days), *_clocks(_still_true(clocks, undone), kept, holder or NOBODY, days)]
    return [[day.isoformat(), *rest] for day, *rest in facts]


def _without_taken_back(events: Iterable[Happened]) -> tuple[list[Happened], list[Happened]]:
    kept: list[Happened] = []
    undone: list[Happened] = []
    for event in events:
        if event.kind == "take_back":
            place = max((n for n, each in enumerate(kept) if each.kind in LEAVING), default=None)
            if place is not None:
                undone.append(kept.pop(place))
        kept.append(event)
    return kept, undone


def _still_true(clocks: Iterable[Clock], undone: Iterable[Happened]) -> list[Clock]:
    left = list(clocks)
    for event in undone:
        for kind in DECISION_CLOCKS:
            met = (
                clock
                for clock in left
                if (clock.kind, clock.settled_at, clock.outcome) == (kind, event.at, Deadline.Outcome.MET)
            )
            if (first := next(met, None)) is not None:
                left.remove(first)
    return left


def _moves(kept: Iterable[Happened], days: Days):
    submitted_at = started_at = None
    is_open = False
    for event in kept:
        kind = event.kind
        measure = _measure(event, is_open)
        durations: tuple[int, ...] = ()
        if kind == "submit":
            submitted_at = event.at
        elif kind in ANEW:
            submitted_at = started_at = event.at
        elif kind == "start_review":
            started_at = event.at
        elif kind in DECISIONS and is_open and submitted_at and started_at:
            durations = days.tenths(started_at, event.at), days.tenths(submitted_at, event.at)
        if measure:
            yield days.date_of(event.at), event.reviewer, measure, *durations
        if kind in ("submit", "start_review", "take_back", *ANEW):
            is_open = True
        elif kind in DECISIONS or kind in ("withdraw", "decline", "lapse"):
            is_open = False


def _measure(event: Happened, is_open: bool) -> str:
    if event.kind == "reject":
        return event.reason
    if event.kind in ENDING:
        return ENDING[event.kind] if is_open else "ended_later"
    return PLAIN[event.kind]


def _clocks(clocks: Iterable[Clock], kept: Sequence[Happened], holder: int, days: Days):
    for clock in clocks:
        who = _who_is_meant(clock, kept, holder)
        yield days.date_of(clock.settled_at), who, f"{clock.kind}_{clock.outcome}"


def _who_is_meant(clock: Clock, kept: Sequence[Happened], holder: int) -> int:
    """Who stopped the clock; of one that had passed before, who stopped it later, or has the claim."""
    if clock.kind == ClockKind.START_REVIEW:
        met = clock.outcome == Deadline.Outcome.MET
        return next((e.reviewer for e in kept if met and _is(e, "start_review", clock.settled_at)), NOBODY)
    if clock.kind == ClockKind.ANSWER:
        asked = (e.reviewer for e in kept if _is(e, "request_information", clock.counted_from))
        return next(asked, NOBODY)
    if clock.kind == ClockKind.DISPUTE_ANSWER:
        answers = (e.reviewer for e in kept if e.kind in SETTLING and e.at >= clock.settled_at)
        return next(answers, NOBODY)
    worked_on_by = NOBODY
    for event in kept:
        if event.kind in LEAVING and event.at >= clock.settled_at:
            return event.reviewer or worked_on_by
        worked_on_by = event.reviewer or worked_on_by
    return holder


def _is(event: Happened, kind: str, at: datetime) -> bool:
    return event.kind == kind and event.at == at
