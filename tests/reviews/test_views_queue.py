import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from reviews import queues
from reviews.queues_filters import Listing
from tests.claim_factories import (
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_draft,
    a_dynamics_draft,
    a_rejected_claim,
    a_submitted_claim,
    answer,
)
from tests.factories import a_lead, a_location, a_reviewer, a_support

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
QUEUE = "/review/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def as_ravi(client, ravi):
    client.force_login(ravi)
    return client


ALL = {"show": "all"}


def codes(response):
    return [row.claim.code for row in response.context["rows"]]


def test_address_is_known():
    assert reverse("reviews:queue") == QUEUE


def test_empty_queue_says_so(as_ravi):
    assert "Nothing here is due soon" in as_ravi.get(QUEUE).text
    assert "Nothing here" in as_ravi.get(QUEUE, ALL).text
    assert "Nothing waits for you" in as_ravi.get(QUEUE, {"show": "mine"}).text


@pytest.mark.rule("REV-1")
def test_most_urgent_comes_first_and_only_what_waits_is_there(as_ravi, now):
    young = a_submitted_claim(at=now - HOUR)
    old = a_submitted_claim(at=now - 20 * DAY)
    reviewed = a_claim_under_review(at=now - 10 * DAY)
    a_draft(at=now)
    a_claim_to_answer(at=now - DAY)
    a_rejected_claim(at=now - DAY)
    a_claim_in_window(at=now - DAY)

    assert codes(as_ravi.get(QUEUE, ALL)) == [old.code, reviewed.code, young.code]


@pytest.mark.rule("REV-1")
def test_lists_hold_what_they_say(client, now):
    lena = a_lead()
    mine = a_claim_under_review(at=now - DAY, reviewer=lena)
    others = a_claim_under_review(at=now - 2 * DAY)
    free = a_submitted_claim(at=now - HOUR)
    late = a_submitted_claim(at=now - 20 * DAY)
    asked = a_claim_to_answer(at=now - DAY)
    back = a_claim_to_answer(at=now - 2 * DAY)
    answer(back, at=now - DAY)
    disputed = a_rejected_claim(at=now - DAY)
    claims.raise_dispute(disputed.pk, by=disputed.created_by, at=now - HOUR, justification="Look again.")
    client.force_login(lena)

    expected = {
        Listing.ALL: {mine, others, free, late, back},
        Listing.MINE: {mine},
        Listing.UNASSIGNED: {free, late},
        Listing.OVERDUE: {late},
        Listing.ANSWERED: {back},
        Listing.PARTNER: {asked},
        Listing.DISPUTED: {disputed},
    }
    for listing, held in expected.items():
        response = client.get(QUEUE, {"show": listing.value})
        assert set(codes(response)) == {claim.code for claim in held}
        counts = {tab.key: tab.count for tab in response.context["tabs"]}
        assert counts[listing.value].number == len(held)


def test_disputes_are_listed_for_leads_and_support_only(client, ravi):
    for person, listed in ((ravi, False), (a_lead(), True), (a_support(), True)):
        client.force_login(person)
        response = client.get(QUEUE, {"show": "disputed"})
        assert ("disputed" in [tab.key for tab in response.context["tabs"]]) is listed
        assert (response.context["listing"] == Listing.DISPUTED) is listed


def test_marks_are_shown(as_ravi, now):
    a_claim_under_review(at=now - 40 * DAY)

    text = as_ravi.get(QUEUE, ALL).text

    assert "Overdue" in text
    assert "Overall date missed" in text


def test_answered_claim_is_marked(as_ravi, now):
    claim = a_claim_to_answer(at=now - DAY)
    answer(claim, at=now - HOUR)

    response = as_ravi.get(QUEUE, ALL)

    assert response.context["rows"][0].claim.answered_at == now - HOUR
    assert "Answered" in response.text


@pytest.mark.rule("ARB-2")
def test_claim_in_an_arbitration_is_marked(as_ravi, now):
    subscription = a_dynamics_draft(at=now - DAY).products.get().subscription
    for _rival in range(2):
        a_submitted_claim(at=now - DAY, subscription=subscription)
    a_claim_under_review(at=now - DAY, subscription=subscription)

    assert [row.claim.in_arbitration for row in as_ravi.get(QUEUE, ALL).context["rows"]] == [True] * 3


