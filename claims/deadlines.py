"""Which clock runs in which state, for how long. Pure: calendars and facts are passed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from calendars.business_time import (
    BusinessCalendar,
    Due,
    add_business_days,
    add_business_time,
    business_time_between,
)

START_REVIEW_DAYS = 5
DECISION_DAYS = 5
ANSWER_DAYS = 5
REMINDER_DAYS_LEFT = (2, 1)
OVERALL_DAYS = 10
OVERALL_RISK_DAYS_LEFT = 2
DISPUTE_DAYS = 30
DISPUTE_ANSWER_DAYS = 5
TAKE_BACK = timedelta(minutes=10)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A stretch of time in one state; `end` is None while it lasts."""

    start: datetime
    end: datetime | None


def start_review_due(team: BusinessCalendar, submitted_at: datetime) -> Due:
    return add_business_days(team, submitted_at, START_REVIEW_DAYS)


def decision_due(team: BusinessCalendar, spans: Iterable[Span]) -> Due:
    """Five business days in all, less what earlier spans under review used, and at least one for the last."""
    *past, current = spans
    spent = sum((business_time_between(team, span.start, span.end) for span in past if span.end), timedelta())
    left = max(DECISION_DAYS * DAY - spent, DAY if past else timedelta())
    return add_business_time(team, current.start, left)


def answer_due(partner: BusinessCalendar, asked_at: datetime) -> Due:
    return add_business_days(partner, asked_at, ANSWER_DAYS)


def reminder_due(partner: BusinessCalendar, asked_at: datetime, days_left: int) -> Due:
    return add_business_days(partner, asked_at, ANSWER_DAYS - days_left)


def overall_due(team: BusinessCalendar, started_at: datetime) -> Due:
    return add_business_days(team, started_at, OVERALL_DAYS)


def overall_risk_due(team: BusinessCalendar, started_at: datetime) -> Due:
    return add_business_days(team, started_at, OVERALL_DAYS - OVERALL_RISK_DAYS_LEFT)


def dispute_answer_due(team: BusinessCalendar, raised_at: datetime) -> Due:
    return add_business_days(team, raised_at, DISPUTE_ANSWER_DAYS)


def dispute_until(rejected_at: datetime) -> datetime:
    return rejected_at + DISPUTE_DAYS * DAY


def take_back_until(moved_at: datetime) -> datetime:
    return moved_at + TAKE_BACK
