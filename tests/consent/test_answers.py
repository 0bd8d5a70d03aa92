from datetime import timedelta

import pytest
from django.apps import apps

from accounts.tokens import token_hash
from claims import actions as claims
from claims.models import Event
from claims.states import RejectionReason, State
from consent import actions
from consent.models import Answer, Link, Window
from directory.models import Association
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    an_approved_claim,
    deliver_notice,
    fresh,
)
from tests.factories import a_lead, a_product, a_reviewer

from .customers import a_noticed_claim, notice_of, sent, sweep, token_in, words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OPENED = MONDAY + 10 * MINUTE
TOMORROW = MONDAY + DAY


def in_window(carla, **fields):
    """Carla, and her claim whose window opened at OPENED."""
    claim = an_approved_claim(**fields)
    reader = carla(claim)
    deliver_notice(claim, at=OPENED)
    return reader, fresh(claim)


def kinds(claim):
    return list(claim.events.order_by("number").values_list("kind", flat=True))


@pytest.mark.rule("CON-1")
def test_contact_is_written_to_on_submission_once(carla):
    claim = a_submitted_claim(tenant=a_customer(language="de"))

    sweep(MONDAY)
    sweep(MONDAY + MINUTE)

    (message,) = sent(claim, "notice_submission")
    assert message.recipient == "carla@customer.example"
    assert message.reply_to == "fiona@partner.example"
    assert '<html lang="de">' in message.html
    assert notice_of(claim).language == "de"
    assert fresh(claim).notice_due_at is None


@pytest.mark.rule("CON-1")
def test_confirmation_is_kept_and_shown_and_receipted(carla):
    claim = a_noticed_claim()
    reader = carla(claim)

    page = reader.confirm(TOMORROW)

    assert page.status_code == 200
    assert "You confirmed this" in words(page)
    answer = Answer.objects.get()
    assert (answer.kind, answer.answered_at) == (Answer.Kind.CONFIRMED, TOMORROW)
    event = claim.events.get(kind="confirmed")
    assert (event.side, event.actor) == (Event.Side.CUSTOMER, "Carla Customer")
    assert fresh(claim).state == State.SUBMITTED
    assert [message.recipient for message in sent(claim, "receipt_confirmed")] == ["carla@customer.example"]


