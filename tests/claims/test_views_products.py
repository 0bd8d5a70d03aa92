"""The products step: what is offered, what is typed, and what is told of it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.problems import problems_of
from claims.states import Area
from directory.models import Product, Subscription
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, url

pytestmark = pytest.mark.django_db

DYNAMICS = Product.Area.BUSINESS_APPLICATIONS


@pytest.fixture
def draft(client):
    """Of workloads; its maker is signed in."""
    return signed_in(client, claims.a_draft())


@pytest.fixture
def dynamics(client):
    """Of Business Applications, with nothing chosen."""
    return signed_in(client, claims.a_draft(area=Area.BUSINESS_APPLICATIONS))


@pytest.fixture
def sales():
    return factories.a_product(DYNAMICS, name="Dynamics 365 Sales")


def signed_in(client, claim):
    client.force_login(claim.created_by)
    return claim


def save(client, claim, **fields):
    """As the page sends what is ticked and typed."""
    claim.refresh_from_db()
    seen = {"seen_history": claim.history_length, "seen_state": claim.state}
    return client.post(url("products", claim), seen | fields)


def typed(product, text):
    return {"products": [product.pk], f"typed_{product.pk}": text}


def rows(claim):
    """Product, subscription, and what is kept as typed."""
    found = claim.products.select_related("product", "subscription")
    return sorted(
        ((row.product, row.subscription, row.typed_subscription) for row in found), key=lambda row: str(row)
    )


def said(page):
    return " ".join(page.content.decode().split())


@pytest.mark.rule("DIR-3")
def test_held_workloads_are_offered_and_the_others_named(client, draft):
    held = factories.a_holding(draft.tenant).product
    elsewhere = factories.a_product(name="Nowhere Workload")
    ours = factories.a_holding(draft.tenant).product
    factories.an_association(partner=draft.partner, tenant=draft.tenant, product=ours)

    page = client.get(url("products", draft))

    offers = page.context["offers"]
    assert [offer.product for offer in offers.workloads] == [held]
    assert [(offer.product, offer.reason) for offer in offers.refused] == [
        (ours, "Already claimed by your own company.")
    ]
    assert offers.absent == [elsewhere]
    assert "1 product that is not on this tenant" in said(page)


@pytest.mark.rule("DIR-3")
def test_a_workload_that_the_tenant_does_not_hold_can_not_be_chosen(client, draft):
    answer = save(client, draft, products=[factories.a_product().pk])

    assert answer.status_code == 422
    assert "Something that was ticked can&#x27;t be chosen any more." in answer.content.decode()
    assert rows(draft) == []


def test_chosen_workloads_are_saved_and_the_next_step_follows(client, draft):
    held = factories.a_holding(draft.tenant).product

    answer = save(client, draft, products=[held.pk])

    assert answer.url == f"/claims/{draft.code}/steps/contacts/"
    assert rows(draft) == [(held, None, "")]
    assert save(client, draft, products=[held.pk], go="back").url == f"/claims/{draft.code}/steps/details/"
    assert save(client, draft, go="leave").url == "/claims/"
    assert rows(draft) == []


@pytest.mark.rule("DIR-3")
def test_the_only_subscription_is_filled_in(client, dynamics, sales):
    only = factories.a_subscription(dynamics.tenant, sales)

    page = client.get(url("products", dynamics))
    save(client, dynamics, products=[sales.pk])

    assert "Its subscription is filled in for you, unless you type another one:" in said(page)
    assert rows(dynamics) == [(sales, only, "")]


@pytest.mark.rule("DIR-3")
def test_of_more_subscriptions_one_must_be_chosen_or_typed(client, dynamics, sales):
    first, second = (factories.a_subscription(dynamics.tenant, sales) for _ in range(2))

    answer = save(client, dynamics, products=[sales.pk])
    assert rows(dynamics) == [(sales, None, "")]
    # Told at once, and once.
    look = client.get(answer.url).content.decode()
    assert "Dynamics 365 Sales: choose its subscription, or type its ID." in look
    assert "None of its subscriptions is chosen yet." in look
    assert save(client, dynamics, products=[sales.pk]).url == url("step", dynamics, "contacts")
    messages = [problem.message for problem in problems_of(dynamics, timezone.localdate())]
    assert "Dynamics 365 Sales: choose its subscription." in messages

    save(client, dynamics, products=[sales.pk], subscriptions=[first.pk, second.pk])
    assert {row[1] for row in rows(dynamics)} == {first, second}
    save(client, dynamics, **typed(sales, f"  {{{str(second).upper()}}} "))
    assert rows(dynamics) == [(sales, second, "")]


def test_a_typed_id_is_instead_of_the_one_that_would_be_filled_in(client, dynamics, sales):
    factories.a_subscription(dynamics.tenant, sales)

    save(client, dynamics, **typed(sales, "not yet known"))

    assert rows(dynamics) == [(sales, None, "not yet known")]


def test_a_product_whose_tick_is_taken_out_goes_with_its_subscriptions(client, dynamics, sales):
    one, two = (factories.a_subscription(dynamics.tenant, sales) for _ in range(2))

    # Nobody who ticks a subscription alone meant to leave the product out.
    assert save(client, dynamics, subscriptions=[one.pk]).status_code == 422
    save(client, dynamics, products=[sales.pk], subscriptions=[one.pk, two.pk])
    save(client, dynamics, subscriptions=[one.pk, two.pk])

    assert rows(dynamics) == []


def of_tenant(claim, sales, **fields):
    return factories.a_subscription(claim.tenant, sales, **fields)


# What is typed, and what is said of it.
OUTCOMES = {
    "not a subscription ID": (lambda claim, sales: "12-34", "This is not a subscription ID"),
    "unknown on this tenant": (lambda claim, sales: uuid.uuid4(), "has no subscription with this ID."),
    "not a Dynamics subscription": (
        lambda claim, sales: of_tenant(claim, factories.a_product(name="Teams")),
        "This is a subscription of Teams, not a Dynamics subscription.",
    ),
    "of another product": (
        lambda claim, sales: of_tenant(claim, factories.a_product(DYNAMICS, name="Power BI")),
        "This is a subscription of Power BI, not of Dynamics 365 Sales.",
    ),
    "bought through CSP": (
        lambda claim, sales: of_tenant(claim, sales, channel=Subscription.Channel.CSP),
        "bought through CSP",
    ),
    "not provisioned yet": (
        lambda claim, sales: of_tenant(claim, sales, state=Subscription.State.PROVISIONING),
        "It can take up to seven days after its activation",
    ),
    "neither active nor in grace": (
        lambda claim, sales: of_tenant(claim, sales, state=Subscription.State.SUSPENDED),
        "neither active nor in grace",
    ),
    "already claimed by your own company": (
        lambda claim, sales: (
            factories.an_association(subscription=of_tenant(claim, sales), partner=claim.partner).subscription
        ),
        "already claimed by your own company",
    ),
}


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_typed_id_that_can_not_be_claimed_is_told_kept_and_blocks(client, dynamics, sales, outcome):
    """While it is typed, when it is saved, when the page is opened again, and on submission."""
    make, message = OUTCOMES[outcome]
    for _ in range(2):
        factories.a_subscription(dynamics.tenant, sales)
    text = str(make(dynamics, sales))

    live = client.get(url("check_subscription", dynamics, sales.pk), {f"typed_{sales.pk}": text})
    saved = save(client, dynamics, **typed(sales, text))
    page = client.get(saved.url)

    assert saved.url == f"{url('products', dynamics)}?look"
    assert rows(dynamics) == [(sales, None, text)]
    for answer in (live, page):
        assert message in said(answer)
        assert f'data-copy="#for-customer-typed-{sales.pk}"' in said(answer)
        assert f'lang="{dynamics.tenant.language}"' in said(answer)
    assert f'value="{text}"' in said(page)
    (found,) = (each for each in problems_of(dynamics, timezone.localdate()) if each.field == "products")
    assert found.blocks
    assert message in found.message
    event = dynamics.events.get(kind="products_chosen")
    assert (event.before, event.after) == ({"products": []}, {"products": [f"Dynamics 365 Sales – “{text}”"]})


@pytest.mark.rule("DIR-4")
def test_an_id_that_can_be_claimed_is_told_while_it_is_typed(client, dynamics, sales):
    mine, taken = (factories.a_subscription(dynamics.tenant, sales) for _ in range(2))
    factories.an_association(subscription=taken, partner=factories.a_partner(name="Fabrikam Cloud"))

    def check(text):
        return said(client.get(url("check_subscription", dynamics, sales.pk), {f"typed_{sales.pk}": text}))

    assert "This is a subscription of Dynamics 365 Sales that can be claimed." in check(f" {mine} ")
    assert "Another partner" not in check(str(mine))
    assert "can take longer than ten business days" in check(str(taken))
    assert "Fabrikam" not in check(str(taken))
    assert check(" ") == ""
    assert rows(dynamics) == []


@pytest.mark.rule("DIR-4")
def test_an_id_that_became_right_is_taken_with_the_next_save(client, dynamics, sales):
    waiting = factories.a_subscription(dynamics.tenant, sales, state=Subscription.State.PROVISIONING)
    save(client, dynamics, **typed(sales, str(waiting)))
    Subscription.objects.update(state=Subscription.State.ACTIVE)

    (found,) = (each for each in problems_of(dynamics, timezone.localdate()) if each.field == "products")
    assert "can be claimed now" in found.message

    save(client, dynamics, **typed(sales, str(waiting)))
    assert rows(dynamics) == [(sales, waiting, "")]


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize("outcome", list(OUTCOMES)[4:])
def test_a_listed_subscription_that_can_not_be_claimed_has_its_reason_and_text(
    client, dynamics, sales, outcome
):
    make, message = OUTCOMES[outcome]
    good, bad = factories.a_subscription(dynamics.tenant, sales), make(dynamics, sales)

    page = client.get(url("products", dynamics))

    (group,) = page.context["offers"].groups
    assert ([offer.subscription for offer in group.to_choose], group.only.subscription) == ([good], good)
    (refused,) = group.refused
    assert message in refused.reason
    assert str(bad) in refused.for_customer
    assert f'data-copy="#for-customer-listed-{bad.pk}"' in said(page)
    answer = save(client, dynamics, products=[sales.pk], subscriptions=[bad.pk])
    assert answer.status_code == 422


@pytest.mark.rule("DIR-5")
def test_what_another_partner_has_can_be_chosen_with_a_warning(client, dynamics, sales):
    taken = factories.a_subscription(dynamics.tenant, sales)
    factories.an_association(subscription=taken, partner=factories.a_partner(name="Fabrikam Cloud"))

    page = client.get(url("products", dynamics))

    (group,) = page.context["offers"].groups
    assert "can take longer than ten business days" in group.only.warning
    assert group.only.warning in said(page)
    assert "Fabrikam" not in said(page)
    save(client, dynamics, products=[sales.pk])
    assert rows(dynamics) == [(sales, taken, "")]


@pytest.mark.rule("DIR-1")
@pytest.mark.parametrize("area", [Product.Area.M365, DYNAMICS])
def test_a_product_outside_of_its_dates_is_neither_offered_nor_submitted(client, area):
    claim = signed_in(client, claims.a_draft(area=area))
    old = factories.a_product(area, name="Old Thing")
    add = factories.a_holding if area == Product.Area.M365 else factories.a_subscription
    add(claim.tenant, old)
    save(client, claim, products=[old.pk])
    assert len(rows(claim)) == 1

    old.valid_until_date = timezone.localdate() - timedelta(days=1)
    old.save()
    (found,) = (each for each in problems_of(claim, timezone.localdate()) if each.field == "products")
    assert found.message.startswith("Old Thing can't be claimed any more: it was offered until ")
    # It can be left as it is, or taken out, but not be chosen again.
    assert save(client, claim, products=[old.pk]).status_code == 302
    assert save(client, claim).status_code == 302
    page = client.get(url("products", claim))
    assert not page.context["offers"]
    assert save(client, claim, products=[old.pk]).status_code == 422

    old.valid_from_date, old.valid_until_date = timezone.localdate() + timedelta(days=1), None
    old.save()
    assert not client.get(url("products", claim)).context["offers"]


def test_what_was_submitted_in_time_is_not_late_because_of_an_edit():
    claim = claims.a_submitted_claim()
    ended_on = claim.submitted_at.date()
    Product.objects.update(valid_until_date=ended_on)

    edited = actions.edit(
        claim.pk, by=claim.created_by, at=claim.submitted_at + timedelta(days=2), contact_title="CIO"
    )

    assert edited.contact_title == "CIO"


def test_a_workload_that_went_away_can_be_taken_out(client, draft):
    holding = factories.a_holding(draft.tenant)
    save(client, draft, products=[holding.product.pk])
    holding.delete()

    (offer,) = client.get(url("products", draft)).context["offers"].workloads

    assert (offer.reason, offer.chosen) == ("Not on this tenant.", True)


def test_without_a_tenant_or_an_area_the_way_is_shown(client):
    no_tenant = signed_in(client, claims.a_draft(domain="unknown.example"))
    page = said(client.get(url("products", no_tenant)))
    assert "First the customer" in page
    assert "no customer has verified unknown.example" in page

    no_area = claims.a_draft(area="", location=no_tenant.location, by=no_tenant.created_by)
    assert "First the solution area" in said(client.get(url("products", no_area)))


@pytest.mark.rule("DIR-2")
def test_a_tenant_that_was_loaded_since_is_found_and_kept_with_the_products(client):
    tenant = claims.a_customer()
    domain = tenant.domains.get()
    domain.name = "renamed.example"
    domain.save()
    claim = signed_in(client, claims.a_draft(tenant=tenant, domain="later.example"))
    assert claim.tenant is None
    tenant.domains.create(name="later.example")
    held = factories.a_holding(tenant).product

    assert save(client, claim, products=[held.pk]).status_code == 302

    claim.refresh_from_db()
    assert (claim.tenant, rows(claim)) == (tenant, [(held, None, "")])


# Two tabs.


@pytest.mark.rule("FIL-2")
def test_a_later_choice_is_told_of_an_earlier_one_and_stays_ticked(client, draft):
    mine, theirs = (factories.a_holding(draft.tenant).product for _ in range(2))
    greta = people_of(draft.partner)["greta"]
    actions.choose_products(draft.pk, by=greta, at=timezone.now(), workloads=[theirs])
    seen = {"seen_history": draft.history_length, "products": [mine.pk]}

    answer = client.post(url("products", draft), seen)

    assert answer.status_code == 409
    assert "Greta Global changed the products." in said(answer)
    assert f"<ins>{theirs}</ins>" in said(answer)
    ticked = {offer.product for offer, is_ticked in answer.context["workloads"] if is_ticked}
    assert ticked == {mine, theirs}
    assert rows(draft) == [(theirs, None, "")]
    # Whoever saves again knows of it.
    again = {"seen_history": answer.context["form"]["seen_history"].value(), "products": [mine.pk]}
    assert client.post(url("products", draft), again).status_code == 302
    assert rows(draft) == [(mine, None, "")]


@pytest.mark.rule("FIL-2")
def test_what_others_chose_and_took_out_meanwhile_is_taken_over(client, dynamics, sales):
    first, second, third = (factories.a_subscription(dynamics.tenant, sales) for _ in range(3))
    finance = factories.a_product(DYNAMICS, name="Dynamics 365 Finance")
    factories.a_subscription(dynamics.tenant, finance)
    save(client, dynamics, products=[sales.pk], subscriptions=[first.pk])
    dynamics.refresh_from_db()
    seen = {"seen_history": dynamics.history_length, "products": [sales.pk]}
    greta = people_of(dynamics.partner)["greta"]
    actions.choose_products(
        dynamics.pk, by=greta, at=timezone.now(), subscriptions=[second], typed={finance: "12-34"}
    )

    answer = client.post(url("products", dynamics), seen | {"subscriptions": [first.pk, third.pk]})

    assert answer.status_code == 409
    by_product = {row["group"].product: row for row in answer.context["groups"]}
    picked = {offer.subscription for offer, is_picked in by_product[sales]["choices"] if is_picked}
    assert picked == {second, third}
    assert (by_product[finance]["ticked"], by_product[finance]["field"].value()) == (True, "12-34")


@pytest.mark.rule("FIL-2")
def test_an_edit_of_something_else_is_no_conflict(client, draft):
    held = factories.a_holding(draft.tenant).product
    greta = people_of(draft.partner)["greta"]
    actions.edit(draft.pk, by=greta, at=timezone.now(), name="Another name")

    answer = client.post(
        url("products", draft), {"seen_history": draft.history_length, "products": [held.pk]}, follow=True
    )

    assert rows(draft) == [(held, None, "")]
    assert "While you had the page open: Greta Global changed the claim." in said(answer)


@pytest.mark.rule("FIL-2")
def test_a_choice_for_a_draft_is_not_taken_for_the_submitted_claim(client):
    claim = signed_in(client, claims.a_ready_draft())
    more = factories.a_holding(claim.tenant).product
    seen = {"seen_history": claim.history_length, "seen_state": claim.state}
    actions.submit(claim.pk, by=claim.created_by, at=timezone.now())

    answer = client.post(url("products", claim), seen | {"products": [more.pk]})

    assert answer.status_code == 409
    assert "submitted the claim" in said(answer)
    assert claim.products.get().product != more


# After submission.


@pytest.mark.rule("EDT-1", "EDT-2")
def test_after_submission_a_wrong_id_is_refused_and_stays_typed(client, sales):
    claim = claims.a_ready_draft(subscription=factories.a_subscription(claims.a_customer(), sales))
    claim = signed_in(client, actions.submit(claim.pk, by=claim.created_by, at=claim.created_at))
    before = rows(claim)

    answer = save(client, claim, **typed(sales, "12-34"))

    assert answer.status_code == 422
    assert "Dynamics 365 Sales: This is not a subscription ID" in said(answer)
    assert 'value="12-34"' in said(answer)
    assert rows(claim) == before
    second = factories.a_subscription(claim.tenant, sales)
    answer = save(client, claim, **typed(sales, str(second)))
    assert (answer.url, rows(claim)) == (url("detail", claim), [(sales, second, "")])


# Costs.


@pytest.mark.parametrize(("area", "queries"), [(Product.Area.M365, 22), (DYNAMICS, 26)])
def test_the_page_costs_the_same_for_more_products(client, area, queries, django_assert_num_queries):
    claim = signed_in(client, claims.a_draft(area=area))
    products = []
    for more in (1, 2):
        for _ in range(more):
            product = factories.a_product(area)
            if area == DYNAMICS:
                factories.a_subscription(claim.tenant, product)
            else:
                factories.a_holding(claim.tenant, product)
            products.append(product)
        fields = {f"typed_{product.pk}": "1234" for product in products}
        save(client, claim, products=[product.pk for product in products], **fields)
        with django_assert_num_queries(queries):
            assert client.get(url("products", claim)).status_code == 200
