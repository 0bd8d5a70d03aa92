"""Help with a claim: what support asks for, copied or sent."""

import uuid

import pytest
from django.core.cache import cache

from claims import actions, support
from claims.refusals import NotNow
from claims.views import help as help_view
from outbox.models import Message
from tests.claim_factories import MONDAY, a_claim_under_review, a_dynamics_draft
from tests.consent.customers import words

from .cast import url

pytestmark = [pytest.mark.django_db, pytest.mark.rule("DSP-2")]
DETAILS = "The subscription\r\nis not found."


@pytest.fixture
def claim():
    cache.clear()
    return a_claim_under_review()


def test_text_has_what_support_asks_for_and_nothing_of_the_inside(claim):
    text = support.text_of(claim, DETAILS)

    for line in (
        f"Claim ID: {claim.code}",
        f"MPN ID: {claim.location.mpn_id}",
        "Programme: OSU – Microsoft 365",
        f"Tenant ID (Directory ID): {claim.directory_id}",
        "State: Under review",
        "Submitted: 2026-03-02 09:00 UTC",
        f"- {claim.products.get().product}, workload",
        "The subscription",
        "is not found.",
    ):
        assert line in text.splitlines()
    assert claim.reviewer.name not in text


def test_text_names_subscriptions_of_a_draft():
    draft = a_dynamics_draft()
    chosen = draft.products.get()

    assert f"- {chosen.product}, subscription {chosen.subscription.subscription_id}" in support.text_of(
        draft, ""
    )


def test_question_sent_twice_reaches_support_once_and_is_in_the_history(client, claim):
    client.force_login(claim.created_by)
    data = {"once": uuid.uuid4(), "details": DETAILS, "send": "1"}

    for _click in range(2):
        assert client.post(url("help", claim), data).status_code == 302

    mail = Message.objects.get(kind="help")
    assert (mail.recipient, mail.reply_to) == ("support@portal.example", claim.created_by.email)
    assert support.text_of(claim, DETAILS) in mail.text
    assert [event.text for event in claim.events.filter(kind="asked_support")] == [DETAILS]


def test_details_go_into_the_text_without_being_sent(client, claim):
    client.force_login(claim.created_by)

    page = client.post(url("help", claim), {"once": uuid.uuid4(), "details": "Not <b>found</b>."})

    assert "Details: Not &lt;b&gt;found&lt;/b&gt;." in words(page)
    assert not Message.objects.filter(kind="help").exists()


def test_question_that_can_not_be_sent_stays_on_the_page(client, claim, monkeypatch):
    client.force_login(claim.created_by)
    data = {"once": uuid.uuid4(), "details": " ", "send": "1"}

    assert "Say what you need help with." in words(client.post(url("help", claim), data))
    monkeypatch.setattr(help_view, "QUESTIONS_OF_A_PERSON", 0)
    often = client.post(url("help", claim), data | {"details": DETAILS})

    assert (often.status_code, "not found." in words(often)) == (422, True)
    assert not Message.objects.filter(kind="help").exists()


def test_portal_without_an_address_of_support_says_so(claim, settings):
    settings.SUPPORT_EMAIL = ""

    with pytest.raises(NotNow, match="no address of support"):
        actions.ask_support(claim.pk, by=claim.created_by, at=MONDAY, details=DETAILS, once=uuid.uuid4())
