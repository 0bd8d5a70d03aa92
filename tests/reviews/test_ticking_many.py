"""The checklist in few steps: what was found, all products at once, a tick that is taken back; and two at once."""

import pytest
from django.db import connection
from django.urls import reverse

from claims.models import ProofReading
from claims.refusals import Refused
from reviews import actions, checking
from reviews.models import ChecklistEntry
from tests.claim_factories import MONDAY, a_claim_under_review, fresh
from tests.claims.test_races import at_once, refusals
from tests.factories import a_product, a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-4")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def claim(ravi):
    """With three products, of which the proof names two."""
    names = ("Microsoft Teams", "Exchange Online", "SharePoint")
    claim = a_claim_under_review(reviewer=ravi, products=[a_product(name=name) for name in names])
    pages = [
        {"text": "We migrated Exchange Online and Microsoft Teams in February 2026.", "has_picture": False}
    ]
    ProofReading.objects.filter(proof__claim=claim).update(
        status="read", pages=pages, read_at=MONDAY, due_at=None
    )
    return claim


def said(claim):
    entries = claim.checklist.select_related("product__product")
    return {str(entry.product or entry.point): entry.verdict for entry in entries}


def on_the_desk(client, claim, person):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.code])).context["checklist"]


def send(client, claim, **typed):
    return client.post(reverse("reviews:tick_all", args=[claim.code]), typed)


def test_one_button_ticks_what_was_found_and_nothing_else(client, claim, ravi):
    found = on_the_desk(client, claim, ravi).to_accept
    assert {"Exchange Online", "Microsoft Teams"} <= {point.title for point in found}
    actions.tick(
        claim.pk, by=ravi, at=MONDAY, point="product_not_mentioned", product_id=found[-1].product.pk,
        verdict="not_met", note="Only in a footnote.",
    )  # fmt: skip

    sent = send(client, claim, verdict="met", only_open="1", points=[point.as_read for point in found])

    assert sent.url.endswith("#checklist")
    now = said(claim)
    assert now.pop(str(found[-1].product)) == "not_met", "what a person said stays"
    assert set(now.values()) == {"met"}
    assert len(now) == len(found) - 1
    assert "SharePoint" not in now


def test_one_verdict_for_all_products_keeps_notes_and_what_a_colleague_said_meanwhile(client, claim, ravi):
    products = on_the_desk(client, claim, ravi).of_products
    first, second, third = (point.product.pk for point in products)
    point = {"point": "product_not_mentioned", "at": MONDAY}
    actions.tick(claim.pk, by=ravi, product_id=first, verdict="met", note="Page 3.", **point)
    actions.tick(claim.pk, by=a_reviewer(), product_id=second, verdict="cant_tell", **point)

    answer = client.post(
        reverse("reviews:tick_all", args=[claim.code]),
        {"verdict": "not_met", "points": [point.as_read for point in products]},
        headers=HTMX,
    )

    verdicts = dict(claim.checklist.values_list("product", "verdict"))
    assert verdicts == {first: "not_met", second: "cant_tell", third: "not_met"}
    assert claim.checklist.get(product=first).note == "Page 3."
    assert "1 point was changed by somebody else since" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("points", [[], ["dates"], ["dates::x"], ["nonsense::0"], ["dates:9:0"]])
def test_what_is_no_point_is_refused(client, claim, ravi, points):
    client.force_login(ravi)

    assert send(client, claim, verdict="met", points=points).status_code == 302

    assert not claim.checklist.exists()


def test_tick_is_taken_back_and_its_note_stays(client, claim, ravi):
    actions.tick(claim.pk, by=ravi, at=MONDAY, point="dates", verdict="met", note="Page 2.")
    client.force_login(ravi)
    typed = {"point": "dates", "verdict": "met", "note": "Page 2.", "seen": 1, "untick": "1"}

    answer = client.post(reverse("reviews:tick", args=[claim.code]), typed, headers=HTMX)

    entry = claim.checklist.get()
    assert (entry.verdict, entry.note) == ("", "Page 2.")
    assert 'id="choices-dates" hx-swap-oob="true"' in answer.text
    assert "checked" not in answer.text
    assert "0 of 7 ticked" in answer.text
    assert actions.ask(claim.pk, by=ravi, at=MONDAY, text="Which day?", points={"dates": ""}).kept_checklist


@pytest.mark.django_db(transaction=True)
@pytest.mark.each_database
@pytest.mark.rule("LIF-7")
def test_of_two_first_ticks_at_once_one_is_kept_and_the_other_told():
    claim, people = a_claim_under_review(), [a_reviewer() for _ in range(4)]

    given = at_once(
        *[
            lambda by=by, verdict=verdict: actions.tick(
                claim.pk, by=by, at=MONDAY, point="dates", verdict=verdict
            )
            for by, verdict in zip(people, ["met", "not_met", "cant_tell", "not_met"], strict=True)
        ]
    )

    entry = ChecklistEntry.objects.get()
    told = [refusal for refusal in refusals(given) if isinstance(refusal, actions.TickedMeanwhile)]
    assert entry.version == 1
    assert len(told) == len(refusals(given)), connection.vendor
    assert {refusal.entry.pk for refusal in told} == {entry.pk}
    # Who said the same as the one that is kept has nothing to be told of.
    assert len(told) >= 2
    assert all(isinstance(refusal, Refused) for refusal in told)
    assert checking.checklist_of(fresh(claim)).ticked == 1
