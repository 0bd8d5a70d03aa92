"""What the customer's link says and does when somebody else was faster, or took back what it was about."""

from datetime import timedelta

import pytest

from claims import actions as claims
from claims.refusals import ClaimMoved
from claims.states import State
from consent import actions
from consent.models import Link, Notice
from consent.standing import Standing, standing_of
from directory import actions as register
from directory.models import Association
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import MINUTE, MONDAY, a_claim_in_window, an_approved_claim, deliver_notice, fresh
from tests.factories import a_lead, a_reviewer

from .customers import a_noticed_claim, sweep, token_of

pytestmark = pytest.mark.django_db


def undo_by_its_reviewer(claim, at):
    reviews.take_back(claim.pk, by=claim.reviewer, at=at)


def undo_by_a_lead(claim, at):
    reviews.reverse(claim.pk, by=a_lead(), at=at, text="Too quick.")


def approve(claim, at):
    reviewer = a_reviewer()
    reviews.start_review(claim.pk, by=reviewer, at=at)
    reviews.approve(claim.pk, by=reviewer, at=at)
    return fresh(claim)


@pytest.mark.rule("LIF-6", "CON-1")
@pytest.mark.parametrize("undo", [undo_by_its_reviewer, undo_by_a_lead])
def test_link_sent_on_submission_holds_again(undo):
    claim = a_noticed_claim()
    notice = deliver_notice(claim, at=MONDAY)
    claim = approve(claim, MONDAY + MINUTE)

    undo(claim, MONDAY + 2 * MINUTE)

    link = Link.objects.select_related("notice__claim").get(notice=notice)
    assert standing_of(link, None, MONDAY + 3 * MINUTE) == Standing.ASKED
    sweep(MONDAY + 3 * MINUTE)
    assert claim.notices.current().get() == notice


@pytest.mark.rule("LIF-6", "CON-1")
def test_request_to_confirm_that_the_approval_called_back_is_written_again():
    claim = approve(a_noticed_claim(), MONDAY + MINUTE)

    undo_by_its_reviewer(claim, MONDAY + 2 * MINUTE)
    sweep(MONDAY + 3 * MINUTE)

    notice = claim.notices.current().get()
    assert (notice.kind, notice.created_at) == (Notice.Kind.SUBMISSION, MONDAY + 3 * MINUTE)
    assert Message.objects.get(key=notice.message_key).state == "waiting"


def test_undone_rejection_leaves_the_customers_link_alone():
    claim = a_noticed_claim()
    reviewer = a_reviewer()
    reviews.start_review(claim.pk, by=reviewer, at=MONDAY)
    claims.reject(claim.pk, by=reviewer, at=MONDAY, reason="insufficient_poe")
    notice = claim.notices.get()

    reviews.take_back(claim.pk, by=reviewer, at=MONDAY + MINUTE)

    assert claim.notices.current().get() == notice
    assert fresh(claim).notice_due_at is None


def test_approval_after_that_is_told_like_the_first():
    claim = an_approved_claim()
    undo_by_its_reviewer(claim, MONDAY + MINUTE)
    reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY + 2 * MINUTE)
    deliver_notice(claim, at=MONDAY + 12 * MINUTE)

    assert fresh(claim).state == State.APPROVED
    assert claim.windows.get().opened_at == MONDAY + 12 * MINUTE


@pytest.mark.rule("CON-5", "LIF-7")
def test_customer_who_comes_too_late_learns_what_happened_and_nobodys_name():
    claim = a_noticed_claim()
    link = actions.link_of(token_of(claim))
    claims.withdraw(claim.pk, by=claim.created_by, at=MONDAY, reason="other", text="Wrong customer.")

    with pytest.raises(ClaimMoved) as refused:
        actions.decline(link, at=MONDAY + MINUTE)

    assert claim.created_by.name not in str(refused.value)
    assert "Partner withdrew the claim." in str(refused.value)


@pytest.mark.rule("CON-4")
def test_claim_whose_associations_all_ended_in_the_window_is_not_called_official():
    claim = a_claim_in_window()
    for association in Association.objects.live():
        register.end(association.pk, at=MONDAY + MINUTE, reason=Association.EndReason.SUBSCRIPTION_ENDED)

    sweep(MONDAY + timedelta(days=9))

    assert claim.windows.get().outcome == "cancelled"
    assert not claim.events.filter(kind="official").exists()
    assert not claim.hand_offs.exists()
    assert not Message.objects.filter(about=claim.code, kind="official").exists()
