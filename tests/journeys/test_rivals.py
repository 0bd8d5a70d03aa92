"""Two partners want the same: brought together, decided in one step, and neither learns of the other."""

import pytest
from playwright.sync_api import expect

from tests.claim_factories import MINUTE, MONDAY

from .steps import (
    everything_read,
    file_a_claim,
    of_partner,
    of_reviewer,
    press,
    says,
    stands,
    start_review,
    write_note,
)

pytestmark = pytest.mark.journey
NOTE = "The other proof names another project."
TEAM = ("Ravi", "Lena", "review.example", NOTE)
NORTHWIND = ("Northwind", "northwind", "Fiona", "4100001")
FABRIKAM = ("Fabrikam", "fabrikam", "Rita", "4200001")


def learnt(stage, page, person, code, secrets):
    read = everything_read(page, code, stage.letters_to(person.email))
    return [words for words in secrets if words in read]


@pytest.mark.rule("ARB-2", "ARB-3", "PPL-5", "DIR-5")
def test_rival_claims(stage):
    cast = stage.cast
    fiona, rita = stage.page_of(cast.fiona), stage.page_of(cast.rita)
    ravi, lena = stage.page_of(cast.ravi), stage.page_of(cast.lena)
    ours = file_a_claim(fiona, stage)
    theirs = file_a_claim(rita, stage, location="Fabrikam Galway")
    stage.work()

    start_review(ravi, ours)
    write_note(ravi, ours, NOTE)
    of_partner(fiona, ours)
    says(fiona, "is also claimed by, or recorded for, another partner")
    of_reviewer(ravi, ours)
    press(ravi, "Approve…")
    press(ravi, "Preview")
    says(ravi, "Teams is in an arbitration. It is decided there, for all claims at once.")
    start_review(ravi, theirs)

    lena.goto("/review/")
    press(lena, "For leads", "nav")
    press(lena, "Arbitrations", "nav")
    lena.get_by_role("link", name="Teams").click()
    says(lena, ours)
    says(lena, theirs)
    lena.get_by_role("radio", name="Northwind").check()
    lena.get_by_label("Reasoning").fill("The newer proof names the project.")
    press(lena, "Decide…")
    says(lena, "The claim is approved, and the customer's contact gets the notice")
    says(lena, "Your claim was rejected")
    press(lena, "Decide the arbitration")
    says(lena, "The arbitration is decided.")
    stage.wait(MONDAY + 11 * MINUTE)

    of_partner(fiona, ours)
    stands(fiona, "Approved", "Your customer", "Your customer can opt out.")
    of_partner(rita, theirs)
    stands(rita, "Rejected", "Up to you", "You can dispute that once")
    expect(rita.locator("#ended")).to_contain_text("Lost in arbitration")
    assert len(stage.letters_to(cast.rita.email, "rejected")) == 1
    assert learnt(stage, fiona, cast.fiona, ours, FABRIKAM + TEAM) == []
    assert learnt(stage, rita, cast.rita, theirs, NORTHWIND + TEAM) == []
