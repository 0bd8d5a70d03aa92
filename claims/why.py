"""Why a date is what it is: the sum, day by day (CLK-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from calendars import lookup
from calendars.business_time import BusinessCalendar, Day, Due, business_time_between, first_instant

from . import clocks
from .deadlines import DAY, DECISION_DAYS, DISPUTE_DAYS, Span, dispute_until
from .models import Claim, Deadline
from .states import ClockKind, State
from .turns import DISPUTE, WINDOW

PARTNER_CLOCKS = clocks.CLOCKS_IN[State.ACTION_REQUIRED]


@dataclass(frozen=True)
class DayCount:
    """A day of the sum: the whole days counted so far, or the time counted on it when a clock had pauses."""

    date: date
    kind: str
    note: str = ""
    number: int | None = None
    counted: timedelta = timedelta()


@dataclass(frozen=True)
class Explanation:
    label: str
    rule: str
    start_at: datetime
    due_at: datetime
    days: Sequence[DayCount]
    # Whose days: the calendar's name and time zone.
    calendar: str
    zone: str
    total: timedelta | None = None
    # What these days give, when it is others who were asked as well that have longer.
    own_at: datetime | None = None
    # What was stored differs from what today's calendar gives: a closure was added or taken out since.
    computed_at: datetime | None = None
    settled_at: datetime | None = None
    outcome: str = ""


# The pure part.


def count_days(days: Sequence[Day]) -> list[DayCount]:
    """Numbers the days that count."""
    rows, number = [], 0
    for day in days:
        number += day.kind == "counted"
        rows.append(DayCount(day.date, day.kind, day.note, number if day.kind == "counted" else None))
    return rows


def count_calendar_days(start: datetime, end: datetime, zone: ZoneInfo) -> list[DayCount]:
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    length = (last - first).days
    return [
        DayCount(first + n * DAY, "counted" if n else "start", number=n or None) for n in range(length + 1)
    ]


def count_with_pauses(calendar: BusinessCalendar, spans: Sequence[Span], due_at: datetime) -> list[DayCount]:
    """Every day from the first span to the due date, with the time that ran on it, or why none did.

    The last span runs to the due date. A day's time is what the whole has grown by, so that the days add up.
    """
    running = [*spans[:-1], Span(spans[-1].start, due_at)]
    rows = []
    day = running[0].start.astimezone(calendar.zone).date()
    last = due_at.astimezone(calendar.zone).date()
    before = timedelta()
    while day <= last:
        midnight = datetime.combine(day + DAY, datetime.min.time())
        sofar = _ran_until(calendar, running, first_instant(midnight, calendar.zone))
        closed = calendar.closed_reason(day)
        if closed is not None:
            rows.append(DayCount(day, closed.kind, closed.note))
        elif sofar == before:
            rows.append(DayCount(day, "paused"))
        else:
            rows.append(DayCount(day, "counted", counted=sofar - before))
        before = sofar
        day += DAY
    return rows


def _ran_until(calendar: BusinessCalendar, spans: Sequence[Span], instant: datetime) -> timedelta:
    ended = [
        business_time_between(calendar, span.start, instant if span.end is None else min(span.end, instant))
        for span in spans
        if span.start < instant
    ]
    return sum(ended, timedelta())


# What a claim's dates are made of.


def explain(claim: Claim, kind: str) -> Explanation | None:
    """None when this claim has no such date."""
    if kind == WINDOW:
        return _window(claim)
    if kind == DISPUTE:
        return _dispute(claim)
    if kind not in ClockKind.values:
        return None
    deadline = claim.deadlines.filter(kind=kind).order_by("-id").first()
    return _clock(claim, deadline) if deadline else None


def _clock(claim: Claim, deadline: Deadline) -> Explanation:
    kind = ClockKind(deadline.kind)
    is_partners = kind in PARTNER_CLOCKS
    calendar = clocks.partner_calendar(claim) if is_partners else lookup.for_review_team()
    due = clocks.compute(claim, kind, deadline.counted_from, [calendar])
    by_all = clocks.compute(claim, kind, deadline.counted_from) if is_partners else due
    spans = clocks.spans_under_review(claim, deadline.counted_from) if kind == ClockKind.DECISION else []
    if len(spans) > 1:
        days = count_with_pauses(calendar, spans, due.at)
        start_at, total = spans[0].start, sum((day.counted for day in days), timedelta())
    else:
        days, start_at, total = count_days(due.days), deadline.counted_from, None
    return Explanation(
        label=str(kind.label),
        rule=_rule(kind),
        start_at=start_at,
        due_at=deadline.due_at,
        days=days,
        # The others' calendars are not named: they would tell where they are (PPL-5).
        own_at=due.at if by_all.at != due.at else None,
        calendar=_("%(country)s, where your location is") % {"country": calendar.name}
        if is_partners
        else _("%(country)s, where the review team is") % {"country": calendar.name},
        zone=calendar.zone.key,
        total=total,
        computed_at=_if_moved(deadline, by_all),
        settled_at=deadline.settled_at,
        outcome=deadline.get_outcome_display(),
    )


def _if_moved(deadline: Deadline, due: Due) -> datetime | None:
    return due.at if due.at != deadline.due_at else None


def _rule(kind: ClockKind) -> str:
    return {
        ClockKind.START_REVIEW: _("The review starts within 5 business days of the submission."),
        ClockKind.DECISION: _(
            "A decision takes 5 business days in all. They are counted only while the claim is under review: "
            "they pause while it waits for your answer, and go on afterwards with what was left, which is never "
            "less than one business day."
        ),
        ClockKind.ANSWER: _("You have 5 business days to answer."),
        ClockKind.FIRST_REMINDER: _("You are reminded 2 business days before the time to answer ends."),
        ClockKind.LAST_REMINDER: _("You are reminded 1 business day before the time to answer ends."),
        ClockKind.OVERALL: _(
            "A claim is decided within 10 business days of the start of its review, pauses included."
        ),
        ClockKind.OVERALL_RISK: _("Two business days before the overall date the lead reviewers are told."),
        ClockKind.DISPUTE_ANSWER: _("A dispute is answered within 5 business days."),
    }[kind]


def _window(claim: Claim) -> Explanation | None:
    if claim.window_ends_at is None:
        return None
    zone = ZoneInfo(claim.tenant.time_zone)
    ends = claim.window_ends_at.astimezone(zone).replace(tzinfo=None, fold=0)
    start_at = first_instant(ends - settings.OPT_OUT_DAYS * DAY, zone)
    return Explanation(
        label=_("End of the customer's time to opt out"),
        rule=_(
            "The customer has %(days)d calendar days to opt out, from the moment their mail server took the "
            "message. Weekends and holidays count."
        )
        % {"days": settings.OPT_OUT_DAYS},
        start_at=start_at,
        due_at=claim.window_ends_at,
        days=count_calendar_days(start_at, claim.window_ends_at, zone),
        calendar=_("Every day counts, on the customer's own clock"),
        zone=zone.key,
    )


def _dispute(claim: Claim) -> Explanation | None:
    if claim.state != State.REJECTED:
        return None
    until = dispute_until(claim.decided_at)
    zone = timezone.get_current_timezone()
    return Explanation(
        label=_("End of the time to dispute"),
        rule=_("A rejection can be disputed for %(days)d calendar days, once. Weekends and holidays count.")
        % {"days": DISPUTE_DAYS},
        start_at=claim.decided_at,
        due_at=until,
        days=count_calendar_days(claim.decided_at, until, zone),
        calendar=_("Every day counts"),
        zone=str(zone),
    )


def whole_time(total: timedelta) -> tuple[int, int, int]:
    """Business days of 24 hours, hours and minutes."""
    minutes = round(total / timedelta(minutes=1))
    return minutes // 1440, minutes % 1440 // 60, minutes % 60


def least_of(total: timedelta) -> bool:
    """Whether the rule of at least one business day made the sum longer than its five days."""
    return total > DECISION_DAYS * DAY
