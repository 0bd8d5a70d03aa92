"""A partner of record from before the portal proves its work, and a lead compares it, in real browsers."""

import pytest
from django.urls import reverse

from directory.models import Association
from reviews.models import Arbitration
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import PDF, a_claim_under_review, a_second_look, an_approved_claim
from tests.factories import an_association

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300), pytest.mark.each_database]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def imported(stage):
    found = an_association(location=stage.cast.rival_location, source=Association.Source.IMPORT)
    a_claim_under_review(
        location=stage.cast.dublin,
        by=stage.cast.fiona,
        reviewer=stage.cast.ravi,
        subscription=found.subscription,
        at=stage.at,
    )
    return found


@pytest.mark.rule("ARB-4", "LNG-2")
def test_holder_follows_the_notice_sends_proof_and_the_lead_sees_it(stage, imported, tmp_path):
    (tmp_path / "report.pdf").write_bytes(PDF)
    stage.work()
    theirs = stage.page_of(stage.cast.rita)
    theirs.goto(reverse("accounts:notices"))
    theirs.get_by_text("Your association is being compared with another claim").first.click()
    theirs.wait_for_url(f"**/associations/{imported.pk}/proof/")
    theirs.get_by_label("Proof of execution").set_input_files(tmp_path / "report.pdf")
    theirs.get_by_label("To the review team").fill("We introduced it; see the report.")
    theirs.get_by_role("button", name="Send it to the review team").click()
    theirs.get_by_text("The review team has it now.").wait_for()
    assert violations_in_both_themes(theirs) == []

    lead = stage.page_of(stage.cast.lena)
    lead.goto(reverse("reviews:arbitration", args=[Arbitration.objects.get().pk]))
    assert lead.get_by_role("link", name="report.pdf").is_visible()
    assert lead.get_by_text("We introduced it; see the report.").is_visible()


@pytest.mark.rule("LNG-2", "REV-9", "PPL-3")
def test_second_look_and_the_moving_of_claims_are_accessible(stage):
    ours = {"location": stage.cast.dublin, "by": stage.cast.fiona, "reviewer": stage.cast.ravi}
    look = a_second_look(an_approved_claim(**ours, at=stage.at))
    a_claim_under_review(**ours, at=stage.at)
    page = stage.page_of(stage.cast.lena)

    for address in (
        reverse("reviews:second_look", args=[look.pk]),
        reverse("reviews:move_claims", query={"source": stage.cast.ravi.pk}),
    ):
        page.goto(address)
        assert violations_in_both_themes(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate(OVERFLOW) == 0
        page.set_viewport_size({"width": 1440, "height": 900})
