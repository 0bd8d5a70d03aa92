"""The whole matrix: every state × every move × every role, allowed or refused, with the message."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import CLOCK, Customer
from accounts.roles import PartnerRole
from claims import actions, door
from claims.models import Claim
from claims.refusals import ClaimMoved, NotNow, TooLate
from claims.states import PartnerReason, RejectionReason, State
from outbox.models import Message
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    PDF,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_ready_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    an_upload,
    answer,
    fresh,
)
from tests.factories import a_filer, a_lead, a_location, a_member, a_reviewer, a_support, a_user

pytestmark = pytest.mark.each_database

MOVED = "This claim has changed since you opened it: "
FILERS = {"incentives admin", "global admin"}
MANAGERS = {*FILERS, "billing admin"}

# The lifecycle, move by move: from which states, to which state, by whom.
MOVES = {
    "submit": ({State.DRAFT}, State.SUBMITTED, FILERS),
    "start_review": ({State.SUBMITTED}, State.UNDER_REVIEW, {"reviewer", "other reviewer", "lead"}),
    "request_information": ({State.UNDER_REVIEW}, State.ACTION_REQUIRED, {"reviewer"}),
    "answer": ({State.ACTION_REQUIRED}, State.UNDER_REVIEW, FILERS),
    "approve": ({State.UNDER_REVIEW}, State.APPROVED, {"reviewer"}),
    "reject": ({State.UNDER_REVIEW}, State.REJECTED, {"reviewer"}),
    "withdraw": ({State.SUBMITTED, State.UNDER_REVIEW, State.ACTION_REQUIRED}, State.REJECTED, MANAGERS),
    "give_up": ({State.APPROVED}, State.REJECTED, MANAGERS),
    "decline": (
        {State.SUBMITTED, State.UNDER_REVIEW, State.ACTION_REQUIRED, State.APPROVED},
        State.REJECTED,
        {"customer"},
    ),
    "change_mind": ({State.REJECTED}, State.APPROVED, {"customer"}),
    "lapse": ({State.ACTION_REQUIRED}, State.REJECTED, {"clock"}),
    "lose_arbitration": ({State.UNDER_REVIEW, State.APPROVED}, State.REJECTED, {"lead"}),
    "take_back": ({State.ACTION_REQUIRED, State.APPROVED, State.REJECTED}, State.UNDER_REVIEW, {"reviewer"}),
    "reverse": ({State.APPROVED, State.REJECTED}, State.UNDER_REVIEW, {"lead"}),
    "accept_dispute": ({State.REJECTED}, State.UNDER_REVIEW, {"lead"}),
}
STAMPS = {
    "reject": {"reason": RejectionReason.INSUFFICIENT_POE},
    "withdraw": {"reason": PartnerReason.WRONG_ACTIVITY},
    "give_up": {"reason": PartnerReason.WRONG_ACTIVITY},
}
ROLES = (
    "incentives admin",
    "incentives user",
    "billing admin",
    "global admin",
    "filer of another location",
    "rival",
    "outsider",
    "reviewer",
    "other reviewer",
    "lead",
    "support",
    "customer",
    "another customer",
    "clock",
)


def a_disputed_claim(**fields):
    claim = a_rejected_claim(**fields)
    actions.raise_dispute(
        claim.pk, by=claim.created_by, at=MONDAY + MINUTE, justification="The proof is there."
    )
    return fresh(claim)


def an_opted_out_claim(**fields):
    claim = a_claim_in_window(**fields)
    actions.decline(claim.pk, by=Customer(claim.contact_email), at=MONDAY + 15 * MINUTE)
    return fresh(claim)


def maker_of(state, move):
    """Of a claim for which nothing but state and role can stand in the way of the move."""
    if state == State.REJECTED:
        return an_opted_out_claim if move == "change_mind" else a_disputed_claim
    if state == State.APPROVED:
        return a_claim_in_window if move == "decline" else an_approved_claim
    return {
        State.DRAFT: a_ready_draft,
        State.SUBMITTED: a_submitted_claim,
        State.UNDER_REVIEW: a_claim_under_review,
        State.ACTION_REQUIRED: a_claim_to_answer,
    }[state]


def cast_of(claim):
    company = claim.partner
    return {
        "incentives admin": a_filer(company),
        "incentives user": a_member(company, PartnerRole.INCENTIVES_USER),
        "billing admin": a_member(company, PartnerRole.BILLING_ADMIN),
        "global admin": a_member(company, PartnerRole.GLOBAL_ADMIN),
        "filer of another location": a_filer(company, a_location(company)),
        "rival": a_filer(a_location().partner),
        "outsider": a_user(),
        "reviewer": claim.reviewer or a_reviewer(),
        "other reviewer": a_reviewer(),
        "lead": a_lead(),
        "support": a_support(),
        "customer": Customer(claim.contact_email),
        "another customer": Customer("somebody@else.example"),
        "clock": CLOCK,
    }


def outcome_of(claim_id, move, by):
    """What became of the attempt; nothing of it stays."""
    # The clock's own move needs its deadline, everybody else's a moment before theirs.
    at = Claim.objects.get(pk=claim_id).due_at if move == "lapse" else MONDAY + 16 * MINUTE
    at = MONDAY + 5 * MINUTE if move == "take_back" else at
    try:
        with transaction.atomic():
            claim = door.locked(claim_id, by=by)
            door.move(claim, move, by=by, at=at or MONDAY + MINUTE, **STAMPS.get(move, {}))
            state = claim.state
            transaction.set_rollback(True)
    except ClaimMoved as refusal:
        return "moved" if str(refusal).startswith(MOVED) else str(refusal)
    except PermissionDenied as refusal:
        return "role" if str(refusal) == "Your role does not allow this." else str(refusal)
    return state


@pytest.mark.rule("LIF-1", "LIF-7", "PPL-2", "PPL-3", "PPL-4")
@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_moves_are_open_to_their_states_and_roles_only(state):
    claims = {}
    for move, (sources, target, allowed) in MOVES.items():
        make = maker_of(state, move)
        if make not in claims:  # no attempt leaves anything behind
            claim = make()
            claims[make] = claim, cast_of(claim)
        claim, cast = claims[make]
        expected = {
            role: "moved" if state not in sources else target if role in allowed else "role" for role in ROLES
        }

        assert {role: outcome_of(claim.pk, move, cast[role]) for role in ROLES} == expected, move


@pytest.mark.rule("LIF-1")
def test_declared_transitions_are_the_table():
    declared = {(t.source, t.name, t.target) for t in Claim().get_all_state_transitions()}

    assert declared == {
        (source, move, target) for move, (sources, target, _roles) in MOVES.items() for source in sources
    }


@pytest.mark.rule("LIF-7")
def test_state_can_not_be_set_directly():
    with pytest.raises(AttributeError):
        Claim().state = State.APPROVED


@pytest.mark.rule("LIF-6")
@pytest.mark.django_db
def test_take_back_ends_after_ten_minutes():
    claim = a_rejected_claim()

    with pytest.raises(TooLate):
        actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 10 * MINUTE)
    actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 10 * MINUTE - timedelta(seconds=1))

    assert fresh(claim).state == State.UNDER_REVIEW


@pytest.mark.rule("CLK-4", "CLK-9")
@pytest.mark.django_db
@pytest.mark.parametrize("move", ["answer", "withdraw", "decline"])
def test_nothing_but_lapse_is_possible_once_the_time_to_answer_is_over(move):
    claim = a_claim_to_answer()
    by = Customer(claim.contact_email) if move == "decline" else claim.created_by

    with pytest.raises(TooLate), transaction.atomic():
        door.move(door.locked(claim.pk, by=by), move, by=by, at=claim.due_at, **STAMPS.get(move, {}))


@pytest.mark.rule("CLK-4")
@pytest.mark.django_db
def test_lapse_is_refused_a_moment_before_the_deadline():
    claim = a_claim_to_answer()

    with pytest.raises(NotNow), transaction.atomic():
        door.move(
            door.locked(claim.pk, by=CLOCK), "lapse", by=CLOCK, at=claim.due_at - timedelta(microseconds=1)
        )


@pytest.mark.rule("LIF-1", "CLK-6")
@pytest.mark.django_db
def test_customer_can_not_decline_an_approval_before_and_after_the_window():
    waiting, over = an_approved_claim(), a_claim_in_window()

    for claim, at in ((waiting, MONDAY + MINUTE), (over, over.window_ends_at)):
        with pytest.raises(TooLate):
            actions.decline(claim.pk, by=Customer(claim.contact_email), at=at)


@pytest.mark.rule("LIF-5", "DSP-1")
@pytest.mark.django_db
@pytest.mark.parametrize("ended", [an_opted_out_claim, lambda: withdrawn()])
def test_an_end_by_partner_or_customer_is_neither_disputed_nor_reversed(ended):
    claim = ended()

    with pytest.raises(NotNow):
        actions.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY + 20 * MINUTE, justification="Please.")
    with pytest.raises(NotNow):
        actions.reverse(claim.pk, by=a_lead(), at=MONDAY + 20 * MINUTE, text="Why not.")


def withdrawn():
    claim = a_submitted_claim()
    return actions.withdraw(
        claim.pk, by=claim.created_by, at=MONDAY + MINUTE, reason=PartnerReason.WRONG_MPN_ID
    )


@pytest.mark.rule("DSP-1", "CLK-7", "REV-2")
@pytest.mark.django_db
def test_dispute_is_accepted_by_another_lead_and_reviewed_by_somebody_else():
    decider, other = a_lead(), a_lead()
    claim = a_rejected_claim(reviewer=decider)
    actions.raise_dispute(
        claim.pk, by=claim.created_by, at=MONDAY + timedelta(days=29), justification="Look again."
    )

    with pytest.raises(PermissionDenied):
        actions.accept_dispute(claim.pk, by=decider, at=MONDAY + timedelta(days=30), text="No.")
    actions.accept_dispute(claim.pk, by=other, at=MONDAY + timedelta(days=30), text="You are right.")

    claim = fresh(claim)
    assert (claim.state, claim.reviewer) == (State.UNDER_REVIEW, None)
    with pytest.raises(NotNow):
        actions.take(claim.pk, reviewer=decider, by=decider, at=MONDAY + timedelta(days=30))
    assert actions.take(claim.pk, reviewer=other, by=other, at=MONDAY + timedelta(days=30)).reviewer == other


@pytest.mark.rule("DSP-1", "CLK-7")
@pytest.mark.django_db
def test_dispute_is_possible_once_and_for_thirty_days():
    claim = a_rejected_claim()
    end = MONDAY + timedelta(days=30)

    with pytest.raises(TooLate):
        actions.raise_dispute(claim.pk, by=claim.created_by, at=end, justification="Too late.")
    actions.raise_dispute(
        claim.pk, by=claim.created_by, at=end - timedelta(seconds=1), justification="In time."
    )
    actions.uphold(claim.pk, by=a_lead(), at=end, text="It stays.")
    with pytest.raises((NotNow, TooLate)):
        actions.raise_dispute(
            claim.pk, by=claim.created_by, at=end - timedelta(seconds=1), justification="Again."
        )

    assert fresh(claim).dispute.get_outcome_display() == "Upheld"


@pytest.mark.rule("LIF-6", "REV-5")
@pytest.mark.django_db
def test_mail_of_a_move_does_not_leave_once_the_claim_has_moved_on():
    """Nobody who answered within ten minutes is asked for the answer afterwards."""
    claim = a_claim_to_answer()
    asked = Message.objects.filter(about=claim.code, kind="information_requested")
    assert {message.state for message in asked} == {"waiting"}

    answer(claim, at=MONDAY + 5 * MINUTE)

    assert {message.state for message in asked.all()} == {"cancelled"}


@pytest.mark.rule("LIF-6")
@pytest.mark.django_db
def test_take_back_is_refused_once_a_message_has_left():
    claim = a_rejected_claim()
    Message.objects.filter(about=claim.code, kind="rejected").update(state="sending", attempts=1)

    with pytest.raises(TooLate, match="left already"):
        actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 9 * MINUTE)

    assert fresh(claim).state == State.REJECTED


@pytest.mark.rule("DSP-1")
@pytest.mark.django_db
def test_a_disputed_rejection_is_answered_and_not_reversed():
    claim = a_disputed_claim()

    with pytest.raises(NotNow, match="answering the dispute"):
        actions.reverse(claim.pk, by=a_lead(), at=MONDAY + 20 * MINUTE, text="Wrong.")


@pytest.mark.rule("REV-2")
@pytest.mark.django_db
def test_review_of_a_claim_that_a_colleague_has_is_started_by_that_colleague_or_a_lead():
    claim, colleague = a_submitted_claim(), a_reviewer()
    actions.take(claim.pk, reviewer=colleague, by=colleague, at=MONDAY)

    with pytest.raises(NotNow, match=f"{colleague} has this claim"):
        actions.start_review(claim.pk, by=a_reviewer(), at=MONDAY + MINUTE)

    assert actions.start_review(claim.pk, by=a_lead(), at=MONDAY + MINUTE).state == State.UNDER_REVIEW


@pytest.mark.rule("CLK-4", "CLK-9")
@pytest.mark.django_db
def test_no_file_is_taken_once_the_time_to_answer_is_over():
    claim = a_claim_to_answer()

    with pytest.raises(NotNow, match="time to answer is over"):
        actions.add_file(
            claim.pk, by=claim.created_by, at=claim.due_at, upload=an_upload(PDF + b"late"), name="late.pdf"
        )


@pytest.mark.rule("LIF-2", "LIF-6")
@pytest.mark.django_db
def test_claim_is_marked_as_answered_again_when_a_decision_is_taken_back():
    claim = a_claim_to_answer()
    answer(claim, at=MONDAY + MINUTE)
    later = MONDAY + 2 * MINUTE
    actions.reject(claim.pk, by=claim.reviewer, at=later, reason=RejectionReason.POE_UNAVAILABLE, text="No.")

    actions.take_back(claim.pk, by=claim.reviewer, at=later + MINUTE)

    assert fresh(claim).answered_at == MONDAY + MINUTE
