"""Rivals who are asked all the same."""

from datetime import UTC, datetime, timedelta

from claims.states import RequestReason
from reviews import actions
from reviews.models import Arbitration
from tests.claim_factories import (
    MONDAY,
    a_claim_under_review,
    a_customer,
    fresh,
)
from tests.factories import (
    a_subscription,
)

DAY = timedelta(days=1)
POINTS = {RequestReason.DATES: "On which days?"}
WORDS = {"text": "Please say when the work was done.", "points": POINTS}
# Epiphany 2026 is a Tuesday, a holiday in Munich's country calendar only in parts; Dublin has Saint Patrick's.
BEFORE_PATRICK = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)


def rivals(*places, at=MONDAY):
    subscription = a_subscription(a_customer())
    made = [a_claim_under_review(location=place, subscription=subscription, at=at) for place in places]
    return [fresh(claim) for claim in made]


def ask_all(by, at=MONDAY):
    return actions.ask_all(Arbitration.objects.get().pk, by=by, at=at, **WORDS)


def dues(claim):
    return dict(claim.deadlines.running().filter(kind__in=KINDS).values_list("kind", "due_at"))


KINDS = ("answer", "first_reminder", "last_reminder")
