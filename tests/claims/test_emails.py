"""The mails to a claim's partner, read as a mail program reads them."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.core import mail

from accounts.actors import Customer
from accounts.roles import PartnerRole
from claims import actions, emails
from claims.states import PartnerReason, RejectionReason
from outbox import delivery
from outbox.models import Message
from outbox.states import State as DeliveryState
from reviews import actions as reviews
from reviews import sweeps
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_in_window,
    a_claim_to_answer,
    a_claim_under_review,
    a_submitted_claim,
    an_approved_claim,
    an_official_claim,
    answer,
    ask,
    fresh,
)
from tests.factories import a_filer, a_lead, a_location, a_member, a_reviewer, a_user

pytestmark = pytest.mark.django_db
CARLA = Customer(email="carla@customer.example", name="Carla Customer")
SECRET = "Only for the claim's page: the proof names Fabrikam."


def mails(claim, kind):
    return list(Message.objects.filter(about=claim.code, kind=kind).order_by("pk"))


def delivered(message):
    mail.outbox.clear()
    assert delivery.deliver(message.pk, now=lambda: message.not_before) == "sent"
    (letter,) = mail.outbox
    return email.message_from_bytes(letter.message().as_bytes(), policy=email.policy.default)


def requested(claim):
    actions.request_information(claim.pk, by=claim.reviewer, at=MONDAY, text=SECRET, points={"dates": SECRET})


def rejected(claim):
    reason = RejectionReason.INSUFFICIENT_POE
    actions.reject(claim.pk, by=claim.reviewer, at=MONDAY, reason=reason, text=SECRET)


def lapsed(claim):
    for _line in sweeps.enforce(claim.due_at):
        pass


def reminded(claim):
    for _line in sweeps.enforce(MONDAY + timedelta(days=3)):
        pass


def commented(claim):
    actions.comment(claim.pk, by=claim.reviewer, at=MONDAY, body=SECRET)


def withdrawn(claim):
    actions.withdraw(claim.pk, by=claim.created_by, at=MONDAY, reason=PartnerReason.OTHER, text=SECRET)


def reversed_(claim):
    reviews.reverse(claim.pk, by=a_lead(), at=MONDAY, text=SECRET)


def declined(claim):
    actions.decline(claim.pk, by=CARLA, at=MONDAY, text=SECRET)


def nothing(claim):
    pass


def answered(claim):
    answer(claim, at=MONDAY + MINUTE)


KINDS = [
    ("submitted", a_submitted_claim, nothing),
    ("information_requested", a_claim_under_review, requested),
    ("reminder", a_claim_to_answer, reminded),
    ("lapsed", a_claim_to_answer, lapsed),
    ("answered", a_claim_to_answer, answered),
    ("approved", an_approved_claim, nothing),
    ("rejected", a_claim_under_review, rejected),
    ("reversed", a_claim_in_window, reversed_),
    ("ended_by_partner", a_submitted_claim, withdrawn),
    ("declined", a_claim_under_review, declined),
    ("official", an_official_claim, nothing),
    ("commented", a_claim_under_review, commented),
]


@pytest.mark.rule("HIS-3")
@pytest.mark.parametrize(("kind", "made", "happens"), KINDS, ids=[kind for kind, _made, _happens in KINDS])
def test_mail_is_whole_harmless_and_confidential(kind, made, happens):
    claim = made(name="Teams <b>roll-out</b>")
    happens(claim)
    to_filer, to_contact = mails(claim, kind)

    letter = delivered(to_contact)
    text = letter.get_body(["plain"]).get_content()
    html = letter.get_body(["html"]).get_content()

    assert (to_filer.recipient, letter["To"]) == (claim.submitted_by.email, "fiona@partner.example")
    assert letter["Subject"].strip().endswith(f"[{claim.code}]")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert len(letter.as_bytes()) < 100_000
    assert text.startswith("Hello Fiona Filer,")
    assert f"http://testserver/claims/{claim.code}/" in text
    assert set(re.findall(r'href="([^"]*)"', html)) == {f"http://testserver/claims/{claim.code}/"}
    assert re.findall(r"<(?:img|link|script|iframe|object|form)\b|url\(|@import", html) == []
    assert "<b>" not in html
    for confidential in (SECRET, claim.tenant.name, "carla@customer.example"):
        assert confidential not in text
        assert confidential not in html
    if claim.reviewer:
        assert claim.reviewer.name not in text


def test_own_contact_who_submitted_is_written_to_once():
    location = a_location()
    fiona = a_filer(location.partner, email="fiona@partner.example")
    claim = a_submitted_claim(by=fiona, location=location, own_contact_email="Fiona@Partner.example")

    assert [message.recipient for message in mails(claim, "submitted")] == ["fiona@partner.example"]


def test_own_contact_with_an_account_reads_their_own_language_and_time():
    location = a_location()
    zone = {"language": "de", "time_zone": "Europe/Berlin"}
    a_filer(location.partner, email="fiona@partner.example", name="Fiona Filer", **zone)
    claim = a_submitted_claim(location=location)

    message = mails(claim, "submitted")[-1]

    assert '<html lang="de">' in message.html
    # Five business days from Monday 09:00 in Dublin, told in Berlin.
    assert "Mo, 9. März 2026, 10:00 (Europe/Berlin)" in " ".join(message.text.split())


def test_person_who_left_is_not_written_to():
    claim = a_claim_under_review()
    claim.submitted_by.is_active = False
    claim.submitted_by.save()

    commented(fresh(claim))

    assert [message.recipient for message in mails(claim, "commented")] == ["fiona@partner.example"]


@pytest.mark.rule("PPL-2", "PPL-5")
def test_people_without_a_role_there_are_not_written_to():
    claim = a_claim_under_review()
    claim.submitted_by.memberships.all().delete()
    a_user(email="fiona@partner.example")
    greta = a_member(claim.partner, PartnerRole.GLOBAL_ADMIN, claim.location)
    a_member(claim.partner, PartnerRole.GLOBAL_ADMIN, a_location(claim.partner))
    a_member(claim.partner, PartnerRole.INCENTIVES_USER)

    commented(fresh(claim))

    # Neither who submitted it nor the contact it names belongs there, so somebody who can act is told.
    assert [message.recipient for message in mails(claim, "commented")] == [greta.email]


@pytest.mark.rule("LIF-6")
def test_decision_that_is_taken_back_is_told_to_nobody():
    claim = a_claim_under_review()
    rejected(claim)
    actions.take_back(claim.pk, by=claim.reviewer, at=MONDAY + MINUTE)

    assert {message.state for message in mails(claim, "rejected")} == {DeliveryState.CANCELLED}


@pytest.mark.rule("LIF-6")
@pytest.mark.parametrize("decided", ["approved", "rejected", "information_requested"])
def test_decision_is_held_for_as_long_as_it_can_be_taken_back(decided):
    claim = a_claim_under_review()
    moves = {
        "approved": lambda claim: reviews.approve(claim.pk, by=claim.reviewer, at=MONDAY),
        "rejected": rejected,
        "information_requested": lambda claim: ask(claim),
    }
    moves[decided](claim)

    assert {message.not_before for message in mails(claim, decided)} == {MONDAY + 10 * MINUTE}


@pytest.mark.rule("CON-3")
def test_reviewer_is_told_of_the_customers_no_on_the_reviewers_page():
    ravi = a_reviewer(name="Ravi Reviewer")
    claim = a_claim_under_review(reviewer=ravi)
    declined(claim)

    (message,) = mails(claim, "declined_in_review")

    assert message.recipient == ravi.email
    assert f"http://testserver/review/{claim.code}/" in message.text


def test_contact_needed_names_the_address_and_leads_to_the_form():
    claim = a_submitted_claim()
    emails.contact_needed(claim, at=MONDAY)

    message = mails(claim, "contact_needed")[-1]

    assert "to carla@customer.example came back" in " ".join(message.text.split())
    assert f"Correct the contact:\nhttp://testserver/claims/{claim.code}/customer-contact/" in message.text
