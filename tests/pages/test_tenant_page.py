"""A contact of a customer asks, opens the link, and ends a partner of record, by keyboard and without an account."""

import pytest

from consent.models import Ending, TenantAccess
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import MINUTE, MONDAY
from tests.consent.customers import sweep
from tests.consent.tenants import an_official_of, token_of

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.mark.rule("CON-6", "LNG-2")
def test_contact_sees_and_ends_a_partner_of_record(transactional_db, live_server, new_page, monkeypatch):
    now = MONDAY + 60 * 24 * 30 * MINUTE
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    claim = an_official_of()
    page = new_page()
    found = []

    def look(heading):
        page.get_by_role("heading", name=heading, level=1).wait_for()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            found.extend(violations_in_both_themes(page))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, heading

    page.goto(f"{live_server.url}/partner-of-record/")
    page.get_by_role("link", name="See your partners of record").click()
    page.get_by_role("button", name="Send me a link").click()
    look("Your partners of record")
    page.get_by_label("Your e-mail address").fill(claim.contact_email)
    page.get_by_label("Domain or Directory ID").fill(claim.domain)
    page.keyboard.press("Enter")
    look("Look into your mailbox")
    sweep(now)
    page.goto(f"{live_server.url}/t/{token_of(TenantAccess.objects.get())}/")
    look("The partners of record of")
    page.get_by_role("button", name="Open the list").press("Enter")
    page.get_by_role("button", name="Close the list").wait_for()
    look("The partners of record of")
    page.get_by_role("link", name="End this").press("Enter")
    look("End ")
    page.get_by_label("Another partner did this work").check()
    page.get_by_role("button", name="End it").press("Enter")
    page.get_by_text("is no longer your partner of record").wait_for()
    look("The partners of record of")
    page.get_by_role("button", name="Close the list").click()
    page.goto(f"{live_server.url}/partner-of-record/yours/list/")
    look("Your visit has ended")

    assert Ending.objects.get().reason == "other_partner"
    assert found == []
