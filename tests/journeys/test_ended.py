"""The ways that end with a no of the customer's, or of the partner's own."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.claim_factories import MINUTE, MONDAY

from .steps import (
    CARLA,
    PHONE,
    approve,
    file_a_claim,
    fits,
    lines_of_history,
    of_partner,
    of_reviewer,
    press,
    says,
    stands,
    start_review,
)

pytestmark = [pytest.mark.journey, pytest.mark.each_database]
DAY = timedelta(days=1)
LEFT = MONDAY + 11 * MINUTE
DARK = {"color_scheme": "dark"}


@pytest.mark.rule("CON-1")
def test_declined_before_approval(stage):
    """On phones, from beginning to end."""
    fiona, ravi = stage.page_of(stage.cast.fiona, **PHONE), stage.page_of(stage.cast.ravi, **PHONE)
    code = file_a_claim(fiona, stage)
    stage.work()
    start_review(ravi, code)
    carla = stage.open_link(stage.letter_to(CARLA, "please confirm"), **PHONE)
    says(carla, "Does Northwind Consulting work with you?")
    says(carla, "What Northwind Consulting would see")

    carla.get_by_label("Another partner did this work").check()
    carla.get_by_label("Anything to add?").fill("It was our own people.")
    press(carla, "Decline")
    says(carla, "You declined Northwind Consulting")
    expect(carla.locator("main button")).to_have_count(0)

    stage.work()
    assert len(stage.letters_to(CARLA, "Your answer about Northwind Consulting")) == 1
    of_partner(fiona, code)
    stands(fiona, "Rejected", "Nothing to do", "Your customer said no.")
    says(fiona, "Customer denial")
    expect(fiona.get_by_role("link", name="Dispute")).to_have_count(0)
    assert lines_of_history(fiona)[-1] == "Carla Customer declined."
    of_reviewer(ravi, code)
    stands(ravi, "Rejected", "Nobody's turn", "Customer denial")
    says(ravi, "It was our own people.")
    assert [fits(page) for page in (fiona, ravi, carla)] == [True] * 3


@pytest.mark.rule("CON-3", "CON-5")
def test_opted_out_and_changed_their_mind(stage):
    """In the dark."""
    fiona, ravi = stage.page_of(stage.cast.fiona, **DARK), stage.page_of(stage.cast.ravi, **DARK)
    code = file_a_claim(fiona, stage)
    start_review(ravi, code)
    approve(ravi, code)
    stage.wait(LEFT)
    carla = stage.open_link(stage.letter_to(CARLA, "unless you opt out"), **DARK)
    carla.get_by_label("I don't know this partner").check()
    press(carla, "Opt out")
    says(carla, "You opted out of Northwind Consulting")

    stage.wait(LEFT + DAY)
    assert len(stage.letters_to(stage.cast.lena.email, "does not know")) == 1
    of_partner(fiona, code)
    stands(fiona, "Rejected", "Your customer", "Your customer said no, and can still change their mind.")
    of_reviewer(ravi, code)
    says(ravi, "I don't know this partner")

    receipt = stage.letter_to(CARLA, "Your answer about Northwind Consulting")
    carla = stage.open_link(receipt, **DARK)
    press(carla, "I agree after all")
    says(carla, "You agreed after all")
    fiona.reload()
    stands(fiona, "Approved", "Your customer", "Your customer can opt out.")

    stage.wait(LEFT + 7 * DAY)
    fiona.reload()
    stands(fiona, "Approved", "Nothing to do", "The association is official")
    told = lines_of_history(fiona)
    assert [line for line in told if line.startswith("Carla")] == [
        "Carla Customer declined.",
        "Carla Customer changed their mind and agreed.",
    ]


@pytest.mark.rule("CON-3")
def test_opted_out_for_good(stage):
    fiona, ravi = stage.page_of(stage.cast.fiona), stage.page_of(stage.cast.ravi)
    code = file_a_claim(fiona, stage)
    start_review(ravi, code)
    approve(ravi, code)
    stage.wait(LEFT)
    carla = stage.open_link(stage.letter_to(CARLA, "unless you opt out"))
    press(carla, "Opt out")

    stage.wait(LEFT + 7 * DAY)
    carla.reload()
    says(carla, "that is final now")
    expect(carla.locator("main button")).to_have_count(0)
    of_partner(fiona, code)
    stands(fiona, "Rejected", "Nothing to do", "Your customer said no.")
    assert "CPOR portal made the association official." not in lines_of_history(fiona)


@pytest.mark.rule("LIF-5", "FIL-7")
def test_withdrawn(stage):
    fiona, ravi = stage.page_of(stage.cast.fiona), stage.page_of(stage.cast.ravi)
    code = file_a_claim(fiona, stage)
    stage.work()
    start_review(ravi, code)
    of_partner(fiona, code)

    press(fiona, "Withdraw")
    fiona.get_by_label("Wrong MPN ID").check()
    press(fiona, "Withdraw the claim")
    stands(fiona, "Rejected", "Nothing to do", "The claim was ended at your company's request.")
    says(fiona, "Partner request: Wrong MPN ID")
    assert lines_of_history(fiona)[-1] == "Fiona Filer withdrew the claim."

    carla = stage.open_link(stage.letter_to(CARLA, "please confirm"))
    says(carla, "This claim has ended")
    of_reviewer(ravi, code)
    stands(ravi, "Rejected", "Nobody's turn", "Partner request")
    expect(ravi.get_by_role("link", name="Approve…")).to_have_count(0)

    press(fiona, "Copy")
    press(fiona, "Copy to a new draft", "dialog[open]")
    fiona.get_by_label("Northwind Cork").check()
    press(fiona, "Continue")
    says(fiona, "Solution area and activity")
    fiona.locator(".breadcrumbs").get_by_role("link").last.click()
    stands(fiona, "Draft", "Your turn", "Complete the draft and submit it.")
    says(fiona, "No file yet")
