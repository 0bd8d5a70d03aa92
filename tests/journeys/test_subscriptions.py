"""A claim for Dynamics 365: the subscription is checked while it is typed."""

import uuid

import pytest
from playwright.sync_api import expect

from claims.states import Area
from directory.models import Product, Subscription
from tests import claim_factories as make
from tests.accessibility import violations_in_both_themes
from tests.factories import a_product, a_subscription

from .steps import fits, press, says

pytestmark = [pytest.mark.journey, pytest.mark.each_database]


@pytest.mark.rule("DIR-3", "DIR-4")
def test_a_subscription_is_checked_while_it_is_typed(stage):
    sales = a_product(Product.Area.BUSINESS_APPLICATIONS, name="Dynamics 365 Sales")
    finance = a_product(Product.Area.BUSINESS_APPLICATIONS, name="Dynamics 365 Finance")
    only = a_subscription(stage.contoso, finance)
    right, _other = (a_subscription(stage.contoso, sales) for _ in range(2))
    a_subscription(stage.contoso, sales, channel=Subscription.Channel.CSP)
    cast = stage.cast
    draft = make.a_draft(
        location=cast.dublin, by=cast.fiona, tenant=stage.contoso, area=Area.BUSINESS_APPLICATIONS
    )
    page = stage.page_of(cast.fiona)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/claims/{draft.code}/products/")
    box = page.get_by_label("Or type a subscription ID")

    expect(box).to_be_hidden()
    page.get_by_label("Dynamics 365 Finance").check()
    says(page, str(only))
    page.get_by_label("Dynamics 365 Sales").check()
    box.press_sequentially(str(uuid.uuid4()))
    says(page, "Contoso has no subscription with this ID.")
    page.locator(f"#check_{sales.pk}").get_by_text("A text to send to your customer").click()
    press(page, "Copy the text", f"#check_{sales.pk}")
    expect(page.locator("#said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()").startswith("The subscription ID that we have")
    assert violations_in_both_themes(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    box.fill(str(right))
    says(page, "This is a subscription of Dynamics 365 Sales that can be claimed.")
    press(page, "Continue")

    page.wait_for_url("**/steps/contacts/")
    assert set(draft.products.values_list("subscription", flat=True)) == {only.pk, right.pk}
