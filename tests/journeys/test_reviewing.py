"""A reviewer's day: ten mixed claims by keyboard alone, and a claim that two people have open."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from claims.states import State
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_submitted_claim,
    answer,
)

from .steps import of_partner, press, says

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
FOCUSED = "(document.activeElement.innerText || document.activeElement.value || '').trim()"


def mixed_claims(stage):
    """Five that nobody has, two that are Ravi's, one of them answered, and three more at another location."""
    ours = {"location": stage.cast.dublin, "by": stage.cast.fiona}
    for _number in range(4):
        a_submitted_claim(**ours)
    a_submitted_claim(products=[stage.teams, stage.exchange], tenant=stage.contoso, **ours)
    for _number in range(3):
        a_submitted_claim(location=stage.cast.cork, by=stage.cast.cora)
    a_claim_under_review(reviewer=stage.cast.ravi, **ours)
    asked = a_claim_to_answer(reviewer=stage.cast.ravi, **ours)
    answer(asked, at=MONDAY + MINUTE)


def tab_to(page, words):
    for _step in range(80):
        if page.evaluate(FOCUSED).split("\n")[0] == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab did not lead to {words}.")


def key(page, name):
    """A page that has only just come does not listen yet."""
    page.wait_for_load_state()
    page.keyboard.press(name)


def confirm(page, words, done):
    """Past the preview: nothing is decided by a single key."""
    tab_to(page, "Preview")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This is what will be read")).to_be_visible()
    expect(page.locator(".preview")).to_be_focused()
    tab_to(page, words)
    page.keyboard.press("Enter")
    says(page, done)


def approve(page):
    key(page, "a")
    expect(page.locator("#decide form")).to_be_visible()
    confirm(page, "Approve", "The decision is made. You can take it back for ten minutes.")


def reject(page):
    key(page, "r")
    expect(page.locator("#decide form")).to_be_visible()
    expect(page.locator("#decide").get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("The paper names no customer.")
    confirm(page, "Reject", "The claim is rejected. You can take this back for ten minutes.")


def ask(page):
    key(page, "q")
    expect(page.locator("#decide form")).to_be_visible()
    for _step in range(60):
        if page.evaluate("document.activeElement.name || ''") == "detail_dates":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("On which day did it begin?")
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.type("Please add the day.")
    confirm(page, "Send the request", "The partner is asked. You can take this back for ten minutes.")


@pytest.mark.rule("REV-2", "REV-7", "REV-3", "LNG-2")
def test_ten_mixed_claims_by_keyboard_alone(stage):
    mixed_claims(stage)
    stage.at = MONDAY + 2 * MINUTE
    page = stage.page_of(stage.cast.ravi)
    page.goto("/review/")

    # First what is his already: from the queue, row by row.
    for _number in range(2):
        key(page, "j")
        page.keyboard.press("Enter")
        expect(page.locator("#decision")).to_be_visible()
        approve(page)
        key(page, "u")
        expect(page.get_by_role("heading", name="Review queue")).to_be_visible()
    # Then one after the other of what nobody has.
    for number, decide in enumerate((approve, reject, ask, approve, approve, reject, ask, approve)):
        key(page, "g")
        expect(page.get_by_role("button", name="Take the next claim").first).to_be_focused()
        page.keyboard.press("Enter")
        says(page, "The claim is yours, and its review runs")
        if number == 0:
            key(page, "?")
            expect(page.get_by_role("dialog")).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_be_hidden()
            key(page, "i")
            expect(page.locator("#notes textarea")).to_be_focused()
            page.keyboard.type("A paper of the usual kind, approved. r")
            assert page.locator("#decide form").count() == 0
            tab_to(page, "Keep the internal note")
            page.keyboard.press("Enter")
            says(page, "The internal note is kept.")
        decide(page)

    states = sorted(Claim.objects.values_list("state", flat=True))
    assert states == [State.APPROVED] * 6 + [State.ACTION_REQUIRED] * 2 + [State.REJECTED] * 2
    key(page, "g")
    page.keyboard.press("Enter")
    says(page, "Nothing is left to take")


@pytest.mark.each_database
@pytest.mark.rule("REV-8", "LIF-7")
def test_two_browsers_on_the_same_claim(stage):
    claim = a_claim_under_review(location=stage.cast.dublin, by=stage.cast.fiona, reviewer=stage.cast.ravi)
    stage.at = MONDAY + MINUTE
    ravi, lena = stage.page_of(stage.cast.ravi), stage.page_of(stage.cast.lena)
    fiona = stage.page_of(stage.cast.fiona)
    lena.goto(f"/review/{claim.code}/")
    ravi.goto(f"/review/{claim.code}/")
    expect(ravi.locator("[data-presence-shown]")).to_contain_text("Lena Lead")

    press(ravi, "Reject…")
    ravi.locator("#decide").get_by_role("radio").first.check()
    ravi.locator("#decide [name=text]").fill("The paper names no customer.")
    of_partner(fiona, claim.code)
    press(fiona, "Withdraw")
    fiona.get_by_role("radio").first.check()
    press(fiona, "Withdraw the claim")
    says(fiona, "Rejected")
    press(ravi, "Preview")

    says(ravi, "Fiona Filer withdrew the claim.")
    expect(ravi.locator("#decide [name=text]")).to_have_value("The paper names no customer.")
    claim.refresh_from_db()
    assert claim.rejection_reason == "partner_request"
    lena.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(lena.locator("[data-presence-shown]")).to_contain_text("withdrew the claim")
