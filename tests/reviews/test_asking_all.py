"""One request to every party of an arbitration, with one deadline (ARB-3)."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import News
from claims import actions as claims
from claims.refusals import NotNow, TooLate
from claims.states import RequestReason, State
from claims.why import explain
from outbox.models import Message
from reviews import actions, closures
from reviews.models import Arbitration, JointRequest
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    answer,
    fresh,
)
from tests.factories import (
    a_lead,
    a_location,
)

from .asking import BEFORE_PATRICK, POINTS, WORDS, ask_all, dues, rivals

pytestmark = pytest.mark.django_db


@pytest.mark.rule("ARB-3")
def test_everybody_is_asked_the_same_at_one_instant_and_becomes_the_leads(dublin, munich, lena):
    claims_in_it = rivals(dublin, munich, a_location())

    joint = ask_all(lena)

    asked = [fresh(claim) for claim in claims_in_it]
    assert {claim.state for claim in asked} == {State.ACTION_REQUIRED}
    assert {claim.reviewer for claim in asked} == {lena}
    requests = [claim.requests.get() for claim in asked]
    assert {(each.text, each.asked_at, each.asked_by) for each in requests} == {
        ("Please say when the work was done.", MONDAY, lena)
    }
    assert {each.points.get().text for each in requests} == {"On which days?"}
    assert set(joint.requests.all()) == set(requests)


@pytest.mark.rule("ARB-3", "CLK-4")
def test_everybody_has_the_longest_time_that_one_of_them_has(dublin, munich, lena):
    """Saint Patrick's day on Tuesday, 17 March: Dublin's five days end a day later than Munich's."""
    ours, theirs = rivals(dublin, munich, at=BEFORE_PATRICK)

    ask_all(lena, at=BEFORE_PATRICK)

    until = datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
    assert (fresh(ours).due_at, fresh(theirs).due_at) == (until, until)
    assert dues(ours) == dues(theirs)
    assert dues(ours) == {
        "answer": until,
        "first_reminder": datetime(2026, 3, 19, 9, 0, tzinfo=UTC),
        "last_reminder": datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
    }
    for message in Message.objects.filter(kind="information_requested"):
        assert "23 Mar 2026" in message.text


@pytest.mark.rule("ARB-3", "CLK-8", "PPL-5")
def test_why_this_date_tells_of_the_same_time_for_all_and_of_no_other_country(dublin, munich, lena, client):
    ours, theirs = rivals(dublin, munich, at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)

    assert explain(fresh(ours), "answer").own_at is None
    why = explain(fresh(theirs), "answer")

    assert why.due_at == datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
    assert why.own_at == datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
    assert why.computed_at is None
    assert "Germany" in why.calendar
    client.force_login(theirs.created_by)
    page = client.get(reverse("claims:why", args=[theirs.code, "answer"])).text
    assert "the time is the same for everybody who was asked" in page
    assert "Patrick" not in page
    assert "Ireland" not in page


@pytest.mark.rule("ARB-3", "CLK-1", "PPL-5")
def test_closure_in_one_country_moves_the_date_of_all(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich, at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)
    day = datetime(2026, 3, 18, tzinfo=UTC).date()
    wanted = closures.Closure(calendar="IE", date=day, name="Storm")
    foreseen = {
        (shift.deadline.pk, shift.new_due_at) for shift in closures.preview(add=wanted, at=BEFORE_PATRICK)
    }

    moved = closures.add("IE", day, "Storm", by=lena, at=BEFORE_PATRICK + MINUTE)

    assert foreseen == {(shift.deadline.pk, shift.new_due_at) for shift in moved}
    until = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
    assert (fresh(ours).due_at, fresh(theirs).due_at) == (until, until)
    assert dues(ours) == dues(theirs)
    assert ours.events.get(kind="deadline_moved").after["closure"].startswith("Storm")
    assert "closure" not in theirs.events.get(kind="deadline_moved").after
    told = Message.objects.get(kind="deadline_moved", about=theirs.code, recipient=theirs.created_by.email)
    assert "Storm" not in told.text


def test_closure_where_nobody_has_the_longest_time_moves_nothing(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich, at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)

    day = datetime(2026, 3, 18, tzinfo=UTC).date()
    moved = closures.add("DE", day, "Works outing", by=lena, at=BEFORE_PATRICK + MINUTE)

    assert [shift for shift in moved if shift.deadline.kind == "answer"] == []
    assert fresh(ours).due_at == fresh(theirs).due_at


