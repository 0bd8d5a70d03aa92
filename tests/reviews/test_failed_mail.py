"""HIS-3: mail that did not arrive, with its cause; leads send it again."""

import pytest
from django.db import transaction

from consent.models import Window
from outbox import actions as outbox
from outbox.models import Message
from reviews import actions, failed_mail
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
    gone = a_failed("refused", text="{{secret:link}}", secrets={"link": "https://x.example/c/1/"})
    Message.objects.filter(pk=gone.pk).update(sealed="")

    said = words(client.post(f"{PAGE}again/", follow=True))

    assert "3 mails are on their way again." in said
    assert "1 mail was left alone: the link in it is gone." in said
    assert Message.objects.filter(state="waiting").count() == 3


def test_one_press_sends_no_more_than_one_request_can(client, lead, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    for _number in range(3):
        a_failed()

    assert "The newest 2 go first; press again for the rest." in words(client.get(PAGE))
    assert "2 mails are on their way again." in words(client.post(f"{PAGE}again/", follow=True))
    assert "1 mail is on its way again." in words(client.post(f"{PAGE}again/", follow=True))


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
