"""What a decision about several claims would do, in a real browser: accessible in both themes."""

import pytest
from django.urls import reverse

from tests.accessibility import violations_in_both_themes
from tests.architecture.test_access import NOW
from tests.architecture.world import the_world

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.mark.rule("LNG-2")
def test_preview_of_an_arbitration_is_accessible(
    transactional_db, live_server, new_page, monkeypatch, client
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = the_world()
    client.force_login(world.cast.lena)
    page = new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(live_server.url + reverse("reviews:arbitration", kwargs=world.arguments("arbitration")))

    assert preview(page) == []


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
