"""The leads' list of disputes (DSP-1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.kinds import Way
from accounts.models import News, NewsChoice
from claims import actions as claims
from claims.states import RejectionReason
from outbox.models import Message
from reviews import actions, arbitrations, disputes
from reviews.models import Arbitration
from reviews.sweeps import enforce
from tests.claim_factories import (
    MONDAY,
    PDF,
    a_claim_under_review,
    a_customer,
    a_rejected_claim,
    an_upload,
)
from tests.factories import a_lead, a_location, a_partner, a_reviewer, a_subscription, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.rule("DSP-1")]

LIST = "/review/disputes/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + DAY)


def a_dispute(**fields):
    claim = a_rejected_claim(**fields)
    return claims.raise_dispute(claim.pk, by=claim.created_by, at=MONDAY, justification="It is all there.")


def listed(client, person, **query):
    client.force_login(person)
    return client.get(LIST, query).context["disputes"]


def test_oldest_comes_first_with_what_is_left_and_who_can_answer(client):
    lena, leo = a_lead(name="Lena Lead"), a_lead(name="Leo Lead")
    hers, other = a_dispute(reviewer=lena), a_dispute()

    first, second = listed(client, lena)

    assert (first, second) == (hers, other)
    assert (first.is_mine_to_answer, first.answerers) == (False, [leo])
    assert (second.is_mine_to_answer, second.answerers) == (True, [lena, leo])
    shown = client.get(LIST).text
    assert "You took the decision yourself." in shown
    assert "6 days left" in shown


def test_only_lead_is_told_that_somebody_else_is_needed(client):
    lena = a_lead()
    a_dispute(reviewer=lena)

    assert "Nobody: another lead is needed" in [client.force_login(lena), client.get(LIST).text][1]


def test_leads_who_may_answer_are_told_as_they_chose_and_once():
    lena, leo, lilo = a_lead(email="lena@review.example"), a_lead(), a_lead(email="lilo@review.example")
    NewsChoice.objects.create(user=lilo, kind="dispute_raised", way=Way.PORTAL)
    dispute = a_dispute(reviewer=leo)

    for _sweep in range(2):
        list(enforce(MONDAY + DAY))

    told = News.objects.filter(kind="dispute_raised")
    assert {each.user for each in told} == {lena, lilo}, "never who took the decision"
    assert [mail.recipient for mail in Message.objects.filter(kind="dispute_raised")] == [lena.email]
    assert told[0].link == f"/review/{dispute.claim.code}/"
    assert dispute.justification not in Message.objects.get(kind="dispute_raised").text


def test_nobody_is_told_of_a_dispute_that_was_settled_at_once():
    dispute = a_dispute()
    claims.uphold(dispute.claim_id, by=a_lead(), at=MONDAY, text="It is not there.")

    list(enforce(MONDAY + DAY))

    assert not News.objects.filter(kind="dispute_raised").exists()


def test_support_reads_and_reviewers_have_no_business_there(client):
    dispute = a_dispute()

    assert listed(client, a_support()) == [dispute]
    client.force_login(a_reviewer())
    assert client.get(LIST).status_code == 403


def test_settled_ones_are_apart_with_how_they_ended(client):
    lena = a_lead(name="Lena Lead")
    accepted, upheld, waiting = a_dispute(), a_dispute(), a_dispute()
    actions.accept_dispute(accepted.claim_id, by=lena, at=MONDAY, text="So it is.")
    claims.uphold(upheld.claim_id, by=lena, at=MONDAY, text="It is not.")

    assert listed(client, lena) == [waiting]
    assert listed(client, lena, show="settled") == [upheld, accepted]
    shown = client.get(LIST, {"show": "settled"}).text
    assert "Upheld, final" in shown
    assert "Back under review" in shown


def test_list_is_paged(client, monkeypatch):
    monkeypatch.setattr(disputes, "PAGE", 1)
    made = [a_dispute(), a_dispute()]
    client.force_login(a_lead())

    first = client.get(LIST)
    second = client.get(LIST + first.context["next_url"])
    back = client.get(LIST + second.context["previous_url"])

    assert first.context["disputes"] + second.context["disputes"] == made
    assert back.context["disputes"] == first.context["disputes"]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


def test_claims_page_says_when_no_proof_came_since(client):
    claim = a_dispute().claim
    client.force_login(a_lead())

    assert "No files." in card_of(client.get(f"/review/{claim.code}/"))


@pytest.mark.rule("ARB-3")
def test_text_of_an_approval_is_not_what_is_disputed(client):
    subscription = a_subscription(a_customer())
    ours = a_claim_under_review(location=a_location(a_partner()), subscription=subscription)
    actions.approve(ours.pk, by=ours.reviewer, at=MONDAY, text="Well proved.")
    rival = a_claim_under_review(location=a_location(a_partner()), subscription=subscription)
    arbitration = Arbitration.objects.get()
    lena = a_lead()
    winner = arbitration.parties.get(claim=rival).pk
    arbitrations.decide(arbitration.pk, winner_id=winner, by=lena, at=MONDAY + DAY, text="Newer.")
    claims.raise_dispute(ours.pk, by=ours.created_by, at=MONDAY + DAY, justification="It is all there.")
    client.force_login(lena)

    shown = card_of(client.get(f"/review/{ours.code}/"))

    assert "Lost in arbitration" in shown
    assert "Well proved." not in shown


def card_of(page):
    return page.text.partition('id="dispute"')[2].partition("</section>")[0]


def test_claims_page_shows_what_is_disputed_and_what_came_since(client):
    dispute = a_dispute(reason=RejectionReason.MISSING_ACKNOWLEDGEMENT)
    claim = dispute.claim
    upload = an_upload(PDF + b"2")
    claims.add_file(claim.pk, by=claim.created_by, at=MONDAY + DAY, upload=upload, name="letter.pdf")
    client.force_login(a_lead())

    shown = card_of(client.get(f"/review/{claim.code}/"))

    assert "Missing customer acknowledgement in PoE" in shown
    assert "The proof is not enough." in shown
    assert "It is all there." in shown
    assert "letter.pdf" in shown
    assert "proof.pdf" not in shown
