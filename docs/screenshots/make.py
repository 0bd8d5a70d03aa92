"""Takes the pictures of the README anew, from the demo that `make run` started.

.venv/bin/python docs/screenshots/make.py http://localhost:8000

Within an hour after `make reset`: one of them needs a link that works no longer.
"""

import sys
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.servers import chromium  # noqa: E402 (the suite knows where the browser is)

WINDOW = {"width": 1440, "height": 1000}


def main(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGUMENTS)
        take(browser, address, HERE)
        browser.close()


def take(browser, address, folder):
    take_mails(browser, address, folder)
    for name, open_page in PICTURES.items():
        context = browser.new_context(
            base_url=address, viewport=WINDOW, color_scheme="light", locale="en-GB", reduced_motion="reduce"
        )
        page = context.new_page()
        open_page(page)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}.png")
        shrink(folder / f"{name}.png")
        context.close()


def take_mails(browser, address, folder):
    """As a mail program shows them, which knows nothing of our style sheets; the newest that says so."""
    context = browser.new_context(
        base_url=address, viewport=MAIL_WINDOW, color_scheme="light", locale="en-GB"
    )
    page = context.new_page()
    for name, (subject, words) in MAILS.items():
        page.goto(f"/dev/mailbox/?{urlencode({'q': subject})}")
        mails = page.get_by_role("link", name=subject).all()
        addresses = [mail.get_attribute("href") for mail in mails]
        for address_of_mail in addresses:
            page.goto(f"{address_of_mail}html/")
            if page.get_by_text(words).count():
                break
        else:
            raise LookupError(f"No mail says “{words}”.")
        page.screenshot(path=folder / "mails" / f"{name}.png", full_page=True)
        shrink(folder / "mails" / f"{name}.png")
    context.close()


def shrink(path):
    """A page has few colours: a palette holds them in half the bytes."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def sign_in(page, name):
    page.goto("/accounts/login/")
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def claims_list(page):
    """What needs Fiona, and all claims of her company."""
    sign_in(page, "Fiona Filer")
    page.goto("/claims/")


def open_claim(page, **wanted):
    """As Fiona, from the list of what is in that state and has these words in it."""
    sign_in(page, "Fiona Filer")
    page.goto(f"/claims/?{urlencode(wanted)}")
    page.locator("table").get_by_role("link").first.click()
    page.wait_for_load_state()


def partner_claim(page):
    """What Fiona has to answer."""
    open_claim(page, state="partner_action_required")


def guided_filing(page):
    """A draft in which the ID of another product's subscription was typed."""
    open_claim(page, state="draft", q="Customer Service")
    page.locator(".stepper").get_by_role("link", name="Products").click()


def proof_step(page):
    """A draft whose proof is neither signed nor recent."""
    open_claim(page, state="draft", q="Exchange Online")
    page.locator(".stepper").get_by_role("link", name="Proof").click()
    page.get_by_role("heading", name="It describes the work").scroll_into_view_if_needed()


def review_desk(page):
    """What a partner has answered, for Rosa to decide."""
    sign_in(page, "Rosa Reviewer")
    page.goto("/review/?show=answered")
    page.locator("table").get_by_role("link").first.click()


def customer_page(page):
    """What a customer's contact opens from the newest notice of an approval."""
    page.goto("/dev/mailbox/")
    page.get_by_role("link", name="unless you opt out").first.click()
    page.goto(page.locator("main").get_by_role("link", name="/c/").first.get_attribute("href"))


def tenant_page(page):
    """What Contoso's contact sees, whose link works for an hour after the demo was made."""
    page.goto("/dev/mailbox/?q=contoso.example")
    page.get_by_role("link", name="The partners of record of Contoso").first.click()
    page.goto(page.locator("main").get_by_role("link", name="/t/").first.get_attribute("href"))
    page.get_by_role("button", name="Open the list").click()


def failed_mail(page):
    sign_in(page, "Lena Lead")
    page.goto("/review/failed-mail/")


MAIL_WINDOW = {"width": 720, "height": 400}
# Each that a customer's contact gets, known by its subject and by words in it; some to the Netherlands and Sweden.
MAILS = {
    "submission": ("names you as its customer: please confirm", "If this is right"),
    "approval": ("becomes your partner of record, unless you opt out", "you can opt out until"),
    "reminder": ("Reminder: you can still opt out of", "you can still opt out"),
    "receipt-confirmed": ("Your answer about", "You confirmed"),
    "receipt-declined": ("Uw antwoord over", "geweigerd"),
    "receipt-opted-out": ("Ditt svar om", "Du har tackat nej"),
    "receipt-changed-mind": ("Ditt svar om", "Du sa ja ändå"),
    "another-contact": ("Somebody else is asked about", "named another contact"),
    "reversal": ("is being looked at again", "was reversed"),
    "end": ("no longer your partner of record", "The subscription has ended"),
    "tenant-link": ("The partners of record of", "The link works once"),
    "tenant-receipt": ("Du har avslutat", "Du har avslutat"),
}
PICTURES = {
    "claims-list": claims_list,
    "guided-filing": guided_filing,
    "proof-step": proof_step,
    "partner-claim": partner_claim,
    "review-desk": review_desk,
    "customer-page": customer_page,
    "tenant-page": tenant_page,
    "failed-mail": failed_mail,
}

if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