def test_confirming_twice_is_confirming_once(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    reader.confirm(TOMORROW)

    page = reader.confirm(TOMORROW + MINUTE)

    assert page.status_code == 200
    assert Answer.objects.get().answered_at == TOMORROW
    assert kinds(claim).count("confirmed") == 1
    assert len(sent(claim, "receipt_confirmed")) == 1


@pytest.mark.rule("CON-1")
@pytest.mark.rule("LIF-1")
@pytest.mark.parametrize("made", [a_submitted_claim, a_claim_under_review, a_claim_to_answer])
def test_declining_rejects_an_open_claim(carla, made):
    claim = made()
    actions.notify(claim.pk, at=MONDAY)
    reader = carla(claim)

    page = reader.say_no(TOMORROW, reason="other_partner", text="Fabrikam did this.")

    assert page.status_code == 200
    assert f"You declined {claim.partner.name}" in words(page)
    claim = fresh(claim)
    assert (claim.state, claim.rejection_reason) == (State.REJECTED, RejectionReason.CUSTOMER_DENIAL)
    answer = Answer.objects.get()
    assert (answer.kind, answer.reason, answer.text) == ("declined", "other_partner", "Fabrikam did this.")
    event = claim.events.get(kind="decline")
    assert (event.after["customer_reason"], event.text) == ("other_partner", "Fabrikam did this.")
    assert len(sent(claim, "receipt_declined")) == 1
    assert [message.recipient for message in sent(claim, "declined")] == [
        claim.submitted_by.email,
        "fiona@partner.example",
    ]
    assert not claim.requests.filter(answered_at=None, lapsed_at=None).exists()


def test_declining_after_confirming_is_possible(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    reader.confirm(TOMORROW)

    reader.say_no(TOMORROW + MINUTE)

    assert fresh(claim).state == State.REJECTED
    assert list(Answer.objects.order_by("pk").values_list("kind", flat=True)) == ["confirmed", "declined"]


def test_declining_twice_is_declining_once(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    reader.say_no(TOMORROW, reason="other")

    page = reader.say_no(TOMORROW + MINUTE, reason="no_sharing")

    assert page.status_code == 200
    assert Answer.objects.get().reason == "other"
    assert len(sent(claim, "receipt_declined")) == 1


def test_declined_claim_has_no_way_back(carla):
    claim = a_noticed_claim()
    reader = carla(claim)
    reader.say_no(TOMORROW)

    page = reader.change_mind(TOMORROW + MINUTE)

    assert page.status_code == 409
    assert fresh(claim).state == State.REJECTED


@pytest.mark.rule("CON-2")
def test_contact_gets_the_opt_out_notice_after_the_time_to_take_back():
    claim = an_approved_claim()

    (message,) = sent(claim, "notice_approval")

    assert message.not_before == MONDAY + 10 * MINUTE
    assert fresh(claim).state == State.APPROVED
    assert not Window.objects.exists()


@pytest.mark.rule("CON-2")
def test_customer_is_reminded_once_two_days_before_the_end(carla):
    _reader, claim = in_window(carla, tenant=a_customer(country="DE", time_zone="Europe/Berlin"))
    remind_at = OPENED + 5 * DAY

    sweep(remind_at - timedelta(seconds=1))
    assert sent(claim, "window_reminder") == []
    for late in range(3):
        sweep(remind_at + late * MINUTE)

    (message,) = sent(claim, "window_reminder")
    assert kinds(claim).count("customer_reminded") == 1
    assert message.recipient == "carla@customer.example"
    assert "Mon 9 Mar 2026, 10:10 (Europe/Berlin)" in words(message.text)
    assert fresh(claim).state == State.APPROVED


def test_link_in_the_reminder_works_like_the_first(carla):
    reader, claim = in_window(carla)
    sweep(OPENED + 5 * DAY)
    reader.use(token_in(sent(claim, "window_reminder")[0]))

    reader.say_no(OPENED + 6 * DAY)

    assert fresh(claim).state == State.REJECTED


def test_nobody_is_reminded_of_a_window_that_is_over_or_answered(carla):
    _reader, late = in_window(carla)
    reader, denied = in_window(carla)
    reader.say_no(TOMORROW)

    sweep(OPENED + 8 * DAY)

    assert sent(late, "window_reminder") == []
    assert sent(denied, "window_reminder") == []


@pytest.mark.rule("CON-3")
def test_opting_out_ends_the_association_for_good(carla):
    reviewer = a_reviewer()
    reader, claim = in_window(carla, reviewer=reviewer)

    page = reader.say_no(TOMORROW, reason="no_sharing", text="Our policy.")
    sweep(OPENED + 8 * DAY)

    assert f"You opted out of {claim.partner.name}" in words(page)
    claim = fresh(claim)
    assert (claim.state, claim.rejection_reason) == (State.REJECTED, RejectionReason.CUSTOMER_DENIAL)
    association = Association.objects.get()
    assert (association.official_at, association.ended_at) == (None, TOMORROW)
    assert Window.objects.get().outcome == Window.Outcome.OPTED_OUT
    assert not claim.hand_offs.exists()
    assert [message.recipient for message in sent(claim, "receipt_opted_out")] == ["carla@customer.example"]
    assert {message.recipient for message in sent(claim, "declined")} == {
        claim.submitted_by.email,
        "fiona@partner.example",
    }
    assert [message.recipient for message in sent(claim, "declined_in_review")] == [reviewer.email]


@pytest.mark.rule("CON-3", "LNG-1")
def test_partner_reads_the_customers_reason_in_its_own_language(carla, client):
    """Not in the customer's, in which it was chosen."""
    reader, claim = in_window(carla, tenant=a_customer(language="de"))
    reader.say_no(TOMORROW, reason="other_partner", text="Das war jemand anders.")
    filer = claim.created_by

    for language, words_of_reason in (("en", "Another partner did this work"), ("nl", "Een andere partner")):
        type(filer).objects.filter(pk=filer.pk).update(language=language)
        client.force_login(filer)
        page = client.get(f"/claims/{claim.code}/").text
        history = client.get(f"/claims/{claim.code}/history/").text
        # Why the claim ended, and its history below.
        assert page.count(words_of_reason) == 2
        assert page.count("Das war jemand anders.") == 2
        assert words_of_reason in history
        assert "Ein anderer Partner" not in page + history


@pytest.mark.rule("CON-3")
@pytest.mark.parametrize("made_open", [True, False])
def test_unknown_partner_alerts_the_leads_once(carla, made_open):
    lena = a_lead()
    if made_open:
        claim = a_noticed_claim()
        reader = carla(claim)
    else:
        reader, claim = in_window(carla)
    reader.say_no(TOMORROW, reason="unknown_partner")

    sweep(TOMORROW)
    sweep(TOMORROW + MINUTE)

    assert [message.recipient for message in sent(claim, "unknown_partner")] == [lena.email]
    assert Answer.objects.get().leads_told_at == TOMORROW


def test_other_reasons_alert_nobody(carla):
    a_lead()
    reader, claim = in_window(carla)
    reader.say_no(TOMORROW, reason="other")

    sweep(TOMORROW)

    assert sent(claim, "unknown_partner") == []


@pytest.mark.rule("CON-3")
def test_customer_changes_their_mind_until_the_window_ends(carla):
    reader, claim = in_window(carla)
    ends_at = claim.window_ends_at
    reader.say_no(TOMORROW)

    page = reader.change_mind(ends_at - timedelta(microseconds=1))

    assert page.status_code == 200
    assert "You agreed after all" in words(page)
    claim = fresh(claim)
    assert (claim.state, claim.window_ends_at) == (State.APPROVED, ends_at)
    assert Association.objects.live().count() == 1
    assert len(sent(claim, "receipt_changed_mind")) == 1
    sweep(ends_at)
    assert Window.objects.get().outcome == Window.Outcome.OFFICIAL
    assert Association.objects.get(ended_at=None).official_at == ends_at


@pytest.mark.rule("CON-3")
@pytest.mark.parametrize("swept", [True, False])
def test_mind_can_not_be_changed_once_the_window_is_over(carla, swept):
    reader, claim = in_window(carla)
    reader.say_no(TOMORROW)
    if swept:
        sweep(claim.window_ends_at)

    page = reader.change_mind(claim.window_ends_at)

    assert page.status_code == 410
    assert "You opted out" in words(page)
    assert "that is final now" in words(page)
    assert fresh(claim).state == State.REJECTED
    assert not Association.objects.live().exists()


def test_no_and_yes_and_no_again(carla):
    reader, claim = in_window(carla)
    reader.say_no(TOMORROW)
    reader.change_mind(TOMORROW + MINUTE)
    reader.change_mind(TOMORROW + 2 * MINUTE)
    reader.say_no(TOMORROW + 3 * MINUTE)

    assert fresh(claim).state == State.REJECTED
    assert [answer.kind for answer in Answer.objects.order_by("pk")] == [
        "opted_out",
        "changed_mind",
        "opted_out",
    ]
    assert len(sent(claim, "receipt_opted_out")) == 2


def test_link_in_the_receipt_leads_back(carla):
    reader, claim = in_window(carla)
    reader.say_no(TOMORROW)
    reader.use(token_in(sent(claim, "receipt_opted_out")[0]))

    reader.change_mind(TOMORROW + MINUTE)

    assert fresh(claim).state == State.APPROVED


@pytest.mark.rule("CON-3")
def test_mind_can_not_be_changed_when_another_partner_took_the_place(carla):
    teams = a_product(name="Microsoft Teams")
    reader, claim = in_window(carla, products=[teams])
    reader.say_no(TOMORROW)
    rival = an_approved_claim(at=TOMORROW, tenant=claim.tenant, products=[teams])

    page = reader.change_mind(TOMORROW + MINUTE)

    assert page.status_code == 409
    assert "Another partner became the partner of record in the meantime." in words(page)
    assert rival.partner.name not in words(page)
    assert fresh(claim).state == State.REJECTED
    assert Association.objects.live().get().partner == rival.partner
    assert Answer.objects.get().kind == Answer.Kind.OPTED_OUT


def test_approval_that_was_reversed_leaves_the_link_dead_and_tells_the_customer(carla):
    reader, claim = in_window(carla)
    reviews.reverse(claim.pk, by=a_lead(), at=TOMORROW, text="The wrong file.")

    page = reader.page(TOMORROW + MINUTE)

    assert page.status_code == 410
    assert "The approval was reversed" in words(page)
    assert reader.say_no().status_code == 410
    assert reader.confirm().status_code == 410
    assert fresh(claim).state == State.UNDER_REVIEW
    assert not Answer.objects.exists()
    assert [message.recipient for message in sent(claim, "decision_reversed")] == ["carla@customer.example"]


def test_second_approval_has_a_window_of_its_own(carla):
    _reader, claim = in_window(carla)
    reviewer = a_reviewer()
    reviews.reverse(claim.pk, by=a_lead(), at=TOMORROW, text="The wrong file.")
    claims.take(claim.pk, reviewer=reviewer, by=reviewer, at=TOMORROW)
    reviews.approve(claim.pk, by=reviewer, at=TOMORROW)
    deliver_notice(claim, at=TOMORROW + 10 * MINUTE)

    sweep(OPENED + 7 * DAY)
    assert not Association.objects.exclude(official_at=None).exists()
    sweep(TOMORROW + 10 * MINUTE + 7 * DAY)

    outcomes = Window.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == [Window.Outcome.CANCELLED, Window.Outcome.OFFICIAL]


@pytest.mark.rule("CON-5")
def test_token_is_nowhere_in_the_database(carla):
    reader, claim = in_window(carla)
    tokens = [reader.token]
    reader.say_no(TOMORROW)
    tokens.append(token_in(sent(claim, "receipt_opted_out")[0]))
    reader.change_mind(TOMORROW + MINUTE)
    sweep(OPENED + 5 * DAY)
    tokens.append(token_in(sent(claim, "window_reminder")[0]))

    rows = [repr(row) for model in apps.get_models() for row in model.objects.values_list()]

    for token in tokens:
        assert len(token) >= 43
        assert not [row for row in rows if token in row]
        assert Link.objects.filter(token_hash=token_hash(token)).count() == 1
    assert len(set(tokens)) == 3


def test_message_that_left_keeps_no_secret(carla):
    reader, _claim = in_window(carla)

    assert [message.sealed for message in Message.objects.filter(state="sent")] == [""]


@pytest.mark.rule("CON-1")
def test_receipt_that_waits_still_leaves_after_the_approval(client):
    claim = a_noticed_claim()
    (notice,) = sent(claim, "notice_submission")
    client.post(f"/c/{token_in(notice)}/confirm/")

    reviewed = reviews.start_review(claim.pk, by=a_reviewer(), at=MONDAY)
    reviews.approve(claim.pk, by=reviewed.reviewer, at=MONDAY)

    assert [message.state for message in sent(claim, "receipt_confirmed")] == ["waiting"]
