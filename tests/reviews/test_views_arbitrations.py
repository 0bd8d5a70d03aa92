from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.states import RejectionReason, State
from reviews import arbitrations as domain
from reviews import comparison
from reviews.models import Arbitration
from tests.claim_factories import (
    PDF,
    a_claim_under_review,
    a_customer,
    a_submitted_claim,
    an_official_claim,
    an_upload,
    ask,
    fresh,
)
from tests.factories import (
    a_lead,
    a_location,
    a_partner,
    a_product,
    a_reviewer,
    a_subscription,
    a_support,
    an_association,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LIST = "/review/arbitrations/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


@pytest.fixture
def rivals(now):
    """Ours is older than theirs."""
    subscription = a_subscription(a_customer())
    northwind = a_location(a_partner(name="Northwind Consulting"))
    fabrikam = a_location(a_partner(name="Fabrikam Cloud"))
    ours = a_claim_under_review(at=now - 2 * DAY, location=northwind, subscription=subscription)
    theirs = a_claim_under_review(at=now - DAY, location=fabrikam, subscription=subscription)
    return fresh(ours), fresh(theirs)


def page(client, person):
    client.force_login(person)
    return client.get(address())


def address():
    return reverse("reviews:arbitration", args=[Arbitration.objects.get().pk])


def decide(client, person, winner, **data):
    shown = page(client, person)
    typed = {"seen": shown.context["form"]["seen"].value(), "text": "The better proof."}
    if winner is not None:
        typed["winner"] = party_of(winner).pk
    return client.post(address(), typed | data)


def party_of(claim):
    return Arbitration.objects.get().parties.get(claim_product__claim=claim)


@pytest.mark.rule("ARB-3")
def test_proofs_stand_side_by_side_newest_first(client, lena, rivals):
    response = page(client, lena)

    ours, theirs = rivals
    assert [party.claim for party in response.context["parties"]] == [theirs, ours]
    assert [party.viewer.file.name for party in response.context["parties"]] == ["proof.pdf", "proof.pdf"]
    assert "Northwind Consulting" in response.text
    assert "Fabrikam Cloud" in response.text


def test_reviewers_and_support_read_and_are_offered_nothing(client, rivals):
    for person in (rivals[0].reviewer, a_support()):
        response = page(client, person)
        assert response.status_code == 200
        assert "decide-form" not in response.text
        assert client.post(address(), {"winner": 1}).status_code == 403


@pytest.mark.rule("ARB-3")
def test_lead_decides_in_one_step(client, lena, rivals):
    ours, theirs = rivals

    response = decide(client, lena, ours)

    assert (response.status_code, response.url) == (302, address())
    assert fresh(ours).state == State.APPROVED
    assert fresh(theirs).rejection_reason == RejectionReason.LOST_IN_ARBITRATION
    after = page(client, lena)
    assert "The better proof." in after.text
    assert {party.claim: party.won for party in after.context["parties"]} == {ours: True, theirs: False}
    assert "decide-form" not in after.text


def test_decision_needs_a_winner_and_a_reason(client, lena, rivals):
    for response in (decide(client, lena, None), decide(client, lena, rivals[0], text=" ")):
        assert response.status_code == 422
    assert fresh(rivals[0]).state == State.UNDER_REVIEW


def test_claim_that_is_not_under_review_is_named(client, lena, rivals):
    ours, theirs = rivals
    ask(theirs, at=timezone.now())

    assert f"{theirs.code}</a> (Fabrikam Cloud): Partner action required" in page(client, lena).text
    response = decide(client, lena, ours)

    assert response.status_code == 422
    assert f"{theirs.code} is Partner action required." in response.text
    assert "The better proof." in response.text
    assert fresh(ours).state == State.UNDER_REVIEW


@pytest.mark.rule("LIF-7")
def test_decision_on_what_has_changed_is_refused_with_the_text_kept(client, lena, rivals, now):
    ours, theirs = rivals
    stale = page(client, lena).context["form"]["seen"].value()
    claims.release(theirs.pk, by=theirs.reviewer, at=now)

    refused = decide(client, lena, ours, seen=stale)
    assert refused.status_code == 409
    assert "The claims have changed since you opened this page" in refused.text
    assert refused.context["form"]["text"].value() == "The better proof."
    assert fresh(ours).state == State.UNDER_REVIEW

    again = decide(client, lena, ours, seen=refused.context["form"]["seen"].value())
    assert again.status_code == 302


@pytest.mark.rule("ARB-2")
def test_incumbent_and_import_are_parties(client, lena, now):
    tenant, teams = a_customer(), a_product()
    held = an_official_claim(at=now - 30 * DAY, tenant=tenant, products=[teams])
    rival = a_claim_under_review(at=now, tenant=tenant, products=[teams])

    parties = page(client, lena).context["parties"]

    assert [(party.claim, party.is_incumbent) for party in parties] == [(rival, False), (held, True)]


def test_imported_association_has_no_claim_to_show(client, lena, now):
    subscription = a_subscription(a_customer())
    imported = an_association(subscription=subscription)
    a_claim_under_review(at=now, subscription=subscription)

    response = page(client, lena)

    assert [party.association for party in response.context["parties"]] == [None, imported]
    assert "Partner of record since" in response.text


def test_list_shows_the_open_ones_and_the_closed_ones_apart(client, lena, rivals):
    client.force_login(lena)
    arbitration = Arbitration.objects.get()

    open_ = client.get(LIST).context["arbitrations"]
    assert [(found, found.standing_count) for found in open_] == [(arbitration, 2)]
    assert client.get(LIST, {"show": "closed"}).context["arbitrations"] == []

    domain.decide(
        arbitration.pk, winner_id=party_of(rivals[0]).pk, by=lena, at=timezone.now(), text="The better."
    )

    assert "No arbitrations" in client.get(LIST).text
    assert client.get(LIST, {"show": "closed"}).context["arbitrations"] == [arbitration]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30])
