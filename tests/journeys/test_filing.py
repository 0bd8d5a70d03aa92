"""The guided filing in a real browser: in few page loads, with the keyboard alone, and in two tabs."""

import re

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.accessibility import violations_in_both_themes

from .steps import CARLA, attach_proof, paper, press, says, stands

pytestmark = pytest.mark.journey
# What has the focus, as a screen reader would name it.
FOCUSED = """() => {
  const one = document.activeElement;
  return (one.labels?.[0] ?? one).innerText.trim() || one.getAttribute("aria-label") || one.name || "";
}"""


def customer(page, stage, domain="contoso.example"):
    page.get_by_label("Northwind Dublin").check()
    page.get_by_label("Customer's domain").fill(domain)
    page.get_by_label("Directory ID").fill(str(stage.contoso.directory_id))


def microsoft_365(page):
    page.get_by_label("Microsoft 365", exact=True).check()
    page.get_by_role("checkbox", name="Usage").check()


def contacts(page):
    page.get_by_label("Customer contact's name").fill("Carla Customer")
    page.get_by_label("Customer contact's title").fill("Head of IT")
    page.get_by_label("Customer contact's e-mail").fill(CARLA)


@pytest.mark.each_database
@pytest.mark.rule("FIL-1", "DIR-2", "PRG-5", "LNG-2")
def test_whole_filing_in_eight_page_loads(stage):
    fiona = stage.page_of(stage.cast.fiona)
    fiona.context.grant_permissions(["clipboard-read", "clipboard-write"])
    loads, barriers = [], []
    fiona.on("load", lambda _page: loads.append(fiona.url))

    fiona.goto("/claims/new/")
    customer(fiona, stage, domain="elsewhere.example")
    check, beside = fiona.locator("#customer-check"), fiona.locator("#domain-check")
    expect(beside).to_contain_text("no customer has verified elsewhere.example")
    beside.get_by_text("A text to send to your customer").click()
    barriers += violations_in_both_themes(fiona)
    press(fiona, "Copy the text")
    expect(fiona.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = fiona.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("To register as your partner, we need a domain that you have verified.")
    customer(fiona, stage)
    expect(check).to_contain_text("Domain and Directory ID belong together: Contoso")
    expect(beside).to_be_empty()
    press(fiona, "Continue")

    microsoft_365(fiona)
    expect(fiona.locator("#activity-check")).to_contain_text(
        "Northwind Dublin is enrolled: OSU – Microsoft 365"
    )
    barriers += violations_in_both_themes(fiona)
    press(fiona, "Continue")

    expect(fiona.get_by_label("Claim name")).to_have_value("Contoso – Microsoft 365 usage")
    barriers += violations_in_both_themes(fiona)
    press(fiona, "Create claim")

    says(fiona, "is created as a draft.")
    fiona.get_by_role("checkbox", name="Teams").check()
    press(fiona, "Continue")
    contacts(fiona)
    press(fiona, "Continue")
    attach_proof(fiona)
    press(fiona, "Continue")
    fiona.get_by_label("Comment to the review team").fill("Signed in June.")
    barriers += violations_in_both_themes(fiona)
    press(fiona, "Continue")

    says(fiona, "Ready to be submitted")
    barriers += violations_in_both_themes(fiona)
    press(fiona, "Submit claim")
    says(fiona, "The claim was submitted.")
    stands(fiona, "Submitted", "Review team", "Starts the review.")
    says(fiona, "What happens next")
    says(fiona, "Signed in June.")

    claim = Claim.objects.get()
    assert fiona.url.endswith(claim.get_absolute_url())
    assert fiona.title().startswith(claim.code)
    # The page came without a load, and takes more proof like any other.
    fiona.get_by_label("Add files").set_input_files(paper("more.pdf"))
    expect(fiona.locator("#files-list .file__name")).to_have_count(2)
    assert barriers == []
    assert len(loads) <= 8, loads


def tab_to(page, name):
    """Presses Tab, as often as it takes, until what has this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"“{name}” can't be reached with Tab on {page.url}")


def type_into(page, name, text):
    tab_to(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def push(page, name, leads_to):
    """The button or link of this name, with Enter."""
    tab_to(page, name)
    with page.expect_navigation(url=leads_to):
        page.keyboard.press("Enter")


@pytest.mark.rule("FIL-1", "LNG-2")
def test_filing_with_the_keyboard_alone(stage):
    page = stage.page_of(stage.cast.fiona)
    # The system's own dialog, which no test can reach: whoever opens it has chosen a file.
    page.on("filechooser", lambda dialog: dialog.set_files(paper()))
    page.goto("/claims/")
    push(page, "+ Customer association", "**/claims/new/")

    tab_to(page, "Northwind Cork")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Northwind Dublin")).to_be_checked()
    type_into(page, "Customer's domain", "contoso.example")
    type_into(page, "Directory ID", str(stage.contoso.directory_id))
    # Enter in a field continues, as the button does.
    with page.expect_navigation(url="**/activity/"):
        page.keyboard.press("Enter")
    tab_to(page, "Microsoft 365")
    page.keyboard.press("Space")
    tab_to(page, "Usage")
    page.keyboard.press("Space")
    push(page, "Continue", "**/details/")
    type_into(page, "Claim name", "Teams by keyboard")
    push(page, "Create claim", "**/products/")
    tab_to(page, "Teams")
    page.keyboard.press("Space")
    push(page, "Continue", "**/contacts/")
    type_into(page, "Customer contact's name", "Carla Customer")
    type_into(page, "Customer contact's title", "Head of IT")
    type_into(page, "Customer contact's e-mail", CARLA)
    push(page, "Continue", "**/proof/")
    tab_to(page, "Add files")
    page.keyboard.press("Enter")
    expect(page.locator("#files-list .file__name")).to_have_text(re.compile("^proof.pdf"))
    push(page, "Continue", "**/comment/")
    push(page, "Continue", "**/claims/C-*/")
    tab_to(page, "Submit claim")
    page.keyboard.press("Enter")

    says(page, "The claim was submitted.")
    assert Claim.objects.get().name == "Teams by keyboard"


@pytest.mark.each_database
@pytest.mark.rule("FIL-2")
def test_two_tabs_on_one_draft_and_the_way_back(stage):
    fiona = stage.page_of(stage.cast.fiona)
    fiona.goto("/claims/new/")
    customer(fiona, stage)
    press(fiona, "Continue")
    code = Claim.objects.get().code
    greta = stage.page_of(stage.cast.greta)
    for page in (fiona, greta):
        page.goto(f"/claims/{code}/steps/contacts/")

    greta.get_by_label("Customer contact's title").fill("Head of IT")
    press(greta, "Continue")
    fiona.get_by_label("Customer contact's title").fill("CIO")
    fiona.get_by_label("Customer contact's name").fill("Carla Customer")
    press(fiona, "Continue")

    says(fiona, "This claim has changed since you opened it: Greta Global changed the claim.")
    expect(fiona.get_by_label("Customer contact's title")).to_have_value("CIO")
    press(fiona, "Continue")
    expect(fiona).to_have_url(re.compile(f"/{code}/proof/$"))
    # The browser's own Back shows what is saved, and saving that again is no conflict.
    fiona.go_back()
    expect(fiona.get_by_label("Customer contact's title")).to_have_value("CIO")
    press(fiona, "Continue")
    expect(fiona).to_have_url(re.compile(f"/{code}/proof/$"))
    claim = Claim.objects.get()
    assert (claim.contact_name, claim.contact_title) == ("Carla Customer", "CIO")


@pytest.mark.rule("FIL-1", "LNG-2")
def test_check_that_answers_meanwhile_takes_no_button_from_under_the_pointer(stage):
    page, held = stage.page_of(stage.cast.fiona), []
    page.goto("/claims/new/")
    page.route("**/check/customer/**", lambda route: held.append(route))
    customer(page, stage)
    button = page.get_by_role("button", name="Continue", exact=True)
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    page.mouse.move(place["x"] + 10, place["y"] + 10)
    page.mouse.down()
    while not held:
        page.wait_for_timeout(50)

    with page.expect_response("**/check/customer/**"):
        held[-1].continue_()
    page.wait_for_timeout(100)
    page.mouse.up()

    expect(page.get_by_label("Microsoft 365", exact=True)).to_be_visible()
