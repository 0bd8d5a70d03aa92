"""CLK-6: a notice that was taken and comes back stops the customer's time; so does the reminder."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache

from claims.states import State
from consent.models import Answer
from consent.views import provider
from directory.models import Association
from outbox import actions as outbox
from outbox.models import Message
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    an_approved_claim,
    deliver_notice,
    fresh,
)

from .customers import a_noticed_claim, mark_sent, message_of, notice_of, sent, sweep, words

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CLK-6")]
DAY = timedelta(days=1)
SECRET = "a secret of more than thirty-two letters"
CORA = {"contact_name": "Cora", "contact_title": "CIO", "contact_email": "cora@contoso.example"}


def comes_back(message, at, event="1"):
    return outbox.note_bounce(
        message_id=message.message_id,
        event_id=event,
        source="mailbox",
        status="5.1.1",
        reason="550 5.1.1 No such mailbox",
        at=at,
    )


def correct(client, claim, **typed):
    return client.post(
        f"/claims/{claim.code}/customer-contact/", {"seen": fresh(claim).version, **CORA, **typed}
    )


def opened(claim):
    return claim.windows.get(closed_at=None)


def test_notice_that_comes_back_stops_the_open_window_and_asks_the_partner():
    claim = a_claim_in_window()
    back_at = opened(claim).opened_at + DAY
    comes_back(message_of(claim), back_at)

    said = sweep(back_at)

    claim = fresh(claim)
    assert "notice bounced" in "\n".join(said)
    assert (claim.state, claim.window_ends_at, claim.contact_bounced_at) == (State.APPROVED, None, back_at)
    assert [(each.outcome, each.closed_at) for each in claim.windows.all()] == [("cancelled", back_at)]
    assert len(sent(claim, "contact_needed")) == 2
    assert claim.events.filter(kind="window_stopped").count() == 1
    # However long it takes, nothing becomes official meanwhile.
    sweep(back_at + 60 * DAY)
    assert Association.objects.get().official_at is None
    assert sweep(back_at + 60 * DAY) == []


def test_new_window_of_the_right_contact_has_its_full_length(client, clock):
    claim = a_claim_in_window()
    clock.at = opened(claim).opened_at + 6 * DAY
    comes_back(message_of(claim), clock.at)
    sweep(clock.at)
    client.force_login(claim.created_by)

    assert correct(client, claim).status_code == 302
    arrived_at = clock.at + 3 * MINUTE
    mark_sent(message_of(claim), arrived_at)
    sweep(arrived_at)

    assert fresh(claim).window_ends_at == opened(claim).ends_at == arrived_at + 7 * DAY
    sweep(arrived_at + 7 * DAY)
    assert Association.objects.get().official_at == arrived_at + 7 * DAY


def test_reminder_that_comes_back_stops_the_window_too():
    claim = a_claim_in_window()
    remind_at = opened(claim).remind_at
    sweep(remind_at)
    (reminder,) = sent(claim, "window_reminder")
    mark_sent(reminder, remind_at)
    comes_back(reminder, remind_at + MINUTE)

    sweep(remind_at + MINUTE)

    assert (fresh(claim).window_ends_at, opened_count(claim)) == (None, 0)


def opened_count(claim):
    return claim.windows.filter(closed_at=None).count()


def test_reminder_that_only_waits_for_its_server_stops_nothing():
    claim = a_claim_in_window()
    remind_at = opened(claim).remind_at
    sweep(remind_at)
    (reminder,) = sent(claim, "window_reminder")
    reminder.state, reminder.last_error = "dead", "421 Try again later"
    reminder.save()

    sweep(remind_at + MINUTE)

    assert opened_count(claim) == 1


def test_whoever_answered_has_read_it(carla):
    claim = an_approved_claim()
    reader = carla(claim)
    deliver_notice(claim, at=MONDAY + DAY)
    reader.say_no(MONDAY + 2 * DAY)
    reader.change_mind()
    comes_back(message_of(claim), MONDAY + 3 * DAY)

    sweep(MONDAY + 3 * DAY)

    assert Answer.objects.count() == 2
    assert opened_count(claim) == 1


def test_request_to_confirm_that_comes_back_asks_the_partner_too():
    claim = a_noticed_claim()
    mark_sent(message_of(claim), MONDAY)
    sweep(MONDAY)
    comes_back(message_of(claim), MONDAY + DAY)

    sweep(MONDAY + DAY)

    assert (notice_of(claim).accepted_at, notice_of(claim).bounced_at) == (None, MONDAY + DAY)
    assert len(sent(claim, "contact_needed")) == 2


@pytest.mark.rule("CON-5", "EDT-1")
def test_contact_named_in_the_window_gets_a_notice_and_the_full_time_and_kills_the_link(client, carla, clock):
    claim = an_approved_claim()
    reader = carla(claim)
    notice = deliver_notice(claim, at=MONDAY + DAY)
    clock.at = MONDAY + 4 * DAY
    client.force_login(claim.created_by)
    assert "Their time to opt out begins anew" in words(client.get(f"/claims/{claim.code}/customer-contact/"))
    assert "Name another contact" in words(client.get(f"/claims/{claim.code}/"))

    assert correct(client, claim, contact_email=f"cora@{claim.domain}").status_code == 302

    assert reader.page().status_code == 410
    assert fresh(claim).window_ends_at is None
    assert message_of(claim).recipient == f"cora@{claim.domain}"
    (told,) = sent(claim, "contact_replaced")
    assert told.recipient == notice.contact_email
    mark_sent(message_of(claim), clock.at + MINUTE)
    sweep(clock.at + MINUTE)
    assert fresh(claim).window_ends_at == clock.at + MINUTE + 7 * DAY


@pytest.mark.rule("CON-5", "EDT-1")
def test_contact_in_the_window_must_be_of_the_customer(client, clock):
    claim = a_claim_in_window()
    clock.at = opened(claim).opened_at + DAY
    client.force_login(claim.created_by)

    refused = correct(client, claim, contact_email="friend@partner.example")

    assert refused.status_code == 422
    assert "at the customer's own domain" in refused.context["form"].errors["contact_email"][0]
    assert 'value="friend@partner.example"' in refused.content.decode()
    assert opened_count(claim) == 1


@pytest.mark.rule("EDT-1")
def test_contact_is_not_changed_once_it_answered_or_the_time_is_over(client, carla, clock):
    claim = an_approved_claim()
    reader = carla(claim)
    deliver_notice(claim, at=MONDAY + DAY)
    reader.say_no(MONDAY + 2 * DAY)
    reader.change_mind()
    client.force_login(claim.created_by)
    at_home = {"contact_email": f"cora@{claim.domain}"}
    assert correct(client, claim, **at_home).status_code == 422
    over = a_claim_in_window()
    clock.at = opened(over).ends_at
    client.force_login(over.created_by)
    assert correct(client, over, contact_email=f"cora@{over.domain}").status_code == 422


# A mail provider tells.


@pytest.fixture
def hook(client, settings, clock):
    settings.BOUNCE_WEBHOOK_SECRET = SECRET
    cache.clear()

    def post(*events, secret=SECRET, at=None, body=None):
        body = json.dumps({"events": events}).encode() if body is None else body
        sent_at = str(int((at or clock.at).timestamp()))
        return client.post(
            "/hooks/mail/",
            body,
            content_type="application/json",
            headers={
                "X-Portal-Timestamp": sent_at,
                "X-Portal-Signature": provider.signature_of(secret, sent_at, body),
            },
        )

    return post


def event(message, **fields):
    known = {"id": "e-1", "type": "bounced", "message_id": message.message_id.strip("<>")}
    return known | {"status": "5.1.1", "reason": "550 No such mailbox"} | fields


@pytest.mark.rule("CON-4")
@pytest.mark.parametrize("noted", [True, False], ids=["end noted", "end not noted yet"])
def test_what_comes_back_when_the_time_is_over_changes_nothing(client, clock, noted):
    claim = a_claim_in_window()
    ends_at = claim.window_ends_at
    clock.at = ends_at + DAY
    if noted:
        sweep(ends_at)
    comes_back(message_of(claim), clock.at)

    sweep(clock.at)

    claim = fresh(claim)
    assert (claim.window_ends_at, claim.contact_bounced_at) == (ends_at, None)
    assert [each.outcome for each in claim.windows.all()] == ["official"]
    assert Association.objects.get().official_at == ends_at
    assert sent(claim, "contact_needed") == []
    assert sweep(clock.at + DAY) == []
    # Nobody is asked for another contact, whose time would begin although it is over.
    client.force_login(claim.created_by)
    assert correct(client, claim).status_code == 422
    assert claim.notices.count() == 1


def test_what_came_back_in_time_stops_a_window_whose_end_was_not_noted_yet():
    claim = a_claim_in_window()
    comes_back(message_of(claim), claim.window_ends_at - MINUTE)

    sweep(claim.window_ends_at + 7 * DAY)

    assert [each.outcome for each in claim.windows.all()] == ["cancelled"]
    assert Association.objects.get().official_at is None


def test_provider_tells_of_a_bounce_once(hook, clock):
    claim = a_claim_in_window()
    clock.at = opened(claim).opened_at + DAY
    told = event(message_of(claim))

    assert hook(told).json() == {"noted": 1}
    assert hook(told).json() == {"noted": 0}

    sweep(clock.at)
    assert opened_count(claim) == 0
    assert message_of(claim).last_error == "5.1.1 550 No such mailbox"


@pytest.mark.each_database
def test_reason_with_a_broken_letter_is_no_trouble(hook):
    message = message_of(a_claim_in_window())

    assert hook(event(message, message_id="\ud800")).json() == {"noted": 0}
    assert hook(event(message, reason="550 No \ud800 mailbox")).json() == {"noted": 1}


@pytest.mark.parametrize("kind", ["deferred", "delivered", "opened"])
def test_other_events_change_nothing(hook, kind):
    claim = a_claim_in_window()

    assert hook(event(message_of(claim), type=kind)).json() == {"noted": 0}
    assert message_of(claim).state == "sent"


def test_provider_proves_who_it_is_and_when(hook, client, clock):
    told = event(message_of(a_claim_in_window()))

    assert hook(told, secret="another secret").status_code == 403
    assert hook(told, at=clock.at - 6 * MINUTE).status_code == 403
    assert hook(told, at=clock.at + 6 * MINUTE).status_code == 403
    assert client.post("/hooks/mail/", {}, content_type="application/json").status_code == 403
    assert Message.objects.filter(state="returned").count() == 0


def test_without_a_secret_there_is_no_such_page(hook, settings):
    settings.BOUNCE_WEBHOOK_SECRET = ""

    assert hook().status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"events": {}}', b'{"events": [1]}', b'{"events": [{"id": "1", "type": "bounced"}]}']
    + [b'{"events": [{"id": 1, "type": "bounced", "message_id": "x"}]}', b"[" * 60_000],
)
def test_what_can_not_be_read_is_refused(hook, body):
    assert hook(body=body).status_code == 400


def test_large_and_frequent_requests_are_refused(hook, monkeypatch):
    assert hook(body=b" " * 70_000).status_code == 413
    monkeypatch.setattr(provider, "MOST_REQUESTS", 1)
    assert hook().status_code == 429


def test_event_that_is_faster_than_our_own_note_is_asked_for_again(hook):
    claim = an_approved_claim()
    Message.objects.filter(key=notice_of(claim).message_key).update(state="sending")

    answer = hook(event(message_of(claim)))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
