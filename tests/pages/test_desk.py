"""The reviewer's desk in a real browser: three columns, keys, ticks that are saved as one goes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from claims import actions as claims
from claims.models import ProofReading
from reviews.models import ChecklistEntry
from tests.accessibility import violations_in_both_themes
from tests.claim_factories import (
    a_claim_in_window,
    a_claim_under_review,
    a_submitted_claim,
    answer,
    ask,
    fresh,
)
from tests.factories import a_product, a_reviewer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def ravi(transactional_db):
    return a_reviewer(name="Ravi Reviewer")


@pytest.fixture
def claim(ravi):
    products = [a_product(name="Microsoft Teams"), a_product(name="Exchange Online")]
    claim = a_claim_under_review(at=timezone.now(), reviewer=ravi, products=products)
    pages = [{"text": "Microsoft Teams was rolled out.\nSigned by Carla Customer.", "has_picture": False}]
    ProofReading.objects.update(status="read", pages=pages, read_at=timezone.now(), due_at=None)
    return claim


@pytest.fixture
def desk(live_server, new_page, ravi):
    """Opens a claim's page as Ravi."""

    def open_page(claim, width=1440, **options):
        client = Client()
        client.force_login(options.pop("user", ravi))
        page = new_page(viewport={"width": width, "height": 900}, **options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"/review/{claim.code}/")
        return page

    return open_page


def place_of(page, part):
    return page.locator(part).bounding_box()


@pytest.mark.rule("REV-3", "LNG-2")
def test_claim_proof_and_decision_stand_side_by_side_where_there_is_room(desk, claim):
    page = desk(claim)
    claimed, proof, decision = (place_of(page, part) for part in ("#claimed", "#proof", "#decision"))
    assert claimed["y"] == proof["y"] == decision["y"]
    assert claimed["x"] + claimed["width"] < proof["x"]
    assert proof["x"] + proof["width"] < decision["x"]
    assert min(claimed["width"], decision["width"]) > 280
    assert proof["width"] > 560
    assert page.evaluate(OVERFLOW) == 0

    page.set_viewport_size({"width": 1024, "height": 800})
    proof, decision, claimed = (place_of(page, part) for part in ("#proof", "#decision", "#claimed"))
    assert proof["y"] == decision["y"]
    assert claimed["y"] >= proof["y"] + proof["height"]
    assert page.evaluate(OVERFLOW) == 0
    # What comes below is in nobody's way.
    page.locator("#comments details.writing > summary").click(timeout=5_000)
    expect(page.locator("#comment_body")).to_be_visible()

    page.set_viewport_size({"width": 390, "height": 844})
    tops = [place_of(page, part)["y"] for part in ("#claimed", "#proof", "#decision")]
    assert tops == sorted(tops)
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.rule("LNG-2")
def test_desk_is_accessible_in_every_state(desk, claim, ravi):
    now = timezone.now()
    asked = a_claim_under_review(at=now, reviewer=ravi)
    ask(asked, at=now)
    answer(fresh(asked), at=now)
    states = [claim, asked, a_submitted_claim(at=now), a_claim_in_window(at=now, reviewer=ravi)]
    page = desk(claim)

    found = []
    for each in states:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"/review/{each.code}/")
        found += violations_in_both_themes(page)
        page.set_viewport_size({"width": 390, "height": 844})
        if overflow := page.evaluate(OVERFLOW):
            found.append(f"{page.url} is {overflow} px too wide for a phone")

    assert found == []


