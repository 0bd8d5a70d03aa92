"""CLK-6, CLK-9 and CON-4: when the customer's time begins and ends, and what its end does, once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from claims import actions as claims
from claims.refusals import Refused
from claims.states import PartnerReason, State
from consent import actions, sweeps
from consent.models import Answer, HandOff, Link, Notice, Window
from directory.models import Association
from outbox import actions as outbox
from outbox.models import Message
from outbox.states import Channel
from reviews import actions as reviews
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_customer,
    a_submitted_claim,
    an_approved_claim,
    an_official_claim,
    deliver_notice,
    fresh,
)
from tests.factories import a_lead, a_product, a_subscription

from .customers import (
    a_new_link,
    a_noticed_claim,
    mark_refused,
    mark_sent,
    message_of,
    notice_of,
    sent,
    sweep,
    token_of,
    words,
)
from .tenants import a_way_in, an_official_of

pytestmark = pytest.mark.each_database

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def opened(accepted_at, zone):
    """The window of a notice that the mail server took at that instant."""
    claim = an_approved_claim(at=accepted_at - DAY, tenant=a_customer(time_zone=zone))
    mark_sent(message_of(claim), accepted_at)
    sweep(accepted_at + MINUTE)
    return Window.objects.get(claim=claim)


@pytest.mark.django_db
@pytest.mark.rule("CLK-6")
@pytest.mark.parametrize(
    ("accepted_at", "zone", "ends_at"),
    [
        pytest.param(
            utc(2026, 3, 2, 9, 17, 23), "Europe/Dublin", utc(2026, 3, 9, 9, 17, 23), id="plain week"
        ),
        pytest.param(
            utc(2026, 3, 25, 14, 37), "Europe/Berlin", utc(2026, 4, 1, 13, 37), id="an hour is skipped"
        ),
        pytest.param(
            utc(2026, 3, 22, 1, 30), "Europe/Berlin", utc(2026, 3, 29, 1, 0), id="the very end is skipped"
        ),
        pytest.param(
            utc(2026, 10, 20, 14, 37), "Europe/Berlin", utc(2026, 10, 27, 15, 37), id="an hour comes twice"
        ),
        pytest.param(
            utc(2026, 10, 18, 0, 30), "Europe/Berlin", utc(2026, 10, 25, 0, 30), id="the very end comes twice"
        ),
        pytest.param(utc(2026, 3, 25, 14, 37), "UTC", utc(2026, 4, 1, 14, 37), id="no daylight saving"),
    ],
)
def test_window_lasts_seven_days_of_the_customers_clock_from_the_acceptance(accepted_at, zone, ends_at):
    window = opened(accepted_at, zone)

    assert (window.opened_at, window.ends_at) == (accepted_at, ends_at)
    assert fresh(window.claim).window_ends_at == ends_at


@pytest.mark.django_db
@pytest.mark.rule("CON-2")
def test_reminder_stands_two_local_days_before_the_end():
    window = opened(utc(2026, 3, 25, 14, 37), "Europe/Berlin")

    assert window.remind_at == utc(2026, 3, 30, 13, 37)


@pytest.mark.django_db
@pytest.mark.rule("CLK-6")
def test_window_does_not_open_before_the_server_took_the_notice():
    claim = an_approved_claim()

    sweep(MONDAY + 30 * DAY)

    assert not Window.objects.exists()
    assert fresh(claim).window_ends_at is None


@pytest.mark.django_db
@pytest.mark.rule("CLK-9")
def test_window_counts_from_the_acceptance_however_late_the_scheduler_runs():
    claim = an_approved_claim()
    accepted_at = MONDAY + 10 * MINUTE
    mark_sent(message_of(claim), accepted_at)

    sweep(accepted_at + 9 * DAY)

    window = Window.objects.get()
    assert (window.opened_at, window.ends_at) == (accepted_at, accepted_at + 7 * DAY)
    assert window.outcome == Window.Outcome.OFFICIAL
    assert Association.objects.get().official_at == window.ends_at
    assert sent(claim, "window_reminder") == []


@pytest.mark.django_db
@pytest.mark.rule("CLK-6")
def test_refused_notice_opens_no_window_and_asks_the_partner():
    claim = an_approved_claim()
    mark_refused(message_of(claim), MONDAY + 10 * MINUTE)

    sweep(MONDAY + 11 * MINUTE)
    sweep(MONDAY + 12 * MINUTE)
    sweep(MONDAY + 30 * DAY)

    assert not Window.objects.exists()
    claim = fresh(claim)
    assert (claim.state, claim.window_ends_at) == (State.APPROVED, None)
    assert claim.contact_bounced_at == MONDAY + 11 * MINUTE
    asked = sent(claim, "contact_needed")
    assert {message.recipient for message in asked} == {claim.submitted_by.email, "fiona@partner.example"}
    assert all(f"/claims/{claim.code}/customer-contact/" in message.text for message in asked)


@pytest.mark.django_db
@pytest.mark.rule("CLK-6")
def test_corrected_contact_gets_a_new_notice_whose_acceptance_opens_the_window():
    claim = an_approved_claim()
    mark_refused(message_of(claim), MONDAY + 10 * MINUTE)
    sweep(MONDAY + 11 * MINUTE)
    old = notice_of(claim)

    correct(claim, at=MONDAY + DAY)
    message = message_of(claim)
    mark_sent(message, MONDAY + DAY + MINUTE)
    sweep(MONDAY + DAY + 2 * MINUTE)

    assert message.recipient == "cora@customer.example"
    assert Notice.objects.get(pk=old.pk).replaced_at == MONDAY + DAY
    assert Window.objects.get().opened_at == MONDAY + DAY + MINUTE
    assert fresh(claim).contact_bounced_at is None


def correct(claim, *, at):
    return actions.correct_contact(
        claim.pk, by=claim.created_by, at=at, name="Cora Customer", title="CIO", email="cora@customer.example"
    )


@pytest.mark.django_db
@pytest.mark.rule("CON-5")
def test_link_of_the_wrong_contact_is_dead_once_it_is_corrected():
    claim = a_noticed_claim()
    link = actions.link_of(token_of(claim))
    mark_refused(message_of(claim), MONDAY)
    sweep(MONDAY + MINUTE)
    correct(claim, at=MONDAY + DAY)

    with pytest.raises(Refused, match="replaced"):
        actions.confirm(link, at=MONDAY + DAY)
    assert not Answer.objects.exists()


@pytest.mark.django_db
@pytest.mark.rule("CLK-6")
def test_refused_notice_that_is_sent_again_and_arrives_opens_the_window():
    claim = an_approved_claim()
    message = message_of(claim)
    mark_refused(message, MONDAY + 10 * MINUTE)
    sweep(MONDAY + 11 * MINUTE)

    outbox.send_again(message.pk, at=MONDAY + DAY)
    sweep(MONDAY + DAY)
    assert not Window.objects.exists()
    mark_sent(message_of(claim), MONDAY + DAY + MINUTE)
    sweep(MONDAY + DAY + 2 * MINUTE)

    assert Window.objects.get().opened_at == MONDAY + DAY + MINUTE
    assert fresh(claim).contact_bounced_at is None


@pytest.mark.django_db
@pytest.mark.rule("CON-4")
def test_association_is_official_from_the_very_end_and_not_before():
    claim = a_claim_in_window()
    ends_at = claim.window_ends_at

    sweep(ends_at - timedelta(microseconds=1))
    assert Association.objects.get().official_at is None
    sweep(ends_at + 7 * DAY)

    assert Association.objects.get().official_at == ends_at
    assert Window.objects.get().closed_at == ends_at + 7 * DAY
    assert fresh(claim).state == State.APPROVED
    assert {message.recipient for message in sent(claim, "official")} == {
        claim.submitted_by.email,
        "fiona@partner.example",
    }


@pytest.mark.django_db
@pytest.mark.rule("CLK-9")
def test_nothing_is_closed_or_reminded_early_whoever_asks():
    """A sweep that was held up may act on what a later change has moved."""
    claim = a_claim_in_window()
    window = claim.windows.get()

    assert actions.close(window.pk, at=window.ends_at - SECOND) is None
    assert actions.remind(window.pk, at=window.remind_at - SECOND) is False

    assert claim.windows.get() == window
    assert (claim.windows.get().closed_at, claim.windows.get().reminded_at) == (None, None)


@pytest.mark.django_db
def test_notice_on_its_way_when_the_approval_is_reversed_is_followed_by_a_word():
    claim = an_approved_claim()
    message = message_of(claim)
    message.state, message.attempts = "sending", 1
    message.save()
    reviews.reverse(claim.pk, by=a_lead(), at=MONDAY + 10 * MINUTE, text="The wrong file.")
    mark_sent(message_of(claim), MONDAY + 11 * MINUTE)

    sweep(MONDAY + 12 * MINUTE)
    sweep(MONDAY + 13 * MINUTE)

    assert not Window.objects.exists()
    assert [each.recipient for each in sent(claim, "decision_reversed")] == ["carla@customer.example"]


@pytest.mark.django_db
@pytest.mark.rule("CON-4")
def test_each_official_product_is_handed_over_once():
    products = [a_product(name="Microsoft Teams"), a_product(name="SharePoint Online")]
    claim = a_claim_in_window(products=products)

    for late in range(3):
        sweep(claim.window_ends_at + late * DAY)

    documents = Message.objects.filter(channel=Channel.DOCUMENT, about=claim.code).order_by("pk")
    assert HandOff.objects.count() == len(documents) == 2
    assert {each.message_key for each in HandOff.objects.all()} == {each.key for each in documents}
    assert {each.document["product"] for each in documents} == {product.code for product in products}
    assert [event.kind for event in claim.events.order_by("number")].count("official") == 1


@pytest.mark.django_db
@pytest.mark.rule("CON-4")
@pytest.mark.parametrize("revenue", [False, True])
def test_hand_off_document_says_what_was_claimed(revenue):
    subscription = a_subscription(a_customer())
    activity = (
        {"revenue": True, "usage": False, "seller_name": "S", "customer_name": "C", "isv_solution": "I"}
        if revenue
        else {"usage": True}
    )
    claim = a_claim_in_window(subscription=subscription, **activity)

    sweep(claim.window_ends_at)

    assert Message.objects.get(channel=Channel.DOCUMENT).document == {
        "version": 1,
        "id": HandOff.objects.get().message_key,
        "claim": claim.code,
        "mpn_id": claim.location.mpn_id,
        "kind": "revenue" if revenue else "incentive",
        "programmes": [] if revenue else ["osu_ba"],
        "payment": not revenue,
        "tenant": str(claim.tenant.directory_id),
        "product": subscription.product.code,
        "subscription": str(subscription.subscription_id),
        "approved_at": "2026-03-02T09:00:00+00:00",
        "official_at": "2026-03-09T09:10:00+00:00",
    }


@pytest.mark.django_db
def test_association_that_was_given_up_in_the_window_never_becomes_official():
    claim = a_claim_in_window()
    claims.give_up(claim.pk, by=claim.created_by, at=MONDAY + DAY, reason=PartnerReason.WRONG_ACTIVITY)

    sweep(MONDAY + 30 * DAY)

    assert Association.objects.get().official_at is None
    assert Window.objects.get().outcome == Window.Outcome.CANCELLED
    assert not HandOff.objects.exists()


@pytest.mark.django_db
def test_approval_that_was_taken_back_writes_to_nobody():
    claim = an_approved_claim()
    claims.take_back(claim.pk, by=claim.reviewer, at=MONDAY + 9 * MINUTE)

    sweep(MONDAY + 20 * MINUTE)

    assert message_of(claim).state == "cancelled"
    assert sent(claim, "notice_approval") == [message_of(claim)]


@pytest.mark.django_db
def test_dry_run_says_what_is_due_and_does_nothing():
    claim = a_claim_in_window()
    ends_at = claim.window_ends_at

    lines = list(sweeps.sweep(ends_at, dry_run=True))

    assert lines == [f"{claim.code}: end of the time to opt out"]
    assert Window.objects.get().closed_at is None


def at_once(count, act):
    """Runs `act(number)` in threads that start together; gives their results, refusals included."""
    outcomes = [None] * count
    start = threading.Barrier(count)

    def run(number):
        try:
            start.wait()
            outcomes[number] = act(number)
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CON-4")
@pytest.mark.rule("CLK-9")
def test_ten_sweeps_at_once_make_it_official_once():
    claim = a_claim_in_window(products=[a_product(), a_product()])
    ends_at = claim.window_ends_at

    said = at_once(10, lambda number: sweep(ends_at + number * SECOND))

    official = [line for lines in said for line in lines if "official" in line]
    assert official == [f"{claim.code}: time to opt out ended, official"]
    assert HandOff.objects.count() == 2
    assert Message.objects.filter(channel=Channel.DOCUMENT).count() == 2
    assert set(Association.objects.values_list("official_at", flat=True)) == {ends_at}
    assert len(sent(claim, "official")) == 2  # two people


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CON-3")
def test_double_opt_out_counts_once():
    claim = an_approved_claim()
    link = actions.link_of(token_of(claim))
    deliver_notice(claim, at=MONDAY + 10 * MINUTE)

    answers = at_once(5, lambda number: actions.decline(Link.objects.get(pk=link.pk), at=MONDAY + DAY).pk)

    assert len(set(answers)) == 1
    assert Answer.objects.count() == 1
    assert len(sent(claim, "receipt_opted_out")) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_sweeps_at_once_open_one_window_and_remind_once():
    claim = an_approved_claim()
    mark_sent(message_of(claim), MONDAY + 10 * MINUTE)

    at_once(10, lambda number: sweep(MONDAY + DAY))
    at_once(10, lambda number: sweep(MONDAY + 6 * DAY))

    assert Window.objects.count() == 1
    assert len(sent(claim, "window_reminder")) == 1
    assert [event.kind for event in claim.events.all()].count("window_opened") == 1


@pytest.mark.django_db
def test_claim_that_was_withdrawn_before_the_notice_writes_to_nobody():
    claim = a_submitted_claim()
    claims.withdraw(claim.pk, by=claim.created_by, at=MONDAY, reason=PartnerReason.WRONG_ACTIVITY)

    sweep(MONDAY + MINUTE)

    assert not Notice.objects.exists()
    assert fresh(claim).notice_due_at is None


@pytest.mark.django_db
def test_association_given_up_before_the_notice_left_writes_to_nobody():
    claim = an_approved_claim()
    message = message_of(claim)
    claims.give_up(claim.pk, by=claim.created_by, at=MONDAY + MINUTE, reason=PartnerReason.WRONG_ACTIVITY)
    sweep(MONDAY + 2 * MINUTE)

    message.refresh_from_db()
    assert message.state == "cancelled"
    assert sent(claim, "association_ended") == []


@pytest.mark.django_db
@pytest.mark.rule("AFT-2", "CON-2")
@pytest.mark.parametrize("made", [a_claim_in_window, an_official_claim])
def test_customer_who_was_told_of_the_approval_is_told_once_that_the_partner_gave_up(client, clock, made):
    claim = made()
    link = a_new_link(notice_of(claim))
    contact, product = notice_of(claim), claim.products.get()
    at = MONDAY + 20 * DAY
    claims.give_up(claim.pk, by=claim.created_by, at=at, reason=PartnerReason.WRONG_ACTIVITY)

    sweep(at)
    sweep(at + DAY)

    (told,) = sent(claim, "association_ended")
    assert told.recipient == contact.contact_email
    assert told.subject == f"{claim.partner.name} is no longer your partner of record"
    assert f"- {product}\n" in told.text
    assert "This claim has ended" in words(client.get(f"/c/{link}/"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CLK-6")
def test_notice_that_comes_back_at_the_very_end_stops_the_window_or_is_too_late_never_both():
    claim = a_claim_in_window()
    message, ends_at = message_of(claim), claim.window_ends_at

    def act(number):
        if number == 0:
            told = {"event_id": "1", "source": "mailbox", "status": "5.1.1", "reason": ""}
            outbox.note_bounce(message_id=message.message_id, **told, at=ends_at)
        return sweep(ends_at)

    at_once(10, act)

    sweep(ends_at)
    window, association = Window.objects.get(), Association.objects.get()
    made_official = (window.outcome, association.official_at) == ("official", ends_at)
    stopped = (window.outcome, association.official_at) == ("cancelled", None)
    assert made_official != stopped
    assert HandOff.objects.count() == made_official
    assert claim.events.filter(kind="window_stopped").count() == stopped


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("CON-6")
def test_link_opened_and_association_ended_by_many_at_once_happens_once():
    claim = an_official_of()
    now = claim.window_ends_at + DAY
    access, _token = a_way_in(claim, at=now)
    association = Association.objects.get()

    opened = at_once(5, lambda number: actions.open_access(access.pk, at=now))
    access.refresh_from_db()
    at_once(5, lambda number: actions.end_association(access, association.pk, at=now).pk)

    assert len([each for each in opened if isinstance(each, str)]) == 1
    assert claim.events.filter(kind="ended_by_customer").count() == 1
    assert len(Message.objects.filter(kind="tenant_ended")) == 1
