"""Many reviewers take the next claim at once: real transactions on real connections."""

import pytest
from django.db import connection

from claims import actions as claims
from claims.models import Claim
from claims.states import State
from reviews import actions
from reviews.models import Absence
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, a_submitted_claim, fresh
from tests.claims.test_races import at_once, refusals
from tests.factories import a_filer, a_lead, a_location, a_reviewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("REV-2"), pytest.mark.each_database]
LATER = MONDAY + 5 * MINUTE


@pytest.mark.timeout(600)
def test_fifty_reviewers_at_once_get_fifty_different_claims():
    count = 50 if connection.vendor == "postgresql" else 8
    places = [a_location() for _ in range(5)]
    filers = [a_filer(place.partner) for place in places]
    for number in range(count + 5):
        place = number % len(places)
        a_submitted_claim(location=places[place], by=filers[place])
    people = [a_reviewer() for _ in range(count)]
    for number, person in enumerate(people):
        if number % 2:  # every other one used to work for one of the partners
            person.former_employers.add(places[number % len(places)].partner)

    given = at_once(*[lambda by=by: actions.take_next(by=by, at=LATER) for by in people])

    assert refusals(given) == []
    assert None not in given
    assert len({claim.pk for claim in given}) == count
    for person, claim in zip(people, given, strict=True):
        now = fresh(claim)
        assert (now.reviewer, now.state) == (person, State.UNDER_REVIEW)
        assert now.partner_id not in person.former_employer_ids
        assert now.events.filter(kind="taken").count() == 1
    assert Claim.objects.free().count() == 5


def test_more_reviewers_than_claims_leave_nobody_waiting():
    waiting = {a_submitted_claim().pk for _ in range(2)}

    given = at_once(*[lambda: actions.take_next(by=a_reviewer(), at=LATER) for _ in range(5)])

    assert refusals(given) == []
    assert sorted(claim.pk for claim in given if claim) == sorted(waiting)
    assert given.count(None) == 3


def test_taking_the_next_against_taking_that_one_has_one_winner():
    for _ in range(3):
        claim, ravi, rosa = a_submitted_claim(), a_reviewer(), a_reviewer()

        outcomes = at_once(
            lambda by=ravi: actions.take_next(by=by, at=LATER),
            lambda by=rosa, pk=claim.pk: claims.take(pk, reviewer=by, by=by, at=LATER),
        )

        held = fresh(claim)
        assert held.reviewer in (ravi, rosa)
        if held.reviewer == ravi:
            assert len(refusals(outcomes)) == 1
        else:
            assert outcomes[0] is None
        assert held.events.filter(kind="taken").count() == 1


@pytest.mark.parametrize("_again", range(3))
def test_handing_over_against_a_lead_who_assigns_has_one_winner(_again):
    claim, rosa, rita, lena = a_claim_under_review(), a_reviewer(), a_reviewer(), a_lead()
    ravi, seen = claim.reviewer, claim.version

    outcomes = at_once(
        lambda: actions.hand_over(claim.pk, to=rosa, by=ravi, at=LATER, seen=seen),
        lambda: actions.assign(claim.pk, to=rita, by=lena, at=LATER, seen=seen),
    )

    assert len(refusals(outcomes)) == 1
    assert fresh(claim).reviewer in (rosa, rita)


def test_days_planned_at_once_do_not_overlap():
    ravi, day = a_reviewer(), MONDAY.date()

    outcomes = at_once(
        *[lambda: actions.plan_absence(ravi.pk, day, day, by=ravi, at=MONDAY) for _ in range(4)]
    )

    assert len(refusals(outcomes)) == 3
    assert Absence.objects.count() == 1
