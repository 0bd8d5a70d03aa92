from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import CLOCK
from accounts.models import Membership
from claims import actions as claims
from claims.models import Claim
from claims.refusals import ClaimMoved, NotNow, TooLate
from claims.states import RejectionReason, RequestReason, Result, State
from directory.models import Association
from outbox.models import Message
from reviews import actions, sweeps
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    fresh,
)
from tests.factories import a_lead, a_product, a_reviewer, a_support

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def kinds(claim):
    return [event.kind for event in claim.events.order_by("number")]


def waiting_mail(claim, kind):
    return Message.objects.filter(about=claim.code, kind=kind, state="waiting")


@pytest.mark.rule("REV-2")
def test_reviewer_takes_a_claim_that_nobody_has():
    claim, ravi = a_submitted_claim(), a_reviewer()

    claims.take(claim.pk, reviewer=ravi, by=ravi, at=MONDAY)

    claim = fresh(claim)
    assert claim.reviewer == ravi
    assert claim.state == State.SUBMITTED
    assert kinds(claim)[-1] == "taken"


@pytest.mark.rule("REV-2")
def test_claim_that_a_reviewer_has_is_not_taken_by_another():
    claim, ravi, rosa = a_submitted_claim(), a_reviewer(name="Ravi Reviewer"), a_reviewer()
    claims.take(claim.pk, reviewer=ravi, by=ravi, at=MONDAY)

    with pytest.raises(NotNow, match="Ravi Reviewer has this claim"):
        claims.take(claim.pk, reviewer=rosa, by=rosa, at=MONDAY)

    assert fresh(claim).reviewer == ravi


@pytest.mark.rule("REV-2")
def test_reviewer_does_not_get_the_claim_of_a_former_employer():
    claim, ravi = a_submitted_claim(), a_reviewer()
    ravi.former_employers.add(claim.partner)

    with pytest.raises(NotNow, match="conflict"):
        claims.take(claim.pk, reviewer=ravi, by=ravi, at=MONDAY)
    with pytest.raises(PermissionDenied):
        actions.start_review(claim.pk, by=ravi, at=MONDAY)
    with pytest.raises(NotNow, match="conflict"):
        actions.assign(claim.pk, to=ravi, by=a_lead(), at=MONDAY)

    assert fresh(claim).reviewer is None


@pytest.mark.rule("REV-2")
def test_claim_disputed_against_ones_own_decision_goes_to_somebody_else():
    claim = a_rejected_claim()
    decider = claim.reviewer
    claims.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY + DAY, justification="It is on page 4.")
    actions.accept_dispute(claim.pk, by=a_lead(), at=MONDAY + 2 * DAY, text="Right.")

    with pytest.raises(NotNow, match="conflict"):
        claims.take(claim.pk, reviewer=decider, by=decider, at=MONDAY + 2 * DAY)

    rosa = a_reviewer()
    assert claims.take(claim.pk, reviewer=rosa, by=rosa, at=MONDAY + 2 * DAY).reviewer == rosa


@pytest.mark.rule("REV-2")
def test_released_claim_is_back_in_the_queue():
    claim = a_claim_under_review()
    reviewer = claim.reviewer

    claims.release(claim.pk, by=reviewer, at=MONDAY)

    assert fresh(claim).reviewer is None
    assert fresh(claim).state == State.UNDER_REVIEW


def test_only_the_holder_or_a_lead_releases():
    claim = a_claim_under_review()

    with pytest.raises(PermissionDenied):
        claims.release(claim.pk, by=a_reviewer(), at=MONDAY)
    claims.release(claim.pk, by=a_lead(), at=MONDAY)

    assert fresh(claim).reviewer is None


@pytest.mark.rule("PPL-3")
def test_lead_assigns_and_others_do_not():
    claim, rosa = a_claim_under_review(), a_reviewer()

    for person in (claim.reviewer, rosa, a_support()):
        with pytest.raises(PermissionDenied):
            actions.assign(claim.pk, to=rosa, by=person, at=MONDAY)
    actions.assign(claim.pk, to=rosa, by=a_lead(), at=MONDAY)

    assert fresh(claim).reviewer == rosa
    assert claim.events.order_by("-number").first().after == {"reviewer": str(rosa)}