@pytest.mark.rule("ARB-3", "EDT-1")
def test_partner_that_changes_its_location_keeps_the_common_date(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich, at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)
    vienna = a_location(theirs.partner, country="AT", time_zone="Europe/Vienna")

    claims.edit(theirs.pk, by=theirs.created_by, at=BEFORE_PATRICK + MINUTE, location=vienna)

    assert fresh(theirs).due_at == fresh(ours).due_at


@pytest.mark.rule("ARB-3", "LIF-6")
def test_taking_it_back_takes_it_back_from_everybody(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich)
    joint = ask_all(lena)

    actions.take_back(ours.pk, by=lena, at=MONDAY + 9 * MINUTE)

    assert {fresh(ours).state, fresh(theirs).state} == {State.UNDER_REVIEW}
    joint.refresh_from_db()
    assert joint.taken_back_at == MONDAY + 9 * MINUTE
    assert {each.taken_back_by for each in joint.requests.all()} == {lena}
    assert not Message.objects.filter(kind="information_requested", state="waiting").exists()
    assert not News.objects.filter(kind="information_requested").exists()
    # It can be asked again.
    ask_all(lena, at=MONDAY + 9 * MINUTE)
    assert JointRequest.objects.count() == 2


def test_taking_it_back_from_the_arbitrations_page(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich)
    ask_all(lena)
    arbitration = Arbitration.objects.get()
    with pytest.raises(PermissionDenied):
        actions.take_back_all(arbitration.pk, by=a_lead(), at=MONDAY + MINUTE)
    with pytest.raises(TooLate):
        actions.take_back_all(arbitration.pk, by=lena, at=MONDAY + 10 * MINUTE)

    actions.take_back_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)

    assert {fresh(ours).state, fresh(theirs).state} == {State.UNDER_REVIEW}
    with pytest.raises(NotNow, match="taken back before"):
        actions.take_back_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)


def test_what_was_answered_within_the_ten_minutes_stays(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich)
    ask_all(lena)
    answer(theirs, at=MONDAY + MINUTE)

    actions.take_back_all(Arbitration.objects.get().pk, by=lena, at=MONDAY + 2 * MINUTE)

    assert fresh(ours).requests.get().taken_back_at == MONDAY + 2 * MINUTE
    assert fresh(theirs).requests.get().answered_at == MONDAY + MINUTE


@pytest.mark.rule("ARB-3")
def test_nobody_is_asked_when_one_can_not_be(dublin, munich, lena):
    ours, theirs = rivals(dublin, munich)
    claims.request_information(theirs.pk, by=theirs.reviewer, at=MONDAY, **WORDS)

    with pytest.raises(NotNow, match=f"{theirs.code} is Partner action required"):
        ask_all(lena)

    assert fresh(ours).state == State.UNDER_REVIEW
    assert not JointRequest.objects.exists()


@pytest.mark.rule("PPL-5")
@pytest.mark.parametrize("name", ["Fabrikam Cloud", "fabrikam", "Northwind Dublin", "MPN", "code"])
def test_words_that_name_a_party_are_refused(dublin, munich, lena, name):
    ours, theirs = rivals(dublin, munich)
    name = {"MPN": munich.mpn_id, "code": ours.code}.get(name, name)
    words = [
        {"text": f"Is it not {name}'s work?", "points": POINTS},
        {"text": "When?", "points": {RequestReason.DATES: f"As {name}, please."}},
    ]

    for said in words:
        with pytest.raises(NotNow, match="tells who is compared"):
            actions.ask_all(Arbitration.objects.get().pk, by=lena, at=MONDAY, **said)
    assert fresh(theirs).state == State.UNDER_REVIEW


@pytest.mark.rule("PPL-3", "REV-2")
def test_only_a_lead_without_a_conflict_asks(dublin, munich, lena):
    ours, _theirs = rivals(dublin, munich)
    with pytest.raises(PermissionDenied):
        ask_all(ours.reviewer)
    lena.former_employers.add(munich.partner)

    with pytest.raises(NotNow, match="conflict with one of the parties"):
        ask_all(lena)
