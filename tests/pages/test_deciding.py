"""Decisions and notes in a real browser: forms beside the proof, a preview, the countdown, names after an @."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim
from claims.states import State
from reviews import actions
from reviews.models import Purpose
from tests.accessibility import violations_in_both_themes
from tests.architecture.world import a_text
from tests.claim_factories import a_claim_under_review, fresh
from tests.factories import a_lead, a_product, a_reviewer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def ravi(transactional_db):
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def claim(ravi):
    products = [a_product(name=f"Product {number}") for number in range(12)]
    actions.load_starting_texts()
    return a_claim_under_review(at=timezone.now(), reviewer=ravi, products=products)


@pytest.fixture
def desk(live_server, new_page, ravi):
    """Opens a page of the claim as Ravi."""

    def open_page(claim, part="", width=1440, user=ravi, **options):
        client = Client()
        client.force_login(user)
        page = new_page(viewport={"width": width, "height": 900}, **options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"/review/{claim.code}/{part}" if claim else f"/review/{part}")
        return page

    return open_page


def button(page, name, within="#decide"):
    return page.locator(within).get_by_role("button", name=name, exact=True)


def pictured(page, name):
    """For people who want to look at it: a folder in LOOK_AT gets pictures in both themes."""
    if folder := os.environ.get("LOOK_AT"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(folder) / f"{name}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


@pytest.mark.rule("REV-5", "LIF-3")
def test_decision_is_made_beside_the_proof_and_only_after_its_preview(desk, claim):
    page = desk(claim)
    page.get_by_role("link", name="Approve…").click()
    first = page.locator("#decide .keep-or-say-why").first
    first.get_by_role("checkbox").uncheck()
    first.get_by_label("Ready text for").select_option(label="Not in the proof")
    first.get_by_role("button", name="Use this text").click()
    expect(first.get_by_role("textbox", name="Why it is removed")).to_have_value(
        "The proof does not mention Product 0."
    )
    expect(first.get_by_role("checkbox")).not_to_be_checked()
    page.locator("#decide [name=text]").fill("Well done.\n\n{braces} stay.")
    pictured(page, "approve-form")

    button(page, "Preview").click()

    expect(page.get_by_role("heading", name="This is what will be read")).to_be_visible()
    expect(page.locator("#decide")).to_contain_text("Your claim was approved")
    expect(page.locator("#decide")).to_contain_text("{braces} stay.")
    expect(page.locator("#decide")).to_contain_text("The customer's contact")
    assert fresh(claim).state == State.UNDER_REVIEW
    assert violations_in_both_themes(page) == []
    pictured(page, "approve-preview")
    button(page, "Back to editing").click()
    expect(page.locator("#decide [name=text]")).to_have_value("Well done.\n\n{braces} stay.")
    expect(page.locator("#decide .keep-or-say-why").first.get_by_role("checkbox")).not_to_be_checked()
    assert violations_in_both_themes(page) == []
    button(page, "Preview").click()
    button(page, "Approve").click()

    expect(page.get_by_text("The decision is made. You can take it back for ten minutes.")).to_be_visible()
    assert fresh(claim).state == State.APPROVED
    assert page.url.endswith(f"/review/{claim.code}/")


@pytest.mark.rule("LIF-6")
def test_countdown_runs_and_the_button_goes_with_it(desk, claim, ravi):
    actions.reject(claim.pk, by=ravi, at=timezone.now(), reason="poe_unavailable", text="It does not open.")
    page = desk(claim)
    expect(page.locator(".take-back__left")).to_have_text(re.compile(r"^9:5\d$"))
    pictured(page, "take-back")
    assert violations_in_both_themes(page) == []
    Claim.objects.filter(pk=claim.pk).update(entered_at=timezone.now() - timedelta(minutes=9, seconds=48))
    page.reload()
    expect(button(page, "Take back", ".take-back")).to_be_visible()
    expect(page.get_by_text("The ten minutes are over")).to_be_visible(timeout=30_000)
    expect(button(page, "Take back", ".take-back")).to_have_count(0)


@pytest.mark.rule("LIF-6")
def test_decision_is_taken_back_with_one_click(desk, claim, ravi):
    actions.reject(claim.pk, by=ravi, at=timezone.now(), reason="poe_unavailable", text="It does not open.")
    page = desk(claim)

    button(page, "Take back", ".take-back").click()

    expect(page.get_by_text("Taken back. Nothing of it has left the portal.")).to_be_visible()
    assert fresh(claim).state == State.UNDER_REVIEW


@pytest.mark.rule("REV-6", "LNG-2")
def test_colleague_is_mentioned_by_keyboard(desk, claim, ravi):
    lena = a_lead(name="Lena Lead")
    a_reviewer(name="Leo Later")
    page = desk(claim)
    page.locator("#notes summary").first.click()
    field = page.get_by_label("Internal note", exact=False).and_(page.locator("textarea"))
    field.press_sequentially("Please look, @le")
    options = page.locator("#notes [role=option]")
    expect(options).to_have_count(2)
    expect(options.first).to_have_attribute("aria-selected", "true")
    pictured(page, "mention")
    assert violations_in_both_themes(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Please look, @Lena Lead ")
    expect(options).to_have_count(0)
    field.press_sequentially("about @leo")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    field.fill("Please look, @Lena Lead")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")

    button(page, "Keep the internal note", "#notes").click()

    expect(page.locator("#notes .mention")).to_have_text("@Lena Lead")
    assert list(claim.notes.get().mentioned.all()) == [lena]


@pytest.mark.rule("REV-6", "HIS-2")
def test_note_that_was_not_sent_comes_back_into_the_note_box_only(desk, claim):
    page = desk(claim)
    page.locator("#notes summary").first.click()
    page.locator("#note_body").fill("For us only.")

    page.reload()

    expect(page.locator("#note_body")).to_have_value("For us only.")
    expect(page.locator("#comment_body")).to_have_value("")


@pytest.mark.rule("LIF-7")
def test_refusal_is_shown_in_place_with_everything_typed(desk, claim, ravi):
    page = desk(claim)
    page.get_by_role("link", name="Ask the partner…").click()
    page.locator("#decide [name=text]").fill("Please add these.")
    page.locator("#decide").get_by_role("checkbox").first.check()
    actions.reject(claim.pk, by=ravi, at=timezone.now(), reason="poe_unavailable", text="It does not open.")

    button(page, "Preview").click()

    expect(page.locator("#decide [role=alert]")).to_contain_text("Ravi Reviewer rejected the claim.")
    expect(page.locator("#decide [name=text]")).to_have_value("Please add these.")
    expect(page.locator("#decide").get_by_role("checkbox").first).to_be_checked()
    pictured(page, "refused")
    assert violations_in_both_themes(page) == []


@pytest.mark.rule("REV-5")
def test_forms_and_preview_work_without_scripts(desk, claim):
    page = desk(claim, "reject/", java_script_enabled=False)
    page.get_by_label("PoE unavailable").check()
    page.get_by_label("Ready text for").select_option(label="The file can't be read")
    page.get_by_role("button", name="Use this text").click()
    expect(page.get_by_label("PoE unavailable")).to_be_checked()
    assert page.locator("#decide [name=text]").input_value().startswith("The proof of execution can't")
    button(page, "Preview").click()
    expect(page.get_by_role("heading", name="This is what will be read")).to_be_visible()
    button(page, "Reject").click()
    expect(page.get_by_text("The claim is rejected. You can take this back for ten minutes.")).to_be_visible()


@pytest.mark.rule("REV-5")
def test_comment_is_previewed_above_its_form(desk, claim):
    page = desk(claim)
    page.locator("#comments summary").first.click()
    page.locator("#comment_body").fill("A word.")
    page.locator("#comment_files").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )

    page.locator("#comment-form .form__actions").get_by_role("button", name="Preview").click()

    expect(page.locator("#comment-preview")).to_contain_text("A word.")
    expect(page.locator("#comment-preview")).to_contain_text("A new comment on your claim")
    expect(page.locator("#comment_body")).to_have_value("A word.")
    assert page.locator("#comment_files").evaluate("field => field.files.length") == 1
    pictured(page, "comment")
    assert violations_in_both_themes(page) == []


@pytest.mark.rule("LNG-2")
@pytest.mark.parametrize("part", ["approve/", "ask/", "reject/"])
def test_forms_fit_a_phone(desk, claim, part):
    page = desk(claim, part, width=390)
    assert page.evaluate(OVERFLOW) == 0
    pictured(page, f"phone-{part[:-1]}")
    assert violations_in_both_themes(page) == []


@pytest.mark.rule("LNG-2", "REV-5")
def test_form_in_the_claims_page_fits_a_phone_and_is_not_behind_its_links(desk, claim):
    page = desk(claim, width=390)
    page.locator("#actions").get_by_role("link", name="Reject…").click()
    expect(page.locator("#decide").get_by_role("radio").first).to_be_focused()
    links = page.locator(".desk__jumps").bounding_box()
    title = page.locator("#decide h2").bounding_box()
    text = page.locator("#decide textarea").bounding_box()
    card = page.locator("#decide .card").bounding_box()

    assert title["y"] >= links["y"] + links["height"]
    assert text["x"] + text["width"] < card["x"] + card["width"]


@pytest.mark.rule("LNG-2", "REV-5")
def test_leads_texts_fit_and_are_accessible(desk, claim):
    text = a_text(purpose=Purpose.ASK, name="A long name " * 8, body_en="Word " * 300)
    lena = a_lead(name="Lena Lead")
    for part in ("texts/", f"texts/{text.pk}/", "texts/new/"):
        for width in (1440, 390):
            page = desk(None, part, width=width, user=lena)
            assert page.evaluate(OVERFLOW) == 0
            pictured(page, f"{part.replace('/', '-')}{width}")
            assert violations_in_both_themes(page) == []
            page.close()