def test_partner_does_not_learn_who_has_the_claim():
    claim = a_claim_under_review()
    actions.assign(claim.pk, to=a_reviewer(), by=a_lead(), at=MONDAY)

    assert "assigned" in kinds(claim)
    assert "assigned" not in [event.kind for event in claim.events.for_partner()]


def test_stale_page_assigns_nobody():
    claim, rosa = a_submitted_claim(), a_reviewer()
    seen = claim.version
    ravi = a_reviewer(name="Ravi Reviewer")
    claims.take(claim.pk, reviewer=ravi, by=ravi, at=MONDAY)

    with pytest.raises(ClaimMoved, match="Ravi Reviewer took the claim"):
        actions.assign(claim.pk, to=rosa, by=a_lead(), at=MONDAY, seen=seen)


@pytest.mark.rule("LIF-6")
def test_approval_taken_back_in_ten_minutes_leaves_nothing_behind():
    claim = an_approved_claim()
    assert waiting_mail(claim, "approved").count() == 2

    actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 9 * MINUTE)

    claim = fresh(claim)
    assert claim.state == State.UNDER_REVIEW
    assert claim.reviewer is not None
    assert not waiting_mail(claim, "approved").exists()
    notice = claim.notices.order_by("-id").first()
    assert Message.objects.get(key=notice.message_key).state == "cancelled"
    assert [chosen.result for chosen in claim.products.all()] == [Result.PENDING]
    assert not Association.objects.live().exists()
    assert claim.decisions.get().undone_by == claim.reviewer


@pytest.mark.rule("LIF-6")
def test_rejection_and_request_are_taken_back_alike():
    rejected, asked = a_rejected_claim(), a_claim_under_review()
    claims.request_information(
        asked.pk, by=asked.reviewer, at=MONDAY, text="Please.", points={RequestReason.DATES: "When?"}
    )

    for claim in (fresh(rejected), fresh(asked)):
        actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + MINUTE)

        assert fresh(claim).state == State.UNDER_REVIEW
        assert not Message.objects.filter(
            about=claim.code, kind__in=["rejected", "information_requested"], state="waiting"
        ).exists()
    assert asked.requests.get().taken_back_at == MONDAY + MINUTE


@pytest.mark.rule("LIF-6")
@pytest.mark.parametrize("late", [10 * MINUTE, 11 * MINUTE])
def test_nothing_is_taken_back_once_the_ten_minutes_are_over(late):
    claim = a_rejected_claim()

    with pytest.raises(TooLate):
        actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + late)

    assert fresh(claim).state == State.REJECTED


@pytest.mark.rule("LIF-6")
def test_only_who_decided_takes_back():
    claim = a_rejected_claim()

    for person in (a_reviewer(), a_lead(), claim.created_by):
        with pytest.raises(PermissionDenied):
            actions.take_back(claim.pk, by=person, at=MONDAY + MINUTE)


@pytest.mark.rule("LIF-6")
def test_reversal_tells_the_partner_and_the_customer():
    claim = a_claim_in_window()

    actions.reverse(claim.pk, by=a_lead(), at=MONDAY + DAY, text="The proof was of another customer.")

    claim = fresh(claim)
    assert claim.state == State.UNDER_REVIEW
    assert claim.reviewer is None
    told = {
        message.recipient for message in Message.objects.filter(about=claim.code, created_at=MONDAY + DAY)
    }
    assert claim.created_by.email in told
    assert claim.contact_email in told
    assert not Association.objects.live().exists()
    event = claim.events.get(kind="reverse")
    assert event.text == "The proof was of another customer."


def test_reversal_of_what_has_not_left_yet_tells_the_customer_nothing():
    claim = an_approved_claim()

    actions.reverse(claim.pk, by=a_lead(), at=MONDAY + MINUTE, text="Too quick.")

    later = Message.objects.filter(
        about=claim.code, recipient=claim.contact_email, created_at=MONDAY + MINUTE
    )
    assert not later.exists()


def test_reviewer_does_not_reverse():
    claim = a_rejected_claim()

    with pytest.raises(PermissionDenied):
        actions.reverse(claim.pk, by=claim.reviewer, at=MONDAY + DAY, text="No.")


