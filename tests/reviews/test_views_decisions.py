"""The moves of a claim through their pages: done, refused, and refused with everything typed kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claims
from claims.states import RejectionReason, RequestReason, Result, State
from outbox.models import Message
from reviews import actions
from tests.claim_factories import (
    a_claim_in_window,
    a_claim_under_review,
    a_rejected_claim,
    a_submitted_claim,
    fresh,
)
from tests.factories import a_lead, a_product, a_reviewer

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


@pytest.fixture
def claim(now, ravi):
    return a_claim_under_review(at=now - DAY, reviewer=ravi)


def post(client, person, name, claim, **data):
    client.force_login(person)
    return client.post(reverse(f"reviews:{name}", args=[claim.code]), {"seen": claim.version} | data)


def shown_messages(response):
    return [str(message) for message in response.wsgi_request._messages]


def test_start_take_and_release(client, ravi, now):
    claim = a_submitted_claim(at=now)

    response = post(client, ravi, "take", claim)
    assert response.url == reverse("reviews:claim", args=[claim.code])
    assert fresh(claim).reviewer == ravi

    post(client, ravi, "start", fresh(claim))
    assert fresh(claim).state == State.UNDER_REVIEW

    post(client, ravi, "release", fresh(claim))
    assert fresh(claim).reviewer is None


@pytest.mark.rule("LIF-7")
def test_second_to_start_is_told_who_was_first_and_when(client, ravi, now):
    claim = a_submitted_claim(at=now)
    actions.start_review(claim.pk, by=ravi, at=now)

    response = post(client, a_reviewer(), "start", claim)

    [message] = shown_messages(response)
    assert message.startswith("This claim has changed since you opened it: Ravi Reviewer started the review.")
    assert str(now.year) in message
    assert fresh(claim).reviewer == ravi


@pytest.mark.parametrize("seen", ["", "x", "0", "-1"])
def test_button_without_a_version_moves_nothing(client, ravi, now, seen):
    claim = a_submitted_claim(at=now)

    post(client, ravi, "start", claim, seen=seen)

    assert fresh(claim).state == State.SUBMITTED


def test_reviewer_asks_with_reasons_and_a_text(client, claim, ravi):
    response = post(
        client,
        ravi,
        "ask",
        claim,
        text="Please add these.",
        **{f"ask_{RequestReason.DATES}": "on", f"detail_{RequestReason.NO_ACKNOWLEDGEMENT}": "Who signed?"},
    )

    assert response.status_code == 302
    request = claim.requests.get()
    assert request.text == "Please add these."
    assert dict(request.points.values_list("reason", "text")) == {
        RequestReason.DATES: "",
        RequestReason.NO_ACKNOWLEDGEMENT: "Who signed?",
    }
    assert fresh(claim).state == State.ACTION_REQUIRED


@pytest.mark.rule("LIF-2")
def test_request_without_a_reason_or_a_text_is_refused(client, claim, ravi):
    without_reason = post(client, ravi, "ask", claim, text="Please.")
    without_text = post(client, ravi, "ask", claim, **{f"ask_{RequestReason.DATES}": "on"})

    assert without_reason.status_code == without_text.status_code == 422
    first = f"ask_{RequestReason.values[0]}"
    assert without_reason.context["form"].errors == {first: ["Tick at least one of the five reasons."]}
    assert without_text.context["form"].errors == {"text": ["This field is required."]}
    assert not claim.requests.exists()


@pytest.mark.rule("LIF-3")
def test_products_are_kept_or_removed_on_approval(client, now, ravi):
    claim = a_claim_under_review(at=now, reviewer=ravi, products=[a_product(), a_product()])
    kept, removed = claim.products.order_by("id")

    response = post(
        client,
        ravi,
        "approve",
        claim,
        text="Well done.",
        **{f"keep_{kept.pk}": "on", f"reason_{removed.pk}": "Not mentioned."},
    )

    assert response.status_code == 302
    assert fresh(claim).state == State.APPROVED
    assert [row.result for row in claim.products.order_by("id")] == [Result.APPROVED, Result.REMOVED]
    assert claim.decisions.get().text == "Well done."


def test_removal_needs_a_reason_and_a_reason_a_removal(client, claim, ravi):
    only = claim.products.get()

    silent = post(client, ravi, "approve", claim)
    torn = post(client, ravi, "approve", claim, **{f"keep_{only.pk}": "on", f"reason_{only.pk}": "No."})

    assert set(silent.context["form"].errors) == {f"reason_{only.pk}"}
    assert set(torn.context["form"].errors) == {f"keep_{only.pk}"}
    assert fresh(claim).state == State.UNDER_REVIEW


def test_contested_product_is_refused_in_plain_words(client, now, ravi):
    product = a_product()
    ours = a_claim_under_review(at=now, reviewer=ravi, products=[product])
    a_submitted_claim(at=now, tenant=ours.tenant, products=[product])
    claims.release(ours.pk, by=ravi, at=now)
    claims.take(ours.pk, reviewer=ravi, by=ravi, at=now)
    rival = a_claim_under_review(at=now, tenant=ours.tenant, products=[product])
    only = ours.products.get()

    response = post(client, ravi, "approve", fresh(ours), text="Good.", **{f"keep_{only.pk}": "on"})

    assert response.status_code == 422
    assert "is in an arbitration. It is decided there" in response.text
    assert "Good." in response.text
    assert fresh(ours).state == State.UNDER_REVIEW
    assert fresh(rival).state == State.UNDER_REVIEW


@pytest.mark.rule("LIF-4")
def test_reviewer_rejects_with_one_of_four_reasons(client, claim, ravi):
    form = client_form(client, ravi, "reject", claim)
    assert [value for value, _label in form.fields["reason"].choices] == [
        "insufficient_poe",
        "missing_acknowledgement",
        "missing_products",
        "poe_unavailable",
    ]

    refused = post(client, ravi, "reject", claim, reason="lost_in_arbitration", text="No.")
    assert refused.status_code == 422

    post(client, ravi, "reject", claim, reason=RejectionReason.POE_UNAVAILABLE, text="Unreadable.")
    assert fresh(claim).rejection_reason == RejectionReason.POE_UNAVAILABLE
    assert claim.decisions.get().text == "Unreadable."


def client_form(client, person, name, claim):
    client.force_login(person)
    return client.get(reverse(f"reviews:{name}", args=[claim.code])).context["form"]


@pytest.mark.rule("LIF-6")
def test_decider_takes_back(client, claim, ravi):
    claims.reject(claim.pk, by=ravi, at=timezone.now(), reason=RejectionReason.INSUFFICIENT_POE, text="No.")

    post(client, ravi, "take_back", fresh(claim))

    assert fresh(claim).state == State.UNDER_REVIEW
    assert not Message.objects.filter(about=claim.code, kind="rejected", state="waiting").exists()


@pytest.mark.rule("LIF-6")
def test_too_late_to_take_back_is_said(client, ravi, now):
    claim = a_rejected_claim(at=now - 11 * MINUTE, reviewer=ravi)

    assert shown_messages(post(client, ravi, "take_back", claim)) == ["The time for this is over."]
    assert fresh(claim).state == State.REJECTED


@pytest.mark.rule("LIF-6")
def test_lead_reverses_with_a_text(client, lena, now):
    claim = a_claim_in_window(at=now - DAY)

    assert post(client, lena, "reverse", claim).status_code == 422
    post(client, lena, "reverse", claim, text="Of another customer.")

    assert fresh(claim).state == State.UNDER_REVIEW
    assert claim.events.get(kind="reverse").text == "Of another customer."


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("name", ["reverse", "assign"])
def test_what_is_the_leads_is_refused_to_a_reviewer(client, ravi, now, name):
    claim = a_rejected_claim(at=now - DAY) if name == "reverse" else a_claim_under_review(at=now)

    response = post(client, ravi, name, claim, text="No.", to=ravi.pk)

    assert response.status_code == 403
    assert fresh(claim).state == claim.state


def test_lead_assigns_to_somebody_without_a_conflict(client, claim, lena, ravi):
    rosa, former = a_reviewer(name="Rosa Reviewer"), a_reviewer()
    former.former_employers.add(claim.partner)

    form = client_form(client, lena, "assign", claim)
    assert set(form.fields["to"].queryset) == {ravi, rosa, lena}
    assert post(client, lena, "assign", claim, to=former.pk).status_code == 422

    post(client, lena, "assign", claim, to=rosa.pk)
    assert fresh(claim).reviewer == rosa


@pytest.mark.rule("DSP-1")
@pytest.mark.parametrize(
    ("name", "state", "outcome"),
    [("accept_dispute", State.UNDER_REVIEW, "reopened"), ("uphold", State.REJECTED, "upheld")],
)
def test_lead_answers_a_dispute(client, lena, now, name, state, outcome):
    claim = a_rejected_claim(at=now - DAY)
    claims.raise_dispute(claim.pk, by=claim.created_by, at=now, justification="It is on page 4.")

    response = post(client, lena, name, fresh(claim), text="We looked again.")

    assert response.status_code == 302
    claim = fresh(claim)
    assert claim.state == state
    assert (claim.dispute.outcome, claim.dispute.text) == (outcome, "We looked again.")
    assert claim.disputed_at is None


@pytest.mark.rule("DSP-1")
def test_lead_who_decided_does_not_answer_the_dispute(client, lena, now):
    claim = a_rejected_claim(at=now - DAY, reviewer=lena)
    claims.raise_dispute(claim.pk, by=claim.created_by, at=now, justification="It is on page 4.")

    for name in ("accept_dispute", "uphold"):
        assert post(client, lena, name, fresh(claim), text="No.").status_code == 403
    assert fresh(claim).disputed_at == now


@pytest.mark.rule("LIF-7")
def test_loser_of_a_race_keeps_what_was_typed_and_learns_who_did_what_when(client, claim, ravi, lena):
    seen = claim
    actions.assign(claim.pk, to=lena, by=lena, at=timezone.now())
    claims.reject(
        claim.pk, by=lena, at=timezone.now(), reason=RejectionReason.INSUFFICIENT_POE, text="Not enough."
    )

    response = post(
        client, ravi, "ask", seen, text="My long text", **{f"detail_{RequestReason.DATES}": "Which day?"}
    )

    assert response.status_code == 409
    assert "Lena Lead rejected the claim." in response.text
    assert [entry.title for entry in response.context["latest"]][:2] == [
        "Lena Lead rejected the claim.",
        "Lena Lead took the claim.",
    ]
    form = response.context["form"]
    assert form["text"].value() == "My long text"
    assert form[f"detail_{RequestReason.DATES}"].value() == "Which day?"
    assert response.context["is_possible"] is False
    assert "Send the request" not in response.text
    assert not claim.requests.exists()


@pytest.mark.rule("LIF-7")
def test_who_was_told_can_go_on_from_what_is_there_now(client, claim, ravi):
    seen = claim
    claims.release(claim.pk, by=ravi, at=timezone.now())
    claims.take(claim.pk, reviewer=ravi, by=ravi, at=timezone.now())

    told = post(client, ravi, "reject", seen, reason="insufficient_poe", text="Not enough.")
    assert told.status_code == 409
    assert told.context["is_possible"] is True

    again = post(
        client,
        ravi,
        "reject",
        seen,
        reason="insufficient_poe",
        text="Not enough.",
        seen=told.context["form"]["seen"].value(),
    )
    assert again.status_code == 302
    assert fresh(claim).state == State.REJECTED


@pytest.mark.parametrize("name", ["ask", "approve", "reject"])
def test_page_of_what_cannot_be_done_leads_back(client, ravi, now, name):
    claim = a_submitted_claim(at=now)
    client.force_login(ravi)

    response = client.get(reverse(f"reviews:{name}", args=[claim.code]))

    assert response.url == reverse("reviews:claim", args=[claim.code])


@pytest.mark.parametrize("name", ["ask", "approve", "reject"])
def test_page_shows_what_is_decided_on_beside_the_form(client, claim, ravi, name):
    client.force_login(ravi)

    response = client.get(reverse(f"reviews:{name}", args=[claim.code]))

    assert response.context["form"]["seen"].value() == claim.version
    assert "proof.pdf" in response.text
    assert str(claim.products.get()) in response.text
