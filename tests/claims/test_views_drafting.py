"""Edits after submission, and the choice of products."""

import pytest
from django.utils import timezone

from claims import actions
from tests import claim_factories as claims
from tests import factories

from .cast import typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return claims.a_draft()


@pytest.fixture
def as_fiona(client, draft):
    client.force_login(draft.created_by)
    return client


@pytest.mark.rule("EDT-1")
def test_after_submission_only_location_and_contacts_can_change(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)
    page = client.get(url("edit", claim))

    client.post(
        url("edit", claim), typed(page, contact_title="CIO", name="Sneaked in", domain="other.example")
    )

    fields = set(page.context["form"].fields) - {"seen", "seen_history"}
    assert fields == {
        "location",
        "contact_name",
        "contact_title",
        "contact_email",
        "own_contact_name",
        "own_contact_email",
    }
    claim = claims.fresh(claim)
    assert (claim.contact_title, claim.name) == ("CIO", "Teams roll-out")


@pytest.mark.rule("EDT-1")
@pytest.mark.parametrize(
    "make", [claims.a_claim_under_review, claims.an_approved_claim, claims.a_rejected_claim]
)
@pytest.mark.parametrize("name", ["edit", "products"])
def test_where_nothing_can_change_there_is_no_form(client, make, name):
    claim = make(at=timezone.now())
    client.force_login(claim.created_by)

    assert client.get(url(name, claim)).url == url("detail", claim)
    assert url(name, claim) not in client.get(url("detail", claim)).content.decode()


@pytest.mark.rule("EDT-2")
def test_an_edit_after_submission_that_could_not_be_submitted_keeps_what_was_typed(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)

    answer = client.post(
        url("edit", claim), typed(client.get(url("edit", claim)), contact_name="", contact_title="CIO")
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["contact_name"]
    assert answer.context["form"]["contact_title"].value() == "CIO"
    assert claims.fresh(claim).contact_title == "Head of IT"


@pytest.mark.rule("LIF-7")
def test_what_was_typed_stays_when_the_review_began_meanwhile(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)
    open_page = client.get(url("edit", claim))
    actions.start_review(claim.pk, by=factories.a_reviewer(name="Ravi Reviewer"), at=timezone.now())

    answer = client.post(url("edit", claim), typed(open_page, contact_name="Carl Correct"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Review team started the review." in page
    assert "Ravi" not in page
    assert "Carl Correct" in page
    assert claims.fresh(claim).contact_name == "Carla Customer"
