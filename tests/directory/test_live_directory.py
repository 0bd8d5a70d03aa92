"""The directory over HTTP, against a real server that answers well (DIR-6)."""

import threading
import uuid
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from cpor_portal.settings import sources
from directory import live
from directory.checks import check_customer, check_subscription, check_tenant
from directory.loading import load
from directory.models import Domain, Subscription, Tenant
from directory.outcomes import SubscriptionOutcome, TenantOutcome
from tests.factories import a_partner, a_subscription, a_tenant, an_association

from .answers import (
    GUID,
    OTHER,
    SUBSCRIPTION,
    a_listed_subscription,
    an_answer,
    depths_when_asked,
    everything,
    grow_old,
    looked_up,
)

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

TODAY = date(2026, 3, 2)


@pytest.mark.rule("DIR-6")
def test_tenant_is_read_through_into_the_tables(server):
    assert looked_up() == TenantOutcome.OK

    told = (("Contoso", "DE", "de", "Europe/Berlin", None), ["contoso.example"], ["teams"], [SUBSCRIPTION])
    assert everything() == told
    assert server.asked == [f"tenants/{GUID}"]
    assert server.tokens == ["Bearer the-token"]


def test_domain_below_a_verified_one_belongs_to_the_tenant(server):
    assert looked_up("shop.contoso.example") == TenantOutcome.OK
    assert server.asked == [f"tenants/{GUID}"]


@pytest.mark.rule("DIR-6")
def test_answer_counts_until_it_is_no_longer_fresh(server, settings):
    looked_up()
    server.tenants[GUID] = an_answer(name="Contoso AG", workloads=[], subscriptions=[])

    assert (looked_up(), len(server.asked)) == (TenantOutcome.OK, 1)
    grow_old(settings.DIRECTORY_FRESH_SECONDS)
    assert (looked_up(), len(server.asked)) == (TenantOutcome.OK, 2)
    assert everything() == (
        ("Contoso AG", "DE", "de", "Europe/Berlin", None),
        ["contoso.example"],
        [],
        [],
    )


@pytest.mark.rule("DIR-2", "DIR-6")
def test_unknown_tenant_unknown_domain_and_mismatch_are_told_apart(server):
    server.tenants[OTHER] = an_answer(
        directory_id=OTHER, name="Adatum", domains=["adatum.example"], subscriptions=[]
    )
    server.domains["adatum.example"] = {"name": "adatum.example", "directory_id": OTHER}

    assert looked_up(directory_id=str(uuid.uuid4())) == TenantOutcome.UNKNOWN_TENANT
    assert looked_up("nobody.example") == TenantOutcome.UNKNOWN_DOMAIN
    assert looked_up("adatum.example") == TenantOutcome.MISMATCH
    before = len(server.asked)
    assert looked_up("nobody.example") == TenantOutcome.UNKNOWN_DOMAIN
    assert looked_up("adatum.example") == TenantOutcome.MISMATCH
    assert len(server.asked) == before


def test_what_no_directory_can_know_is_not_asked_for(server):
    assert looked_up(directory_id="contoso") == TenantOutcome.NOT_A_GUID
    assert server.asked == ["domains/contoso.example"]
    server.asked.clear()
    assert looked_up("not a domain", "contoso") == TenantOutcome.NOT_A_GUID
    assert server.asked == []
    assert looked_up("not a domain") == TenantOutcome.UNKNOWN_DOMAIN
    assert server.asked == [f"tenants/{GUID}"]


def test_unknown_tenant_is_asked_for_again_sooner(server, settings):
    del server.tenants[GUID]
    assert looked_up() == TenantOutcome.UNKNOWN_TENANT
    server.tenants[GUID] = an_answer()
    assert (looked_up(), len(server.asked)) == (TenantOutcome.UNKNOWN_TENANT, 2)

    settings.DIRECTORY_FRESH_SECONDS = 0  # as if a minute had passed

    assert (looked_up(), len(server.asked)) == (TenantOutcome.OK, 3)


@pytest.mark.rule("DIR-2", "DIR-6")
@pytest.mark.parametrize("directory_id", ["contoso", "00000000-0000-4000-8000-000000000000"])
def test_domain_beside_a_wrong_directory_id_is_asked_for_once(server, directory_id):
    for _time in range(2):
        looked_up("contoso.example", directory_id)
        looked_up("nobody.example", directory_id)

    assert len(check_customer("contoso.example", directory_id)) == 1
    assert check_customer("nobody.example", directory_id)[1].outcome == TenantOutcome.UNKNOWN_DOMAIN
    asked = [each for each in server.asked if each.startswith("domains/")]
    assert asked == ["domains/contoso.example", "domains/nobody.example"]


def test_domain_verified_a_moment_ago_is_found(server):
    looked_up()
    server.tenants[GUID] = an_answer(domains=["contoso.example", "contoso-shop.example"])
    server.domains["contoso-shop.example"] = {"name": "contoso-shop.example", "directory_id": GUID}

    assert looked_up("contoso-shop.example") == TenantOutcome.OK


def test_domain_moves_to_the_tenant_that_was_told_last(server):
    looked_up()
    server.tenants[OTHER] = an_answer(directory_id=OTHER, subscriptions=[])

    assert looked_up(directory_id=OTHER) == TenantOutcome.OK
    assert Domain.objects.get().tenant.directory_id == uuid.UUID(OTHER)


def test_domain_that_the_directory_gave_up_is_unknown(server):
    looked_up()
    server.tenants[OTHER] = an_answer(directory_id=OTHER, domains=["adatum.example"], subscriptions=[])
    del server.domains["contoso.example"]

    assert looked_up(directory_id=OTHER) == TenantOutcome.UNKNOWN_DOMAIN
    assert list(Domain.objects.values_list("name", flat=True)) == ["adatum.example"]


