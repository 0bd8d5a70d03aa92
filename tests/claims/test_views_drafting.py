"""Edits after submission, and the choice of products."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.states import Area
from directory.models import Product, Subscription
from tests import claim_factories as claims
from tests import factories

from .cast import people_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return claims.a_draft()


@pytest.fixture
def as_fiona(client, draft):
    client.force_login(draft.created_by)
    return client


def typed(page, **changes):
    """What a browser would send of the form on that page, with these changes."""
    form = page.context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    values |= changes
    return {name: value for name, value in values.items() if value not in (None, False, "")}


@pytest.mark.rule("EDT-1")
def test_after_submission_only_location_and_contacts_can_change(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)
    page = client.get(url("edit", claim))

    client.post(
        url("edit", claim), typed(page, contact_title="CIO", name="Sneaked in", domain="other.example")
    )

    fields = set(page.context["form"].fields) - {"seen", "seen_history"}
    assert fields == {
        "location",
        "contact_name",
        "contact_title",
        "contact_email",
        "own_contact_name",
        "own_contact_email",
    }
    claim = claims.fresh(claim)
    assert (claim.contact_title, claim.name) == ("CIO", "Teams roll-out")


@pytest.mark.rule("EDT-1")
@pytest.mark.parametrize(
    "make", [claims.a_claim_under_review, claims.an_approved_claim, claims.a_rejected_claim]
)
@pytest.mark.parametrize("name", ["edit", "products"])
def test_where_nothing_can_change_there_is_no_form(client, make, name):
    claim = make(at=timezone.now())
    client.force_login(claim.created_by)

    assert client.get(url(name, claim)).url == url("detail", claim)
    assert url(name, claim) not in client.get(url("detail", claim)).content.decode()


@pytest.mark.rule("EDT-2")
def test_an_edit_after_submission_that_could_not_be_submitted_keeps_what_was_typed(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)

    answer = client.post(
        url("edit", claim), typed(client.get(url("edit", claim)), contact_name="", contact_title="CIO")
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["contact_name"]
    assert answer.context["form"]["contact_title"].value() == "CIO"
    assert claims.fresh(claim).contact_title == "Head of IT"


@pytest.mark.rule("LIF-7")
def test_what_was_typed_stays_when_the_review_began_meanwhile(client):
    claim = claims.a_submitted_claim(at=timezone.now())
    client.force_login(claim.created_by)
    open_page = client.get(url("edit", claim))
    actions.start_review(claim.pk, by=factories.a_reviewer(name="Ravi Reviewer"), at=timezone.now())

    answer = client.post(url("edit", claim), typed(open_page, contact_name="Carl Correct"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Review team started the review." in page
    assert "Ravi" not in page
    assert "Carl Correct" in page
    assert claims.fresh(claim).contact_name == "Carla Customer"


# Products.


def test_held_workloads_are_offered_and_the_others_named(as_fiona, draft):
    held = factories.a_holding(draft.tenant).product
    elsewhere = factories.a_product(name="Nowhere Workload")
    ours = factories.a_holding(draft.tenant).product
    factories.an_association(partner=draft.partner, tenant=draft.tenant, product=ours)

    page = as_fiona.get(url("products", draft))

    assert [offer.product for offer, _chosen in page.context["offers"]] == [held]
    reasons = {offer.product: offer.reason for offer in page.context["others"]}
    assert reasons == {
        elsewhere: "Not on this tenant.",
        ours: "Already claimed by your own company.",
    }


@pytest.mark.rule("DIR-3")
def test_a_workload_that_the_tenant_does_not_hold_can_not_be_chosen(as_fiona, draft):
    elsewhere = factories.a_product()

    answer = as_fiona.post(url("products", draft), {"seen": draft.version, "products": [elsewhere.pk]})

    assert answer.status_code == 422
    assert not draft.products.exists()


def test_chosen_workloads_are_saved(as_fiona, draft):
    held = factories.a_holding(draft.tenant).product

    answer = as_fiona.post(url("products", draft), {"seen": draft.version, "products": [held.pk]})

    assert answer.url == url("detail", draft)
    assert [row.product for row in draft.products.all()] == [held]


def test_a_choice_can_be_emptied(as_fiona):
    claim = claims.a_ready_draft(by=None)
    as_fiona.force_login(claim.created_by)

    as_fiona.post(url("products", claim), {"seen": claim.version})

    assert not claim.products.exists()


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize(
    ("flaw", "reason"),
    [
        ({"channel": Subscription.Channel.CSP}, "bought through CSP"),
        ({"state": Subscription.State.PROVISIONING}, "up to seven days"),
        ({"state": Subscription.State.SUSPENDED}, "neither active nor in"),
    ],
)
def test_a_subscription_that_can_not_be_claimed_is_shown_with_its_reason(client, flaw, reason):
    claim = claims.a_dynamics_draft()
    bad = factories.a_subscription(claim.tenant, claim.products.get().product, **flaw)
    client.force_login(claim.created_by)

    page = client.get(url("products", claim))

    offered = [offer.subscription for offer, _chosen in page.context["offers"]]
    assert offered == [claim.products.get().subscription]
    (other,) = page.context["others"]
    assert other.subscription == bad
    assert reason in other.reason
    assert str(bad.subscription_id) in page.content.decode()


@pytest.mark.rule("DIR-5")
def test_what_another_partner_has_can_be_chosen_with_a_warning(client):
    claim = claims.a_dynamics_draft()
    taken = factories.a_subscription(claim.tenant)
    factories.an_association(subscription=taken, partner=factories.a_partner(name="Fabrikam Cloud"))
    client.force_login(claim.created_by)

    page = client.get(url("products", claim))

    warnings = {offer.subscription: offer.warning for offer, _chosen in page.context["offers"]}
    assert "another partner" in warnings[taken]
    assert "Fabrikam" not in page.content.decode()
    answer = client.post(url("products", claim), {"seen": claim.version, "products": [taken.pk]})
    assert answer.status_code == 302
    assert claim.products.get().subscription == taken


def test_without_a_tenant_or_an_area_the_way_is_shown(client):
    no_tenant = claims.a_draft(domain="unknown.example")
    client.force_login(no_tenant.created_by)
    assert "First the customer" in client.get(url("products", no_tenant)).content.decode()

    no_area = claims.a_draft(area="", location=no_tenant.location, by=no_tenant.created_by)
    assert "First the solution area" in client.get(url("products", no_area)).content.decode()


@pytest.mark.rule("DIR-2")
def test_without_a_tenant_the_products_page_says_what_is_wrong_with_it(as_fiona):
    draft = claims.a_draft(domain="unknown.example")

    as_fiona.force_login(draft.created_by)
    page = as_fiona.get(url("products", draft)).content.decode()

    assert "no customer has verified unknown.example" in page


@pytest.mark.rule("FIL-2")
def test_a_stale_choice_of_products_is_refused_and_stays_ticked(as_fiona, draft):
    mine, theirs = (factories.a_holding(draft.tenant).product for _ in range(2))
    choice = {"workloads": [theirs], "seen": None}
    actions.choose_products(draft.pk, by=people_of(draft.partner)["greta"], at=timezone.now(), **choice)

    answer = as_fiona.post(url("products", draft), {"seen": draft.version, "products": [mine.pk]})

    assert answer.status_code == 409
    assert "Greta Global changed the products." in answer.content.decode()
    ticked = {offer.product for offer, chosen in answer.context["offers"] if chosen}
    assert ticked == {mine}
    assert [row.product for row in draft.products.all()] == [theirs]


def test_a_product_that_went_away_can_be_taken_out(as_fiona, draft):
    holding = factories.a_holding(draft.tenant)
    actions.choose_products(
        draft.pk, by=draft.created_by, at=timezone.now(), seen=None, workloads=[holding.product]
    )
    holding.delete()

    ((offer, chosen),) = as_fiona.get(url("products", draft)).context["offers"]

    assert (offer.reason, chosen) == ("Not on this tenant.", True)


def test_a_product_that_is_no_longer_offered_is_not_shown(as_fiona, draft):
    over = timezone.localdate() - timedelta(days=1)
    old = factories.a_product(Product.Area.M365, valid_until_date=over)
    factories.a_holding(draft.tenant, old)

    page = as_fiona.get(url("products", draft))

    assert page.context["offers"] == []
    assert draft.area == Area.M365


def test_the_pages_cost_the_same_for_more_products(client, django_assert_num_queries):
    claim = claims.a_dynamics_draft()
    client.force_login(claim.created_by)
    with django_assert_num_queries(21):
        client.get(url("products", claim))
    more = [factories.a_subscription(claim.tenant) for _ in range(2)]
    chosen = [claim.products.get().subscription, *more]
    by = claim.created_by
    actions.choose_products(claim.pk, by=by, at=timezone.now(), seen=None, subscriptions=chosen)
    with django_assert_num_queries(21):
        client.get(url("products", claim))