def test_list_from_nowhere_begins_at_its_beginning(client, lena, rivals, after):
    client.force_login(lena)

    assert len(client.get(LIST, {"after": after}).context["arbitrations"]) == 1


def test_list_is_paged(client, lena, now, monkeypatch):
    monkeypatch.setattr(comparison, "PAGE", 1)
    for _ in range(2):
        subscription = a_subscription(a_customer())
        for _rival in range(2):
            a_claim_under_review(at=now, subscription=subscription)
    client.force_login(lena)

    first = client.get(LIST)
    second = client.get(LIST + first.context["next_url"])
    back = client.get(LIST + second.context["previous_url"])

    assert first.context["arbitrations"] + second.context["arbitrations"] == list(
        Arbitration.objects.order_by("pk")
    )
    assert back.context["arbitrations"] == first.context["arbitrations"]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


def test_page_reads_the_same_few_more_for_each_party_however_much_it_has(client, lena, now):
    subscription = a_subscription(a_customer())
    ours = a_submitted_claim(at=now, subscription=subscription)
    a_claim_under_review(at=now, subscription=subscription)
    client.force_login(lena)
    with CaptureQueriesContext(connection) as of_two:
        client.get(address())

    for number in range(2):
        third = a_submitted_claim(at=now, subscription=subscription)
        upload = an_upload(PDF + b"%d" % number)
        claims.add_file(third.pk, by=third.created_by, at=now, upload=upload, name=f"{number}.pdf")
        claims.comment(third.pk, by=third.created_by, at=now, body="Hello")
    a_claim_under_review(at=now, subscription=subscription)
    claims.comment(ours.pk, by=a_reviewer(), at=now, body="Hello")
    with CaptureQueriesContext(connection) as of_five:
        client.get(address())

    # What the proof of each says and shows: its files, their readings and pages, products and domains.
    assert (len(of_five) - len(of_two)) % 3 == 0
    assert (len(of_five) - len(of_two)) // 3 <= 12


def test_list_reads_as_often_for_three_rows_as_for_one(client, lena, now, django_assert_num_queries):
    client.force_login(lena)
    for more in (1, 2):
        for _ in range(more):
            subscription = a_subscription(a_customer())
            for _rival in range(2):
                a_claim_under_review(at=now, subscription=subscription)
        with django_assert_num_queries(6):
            client.get(LIST)
