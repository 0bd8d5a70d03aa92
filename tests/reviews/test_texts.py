"""Canned texts: written by leads, filled in from the claim, never run."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.roles import PartnerRole
from claims.states import RequestReason
from reviews import actions, filling
from reviews.models import CannedText, Language, Purpose, TextChange
from tests.architecture.world import a_text
from tests.claim_factories import MONDAY, a_claim_under_review, a_customer, fresh
from tests.factories import a_lead, a_location, a_member, a_partner, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")


def values(**fields):
    return {
        "name": "No date",
        "purpose": Purpose.ASK_DATES,
        "rank": 10,
        "active": "on",
        "body_en": "When, {partner}?",
    } | fields


def keep(client, person, text=None, **fields):
    client.force_login(person)
    address = reverse("reviews:text", args=[text.pk]) if text else reverse("reviews:new_text")
    return client.post(address, values(**({"seen": text.version} if text else {}), **fields))


@pytest.mark.rule("REV-5", "PPL-3")
def test_lead_writes_a_text_and_it_is_recorded(client, lena):
    response = keep(client, lena, body_de="Wann, {partner}?")

    assert response.url == reverse("reviews:texts")
    text = CannedText.objects.get()
    assert (text.name, text.body_de, text.edited_by, text.active) == (
        "No date",
        "Wann, {partner}?",
        lena,
        True,
    )
    assert text.changes.get().made_by == lena


@pytest.mark.rule("REV-5")
def test_change_keeps_before_and_after(client, lena):
    text = a_text(purpose=Purpose.ASK_DATES, name="No date", rank=10, body_en="When?")

    keep(client, lena, text, body_en="On which day?")

    change = TextChange.objects.get()
    assert (change.before, change.after) == ({"body_en": "When?"}, {"body_en": "On which day?"})
    page = client.get(reverse("reviews:text", args=[text.pk])).text
    assert "Lena Lead" in page
    assert "<del>When?</del>" in page


@pytest.mark.rule("REV-5")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Hello {reviewer}", "{reviewer} is not known here."),
        ("Until {dispute_until}", "{dispute_until} is not known here."),
        ("Hello {partner", "A placeholder is broken near"),
        ("Hello partner}", "A placeholder is broken near"),
        ("Hello { partner }", "A placeholder is broken near"),
        ("Hello {{partner}}", "A placeholder is broken near"),
        ("Hello {Partner}", "A placeholder is broken near"),
        ("{}", "A placeholder is broken near"),
    ],
)
def test_unknown_or_broken_placeholder_is_refused(client, lena, words, said):
    response = keep(client, lena, body_nl=words)

    assert response.status_code == 422
    [error] = response.context["form"].errors["body_nl"]
    assert error.startswith(said)
    assert response.context["form"]["body_nl"].value() == words
    assert not CannedText.objects.exists()


@pytest.mark.rule("LIF-7")
def test_second_of_two_leads_is_told_and_loses_nothing(client, lena):
    text = a_text(purpose=Purpose.ASK_DATES)
    keep(client, lena, text, body_en="First.")

    response = keep(client, a_lead(), text, body_en="Second.")

    assert response.status_code == 409
    assert "Lena Lead has changed this text since you opened it." in response.text
    assert "Second." in response.text
    assert CannedText.objects.get().body_en == "First."
    assert response.context["form"]["seen"].value() == 2


def test_name_is_taken_once_for_a_purpose(client, lena):
    keep(client, lena)

    assert keep(client, lena).status_code == 422


@pytest.mark.rule("REV-5", "LNG-1")
def test_portal_comes_with_texts_for_every_purpose_in_four_languages():
    actions.load_starting_texts()

    assert set(CannedText.objects.values_list("purpose", flat=True)) == set(Purpose.values)
    for text in CannedText.objects.all():
        assert text.languages == list(Language), text
        for language in Language:
            words = getattr(text, f"body_{language}")
            assert filling.flaws(words, text.purpose) == []
            used = [set(filling.PLACEHOLDER.findall(each)) for each in (words, text.body_en)]
            assert used[0] == used[1], text


@pytest.mark.rule("REV-5")
def test_loading_again_leaves_what_a_lead_changed(capsys, lena):
    call_command("load_texts")
    text = CannedText.objects.get(slug="dates-missing")
    actions.change_text(text.pk, by=lena, at=MONDAY, seen=1, name="Which day", body_en="Which day?")
    actions.change_text(CannedText.objects.get(slug="approve").pk, by=lena, at=MONDAY, seen=1, active=False)
    count = CannedText.objects.count()

    call_command("load_texts")

    assert capsys.readouterr().out.splitlines() == [f"{count} texts added.", "0 texts added."]
    assert CannedText.objects.get(pk=text.pk).body_en == "Which day?"
    assert not CannedText.objects.get(slug="approve").active


@pytest.mark.rule("REV-5")
def test_filled_in_once_and_never_run():
    tenant = a_customer(name="{partner} {{ 7|add:7 }} {% now 'Y' %}")
    claim = a_claim_under_review(
        tenant=tenant, location=a_location(a_partner(name="{claim_id} & Sons"), mpn_id="4100001")
    )
    text = a_text(body_en="{customer} / {partner} / {mpn_id} / {claim_id}")

    found = filling.filled(text, claim, language="en", at=MONDAY)

    assert found == ("{partner} {{ 7|add:7 }} {% now 'Y' %} / {claim_id} & Sons / 4100001 / " + claim.code)


@pytest.mark.rule("REV-5", "LNG-1")
def test_dates_are_written_in_the_language_of_the_text():
    claim = a_claim_under_review()
    text = a_text(purpose=Purpose.ASK, body_en="By {due}.", body_de="Bis zum {due}.", body_sv="Senast {due}.")

    found = [filling.filled(text, claim, language=language, at=MONDAY) for language in Language.values]

    assert found == ["By 9 Mar 2026.", "Bis zum 9. März 2026.", "By 9 Mar 2026.", "Senast 9 mar 2026."]


@pytest.mark.rule("REV-5", "LNG-1")
@pytest.mark.parametrize(("spoken", "found"), [("de", "de"), ("sv", "sv"), ("fr", "en"), ("en", "en")])
def test_language_is_that_of_who_is_told(spoken, found):
    location = a_location()
    fiona = a_member(location.partner, PartnerRole.INCENTIVES_ADMIN, language=spoken)

    assert filling.language_for(a_claim_under_review(location=location, by=fiona)) == found


@pytest.mark.rule("REV-5", "PPL-5", "HIS-1")
def test_no_placeholder_tells_what_a_partner_may_not_know():
    ravi = a_reviewer(name="Ravi Secret", email="ravi@secret.example")
    tenant = a_customer()
    rival = a_claim_under_review(
        tenant=tenant, reviewer=ravi, location=a_location(a_partner(name="Rival Ltd"))
    )
    claim = a_claim_under_review(
        tenant=tenant, products=[rival.products.get().product], reviewer=ravi, location=a_location()
    )
    actions.note(claim.pk, by=ravi, at=MONDAY, body="Unmistakable note")
    claim = fresh(claim)

    for purpose in Purpose:
        words = " ".join(f"{{{name}}}" for name in filling.offered_for(purpose))
        text = a_text(name=purpose, purpose=purpose, body_en=words)
        found = filling.filled(text, claim, language="en", at=MONDAY, product=claim.products.get())
        for secret in ("Secret", "secret.example", "Rival", "Unmistakable"):
            assert secret not in found
        assert filling.PLACEHOLDER.search(found) is None


def test_every_reason_to_ask_has_its_purpose():
    assert {f"ask_{reason}" for reason in RequestReason} <= set(Purpose.values)
