"""What only a real browser can show: typed text that survives, forms sent once, pages without JavaScript."""

import pytest

from accounts.models import User
from tests import claim_factories, factories

pytestmark = pytest.mark.journey

KEPT = "We put back what you had typed before."
KEPT_HERE = "Object.keys(sessionStorage).filter((key) => key.startsWith('kept:'))"
TYPED = "Fiona, typed at length"


@pytest.fixture
def fiona(transactional_db):
    return factories.a_filer(factories.a_partner(), name="Fiona Filer")


@pytest.fixture
def in_the_demo(settings, transactional_db):
    settings.DEMO = True


def sign_in(page, user):
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main button")
    # Until the page has loaded, nothing listens to what is typed.
    page.wait_for_url("**/account/")


def type_and_lose_the_session(page, user):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, user)
    page.fill("[name=name]", TYPED)
    page.context.clear_cookies(name="sessionid")
    page.click("text=Save preferences")


def test_typed_text_is_back_after_signing_in_again(page, fiona):
    type_and_lose_the_session(page, fiona)
    assert page.input_value("textarea >> nth=0") == TYPED

    page.click("text=Sign in and go back")
    sign_in(page, fiona)

    page.wait_for_selector(f"text={KEPT}")
    assert page.input_value("[name=name]") == TYPED
    page.click("text=Save preferences")
    page.wait_for_selector("text=Your preferences are saved.")
    assert User.objects.get(pk=fiona.pk).name == TYPED


@pytest.fixture
def draft(transactional_db):
    return claim_factories.a_draft()


def choose_and_lose_the_session(page, draft):
    """On the step that has radio buttons and boxes: the draft is of Microsoft 365 with Usage."""
    address = f"/claims/{draft.code}/steps/activity/"
    page.goto(f"/accounts/login/?next={address}")
    page.fill("[name=login]", draft.created_by.email)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main button")
    page.wait_for_url(f"**{address}")
    page.check("[name=area][value=business_applications]")
    page.check("[name=revenue]")
    page.uncheck("[name=usage]")
    page.context.clear_cookies(name="sessionid")
    page.click("main button:has-text('Continue')")


@pytest.mark.rule("FIL-2")
def test_ticks_and_choices_are_back_after_signing_in_again(page, draft):
    choose_and_lose_the_session(page, draft)

    page.click("text=Sign in and go back")
    page.fill("[name=login]", draft.created_by.email)
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main button")

    page.wait_for_selector(f"text={KEPT}")
    ticked = {name: page.is_checked(f"[name={name}]") for name in ("presales", "usage", "revenue")}
    assert ticked == {"presales": False, "usage": False, "revenue": True}
    assert page.is_checked("[name=area][value=business_applications]")
    # What is looked up for a choice is looked up again.
    page.wait_for_selector("#activity-check >> text=No enrolment is needed")
    page.click("main button:has-text('Continue')")
    page.wait_for_url("**/steps/details/")
    assert claim_factories.fresh(draft).revenue


@pytest.mark.rule("FIL-2")
def test_select_is_back_after_signing_in_again(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)
    page.select_option("[name=time_zone]", "Asia/Tokyo")
    page.context.clear_cookies(name="sessionid")
    page.click("text=Save preferences")

    page.click("text=Sign in and go back")
    sign_in(page, fiona)

    page.wait_for_selector(f"text={KEPT}")
    assert page.input_value("[name=time_zone]") == "Asia/Tokyo"


@pytest.mark.rule("FIL-2")
def test_ticks_and_choices_are_sent_again_without_javascript(new_page, draft):
    page = new_page(java_script_enabled=False)
    choose_and_lose_the_session(page, draft)

    address = page.get_attribute("a:has-text('Sign in in another tab')", "href")
    tab = page.context.new_page()
    tab.goto(address)
    tab.fill("[name=login]", draft.created_by.email)
    tab.fill("[name=password]", factories.PASSWORD)
    tab.click("main button")
    tab.wait_for_url("**/steps/activity/")
    page.click("text=Send it once more")
    # Signing in has made the page's token an old one.
    page.click("text=Try again")

    page.wait_for_url("**/steps/details/")
    claim = claim_factories.fresh(draft)
    assert (claim.area, claim.revenue, claim.usage) == ("business_applications", True, False)


