"""The page on which a lead asks everybody the same (ARB-3)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.models import Deadline, Event
from claims.states import State
from reviews.models import Arbitration
from tests.claim_factories import (
    MONDAY,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    fresh,
)
from tests.factories import (
    a_subscription,
)

from .asking import WORDS, rivals

pytestmark = pytest.mark.django_db


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
