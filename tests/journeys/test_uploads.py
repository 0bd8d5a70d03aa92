"""Proof goes up by drag and drop, and survives what happens to connections and sessions."""

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.accessibility import violations_in_both_themes
from tests.claim_factories import a_claim_to_answer, a_draft
from tests.factories import PASSWORD
from tests.proofs import PDF, PNG

from .steps import PHONE, fits, paper, press, says

pytestmark = [pytest.mark.journey, pytest.mark.each_database]
A_TRANSFER = """files => {
  const transfer = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, {type}));
  }
  return transfer;
}"""


def drop(page, *files):
    """From the desktop: name, what the browser takes it for, content."""
    sent = [[name, kind, base64.b64encode(content).decode()] for name, kind, content in files]
    transfer = page.evaluate_handle(A_TRANSFER, sent)
    page.dispatch_event(".upload", "dragenter", {"dataTransfer": transfer})
    expect(page.locator(".upload--wanted")).to_be_visible()
    page.dispatch_event(".upload", "drop", {"dataTransfer": transfer})


def drop_from_disk(page, path):
    """As a hand does it: only so does the browser know a folder."""
    place = page.locator(".upload__zone").bounding_box()
    at = {"x": place["x"] + 20, "y": place["y"] + 20}
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    browser = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})


def choose(page, name):
    page.get_by_label("Add files").set_input_files(paper(name))


def lists(page, *names):
    """In any order: two are on their way at once."""
    found = page.locator("#files-list .file__name")
    expect(found).to_have_count(len(names))
    assert sorted(text.split()[0] for text in found.all_inner_texts()) == sorted(names)


def of_queue(page, name):
    return page.locator(".upload__entry").filter(has_text=name)


@pytest.mark.rule("POE-1", "POE-5")
def test_files_are_dropped_refused_cancelled_and_tried_again(stage, tmp_path):
    claim = a_draft(by=stage.cast.fiona, location=stage.cast.dublin, tenant=stage.contoso, at=stage.at)
    page = stage.page_of(stage.cast.fiona)
    page.goto(f"/claims/{claim.code}/proof/")

    drop(
        page,
        ("order.pdf", "application/pdf", PDF),
        ("tool.pdf", "application/pdf", b"MZ a program"),
        ("screen.png", "image/png", PNG),
    )
    lists(page, "order.pdf", "screen.png")
    expect(of_queue(page, "tool.pdf")).to_contain_text("This is no PDF, Word document (DOCX), PNG or JPEG.")
    assert violations_in_both_themes(page) == []
    page.get_by_role("button", name="Take off the list: tool.pdf").click()
    expect(page.locator(".upload__queue")).to_be_hidden()

    drop_from_disk(page, tmp_path)
    expect(of_queue(page, tmp_path.name)).to_contain_text("This is a folder.")
    page.get_by_role("button", name="Take off the list").click()

    page.route("**/files/", lambda route: route.abort())
    choose(page, "report.pdf")
    expect(of_queue(page, "report.pdf")).to_contain_text("The connection was lost.")
    page.unroute("**/files/")
    assert warns_on_leaving(page)
    page.get_by_role("button", name="Try again: report.pdf").press("Enter")
    lists(page, "order.pdf", "screen.png", "report.pdf")

    held = []
    page.route("**/files/", lambda route: held.append(route))
    choose(page, "mistake.pdf")
    assert warns_on_leaving(page)
    page.get_by_role("button", name="Cancel: mistake.pdf").click()
    expect(page.locator(".upload [role=status]")).to_have_text("Cancelled: mistake.pdf")
    expect(page.get_by_label("Add files")).to_be_focused()
    for route in held:
        route.abort()  # or it might leave after all, once nothing holds it any more
    page.unroute("**/files/")

    page.context.clear_cookies()
    choose(page, "late.pdf")
    expect(of_queue(page, "late.pdf")).to_contain_text("Your session has ended.")
    sign_in_elsewhere(page, stage.cast.fiona)
    page.get_by_role("button", name="Try again: late.pdf").click()
    lists(page, "order.pdf", "screen.png", "report.pdf", "late.pdf")

    assert not warns_on_leaving(page)
    page.locator(".file").filter(has_text="screen.png").get_by_role("button", name="Remove").click()
    lists(page, "order.pdf", "report.pdf", "late.pdf")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment")


def warns_on_leaving(page):
    """Whether the page asks the browser to ask."""
    return page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def sign_in_elsewhere(page, person):
    """In another tab of the same browser."""
    other = page.context.new_page()
    other.goto("/accounts/login/")
    other.get_by_label("Email").fill(person.email)
    other.get_by_label("Password").fill(PASSWORD)
    other.locator("main").get_by_role("button", name="Sign in").click()
    other.wait_for_url(re.compile(r"/claims/"))
    other.close()


@pytest.mark.rule("POE-1", "POE-4")
def test_files_answer_a_point_from_a_phone(stage):
    claim = a_claim_to_answer(
        by=stage.cast.fiona,
        location=stage.cast.dublin,
        tenant=stage.contoso,
        reviewer=stage.cast.ravi,
        products=[stage.teams],
        at=stage.at,
    )
    page = stage.page_of(stage.cast.fiona, **PHONE)
    page.goto(f"/claims/{claim.code}/answer/")

    page.get_by_label("Files for this point").set_input_files([paper("one.pdf"), paper("two.pdf")])

    expect(page.locator(".files .file__name")).to_have_text([re.compile("^(one|two).pdf")] * 2)
    assert fits(page)
    page.get_by_label("Your answer").fill("On the second page.")
    press(page, "Send the answer")
    says(page, "Your answer was sent.")
    point = claim.requests.get().points.get()
    assert sorted(file.name for file in point.files.all()) == ["one.pdf", "two.pdf"]
    says(page, "in answer to")
