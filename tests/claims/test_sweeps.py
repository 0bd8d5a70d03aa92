"""What the clock does when something is wrong: with one claim, with whoever has it, with the time that was read."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from accounts.actors import Customer
from claims import actions, sweeps
from claims.models import Deadline
from claims.states import RequestReason, State
from directory.models import Tenant
from reviews import actions as reviews
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_submitted_claim,
    an_approved_claim,
    fresh,
    message_of,
)
from tests.factories import a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

DAY = timedelta(days=1)
MOMENT = timedelta(milliseconds=5)


@pytest.mark.rule("CLK-9", "CLK-10")
def test_claim_that_the_clock_can_not_act_on_holds_up_no_other():
    broken, sound, silent = an_approved_claim(), an_approved_claim(), a_claim_to_answer()
    Tenant.objects.filter(pk=broken.tenant_id).update(time_zone="Nowhere/Atlantis")
    for claim in (broken, sound):
        message = message_of(claim.notices.current().get())
        message.state, message.sent_at, message.sealed = "sent", MONDAY + 10 * MINUTE, ""
        message.save()

    said = list(enforce(MONDAY + 14 * DAY))

    assert f"{broken.code}: failed: delivery of the notice noted" in said
    assert fresh(sound).window_ends_at == MONDAY + 10 * MINUTE + 7 * DAY
    assert fresh(silent).state == State.REJECTED
    assert fresh(broken).window_ends_at is None


def test_trouble_of_the_database_ends_the_sweep():
    a_claim_to_answer()

    def fail(pk):
        raise OperationalError("server closed the connection unexpectedly")

    with pytest.raises(OperationalError):
        list(sweeps.each(Deadline.objects.running(), fail, dry_run=False, would="anything"))


@pytest.mark.rule("CLK-2")
def test_claim_of_somebody_who_has_left_goes_to_somebody_else():
    gone, there = a_reviewer(), a_reviewer()
    claim = a_submitted_claim()
    actions.take(claim.pk, reviewer=gone, by=gone, at=MONDAY)
    gone.is_active = False
    gone.save()

    list(enforce(MONDAY + 8 * DAY))

    assert fresh(claim).reviewer == there


@pytest.mark.rule("LIF-7")
def test_no_of_a_customer_who_read_the_clock_a_moment_before_the_review_started():
    claim = a_submitted_claim()
    reviews.start_review(claim.pk, by=a_reviewer(), at=MONDAY + MINUTE)

    actions.decline(claim.pk, by=Customer(claim.contact_email), at=MONDAY + MINUTE - MOMENT)

    claim = fresh(claim)
    assert (claim.state, claim.decided_at) == (State.REJECTED, MONDAY + MINUTE)


@pytest.mark.rule("LIF-6")
def test_request_of_who_read_the_clock_a_moment_too_early_is_taken_back_whole():
    claim = a_claim_under_review(at=MONDAY + MINUTE)
    actions.request_information(
        claim.pk,
        by=claim.reviewer,
        at=MONDAY + MINUTE - MOMENT,
        text="Please.",
        points={RequestReason.DATES: "When?"},
    )

    reviews.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 2 * MINUTE)

    assert claim.requests.get().taken_back_at == MONDAY + 2 * MINUTE
    assert fresh(claim).state == State.UNDER_REVIEW
