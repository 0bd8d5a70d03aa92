"""The ways through which a review ends in a decision."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from claims.states import RequestReason
from tests.claim_factories import MINUTE, MONDAY

from .steps import (
    CARLA,
    approve,
    everything_read,
    file_a_claim,
    lines_of_history,
    of_partner,
    of_reviewer,
    paper,
    press,
    says,
    stands,
    start_review,
    write_note,
)

pytestmark = [pytest.mark.journey, pytest.mark.each_database]
DAY = timedelta(days=1)
# The decision is made at nine on Monday and leaves the portal after the ten minutes in which it can be undone.
LEFT = MONDAY + 11 * MINUTE
NOTE = "Compare with last year's order."


def ask(page, code):
    of_reviewer(page, code)
    press(page, "Ask the partner…")
    page.get_by_role("checkbox", name=RequestReason.DATES.label).check()
    page.get_by_label(f"{RequestReason.DATES.label}: What is missing").fill("On which day did it begin?")
    page.get_by_label("Text to the partner").fill("Please add the date.")
    press(page, "Preview")
    press(page, "Send the request")
    says(page, "The partner is asked.")


@pytest.mark.rule("LIF-1", "LIF-6", "CON-2", "CON-4", "CLK-6")
def test_approved_and_official(stage):
    fiona, ravi = stage.page_of(stage.cast.fiona), stage.page_of(stage.cast.ravi)
    code = file_a_claim(fiona, stage)
    stands(fiona, "Submitted", "Review team", "Starts the review.")
    stage.work()
    start_review(ravi, code)
    stands(ravi, "Under review", "Ravi Reviewer's turn", "Decide the claim")
    of_partner(fiona, code)
    stands(fiona, "Under review", "Review team", "Checks the proof and decides.")

    approve(ravi, code)
    stage.wait(MONDAY + 9 * MINUTE)
    assert stage.letters_to(CARLA, "unless you opt out") == []

    stage.wait(LEFT)
    assert len(stage.letters_to(stage.cast.fiona.email, "approved")) == 1
    carla = stage.open_link(stage.letter_to(CARLA, "unless you opt out"))
    says(carla, "Northwind Consulting becomes your partner of record")
    says(carla, "Mon 9 Mar 2026, 09:11 GMT")
    of_partner(fiona, code)
    stands(fiona, "Approved", "Your customer", "Your customer can opt out.")
    expect(fiona.locator("#usage")).to_have_count(0)

    stage.wait(LEFT + 5 * DAY)
    assert len(stage.letters_to(CARLA, "Reminder")) == 1
    stage.wait(LEFT + 7 * DAY - MINUTE)
    fiona.reload()
    stands(fiona, "Approved", "Your customer", "Your customer can opt out.")

    stage.wait(LEFT + 7 * DAY)
    fiona.reload()
    stands(fiona, "Approved", "Nothing to do", "The association is official: you are the partner of record.")
    expect(fiona.locator("#usage")).to_have_count(1)
    carla.reload()
    says(carla, "The time to opt out has ended")
    expect(carla.locator("main button")).to_have_count(0)
    assert lines_of_history(fiona)[-4:] == [
        "CPOR portal opened the customer's time to opt out.",
        "CPOR portal reminded the customer's contact.",
        "CPOR portal made the association official.",
        "CPOR portal handed the association over for incentive evaluation.",
    ]


@pytest.mark.rule("LIF-2", "REV-6")
def test_asked_answered_approved(stage):
    fiona, ravi = stage.page_of(stage.cast.fiona), stage.page_of(stage.cast.ravi)
    code = file_a_claim(fiona, stage)
    start_review(ravi, code)
    write_note(ravi, code, NOTE)
    ask(ravi, code)
    stands(ravi, "Partner action required", "Northwind Consulting", "Answer the request")

    stage.wait(LEFT)
    question = stage.letter_to(stage.cast.fiona.email, "Your claim needs an answer")
    assert "On which day did it begin?" not in question.body
    fiona.goto("/")
    says(fiona, "Needs you now")
    expect(fiona.get_by_role("link", name=f": {code}")).to_be_visible()
    of_partner(fiona, code)
    stands(fiona, "Partner action required", "Your turn", "Answer the review team's questions")
    press(fiona, "Answer")
    says(fiona, "On which day did it begin?")
    fiona.get_by_label("Your answer").fill("On 5 January 2026.")
    fiona.get_by_label("Files for this point").set_input_files(paper("order.pdf"))
    press(fiona, "Send the answer")
    stands(fiona, "Under review", "Review team", "Reads your answer and decides.")

    of_reviewer(ravi, code)
    says(ravi, "Answered")
    says(ravi, "On 5 January 2026.")
    says(ravi, "order.pdf")
    approve(ravi, code)
    of_partner(fiona, code)
    stands(fiona, "Approved", "CPOR portal", "Writes to your customer's contact")
    stage.wait(LEFT + DAY)
    read = everything_read(fiona, code, stage.letters_to(stage.cast.fiona.email))
    assert [words for words in (NOTE, "Ravi", stage.cast.ravi.email, "internal") if words in read] == []
    assert lines_of_history(fiona)[-5:-3] == [
        "Fiona Filer answered the request.",
        "Review team approved the claim.",
    ]


@pytest.mark.rule("CLK-4", "LIF-7")
def test_no_answer_and_rejected(stage):
    fiona, ravi = stage.page_of(stage.cast.fiona), stage.page_of(stage.cast.ravi)
    code = file_a_claim(fiona, stage)
    start_review(ravi, code)
    ask(ravi, code)

    stage.wait(LEFT)
    stage.wait(MONDAY + 3 * DAY)
    assert len(stage.letters_to(stage.cast.fiona.email, "eminder")) == 1
    stage.wait(MONDAY + 4 * DAY)
    assert len(stage.letters_to(stage.cast.fiona.email, "eminder")) == 2
    of_partner(fiona, code)
    says(fiona, "Mon 9 Mar 2026, 09:00 UTC")
    press(fiona, "Answer")
    fiona.get_by_label("Your answer").fill("On 5 January 2026.")

    # The weekend is no business day.
    stage.wait(MONDAY + 7 * DAY)
    press(fiona, "Send the answer")
    says(fiona, "no answer came in time")
    expect(fiona.get_by_label("Your answer")).to_have_value("On 5 January 2026.")

    of_partner(fiona, code)
    stands(fiona, "Rejected", "Up to you", "You can dispute that once")
    says(fiona, "No partner response")
    assert lines_of_history(fiona)[-1] == "CPOR portal rejected the claim because no answer came in time."
    assert len(stage.letters_to(stage.cast.fiona.email, "rejected")) == 1
    of_reviewer(ravi, code)
    stands(ravi, "Rejected", "Nobody's turn", "No partner response")
