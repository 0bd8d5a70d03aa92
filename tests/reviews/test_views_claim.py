from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Customer
from claims import actions as claims
from claims.states import RequestReason
from consent import actions as consent
from consent.models import Answer
from reviews import actions
from tests.claim_factories import (
    PDF,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_draft,
    a_ready_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    an_upload,
    answer,
    ask,
    deliver_notice,
    fresh,
)
from tests.factories import a_lead, a_location, a_product, a_reviewer, a_support, an_association

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SECRET = "Ring the customer, this looks odd"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def ravi():
    return a_reviewer(name="Ravi Reviewer")


def desk(client, person, claim):
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.code]))


def test_draft_is_none_of_the_reviewers_business(client, ravi):
    assert desk(client, ravi, a_draft()).status_code == 404


def test_submitted_claim_offers_to_start_and_says_until_when(client, ravi, now):
    claim = a_submitted_claim(at=now - DAY)

    response = desk(client, ravi, claim)

    assert response.context["may"] == {"start", "take", "comment", "note"}
    assert response.context["turn"].due_at == claim.due_at
    assert response.context["turn_why_url"] == reverse("claims:why", args=[claim.code, "start_review"])
    assert "Why this date?" in response.text


@pytest.mark.parametrize(
    ("make", "reviewer", "lead", "another"),
    [
        (a_submitted_claim, None, {"start", "take", "assign"}, {"start", "take"}),
        (
            a_claim_under_review,
            {"ask", "approve", "reject", "release", "hand_over"},
            {"take", "release", "assign"},
            set(),
        ),
        (a_claim_to_answer, {"release", "hand_over", "take_back"}, {"take", "release", "assign"}, set()),
        (an_approved_claim, {"take_back"}, {"reverse"}, set()),
        (a_rejected_claim, {"take_back"}, {"reverse"}, set()),
    ],
)
def test_page_offers_what_this_person_may_do_now(client, now, make, reviewer, lead, another):
    claim = make(at=now - MINUTE)
    people = [(a_lead(), lead), (a_reviewer(), another)]
    if reviewer is not None:
        people.append((claim.reviewer, reviewer))

    for person, offered in people:
        assert desk(client, person, claim).context["may"] == offered | {"comment", "note"}
    assert desk(client, a_support(), claim).context["may"] == set()


@pytest.mark.rule("LIF-6")
def test_take_back_shows_the_time_left_and_goes_after_ten_minutes(client, now):
    claim, old = a_rejected_claim(at=now - MINUTE), a_rejected_claim(at=now - 11 * MINUTE)

    response = desk(client, claim.reviewer, claim)

    assert response.context["take_back_until"] == now + 9 * MINUTE
    assert "8 minutes left" in response.text
    assert "take_back" not in desk(client, old.reviewer, old).context["may"]


@pytest.mark.rule("REV-2")
def test_conflict_is_said_and_nothing_is_offered_but_words(client, ravi, now):
    claim = a_submitted_claim(at=now)
    ravi.former_employers.add(claim.partner)

    response = desk(client, ravi, claim)

    assert response.context["may"] == {"comment", "note"}
    assert "You have a conflict with this claim" in response.text


def test_claim_that_somebody_took_is_not_started_by_another(client, ravi, now):
    claim, rosa = a_submitted_claim(at=now), a_reviewer()
    claims.take(claim.pk, reviewer=rosa, by=rosa, at=now)

    assert "start" not in desk(client, ravi, claim).context["may"]


@pytest.mark.rule("REV-6")
def test_claim_of_a_colleague_shows_no_box_for_buttons_that_are_not_there(client, ravi, now):
    claim = a_claim_under_review(at=now, reviewer=a_reviewer())

    assert 'id="actions"' not in desk(client, ravi, claim).text
    assert 'id="actions"' in desk(client, claim.reviewer, claim).text


def test_claim_that_nobody_has_makes_taking_it_the_next_step(client, ravi, now):
    claim = a_claim_under_review(at=now, reviewer=a_reviewer())
    taking = f'action="{reverse("reviews:take", args=[claim.code])}"'
    assert "button--primary" not in button_of(desk(client, a_lead(), claim), taking)
    claims.release(claim.pk, by=claim.reviewer, at=now)

    assert "button--primary" in button_of(desk(client, ravi, claim), taking)


