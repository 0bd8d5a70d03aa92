"""Take next, hand over, and who is given what: by load, without the absent, never against a conflict."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import News, User
from calendars import lookup
from calendars.business_time import add_business_days
from claims import actions as claims
from claims.models import Claim
from claims.refusals import ClaimMoved, NotNow
from claims.states import State
from reviews import actions
from reviews.models import Absence, EmployerChange, Note
from reviews.sweeps import enforce
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
from tests.factories import a_filer, a_lead, a_reviewer, a_support

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
LATER = MONDAY + MINUTE
TODAY = MONDAY.date()
DAY = timedelta(days=1)


def kinds(claim):
    return list(claim.events.order_by("number").values_list("kind", flat=True))


def told(person):
    return list(News.objects.filter(user=person).order_by("pk").values_list("kind", flat=True))


def away(person, first=TODAY, last=TODAY):
    return Absence.objects.create(
        person=person, from_date=first, until_date=last, planned_at=MONDAY, planned_by=person
    )


@pytest.mark.rule("REV-2")
def test_take_next_gives_the_most_urgent_claim_and_starts_its_review():
    ravi = a_reviewer()
    later = a_submitted_claim(at=MONDAY + 2 * MINUTE)
    urgent = a_submitted_claim(at=MONDAY + MINUTE)
    a_claim_under_review(at=MONDAY)

    given = actions.take_next(by=ravi, at=MONDAY + 5 * MINUTE)

    assert given == urgent
    urgent = fresh(urgent)
    assert (urgent.state, urgent.reviewer) == (State.UNDER_REVIEW, ravi)
    assert kinds(urgent)[-2:] == ["taken", "start_review"]
    assert fresh(later).reviewer is None


@pytest.mark.rule("REV-2")
def test_take_next_gives_a_released_claim_and_passes_over_what_waits_for_its_partner():
    ravi, asked, released = a_reviewer(), a_claim_to_answer(), a_claim_under_review()
    claims.release(asked.pk, by=asked.reviewer, at=LATER)
    claims.release(released.pk, by=released.reviewer, at=LATER)

    assert actions.take_next(by=ravi, at=LATER) == released
    assert fresh(released).reviewer == ravi
    assert actions.take_next(by=ravi, at=LATER) is None


@pytest.mark.rule("REV-2")
def test_take_next_never_gives_a_claim_against_a_conflict():
    ravi = a_reviewer()
    former, present, barred = a_submitted_claim(), a_submitted_claim(), a_rejected_claim(reviewer=ravi)
    ravi.former_employers.add(former.partner)
    ravi.memberships.create(partner=present.partner, role="incentives_user")
    claims.raise_dispute(barred.pk, by=barred.created_by, at=LATER, justification="Look again.")
    actions.accept_dispute(barred.pk, by=a_lead(), at=LATER, text="Yes.")
    assert fresh(barred).barred_reviewer == ravi
    last = a_submitted_claim(at=MONDAY + 5 * DAY)
    ravi = User.objects.get(pk=ravi.pk)

    assert actions.take_next(by=ravi, at=MONDAY + 6 * DAY) == last
    assert actions.take_next(by=ravi, at=MONDAY + 6 * DAY) is None
    rosa = a_reviewer()
    assert {actions.take_next(by=rosa, at=MONDAY + 6 * DAY) for _ in range(3)} == {former, present, barred}


@pytest.mark.rule("REV-2", "PPL-3")
def test_take_next_opens_the_claim_or_says_that_nothing_is_left(client):
    claim = a_submitted_claim()
    client.force_login(a_reviewer())

    first = client.post(reverse("reviews:take_next"), follow=True)
    second = client.post(reverse("reviews:take_next"), follow=True)

    assert first.redirect_chain[-1][0] == reverse("reviews:claim", args=[claim.code])
    assert "its review runs" in first.text
    assert second.redirect_chain[-1][0] == reverse("reviews:queue")
    assert "Nothing is left to take" in second.text


@pytest.mark.rule("REV-2", "LIF-2")
def test_claim_handed_over_while_its_partner_answers_comes_back_to_the_new_reviewer():
    claim, rosa = a_claim_to_answer(), a_reviewer()
    ravi = claim.reviewer

    actions.hand_over(claim.pk, to=rosa, by=ravi, at=LATER, seen=claim.version, note="I am on leave.")
    answer(fresh(claim), at=LATER + MINUTE)

    claim = fresh(claim)
    assert (claim.state, claim.reviewer) == (State.UNDER_REVIEW, rosa)
    handed = claim.events.get(kind="handed_on")
    assert (handed.before, handed.after) == ({"reviewer": str(ravi)}, {"reviewer": str(rosa)})
    assert handed.staff_only
    assert Note.objects.get(claim=claim).body == "I am on leave."
    assert "handed_on" in told(rosa)
    assert "leave" not in News.objects.get(user=rosa, kind="handed_on").text


@pytest.mark.rule("REV-2")
def test_claim_is_handed_over_by_its_holder_to_nobody_with_a_conflict():
    claim, rosa = a_claim_under_review(), a_reviewer()
    ravi, version = claim.reviewer, claim.version
    rosa.former_employers.add(claim.partner)

    with pytest.raises(NotNow, match="conflict"):
        actions.hand_over(claim.pk, to=rosa, by=ravi, at=LATER)
    with pytest.raises(NotNow, match="conflict"):
        actions.hand_over(claim.pk, to=a_reviewer(is_active=False), by=ravi, at=LATER)
    with pytest.raises(NotNow, match="already"):
        actions.hand_over(claim.pk, to=ravi, by=ravi, at=LATER)

    actions.assign(claim.pk, to=a_reviewer(name="Rita"), by=a_lead(), at=LATER)
    with pytest.raises(ClaimMoved, match="assigned the claim"):
        actions.hand_over(claim.pk, to=a_reviewer(), by=ravi, at=LATER, seen=version)
    assert fresh(claim).reviewer.name == "Rita"


@pytest.mark.rule("REV-2")
def test_hand_over_page_keeps_what_was_typed_when_the_claim_has_moved(client):
    claim, rosa = a_claim_under_review(), a_reviewer(name="Rosa Reviewer")
    away(rosa)
    client.force_login(claim.reviewer)
    url = reverse("reviews:hand_over", args=[claim.code])
    page = client.get(url)
    assert "Rosa Reviewer · 0 to do" in page.text

    typed = {"seen": claim.version, "to": rosa.pk, "note": "Look at page two."}
    claims.take(claim.pk, reviewer=a_lead(name="Lena"), by=a_lead(), at=LATER)
    refused = client.post(url, typed)

    assert refused.status_code == 409
    assert "Look at page two." in refused.text
    assert "assigned the claim" in refused.text
    assert fresh(claim).reviewer.name == "Lena"


@pytest.mark.rule("REV-2")
def test_lead_assigns_and_both_are_told(client):
    claim, rosa, lena = a_claim_under_review(), a_reviewer(), a_lead()
    ravi = claim.reviewer

    actions.assign(claim.pk, to=rosa, by=lena, at=LATER)

    assert (told(rosa), told(ravi)) == (["assigned"], ["moved_on"])
    actions.assign(claim.pk, to=rosa, by=lena, at=LATER)
    assert told(rosa) == ["assigned"]


@pytest.mark.rule("CLK-2")
def test_automatic_assignment_weighs_what_waits_for_the_team_and_leaves_out_the_absent():
    claim = a_submitted_claim()
    ravi, rosa, lena = a_reviewer(), a_reviewer(), a_lead()
    for _ in range(3):
        a_claim_to_answer(reviewer=ravi)
    for _ in range(2):
        a_claim_under_review(reviewer=rosa)
    a_rejected_claim(reviewer=ravi)
    away(lena, TODAY - DAY, TODAY + DAY)

    assert actions.loads() == {ravi.pk: 3, rosa.pk: 4}
    assert actions.least_busy_reviewer(claim, at=LATER) == ravi
    away(ravi)
    assert actions.least_busy_reviewer(claim, at=LATER) == rosa
    assert actions.least_busy_reviewer(claim, at=LATER + 2 * DAY) == lena
    away(rosa)
    assert actions.least_busy_reviewer(claim, at=LATER) is None


@pytest.mark.rule("CLK-2")
def test_among_equals_it_is_not_always_the_same_persons_turn():
    people = {a_reviewer() for _ in range(3)}
    waiting = [a_submitted_claim() for _ in range(3)]

    assert {actions.least_busy_reviewer(claim, at=LATER) for claim in waiting} == people


@pytest.mark.rule("CLK-2")
def test_load_is_read_from_open_claims_alone(django_assert_num_queries):
    claim = a_submitted_claim()
    for _ in range(3):
        a_claim_under_review()

    with django_assert_num_queries(3):
        actions.least_busy_reviewer(claim, at=LATER)


@pytest.mark.rule("CLK-2")
def test_review_that_an_absent_holder_did_not_start_goes_to_somebody_else():
    claim, ravi, rosa = a_submitted_claim(), a_reviewer(), a_reviewer()
    claims.take(claim.pk, reviewer=ravi, by=ravi, at=LATER)
    due_at = fresh(claim).due_at
    # Not to be sent back as idle before.
    claims.comment(claim.pk, by=ravi, at=due_at - DAY, body="I am on it.")
    away(ravi, due_at.date(), due_at.date())

    list(enforce(due_at))

    assert fresh(claim).reviewer == rosa


@pytest.mark.rule("CLK-2")
def test_absences_of_one_person_do_not_overlap():
    ravi, lena = a_reviewer(), a_lead()
    actions.plan_absence(ravi.pk, TODAY, TODAY + DAY, by=ravi, at=MONDAY)
    actions.plan_absence(ravi.pk, TODAY + 2 * DAY, TODAY + 3 * DAY, by=lena, at=MONDAY)
    actions.plan_absence(lena.pk, TODAY, TODAY, by=lena, at=MONDAY)

    for first, last in ((1, 1), (-3, 0), (3, 9), (-1, 9)):
        with pytest.raises(NotNow, match="already"):
            actions.plan_absence(ravi.pk, TODAY + first * DAY, TODAY + last * DAY, by=ravi, at=MONDAY)
    with pytest.raises(NotNow, match="over already"):
        actions.plan_absence(ravi.pk, TODAY - 3 * DAY, TODAY - DAY, by=ravi, at=MONDAY)
    with pytest.raises(NotNow, match="before the first"):
        actions.plan_absence(ravi.pk, TODAY + 9 * DAY, TODAY + 8 * DAY, by=ravi, at=MONDAY)
    with pytest.raises(NotNow, match="reviews no claims"):
        actions.plan_absence(a_support().pk, TODAY, TODAY, by=lena, at=MONDAY)


@pytest.mark.rule("CLK-2")
def test_absence_that_is_taken_back_ends_with_yesterday_or_goes():
    ravi = a_reviewer()
    now, coming = away(ravi, TODAY - DAY, TODAY + DAY), away(ravi, TODAY + 5 * DAY, TODAY + 9 * DAY)
    past = away(ravi, TODAY - 9 * DAY, TODAY - 8 * DAY)

    for absence in (now, coming):
        actions.take_absence_back(absence.pk, by=ravi, at=MONDAY)

    now.refresh_from_db()
    assert (now.until_date, now.taken_back_at) == (TODAY - DAY, None)
    assert not Absence.objects.not_over(TODAY).exists()
    for absence in (past, coming):
        with pytest.raises(NotNow, match="over already"):
            actions.take_absence_back(absence.pk, by=ravi, at=MONDAY)


@pytest.mark.rule("CLK-2")
def test_day_of_an_absence_is_a_day_of_the_team():
    summer = MONDAY.replace(month=7, day=6, hour=23, minute=30)  # Tuesday in Dublin already
    claim, ravi = a_submitted_claim(), a_reviewer()
    away(ravi, date(2026, 7, 7), date(2026, 7, 7))

    assert actions.least_busy_reviewer(claim, at=summer) is None
    assert actions.least_busy_reviewer(claim, at=summer - 31 * MINUTE) == ravi


@pytest.mark.rule("REV-2")
def test_claims_of_who_is_away_are_spread_by_load_each_with_its_result():
    ravi, lena = a_reviewer(), a_lead()
    rosa, rita = a_reviewer(), a_reviewer()
    held = [a_claim_under_review(reviewer=ravi) for _ in range(4)] + [a_claim_to_answer(reviewer=ravi)]
    a_claim_under_review(reviewer=rosa)
    away(ravi)
    away(lena)
    stuck = held[0]
    for person in (rosa, rita):
        person.former_employers.add(stuck.partner)

    outcomes = actions.spread(ravi.pk, by=lena, at=LATER)

    assert {one.claim for one in outcomes if one.to is None} == {stuck}
    assert fresh(stuck).reviewer == ravi
    assert "Nobody" in next(one.why for one in outcomes if one.to is None)
    work = actions.loads()
    assert abs(work[rosa.pk] - work[rita.pk]) <= 2
    assert sum(one.to is not None for one in outcomes) == 4


@pytest.mark.rule("REV-2")
def test_former_employer_that_a_lead_notes_is_a_conflict_from_then_on():
    claim, lena = a_claim_under_review(), a_lead()
    ravi = claim.reviewer

    released = actions.note_employer(ravi.pk, claim.partner, by=lena, at=LATER)

    assert [each.pk for each in released] == [claim.pk]
    assert fresh(claim).reviewer is None
    assert actions.take_next(by=User.objects.get(pk=ravi.pk), at=LATER) is None
    actions.strike_employer(ravi.pk, claim.partner, by=lena, at=LATER)
    assert actions.take_next(by=User.objects.get(pk=ravi.pk), at=LATER) == claim
    kept = EmployerChange.objects.order_by("pk").values_list("kind", "changed_by")
    assert list(kept) == [("noted", lena.pk), ("struck_out", lena.pk)]


@pytest.mark.rule("PPL-5", "HIS-1")
def test_partner_learns_nothing_of_who_has_the_claim(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + DAY)
    claim, rosa = a_claim_to_answer(reviewer=a_reviewer(name="Ravi Secret")), a_reviewer(name="Rosa Secret")
    actions.hand_over(claim.pk, to=rosa, by=claim.reviewer, at=LATER, note="Secret words.")
    client.force_login(a_filer(claim.partner, claim.location))

    for name in ("claims:detail", "claims:history", "claims:history_export"):
        response = client.get(reverse(name, args=[claim.code]))
        said = b"".join(response) if response.streaming else response.content
        assert b"Secret" not in said


@pytest.mark.rule("REV-2")
def test_what_is_free_is_exact():
    free = {a_submitted_claim(), a_submitted_claim()}
    held = a_claim_under_review()
    a_claim_to_answer()

    assert set(Claim.objects.free()) == free
    claims.release(held.pk, by=held.reviewer, at=LATER)
    assert set(Claim.objects.free()) == free | {held}


@pytest.mark.rule("REV-2")
def test_the_test_calendar_has_no_holiday_near():
    assert add_business_days(lookup.for_review_team(), MONDAY, 2).at == MONDAY + 2 * DAY