@pytest.mark.rule("CLK-2")
def test_review_that_does_not_start_goes_to_the_least_busy_reviewer():
    busy, idle, lead = a_reviewer(), a_reviewer(), a_lead(name="Lena Lead")
    claim = a_submitted_claim()
    for held in (a_claim_under_review(reviewer=busy), a_claim_under_review(reviewer=lead)):
        claims.comment(held.pk, by=held.reviewer, at=claim.due_at - MINUTE, body="I am on it.")

    list(sweeps.enforce(claim.due_at))

    claim = fresh(claim)
    assert claim.reviewer == idle
    assert claim.state == State.SUBMITTED
    to_leads = Message.objects.filter(about=claim.code, kind="review_not_started")
    assert [message.recipient for message in to_leads] == [lead.email]
    assert Message.objects.filter(about=claim.code, kind="assigned", recipient=idle.email).count() == 1


@pytest.mark.rule("CLK-2")
def test_clock_assigns_nobody_with_a_conflict_and_takes_from_nobody():
    former, rosa = a_reviewer(), a_reviewer()
    held, free = a_submitted_claim(), a_submitted_claim()
    former.former_employers.add(held.partner, free.partner)
    a_claim_under_review(reviewer=rosa)
    lead = a_lead()
    claims.take(held.pk, reviewer=lead, by=lead, at=free.due_at - MINUTE)

    list(sweeps.enforce(free.due_at))

    assert fresh(held).reviewer == lead
    assert fresh(free).reviewer == rosa


def test_least_busy_reviewer_is_nobody_when_all_have_a_conflict():
    claim, ravi = a_submitted_claim(), a_reviewer()
    ravi.former_employers.add(claim.partner)

    assert actions.least_busy_reviewer(claim, at=MONDAY) is None


@pytest.mark.rule("LIF-3")
def test_product_is_approved_and_another_removed_with_its_reason():
    claim = a_claim_under_review(products=[a_product(), a_product()])
    kept, removed = claim.products.order_by("id")

    actions.approve(claim.pk, by=claim.reviewer, at=MONDAY, removed={removed.pk: "Not mentioned."})

    assert fresh(claim).state == State.APPROVED
    assert [(row.result, row.removal_reason) for row in claim.products.order_by("id")] == [
        (Result.APPROVED, ""),
        (Result.REMOVED, "Not mentioned."),
    ]
    assert [association.product for association in Association.objects.live()] == [kept.product]


@pytest.mark.rule("LIF-3")
def test_claim_of_which_no_product_is_left_is_rejected():
    claim = a_claim_under_review()
    only = claim.products.get()

    actions.approve(claim.pk, by=claim.reviewer, at=MONDAY, removed={only.pk: "Not mentioned."})

    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.state, claim.rejection_reason) == (State.REJECTED, RejectionReason.INSUFFICIENT_POE)
    assert not Association.objects.exists()


@pytest.mark.rule("REV-6")
def test_internal_note_is_an_event_that_partners_do_not_have():
    claim, ravi = a_submitted_claim(), a_reviewer()

    actions.note(claim.pk, by=ravi, at=MONDAY, body="  Call them.  ")

    assert claim.notes.get().body == "Call them."
    assert "noted" not in [event.kind for event in claim.events.for_partner()]
    assert not Message.objects.filter(created_at=MONDAY, text__contains="Call them").exists()


@pytest.mark.parametrize("person", [a_support, lambda: a_submitted_claim().created_by])
def test_note_is_written_by_reviewers_only(person):
    claim = a_submitted_claim()

    with pytest.raises(PermissionDenied):
        actions.note(claim.pk, by=person(), at=MONDAY, body="Hello")


def test_empty_note_is_refused():
    with pytest.raises(NotNow):
        actions.note(a_submitted_claim().pk, by=a_reviewer(), at=MONDAY, body=" \n")


def test_clock_is_no_reviewer():
    with pytest.raises(PermissionDenied):
        actions.note(a_submitted_claim().pk, by=CLOCK, at=MONDAY, body="Hello")


@pytest.mark.rule("REV-2")
def test_nobody_reviews_a_claim_of_the_company_they_belong_to():
    claim, both = a_submitted_claim(), a_reviewer()
    Membership.objects.create(user=both, partner=claim.partner, role="incentives_user")

    with pytest.raises(PermissionDenied):
        actions.start_review(claim.pk, by=both, at=MONDAY)
    assert actions.least_busy_reviewer(claim, at=MONDAY) is None
