"""HIS-3: mail that did not arrive, with its cause; leads send it again."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from consent.models import Window
from outbox import actions as outbox
from outbox.models import Message
from reviews import actions, failed_mail
from reviews.actions import sending_again
from reviews.models import SendingAgain
from tests.claim_factories import MONDAY, a_claim_in_window, fresh
from tests.consent.customers import a_noticed_claim, mark_refused, message_of, notice_of, sweep, words
from tests.factories import a_lead, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.rule("HIS-3")]
PAGE = "/review/failed-mail/"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def lead(client):
    lead = a_lead(name="Lena Lead")
    client.force_login(lead)
    return lead


def a_failed(state="dead", **fields):
    with transaction.atomic():
        message = outbox.enqueue_email(
            **{
                "key": f"{state}{Message.objects.count()}",
                "to": "paul@partner.example",
                "subject": "Your claim was approved",
            }
            | {"text": "Hello", "kind": "approved", "at": MONDAY}
            | fields
        )
    message.state, message.attempts, message.last_error = state, 20, "421 4.7.0 Try again later"
    message.save()
    return message


def test_leads_and_support_see_what_failed_and_why(client):
    a_failed()
    client.force_login(a_support())
    said = words(client.get(PAGE))
    assert "paul@partner.example Your claim was approved" in said
    assert "Given up" in said
    assert "421 4.7.0 Try again later" in said
    assert "Send again" not in said
    client.force_login(a_reviewer())
    assert client.get(PAGE).status_code == 403


def test_lead_finds_the_page_in_the_menu(client, lead):
    assert f'href="{PAGE}"' in client.get("/review/").content.decode()


def test_what_became_of_it_narrows_the_list(client, lead):
    a_failed()
    a_failed("refused", to="petra@partner.example")

    said = words(client.get(f"{PAGE}?show=refused"))

    assert "petra@partner.example" in said
    assert "paul@partner.example" not in said


def test_mail_is_sent_again_and_the_claim_remembers_who_did_it(client, lead):
    claim = a_noticed_claim()
    mark_refused(message_of(claim), MONDAY)
    sweep(MONDAY)

    answer = client.post(f"{PAGE}{message_of(claim).pk}/again/", follow=True)

    assert "The mail is on its way again." in words(answer)
    assert message_of(claim).state == "waiting"
    event = claim.events.get(kind="mail_sent_again")
    assert (event.actor, event.staff_only) == ("Lena Lead", True)


def test_notice_whose_link_is_gone_is_written_anew(client, lead):
    claim = a_claim_in_window()
    first = message_of(claim)
    outbox.note_bounce(
        message_id=first.message_id, event_id="1", source="mailbox", status="5.2.2", reason="Full", at=MONDAY
    )
    sweep(MONDAY)
    assert "Write anew" in words(client.get(PAGE))

    client.post(f"{PAGE}{first.pk}/again/")

    assert message_of(claim) != first
    assert (message_of(claim).state, message_of(claim).recipient) == ("waiting", first.recipient)
    assert notice_of(claim).accepted_at is None
    assert fresh(claim).contact_bounced_at is None
    assert not Window.objects.filter(closed_at=None).exists()
    assert "Its link is gone" in words(client.get(PAGE))


def test_all_that_can_be_is_sent_again_at_once(client, lead):
    for number in range(3):
        a_failed(to=f"p{number}@partner.example")
    whose_link_is_gone()

    said = words(client.post(f"{PAGE}again/", follow=True))

    assert "3 mails are on their way again." in said
    assert "1 mail was left alone: the link in it is gone." in said
    assert Message.objects.filter(state="waiting").count() == 3


@pytest.fixture
def two_at_once(monkeypatch):
    monkeypatch.setattr("reviews.actions.sending_again.MOST_AT_ONCE", 2)


def whose_link_is_gone(**fields):
    message = a_failed("refused", text="{{secret:link}}", secrets={"link": "https://x.example/1/"}, **fields)
    Message.objects.filter(pk=message.pk).update(sealed="")
    return message


def test_one_press_reaches_all_step_by_step_past_what_can_t_be_sent(client, lead, two_at_once):
    for _number in range(3):
        whose_link_is_gone()
    later = a_failed(at=MONDAY + timedelta(seconds=1))
    oldest = a_failed(at=MONDAY - timedelta(days=400))

    said = words(client.post(f"{PAGE}again/", follow=True))
    assert "2 of 4 mails are through; the rest follows by itself." in said
    assert "1 mail is on its way again. 1 mail was left alone" in said
    assert "Send all again" not in said
    assert fresh_state(oldest) == "waiting"

    sweep(MONDAY)
    sweep(MONDAY)
    said = words(client.get(PAGE))
    assert "Failed mail was sent again 1 mail is on its way again. 3 mails were left alone" in said
    assert "Lena Lead" in said
    assert fresh_state(later) == "dead", "it was written after the press"


def test_no_mail_is_sent_twice_though_it_fails_again_or_a_second_sweep_comes(client, lead, two_at_once):
    sent = [a_failed() for _number in range(4)]
    client.post(f"{PAGE}again/")
    Message.objects.filter(pk=sent[0].pk).update(state="dead")
    asked = SendingAgain.objects.get()
    sweep(MONDAY)
    # As a sweep that had begun before: what it came to is done already.
    sending_again._send_next(asked, (sent[2].created_at, sent[2].pk), MONDAY)
    sweep(MONDAY)

    assert [fresh_state(message) for message in sent] == ["dead", "waiting", "waiting", "waiting"]
    asked.refresh_from_db()
    assert (asked.sent, asked.left_alone, asked.finished_at) == (4, 0, MONDAY)


def test_second_press_while_all_is_being_sent_changes_nothing(client, lead, two_at_once):
    for _number in range(5):
        a_failed()
    client.post(f"{PAGE}again/")

    said = words(client.post(f"{PAGE}again/", follow=True))

    assert "Failed mail is being sent again already." in said
    assert "2 of 5 mails are through" in said
    assert Message.objects.filter(state="waiting").count() == 2


def test_only_what_is_shown_is_sent(client, lead):
    dead, refused = a_failed(), a_failed("refused")

    said = words(client.post(f"{PAGE}again/", {"show": "refused"}, follow=True))

    assert (fresh_state(dead), fresh_state(refused)) == ("dead", "waiting")
    assert "Lena Lead · Refused" in said


def test_mail_that_can_t_be_sent_for_an_unknown_reason_holds_up_no_other(client, lead, monkeypatch, caplog):
    first, second = a_failed(), a_failed()
    real = outbox.send_again

    def send_again(pk, **more):
        if pk == first.pk:
            raise ValueError("no such thing")
        return real(pk, **more)

    monkeypatch.setattr(outbox, "send_again", send_again)
    client.post(f"{PAGE}again/")

    assert (fresh_state(first), fresh_state(second)) == ("dead", "waiting")
    assert f"Message {first.pk} could not be sent again" in caplog.text
    assert SendingAgain.objects.get().left_alone == 1


@pytest.mark.rule("LNG-1")
def test_large_numbers_are_set_apart_as_the_reader_does(client, lead):
    lead.language = "de"
    lead.save()
    SendingAgain.objects.create(
        asked_by=lead, asked_at=MONDAY, found=12345, sent=1000, reached_at=MONDAY, reached_id=7
    )

    assert "1.000" in words(client.get(PAGE))
    assert "12.345" in words(client.get(PAGE))


def test_step_costs_the_same_with_little_and_with_much(lead, two_at_once):
    def cost_of(count):
        Message.objects.all().delete()
        SendingAgain.objects.all().delete()
        for _number in range(count):
            a_failed()
        with CaptureQueriesContext(connection) as queries:
            actions.send_all_mail_again(by=lead, at=MONDAY)
        return len(queries)

    assert cost_of(3) == cost_of(9)


def fresh_state(message):
    return Message.objects.get(pk=message.pk).state


def test_pages_lead_forth_and_back_within_what_is_chosen(client, lead, monkeypatch):
    monkeypatch.setattr(failed_mail, "PAGE", 1)
    for number in range(2):
        a_failed("refused", to=f"p{number}@partner.example")
        a_failed()

    first = client.get(f"{PAGE}?show=refused")
    second = client.get(PAGE + first.context["next_url"])
    back = client.get(PAGE + second.context["previous_url"])

    found = [page.context["mails"][0].recipient for page in (first, second, back)]
    assert found == ["p1@partner.example", "p0@partner.example", "p1@partner.example"]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


def test_support_and_strangers_send_nothing(client):
    message = a_failed()
    for person in (a_support(), a_reviewer()):
        client.force_login(person)
        assert client.post(f"{PAGE}{message.pk}/again/").status_code == 403
        assert client.post(f"{PAGE}again/").status_code == 403
    assert Message.objects.get().state == "dead"
