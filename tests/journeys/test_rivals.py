"""Two partners want the same: brought together, decided in one step, and neither learns of the other."""

import pytest
from playwright.sync_api import expect

from claims.states import State
from tests.claim_factories import MINUTE, MONDAY, a_claim_under_review, a_submitted_claim, fresh
from tests.factories import a_filer, a_partner, an_association

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


@pytest.mark.each_database
@pytest.mark.timeout(300)
@pytest.mark.rule("ARB-2", "ARB-3", "ARB-4", "PPL-5")
def test_two_partners_and_the_partner_of_record(stage):
    cast = stage.cast
    incumbent = an_association(
        tenant=stage.contoso, product=stage.teams, partner=a_partner(name="Tailspin Toys")
    )
    holder = a_filer(incumbent.partner, name="Tess Tailspin", email="tess@tailspin.example")
    contact = {"own_contact_name": cast.rita.name, "own_contact_email": cast.rita.email}
    theirs = a_submitted_claim(**wanting(stage), **contact, location=cast.rival_location, by=cast.rita)
    ours = a_claim_under_review(**wanting(stage), location=cast.dublin, by=cast.fiona, reviewer=cast.ravi)
    stage.wait(MONDAY + MINUTE)
    assert stage.letters_to(holder.email, "is being compared with another claim")
    fiona, rita, lena = stage.page_of(cast.fiona), stage.page_of(cast.rita), stage.page_of(cast.lena)

    lena.goto("/review/arbitrations/")
    lena.get_by_role("link", name="Teams").click()
    expect(lena.get_by_role("columnheader", name="Tailspin Toys")).to_be_visible()
    press(lena, "Start the reviews that wait")
    press(lena, "Ask all of them the same…")
    lena.get_by_role("checkbox", name="Dates missing").check()
    lena.get_by_label("Text to all partners").fill("Who did it better, Northwind Consulting or the other?")
    press(lena, "Show what they read…")
    says(lena, "tells who is compared")
    lena.get_by_label("Text to all partners").fill("Please name the day on which the work began.")
    press(lena, "Show what they read…")
    press(lena, "Send it to all")
    says(lena, "Take it back from everybody")
    asked = {claim.pk: claim.due_at for claim in (fresh(ours), fresh(theirs))}
    assert len(set(asked.values())) == 1

    stage.wait(MONDAY + 13 * MINUTE)
    for page, claim in ((fiona, ours), (rita, theirs)):
        of_partner(page, claim.code)
        press(page, "Answer")
        page.get_by_label("Your answer").fill("On 5 January 2026.")
        press(page, "Send the answer")

    lena.goto("/review/arbitrations/")
    lena.get_by_role("link", name="Teams").click()
    lena.get_by_role("radio", name="Fabrikam").check()
    lena.get_by_label("Reasoning").fill("Only this proof is signed.")
    press(lena, "Decide…")
    press(lena, "Decide the arbitration")
    says(lena, "The arbitration is decided.")
    stage.wait(MONDAY + 25 * MINUTE)

    assert (fresh(ours).state, fresh(theirs).state) == (State.REJECTED, State.APPROVED)
    incumbent.refresh_from_db()
    assert incumbent.ended_at is not None
    assert stage.letters_to(holder.email, "Your association has ended")
    known = " ".join(
        f"{each.subject} {each.body} {each.alternatives}" for each in stage.letters_to(holder.email)
    )
    assert [words for words in NORTHWIND + FABRIKAM + TEAM if words in known] == []
    tailspin = ("Tailspin", "tailspin", "Tess")
    assert learnt(stage, fiona, cast.fiona, ours.code, FABRIKAM + TEAM + tailspin) == []
    assert learnt(stage, rita, cast.rita, theirs.code, NORTHWIND + TEAM + tailspin) == []


def wanting(stage):
    return {"tenant": stage.contoso, "products": [stage.teams]}
