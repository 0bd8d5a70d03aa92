"""The page of an arbitration with several parties: what a lead sees, ticks, foretells and decides."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.states import RequestReason, State
from reviews import actions
from reviews.models import ChecklistEntry
from tests.claim_factories import MINUTE, MONDAY, ask, fresh
from tests.factories import a_lead, a_reviewer

from .test_many_parties import decide, party_of, the_arbitration, three_rivals

pytestmark = pytest.mark.django_db


def address(name="arbitration"):
    return reverse(f"reviews:{name}", args=[the_arbitration().pk])


@pytest.mark.rule("ARB-3")
def test_page_foretells_goes_back_and_decides(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    ours, theirs, _third = three_rivals()
    client.force_login(a_lead())
    seen = client.get(address()).context["form"]["seen"].value()
    typed = {"seen": seen, "winner": party_of(ours).pk, "text": "Later work."}

    foretold = client.post(address(), typed | {"preview": "1"})
    assert foretold.status_code == 200
    assert "Decide this arbitration?" in foretold.text
    assert fresh(ours).state == State.UNDER_REVIEW
    back = client.post(address(), typed | {"edit": "1"})
    assert back.context["form"]["text"].value() == "Later work."
    ask(theirs, at=MONDAY + MINUTE)
    stale = client.post(address(), typed | {"preview": "1"})
    assert stale.status_code == 409


@pytest.mark.rule("ARB-3", "REV-4")
def test_lead_ticks_the_same_questions_for_each_party(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    ours, theirs, third = three_rivals()
    client.force_login(a_lead())
    page = client.get(address())
    assert [len(question.cells) for question in page.context["questions"]] == [3] * 5

    for claim, verdict in ((ours, "met"), (theirs, "not_met")):
        typed = {"party": party_of(claim).pk, "point": RequestReason.DATES, "verdict": verdict, "seen": 0}
        cell = client.post(address("tick_party"), typed, headers={"HX-Request": "true"})
        assert cell.status_code == 200
    product = party_of(third).claim_product_id
    typed = {"party": party_of(third).pk, "point": RequestReason.PRODUCT_NOT_MENTIONED, "product": product}
    assert client.post(address("tick_party"), typed | {"verdict": "met", "seen": 0}).url == address()

    ticked = set(ChecklistEntry.objects.values_list("claim", "point", "verdict"))
    assert ticked == {
        (ours.pk, "dates", "met"),
        (theirs.pk, "dates", "not_met"),
        (third.pk, "product_not_mentioned", "met"),
    }
    late = {"party": party_of(ours).pk, "point": RequestReason.DATES, "verdict": "cant_tell", "seen": 0}
    refused = client.post(address("tick_party"), late, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert client.post(address("tick_party"), late | {"party": "0"}).status_code == 404


def test_reviewer_of_one_party_ticks_where_there_is_no_conflict(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    ours, theirs, _third = three_rivals()
    former = a_reviewer()
    former.former_employers.add(ours.partner)
    client.force_login(former)

    cells = client.get(address()).context["questions"][0].cells

    assert {cell.party.claim: cell.may_tick for cell in cells}[ours] is False
    assert {cell.party.claim: cell.may_tick for cell in cells}[theirs] is True


@pytest.mark.rule("ARB-3", "REV-4")
def test_desk_of_a_claim_that_lost_keeps_what_was_ticked(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    ours, theirs, _third = three_rivals()
    lena = a_lead()
    said = {"point": RequestReason.DATES, "verdict": "not_met", "note": "None in it.", "seen": 0}
    actions.tick(theirs.pk, by=lena, at=MONDAY + MINUTE, **said)
    decide(ours, by=lena, at=MONDAY + 2 * MINUTE)
    client.force_login(lena)

    page = client.get(reverse("reviews:claim", args=[theirs.code]))

    [party] = page.context["compared"]
    assert (party.won, [point.note for point in party.ticked]) == (False, ["None in it."])
    assert address() in page.text
    client.force_login(theirs.created_by)
    assert "None in it." not in client.get(reverse("claims:detail", args=[theirs.code])).text


@pytest.mark.rule("ARB-3")
def test_decision_is_asked_for_once_it_can_be_taken_and_keeps_what_was_typed_before(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + MINUTE)
    ours, theirs, _third = three_rivals()
    client.force_login(a_lead())
    page = client.get(address())
    assert 'id="decide-form"' in page.text
    seen = page.context["form"].initial["seen"]
    ask(theirs, at=MONDAY + MINUTE)

    assert 'id="decide-form"' not in client.get(address()).text
    typed = {"winner": party_of(ours).pk, "text": "Later work.", "seen": seen}
    refused = client.post(address(), typed)
    assert (refused.status_code, refused.context["form"]["text"].value()) == (409, "Later work.")
    assert 'id="decide-form"' in refused.text
