"""What a reviewer is shown before it is sent is what is sent; and canned texts go in without anything lost."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Event
from claims.states import RejectionReason, RequestReason, State
from outbox.models import Message
from reviews.models import Arbitration, Purpose
from tests.architecture.world import a_text
from tests.cast import the_cast
from tests.claim_factories import MONDAY, a_claim_under_review, fresh
from tests.factories import a_product
from tests.reviews.test_late_products import a_claim_that_also_wants

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)


@pytest.fixture
def cast():
    return the_cast()


@pytest.fixture
def claim(cast):
    return a_claim_under_review(
        location=cast.dublin, by=cast.fiona, reviewer=cast.ravi, products=[a_product(), a_product()]
    )


def post(client, person, move, claim, **data):
    client.force_login(person)
    seen = {"seen": claim.version, "seen_history": claim.history_length}
    return client.post(reverse(f"reviews:{move}", args=[claim.code]), seen | data)


def asked(claim):
    return {"text": "Please <b>add</b> {these}.\n\nSoon.", f"detail_{RequestReason.DATES}": "On which day?"}


def kept(claim):
    one, other = claim.products.order_by("pk")
    return {f"keep_{one.pk}": "on", f"reason_{other.pk}": "Not in the proof.", "text": "Well done."}


def rejected(claim):
    return {"reason": RejectionReason.POE_UNAVAILABLE, "text": "It does not open."}


FORMS = {"ask": asked, "approve": kept, "reject": rejected}


def letters(claim):
    return [(mail.recipient, mail.subject, mail.text) for mail in claim_mails(claim)]


def claim_mails(claim):
    return Message.objects.filter(about=claim.code, not_before__gt=MONDAY + MINUTE).order_by("pk")


@pytest.mark.rule("REV-5", "CON-2")
def test_preview_counts_the_customers_time_from_when_the_notice_leaves(client, claim, cast):
    preview = post(client, cast.ravi, "approve", claim, do="preview", **kept(claim))

    [notice] = [each for each in preview.context["rehearsal"].letters if each.is_for_customer]
    assert "opt out until Mon 9 Mar 2026, 09:11 (Europe/Dublin)" in " ".join(notice.shown.split())
    assert "{{" not in notice.shown
    assert notice.shown in html.unescape(preview.text)


@pytest.mark.rule("REV-5", "CON-2")
@pytest.mark.parametrize("move", FORMS)
def test_preview_shows_exactly_what_is_sent(client, claim, cast, move):
    data = FORMS[move](claim)

    preview = post(client, cast.ravi, move, claim, do="preview", **data)

    rehearsed = preview.context["rehearsal"]
    assert preview.status_code == 200
    assert fresh(claim).state == State.UNDER_REVIEW
    assert not claim_mails(claim).exists()
    post(client, cast.ravi, move, claim, **data)
    assert [(each.to, each.subject, each.text) for each in rehearsed.letters] == letters(claim)
    assert len(rehearsed.letters) == (3 if move == "approve" else 2)
    client.force_login(cast.fiona)
    page = client.get(reverse("claims:detail", args=[claim.code])).text
    without_ids = re.sub(r' (?:id|for|aria-labelledby|aria-describedby)="[^"]*"', "", page)
    for part in rehearsed.parts:
        assert part.strip() in without_ids


@pytest.mark.rule("REV-5")
@pytest.mark.parametrize("move", FORMS)
def test_preview_changes_nothing(client, claim, cast, move):
    events, mails = Event.objects.count(), Message.objects.count()

    post(client, cast.ravi, move, claim, do="preview", **FORMS[move](claim))

    assert (Event.objects.count(), Message.objects.count()) == (events, mails)
    assert fresh(claim).version == claim.version
    assert not claim.decisions.exists()


@pytest.mark.rule("REV-5", "LIF-7")
@pytest.mark.parametrize("move", FORMS)
def test_back_to_editing_loses_nothing(client, claim, cast, move):
    data = FORMS[move](claim)
    preview = post(client, cast.ravi, move, claim, do="preview", **data)
    typed = dict(preview.context["typed"])
    assert data.items() <= typed.items()

    response = post(client, cast.ravi, move, claim, do="edit", **data)

    form = response.context["form"]
    assert response.status_code == 200
    assert not form.is_bound
    for name, value in data.items():
        assert form[name].value() == (True if name.startswith("keep_") else value)


@pytest.mark.rule("REV-5")
def test_customers_link_is_not_shown(client, claim, cast):
    page = post(client, cast.ravi, "approve", claim, do="preview", **kept(claim)).text

    assert "secret:link" not in page
    assert "(a link that only this person gets)" in page


@pytest.mark.rule("REV-5")
def test_preview_of_an_incomplete_form_says_what_is_missing(client, claim, cast):
    response = post(client, cast.ravi, "ask", claim, do="preview", text="Please.")

    assert response.status_code == 422
    assert "Tick at least one of the five reasons." in response.text


@pytest.mark.rule("LIF-7")
def test_preview_of_what_moved_tells_who_did_what_and_keeps_all(client, claim, cast):
    text = a_text(purpose=Purpose.ASK_DATES)
    data = asked(claim) | {f"pick_detail_{RequestReason.DATES}": text.pk, "language": "sv"}
    post(client, cast.ravi, "reject", claim, **rejected(claim))

    response = post(client, cast.ravi, "ask", claim, do="preview", **data)

    assert response.status_code == 409
    assert [entry.title for entry in response.context["latest"]] == ["Ravi Reviewer rejected the claim."]
    assert "It does not open." in response.text
    form = response.context["form"]
    assert form["text"].value() == data["text"]
    assert form.pick(f"detail_{RequestReason.DATES}").chosen == str(text.pk)
    assert ("sv", "Svenska", True) in form.languages


@pytest.mark.rule("ARB-2")
def test_preview_of_an_approval_that_a_rival_stops_opens_the_arbitration(client, cast):
    claim = a_claim_that_also_wants(a_claim_under_review(), cast.ravi)
    kept = {f"keep_{chosen.pk}": "on" for chosen in claim.products.all()}

    response = post(client, cast.ravi, "approve", claim, do="preview", **kept)

    assert response.status_code == 422
    assert Arbitration.objects.count() == 1


@pytest.mark.rule("REV-5", "PPL-3")
def test_preview_is_for_who_may_decide(client, claim, cast):
    for person, status in ((cast.rosa, 403), (cast.sam, 403), (cast.fiona, 403)):
        assert post(client, person, "reject", claim, do="preview", **rejected(claim)).status_code == status


@pytest.mark.rule("REV-5")
def test_text_goes_in_behind_what_is_typed(client, claim, cast):
    cast.fiona.language = "de"
    cast.fiona.save()
    text = a_text(purpose=Purpose.ASK_DATES, body_en="When, {partner}?", body_de="Wann, {partner}?")
    name = f"detail_{RequestReason.DATES}"
    data = {"text": "Typed {as} it is", name: "First. ", f"ask_{RequestReason.WRONG_POE}": "on"}

    response = post(client, cast.ravi, "ask", claim, insert=name, **data, **{f"pick_{name}": text.pk})

    form = response.context["form"]
    assert response.status_code == 200
    assert form[name].value() == "First.\n\nWann, Northwind Consulting?"
    assert form["text"].value() == "Typed {as} it is"
    assert form[f"ask_{RequestReason.WRONG_POE}"].value() is True
    assert form["seen"].value() == str(claim.version)
    assert fresh(claim).state == State.UNDER_REVIEW


@pytest.mark.rule("REV-5", "LNG-1")
def test_other_language_can_be_chosen_and_english_is_told(client, claim, cast):
    text = a_text(purpose=Purpose.REJECT_POE_UNAVAILABLE, body_en="It is shut.", body_sv="Den är stängd.")
    chosen = {"insert": "text", "pick_text": text.pk, "text": ""}

    swedish = post(client, cast.ravi, "reject", claim, language="sv", **chosen).context["form"]
    dutch = post(client, cast.ravi, "reject", claim, language="nl", **chosen)

    assert swedish["text"].value() == "Den är stängd."
    assert dutch.context["form"]["text"].value() == "It is shut."
    assert "This text has no words in that language: it is in English." in dutch.text


@pytest.mark.rule("REV-5")
def test_removal_names_its_own_product(client, claim, cast):
    text = a_text(purpose=Purpose.REMOVE, body_en="{product} is not in the proof.")
    one, other = claim.products.order_by("pk")
    name = f"reason_{other.pk}"

    form = post(
        client, cast.ravi, "approve", claim, insert=name, **{f"pick_{name}": text.pk, f"keep_{one.pk}": "on"}
    ).context["form"]

    assert form[name].value() == f"{other} is not in the proof."
    assert form[f"keep_{one.pk}"].value() is True
    assert form[f"keep_{other.pk}"].value() is False


@pytest.mark.rule("REV-5")
@pytest.mark.parametrize("choice", ["", "0", "x", "other purpose", "inactive"])
def test_only_offered_texts_go_in(client, claim, cast, choice):
    texts = {
        "other purpose": a_text(purpose=Purpose.COMMENT),
        "inactive": a_text(purpose=Purpose.APPROVE, active=False),
    }
    wanted = texts[choice].pk if choice in texts else choice

    response = post(client, cast.ravi, "approve", claim, insert="text", text="Mine.", pick_text=wanted)

    assert response.context["form"]["text"].value() == "Mine."
    assert response.context["form"].pick("text").notice == "Choose a text first."


def test_unknown_field_to_put_a_text_into_changes_nothing(client, claim, cast):
    assert post(client, cast.ravi, "approve", claim, insert="seen", text="Mine.").status_code == 200


@pytest.mark.rule("REV-5")
def test_comment_takes_a_text_and_is_previewed_without_being_said(client, claim, cast):
    text = a_text(purpose=Purpose.COMMENT, body_en="Thank you, {partner}.")
    client.force_login(cast.ravi)
    address = reverse("reviews:comment", args=[claim.code])

    client.get(reverse("reviews:claim", args=[claim.code]))
    inserted = client.post(address, {"insert": "body", "pick_body": text.pk, "body": "Hello."})
    body = inserted.context["comment_form"]["body"].value()
    preview = client.post(address, {"do": "preview", "body": body})

    assert body == "Hello.\n\nThank you, Northwind Consulting."
    assert not claim.comments.exists()
    rehearsed = preview.context["comment_form"].rehearsal
    client.post(address, {"body": body})
    mails = Message.objects.filter(about=claim.code, kind="commented").order_by("pk")
    sent = [(mail.recipient, mail.subject, mail.text) for mail in mails]
    assert [(each.to, each.subject, each.text) for each in rehearsed.letters] == sent
    assert len(sent) == 2
    assert body.replace("\n\n", "") in rehearsed.parts[0].replace("\n\n", "")
