"""Closing a day moves the deadlines that run over it, and nothing else (CLK-1)."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction

from accounts.actors import CLOCK
from calendars.models import TEAM, Closure
from claims import door
from claims.refusals import NotNow
from claims.states import ClockKind, State
from outbox.models import Message
from reviews import arbitrations, closures, sweeps
from tests.claim_factories import (
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    answer,
    ask,
    fresh,
)
from tests.factories import a_lead, a_location, a_partner, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

DAY = timedelta(days=1)
WEDNESDAY = date(2026, 3, 4)
NEXT_MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


def dues(claim):
    return dict(claim.deadlines.running().values_list("kind", "due_at"))


def german_claim_to_answer():
    return a_claim_to_answer(location=a_location(a_partner(country="DE"), time_zone="Europe/Berlin"))


@pytest.mark.rule("CLK-1")
def test_preview_says_what_would_move_and_moves_nothing():
    claim = a_submitted_claim()
    before = dues(claim)

    shifts = closures.preview(add=Closure(calendar=TEAM, date=WEDNESDAY, name="Team day"), at=MONDAY)

    assert [(shift.deadline.claim, shift.deadline.kind) for shift in shifts] == [(claim, "start_review")]
    assert [(shift.old_due_at, shift.new_due_at) for shift in shifts] == [(NEXT_MONDAY, NEXT_MONDAY + DAY)]
    assert dues(claim) == before
    assert not Closure.objects.exists()


@pytest.mark.rule("CLK-1")
def test_closed_day_of_the_team_moves_the_start_of_the_review(lena):
    claim = a_submitted_claim()

    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)

    assert dues(claim) == {"start_review": NEXT_MONDAY + DAY}
    assert fresh(claim).due_at == NEXT_MONDAY + DAY
    event = claim.events.get(kind="deadline_moved")
    assert event.before == {"start_review": NEXT_MONDAY.isoformat()}
    assert event.after == {
        "start_review": (NEXT_MONDAY + DAY).isoformat(),
        "closure": "Team day, 2026-03-04",
    }
    assert event.actor == "Lena Lead"


@pytest.mark.rule("CLK-1")
def test_closed_day_of_the_team_moves_every_clock_of_a_review(lena):
    claim = a_claim_under_review()
    before = dues(claim)

    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)

    assert dues(claim) == {kind: due_at + DAY for kind, due_at in before.items() if kind != "overall"} | {
        # Its tenth business day was a Monday; St Patrick's Day comes next.
        "overall": before["overall"] + 2 * DAY
    }
    claim = fresh(claim)
    assert claim.due_at == dues(claim)["decision"]
    assert claim.overall_due_at == dues(claim)["overall"]
    assert claim.overall_risk_at == dues(claim)["overall_risk"]
    assert claim.events.filter(kind="deadline_moved").count() == 1


@pytest.mark.rule("CLK-1")
def test_closed_day_of_a_country_moves_its_partners_answer_and_reminders_only(lena):
    german, irish, waiting = german_claim_to_answer(), a_claim_to_answer(), a_submitted_claim()
    before, others = dues(german), {claim: dues(claim) for claim in (irish, waiting)}

    closures.add("DE", WEDNESDAY, "Works outing", by=lena, at=MONDAY)

    partner_clocks = {ClockKind.ANSWER, ClockKind.FIRST_REMINDER, ClockKind.LAST_REMINDER}
    moved = {kind for kind, due_at in dues(german).items() if due_at != before[kind]}
    assert moved == partner_clocks
    assert fresh(german).due_at == before["answer"] + DAY
    assert {claim: dues(claim) for claim in (irish, waiting)} == others


def test_partner_that_has_to_answer_is_told_the_new_date(lena):
    german, waiting = german_claim_to_answer(), a_submitted_claim()
    held = Message.objects.get(
        about=german.code, kind="information_requested", recipient=german.created_by.email
    )

    closures.add("DE", WEDNESDAY, "Works outing", by=lena, at=MONDAY)
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)

    told = Message.objects.filter(kind="deadline_moved")
    assert {message.recipient for message in told} == {german.created_by.email, german.own_contact_email}
    assert "9 Mar 2026" in held.text
    assert all("10 Mar 2026" in message.text for message in told)
    assert not told.filter(about=waiting.code).exists()


@pytest.mark.rule("CLK-1")
def test_day_opened_again_moves_deadlines_back(lena):
    claim = a_submitted_claim()
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)
    closure = Closure.objects.get()

    previewed = closures.preview(remove=closure, at=MONDAY)
    closures.remove(closure.pk, by=lena, at=MONDAY)

    assert [shift.new_due_at for shift in previewed] == [NEXT_MONDAY]
    assert fresh(claim).due_at == NEXT_MONDAY
    assert dues(claim) == {"start_review": NEXT_MONDAY}


@pytest.mark.rule("CLK-1")
def test_what_is_previewed_is_what_moves(lena):
    for claim in (a_submitted_claim(), a_claim_under_review(), german_claim_to_answer()):
        assert claim.pk
    for calendar in (TEAM, "DE"):
        wanted = Closure(calendar=calendar, date=WEDNESDAY, name="Closed")
        previewed = {
            (shift.deadline.pk, shift.new_due_at) for shift in closures.preview(add=wanted, at=MONDAY)
        }

        moved = closures.add(calendar, WEDNESDAY, "Closed", by=lena, at=MONDAY)

        assert {(shift.deadline.pk, shift.new_due_at) for shift in moved} == previewed
        assert previewed


def test_decision_resumed_after_a_pause_moves_by_what_it_still_counts(lena):
    claim = a_claim_under_review()
    ask(claim, at=MONDAY + DAY)
    answer(claim, at=MONDAY + 2 * DAY)
    before = dues(claim)["decision"]

    closures.add(TEAM, date(2026, 3, 5), "Team day", by=lena, at=MONDAY + 2 * DAY)

    assert before == datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    assert dues(claim)["decision"] == before + DAY


@pytest.mark.rule("CLK-1")
def test_what_has_passed_does_not_move(lena):
    claim = a_submitted_claim()
    late = NEXT_MONDAY + timedelta(minutes=1)

    shifts = closures.preview(add=Closure(calendar=TEAM, date=WEDNESDAY, name="Team day"), at=late)
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=late)

    assert shifts == []
    assert fresh(claim).due_at == NEXT_MONDAY
    assert not claim.events.filter(kind="deadline_moved").exists()


def test_nobodys_time_ends_because_a_day_is_opened_again(lena):
    claim = a_submitted_claim()
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)

    closures.remove(Closure.objects.get().pk, by=lena, at=NEXT_MONDAY + DAY / 2)

    assert fresh(claim).due_at == NEXT_MONDAY + DAY
    assert not fresh(claim).is_overdue(NEXT_MONDAY + DAY / 2)


@pytest.mark.rule("CLK-4")
def test_reminder_that_was_sent_is_not_sent_again(lena):
    claim = a_claim_to_answer()
    first = dues(claim)["first_reminder"]
    list(sweeps.enforce(first))

    closures.add("IE", date(2026, 3, 6), "Storm", by=lena, at=first)
    for passed in range(9):
        list(sweeps.enforce(first + passed * DAY))

    reminders = Message.objects.filter(about=claim.code, kind="reminder", recipient=claim.created_by.email)
    assert [message.created_at for message in reminders.order_by("created_at")] == [first, NEXT_MONDAY]
    assert fresh(claim).state == State.REJECTED
    assert fresh(claim).decided_at == NEXT_MONDAY + DAY


def test_day_without_running_deadlines_is_closed_quietly(lena):
    assert closures.add("SE", WEDNESDAY, "Flood", by=lena, at=MONDAY) == []

    assert Closure.objects.get().name == "Flood"


def test_day_is_closed_once(lena):
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)

    with pytest.raises(NotNow, match="closed already"):
        closures.add(TEAM, WEDNESDAY, "Again", by=lena, at=MONDAY)


def test_day_is_opened_once(lena):
    closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY)
    pk = Closure.objects.get().pk
    closures.remove(pk, by=lena, at=MONDAY)

    with pytest.raises(NotNow):
        closures.remove(pk, by=lena, at=MONDAY)


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("person", [a_reviewer, a_support])
def test_only_a_lead_changes_the_calendars(person):
    with pytest.raises(PermissionDenied):
        closures.add(TEAM, WEDNESDAY, "Team day", by=person(), at=MONDAY)
    with pytest.raises(PermissionDenied):
        closures.remove(1, by=person(), at=MONDAY)

    assert not Closure.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CLK-1", "LIF-7")
def test_closing_a_day_and_bringing_rivals_together_do_not_wait_for_each_other(lena):
    customer = a_customer()
    first, second = a_submitted_claim(tenant=customer), a_submitted_claim(tenant=customer)
    moved = []

    def close_a_day():
        try:
            moved.extend(closures.add(TEAM, WEDNESDAY, "Team day", by=lena, at=MONDAY))
        except Exception as trouble:
            moved.append(trouble)
        finally:
            connections.close_all()

    closing = threading.Thread(target=close_a_day)
    with transaction.atomic():
        arbitrations.one_at_a_time(customer.pk)
        door.locked(second.pk, by=CLOCK)
        closing.start()
        closing.join(timeout=1)
        assert closing.is_alive()
        door.locked(first.pk, by=CLOCK)
    closing.join(timeout=30)

    assert [shift.deadline.claim_id for shift in moved] == [first.pk, second.pk]
