"""Somebody is invited, joins, works, and is removed; what they drafted stays."""

import pytest

from .steps import press, says

pytestmark = [pytest.mark.journey, pytest.mark.each_database]
NINA = "nina@northwind.example"


@pytest.mark.rule("PPL-2", "LNG-2")
def test_invited_person_joins_drafts_and_is_removed(stage):
    greta = stage.page_of(stage.cast.greta)
    press(greta, "Company", "header")
    press(greta, "People")
    press(greta, "Invite somebody")
    greta.get_by_label("E-mail").fill(NINA)
    press(greta, "Send the invitation")
    says(greta, f"The invitation to {NINA} is on its way.")
    stage.work()

    nina = stage.open_link(stage.letter_to(NINA, "You are invited"))
    says(nina, "Northwind Consulting invites you")
    nina.get_by_label("Your name").fill("Nina New")
    nina.get_by_label("Choose a password").fill("a very long sentence")
    press(nina, "Join")
    says(nina, "Welcome: you belong to Northwind Consulting now.")
    nina.goto("/claims/new/")
    nina.get_by_label("Northwind Dublin").check()
    nina.get_by_label("Customer's domain").fill("contoso.example")
    nina.get_by_label("Directory ID").fill(str(stage.contoso.directory_id))
    press(nina, "Continue")
    nina.wait_for_url("**/steps/activity/")
    draft = nina.url

    greta.reload()
    says(greta, "Nina New (nina@northwind.example) joined: Incentives user.")
    press(greta, "Manage Nina New")
    press(greta, "Remove from the company")
    press(greta, "Remove from the company", "dialog[open]")
    says(greta, "Nina New no longer belongs to Northwind Consulting.")
    greta.goto("/claims/")
    says(greta, "contoso.example")
    assert greta.goto(draft).status == 200

    assert nina.goto(draft).status == 404
    nina.goto("/")
    says(nina, "Your account has no company yet")
