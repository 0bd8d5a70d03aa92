"""The customer's window from end to end, with a mail server that really takes or refuses the notice."""

import re
from datetime import timedelta

import pytest

from claims.states import RejectionReason, State
from consent.models import Window
from directory.models import Association
from outbox import sweeps as outbox
from tests.claim_factories import MINUTE, MONDAY, an_approved_claim, fresh

from .customers import a_noticed_claim, notice_of, sent, sweep, words

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True), pytest.mark.each_database]
DAY = timedelta(days=1)
LEAVES = MONDAY + 10 * MINUTE


def deliver(at):
    """What the worker does at that instant; the server's answer takes it two seconds."""
    ticks = iter([at, at, at + timedelta(seconds=2)] + [at + timedelta(seconds=3)] * 100)
    return outbox.deliver_due(now=lambda: next(ticks))


def to_carla(smtp_server):
    return [each.message for each in smtp_server.received if each.recipients == ["carla@customer.example"]]


def token_in(letter):
    return re.search(r"http://testserver/c/([\w-]+)/", letter.get_body(["plain"]).get_content()).group(1)


@pytest.mark.rule("CLK-6")
@pytest.mark.rule("CON-2")
def test_accepted_notice_opens_the_window_and_its_link_works(smtp_server, client, clock):
    claim = an_approved_claim()
    deliver(LEAVES - timedelta(seconds=1))
    assert to_carla(smtp_server) == []

    deliver(LEAVES)
    sweep(LEAVES + MINUTE)

    (letter,) = to_carla(smtp_server)
    window = Window.objects.get()
    accepted_at = notice_of(claim).accepted_at
    assert LEAVES < accepted_at <= LEAVES + timedelta(seconds=3)
    assert (window.opened_at, window.ends_at) == (accepted_at, accepted_at + 7 * DAY)
    clock.at = LEAVES + DAY
    address = f"/c/{token_in(letter)}/"
    assert "Mon 9 Mar 2026, 09:10 GMT" in words(client.get(address))

    client.post(f"{address}decline/", {"reason": "unknown_partner"})

    claim = fresh(claim)
    assert (claim.state, claim.rejection_reason) == (State.REJECTED, RejectionReason.CUSTOMER_DENIAL)
    deliver(LEAVES + DAY)
    receipt = to_carla(smtp_server)[-1]
    assert "You opted out of" in receipt.get_body(["plain"]).get_content()
    assert client.get(f"/c/{token_in(receipt)}/").status_code == 200


@pytest.mark.rule("CLK-6")
def test_refused_notice_is_written_anew_to_the_right_contact(smtp_server, client, clock):
    claim = an_approved_claim()
    smtp_server.refuse()
    deliver(LEAVES)
    smtp_server.accept()
    sweep(LEAVES + MINUTE)

    assert not Window.objects.exists()
    deliver(LEAVES + MINUTE)
    asked = [each for each in smtp_server.received if "can't reach" in each.message["Subject"]]
    assert {each.recipients[0] for each in asked} == {claim.submitted_by.email, "fiona@partner.example"}

    clock.at = LEAVES + DAY
    client.force_login(claim.created_by)
    body = asked[0].message.get_body(["plain"]).get_content()
    address = re.search(r"http://testserver(/claims/\S+)", body).group(1)
    typed = {"contact_name": "Carla", "contact_title": "CIO", "contact_email": "carla@customer.example"}
    client.post(address, {"seen": fresh(claim).version, **typed})
    deliver(LEAVES + DAY)
    sweep(LEAVES + DAY + MINUTE)

    (letter,) = to_carla(smtp_server)
    assert Window.objects.get().opened_at >= LEAVES + DAY
    clock.at = LEAVES + DAY + MINUTE
    assert client.get(f"/c/{token_in(letter)}/").status_code == 200


@pytest.mark.rule("CLK-9")
def test_server_that_was_away_for_a_day_delays_the_window_and_nothing_is_lost(smtp_server):
    claim = an_approved_claim()
    smtp_server.stop()
    deliver(LEAVES)
    sweep(LEAVES + MINUTE)
    assert not Window.objects.exists()

    smtp_server.start()
    deliver(LEAVES + DAY)
    sweep(LEAVES + DAY)
    sweep(Window.objects.get().ends_at)

    assert Window.objects.get().opened_at >= LEAVES + DAY
    assert Association.objects.get().official_at == Window.objects.get().ends_at
    assert len(to_carla(smtp_server)) == 1
    assert sent(claim, "contact_needed") == []


@pytest.mark.rule("CON-1")
def test_notice_of_the_submission_arrives_and_is_confirmed(smtp_server, client, clock):
    claim = a_noticed_claim()
    deliver(MONDAY)
    sweep(MONDAY + MINUTE)
    (letter,) = to_carla(smtp_server)

    client.post(f"/c/{token_in(letter)}/confirm/")

    assert claim.events.filter(kind="confirmed").count() == 1
    assert claim.events.filter(kind="notice_accepted").count() == 1
    assert not Window.objects.exists()