def button_of(page, form):
    return page.text.partition(form)[2].partition("</form>")[0]


def test_note_and_comment_are_apart(client, ravi, now):
    claim = a_claim_under_review(at=now, reviewer=ravi)
    client.force_login(ravi)

    client.post(reverse("reviews:note", args=[claim.code]), {"body": SECRET})
    client.post(reverse("reviews:comment", args=[claim.code]), {"body": "Thank you"})

    assert [note.body for note in claim.notes.all()] == [SECRET]
    assert [comment.body for comment in claim.comments.all()] == ["Thank you"]
    text = desk(client, ravi, claim).text
    notes = text[text.index('id="notes"') : text.index("</section>", text.index('id="notes"'))]
    comments = text[text.index('id="comments"') : text.index("</section>", text.index('id="comments"'))]
    assert SECRET in notes
    assert SECRET not in comments
    assert "button--private" in notes
    assert "button--private" not in comments
    assert 'card--private" id="notes"' in text


@pytest.mark.rule("REV-6")
@pytest.mark.parametrize("name", ["claims:detail", "claims:history", "claims:list"])
def test_internal_note_is_on_no_partner_page(client, ravi, now, name):
    claim = a_claim_under_review(at=now, reviewer=ravi)
    actions.note(claim.pk, by=ravi, at=now, body=SECRET)
    client.force_login(claim.created_by)

    response = client.get(reverse(name, args=[] if name == "claims:list" else [claim.code]))

    assert response.status_code == 200
    assert SECRET not in response.text
    assert "internal note" not in response.text.lower()
    assert ravi.name not in response.text


@pytest.mark.parametrize("name", ["note", "comment"])
def test_empty_words_are_refused_on_the_page(client, ravi, now, name):
    claim = a_claim_under_review(at=now, reviewer=ravi)
    client.force_login(ravi)

    response = client.post(reverse(f"reviews:{name}", args=[claim.code]), {"body": "  "})

    assert response.status_code == 422
    assert response.context[f"{name}_form"].errors == {"body": ["This field is required."]}


@pytest.mark.rule("POE-6")
def test_same_file_of_another_partner_is_shown_to_staff(client, ravi, now):
    location = a_location()
    ours = a_submitted_claim(at=now, location=location)
    theirs = a_submitted_claim(at=now)
    a_submitted_claim(at=now, location=location)
    a_ready_draft(at=now)

    response = desk(client, ravi, ours)

    assert [claim.code for claim in response.context["files"][0].elsewhere] == [theirs.code]
    assert "The same file was filed by another partner" in response.text


@pytest.mark.rule("CON-1")
@pytest.mark.parametrize(("kind", "words"), [("confirmed", "Confirmed"), (None, "has not answered")])
def test_customers_answer_is_shown(client, ravi, now, kind, words):
    claim = a_submitted_claim(at=now)
    if kind:
        notify_and_answer(claim, kind, now)

    assert words in desk(client, ravi, claim).text


def notify_and_answer(claim, kind, at):
    notice = consent.notify(claim.pk, at=at)
    Answer.objects.create(notice=notice, kind=kind, answered_at=at)


def test_declined_claim_says_why(client, ravi, now):
    claim = a_claim_in_window(at=now - DAY)
    Answer.objects.create(
        notice=claim.notices.get(),
        kind="opted_out",
        reason="unknown_partner",
        text="Who?",
        answered_at=now,
    )
    claims.decline(claim.pk, by=Customer(claim.contact_email), at=now)

    response = desk(client, ravi, claim)

    assert "I don&#x27;t know this partner" in response.text
    assert response.context["turn"].what == "Customer denial"


def test_window_and_notice_are_shown(client, ravi, now):
    claim = an_approved_claim(at=now - DAY)
    deliver_notice(claim, at=now - DAY + 11 * MINUTE)

    response = desk(client, ravi, claim)

    assert "Delivered" in response.text
    assert response.context["turn"].due_at == fresh(claim).window_ends_at