@pytest.mark.rule("REV-1")
@pytest.mark.parametrize("what", ["mpn", "domain", "address", "directory", "subscription"])
def test_search_finds_by_what_names_a_claim_without_doubt(as_ravi, now, what):
    location, tenant = a_location(), a_customer()
    draft = a_dynamics_draft(tenant=tenant)
    subscription = draft.products.get().subscription
    open_ = a_submitted_claim(at=now - DAY, location=location, tenant=tenant, subscription=subscription)
    a_submitted_claim(at=now - DAY)
    words = {
        "mpn": location.mpn_id,
        "domain": open_.domain.upper(),
        "address": f"carla@{open_.domain}",
        "directory": str(tenant.directory_id),
        "subscription": str(subscription.subscription_id),
    }[what]

    assert codes(as_ravi.get(QUEUE, {"q": words})) == [open_.code]


@pytest.mark.rule("REV-1")
def test_claim_id_leads_straight_to_the_claim_however_it_is_typed(as_ravi, now):
    claim = a_rejected_claim(at=now - DAY)

    response = as_ravi.get(QUEUE, {"q": claim.code.lower().replace("-", " ")})

    assert (response.status_code, response.url) == (302, reverse("reviews:claim", args=[claim.code]))


@pytest.mark.parametrize("words", ["C-2222-2223", "999", "nobody.example", str(uuid.UUID(int=1)), "Ravenna"])
def test_search_that_finds_nothing_says_what_to_enter(as_ravi, words):
    assert "Nothing found" in as_ravi.get(QUEUE, {"q": words}).text


def test_drafts_are_not_found(as_ravi):
    draft = a_draft()

    assert codes(as_ravi.get(QUEUE, {"q": draft.code})) == []
    assert codes(as_ravi.get(QUEUE, {"q": draft.domain})) == []


def test_pages_go_both_ways_and_keep_their_order_among_equals(as_ravi, now, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 2)
    waiting = [a_submitted_claim(at=now - DAY).code for _ in range(5)]

    first = as_ravi.get(QUEUE, ALL)
    second = as_ravi.get(QUEUE + first.context["next_url"])
    third = as_ravi.get(QUEUE + second.context["next_url"])
    back = as_ravi.get(QUEUE + third.context["previous_url"])

    assert [codes(page) for page in (first, second, third)] == [waiting[:2], waiting[2:4], waiting[4:]]
    assert codes(back) == waiting[2:4]
    assert codes(as_ravi.get(QUEUE + back.context["previous_url"])) == waiting[:2]
    assert (first.context["previous_url"], third.context["next_url"]) == ("", "")
    assert as_ravi.get(QUEUE + back.context["previous_url"]).context["previous_url"] == ""


def test_claim_that_leaves_the_queue_moves_no_other_over_the_edge(as_ravi, ravi, now, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 2)
    waiting = [a_claim_under_review(at=now - (9 - number) * HOUR, reviewer=ravi) for number in range(4)]
    first = as_ravi.get(QUEUE, ALL)

    claims.reject(waiting[0].pk, by=ravi, at=now, reason="insufficient_poe", text="Nothing.")

    assert codes(as_ravi.get(QUEUE + first.context["next_url"])) == [claim.code for claim in waiting[2:]]


def test_search_results_are_paged_too(as_ravi, now, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 2)
    tenant = a_customer()
    found = [a_submitted_claim(at=now - DAY, tenant=tenant).code for _ in range(3)]

    first = as_ravi.get(QUEUE, {"q": str(tenant.directory_id)})
    second = as_ravi.get(QUEUE + first.context["next_url"])

    assert codes(first) + codes(second) == found[::-1]


@pytest.mark.parametrize(
    "cursor", ["x", "2026-01-01_1", "2026-13-45T00:00:00Z_1", "_", "1_2_3", "²", "9" * 40]
)
def test_cursor_that_is_none_shows_the_first_page(as_ravi, now, cursor):
    claim = a_submitted_claim(at=now - DAY)

    assert codes(as_ravi.get(QUEUE, ALL | {"after": cursor})) == [claim.code]


def test_queue_reads_as_often_for_three_rows_as_for_one(as_ravi, now, django_assert_num_queries):
    for more in (1, 2):
        for _ in range(more):
            a_claim_under_review(at=now - DAY)
        with django_assert_num_queries(13):
            as_ravi.get(QUEUE, ALL)
