"""What the clock does: once, however many sweeps run and however late."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from claims import actions
from claims.models import Deadline, Event
from claims.states import ClockKind, RejectionReason, State
from outbox.models import Message
from reviews import actions as reviews
from reviews.actions import least_busy_reviewer
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
from tests.factories import a_filer, a_lead, a_location, a_partner, a_reviewer, a_support, a_user

pytestmark = pytest.mark.each_database

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
NEXT_MONDAY = MONDAY + 7 * DAY


def sweep(at):
    return list(enforce(at))


def events(claim, *kinds):
    return list(claim.events.filter(kind__in=kinds).order_by("number").values_list("kind", "at"))


def mails(claim, kind):
    return sorted(Message.objects.filter(about=claim.code, kind=kind).values_list("recipient", flat=True))


def outcomes(claim, *kinds):
    found = claim.deadlines.filter(kind__in=kinds).order_by("pk")
    return [(deadline.outcome, deadline.settled_at) for deadline in found]


# CLK-2: start of review


@pytest.mark.rule("CLK-2")
@pytest.mark.django_db
def test_claim_that_nobody_started_is_assigned_and_the_leads_are_told_once():
    leads = [a_lead(), a_lead()]
    gone = a_lead(is_active=False)
    claim = a_submitted_claim()

    sweep(NEXT_MONDAY - TICK)
    assert fresh(claim).reviewer is None
    sweep(NEXT_MONDAY)
    sweep(NEXT_MONDAY + MINUTE)

    claim = fresh(claim)
    assert claim.state == State.SUBMITTED
    assert claim.reviewer in leads
    assert events(claim, "review_not_started", "assigned") == [
        ("review_not_started", NEXT_MONDAY),
        ("assigned", NEXT_MONDAY),
    ]
    assert mails(claim, "review_not_started") == sorted(lead.email for lead in leads)
    assert mails(claim, "assigned") == [claim.reviewer.email]
    assert not Message.objects.filter(recipient=gone.email).exists()
    assert outcomes(claim, ClockKind.START_REVIEW) == [("passed", NEXT_MONDAY)]


@pytest.mark.rule("CLK-2", "REV-2")
@pytest.mark.django_db
def test_claim_goes_to_the_least_busy_reviewer_without_a_conflict():
    location = a_location()
    busy, free, former, inactive = a_reviewer(), a_reviewer(), a_reviewer(), a_reviewer(is_active=False)
    for nobody in (a_support(), a_user()):
        assert not nobody.is_reviewing
    former.former_employers.add(location.partner)
    former.former_employers.add(a_partner())
    a_claim_under_review(reviewer=busy, at=NEXT_MONDAY - DAY)
    # What was decided is no work any more.
    for _ in range(2):
        a_rejected_claim(reviewer=free)
    claim = a_submitted_claim(location=location)

    sweep(NEXT_MONDAY)

    assert fresh(claim).reviewer == free
    assert inactive != free


@pytest.mark.rule("REV-2")
@pytest.mark.django_db
def test_whose_decision_was_disputed_gets_the_claim_never_again():
    decider, lead = a_reviewer(), a_lead()
    claim = a_rejected_claim(reviewer=decider)
    actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY, justification="Look again.")
    reviews.accept_dispute(claim.pk, by=lead, at=MONDAY + MINUTE, text="Right.")
    for _ in range(3):
        a_claim_under_review(reviewer=lead)

    assert least_busy_reviewer(fresh(claim), at=MONDAY) == lead


@pytest.mark.rule("CLK-2")
@pytest.mark.django_db
def test_many_late_claims_are_spread_evenly():
    reviewers = [a_reviewer() for _ in range(3)]
    claims = [a_submitted_claim() for _ in range(9)]

    sweep(NEXT_MONDAY)

    assert Counter(fresh(claim).reviewer for claim in claims) == dict.fromkeys(reviewers, 3)


@pytest.mark.rule("CLK-2")
@pytest.mark.django_db
def test_leads_hear_of_it_when_everybody_has_a_conflict():
    claim = a_submitted_claim()
    lead = a_lead()
    lead.former_employers.add(claim.partner)

    sweep(NEXT_MONDAY)

    assert fresh(claim).reviewer is None
    (message,) = Message.objects.filter(about=claim.code, kind="review_not_started")
    assert "No reviewer without a conflict is there to assign it to." in message.text


@pytest.mark.rule("CLK-2")
@pytest.mark.django_db
def test_who_was_given_the_claim_keeps_it():
    reviewer, lead = a_reviewer(), a_lead()
    claim = a_submitted_claim()
    reviews.assign(claim.pk, to=reviewer, by=lead, at=NEXT_MONDAY - MINUTE)

    sweep(NEXT_MONDAY)

    assert fresh(claim).reviewer == reviewer
    assert events(claim, "assigned") == [("assigned", NEXT_MONDAY - MINUTE)]
    assert mails(claim, "review_not_started") == [lead.email]


@pytest.mark.rule("CLK-2")
@pytest.mark.django_db
def test_review_that_started_in_time_is_never_told_of():
    a_lead()
    claim = a_claim_under_review()

    sweep(NEXT_MONDAY - TICK)

    assert outcomes(claim, ClockKind.START_REVIEW) == [("met", MONDAY)]
    assert events(claim, "review_not_started", "assigned") == []


# CLK-3 and CLK-5: decisions


@pytest.mark.rule("CLK-3")
@pytest.mark.django_db
def test_overdue_decision_is_marked_and_told_once():
    lead = a_lead()
    claim = a_claim_under_review()

    sweep(NEXT_MONDAY - TICK)
    assert not fresh(claim).is_overdue(NEXT_MONDAY - TICK)
    assert events(claim, "decision_overdue") == []
    for at in (NEXT_MONDAY, NEXT_MONDAY + MINUTE, NEXT_MONDAY + DAY):
        sweep(at)

    assert events(claim, "decision_overdue") == [("decision_overdue", NEXT_MONDAY)]
    assert mails(claim, "decision_overdue") == [lead.email]
    assert fresh(claim).is_overdue(NEXT_MONDAY)
    assert fresh(claim).state == State.UNDER_REVIEW


@pytest.mark.rule("CLK-5")
@pytest.mark.django_db
def test_leads_are_told_at_risk_and_at_the_end_of_ten_days_whatever_the_state():
    lead = a_lead()
    claim = a_claim_under_review()
    at_risk, missed = datetime(2026, 3, 12, 9, tzinfo=UTC), datetime(2026, 3, 16, 9, tzinfo=UTC)
    ask(claim, at=MONDAY + 9 * DAY)

    for at in (at_risk - TICK, at_risk, missed - TICK, missed, missed + DAY):
        sweep(at)

    assert events(claim, "overall_at_risk", "overall_missed") == [
        ("overall_at_risk", at_risk),
        ("overall_missed", missed),
    ]
    assert mails(claim, "overall_at_risk") == mails(claim, "overall_missed") == [lead.email]


@pytest.mark.rule("CLK-5")
@pytest.mark.django_db
def test_decided_claim_is_at_no_risk():
    a_lead()
    claim = an_approved_claim()

    sweep(MONDAY + 30 * DAY)

    assert events(claim, "overall_at_risk", "overall_missed", "decision_overdue") == []
    assert [outcome for outcome, _at in outcomes(claim, *ClockKind)] == ["met"] * 4


# CLK-4: the partner's answer


@pytest.mark.rule("CLK-4")
@pytest.mark.django_db
def test_partner_is_reminded_twice_and_then_rejected():
    claim = a_claim_to_answer()
    moments = [MONDAY + 3 * DAY, MONDAY + 4 * DAY, NEXT_MONDAY]

    for moment in moments:
        for at in (moment - TICK, moment, moment + MINUTE):
            sweep(at)

    assert events(claim, "reminded", "lapse") == list(
        zip(["reminded", "reminded", "lapse"], moments, strict=True)
    )
    people = sorted({claim.created_by.email, claim.own_contact_email})
    assert mails(claim, "reminder") == sorted(people * 2)
    assert mails(claim, "lapsed") == people
    assert fresh(claim).rejection_reason == RejectionReason.NO_PARTNER_RESPONSE
    assert outcomes(claim, ClockKind.ANSWER) == [("passed", NEXT_MONDAY)]


@pytest.mark.rule("CLK-4", "CLK-9")
@pytest.mark.django_db
def test_both_reminders_due_at_once_are_one():
    claim = a_claim_to_answer()
    late = MONDAY + 5 * DAY

    sweep(late)
    sweep(late + MINUTE)

    assert events(claim, "reminded") == [("reminded", late)]
    assert len(mails(claim, "reminder")) == 2  # one to the filer, one to the own contact
    assert outcomes(claim, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER) == [
        ("cancelled", late),
        ("passed", late),
    ]


@pytest.mark.rule("CLK-4", "CLK-9")
@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_over():
    claim = a_claim_to_answer()

    sweep(NEXT_MONDAY)

    assert events(claim, "reminded", "lapse") == [("lapse", NEXT_MONDAY)]
    assert mails(claim, "reminder") == []


@pytest.mark.rule("CLK-4")
@pytest.mark.django_db
def test_answer_stops_the_reminders():
    claim = a_claim_to_answer()
    answered_at = MONDAY + 2 * DAY
    answer(claim, at=answered_at)

    sweep(MONDAY + 6 * DAY)

    assert events(claim, "reminded", "lapse") == []
    assert outcomes(claim, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER) == [("met", answered_at)] * 2


@pytest.mark.rule("CLK-7")
@pytest.mark.django_db
def test_dispute_without_an_answer_is_told_to_the_leads_once():
    lead = a_lead()
    claim = a_rejected_claim()
    actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY + DAY, justification="Look again.")
    due = NEXT_MONDAY + DAY

    for at in (due - TICK, due, due + DAY):
        sweep(at)

    assert events(claim, "dispute_overdue") == [("dispute_overdue", due)]
    assert mails(claim, "dispute_overdue") == [lead.email]
    actions.uphold(claim.pk, by=lead, at=due + 2 * DAY, text="It stays.")
    assert outcomes(claim, ClockKind.DISPUTE_ANSWER) == [("passed", due)]


# Late, and all at once


@pytest.mark.rule("CLK-9")
@pytest.mark.django_db
def test_after_three_weeks_without_a_scheduler_everything_is_caught_up_with():
    lead = a_lead()
    quiet, unanswered, unstarted = a_claim_under_review(), a_claim_to_answer(), a_submitted_claim()
    accepted, draft = a_claim_in_window(), a_draft()
    window_end = accepted.window_ends_at
    back = MONDAY + 21 * DAY

    sweep(back)

    assert events(quiet, "decision_overdue", "overall_at_risk", "overall_missed") == [
        ("decision_overdue", back),
        ("overall_missed", back),
        ("overall_at_risk", back),
    ]
    assert fresh(unanswered).decided_at == back
    assert fresh(unstarted).reviewer is not None
    # The facts are those of the deadline, not of the day on which somebody looked.
    assert accepted.products.get().association.official_at == window_end
    assert fresh(draft).version == draft.version
    assert Message.objects.filter(recipient=lead.email, kind="decision_overdue").count() == 1
    assert sweep(back + MINUTE) == []


def at_once(number, act):
    """Runs it in so many threads that start together; gives back what each returned or was stopped by."""
    found = []
    start = threading.Barrier(number)

    def run():
        try:
            start.wait(timeout=10)
            found.append(act())
        except Exception as trouble:
            found.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=100)
    return found


@pytest.mark.rule("CLK-9")
@pytest.mark.timeout(240)
@pytest.mark.django_db(transaction=True)
def test_ten_sweeps_at_once_do_everything_once():
    lead, reviewer = a_lead(), a_reviewer()
    location = a_location()
    people = {"location": location, "by": a_filer(location.partner, email="fiona@partner.example")}
    unanswered = [a_claim_to_answer(**people, reviewer=reviewer) for _ in range(6)]
    unstarted = [a_submitted_claim(**people) for _ in range(6)]
    undecided = [a_claim_under_review(**people, reviewer=reviewer) for _ in range(6)]
    accepted = [a_claim_in_window(**people, reviewer=reviewer) for _ in range(6)]
    reminding = [a_claim_under_review(**people, reviewer=reviewer) for _ in range(6)]
    for claim in reminding:
        ask(claim, at=MONDAY + 2 * DAY)
    at = MONDAY + 7 * DAY + 15 * MINUTE

    said = at_once(10, lambda: sweep(at))

    troubles = [each for each in said if isinstance(each, Exception)]
    assert troubles == []
    # What one of them found in the hands of another is left for the next.
    said.append(sweep(at))
    lines = Counter(line for each in said for line in each)
    assert set(lines.values()) == {1}
    done = Counter(Event.objects.filter(at=at).values_list("claim_id", "kind"))
    assert set(done.values()) == {1}
    for claims, kinds in (
        (unanswered, {"lapse", "notice_sent"}),
        (unstarted, {"review_not_started", "assigned", "notice_sent"}),
        (undecided, {"lay_idle", "decision_overdue", "notice_sent"}),
        (accepted, {"official"}),
        (reminding, {"reminded", "notice_sent"}),
    ):
        for claim in claims:
            happened = {kind for pk, kind in done if pk == claim.pk}
            assert happened - {"notice_sent"} == kinds - {"notice_sent"}
    for kind, claims, recipients in (
        ("lapsed", unanswered, 1),
        ("review_not_started", unstarted, 1),
        ("decision_overdue", undecided, 1),
        ("official", accepted, 1),
        ("reminder", reminding, 1),
    ):
        told = Counter(Message.objects.filter(kind=kind).values_list("about", flat=True))
        assert told == {claim.code: recipients for claim in claims}, kind
    assert Message.objects.filter(recipient=lead.email, kind="decision_overdue").count() == 6
    assert not Deadline.objects.passed(at).exists()
    for claim in (*unanswered, *unstarted, *undecided, *accepted, *reminding):
        numbers = list(claim.events.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    assert sweep(at) == []


@pytest.mark.rule("CLK-5", "CLK-9", "LIF-6")
@pytest.mark.django_db
def test_leads_are_told_of_a_date_that_passed_before_a_decision_that_was_taken_back():
    """The scheduler stood still over both."""
    a_lead()
    claim = a_claim_under_review()
    late = Deadline.objects.get(claim=claim, kind=ClockKind.OVERALL_RISK).due_at + timedelta(hours=1)
    reviews.approve(claim.pk, by=claim.reviewer, at=late)
    reviews.take_back(claim.pk, by=claim.reviewer, at=late + timedelta(minutes=5))

    list(enforce(late + timedelta(hours=1)))
    list(enforce(late + timedelta(hours=2)))

    assert Event.objects.filter(claim=claim, kind="overall_at_risk").count() == 1
