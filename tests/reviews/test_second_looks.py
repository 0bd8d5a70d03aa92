"""A share of decisions is looked at again by somebody else (REV-9)."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from claims import actions as claims
from claims.refusals import NotNow
from claims.states import State
from outbox.models import Message
from reviews import actions
from reviews.models import SecondLook
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_rejected_claim,
    a_returned_look,
    a_second_look,
    an_approved_claim,
    fresh,
)
from tests.factories import a_lead, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-9")]

DAY = timedelta(days=1)
FINAL = MONDAY + 10 * MINUTE


@pytest.fixture
def all_drawn(settings):
    settings.SECOND_LOOK_PERCENT = 100


def draw(at=FINAL):
    return [line for line in enforce(at) if "second look" in line]


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("recipient", flat=True))


# Drawing


def test_decision_is_drawn_once_it_can_not_be_taken_back_any_more(all_drawn):
    claim = a_rejected_claim()

    assert draw(FINAL - timedelta(microseconds=1)) == []
    assert draw(FINAL) == [f"{claim.code}: drawn for a second look"]
    assert draw(FINAL + MINUTE) == []

    look = SecondLook.objects.get()
    assert (look.decision, look.drawn_at) == (claim.decisions.get(), FINAL)
    assert not claim.events.for_partner().filter(kind="second_look_drawn").exists()


def test_nothing_is_drawn_where_the_share_is_none(settings):
    settings.SECOND_LOOK_PERCENT = 0
    a_rejected_claim()

    assert draw() == []


def test_dry_run_draws_nothing(all_drawn):
    a_rejected_claim()

    said = [line for line in enforce(FINAL, dry_run=True) if "second look" in line]

    assert len(said) == 1
    assert not SecondLook.objects.exists()


def test_decision_that_was_taken_back_is_not_drawn(all_drawn):
    claim = a_rejected_claim()
    actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + MINUTE)

    assert draw() == []


def test_share_is_kept_and_the_same_decisions_are_drawn_whenever_it_is_asked(settings):
    drawn = {number for number in range(20_000) if actions.is_drawn(number, 10)}

    assert 1850 < len(drawn) < 2150
    assert drawn == {number for number in range(20_000) if actions.is_drawn(number, 10)}
    assert drawn < {number for number in range(20_000) if actions.is_drawn(number, 20)}
    settings.SECRET_KEY = "another key than the one before, long enough for this"
    assert drawn != {number for number in range(20_000) if actions.is_drawn(number, 10)}


def test_none_and_all_are_what_they_say():
    assert not any(actions.is_drawn(number, 0) for number in range(1000))
    assert all(actions.is_drawn(number, 100) for number in range(1000))


def test_share_that_is_set_for_the_first_time_reaches_back_a_month_only(all_drawn):
    old, new = a_rejected_claim(at=MONDAY), a_rejected_claim(at=MONDAY + 40 * DAY)

    draw(MONDAY + 41 * DAY)

    assert list(SecondLook.objects.values_list("decision__claim", flat=True)) == [new.pk]
    assert not SecondLook.objects.filter(decision__claim=old).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CLK-9")
def test_sweeps_at_once_draw_each_decision_once(all_drawn):
    for _ in range(3):
        a_rejected_claim()
    gate, said = threading.Barrier(3), []

    def sweep():
        try:
            gate.wait(timeout=30)
            said.extend(draw())
        finally:
            connections.close_all()

    sweepers = [threading.Thread(target=sweep) for _ in range(3)]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join(timeout=60)

    assert SecondLook.objects.count() == 3
    assert len(said) == len(set(said)) == 3


# Taking and looking


def test_decider_and_who_has_a_conflict_are_offered_nothing():
    look = a_second_look()
    claim = look.decision.claim
    former = a_reviewer()
    former.former_employers.add(claim.partner)

    for person in (claim.reviewer, former):
        assert actions.next_second_look(by=person, at=FINAL) is None
        with pytest.raises(NotNow, match="somebody else looks at it again"):
            actions.take_second_look(look.pk, by=person, at=FINAL)
        with pytest.raises(NotNow, match="somebody else looks at it again"):
            actions.look_again(look.pk, by=person, at=FINAL, outcome="agreed")
    with pytest.raises(PermissionDenied):
        actions.next_second_look(by=a_support(), at=FINAL)


def test_each_gets_a_look_of_their_own_and_the_same_one_again():
    first, second = a_second_look(), a_second_look()
    rosa, otto = a_reviewer(), a_reviewer()

    assert actions.next_second_look(by=rosa, at=FINAL) == first
    assert actions.next_second_look(by=otto, at=FINAL) == second
    assert actions.next_second_look(by=rosa, at=FINAL) == first
    assert actions.next_second_look(by=a_reviewer(), at=FINAL) is None
    with pytest.raises(NotNow, match="has this second look"):
        actions.take_second_look(first.pk, by=otto, at=FINAL)

    with pytest.raises(PermissionDenied):
        actions.release_second_look(first.pk, by=otto, at=FINAL)
    actions.release_second_look(first.pk, by=a_lead(), at=FINAL)
    assert actions.take_second_look(first.pk, by=a_reviewer(), at=FINAL).taken_by != rosa


@pytest.mark.django_db(transaction=True)
def test_reviewers_at_once_take_different_looks():
    looks = [a_second_look() for _ in range(4)]
    people, got, gate = [a_reviewer() for _ in range(4)], [], threading.Barrier(4)

    def take(person):
        try:
            gate.wait(timeout=30)
            got.append(actions.next_second_look(by=person, at=FINAL).pk)
        finally:
            connections.close_all()

    takers = [threading.Thread(target=take, args=[person]) for person in people]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(timeout=60)

    assert sorted(got) == sorted(look.pk for look in looks)


def test_agreement_ends_it_and_tells_nobody():
    look, rosa = a_second_look(), a_reviewer()

    actions.look_again(look.pk, by=rosa, at=FINAL, outcome="agreed")

    look.refresh_from_db()
    assert (look.outcome, look.taken_by, look.looked_at) == ("agreed", rosa, FINAL)
    assert not told("second_look_returned")
    with pytest.raises(NotNow, match="has looked at this already"):
        actions.look_again(look.pk, by=a_reviewer(), at=FINAL, outcome="agreed")


def test_return_needs_a_note_and_goes_to_the_leads_and_the_decider():
    leads = [a_lead(), a_lead()]
    look, rosa = a_second_look(), a_reviewer()
    with pytest.raises(NotNow, match="Say why"):
        actions.look_again(look.pk, by=rosa, at=FINAL, outcome="returned", note=" ")

    actions.look_again(look.pk, by=rosa, at=FINAL, outcome="returned", note="Page 3 is signed.")

    decider = look.decision.made_by
    assert told("second_look_returned") == sorted([decider.email, *(lead.email for lead in leads)])
    assert not any(
        "Page 3" in message.text for message in Message.objects.filter(kind="second_look_returned")
    )
    assert look.decision.claim.events.get(kind="second_look_returned").staff_only


def test_lead_who_looked_is_not_told_what_they_wrote():
    lena = a_lead()

    a_returned_look(by=lena)

    assert lena.email not in told("second_look_returned")


# Settling


def test_lead_lets_a_returned_decision_stand():
    look, lena = a_returned_look(), a_lead()
    with pytest.raises(PermissionDenied):
        actions.keep_decision(look.pk, by=a_reviewer(), at=FINAL, text="No.")

    actions.keep_decision(look.pk, by=lena, at=FINAL, text="Page 3 is another customer's.")

    look.refresh_from_db()
    assert (look.settlement, look.settled_by) == ("kept", lena)
    assert told("second_look_settled") == sorted([look.decision.made_by.email, look.taken_by.email])
    assert fresh(look.decision.claim).state == State.REJECTED
    with pytest.raises(NotNow, match="settled already"):
        actions.keep_decision(look.pk, by=lena, at=FINAL, text="Again.")


def test_lead_settles_no_decision_of_their_own():
    lena = a_lead()
    look = a_returned_look(a_rejected_claim(reviewer=lena))

    with pytest.raises(NotNow, match="another lead"):
        actions.keep_decision(look.pk, by=lena, at=FINAL, text="It stands.")


@pytest.mark.rule("LIF-6")
def test_reversal_settles_what_was_returned():
    look, lena = a_returned_look(an_approved_claim()), a_lead()

    actions.reverse(look.decision.claim_id, by=lena, at=FINAL + DAY, text="A file had been overlooked.")

    look.refresh_from_db()
    assert (look.settlement, look.settled_by, look.text) == ("reversed", lena, "A file had been overlooked.")
    assert fresh(look.decision.claim).state == State.UNDER_REVIEW


def test_look_at_a_decision_that_is_undone_is_void():
    look, lena = a_second_look(), a_lead()
    actions.reverse(look.decision.claim_id, by=lena, at=FINAL, text="The wrong claim.")

    look.refresh_from_db()
    assert look.voided_at == FINAL
    assert not SecondLook.objects.open().exists()
    with pytest.raises(NotNow, match="undone"):
        actions.look_again(look.pk, by=a_reviewer(), at=FINAL, outcome="agreed")


def test_dispute_that_is_accepted_leaves_nothing_to_settle():
    look = a_returned_look()
    claim = look.decision.claim
    claims.raise_dispute(claim.pk, by=claim.created_by, at=FINAL, justification="It is there.")
    actions.accept_dispute(claim.pk, by=a_lead(), at=FINAL, text="So it is.")

    look.refresh_from_db()
    assert (look.settlement, look.voided_at) == ("", FINAL)
    assert not SecondLook.objects.returned().exists()


def test_next_decision_on_the_same_claim_is_drawn_anew(all_drawn):
    claim = a_rejected_claim()
    draw()
    lena, rosa = a_lead(), a_reviewer()
    actions.reverse(claim.pk, by=lena, at=FINAL + MINUTE, text="Again, please.")
    claims.take(claim.pk, reviewer=rosa, by=rosa, at=FINAL + MINUTE)
    actions.approve(claim.pk, by=rosa, at=FINAL + 2 * MINUTE)

    draw(FINAL + 12 * MINUTE)

    assert [look.voided_at is None for look in SecondLook.objects.order_by("pk")] == [False, True]


# Lists, marks and figures


def test_figures_add_up():
    lena = a_lead()
    actions.look_again(a_second_look().pk, by=lena, at=FINAL, outcome="agreed")
    actions.keep_decision(a_returned_look().pk, by=lena, at=FINAL, text="It stands.")
    actions.reverse(a_returned_look().decision.claim_id, by=lena, at=FINAL, text="It does not.")
    actions.reverse(a_second_look().decision.claim_id, by=lena, at=FINAL, text="It does not.")
    a_second_look()

    assert SecondLook.objects.drawn_between(FINAL, FINAL + DAY).tally() == {
        "drawn": 5,
        "agreed": 1,
        "returned": 2,
        "kept": 1,
        "reversed": 1,
        "void": 1,
    }
    assert SecondLook.objects.drawn_between(FINAL + DAY, FINAL + 2 * DAY).tally()["drawn"] == 0
