"""A claim's clocks as its moves start, pause and settle them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.actors import Customer
from calendars.models import Closure
from claims import actions
from claims.models import Stay
from claims.refusals import TooLate
from claims.states import ClockKind, PartnerReason, State
from reviews import actions as reviews
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    answer,
    ask,
    fresh,
)
from tests.factories import a_lead, a_location, a_subscription

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
DAY = timedelta(days=1)
DUBLIN, BERLIN, NEW_YORK = (
    ZoneInfo(f"{name}") for name in ("Europe/Dublin", "Europe/Berlin", "America/New_York")
)
ANSWER_CLOCKS = (ClockKind.ANSWER, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER)


def local(text, zone=DUBLIN):
    return datetime.fromisoformat(f"2026-{text.replace(' ', 'T')}").replace(tzinfo=zone)


def running(claim):
    """What the claim waits for, and until when."""
    return dict(claim.deadlines.running().values_list("kind", "due_at"))


def settled(claim):
    found = claim.deadlines.filter(settled_at__isnull=False).order_by("pk")
    return [(deadline.kind, deadline.outcome) for deadline in found]


def begin(claim, at, reviewer):
    reviews.start_review(claim.pk, by=reviewer, at=at)
    return fresh(claim)


@pytest.mark.rule("CLK-2")
def test_submission_starts_one_clock():
    claim = a_submitted_claim(at=local("03-06 14:30"))

    assert running(claim) == {"start_review": local("03-13 14:30")}
    assert claim.due_at == local("03-13 14:30")
    assert running(a_draft()) == {}


@pytest.mark.rule("CLK-3", "CLK-5")
def test_start_of_review_starts_the_decision_and_the_overall_clock():
    claim = a_claim_under_review(at=local("03-13 14:30"))

    assert running(claim) == {
        "decision": local("03-23 14:30"),
        "overall_risk": local("03-26 14:30"),
        "overall": local("03-30 14:30"),
    }
    assert (claim.due_at, claim.overall_risk_at, claim.overall_due_at) == (
        local("03-23 14:30"),
        local("03-26 14:30"),
        local("03-30 14:30"),
    )


@pytest.mark.rule("CLK-1", "CLK-4")
@pytest.mark.parametrize(
    ("country", "zone", "asked", "first", "last", "due"),
    [
        # Dublin: St Patrick's Day. Berlin: none. New York: clocks went forward three weeks before Europe's.
        ("IE", DUBLIN, "03-13 16:00", "03-19 16:00", "03-20 16:00", "03-23 16:00"),
        ("DE", BERLIN, "03-13 16:00", "03-18 16:00", "03-19 16:00", "03-20 16:00"),
        ("US", NEW_YORK, "03-06 10:00", "03-11 10:00", "03-12 10:00", "03-13 10:00"),
        # Good Friday and Easter Monday in Germany.
        ("DE", BERLIN, "04-01 10:00", "04-08 10:00", "04-09 10:00", "04-10 10:00"),
        # Easter Monday is worked in the United States.
        ("US", NEW_YORK, "04-02 10:00", "04-07 10:00", "04-08 10:00", "04-09 10:00"),
    ],
)
def test_partner_clocks_run_in_the_country_of_the_location(country, zone, asked, first, last, due):
    claim = a_claim_to_answer(location=a_location(country=country, time_zone=zone.key), at=local(asked, zone))

    clocks = running(claim)

    assert [clocks[kind] for kind in ("first_reminder", "last_reminder", "answer")] == [
        local(text, zone) for text in (first, last, due)
    ]
    assert claim.due_at == local(due, zone)


@pytest.mark.rule("CLK-1", "CLK-3")
def test_staff_clocks_run_in_the_team_s_calendar_wherever_the_partner_is():
    claim = a_claim_under_review(
        location=a_location(country="DE", time_zone="Europe/Berlin"), at=local("04-01 10:00")
    )

    # Good Friday is worked in Dublin; Easter Monday is not.
    assert running(claim)["decision"] == local("04-09 10:00")


@pytest.mark.rule("CLK-1")
def test_closure_counts_for_its_own_calendar_only():
    Closure.objects.create(calendar="team", date=date(2026, 3, 4), name="Moving house")
    Closure.objects.create(calendar="DE", date=date(2026, 3, 5), name="Storm")
    german = a_location(country="DE", time_zone="Europe/Berlin")

    claim = a_claim_under_review(location=german)
    assert running(claim)["decision"] == MONDAY + 8 * DAY
    ask(claim)
    assert running(claim)["answer"] == MONDAY + 8 * DAY
    assert running(a_claim_to_answer())["answer"] == MONDAY + 7 * DAY


@pytest.mark.rule("CLK-3")
def test_decision_pauses_while_the_partner_answers_and_resumes_with_what_was_left():
    claim = a_claim_under_review(at=local("03-02 09:00"))
    ask(claim, at=local("03-03 15:00"))
    assert "decision" not in running(claim)

    answer(claim, at=local("03-05 10:00"))

    # A day and six hours were used.
    assert fresh(claim).due_at == running(claim)["decision"] == local("03-11 04:00")


@pytest.mark.rule("CLK-3")
def test_never_less_than_a_business_day_is_left():
    claim = a_claim_under_review(at=local("03-02 09:00"))
    ask(claim, at=local("03-09 08:59"))
    answer(claim, at=local("03-13 16:00"))
    assert fresh(claim).due_at == local("03-16 16:00")

    # And once more, overdue by then: a day again.
    ask(fresh(claim), at=local("03-18 10:00"))
    answer(claim, at=local("03-20 12:00"))
    assert fresh(claim).due_at == local("03-23 12:00")


@pytest.mark.rule("CLK-3")
def test_several_pauses_add_up():
    claim = a_claim_under_review(at=local("03-02 09:00"))
    for asked, answered in (
        ("03-03 09:00", "03-04 09:00"),
        ("03-05 09:00", "03-06 09:00"),
        ("03-06 21:00", "03-09 12:00"),
    ):
        ask(fresh(claim), at=local(asked))
        answer(claim, at=local(answered))

    assert fresh(claim).due_at == local("03-12 00:00")


@pytest.mark.rule("CLK-5")
def test_overall_stops_for_nothing_before_the_decision():
    claim = a_claim_under_review()
    clocks = {kind: due for kind, due in running(claim).items() if kind.startswith("overall")}

    ask(claim, at=MONDAY + DAY)
    assert {kind: running(claim)[kind] for kind in clocks} == clocks
    answer(claim, at=MONDAY + 3 * DAY)
    assert {kind: running(claim)[kind] for kind in clocks} == clocks
    assert claim.deadlines.filter(kind__startswith="overall").count() == 2


@pytest.mark.rule("CLK-5", "ARB-2")
def test_arbitration_stops_no_clock():
    subscription = a_subscription()
    first = a_claim_under_review(subscription=subscription)
    before = running(first)

    second = a_claim_under_review(subscription=subscription, at=MONDAY + DAY)

    assert running(first) == before
    assert running(second)["overall"] == local("03-18 09:00")


@pytest.mark.rule("CLK-3", "LIF-6")
@pytest.mark.parametrize("undone", ["request", "rejection", "approval"])
def test_take_back_goes_on_with_the_clock_that_ran(undone):
    claim = a_claim_under_review(at=local("03-02 09:00"))
    did_at = local("03-03 09:00")
    if undone == "request":
        ask(claim, at=did_at)
    elif undone == "rejection":
        actions.reject(claim.pk, by=claim.reviewer, at=did_at, reason="insufficient_poe", text="No.")
    else:
        reviews.approve(claim.pk, by=claim.reviewer, at=did_at)

    reviews.take_back(claim.pk, by=claim.reviewer, at=did_at + 5 * MINUTE)

    claim = fresh(claim)
    # The five minutes are all that is added; the ten days are those of the start.
    assert claim.due_at == running(claim)["decision"] == local("03-09 09:05")
    assert running(claim)["overall"] == claim.overall_due_at == local("03-16 09:00")
    assert running(claim)["overall_risk"] == claim.overall_risk_at == local("03-12 09:00")
    assert set(running(claim)) == {"decision", "overall", "overall_risk"}


@pytest.mark.rule("CLK-3", "CLK-5")
@pytest.mark.parametrize("how", ["reversal", "accepted dispute"])
def test_review_that_begins_anew_has_all_its_time_again(how):
    claim = a_claim_under_review(at=local("03-02 09:00"))
    actions.reject(
        claim.pk, by=claim.reviewer, at=local("03-06 16:00"), reason="insufficient_poe", text="No."
    )
    anew = local("03-13 14:30")
    if how == "reversal":
        reviews.reverse(claim.pk, by=a_lead(), at=anew, text="Look again.")
    else:
        actions.raise_dispute(
            claim.pk, by=claim.created_by, at=local("03-09 10:00"), justification="Look again."
        )
        reviews.accept_dispute(claim.pk, by=a_lead(), at=anew, text="Right.")

    claim = fresh(claim)
    assert running(claim) == {
        "decision": local("03-23 14:30"),
        "overall_risk": local("03-26 14:30"),
        "overall": local("03-30 14:30"),
    }
    assert (claim.due_at, claim.overall_due_at) == (local("03-23 14:30"), local("03-30 14:30"))
    # What was used before counts no more, also after a pause.
    ask_again = begin_again(claim, at=anew)
    answer(ask_again, at=local("03-18 14:30"))
    assert fresh(claim).due_at == local("03-24 14:30")


def begin_again(claim, at):
    """Somebody takes the claim and asks a business day later."""
    lead = a_lead()
    actions.take(claim.pk, reviewer=lead, by=lead, at=at)
    ask(fresh(claim), at=local("03-16 14:30"))
    return fresh(claim)


@pytest.mark.rule("CLK-7")
def test_dispute_starts_a_clock_of_five_business_days_of_the_team():
    claim = a_rejected_claim()

    actions.raise_dispute(claim.pk, by=claim.created_by, at=local("03-13 14:30"), justification="Look again.")

    assert running(claim) == {"dispute_answer": local("03-23 14:30")}


def withdrawn(claim, at=MONDAY + DAY):
    actions.withdraw(claim.pk, by=claim.created_by, at=at, reason=PartnerReason.WRONG_ACTIVITY)
    return claim


def declined(claim):
    actions.decline(claim.pk, by=Customer(claim.contact_email), at=MONDAY + DAY)
    return claim


def late_start():
    return begin(a_submitted_claim(), MONDAY + 8 * DAY, a_lead())


def late_decision():
    claim = a_claim_under_review()
    actions.reject(claim.pk, by=claim.reviewer, at=MONDAY + 20 * DAY, reason="insufficient_poe", text="No.")
    return claim


def lapsed():
    claim = a_claim_to_answer()
    list(enforce(claim.due_at))
    return claim


def upheld(at):
    claim = a_rejected_claim()
    actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY, justification="Look again.")
    actions.uphold(claim.pk, by=a_lead(), at=at, text="It stays.")
    return claim


ALL_MET = [("start_review", "met"), ("decision", "met"), ("overall", "met"), ("overall_risk", "met")]


@pytest.mark.rule("CLK-9")
@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (a_claim_under_review, [("start_review", "met")]),
        (late_start, [("start_review", "passed")]),
        (an_approved_claim, ALL_MET),
        (a_rejected_claim, ALL_MET),
        (
            late_decision,
            [
                ("start_review", "met"),
                ("decision", "passed"),
                ("overall", "passed"),
                ("overall_risk", "passed"),
            ],
        ),
        (a_claim_to_answer, [("start_review", "met"), ("decision", "cancelled")]),
        (
            lapsed,
            [
                ("start_review", "met"),
                ("decision", "cancelled"),
                ("overall", "met"),
                ("overall_risk", "met"),
                ("answer", "passed"),
                ("first_reminder", "passed"),
                ("last_reminder", "passed"),
            ],
        ),
        # Nobody met a deadline when the other side ended the claim.
        (lambda: withdrawn(a_submitted_claim()), [("start_review", "cancelled")]),
        (
            lambda: withdrawn(a_claim_under_review()),
            [
                ("start_review", "met"),
                ("decision", "cancelled"),
                ("overall", "cancelled"),
                ("overall_risk", "cancelled"),
            ],
        ),
        (
            lambda: declined(a_claim_under_review()),
            [
                ("start_review", "met"),
                ("decision", "cancelled"),
                ("overall", "cancelled"),
                ("overall_risk", "cancelled"),
            ],
        ),
        (lambda: upheld(MONDAY + 7 * DAY), [*ALL_MET, ("dispute_answer", "met")]),
        (lambda: upheld(MONDAY + 7 * DAY + MINUTE), [*ALL_MET, ("dispute_answer", "passed")]),
    ],
)
def test_every_clock_is_settled_once_with_what_became_of_it(story, expected):
    claim = story()

    # Stored in the order in which they were started; those of one move in no order that matters.
    assert sorted(settled(claim)) == sorted(expected)


@pytest.mark.rule("CLK-4")
def test_answer_in_time_meets_its_clocks_and_a_late_one_is_refused():
    claim = a_claim_to_answer()
    with pytest.raises(TooLate):
        answer(claim, at=claim.due_at)

    answer(claim, at=claim.due_at - timedelta(microseconds=1))

    outcomes = dict(settled(claim))
    assert outcomes[ClockKind.ANSWER] == "met"
    # Their moments had passed before; that nobody swept then changes nothing.
    assert [outcomes[kind] for kind in ANSWER_CLOCKS[1:]] == ["passed", "passed"]


@pytest.mark.rule("CLK-9")
@pytest.mark.parametrize("make", [an_approved_claim, a_rejected_claim, a_claim_in_window])
def test_nothing_is_due_of_a_decided_claim(make):
    claim = make()

    assert running(claim) == {}
    assert claim.due_at is None


@pytest.mark.rule("CLK-9")
def test_stays_tell_where_the_claim_was_without_a_gap():
    claim = a_claim_under_review()
    ask(claim, at=MONDAY + DAY)
    answer(claim, at=MONDAY + 2 * DAY)
    actions.reject(claim.pk, by=claim.reviewer, at=MONDAY + 3 * DAY, reason="insufficient_poe", text="No.")

    stays = list(Stay.objects.filter(claim=claim).order_by("pk"))

    assert [stay.state for stay in stays] == [
        State.DRAFT,
        State.SUBMITTED,
        State.UNDER_REVIEW,
        State.ACTION_REQUIRED,
        State.UNDER_REVIEW,
        State.REJECTED,
    ]
    assert all(stay.left_at == after.entered_at for stay, after in zip(stays, stays[1:], strict=False))
    assert (stays[-1].entered_at, stays[-1].left_at) == (MONDAY + 3 * DAY, None)


def test_the_base_instant_is_what_the_tables_take_it_for():
    assert MONDAY == datetime(2026, 3, 2, 9, 0, tzinfo=UTC) == local("03-02 09:00")
