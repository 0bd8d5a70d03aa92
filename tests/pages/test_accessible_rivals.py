"""What a lead decides about several claims, in a real browser: accessible in both themes, fit for a phone."""

import pytest
from django.urls import reverse

from tests.accessibility import violations_in_both_themes
from tests.architecture.test_access import NOW
from tests.architecture.world import the_world

from .test_accessible import OVERFLOW

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAGES = [
    ("arbitrations", "-"),
    ("arbitration", "arbitration"),
    ("ask_all", "arbitration"),
    ("disputes", "-"),
    ("claim", "disputed"),
    ("second_looks", "-"),
    ("second_look", "look"),
    ("second_look", "returned"),
]


@pytest.mark.rule("LNG-2")
def test_every_page_about_rivals_is_accessible(transactional_db, live_server, new_page, monkeypatch, client):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = the_world()
    client.force_login(world.cast.lena)
    page = new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])

    found = []
    for name, target in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(live_server.url + reverse(f"reviews:{name}", kwargs=world.arguments(target)))
        if name == "arbitration":
            found += preview(page)
        found += violations_in_both_themes(page)
        page.set_viewport_size({"width": 390, "height": 844})
        if overflow := page.evaluate(OVERFLOW):
            found.append(f"{page.url} is {overflow} px too wide for a phone")

    assert found == []


def preview(page):
    """What a decision would do, and back again with the choice kept."""
    page.locator("[name=winner]").first.check()
    page.get_by_label("Reasoning").fill("The newer proof.")
    page.get_by_role("button", name="Decide…").click()
    page.get_by_role("heading", name="Decide this arbitration?").wait_for()
    found = violations_in_both_themes(page)
    page.get_by_role("button", name="Not yet").click()
    page.locator("#decide-form").wait_for()
    assert page.get_by_label("Reasoning").input_value() == "The newer proof."
    return found
