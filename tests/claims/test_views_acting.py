"""Submitting, answering, ending, disputing, commenting, copying and deleting on the page."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from claims import actions
from claims.models import Claim
from claims.states import PartnerReason, RejectionReason, RequestReason, State
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def post(client, claim, name, data=None, by=None):
    client.force_login(by or claim.created_by)
    return client.post(url(name, claim), data or {})


def said(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


# Submitting.


def test_submit_tells_that_it_worked(client):
    draft = claims.a_ready_draft()

    answer = post(client, draft, "submit", {"seen": draft.version})

    assert answer.url == url("detail", draft)
    assert claims.fresh(draft).state == State.SUBMITTED
    assert said(answer)[0][0] == "success"


def test_version_of_very_many_digits_is_one_that_changed_since(client):
    draft = claims.a_ready_draft()

    assert post(client, draft, "submit", {"seen": "9" * 5000}).status_code == 302
    assert claims.fresh(draft).state == State.DRAFT


@pytest.mark.rule("FIL-6")
def test_an_incomplete_draft_comes_back_to_its_problems(client):
    draft = claims.a_draft()

    answer = post(client, draft, "submit", {"seen": draft.version})

    assert answer.url == f"{url('detail', draft)}#problems"
    assert claims.fresh(draft).state == State.DRAFT
    assert 'id="problems"' in client.get(url("detail", draft)).content.decode()


@pytest.mark.rule("FIL-6")
def test_a_second_click_is_told_who_submitted_it_and_changes_nothing(client):
    draft = claims.a_ready_draft()
    seen = draft.version
    post(client, draft, "submit", {"seen": seen})
    before = claims.fresh(draft)

    answer = post(client, draft, "submit", {"seen": seen}, by=people_of(draft.partner)["greta"])

    level, text = said(answer)[-1]
    assert level == "info"
    assert f"submitted already: by {draft.created_by.name}" in text
    assert claims.fresh(draft).history_length == before.history_length


@pytest.mark.rule("LIF-7")
def test_a_draft_that_changed_since_it_was_read_is_not_submitted(client, now):
    draft = claims.a_ready_draft()
    greta = people_of(draft.partner)["greta"]
    actions.edit(draft.pk, by=greta, at=now, seen=None, name="Another name")

    answer = post(client, draft, "submit", {"seen": draft.version})

    assert claims.fresh(draft).state == State.DRAFT
    assert "Greta Global changed the claim." in said(answer)[0][1]


# Answering.


def point_of(claim):
    return claim.requests.order_by("-pk").first().points.get()


@pytest.mark.rule("LIF-2")
def test_an_answer_sends_the_claim_back_to_its_reviewer(client, now):
    claim = claims.a_claim_to_answer(at=now)
    point = point_of(claim)
    upload = claims.an_upload(claims.PDF + b"dated", "dated.pdf")

    answer = post(
        client, claim, "answer", {f"answer_{point.pk}": "On 5 January.", f"files_{point.pk}": [upload]}
    )

    after = claims.fresh(claim)
    assert answer.url == url("detail", claim)
    assert (after.state, after.reviewer_id) == (State.UNDER_REVIEW, claim.reviewer_id)
    point.refresh_from_db()
    assert (point.answer, [file.name for file in point.files.all()]) == ("On 5 January.", ["dated.pdf"])


def test_a_missing_answer_loses_neither_text_nor_files(client, now):
    claim = claims.a_claim_under_review(at=now)
    points = {RequestReason.DATES: "Which day?", RequestReason.NO_DESCRIPTION: "Of what?"}
    actions.request_information(claim.pk, by=claim.reviewer, at=now, text="Two things.", points=points)
    first, second = claim.requests.get().points.order_by("pk")
    typed = {
        f"answer_{first.pk}": "On 5 January.",
        f"files_{second.pk}": [claims.an_upload(claims.PDF + b"2", "kept.pdf")],
    }

    answer = post(client, claim, "answer", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "On 5 January." in page
    assert "kept.pdf" in page
    assert "“No description of the service” needs an answer." in page
    assert claims.fresh(claim).state == State.ACTION_REQUIRED

    sent = client.post(
        url("answer", claim), {f"answer_{first.pk}": "On 5 January.", f"answer_{second.pk}": "Workshops."}
    )
    assert sent.status_code == 302
    assert [file.name for file in second.files.all()] == ["kept.pdf"]


def test_a_file_that_is_no_proof_stops_the_answer_at_its_point(client, now):
    claim = claims.a_claim_to_answer(at=now)
    point = point_of(claim)
    bad = claims.an_upload(b"MZ not a proof", "tool.pdf")

    answer = post(client, claim, "answer", {f"answer_{point.pk}": "Here.", f"files_{point.pk}": [bad]})

    assert answer.status_code == 422
    assert "tool.pdf: This is no PDF" in answer.content.decode()
    assert "Here." in answer.content.decode()
    assert claims.fresh(claim).state == State.ACTION_REQUIRED


@pytest.mark.rule("LIF-7")
def test_a_second_answer_is_told_who_was_faster_and_keeps_what_was_typed(client, now):
    claim = claims.a_claim_to_answer(at=now)
    point = point_of(claim)
    claims.answer(claim, at=now, by=people_of(claim.partner)["greta"])

    answer = post(client, claim, "answer", {f"answer_{point.pk}": "My own words."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Greta Global answered the request." in page
    assert "My own words." in page


@pytest.mark.rule("CLK-4")
def test_an_answer_after_the_time_is_refused_and_keeps_what_was_typed(client, now):
    claim = claims.a_claim_to_answer(at=now - 30 * DAY)
    point = point_of(claim)

    answer = post(client, claim, "answer", {f"answer_{point.pk}": "Too late."})

    assert answer.status_code == 422
    assert "The time for this is over." in answer.content.decode()
    assert "Too late." in answer.content.decode()


def test_without_a_question_there_is_nothing_to_answer(client, now):
    claim = claims.a_submitted_claim(at=now)
    client.force_login(claim.created_by)

    assert client.get(url("answer", claim)).url == url("detail", claim)


# Ending.


@pytest.mark.rule("LIF-5")
@pytest.mark.parametrize(
    "make", [claims.a_submitted_claim, claims.a_claim_under_review, claims.a_claim_to_answer]
)
def test_withdraw_asks_for_a_reason_and_ends_the_claim(client, now, make):
    claim = make(at=now)
    client.force_login(claim.created_by)
    page = client.get(url("withdraw", claim))

    post(
        client, claim, "withdraw", {"seen": page.context["form"]["seen"].value(), "reason": "wrong_activity"}
    )

    claim = claims.fresh(claim)
    assert (claim.state, claim.rejection_reason) == (State.REJECTED, RejectionReason.PARTNER_REQUEST)
    assert claim.partner_reason == PartnerReason.WRONG_ACTIVITY


@pytest.mark.rule("LIF-5")
@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, "reason"), ({"reason": "other"}, "text"), ({"reason": "other", "text": " "}, "text")],
)
def test_withdraw_without_its_reason_changes_nothing(client, now, typed, field):
    claim = claims.a_submitted_claim(at=now)

    answer = post(client, claim, "withdraw", {"seen": claim.version, **typed})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert claims.fresh(claim).state == State.SUBMITTED


@pytest.mark.rule("LIF-5")
def test_another_reason_is_kept_in_the_partners_words(client, now):
    claim = claims.a_submitted_claim(at=now)

    post(client, claim, "withdraw", {"seen": claim.version, "reason": "other", "text": "Filed twice."})

    assert "Filed twice." in client.get(url("detail", claim)).content.decode()


@pytest.mark.rule("LIF-7")
def test_a_stale_withdrawal_is_refused_once_and_keeps_its_reason(client, now):
    claim = claims.a_submitted_claim(at=now)
    actions.start_review(claim.pk, by=factories.a_reviewer(), at=now)

    answer = post(
        client, claim, "withdraw", {"seen": claim.version, "reason": "other", "text": "Filed twice."}
    )

    assert answer.status_code == 409
    assert "Review team started the review." in answer.content.decode()
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("seen", "reason", "text")}
    assert post(client, claim, "withdraw", again).status_code == 302
    assert claims.fresh(claim).state == State.REJECTED


@pytest.mark.rule("LIF-5")
def test_give_up_ends_the_association(client, now):
    claim = claims.an_official_claim(at=now - 20 * DAY)
    client.force_login(claim.created_by)
    assert client.get(url("give_up", claim)).status_code == 200

    post(client, claim, "give_up", {"seen": claim.version, "reason": "no_longer_working"})

    assert claims.fresh(claim).state == State.REJECTED
    assert claim.products.get().association.ended_at is not None


@pytest.mark.parametrize(
    ("make", "name"), [(claims.an_approved_claim, "withdraw"), (claims.a_submitted_claim, "give_up")]
)
def test_what_can_not_be_ended_so_leads_back(client, now, make, name):
    claim = make(at=now)
    client.force_login(claim.created_by)

    assert client.get(url(name, claim)).url == url("detail", claim)
    assert post(client, claim, name, {"seen": claim.version, "reason": "wrong_mpn_id"}).status_code == 409


# Comments.


@pytest.mark.rule("HIS-2")
def test_a_comment_is_sent_and_shown(client, now):
    claim = claims.a_rejected_claim(at=now)

    answer = post(client, claim, "comment", {"body": "We disagree."})

    assert answer.url == f"{url('detail', claim)}#comments"
    assert "We disagree." in client.get(url("detail", claim)).content.decode()


def test_an_empty_comment_is_refused_on_the_page(client, now):
    answer = post(client, claims.a_draft(), "comment", {"body": "  "})

    assert answer.status_code == 422
    assert "Write a comment first." in answer.content.decode()


def test_a_comment_that_is_too_long_is_kept_as_typed(client):
    answer = post(client, claims.a_draft(), "comment", {"body": "x" * 10_001})

    assert answer.status_code == 422
    assert "x" * 10_001 in answer.content.decode()


# Disputes.


@pytest.mark.rule("DSP-1")
def test_a_dispute_brings_its_justification_and_more_proof(client, now):
    claim = claims.a_rejected_claim(at=now)
    upload = claims.an_upload(claims.PDF + b"more", "more.pdf")
    typed = {"seen": claim.version, "justification": "The date is on page 3.", "files": [upload]}

    answer = post(client, claim, "dispute", typed)

    assert answer.status_code == 302
    assert claims.fresh(claim).dispute.justification == "The date is on page 3."
    assert claim.files.filter(name="more.pdf").exists()
    page = client.get(url("detail", claim)).content.decode()
    assert "A lead reviewer answers your dispute." in page
    assert url("dispute", claim) not in page


@pytest.mark.rule("DSP-1")
def test_a_dispute_with_a_file_that_is_no_proof_is_not_raised(client, now):
    claim = claims.a_rejected_claim(at=now)
    typed = {"seen": claim.version, "justification": "Look.", "files": [claims.an_upload(b"MZ", "a.pdf")]}

    answer = post(client, claim, "dispute", typed)

    assert answer.status_code == 422
    assert "Look." in answer.content.decode()
    assert claims.fresh(claim).disputed_at is None


@pytest.mark.rule("DSP-1", "CLK-7")
@pytest.mark.parametrize("days", [1, 31])
def test_a_dispute_is_offered_for_thirty_days(client, now, days):
    claim = claims.a_rejected_claim(at=now - days * DAY)
    client.force_login(claim.created_by)

    assert client.get(url("dispute", claim)).status_code == (200 if days == 1 else 302)
    answer = post(client, claim, "dispute", {"seen": claim.version, "justification": "Why."})
    assert answer.status_code == (302 if days == 1 else 422)


@pytest.mark.rule("DSP-1")
def test_what_the_partner_ended_can_not_be_disputed(client, now):
    claim = claims.a_submitted_claim(at=now)
    actions.withdraw(claim.pk, by=claim.created_by, at=now, reason="wrong_mpn_id")
    version = claims.fresh(claim).version

    answer = post(client, claim, "dispute", {"seen": version, "justification": "Why."})

    assert answer.status_code == 422
    assert "there is nothing to dispute" in answer.content.decode()
    assert url("dispute", claim) not in client.get(url("detail", claim)).content.decode()


# Copies and deletions.


@pytest.mark.rule("FIL-7")
def test_a_copy_is_a_new_draft_to_edit(client, now):
    claim = claims.a_rejected_claim(at=now)

    answer = post(client, claim, "copy")

    draft = Claim.objects.get(state=State.DRAFT)
    assert answer.url == url("edit", draft)
    assert (draft.name, draft.tenant_id) == (claim.name, claim.tenant_id)
    assert [row.product_id for row in draft.products.all()] == [
        row.product_id for row in claim.products.all()
    ]
    assert not draft.files.exists()


@pytest.mark.rule("FIL-7")
def test_a_draft_can_be_deleted(client):
    draft = claims.a_ready_draft()

    answer = post(client, draft, "delete", {"seen": draft.version})

    assert answer.url == url("list")
    assert not Claim.objects.exists()


def test_a_submitted_claim_can_not_be_deleted(client, now):
    claim = claims.a_submitted_claim(at=now)

    post(client, claim, "delete")

    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_draft_that_changed_since_it_was_read_is_not_deleted(client, now):
    draft = claims.a_draft()
    greta = people_of(draft.partner)["greta"]
    actions.edit(draft.pk, by=greta, at=now, seen=None, name="Precious")

    answer = post(client, draft, "delete", {"seen": draft.version})

    assert Claim.objects.filter(pk=draft.pk).exists()
    assert "Greta Global changed the claim." in said(answer)[0][1]
