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
    fresh,
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


# Moving claims


def moving(client, lead, **asked):
    client.force_login(lead)
    return client.get(reverse("reviews:move_claims"), asked)


def move(client, claims, to=""):
    chosen = [f"{claim.pk}:{claim.version}" for claim in claims]
    return client.post(reverse("reviews:move_claims"), {"claim": chosen, "to": to})


def test_lead_moves_some_of_a_reviewers_claims_to_somebody(client):
    lena, ravi, rosa = a_lead(), a_reviewer(name="Ravi"), a_reviewer(name="Rosa")
    first = a_claim_under_review(reviewer=ravi, at=MONDAY - 7 * DAY)
    second, third = a_claim_under_review(reviewer=ravi), a_claim_under_review(reviewer=ravi)
    a_claim_under_review(reviewer=rosa)

    page = moving(client, lena, source=ravi.pk, most=2, to=rosa.pk)

    assert page.context["claims"] == [first, second]
    assert page.context["all_count"] == 3
    assert "2 claims to move" in page.text
    assert "Of 3, what is due first." in page.text
    claims.comment(second.pk, by=ravi, at=NOW, body="Wait.")
    claims.take(second.pk, reviewer=lena, by=lena, at=NOW)
    moved = move(client, page.context["claims"], to=rosa.pk)

    assert "1 claim was moved." in moved.text
    outcomes = {each.claim: each.to for each in moved.context["outcomes"]}
    assert outcomes == {first: rosa, second: None}
    assert {fresh(claim).reviewer for claim in (first, third)} == {rosa, ravi}


def test_moved_to_nobody_in_particular_each_goes_to_who_has_the_least_to_do(client):
    lena, rosa = a_lead(), a_reviewer()
    claims.take(a_submitted_claim().pk, reviewer=lena, by=lena, at=NOW)
    free = [a_submitted_claim() for _ in range(3)]
    page = moving(client, lena, source="nobody", which="submitted")
    assert set(page.context["claims"]) == set(free)

    moved = move(client, free)

    assert "3 claims were moved." in moved.text
    assert sorted(str(fresh(claim).reviewer) for claim in free) == sorted([str(rosa), str(rosa), str(lena)])


@pytest.mark.parametrize(
    ("which", "found"), [("overdue", "late"), ("risk", "late"), ("answered", "answered")]
)
def test_which_claims_are_to_be_moved(client, which, found):
    lena, ravi = a_lead(), a_reviewer()
    made = {
        "late": a_claim_under_review(reviewer=ravi, at=MONDAY - 14 * DAY),
        "answered": answer(a_claim_to_answer(reviewer=ravi), at=NOW),
        "asked": a_claim_to_answer(reviewer=ravi),
    }

    assert moving(client, lena, source=ravi.pk, which=which).context["claims"] == [made[found]]


def test_nothing_chosen_moves_nothing_and_nonsense_is_refused(client):
    assert moving(client, a_lead(), source="x", most=0).status_code == 422
    assert move(client, []).url == reverse("reviews:team")


# A reviewer who is away


@pytest.mark.rule("REV-3")
def test_claim_of_who_is_away_says_so_and_what_can_be_done(client):
    lena, ravi, rosa = a_lead(name="Lena"), a_reviewer(name="Ravi"), a_reviewer(name="Rosa")
    claim = a_claim_under_review(reviewer=ravi)
    claims.take(a_submitted_claim().pk, reviewer=lena, by=lena, at=NOW)
    actions.plan_absence(ravi.pk, NOW.date(), NOW.date() + 2 * DAY, by=ravi, at=NOW)

    def page(person):
        client.force_login(person)
        return client.get(reverse("reviews:claim", args=[claim.code])).text

    for person in (lena, ravi, rosa):
        assert "Ravi is away until Wed 4 Mar 2026" in page(person)
    assert f"{reverse('reviews:assign', args=[claim.code])}?to={rosa.pk}" in page(lena)
    assert "a lead can assign the claim" in page(rosa)
    assert "Hand it over" in page(ravi)
    client.force_login(lena)
    form = client.get(reverse("reviews:assign", args=[claim.code]), {"to": rosa.pk})
    assert f'<option value="{rosa.pk}" selected>' in form.text
    client.force_login(claim.created_by)
    assert "away until" not in client.get(claim.get_absolute_url()).text
