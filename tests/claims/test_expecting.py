"""The expected time to a decision, as partners see it on a claim (REV-10)."""

from datetime import date

import pytest
from django.urls import reverse

from claims.expecting import ENOUGH, expected_time
from claims.models import ExpectedTime
from tests.claim_factories import (
    a_claim_to_answer,
    a_claim_under_review,
    a_submitted_claim,
    an_approved_claim,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-10")]


def lately(programmes="osu_m365", decisions=20, median=40, ninety=82):
    return ExpectedTime.objects.create(
        programmes=programmes,
        decisions=decisions,
        median_tenths=median,
        ninety_tenths=ninety,
        from_date=date(2025, 12, 2),
        until_date=date(2026, 3, 1),
    )


def page_of(client, claim):
    client.force_login(claim.created_by)
    return client.get(reverse("claims:detail", args=[claim.code])).content.decode()


@pytest.mark.parametrize("make", [a_submitted_claim, a_claim_under_review, a_claim_to_answer])
def test_open_claims_say_what_can_be_expected(client, make):
    lately()
    shown = page_of(client, make())
    assert "half of such claims are decided within 4 business days" in shown
    assert "nine of ten within 8.2" in shown
    assert "This is no promise" in shown
    assert shown.count("Expected time to a decision") == 1


def test_decided_claims_say_nothing_of_it(client):
    lately()
    assert "Expected time" not in page_of(client, an_approved_claim())


def test_too_few_decisions_are_not_told(client):
    """One decision alone would tell how long a rival's claim took (PPL-5)."""
    lately(decisions=ENOUGH - 1)
    shown = page_of(client, a_submitted_claim())
    assert "too few claims were decided to tell" in shown
    assert "business days of their submission" not in shown


def test_all_kinds_stand_in_for_a_rare_one(client):
    lately(decisions=ENOUGH - 1)
    lately(programmes="*", decisions=300, median=55)
    shown = page_of(client, a_submitted_claim())
    assert "decided within 5.5 business days" in shown
    assert "300 decisions on claims of all kinds" in shown


def test_it_costs_one_query(django_assert_num_queries):
    claim = a_submitted_claim()
    lately()
    lately(programmes="*")
    with django_assert_num_queries(1):
        assert expected_time(claim).median == 4
