"""Every mail to a customer in every language, as Python's e-mail package reads it on arrival."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import translation

from consent import emails, tenant_mail
from consent.models import TenantAccess
from outbox import delivery
from outbox.models import Message
from tests.claim_factories import MONDAY, a_claim_in_window, a_customer
from tests.factories import a_location, a_partner

pytestmark = [pytest.mark.django_db, pytest.mark.rule("LNG-1", "CON-1", "CON-2")]
LATER = MONDAY + timedelta(days=1)
NASTY = 'Nörth <b>"Wind"</b> & Söhne\u202eevil ' + "Æ" * 60
RECEIPTS = ("confirmed", "declined", "opted_out", "changed_mind")


@transaction.atomic
def written(language):
    """One of each, of one claim; what is written twice has another key."""
    claim = a_claim_in_window(
        location=a_location(a_partner(name=NASTY)),
        tenant=a_customer(language=language, time_zone="Europe/Stockholm", name="Größe & Co."),
        contact_name="Åsa Öberg-Müller",
    )
    notice, window = claim.notices.current().get(), claim.windows.get()
    notice.claim = window.claim = window.notice.claim = claim
    key = notice.message_key
    for number, write in enumerate((emails.submission_notice, emails.approval_notice)):
        notice.message_key = f"{key}again:{number}"
        write(notice, at=LATER, **({"not_before": None} if number else {}))
    notice.message_key = key
    emails.window_reminder(window, at=LATER)
    for kind in RECEIPTS:
        emails.receipt(notice, kind, at=LATER)
    emails.decision_reversed(notice, at=LATER)
    emails.contact_replaced(notice, at=LATER)
    association = claim.products.get().association
    emails.association_ended(claim, association, at=LATER)
    emails.associations_over(notice, list(claim.products.all()), at=LATER)
    access = TenantAccess(
        pk=1, tenant=claim.tenant, name=claim.contact_name, email=claim.contact_email, ends_at=LATER
    )
    tenant_mail.way_in(access, token="x" * 43, at=LATER)
    tenant_mail.receipt(access, association, at=LATER)
    return Message.objects.filter(created_at=LATER).order_by("pk")


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_mail_is_whole_on_arrival(language):
    messages = [each for each in written(language) if each.recipient == "carla@customer.example"]
    assert len(messages) == 13
    seen = set()
    for message in messages:
        mail.outbox.clear()
        assert delivery.deliver(message.pk, now=lambda: LATER) == "sent"
        raw = mail.outbox[0].message().as_bytes(linesep="\r\n")
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        plain, html = letter.get_body(["plain"]), letter.get_body(["html"])

        assert letter.defects == []
        assert [part.get_content_type() for part in letter.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]
        assert {plain.get_content_charset(), html.get_content_charset()} == {"utf-8"}
        assert len(raw) < 100_000
        assert max(len(line) for line in raw.split(b"\r\n")) <= 998
        assert letter["Subject"] == message.subject
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Message-ID"] not in seen
        assert letter["Date"].datetime == LATER
        assert letter["To"].addresses[0].addr_spec == "carla@customer.example"
        assert letter["From"].addresses[0].display_name == "Customer associations"
        assert f'<html lang="{language}"' in html.get_content()
        assert "Åsa Öberg-Müller" in plain.get_content()
        assert re.findall(r"<(?:img|link|script|iframe|form)\b|url\(|@import|\{\{", html.get_content()) == []
        assert "{{" not in plain.get_content()
        with translation.override(language):
            assert translation.gettext("We never ask for a password by e-mail.") in plain.get_content()
        seen.add(letter["Message-ID"])
    threads = [each.headers["References"].split() for each in messages if "References" in each.headers]
    # The one that opened the window is the root of all that are about the claim.
    assert len({thread[0] for thread in threads}) == 1
    assert len(threads) == 11
