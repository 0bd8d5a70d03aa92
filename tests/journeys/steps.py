"""What people do on the pages, and what they read there."""

import re

from playwright.sync_api import expect

from tests.claim_factories import PDF

CARLA = "carla@contoso.example"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def press(page, name, within="main"):
    """The one button, or link that looks like one."""
    found = page.locator(within)
    found.get_by_role("button", name=name, exact=True).or_(
        found.get_by_role("link", name=name, exact=True)
    ).click()


def says(page, words):
    expect(page.get_by_text(words).first).to_be_visible()


def stands(page, state, who, what=""):
    """The badge on top of the claim, and whose turn it is."""
    expect(page.locator(".page-head .badge").first).to_have_text(state)
    expect(page.locator(".turn__who").first).to_have_text(who)
    expect(page.locator(".turn__what").first).to_contain_text(what)


def lines_of_history(page):
    """What happened, oldest first."""
    return page.locator("#history .timeline__title, main > ol.timeline .timeline__title").all_inner_texts()[
        ::-1
    ]


def paper(name="proof.pdf"):
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + name.encode()}


def draft_a_claim(page, stage, location="Northwind Dublin", workload="Teams"):
    """From the list to a draft with everything in it but the proof."""
    page.goto("/")
    page.locator("main").get_by_role("link", name="+ Customer association").first.click()
    page.get_by_role("group", name="location").get_by_label(location).check()
    page.get_by_label("Customer's domain").fill("contoso.example")
    page.get_by_label("Directory ID").fill(str(stage.contoso.directory_id))
    press(page, "Continue")

    page.get_by_label("Microsoft 365", exact=True).check()
    page.get_by_role("checkbox", name="Usage").check()
    says(page, "is enrolled:")
    press(page, "Continue")

    page.get_by_label("Claim name").fill("Teams for Contoso")
    press(page, "Create claim")

    page.get_by_role("checkbox", name=workload).check()
    press(page, "Continue")

    page.get_by_label("Customer contact's name").fill("Carla Customer")
    page.get_by_label("Customer contact's title").fill("Head of IT")
    page.get_by_label("Customer contact's e-mail").fill(CARLA)
    press(page, "Continue")


def file_a_claim(page, stage, **details):
    """Drafts and submits it, and gives back its ID."""
    draft_a_claim(page, stage, **details)
    attach_proof(page)
    press(page, "Continue")
    says(page, "Is there something that the review team should know?")
    press(page, "Continue")
    says(page, "Ready to be submitted")
    press(page, "Submit claim")
    says(page, "The claim was submitted.")
    return page.locator(".page-head .mono").inner_text()


def attach_proof(page, name="proof.pdf"):
    page.get_by_label("Add files").set_input_files(paper(name))
    expect(page.locator("#files-list .file__name")).to_have_text(re.compile(f"^{name}"))
    # What is read of the file comes in above the buttons, and would move them from under the pointer.
    expect(page.locator("#reading.card")).to_be_visible()


def of_partner(page, code):
    """The claim's page, found in the company's list."""
    page.goto("/claims/")
    page.get_by_role("row").filter(has_text=code).get_by_role("link").first.click()


def of_reviewer(page, code):
    """The claim's page, found with the queue's search."""
    page.goto("/review/")
    page.get_by_role("searchbox").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator(".page-head .lead")).to_contain_text(code)


def start_review(page, code):
    of_reviewer(page, code)
    press(page, "Start the review")
    says(page, "The review has started, and the claim is yours.")


def approve(page, code):
    of_reviewer(page, code)
    press(page, "Approve…")
    press(page, "Preview")
    press(page, "Approve")
    says(page, "The decision is made. You can take it back for ten minutes.")


def write_note(page, code, words):
    of_reviewer(page, code)
    page.get_by_text("Write an internal note…").click()
    page.get_by_role("textbox", name="Internal note").fill(words)
    press(page, "Keep the internal note")
    says(page, words)


def everything_read(page, code, letters):
    """All that somebody of a partner can read about the claim, mails included."""
    texts = [f"{letter.subject} {letter.body} {letter.alternatives}" for letter in letters]
    for path in ("/claims/", f"/claims/{code}/", f"/claims/{code}/history/"):
        page.goto(path)
        texts.append(page.content())
    return " ".join(texts)


def fits(page):
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
