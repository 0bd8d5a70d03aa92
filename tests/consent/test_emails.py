"""Every mail to the customer, read as a mail program reads it."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.core import mail

from claims.deadlines import take_back_until
from outbox import delivery
from outbox.models import Message
from reviews import actions as reviews
from tests.claim_factories import MINUTE, MONDAY, a_customer, an_approved_claim, deliver_notice, fresh
from tests.factories import a_lead, a_location, a_partner, a_product

from .customers import a_noticed_claim, sent, sweep, token_in, words

pytestmark = pytest.mark.django_db
OPENED = MONDAY + 10 * MINUTE
NASTY = 'Nörth <b>"Wind"</b> & Söhne'


def delivered(message):
    """The mail that leaves, parsed."""
    token = token_in(message) if message.sealed else ""
    mail.outbox.clear()
    assert delivery.deliver(message.pk, now=lambda: message.not_before) == "sent"
    (letter,) = mail.outbox
    return email.message_from_bytes(letter.message().as_bytes(), policy=email.policy.default), token


def all_kinds(carla):
    """One message of each kind that a customer gets."""
    partner = a_partner(name=NASTY)
    lasting = {
        "location": a_location(partner),
        "tenant": a_customer(time_zone="Europe/Berlin"),
        "products": [a_product(name="Teams <script>alert(1)</script>")],
    }
    asked = a_noticed_claim(**lasting)
    carla(asked).confirm(MONDAY)
    carla(asked).say_no(MONDAY)
    claim, reminded, noticed = (
        an_approved_claim(**lasting | {"products": [a_product()]}) for _each in range(3)
    )
    reader = carla(claim)
    deliver_notice(reminded, at=OPENED)
    sweep(OPENED + timedelta(days=5))
    deliver_notice(claim, at=OPENED)
    reader.say_no(OPENED + timedelta(days=6))
    reader.change_mind()
    reviews.reverse(claim.pk, by=a_lead(), at=OPENED + timedelta(days=6), text="The wrong file.")
    kinds = [
        (asked, "notice_submission"),
        (noticed, "notice_approval"),
        (asked, "receipt_confirmed"),
        (asked, "receipt_declined"),
        (reminded, "window_reminder"),
        (claim, "receipt_opted_out"),
        (claim, "receipt_changed_mind"),
        (claim, "decision_reversed"),
    ]
    return [sent(each, kind)[0] for each, kind in kinds]


WITH_LINK = {
    "notice_submission",
    "notice_approval",
    "window_reminder",
    "receipt_opted_out",
    "receipt_changed_mind",
}


def test_every_mail_is_whole_and_harmless(carla):
    for message in all_kinds(carla):
        letter, token = delivered(message)
        text = letter.get_body(["plain"]).get_content()
        html = letter.get_body(["html"]).get_content()

        assert letter["To"] == "carla@customer.example"
        assert letter["From"] == "Customer associations <no-reply@portal.example>"
        assert letter["Reply-To"] == "fiona@partner.example"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Message-ID"] == message.message_id
        assert letter["List-Id"] == "<customer-notices.testserver>"
        assert letter["Date"].datetime == message.not_before
        assert "Your contact at the partner: Fiona Filer, fiona@partner.example" in text
        assert letter["Subject"] == message.subject
        assert letter.get_content_type() == "multipart/alternative"
        assert len(letter.as_bytes()) < 100_000
        assert text.startswith("Hello Carla Customer,")
        assert NASTY.split(" &")[0] in " ".join(text.split())
        # Nothing that a mail program would fetch, and nothing that somebody else could have put in.
        assert re.findall(r"<(?:img|link|script|iframe|object|form|video|audio)\b|url\(|@import", html) == []
        assert "<b>" not in html
        assert "{{" not in text + html
        links = set(re.findall(r'href="([^"]*)"', html))
        about = "http://testserver/partner-of-record/?language=en"
        page = f"http://testserver/c/{token}/"
        assert links == ({page, about} if message.kind in WITH_LINK else {about}), message.kind
        assert (page in text) == (message.kind in WITH_LINK)


@pytest.mark.rule("CON-5")
def test_link_is_readable_in_the_mail_that_leaves_only():
    claim = a_noticed_claim()
    (message,) = sent(claim, "notice_submission")
    assert "http://testserver/c/" not in message.text + message.html

    letter, token = delivered(message)

    assert f"http://testserver/c/{token}/" in letter.get_body(["plain"]).get_content()
    left = Message.objects.get(pk=message.pk)
    assert token not in left.text + left.html + left.sealed


def test_products_are_listed_with_their_subscription():
    claim = a_noticed_claim(products=[a_product(name="Microsoft Teams"), a_product(name="Exchange Online")])
    (message,) = sent(claim, "notice_submission")

    assert "Products:\n- Exchange Online\n- Microsoft Teams\n" in message.text
    assert "<li>Exchange Online</li><li>Microsoft Teams</li>" in message.html


@pytest.mark.rule("CON-1")
def test_mail_says_who_claims_what_and_what_it_means():
    partner = a_partner(name="Northwind Consulting")
    claim = a_noticed_claim(
        location=a_location(partner, name="Northwind Berlin"), tenant=a_customer(name="Contoso")
    )
    (message,) = sent(claim, "notice_submission")

    assert message.subject == "Northwind Consulting names you as its customer: please confirm"
    said = words(message.text)
    assert (
        "Northwind Consulting (Northwind Berlin) asks to be recorded as your partner of record "
        "for the products below, at Contoso." in said
    )
    assert "sees how much these products are used, and nothing of what is in them" in said


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", "Mon 9 Mar 2026, 10:10 (Europe/Berlin)"),
        ("de", "Mo, 9. März 2026, 10:10 (Europe/Berlin)"),
        ("nl", "ma 9 mrt 2026, 10:10 (Europe/Berlin)"),
        ("sv", "mån 9 mar 2026 10:10 (Europe/Berlin)"),
    ],
)
@pytest.mark.rule("CON-2")
def test_end_stands_in_the_reminder_as_the_customer_writes_it(language, end):
    claim = an_approved_claim(tenant=a_customer(time_zone="Europe/Berlin", language=language))
    deliver_notice(claim, at=OPENED)
    sweep(fresh(claim).windows.get().remind_at)

    (message,) = sent(claim, "window_reminder")

    assert end in words(message.text)
    assert f'<html lang="{language}">' in message.html


@pytest.mark.parametrize(
    ("language", "end"), [("en", "Mon 9 Mar 2026, 10:10"), ("de", "Mo, 9. März 2026, 10:10")]
)
@pytest.mark.rule("CON-2")
def test_end_in_the_approval_is_counted_when_it_leaves_and_is_the_windows_own(language, end):
    claim = an_approved_claim(tenant=a_customer(time_zone="Europe/Berlin", language=language))
    (message,) = sent(claim, "notice_approval")

    letter, _token = delivered(message)

    for kind in ("plain", "html"):
        assert f"{end} (Europe/Berlin)" in words(letter.get_body([kind]).get_content())
    sweep(OPENED + MINUTE)
    assert fresh(claim).window_ends_at == OPENED + timedelta(days=7)


@pytest.mark.rule("CON-2")
def test_end_is_counted_anew_when_the_server_was_away():
    claim = an_approved_claim(tenant=a_customer(time_zone="Europe/Berlin"))
    (message,) = sent(claim, "notice_approval")
    mail.outbox.clear()

    delivery.deliver(message.pk, now=lambda: OPENED + timedelta(days=2, hours=3))

    assert "Wed 11 Mar 2026, 13:10 (Europe/Berlin)" in words(mail.outbox[0].body)


def test_mails_about_one_claim_are_one_conversation(carla):
    claim = an_approved_claim()
    reader = carla(claim)
    first = sent(claim, "notice_approval")[0]
    deliver_notice(claim, at=OPENED)
    reader.say_no(OPENED + timedelta(days=1))
    reader.change_mind()
    no, yes = (sent(claim, kind)[0] for kind in ("receipt_opted_out", "receipt_changed_mind"))

    letters = [delivered(each)[0] for each in (no, yes)]

    assert [letter["In-Reply-To"] for letter in letters] == [first.message_id, no.message_id]
    assert letters[1]["References"] == f"{first.message_id} {no.message_id}"
    assert "In-Reply-To" not in first.headers


def test_approval_notice_waits_until_the_approval_can_not_be_taken_back():
    claim = an_approved_claim()
    (message,) = sent(claim, "notice_approval")

    assert message.not_before == take_back_until(claim.decided_at)
    early = delivery.deliver(message.pk, now=lambda: message.not_before - timedelta(seconds=1))
    assert early == "skipped"