@pytest.mark.rule("REV-7")
def test_keys_open_and_focus_and_never_decide(desk, claim):
    page = desk(claim)
    asked = []
    page.on("request", lambda request: request.method == "POST" and asked.append(request.url))

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(rf"/review/{claim.code}/"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("i")
    expect(page.get_by_role("textbox", name="Internal note")).to_be_focused()
    page.keyboard.type("across")
    expect(page.get_by_role("textbox", name="Internal note")).to_have_value("across")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_label("Comment to the partner")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(page.locator("#proof")).to_be_focused()
    page.keyboard.press("Control+a")
    expect(page).to_have_url(re.compile(rf"/review/{claim.code}/"))
    for key, title in (("a", "Approve the claim"), ("q", "Ask the partner"), ("r", "Reject the claim")):
        page.keyboard.press(key)
        expect(page.locator("#decide").get_by_role("heading", name=title)).to_be_visible()
        expect(page.locator("#decide :focus")).to_have_count(1)
        page.keyboard.press("j")
        page.keyboard.press("Escape")
        expect(page.locator("#decide")).to_be_focused()

    assert [url for url in asked if "presence" not in url] == []
    assert fresh(claim).state == "under_review"


@pytest.mark.rule("REV-7")
def test_key_for_taking_goes_to_the_button_and_enter_presses_it(desk, ravi):
    claim = a_submitted_claim(at=timezone.now())
    page = desk(claim)

    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Start the review")).to_be_focused()
    assert fresh(claim).reviewer is None
    page.keyboard.press("Enter")
    expect(page.get_by_text("The review has started, and the claim is yours.")).to_be_visible()


@pytest.mark.rule("REV-7", "LNG-2")
def test_single_keys_are_off_for_who_does_not_want_them(desk, claim, ravi):
    ravi.without_keys = True
    ravi.save(update_fields=["without_keys"])
    page = desk(claim)

    page.keyboard.press("a")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(page).to_have_url(re.compile(rf"/review/{claim.code}/$"))
    page.get_by_role("link", name="Keys", exact=True).click()
    expect(page.get_by_text("You have switched single keys off.")).to_be_visible()


@pytest.mark.rule("REV-7")
def test_key_sheet_opens_without_scripts(desk, claim):
    page = desk(claim, java_script_enabled=False)

    page.get_by_role("link", name="Keys", exact=True).click()

    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


@pytest.mark.rule("REV-4")
def test_tick_is_saved_at_once_and_a_colleagues_is_not_lost(desk, claim):
    rosa = a_reviewer(name="Rosa Reviewer")
    first, second = desk(claim), desk(claim, user=rosa)
    dates = "#tick-dates"

    first.locator(dates).get_by_label("Not met").check()
    expect(first.locator(dates)).to_contain_text("Ravi Reviewer")
    expect(first.locator("#checklist-sum")).to_contain_text("1 of 6 ticked")
    second.locator(dates).get_by_label("Met", exact=True).check()
    expect(second.locator(dates).get_by_role("alert")).to_contain_text("Ravi Reviewer changed this point")
    assert ChecklistEntry.objects.get(claim=claim).verdict == "not_met"

    second.locator(dates).get_by_role("button", name="Save").click()
    expect(second.locator(dates).get_by_role("alert")).to_have_count(0)
    expect(second.locator(dates)).to_contain_text("Rosa Reviewer")
    assert ChecklistEntry.objects.get(claim=claim).verdict == "met"


@pytest.mark.rule("REV-3")
def test_long_claim_stays_readable(desk, claim, ravi):
    now = timezone.now()
    for number in range(30):
        claims.comment(claim.pk, by=ravi, at=now, body=f"Comment {number}")

    page = desk(claim)

    expect(page.get_by_text("25 older comments")).to_be_visible()
    page.locator("#history").get_by_role("link", name="Show older").click()
    expect(page.locator("#history .timeline__entry")).to_have_count(30)
    expect(page.get_by_text("Comment 0", exact=True).first).to_be_attached()


@pytest.mark.rule("REV-7", "REV-1")
def test_queue_is_walked_by_keys(desk, ravi):
    claims = [a_submitted_claim(at=timezone.now() - timedelta(hours=9 - number)) for number in range(3)]
    page = desk(claims[0])
    page.goto("/review/?show=all")

    page.keyboard.press("j")
    expect(page.get_by_role("link", name=claims[0].code)).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=claims[1].code)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name=f"Tick {claims[1].code}")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(claims[0].code))
    page.keyboard.press("j")
    page.wait_for_url(re.compile(claims[1].code))
    page.keyboard.press("n")
    page.wait_for_url(re.compile(claims[2].code))
    page.keyboard.press("p")
    page.wait_for_url(re.compile(claims[1].code))
    page.keyboard.press("u")
    page.wait_for_url(re.compile(r"/review/\?.*show=all"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jx?")
    expect(page.get_by_role("searchbox")).to_have_value("jx?")
