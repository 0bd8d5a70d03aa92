import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from directory import actions
from directory.models import Association, Product
from tests.factories import (
    a_location,
    a_partner,
    a_product,
    a_subscription,
    a_tenant,
    an_association,
)

pytestmark = pytest.mark.each_database

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
Kind, EndReason = Association.Kind, Association.EndReason


def thing_of(subscription, kind=Kind.INCENTIVE):
    return {
        "kind": kind,
        "tenant": subscription.tenant,
        "product": subscription.product,
        "subscription": subscription,
    }


def workload_of(tenant, product):
    return {"kind": Kind.INCENTIVE, "tenant": tenant, "product": product, "subscription": None}


@pytest.mark.django_db
def test_associate_registers_the_partner_of_the_location():
    subscription, location = a_subscription(), a_location()

    association = actions.associate(**thing_of(subscription), location=location, at=NOW)

    association.refresh_from_db()
    assert (association.partner, association.location) == (location.partner, location)
    assert (association.started_at, association.official_at, association.ended_at) == (NOW, None, None)
    assert association.source == Association.Source.CLAIM


@pytest.mark.django_db
@pytest.mark.rule("ARB-1")
def test_second_partner_of_a_subscription_refused():
    subscription = a_subscription()
    actions.associate(**thing_of(subscription), location=a_location(), at=NOW)

    with transaction.atomic():
        with pytest.raises(actions.AlreadyAssociated) as refusal:
            actions.associate(**thing_of(subscription), location=a_location(), at=NOW)
        assert Association.objects.count() == 1  # the transaction around it still works

    assert str(subscription.subscription_id) in str(refusal.value)


@pytest.mark.django_db
@pytest.mark.rule("ARB-1")
def test_second_partner_of_a_workload_refused():
    tenant, product = a_tenant(), a_product()
    first = a_location(a_partner(name="Fabrikam Cloud"))
    actions.associate(**workload_of(tenant, product), location=first, at=NOW)

    with pytest.raises(actions.AlreadyAssociated) as refusal:
        actions.associate(**workload_of(tenant, product), location=a_location(), at=NOW)

    assert "Fabrikam" not in str(refusal.value)


@pytest.mark.django_db
@pytest.mark.rule("ARB-1")
def test_customer_has_many_partners():
    tenant = a_tenant()

    for product in (a_product(), a_product()):
        actions.associate(**workload_of(tenant, product), location=a_location(), at=NOW)
    for subscription in (a_subscription(tenant), a_subscription(tenant)):
        actions.associate(**thing_of(subscription), location=a_location(), at=NOW)

    assert tenant.associations.live().values("partner").distinct().count() == 4


@pytest.mark.django_db
def test_revenue_association_stands_beside_the_incentive_one():
    subscription = a_subscription()
    actions.associate(**thing_of(subscription), location=a_location(), at=NOW)

    actions.associate(**thing_of(subscription, Kind.REVENUE), location=a_location(), at=NOW)

    with pytest.raises(actions.AlreadyAssociated):
        actions.associate(**thing_of(subscription, Kind.REVENUE), location=a_location(), at=NOW)


@pytest.mark.django_db
def test_next_partner_registered_after_the_first_has_ended():
    subscription = a_subscription()
    first = actions.associate(**thing_of(subscription), location=a_location(), at=NOW)
    actions.end(first.pk, at=LATER, reason=EndReason.GIVEN_UP)

    second = actions.associate(**thing_of(subscription), location=a_location(), at=LATER)

    assert list(Association.objects.live()) == [second]


@pytest.mark.django_db
def test_associate_refuses_what_does_not_fit_together():
    subscription, location = a_subscription(), a_location()
    other = a_subscription(a_tenant("adatum.example"))

    for thing in (
        thing_of(subscription) | {"subscription": None},
        thing_of(subscription) | {"tenant": other.tenant},
        thing_of(subscription) | {"product": other.product},
        thing_of(subscription) | {"product": a_product(Product.Area.M365)},
    ):
        with pytest.raises(ValueError, match="subscription"):
            actions.associate(**thing, location=location, at=NOW)


@pytest.mark.django_db
def test_make_official_twice_keeps_the_first_instant():
    association = an_association(started_at=NOW, official_at=None)

    actions.make_official(association.pk, at=LATER)
    actions.make_official(association.pk, at=LATER + timedelta(days=1))

    association.refresh_from_db()
    assert association.official_at == LATER


@pytest.mark.django_db
def test_make_official_after_the_end_refused():
    association = an_association(started_at=NOW, official_at=None)
    actions.end(association.pk, at=NOW, reason=EndReason.CUSTOMER_DENIAL)

    with pytest.raises(actions.AssociationEnded):
        actions.make_official(association.pk, at=LATER)

    association.refresh_from_db()
    assert association.official_at is None


@pytest.mark.django_db
def test_end_twice_keeps_the_first_reason():
    association = an_association()

    actions.end(association.pk, at=NOW, reason=EndReason.LOST_IN_ARBITRATION)
    actions.end(association.pk, at=LATER, reason=EndReason.GIVEN_UP)

    association.refresh_from_db()
    assert (association.ended_at, association.end_reason) == (NOW, EndReason.LOST_IN_ARBITRATION)


@pytest.mark.django_db
def test_end_by_a_clock_read_before_the_beginning():
    association = an_association(started_at=NOW, official_at=None)

    actions.end(association.pk, at=NOW - timedelta(seconds=1), reason=EndReason.CUSTOMER_DENIAL)

    association.refresh_from_db()
    assert association.ended_at == NOW


def at_once(*calls):
    """Runs each in a thread with a connection of its own, all let go together; returns what they end with."""
    gate = threading.Barrier(len(calls))
    results = []

    def run(call):
        try:
            gate.wait(10)
            results.append(call())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("ARB-1")
@pytest.mark.parametrize("by_subscription", [True, False])
def test_one_of_several_partners_at_once_wins(by_subscription):
    thing = thing_of(a_subscription()) if by_subscription else workload_of(a_tenant(), a_product())
    locations = [a_location() for _number in range(4)]

    def associate_at(location):
        def call():
            with transaction.atomic():
                return actions.associate(**thing, location=location, at=NOW)

        return call

    results = at_once(*[associate_at(location) for location in locations])

    refusals = [result for result in results if isinstance(result, actions.AlreadyAssociated)]
    winners = [result for result in results if isinstance(result, Association)]
    assert (len(winners), len(refusals)) == (1, 3)
    assert list(Association.objects.all()) == winners
