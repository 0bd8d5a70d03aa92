"""Two reviewers take the next claim, and one sees that the other looks at hers."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.claim_factories import MINUTE, MONDAY, a_submitted_claim

from .steps import PHONE, says

pytestmark = pytest.mark.journey


@pytest.mark.timeout(300)
@pytest.mark.rule("REV-2", "REV-8")
def test_two_reviewers_take_the_next_and_see_each_other(stage):
    for _ in range(2):
        a_submitted_claim(location=stage.cast.dublin, by=stage.cast.fiona)
    stage.at = MONDAY + MINUTE
    ravi, rosa = stage.page_of(stage.cast.ravi), stage.page_of(stage.cast.rosa, **PHONE)

    for page in (ravi, rosa):
        page.goto("/review/")
        page.get_by_role("button", name="Take the next claim").click()
        says(page, "The claim is yours, and its review runs")
    held = {claim.reviewer: claim for claim in Claim.objects.select_related("reviewer")}
    assert set(held) == {stage.cast.ravi, stage.cast.rosa}

    rosas = held[stage.cast.rosa]
    ravi.goto(f"/review/{rosas.code}/")
    expect(ravi.locator("[data-presence-shown]")).to_contain_text("Rosa Reviewer")
    # Hers says so with its next ping, which comes at once when she turns to it.
    rosa.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(rosa.locator("[data-presence-shown]")).to_contain_text("Ravi Reviewer")

    # He goes on, and his page says so on its way out.
    ravi.goto("/review/")
    rosa.wait_for_timeout(300)
    rosa.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(rosa.locator("[data-presence-shown]")).not_to_contain_text("Ravi Reviewer")
