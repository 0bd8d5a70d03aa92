"""The leads' team page: exact figures, and what is late, idle, or answered while its reviewer is away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from reviews import actions, team
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    answer,
)
from tests.factories import a_lead, a_location, a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-2", "PPL-3")]
DAY = timedelta(days=1)
NOW = MONDAY + 5 * MINUTE


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def share_of(person, at=NOW):
    return next(share for share in team.team(at).shares if share.person == person)


def test_figures_of_a_reviewer_are_exact():
    ravi, rosa = a_reviewer(), a_reviewer()
    taken = a_submitted_claim()
    claims.take(taken.pk, reviewer=ravi, by=ravi, at=NOW)
    late = a_claim_under_review(reviewer=ravi, at=MONDAY - 14 * DAY)
    answer(a_claim_to_answer(reviewer=ravi), at=NOW)
    a_claim_to_answer(reviewer=ravi)
    a_rejected_claim(reviewer=ravi)
    a_submitted_claim()

    share = share_of(ravi)

    assert {name: getattr(share, name) for name in team.FIGURES} == {
        "submitted": 1,
        "under_review": 2,
        "with_partner": 1,
        "answered": 1,
        "overdue": 1,
        "at_risk": 1,
    }
    assert (share.total, share.oldest_at, share.next_due_at) == (4, late.submitted_at, late.due_at)
    assert share_of(rosa).total == 0
    assert share_of(None).submitted == 1
    assert [claim.pk for claim in team.team(NOW).overdue] == [late.pk]


def test_claims_of_who_reviews_no_more_are_not_forgotten():
    claim = a_claim_under_review()
    gone = claim.reviewer
    gone.is_active = False
    gone.save(update_fields=["is_active"])

    assert share_of(gone).total == 1


def test_answer_to_somebody_who_is_away_is_shown_as_such(client):
    ravi, rosa = a_reviewer(), a_reviewer()
    for person in (ravi, rosa):
        answer(a_claim_to_answer(reviewer=person), at=NOW)
    actions.plan_absence(ravi.pk, NOW.date(), NOW.date(), by=ravi, at=NOW)

    found = team.team(NOW)

    assert [claim.reviewer for claim in found.answered_while_away] == [ravi]
    client.force_login(a_lead())
    page = client.get(reverse("reviews:team"))
    assert "The partner has answered, and the reviewer is away" in page.text
    assert "Absent until" in page.text


def test_every_number_leads_to_just_its_claims(client):
    ravi = a_reviewer()
    for _ in range(2):
        a_claim_under_review(reviewer=ravi)
    a_claim_to_answer(reviewer=ravi)
    a_claim_under_review()
    a_submitted_claim()
    client.force_login(a_lead())

    for person in (ravi, None):
        share = share_of(person)
        for name in ("submitted", "under_review", "with_partner", "overdue"):
            rows = client.get(share.urls[name]).context["rows"]
            assert len(rows) == getattr(share, name), (person, name)


def test_lead_moves_the_claims_of_somebody_and_sees_what_became_of_each(client):
    claim, rosa = a_claim_under_review(), a_reviewer(name="Rosa Reviewer")
    lena = a_lead()
    actions.plan_absence(lena.pk, NOW.date(), NOW.date(), by=lena, at=NOW)
    client.force_login(lena)

    page = client.post(reverse("reviews:spread", args=[claim.reviewer_id]))

    assert page.status_code == 200
    assert claim.code in page.text
    assert "Rosa Reviewer has it now" in page.text
    claim.refresh_from_db()
    assert claim.reviewer == rosa


def test_absence_and_employers_are_kept_by_forms(client):
    ravi, company = a_reviewer(), a_location()
    client.force_login(a_lead())
    home = reverse("reviews:team_person", args=[ravi.pk])

    refused = client.post(
        reverse("reviews:plan_absence", args=[ravi.pk]),
        {"from_date": "2026-03-04", "until_date": "2026-03-03"},
    )
    assert (refused.status_code, "The last day lies before the first." in refused.text) == (422, True)
    done = client.post(
        reverse("reviews:plan_absence", args=[ravi.pk]),
        {"from_date": "2026-03-03", "until_date": "2026-03-04"},
    )
    assert done.url == home
    client.post(reverse("reviews:take_absence_back", args=[ravi.absences.get().pk]))
    assert ravi.absences.standing().count() == 0

    unknown = client.post(reverse("reviews:note_employer", args=[ravi.pk]), {"company": "Nobody Ltd"})
    assert (unknown.status_code, "Nothing found." in unknown.text) == (422, True)
    client.post(reverse("reviews:note_employer", args=[ravi.pk]), {"company": company.mpn_id})
    assert list(ravi.former_employers.all()) == [company.partner]
    client.post(reverse("reviews:strike_employer", args=[ravi.pk, company.partner_id]))
    assert not ravi.former_employers.exists()
