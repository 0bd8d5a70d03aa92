from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.states import RequestReason
from reviews import actions
from reviews.models import Look
from tests.claim_factories import (
    MONDAY,
    PDF,
    a_claim_to_answer,
    a_claim_under_review,
    a_submitted_claim,
    an_upload,
    fresh,
)
from tests.factories import a_product, a_reviewer, a_support

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def look(client, monkeypatch):
    """Opens a claim's page at an instant."""

    def open_page(person, claim, at, **more):
        monkeypatch.setattr(timezone, "now", lambda: at)
        client.force_login(person)
        return client.get(reverse("reviews:claim", args=[claim.code]), **more)

    return open_page


def said(page):
    return [item.text for item in page.context["news"].items]


@pytest.mark.rule("REV-3", "POE-4")
def test_what_came_since_the_last_look_is_summed_up_and_marked(look, ravi):
    claim = a_claim_to_answer(reviewer=ravi)
    look(ravi, claim, MONDAY + MINUTE)
    by, at = claim.created_by, MONDAY + HOUR
    point = claim.requests.get().points.get()
    for name in ("signed.pdf", "plan.pdf"):
        upload = an_upload(PDF + name.encode())
        claims.add_file(claim.pk, by=by, at=at, upload=upload, name=name, point=point)
    claims.comment(claim.pk, by=by, at=at, body="Here they are.")
    added = a_product(name="Viva Engage")
    claim.tenant.holdings.create(product=added)
    kept = [row.product for row in claim.products.all()]
    claims.choose_products(claim.pk, by=by, at=at, workloads=[*kept, added])
    claims.answer(claim.pk, by=by, at=at, answers={point.pk: "On page 2."})

    page = look(ravi, claim, MONDAY + DAY)

    assert said(page) == ["1 point answered", "Products added: Viva Engage", "1 comment", "2 files"]
    assert [item.anchor for item in page.context["news"].items] == [
        "requests",
        "products",
        "comments",
        "proof",
    ]
    assert [proof.is_new for proof in page.context["files"]] == [True, True, False]
    assert [comment.is_new for comment in page.context["comments"]] == [True]
    assert page.context["requests"][0].is_new
    assert [entry.is_new for entry in page.context["history"]] == [True] * 5 + [False] * (
        claim.history_length
    )
    assert page.context["news"].since == MONDAY + MINUTE


@pytest.mark.rule("REV-3")
def test_nothing_is_new_at_the_first_look(look, ravi):
    page = look(ravi, a_claim_under_review(reviewer=ravi), MONDAY + DAY)

    assert said(page) == []
    assert not any(entry.is_new for entry in page.context["history"])
    assert "Since you last looked" not in page.text


@pytest.mark.rule("REV-3")
def test_what_one_does_oneself_is_not_new(look, ravi):
    claim = a_claim_under_review(reviewer=ravi)
    look(ravi, claim, MONDAY + MINUTE)
    actions.note(claim.pk, by=ravi, at=MONDAY + HOUR, body="Mine.")
    actions.note(claim.pk, by=a_reviewer(), at=MONDAY + HOUR, body="Another's.")

    page = look(ravi, claim, MONDAY + DAY)

    assert said(page) == ["1 internal note"]


@pytest.mark.rule("REV-3")
def test_marks_survive_loading_the_page_again(look, ravi):
    claim = a_claim_under_review(reviewer=ravi)
    look(ravi, claim, MONDAY + MINUTE)
    claims.comment(claim.pk, by=claim.created_by, at=MONDAY + HOUR, body="Hello.")

    pages = [look(ravi, claim, MONDAY + DAY + step * HOUR) for step in range(3)]

    assert [said(page) for page in pages] == [["1 comment"]] * 3


@pytest.mark.rule("REV-3")
def test_a_look_ends_when_another_claim_is_opened_but_not_within_minutes(look, ravi):
    claim, other = a_claim_under_review(reviewer=ravi), a_claim_under_review(reviewer=ravi)
    look(ravi, claim, MONDAY + MINUTE)
    claims.comment(claim.pk, by=claim.created_by, at=MONDAY + HOUR, body="Hello.")
    look(ravi, claim, MONDAY + DAY)
    look(ravi, other, MONDAY + DAY + MINUTE)

    soon = look(ravi, claim, MONDAY + DAY + 2 * MINUTE)
    look(ravi, other, MONDAY + DAY + 3 * MINUTE)
    later = look(ravi, claim, MONDAY + DAY + HOUR)

    assert said(soon) == ["1 comment"]
    assert said(later) == []