@pytest.mark.rule("DIR-6")
def test_tenant_that_the_directory_gave_up_stops_counting_and_stays(server):
    looked_up()
    associated = an_association(subscription=Subscription.objects.get())
    del server.tenants[GUID]
    grow_old()

    assert looked_up() == TenantOutcome.UNKNOWN_TENANT
    associated.refresh_from_db()
    server.tenants[GUID] = an_answer()
    grow_old()
    assert looked_up() == TenantOutcome.OK
    assert Tenant.objects.get().gone_at is None


@pytest.mark.rule("DIR-4", "DIR-6")
def test_subscription_that_the_directory_gave_up_is_unknown_and_stays(server, sales):
    looked_up()
    kept = an_association(subscription=Subscription.objects.get()).subscription
    server.tenants[GUID] = an_answer(subscriptions=[])
    grow_old()
    live.look_up("contoso.example", GUID)

    check = check_subscription(SUBSCRIPTION, Tenant.objects.get(), sales, a_partner(), TODAY)

    assert check.outcome == SubscriptionOutcome.UNKNOWN
    kept.refresh_from_db()
    assert kept.gone_at is not None


def test_subscription_bought_since_is_asked_for_before_the_rest_grows_old(server, sales):
    new = str(uuid.uuid4())
    looked_up()
    server.tenants[GUID] = an_answer(
        subscriptions=[a_listed_subscription(), a_listed_subscription(subscription_id=new)]
    )
    Tenant.objects.update(told_at=timezone.now() - timedelta(seconds=90))

    live.look_up("contoso.example", GUID, SUBSCRIPTION)
    assert len(server.asked) == 1
    live.look_up("contoso.example", GUID, new)

    assert check_subscription(new, Tenant.objects.get(), sales, a_partner(), TODAY).ok


@pytest.mark.rule("DIR-6")
def test_database_is_the_default_and_asks_nobody(directory_server, settings, django_assert_num_queries):
    settings.DIRECTORY_URL = "database://"
    tenant = a_tenant("contoso.example")

    with django_assert_num_queries(0):
        live.look_up("contoso.example", str(tenant.directory_id))

    assert check_tenant("contoso.example", str(tenant.directory_id)).ok
    assert directory_server.asked == []


def test_what_was_loaded_before_is_asked_for_once_there_is_a_live_directory(server):
    a_tenant("contoso.example", directory_id=GUID, name="Contoso as loaded")

    assert check_tenant("contoso.example", GUID).waits
    assert looked_up() == TenantOutcome.OK
    assert Tenant.objects.get().name == "Contoso"


def test_no_transaction_is_open_while_the_directory_is_asked(server, monkeypatch):
    depths = depths_when_asked(monkeypatch)
    looked_up("nobody.example")

    assert depths == [0, 0]


def test_in_a_transaction_nobody_is_asked(server):
    with transaction.atomic():
        assert live.look_up("contoso.example", GUID) is False
    assert server.asked == []

    assert live.look_up("contoso.example", GUID) is True
    assert server.asked == [f"tenants/{GUID}"]


def test_loading_a_file_brings_back_what_was_gone(file, sales):
    gone_at = datetime(2026, 3, 2, tzinfo=UTC)
    tenant = a_tenant("contoso.example", directory_id=GUID, gone_at=gone_at)
    a_subscription(tenant, sales, subscription_id=SUBSCRIPTION, gone_at=gone_at)
    assert check_tenant("contoso.example", GUID).outcome == TenantOutcome.UNKNOWN_TENANT

    load(
        [
            file("t.csv", "directory_id,name,country,domains", f"{GUID},Contoso,IE,contoso.example"),
            file(
                "s.csv",
                "subscription_id,directory_id,product,channel,state,start_date",
                f"{SUBSCRIPTION},{GUID},sales,web_direct,active,2025-04-01",
            ),
        ]
    )

    assert check_tenant("contoso.example", GUID).ok
    assert check_subscription(SUBSCRIPTION, tenant, sales, a_partner(), TODAY).ok


@pytest.mark.parametrize(
    "url",
    ["ftp://directory.example", "https://", "https://user:secret@directory.example", "https://x?key=secret"],
)
def test_address_that_is_none_or_carries_a_secret_is_refused(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        sources.directory(url)

    assert "secret@" not in str(refusal.value)


def test_address_and_token_as_the_environment_gives_them():
    assert sources.directory("https://directory.example/v1/") == "https://directory.example/v1"
    assert sources.directory("database://") == "database://"
    with pytest.raises(ImproperlyConfigured) as refusal:
        sources.token("two\nlines")
    assert "lines" not in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_two_who_look_the_same_tenant_up_at_once_both_get_it(server, monkeypatch):
    """Both find nothing there, and one has to write what the other has just written."""
    together, outcomes, insert = threading.Barrier(2), [], Domain.objects.bulk_create

    def insert_late(rows):
        rows = list(rows)
        # SQLite lets one write after the other, so that nobody else comes here.
        if rows and connection.vendor == "postgresql" and not together.broken:
            with suppress(threading.BrokenBarrierError):
                together.wait(timeout=0.3)
        return insert(rows)

    monkeypatch.setattr(Domain.objects, "bulk_create", insert_late)

    def look():
        try:
            outcomes.append(looked_up())
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert outcomes == [TenantOutcome.OK] * 2
    assert everything()[1:] == (["contoso.example"], ["teams"], [SUBSCRIPTION])
