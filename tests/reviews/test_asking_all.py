"""One request to every party of an arbitration, with one deadline (ARB-3)."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from accounts.models import News
from claims import actions as claims
from claims.models import Deadline, Event
from claims.refusals import NotNow, TooLate
from claims.states import PartnerReason, RejectionReason, RequestReason, State
from claims.why import explain
from directory.models import Association
from outbox.models import Message
from reviews import actions, arbitrations, closures
from reviews.models import Arbitration, JointRequest
from reviews.sweeps import enforce
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    PDF,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    an_official_claim,
    an_upload,
    answer,
    fresh,
)
from tests.factories import (
    a_lead,
    a_location,
    a_partner,
    a_product,
    a_reviewer,
    a_subscription,
    an_association,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
POINTS = {RequestReason.DATES: "On which days?"}
WORDS = {"text": "Please say when the work was done.", "points": POINTS}
# Epiphany 2026 is a Tuesday, a holiday in Munich's country calendar only in parts; Dublin has Saint Patrick's.
BEFORE_PATRICK = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)


@pytest.fixture
def dublin():
    return a_location(a_partner(name="Northwind Consulting", country="IE"), name="Northwind Dublin")


@pytest.fixture
def munich():
    partner = a_partner(name="Fabrikam Cloud", country="DE")
    return a_location(partner, name="Fabrikam München", country="DE", time_zone="Europe/Berlin")


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


def rivals(*places, at=MONDAY):
    subscription = a_subscription(a_customer())
    made = [a_claim_under_review(location=place, subscription=subscription, at=at) for place in places]
    return [fresh(claim) for claim in made]


def ask_all(by, at=MONDAY):
    return actions.ask_all(Arbitration.objects.get().pk, by=by, at=at, **WORDS)


def dues(claim):
    return dict(claim.deadlines.running().filter(kind__in=KINDS).values_list("kind", "due_at"))


KINDS = ("answer", "first_reminder", "last_reminder")


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


# Partners of record


@pytest.mark.rule("ARB-4", "LIF-6")
def test_partner_of_record_reads_the_questions_once_they_can_not_be_taken_back(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)

    list(enforce(later + 9 * MINUTE))
    assert not held.comments.filter(written_by=lena).exists()
    list(enforce(later + 10 * MINUTE))
    list(enforce(later + 11 * MINUTE))

    said = held.comments.get(written_by=lena).body
    assert "Please say when the work was done." in said
    assert "Dates missing or older than twelve months: On which days?" in said
    # Good Friday and Easter Monday are in between.
    assert "Wed 8 Apr 2026" in said or "Tue 7 Apr 2026" in said
    assert "Fabrikam" not in said
    assert fresh(held).state == State.APPROVED
    claims.add_file(
        held.pk, by=held.created_by, at=later + DAY, upload=an_upload(PDF + b"2"), name="more.pdf"
    )


@pytest.mark.rule("ARB-4", "LIF-6")
def test_partner_of_record_never_hears_of_what_was_taken_back(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)
    actions.take_back_all(Arbitration.objects.get().pk, by=lena, at=later + MINUTE)

    list(enforce(later + 11 * MINUTE))

    assert not held.comments.filter(written_by=lena).exists()


@pytest.mark.rule("ARB-4", "ARB-3")
def test_partner_of_record_that_says_nothing_holds_nobody_up(dublin, munich, lena):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(location=dublin, tenant=tenant, products=[teams])
    later = MONDAY + 28 * DAY
    rival = a_claim_under_review(location=munich, tenant=tenant, products=[teams], at=later)
    ask_all(lena, at=later)
    answer(rival, at=later + DAY)

    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=rival)
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=later + 2 * DAY, text="Later.")

    assert fresh(held).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    assert Association.objects.live().get().partner == munich.partner


@pytest.mark.rule("ARB-4", "AFT-4")
def test_imported_partner_of_record_is_no_obstacle_to_asking(munich, lena):
    subscription = a_subscription(a_customer())
    an_association(subscription=subscription, source=Association.Source.IMPORT)
    rival = a_claim_under_review(location=munich, subscription=subscription)

    ask_all(lena)
    list(enforce(MONDAY + 10 * MINUTE))

    assert fresh(rival).state == State.ACTION_REQUIRED
    assert JointRequest.objects.get().incumbents_told_at == MONDAY + 10 * MINUTE


# What can happen in the middle


@pytest.mark.rule("ARB-3", "CLK-4")
def test_party_that_does_not_answer_lapses_and_the_others_are_decided(dublin, munich, lena):
    ours, theirs, third = rivals(dublin, munich, a_location())
    ask_all(lena)
    until = fresh(ours).due_at
    answer(ours, at=MONDAY + DAY)
    answer(third, at=MONDAY + DAY)
    arbitration = Arbitration.objects.get()
    winner = arbitration.parties.get(claim_product__claim=ours)
    with pytest.raises(NotNow, match=f"{theirs.code} is Partner action required"):
        arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=MONDAY + 2 * DAY, text="")

    list(enforce(until))
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=until + MINUTE, text="")

    assert fresh(theirs).rejection_reason == RejectionReason.NO_PARTNER_RESPONSE
    assert fresh(third).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    assert fresh(ours).state == State.APPROVED


@pytest.mark.rule("ARB-3", "LIF-5")
def test_withdrawal_in_the_middle_leaves_the_date_of_the_others(dublin, munich, lena):
    ours, theirs, third = rivals(dublin, munich, a_location(), at=BEFORE_PATRICK)
    ask_all(lena, at=BEFORE_PATRICK)
    until = fresh(theirs).due_at

    claims.withdraw(ours.pk, by=ours.created_by, at=BEFORE_PATRICK + DAY, reason=PartnerReason.WRONG_MPN_ID)

    assert (fresh(theirs).due_at, fresh(third).due_at) == (until, until)


# Starting what waits


@pytest.mark.rule("ARB-2", "ARB-3")
def test_lead_starts_what_waits_with_one_click_and_can_decide(dublin, munich, lena):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(location=dublin, subscription=subscription)
    held_up = a_submitted_claim(location=munich, subscription=subscription)
    claims.take(held_up.pk, reviewer=(rosa := a_reviewer()), by=rosa, at=MONDAY)
    a_claim_under_review(subscription=subscription)
    arbitration = Arbitration.objects.get()

    started = actions.start_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)

    assert {claim.pk for claim in started} == {ours.pk, held_up.pk}
    assert {fresh(ours).reviewer, fresh(held_up).reviewer} == {lena}
    assert Arbitration.objects.get() == arbitration
    with pytest.raises(NotNow, match="No review waits"):
        actions.start_all(arbitration.pk, by=lena, at=MONDAY + MINUTE)
    winner = arbitration.parties.get(claim_product__claim=ours)
    arbitrations.decide(arbitration.pk, winner_id=winner.pk, by=lena, at=MONDAY + 2 * MINUTE, text="")
    assert fresh(ours).state == State.APPROVED


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("ARB-3", "LIF-7")
def test_two_leads_who_ask_at_once_ask_once(dublin, munich):
    rivals(dublin, munich)
    arbitration_id, gate, said = Arbitration.objects.get().pk, threading.Barrier(2), []

    def ask(lead):
        try:
            gate.wait(timeout=30)
            said.append(actions.ask_all(arbitration_id, by=lead, at=MONDAY, **WORDS))
        except NotNow as refusal:
            said.append(refusal.message)
        finally:
            connections.close_all()

    asking = [threading.Thread(target=ask, args=[lead]) for lead in (a_lead(), a_lead())]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(timeout=60)

    assert JointRequest.objects.count() == 1
    assert sum(isinstance(each, JointRequest) for each in said) == 1
    assert sum("Partner action required" in str(each) for each in said) == 1


# The page


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def address(name="ask_all"):
    return reverse(f"reviews:{name}", args=[Arbitration.objects.get().pk])


def typed(client, **more):
    seen = client.get(address()).context["form"]["seen"].value()
    return {"seen": seen, "text": WORDS["text"], "detail_dates": "On which days?"} | more


@pytest.mark.rule("ARB-3", "REV-5")
def test_lead_sees_what_is_read_and_until_when_before_it_is_sent(client, now, dublin, munich, lena):
    ours, theirs = rivals(dublin, munich)
    client.force_login(lena)

    shown = client.post(address(), typed(client, preview="1"))
    assert "This is what every partner reads" in shown.text
    assert "On which days?" in shown.text
    assert fresh(ours).state == State.UNDER_REVIEW
    changed = client.post(address(), typed(client, edit="1"))
    assert changed.context["form"]["text"].value() == WORDS["text"]

    sent = client.post(address(), typed(client))

    assert (sent.status_code, sent.url) == (302, address("arbitration"))
    assert {fresh(ours).state, fresh(theirs).state} == {State.ACTION_REQUIRED}
    assert "Take it back from everybody" in client.get(sent.url).text
    client.post(address("take_back_all"))
    assert {fresh(ours).state, fresh(theirs).state} == {State.UNDER_REVIEW}


@pytest.mark.rule("PPL-5")
def test_word_that_names_a_party_is_refused_beside_its_field(client, now, dublin, munich, lena):
    rivals(dublin, munich)
    client.force_login(lena)

    response = client.post(address(), typed(client, detail_dates="As Northwind did."))

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"detail_dates"}


def test_nothing_ticked_is_refused(client, now, dublin, munich, lena):
    rivals(dublin, munich)
    client.force_login(lena)

    assert client.post(address(), typed(client, detail_dates="")).status_code == 422


@pytest.mark.rule("LIF-7")
def test_asking_about_what_has_changed_is_refused_with_all_that_was_typed(client, now, dublin, munich, lena):
    _ours, theirs = rivals(dublin, munich)
    client.force_login(lena)
    stale = typed(client)
    claims.release(theirs.pk, by=theirs.reviewer, at=MONDAY)

    refused = client.post(address(), stale)

    assert refused.status_code == 409
    assert refused.context["form"]["detail_dates"].value() == "On which days?"
    again = client.post(address(), stale | {"seen": refused.context["form"]["seen"].value()})
    assert again.status_code == 302


def test_page_starts_what_waits(client, now, dublin, munich, lena):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(location=dublin, subscription=subscription)
    a_claim_under_review(location=munich, subscription=subscription)
    client.force_login(lena)

    assert "Start the reviews that wait" in client.get(address("arbitration")).text
    client.post(address("start_all"))

    assert fresh(ours).state == State.UNDER_REVIEW
    assert Event.objects.filter(claim=ours, kind="start_review").exists()
    assert Deadline.objects.running().filter(claim=ours, kind="decision").exists()
