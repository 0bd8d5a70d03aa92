"""A lead's way through the queue: filter, save and share it, assign what it finds, open a claim, and come back.

On the way, each page is held against axe-core's rules, and against the width of a phone.
"""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from claims import actions as claims
from claims.models import Claim
from claims.states import PartnerReason
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import MINUTE, MONDAY, a_submitted_claim, an_approved_claim

from .steps import fits, press, says

pytestmark = pytest.mark.journey
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def flaws(page):
    found = violations_in_both_themes(page)
    page.set_viewport_size(PHONE)
    if not fits(page):
        found.append(f"{page.url} is too wide for a phone")
    page.set_viewport_size(WIDE)
    return found


def asked(page):
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.timeout(300)
@pytest.mark.rule("REV-1", "REV-2", "LNG-2")
def test_a_lead_filters_shares_assigns_and_comes_back(stage):
    cast = stage.cast
    ours = [a_submitted_claim(location=cast.dublin, by=cast.fiona) for _ in range(3)]
    a_submitted_claim(location=cast.rival_location, by=cast.rita)
    an_approved_claim(location=cast.dublin, by=cast.fiona)
    stage.at = MONDAY + timedelta(hours=1)
    lena, found = stage.page_of(cast.lena), []

    lena.goto("/review/?show=all")
    expect(lena.get_by_role("row")).to_have_count(5)
    found += flaws(lena)
    lena.get_by_text("Filters and order").click()
    lena.get_by_label("Partner: name or MPN ID").fill("northw")
    press(lena, "Show")
    expect(lena.get_by_role("row")).to_have_count(4)
    filtered = {"show": ["all"], "partner": ["northw"]}
    assert asked(lena) == filtered | {name: value for name, value in asked(lena).items() if value == [""]}

    press(lena, "Save this filter")
    lena.get_by_label("Name").fill("Northwind, waiting")
    lena.get_by_label("Share it with the whole team").check()
    found += flaws(lena)
    press(lena, "Save the view")
    says(lena, "The view “Northwind, waiting” is saved.")
    assert asked(lena) == filtered
    ravi = stage.page_of(cast.ravi)
    ravi.goto("/review/")
    ravi.get_by_role("navigation", name="Saved views").get_by_role("link", name="Northwind, waiting").click()
    assert asked(ravi) == filtered
    expect(ravi.get_by_role("row")).to_have_count(4)

    # One of them is withdrawn while she has the list before her.
    claims.withdraw(ours[1].pk, by=cast.fiona, at=stage.at, reason=PartnerReason.OTHER, text="A mistake.")
    stage.at += MINUTE
    lena.get_by_label("All 3 on this page").check()
    lena.get_by_label("Assign to", exact=True).select_option("Ravi Reviewer")
    press(lena, "Assign")
    expect(lena.get_by_role("heading", name="2 claims assigned to Ravi Reviewer")).to_be_visible()
    says(lena, "1 was refused.")
    refused = lena.get_by_role("table", name="Refused").get_by_role("row").last
    expect(refused).to_contain_text(ours[1].code)
    expect(refused).to_contain_text(re.compile("withdr", re.IGNORECASE))
    found += flaws(lena)
    assert set(Claim.objects.filter(reviewer=cast.ravi, state="submitted")) == {ours[0], ours[2]}

    press(lena, "Back to the queue")
    expect(lena.get_by_role("row")).to_have_count(3)
    lena.get_by_role("link", name=ours[2].code).click()
    lena.get_by_role("navigation", name="You are here").get_by_role("link").click()
    assert asked(lena) == filtered
    expect(lena.get_by_role("row")).to_have_count(3)

    for path in ("/review/?show=all&country=JP", "/review/?show=mine"):
        lena.goto(path)
        found += flaws(lena)
    assert found == []
