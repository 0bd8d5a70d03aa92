"""A claim that its reviewer does nothing on goes back into the queue after two business days, once."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import News
from calendars import lookup
from calendars.business_time import add_business_days, latest_start
from calendars.models import TEAM, Closure
from claims import actions as claims
from claims.states import RequestReason, State
from reviews import actions
from reviews.models import Absence, IdleReturn
from reviews.sweeping import idle
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    answer,
    ask,
    fresh,
)
from tests.claims.test_races import at_once
from tests.factories import a_product, a_reviewer

pytestmark = [pytest.mark.rule("REV-2"), pytest.mark.each_database]
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
DUE = MONDAY + 2 * DAY  # Wednesday, at the same time


def swept(at, **options):
    return list(idle.sweep(at, **options))


def test_claim_goes_back_exactly_two_business_days_after_the_last_action(db):
    claim = a_claim_under_review()
    ravi = claim.reviewer

    assert swept(DUE - TICK) == []
    assert swept(DUE, dry_run=True) == [
        f"{claim.code}: back in the queue: nothing was done on it for two business days"
    ]
    assert fresh(claim).reviewer == ravi
    assert swept(DUE) == [
        f"{claim.code}: back in the queue: {ravi} had done nothing on it for two business days"
    ]

    claim = fresh(claim)
    assert (claim.reviewer, claim.state) == (None, State.UNDER_REVIEW)
    event = claim.events.get(kind="lay_idle")
    assert (event.before, event.staff_only) == ({"reviewer": str(ravi)}, True)
    assert News.objects.filter(user=ravi, kind="lay_idle").count() == 1
    assert IdleReturn.objects.get().holder == ravi
    assert swept(DUE) == swept(DUE + DAY) == []


@pytest.mark.parametrize(
    ("held_at", "due_at"),
    [
        # Thursday afternoon: Monday, the same time. Friday: Tuesday.
        (datetime(2026, 3, 5, 16, 30, tzinfo=UTC), datetime(2026, 3, 9, 16, 30, tzinfo=UTC)),
        (datetime(2026, 3, 6, 9, 0, tzinfo=UTC), datetime(2026, 3, 10, 9, 0, tzinfo=UTC)),
        # Saturday counts as Monday, 00:00.
        (datetime(2026, 3, 7, 12, 0, tzinfo=UTC), datetime(2026, 3, 11, 0, 0, tzinfo=UTC)),
        # Over Saint Patrick's day, a Tuesday.
        (datetime(2026, 3, 16, 9, 0, tzinfo=UTC), datetime(2026, 3, 19, 9, 0, tzinfo=UTC)),
        # Over the weekend in which the clocks go forward.
        (datetime(2026, 3, 27, 9, 0, tzinfo=UTC), datetime(2026, 3, 31, 8, 0, tzinfo=UTC)),
    ],
)
def test_only_business_days_of_the_team_count(db, held_at, due_at):
    claim = a_claim_under_review(at=held_at)

    assert swept(due_at - TICK) == []
    assert len(swept(due_at)) == 1
    assert fresh(claim).reviewer is None


def test_day_that_a_lead_closes_afterwards_does_not_count(db):
    a_claim_under_review()
    Closure.objects.create(calendar=TEAM, date=(MONDAY + DAY).date(), name="Company day")

    assert swept(DUE + DAY - TICK) == []
    assert len(swept(DUE + DAY)) == 1


ACTS = {
    "comment": lambda claim, at: claims.comment(claim.pk, by=claim.reviewer, at=at, body="Thank you."),
    "note": lambda claim, at: actions.note(claim.pk, by=claim.reviewer, at=at, body="Odd."),
    "tick": lambda claim, at: actions.tick(
        claim.pk, by=claim.reviewer, at=at, point=RequestReason.DATES, verdict="met"
    ),
    "take back": lambda claim, at: (
        ask(claim, at=at - MINUTE),
        actions.take_back(claim.pk, by=claim.reviewer, at=at),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_the_reviewer_does_counts_as_an_action(db, act):
    claim = a_claim_under_review()

    ACTS[act](claim, MONDAY + DAY)

    assert swept(DUE + DAY - TICK) == []
    assert len(swept(DUE + DAY)) == 1


def test_what_others_do_is_no_action_of_the_reviewer(db):
    claim = a_claim_under_review()

    claims.comment(claim.pk, by=claim.created_by, at=MONDAY + DAY, body="Any news?")
    actions.note(claim.pk, by=a_reviewer(), at=MONDAY + DAY, body="I know this partner.")

    assert len(swept(DUE)) == 1


def test_claim_that_waits_for_its_partner_is_not_idle_and_counts_from_the_answer(db):
    claim = a_claim_to_answer()
    ravi = claim.reviewer
    assert swept(MONDAY + 4 * DAY) == []

    answered_at = MONDAY + 3 * DAY  # Thursday
    answer(claim, at=answered_at)

    assert fresh(claim).reviewer == ravi
    assert swept(answered_at + 4 * DAY - TICK) == []
    assert len(swept(answered_at + 4 * DAY)) == 1


def test_claim_that_was_taken_and_not_started_goes_back_as_submitted(db):
    claim, ravi = a_submitted_claim(), a_reviewer()
    claims.take(claim.pk, reviewer=ravi, by=ravi, at=MONDAY + MINUTE)

    assert len(swept(DUE + MINUTE)) == 1
    assert (fresh(claim).state, fresh(claim).reviewer) == (State.SUBMITTED, None)


def test_who_gets_a_claim_has_two_days_of_their_own(db):
    claim, rosa = a_claim_under_review(), a_reviewer()

    actions.hand_over(claim.pk, to=rosa, by=claim.reviewer, at=MONDAY + DAY)

    assert swept(DUE + DAY - TICK) == []
    assert len(swept(DUE + DAY)) == 1


def test_absence_of_the_holder_keeps_no_claim_from_the_others(db):
    claim = a_claim_under_review()
    ravi = claim.reviewer
    Absence.objects.create(
        person=ravi,
        from_date=MONDAY.date(),
        until_date=(MONDAY + 9 * DAY).date(),
        planned_at=MONDAY,
        planned_by=ravi,
    )

    assert len(swept(DUE)) == 1


def test_claim_in_an_arbitration_waits_for_others_and_is_not_idle(db):
    shared = {"tenant": a_customer(), "products": [a_product()]}
    ours, theirs = a_claim_under_review(**shared), a_claim_under_review(**shared)
    assert swept(MONDAY + 4 * DAY) == []

    claims.reject(theirs.pk, by=theirs.reviewer, at=MONDAY + DAY, reason="insufficient_poe", text="No.")
    list(enforce(MONDAY + DAY))  # closes what has no rival left

    assert swept(DUE + DAY - MINUTE) == []
    assert [line[: len(ours.code)] for line in swept(DUE + DAY + MINUTE)] == [ours.code]


def test_late_sweep_returns_each_claim_once_and_reports_it(db):
    codes = {a_claim_under_review().code for _ in range(3)}
    said = StringIO()

    call_command("enforce_deadlines", "--now", (MONDAY + 3 * DAY).isoformat(), stdout=said)
    call_command("enforce_deadlines", "--now", (MONDAY + 3 * DAY).isoformat(), stdout=said)

    lines = [line for line in said.getvalue().splitlines() if "back in the queue" in line]
    assert {line.partition(":")[0] for line in lines} == codes
    assert len(lines) == IdleReturn.objects.count() == 3


def test_claim_that_lay_idle_twice_goes_back_twice(db):
    claim, rosa = a_claim_under_review(), a_reviewer()
    swept(DUE)
    claims.take(claim.pk, reviewer=rosa, by=rosa, at=DUE + MINUTE)

    assert len(swept(DUE + 2 * DAY + MINUTE)) == 1
    assert set(IdleReturn.objects.values_list("holder", flat=True)) == {claim.reviewer_id, rosa.pk}


@pytest.mark.django_db(transaction=True)
def test_sweeps_in_parallel_return_a_claim_once():
    waiting = [a_claim_under_review() for _ in range(3)]

    outcomes = at_once(*[lambda: swept(DUE) for _ in range(4)])

    assert sum(len(lines) for lines in outcomes) == 3, outcomes
    assert IdleReturn.objects.count() == 3
    for claim in waiting:
        assert claim.events.filter(kind="lay_idle").count() == 1
        assert News.objects.filter(user=claim.reviewer, kind="lay_idle").count() == 1


@pytest.mark.django_db(transaction=True)
def test_action_against_the_sweep_has_one_winner():
    for _ in range(3):
        claim = a_claim_under_review()
        at_once(
            lambda claim=claim: claims.comment(claim.pk, by=claim.reviewer, at=DUE, body="On it."),
            lambda: swept(DUE),
        )

        kinds = list(claim.events.order_by("number").values_list("kind", flat=True))[-2:]
        held = fresh(claim).reviewer is not None
        assert kinds in (["start_review", "commented"], ["lay_idle", "commented"])
        assert held == (kinds[0] == "start_review")


def test_sweep_asks_the_same_few_queries_when_nothing_is_due(db, django_assert_num_queries):
    a_claim_under_review(at=MONDAY + DAY)
    a_claim_to_answer()

    # The team's closures, and what is due.
    with django_assert_num_queries(2):
        assert swept(DUE) == []


@given(
    end=st.timedeltas(timedelta(), timedelta(days=365)).map(lambda passed: MONDAY + passed),
    n=st.integers(1, 5),
)
@pytest.mark.django_db
def test_latest_start_is_the_last_one_that_is_due(end, n):
    team = lookup.for_review_team({})

    start = latest_start(team, end, n)

    assert add_business_days(team, start, n).at <= end < add_business_days(team, start + TICK, n).at
