"""What changed since a request, and the dates that run, as partner and reviewer read them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Customer
from claims import actions
from tests.claim_factories import (
    MINUTE,
    PDF,
    a_claim_in_window,
    a_claim_to_answer,
    a_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_upload,
    answer,
    fresh,
)

from .cast import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def page_of(client, claim, name="detail"):
    client.force_login(claim.created_by)
    return client.get(url(name, claim))


def edit(claim, at, **fields):
    actions.edit(claim.pk, by=claim.created_by, at=at, seen=None, **fields)


@pytest.fixture
def answered(now):
    """Asked, changed twice, given a file and a comment, and answered; then commented once more."""
    claim = a_claim_to_answer(at=now, contact_name="Carla")
    by = claim.created_by
    edit(claim, now + MINUTE, contact_name="Clara", contact_title="CEO")
    edit(claim, now + 2 * MINUTE, contact_name="Carlotta", contact_title=claim.contact_title)
    actions.add_file(claim.pk, by=by, at=now + MINUTE, upload=an_upload(PDF + b"2"), name="m.pdf")
    actions.comment(claim.pk, by=by, at=now + MINUTE, body="See the file.")
    answer(claim, at=now + 3 * MINUTE)
    actions.comment(claim.pk, by=by, at=now + 4 * MINUTE, body="Too late to be part of it.")
    return fresh(claim)


@pytest.mark.rule("LIF-2", "EDT-2")
def test_answer_shows_what_changed_since_the_request_once_each(client, answered):
    (asked,) = page_of(client, answered).context["requests"]

    assert asked.since.changes == [("Customer contact's name", "Carla", "Carlotta")]
    assert (asked.since.files, asked.since.comments) == (["m.pdf"], 1)


@pytest.mark.rule("LIF-2", "REV-3")
def test_reviewer_reads_the_same_beside_the_answer(client, answered):
    client.force_login(answered.reviewer)

    text = client.get(reverse("reviews:claim", args=[answered.code])).content.decode()

    assert "Changed since this was asked" in text
    assert "<del>Carla</del> → <ins>Carlotta</ins>" in text


def test_request_that_nothing_changed_since_says_nothing_of_it(client, now):
    claim = a_claim_to_answer(at=now)

    assert "Changed since this was asked" not in page_of(client, claim, "answer").content.decode()


def dates_on(client, claim):
    return [date.kind for date in page_of(client, claim).context["dates"]]


@pytest.mark.rule("CLK-8")
def test_each_running_date_has_its_sum_and_its_calendar_entry(client, now):
    claim = a_claim_to_answer(at=now)

    page = page_of(client, claim)

    assert [date.kind for date in page.context["dates"]] == ["answer", "overall"]
    for date in page.context["dates"]:
        for name in ("why", "calendar"):
            link = reverse(f"claims:{name}", args=[claim.code, date.kind])
            assert f'href="{link}"' in page.content.decode()
            assert client.get(link).status_code == 200


@pytest.mark.rule("CLK-6", "CLK-7", "CLK-8")
def test_dates_of_each_state(client, now):
    assert dates_on(client, a_submitted_claim(at=now)) == ["start_review"]
    assert dates_on(client, a_claim_in_window(at=now)) == ["window"]
    assert dates_on(client, a_rejected_claim(at=now)) == ["dispute"]
    assert dates_on(client, a_rejected_claim(at=now - timedelta(days=31))) == []


@pytest.mark.rule("CON-3", "CLK-8")
def test_date_after_a_customers_no_says_what_it_is_for(client, now):
    claim = a_claim_in_window(at=now)
    actions.decline(claim.pk, by=Customer(email=claim.contact_email), at=now + MINUTE)

    (date,) = page_of(client, claim).context["dates"]

    assert (date.kind, date.label) == ("window", "Your customer can change their mind until")


def test_draft_has_no_dates(client, now):
    assert 'id="dates"' not in page_of(client, a_draft(at=now)).content.decode()