def test_typed_text_is_back_after_a_refusal(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)
    page.fill("[name=name]", TYPED)
    page.context.clear_cookies(name="csrftoken")

    page.click("text=Save preferences")
    page.click("text=Back to the page")

    page.wait_for_selector(f"text={KEPT}")
    assert page.input_value("[name=name]") == TYPED


def test_typed_text_is_gone_once_it_is_saved(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)
    page.fill("[name=name]", TYPED)
    page.click("text=Save preferences")
    page.wait_for_selector("text=Your preferences are saved.")

    assert page.locator(f"text={KEPT}").count() == 0
    assert page.evaluate(KEPT_HERE) == []


def test_typed_text_is_back_after_leaving_the_page(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)
    page.fill("[name=name]", TYPED)

    page.goto("/accounts/password/change/")
    page.goto("/account/")

    assert page.input_value("[name=name]") == TYPED


def test_typed_text_is_not_shown_to_the_next_person_in_the_tab(page, fiona):
    rita = factories.a_filer(factories.a_partner(), name="Rita Rival")
    type_and_lose_the_session(page, fiona)

    page.click("text=Sign in and go back")
    sign_in(page, rita)

    page.wait_for_selector("text=Save preferences")
    assert page.input_value("[name=name]") == "Rita Rival"


def test_signing_out_forgets_typed_text(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)
    page.fill("[name=name]", TYPED)
    assert page.evaluate(KEPT_HERE) == [f"kept:{fiona.pk}:/account/:preferences"]

    page.click("[popovertarget=user-menu]")
    page.click("text=Sign out")

    page.wait_for_url("**/accounts/login/")
    assert page.evaluate(KEPT_HERE) == []


def test_second_click_sends_nothing(page, fiona):
    page.goto("/accounts/login/?next=/account/")
    sign_in(page, fiona)

    stopped = page.evaluate("""() => {
        const stopped = [];
        document.addEventListener("submit", (event) => {
            stopped.push(event.defaultPrevented);
            event.preventDefault();
        });
        const button = document.querySelector("form[data-keep] button");
        button.click();
        button.click();
        return stopped;
    }""")

    assert stopped == [False, True]


def test_dialog_opens_and_closes(page, in_the_demo):
    page.goto("/dev/components/")

    page.click("text=Open a dialog")
    assert page.is_visible("#sample-dialog")
    page.keyboard.press("Escape")
    assert not page.is_visible("#sample-dialog")


def test_dialog_opens_and_closes_without_javascript(new_page, in_the_demo):
    page = new_page(java_script_enabled=False)
    page.goto("/dev/components/")

    page.click("text=Open a dialog")
    assert page.is_visible("#sample-dialog")
    page.click("text=Keep it")
    assert not page.is_visible("#sample-dialog")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_switch_overrides_the_system(new_page, in_the_demo, scheme):
    page = new_page(color_scheme="dark" if scheme == "light" else "light")
    page.goto("/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.click("[popovertarget=user-menu]")
    page.click(f"[name=theme][value={scheme}]")

    page.wait_for_selector(f"html[data-theme={scheme}]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize("language", ["en", "de", "nl", "sv"])
def test_page_never_scrolls_sideways(new_page, in_the_demo, language):
    """Longer words need more room."""
    page = new_page(locale=language)

    found = []
    for path in ("/", "/dev/components/", "/accounts/login/", "/partner-of-record/", "/nothing/here/"):
        page.goto(path)
        for width in (320, 390, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append((path, width))
    assert found == []


def test_keyboard_reaches_the_content_first(page, in_the_demo):
    page.goto("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
