"""Filing with a live directory: what it says is asked for in time, and its silence costs nothing but patience."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from claims import actions
from claims.problems import problems_of
from claims.refusals import NotReady
from claims.states import Area, State
from directory.models import Product, Subscription, Tenant
from tests import claim_factories as claims
from tests import factories
from tests.directory.answers import GUID, SUBSCRIPTION, an_answer, depths_when_asked
from tests.servers.directory import answering

from .cast import url

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

NOW = claims.MONDAY
SILENCE = "the directory of customers does not answer"


@pytest.fixture
def server(directory_server):
    factories.a_product(code="teams", name="Teams")
    factories.a_product(Product.Area.BUSINESS_APPLICATIONS, code="sales", name="Dynamics 365 Sales")
    directory_server.tenants[GUID] = an_answer()
    return directory_server


def fall_silent(server):
    """It answers no more, and what it said is no longer fresh."""
    server.always(answering({}, 503))
    cache.clear()
    Tenant.objects.update(told_at=timezone.now() - timedelta(hours=1))


def come_back(server):
    server.answers.clear()
    cache.clear()


def a_draft(**fields):
    location = factories.a_location()
    customer = {"domain": "contoso.example", "directory_id": GUID, "area": Area.BUSINESS_APPLICATIONS}
    claim = actions.create_draft(
        location=location,
        by=factories.a_filer(location.partner),
        at=NOW,
        **customer | {"usage": True, "name": "Sales", **CONTACTS} | fields,
    )
    if claim.tenant:
        actions.choose_products(
            claim.pk, by=claim.created_by, at=NOW, subscriptions=claim.tenant.subscriptions.all()
        )
    actions.add_file(claim.pk, by=claim.created_by, at=NOW, upload=claims.an_upload(), name="proof.pdf")
    return claim


CONTACTS = {
    f"{who}_{what}": f"{who}@people.example"
    for who, parts in {
        "contact": ("name", "title", "email"),
        "own_contact": ("name", "email"),
        "technical_contact": ("name", "title", "email"),
    }.items()
    for what in parts
}


@pytest.mark.rule("DIR-6")
def test_a_claim_is_filed_and_nobody_is_asked_in_a_transaction(server, monkeypatch):
    depths = depths_when_asked(monkeypatch)
    draft = a_draft()
    for act in (
        lambda: actions.edit(draft.pk, by=draft.created_by, at=NOW, domain="shop.contoso.example"),
        lambda: actions.choose_products(
            draft.pk, by=draft.created_by, at=NOW, typed={Product.objects.get(code="sales"): SUBSCRIPTION}
        ),
        lambda: actions.submit(draft.pk, by=draft.created_by, at=NOW),
        lambda: actions.copy(draft.pk, by=draft.created_by, at=NOW),
    ):
        Tenant.objects.update(told_at=None)
        act()

    assert depths == [0] * 5
    assert draft.products.get().subscription == Subscription.objects.get(subscription_id=SUBSCRIPTION)


@pytest.mark.rule("DIR-6")
def test_without_the_directory_a_draft_is_saved_but_not_submitted(server, client):
    fall_silent(server)
    draft = a_draft()
    assert draft.tenant is None
    client.force_login(draft.created_by)

    checked = client.get(url("check_customer"), {"domain": draft.domain, "directory_id": GUID})
    page = client.get(url("products", draft))
    with pytest.raises(NotReady) as refused:
        actions.submit(draft.pk, by=draft.created_by, at=NOW)

    for text in (checked.content.decode(), page.content.decode()):
        assert SILENCE in text
        assert "Save the draft" in text
    assert [problem.waits for problem in refused.value.problems if problem.field == "directory_id"] == [True]

    come_back(server)
    fields = {"seen_history": draft.history_length, "products": [Product.objects.get(code="sales").pk]}
    assert client.post(url("products", draft), fields).status_code == 302
    assert actions.submit(draft.pk, by=draft.created_by, at=NOW).state == State.SUBMITTED


@pytest.mark.rule("DIR-6")
def test_silence_takes_nothing_away(server):
    draft = a_draft()
    fall_silent(server)

    draft = actions.edit(draft.pk, by=draft.created_by, at=NOW, domain="shop.contoso.example")

    assert (draft.tenant.name, draft.products.count()) == ("Contoso", 1)
    on_date = draft.location.local_date(NOW)
    assert [problem.waits for problem in problems_of(draft, on_date)] == [True]
    with pytest.raises(NotReady):
        actions.submit(draft.pk, by=draft.created_by, at=NOW)
    come_back(server)
    assert actions.submit(draft.pk, by=draft.created_by, at=NOW).state == State.SUBMITTED


@pytest.mark.rule("DIR-6", "EDT-1")
def test_silence_keeps_nobody_from_correcting_a_contact(server):
    draft = a_draft()
    claim = actions.submit(draft.pk, by=draft.created_by, at=NOW)
    fall_silent(server)

    edited = actions.edit(claim.pk, by=claim.created_by, at=NOW, contact_email="carla@contoso.example")

    assert edited.contact_email == "carla@contoso.example"


@pytest.mark.rule("DIR-4", "DIR-6")
def test_what_the_directory_gave_up_blocks_the_submission(server):
    draft = a_draft()
    server.tenants[GUID] = an_answer(subscriptions=[])
    Tenant.objects.update(told_at=None)
    with pytest.raises(NotReady) as refused:
        actions.submit(draft.pk, by=draft.created_by, at=NOW)
    (problem,) = refused.value.problems
    assert problem.message == "Dynamics 365 Sales: Contoso has no subscription with this ID."

    del server.tenants[GUID]
    Tenant.objects.update(told_at=None)
    with pytest.raises(NotReady) as refused:
        actions.submit(draft.pk, by=draft.created_by, at=NOW)
    assert [problem.field for problem in refused.value.problems] == ["directory_id", "domain"]


@pytest.mark.rule("DIR-4", "DIR-6")
def test_a_typed_id_can_not_be_checked_without_the_directory(server, client):
    draft = a_draft()
    sales = Product.objects.get(code="sales")
    client.force_login(draft.created_by)
    fall_silent(server)

    def check(text):
        return client.get(url("check_subscription", draft, sales.pk), {f"typed_{sales.pk}": text})

    assert SILENCE in check(SUBSCRIPTION).content.decode()
    assert "This is not a subscription ID" in check("12-34").content.decode()
    come_back(server)
    assert "that can be claimed" in check(SUBSCRIPTION).content.decode()