def test_a_look_ends_by_the_next_day(look, ravi):
    claim = a_claim_under_review(reviewer=ravi)
    look(ravi, claim, MONDAY + MINUTE)
    claims.comment(claim.pk, by=claim.created_by, at=MONDAY + HOUR, body="Hello.")
    look(ravi, claim, MONDAY + 2 * HOUR)

    assert said(look(ravi, claim, MONDAY + DAY)) == []


@pytest.mark.rule("REV-3")
def test_each_person_has_a_look_of_their_own(look, ravi):
    claim = a_claim_under_review(reviewer=ravi)
    look(a_support(), claim, MONDAY + MINUTE)

    look(ravi, claim, MONDAY + MINUTE)

    assert Look.objects.filter(claim=claim).count() == 2


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose"])
def test_page_that_is_fetched_ahead_is_no_look(look, ravi, header):
    claim = a_claim_under_review(reviewer=ravi)

    look(ravi, claim, MONDAY + MINUTE, headers={header: "prefetch;prerender"})

    assert not Look.objects.exists()


def test_looking_changes_nothing_of_the_claim(look, ravi):
    claim = fresh(a_claim_under_review(reviewer=ravi))

    look(ravi, claim, MONDAY + MINUTE)

    after = fresh(claim)
    assert (after.version, after.history_length, after.changed_at) == (
        claim.version,
        claim.history_length,
        claim.changed_at,
    )


# The history


@pytest.mark.rule("HIS-1")
def test_desk_shows_the_newest_of_a_long_history_and_the_rest_when_asked(client, look, ravi):
    claim = a_submitted_claim()
    for number in range(40):
        actions.note(claim.pk, by=ravi, at=MONDAY, body=f"Note {number}")

    page = look(ravi, claim, MONDAY + MINUTE)
    numbers = [entry.number for entry in page.context["history"]]
    older = page.context["older_url"]
    while older:
        more = client.get(older, headers={"HX-Request": "true"})
        assert "<html" not in more.text
        numbers += [entry.number for entry in more.context["entries"]]
        older = more.context["older_url"]

    assert numbers == list(range(claim.history_length + 40, 0, -1))


@pytest.mark.rule("HIS-1")
def test_staff_narrow_the_history_and_take_it_away_with_what_is_internal(client, look, ravi):
    claim = a_submitted_claim()
    actions.note(claim.pk, by=ravi, at=MONDAY, body="Odd.")
    client.force_login(ravi)

    page = client.get(reverse("reviews:history", args=[claim.code]), {"group": "inside"})
    table = client.get(reverse("reviews:history_export", args=[claim.code]), {"group": "inside", "as": "csv"})

    assert [entry.text for entry in page.context["entries"]] == ["Odd."]
    text = b"".join(table.streaming_content).decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 2
    assert "Odd." in text
    assert "Ravi Reviewer" in text


def test_history_says_which_day_is_wrong(client, ravi):
    claim = a_submitted_claim()
    client.force_login(ravi)
    days = {"first": "2026-03-05", "last": "2026-03-01"}

    page = client.get(reverse("reviews:history", args=[claim.code]), days)
    export = client.get(reverse("reviews:history_export", args=[claim.code]), days)

    assert page.status_code == 422
    assert export.status_code == 302


def test_summary_names_what_was_asked_about(look, ravi):
    claim = a_claim_under_review(reviewer=ravi)
    rosa = a_reviewer()
    look(rosa, claim, MONDAY + MINUTE)
    actions.ask(claim.pk, by=ravi, at=MONDAY + HOUR, text="Which?", points={RequestReason.DATES: "Which?"})

    page = look(rosa, claim, MONDAY + DAY)

    assert said(page) == ["Ravi Reviewer asked for information"]