def test_what_was_asked_and_answered_is_shown(client, now):
    claim = a_claim_to_answer(at=now - DAY)
    answer(claim, at=now)

    text = desk(client, claim.reviewer, claim).text

    assert "Dates missing or older than twelve months" in text
    assert "Which day?" in text
    assert "On 5 January." in text


def test_other_claims_and_associations_of_the_customer_are_shown(client, ravi, now):
    tenant, teams, other = a_customer(), a_product(), a_product()
    earlier = a_rejected_claim(at=now - DAY, tenant=tenant, products=[teams])
    a_rejected_claim(at=now - DAY, tenant=tenant, products=[other])
    association = an_association(tenant=tenant, product=other)
    claim = a_submitted_claim(at=now, tenant=tenant, products=[teams])

    response = desk(client, ravi, claim)

    assert [row.claim for row in response.context["earlier"]] == [earlier]
    assert list(response.context["associations"]) == [association]


def test_product_that_the_tenant_lost_is_warned_of(client, ravi, now):
    claim = a_submitted_claim(at=now)
    claim.tenant.holdings.all().delete()

    assert desk(client, ravi, claim).context["products"][0].warnings == ["Not on this tenant any more"]


def test_dispute_offers_a_lead_who_did_not_decide_to_answer(client, now):
    claim = a_rejected_claim(at=now - DAY, reviewer=a_lead())
    claims.raise_dispute(claim.pk, by=claim.created_by, at=now, justification="It is on page 4.")

    own, other = desk(client, claim.reviewer, claim), desk(client, a_lead(), claim)

    assert not {"uphold", "accept_dispute"} & own.context["may"]
    assert "another lead answers the dispute" in own.text
    assert other.context["may"] == {"uphold", "accept_dispute", "comment", "note"}
    assert "It is on page 4." in other.text


@pytest.mark.rule("HIS-1")
def test_history_is_whole_and_names_everybody(client, ravi, now):
    claim = a_claim_under_review(at=now, reviewer=ravi)
    actions.note(claim.pk, by=ravi, at=now, body=SECRET)

    response = desk(client, ravi, claim)

    assert [entry.title for entry in response.context["history"]] == [
        "Ravi Reviewer wrote an internal note.",
        "Ravi Reviewer started the review.",
        f"{claim.created_by} submitted the claim.",
        f"{claim.created_by} added a file to the proof of execution.",
        f"{claim.created_by} changed the products.",
        f"{claim.created_by} created the draft.",
    ]
    assert response.context["history"][0].is_internal
    assert response.context["history"][1].changes == [("State", "Submitted", "Under review")]


def test_page_reads_as_often_however_much_was_written(client, ravi, now, django_assert_num_queries):
    tenant = a_customer()
    claim = a_claim_under_review(
        at=now - DAY, reviewer=ravi, tenant=tenant, products=[a_product() for _ in range(3)]
    )
    single = a_claim_to_answer(at=now - DAY, reviewer=ravi)
    answer(single, at=now)
    claims.comment(single.pk, by=ravi, at=now, body="Comment")
    actions.note(single.pk, by=ravi, at=now, body="Note")
    for number in range(3):
        a_submitted_claim(at=now, tenant=tenant, products=[claim.products.first().product])
        actions.note(claim.pk, by=ravi, at=now, body="Note")
        claims.comment(claim.pk, by=ravi, at=now, body="Comment")
        actions.tick(claim.pk, by=ravi, at=now, point=list(RequestReason)[number], verdict="met")
        ask(fresh(claim), at=now)
        upload = an_upload(PDF + b"%d" % number)
        claims.add_file(claim.pk, by=claim.created_by, at=now, upload=upload, name=f"{number}.pdf")
        answer(claim, at=now)
    client.force_login(ravi)

    for code in (single.code, claim.code):
        address = reverse("reviews:claim", args=[code])
        client.get(address)  # the first look opens the file, and keeps what it saw
        with django_assert_num_queries(41):
            client.get(address)
