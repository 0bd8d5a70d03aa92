import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from directory.models import Association, Domain, Holding, Product, Subscription, Tenant, Usage
from tests.factories import (
    a_holding,
    a_location,
    a_product,
    a_subscription,
    a_tenant,
    an_association,
)

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
BEFORE, AFTER = AT - timedelta(days=1), AT + timedelta(days=1)


def workload_association(**fields):
    return an_association(**{"product": a_product()} | fields)


# What each constraint refuses; SQLite names the columns of a unique constraint, not the constraint.
BROKEN = {
    "tenant_has_a_name": lambda: a_tenant(name=""),
    "tenant_country_is_a_code": lambda: a_tenant(country="de"),
    "directory_tenant_directory_id": lambda: [a_tenant("", directory_id=uuid.UUID(int=1)) for _ in "12"],
    "domain_is_lower_case": lambda: a_tenant("Contoso.example"),
    "domain_has_two_labels": lambda: a_tenant("example"),
    "directory_domain_name": lambda: [a_tenant("contoso.example") for _ in "12"],
    "directory_product_code": lambda: [a_product(code="teams") for _ in "12"],
    "product_area_is_known": lambda: a_product("surface"),
    "product_is_offered_before_it_ends": lambda: a_product(
        valid_from_date=date(2026, 1, 2), valid_until_date=date(2026, 1, 1)
    ),
    "workload_held_once": lambda: [
        a_holding(tenant, product) for tenant, product in [(a_tenant(), a_product())] * 2
    ],
    "directory_subscription_subscription_id": lambda: [
        a_subscription(subscription_id=uuid.UUID(int=1)) for _ in "12"
    ],
    "subscription_channel_is_known": lambda: a_subscription(channel="market"),
    "subscription_state_is_known": lambda: a_subscription(state="lost"),
    "subscription_ends_after_it_begins": lambda: a_subscription(
        start_date=date(2026, 1, 2), end_date=date(2026, 1, 1)
    ),
    "association_kind_is_known": lambda: an_association(kind="other"),
    "association_source_is_known": lambda: an_association(source="rumour"),
    "association_official_after_it_began": lambda: an_association(started_at=AT, official_at=BEFORE),
    "association_ends_after_it_began": lambda: an_association(
        started_at=AT, official_at=None, ended_at=BEFORE, end_reason="given_up"
    ),
    "usage_once_a_month": lambda: [
        Usage.objects.create(association=association, month_date=date(2026, 1, 1), active_users=1)
        for association in [an_association()] * 2
    ],
    "usage_month_is_its_first_day": lambda: Usage.objects.create(
        association=an_association(), month_date=date(2026, 1, 2), active_users=1
    ),
    "usage_is_not_negative": lambda: Usage.objects.create(
        association=an_association(), month_date=date(2026, 1, 1), active_users=-1
    ),
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_broken_constraint_refused(constraint):
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"):
        BROKEN[constraint]()


@pytest.mark.parametrize(
    ("ended_at", "end_reason"),
    [(AT, ""), (None, "given_up"), (AT, "boredom")],
    ids=["why", "when", "unknown"],
)
def test_end_without_its_reason_refused(ended_at, end_reason):
    with pytest.raises(IntegrityError, match="association_ends_with_a_reason"):
        an_association(ended_at=ended_at, end_reason=end_reason)


@pytest.mark.rule("ARB-1")
def test_second_live_association_refused_by_the_database():
    workload, subscription = workload_association(), an_association()

    for constraint, taken in [
        ("one_partner_of_a_workload", workload),
        ("one_partner_of_a_subscription", subscription),
    ]:
        thing = {"tenant": taken.tenant, "product": taken.product, "subscription": taken.subscription}
        with (
            pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"),
            transaction.atomic(),
        ):
            an_association(**thing)
        an_association(**thing, ended_at=AT, end_reason="given_up")
        an_association(**thing, kind=Association.Kind.REVENUE)


@pytest.mark.rule("DIR-1")
def test_tenant_takes_the_main_time_zone_of_its_country():
    assert a_tenant("", country="DE").time_zone == "Europe/Berlin"
    assert a_tenant("", country="DE", time_zone="Europe/Busingen").time_zone == "Europe/Busingen"


def test_tenant_in_another_language_refused_by_its_form():
    with pytest.raises(ValidationError) as refusal:
        Tenant(directory_id=uuid.uuid4(), name="Contoso", country="FR", language="fr").full_clean()

    assert set(refusal.value.message_dict) == {"language"}


def test_domain_typed_into_a_form_becomes_lower_case():
    domain = Domain(tenant=a_tenant(""), name=" Contoso.Example ")

    domain.full_clean()

    assert domain.name == "contoso.example"


@pytest.mark.parametrize(
    "typed",
    [
        "contoso.example",
        "CONTOSO.example.",
        " shop.contoso.example ",
        "a.b.c.contoso.example",
        "https://www.contoso.example/about?x=1",
        "carla@contoso.example",
    ],
)
def test_domain_owning_itself_and_subdomains(typed):
    tenant = a_tenant("contoso.example")
    a_tenant("adatum.example")

    assert [domain.tenant for domain in Domain.objects.owning(typed)] == [tenant]


@pytest.mark.parametrize(
    "typed", ["", "example", "notcontoso.example", "contoso.example.net", "contoso", "contoso..example", "."]
)
def test_domain_not_owned(typed):
    a_tenant("contoso.example")

    assert list(Domain.objects.owning(typed)) == []


def test_nearest_verified_domain_comes_first():
    a_tenant("contoso.example")
    branch = a_tenant("branch.contoso.example")

    assert Domain.objects.owning("www.branch.contoso.example").first().tenant == branch


def test_international_domain_found_in_both_spellings():
    tenant = a_tenant("xn--mnchen-3ya.example")

    for typed in ("München.example", "xn--mnchen-3ya.example", "www.münchen.example"):
        assert Domain.objects.owning(typed).get().tenant == tenant


@pytest.mark.rule("DIR-1")
def test_product_offered_on_its_first_and_last_day():
    product = a_product(valid_from_date=date(2026, 2, 1), valid_until_date=date(2026, 2, 28))
    open_ended = a_product(valid_from_date=date(2026, 2, 1))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]

    offered = [set(Product.objects.offered(day)) for day in days]

    assert offered == [set(), {product, open_ended}, {product, open_ended}, {open_ended}]


