"""The pages of second looks: the lists, one with what its decider saw, and the ways out (REV-9)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import News
from claims import actions as claims
from claims.models import Decision
from reviews import actions, second_looks
from reviews.models import SecondLook
from tests.claim_factories import (
    MONDAY,
    a_claim_under_review,
    a_returned_look,
    a_second_look,
    an_approved_claim,
    an_upload,
)
from tests.factories import a_lead, a_reviewer, a_support
from tests.proofs import a_pdf

from .test_second_looks import FINAL

pytestmark = [pytest.mark.django_db, pytest.mark.rule("REV-9")]


def page(client, person, look):
    client.force_login(person)
    return client.get(reverse("reviews:second_look", args=[look.pk]))


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: FINAL)
    return FINAL


def test_reviewer_takes_one_looks_and_agrees(client, now):
    look, rosa = a_second_look(), a_reviewer()
    client.force_login(rosa)

    taken = client.post(reverse("reviews:next_second_look"))
    assert taken.url == reverse("reviews:second_look", args=[look.pk])
    shown = client.get(taken.url)
    assert "The proof is not enough." in shown.text
    assert "proof.pdf" in shown.text
    assert client.post(taken.url, {"outcome": "agreed"}).status_code == 302

    look.refresh_from_db()
    assert look.outcome == "agreed"
    assert client.post(reverse("reviews:next_second_look")).url == reverse("reviews:second_looks")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "This field is required."),
        ({"outcome": "returned"}, "Say why you return the decision."),
        ({"outcome": "agreed", "note": "But."}, "Either agree, or return the decision with this note."),
    ],
)
def test_half_an_answer_is_refused_beside_the_field(client, now, typed, message):
    look = a_second_look()
    client.force_login(a_reviewer())

    response = client.post(reverse("reviews:second_look", args=[look.pk]), typed)

    assert response.status_code == 422
    assert message in response.text
    assert SecondLook.objects.open().exists()


@pytest.mark.rule("LIF-7")
def test_what_was_typed_stays_when_somebody_else_was_first(client, now):
    look, other = a_second_look(), a_reviewer(name="Rosa Reviewer")
    client.force_login(a_reviewer())
    actions.look_again(look.pk, by=other, at=now, outcome="agreed")

    address = reverse("reviews:second_look", args=[look.pk])
    response = client.post(address, {"outcome": "returned", "note": "Page 3."})

    assert response.status_code == 409
    assert "Rosa Reviewer has looked at this already." in response.text
    assert SecondLook.objects.get().outcome == "agreed"


def test_decider_reads_and_is_offered_nothing(client, now):
    look = a_second_look()

    shown = page(client, look.decision.made_by, look)

    assert shown.context["may"] == set()
    assert "Somebody else looks at this" in shown.text


def test_lead_is_shown_the_note_and_both_ways_out(client, now):
    look = a_returned_look()

    shown = page(client, a_lead(), look)

    assert "The acceptance is signed." in shown.text
    assert shown.context["may"] == {"keep", "reverse"}
    keep = reverse("reviews:keep_decision", args=[look.pk])
    assert client.post(keep, {"text": " "}).status_code == 422
    assert client.post(keep, {"text": "It is another customer's."}).status_code == 302
    assert client.post(keep, {"text": "Twice."}).status_code == 409


def test_lists_tell_what_waits_what_came_back_and_what_is_done(client, now):
    waiting, returned, done = a_second_look(), a_returned_look(), a_second_look()
    actions.look_again(done.pk, by=a_reviewer(), at=now, outcome="agreed")
    client.force_login(a_support())

    lists = {show: client.get("/review/second-looks/", {"show": show}).context["looks"] for show in LISTS}

    assert lists == {"open": [waiting], "returned": [returned], "over": [done], "odd": [waiting]}


LISTS = ("open", "returned", "over", "odd")


def test_list_is_paged(client, now, monkeypatch):
    monkeypatch.setattr(second_looks, "PAGE", 1)
    looks = [a_second_look(), a_second_look()]
    client.force_login(a_lead())

    first = client.get("/review/second-looks/")
    second = client.get("/review/second-looks/" + first.context["next_url"])
    back = client.get("/review/second-looks/" + second.context["previous_url"])

    assert first.context["looks"] + second.context["looks"] == looks
    assert back.context["looks"] == first.context["looks"]
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


@pytest.mark.rule("PPL-5", "HIS-1")
def test_partner_hears_nothing_of_it(client, now):
    claim = a_claim_under_review()
    claims.reject(
        claim.pk, by=claim.reviewer, at=MONDAY, reason="insufficient_poe", text="The proof is not enough."
    )
    look = a_returned_look(claim)
    actions.keep_decision(look.pk, by=a_lead(), at=now, text="It stands.")
    client.force_login(claim.created_by)

    for address in (claim.get_absolute_url(), reverse("claims:history", args=[claim.code])):
        assert "second look" not in client.get(address).text.lower()
    mine = News.objects.filter(user=claim.created_by).values_list("kind", flat=True)
    assert not [kind for kind in mine if kind.startswith("second_look")]
    assert Decision.objects.filter(second_look=look).exists()


@pytest.mark.rule("REV-3")
def test_proof_is_shown_beside_the_decision_and_what_came_later_is_marked(client, now):
    look = a_second_look(an_approved_claim())
    claim = look.decision.claim
    later = claims.add_file(
        claim.pk, by=claim.created_by, at=FINAL, upload=an_upload(a_pdf(b"<<>>")), name="later.pdf"
    )
    client.force_login(a_reviewer())

    page = client.get(reverse("reviews:second_look", args=[look.pk]), {"file": later.pk})

    assert page.context["viewer"].file == later
    assert "/pages/1/" in page.text
    assert page.text.count("Added after the decision") == 1
    part = next(proof.part for proof in page.context["viewer"].files if proof == later)
    assert client.get(part).text.count("Added after the decision") == 1