def test_association_official_between_its_two_ends():
    association = an_association(
        started_at=BEFORE, official_at=AT, ended_at=AFTER, end_reason=Association.EndReason.GIVEN_UP
    )
    pending = an_association(started_at=BEFORE, official_at=None)
    instants = [BEFORE, AT, AFTER - timedelta(seconds=1), AFTER]

    assert [association.is_official(at) for at in instants] == [False, True, True, False]
    assert [set(Association.objects.official(at)) for at in instants] == [
        set(),
        {association},
        {association},
        set(),
    ]
    assert not pending.is_official(AFTER)
    assert list(Association.objects.live()) == [pending]


def test_associations_for_a_thing():
    tenant, product = a_tenant(), a_product()
    workload = workload_association(tenant=tenant, product=product)
    subscription = an_association(tenant=tenant)
    workload_association(product=product)
    an_association(tenant=tenant)

    def found(one):
        return Association.objects.for_thing(one.kind, one.tenant, one.product, one.subscription)

    assert list(found(workload)) == [workload]
    assert list(found(subscription)) == [subscription]
    assert not Association.objects.for_thing("revenue", tenant, product, None).exists()


@pytest.mark.parametrize(
    ("state", "end_date", "usable"),
    [
        ("active", None, True),
        ("active", date(2026, 3, 2), True),
        ("active", date(2026, 3, 1), False),
        ("grace", date(2026, 3, 1), True),
        ("suspended", None, False),
        ("ended", None, False),
        ("provisioning", None, False),
    ],
)
def test_subscription_usable(state, end_date, usable):
    subscription = a_subscription(state=state, end_date=end_date)

    assert subscription.is_usable(date(2026, 3, 2)) == usable


def test_names_that_people_read():
    location = a_location()
    association = an_association(location=location)
    subscription = association.subscription

    assert str(association) == f"{subscription.subscription_id} – {subscription.tenant.name}"
    assert str(Holding(tenant=subscription.tenant, product=subscription.product)).endswith(
        subscription.tenant.name
    )
    assert Subscription.Channel.CSP.label == "CSP"
    assert str(Usage(month_date=date(2026, 1, 1), active_users=3)) == "2026-01: 3"
