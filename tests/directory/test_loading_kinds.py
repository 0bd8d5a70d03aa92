from datetime import UTC, date, datetime

import pytest

from directory.loading import load
from directory.models import Association, Holding, Product, Subscription
from tests.factories import a_holding, a_location, a_product, a_subscription, a_tenant, an_association

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

CONTOSO = "0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d01"
ADATUM = "7d9b1c52-30b4-4f2e-8a57-1f8e0c6b2e02"


def test_workload_that_is_given_up_is_removed(file):
    tenant = a_tenant(directory_id=CONTOSO)
    kept, given_up = a_holding(tenant, a_product(code="teams")), a_holding(tenant, a_product(code="intune"))
    elsewhere = a_holding(product=given_up.product)

    load([file("h.csv", "directory_id,product,held", f"{CONTOSO},teams,yes", f"{CONTOSO},intune,no")])

    assert set(Holding.objects.all()) == {kept, elsewhere}


def test_holdings_and_subscriptions_with_wrong_references(file):
    a_tenant(directory_id=CONTOSO)
    a_product(Product.Area.BUSINESS_APPLICATIONS, code="power-bi")
    columns = "subscription_id,directory_id,product,channel,state,start_date,end_date"
    known = a_subscription()

    holdings, subscriptions = load(
        [
            file(
                "h.csv",
                "directory_id,product",
                f"{CONTOSO},power-bi",
                f"{ADATUM},power-bi",
                f"{CONTOSO},nothing",
            ),
            file(
                "s.csv",
                columns,
                f"{known},{CONTOSO},power-bi,csp,active,2026-01-01,",
                f"{ADATUM},{CONTOSO},power-bi,csp,active,2026-01-02,2026-01-01",
                f"{CONTOSO},{CONTOSO},power-bi,shop,active,2026-01-02,",
                f"{CONTOSO},{CONTOSO},power-bi,csp,active,2026-02-30,",
                f"{CONTOSO},{CONTOSO},power-bi,csp,active,20260201,",
            ),
        ]
    )

    assert holdings.problems == [
        (2, "power-bi is held by subscription"),
        (3, f"no tenant has the Directory ID {ADATUM}"),
        (4, "no product has the code nothing"),
    ]
    assert subscriptions.problems == [
        (2, "the subscription is known as another tenant's or of another product"),
        (3, "end_date is before start_date"),
        (4, "channel is none of volume_licensing, web_direct, csp: 'shop'"),
        (5, "start_date is no day of the calendar: '2026-02-30'"),
        (6, "start_date is not a date like 2026-01-31: '20260201'"),
    ]
    assert list(Subscription.objects.all()) == [known]


def usage_file(file, association, *rows):
    columns = "directory_id,product,subscription_id,month,active_users"
    start = f"{association.tenant.directory_id},{association.product.code},{association.subscription or ''}"
    return file("usage.csv", columns, *[f"{start},{row}" for row in rows])


def test_usage_kept_for_the_months_of_the_official_association_only(file):
    association = an_association(
        started_at="2026-01-05T00:00Z",
        official_at="2026-02-10T00:00Z",
        ended_at="2026-04-01T00:00Z",
        end_reason=Association.EndReason.GIVEN_UP,
    )

    [report] = load([usage_file(file, association, "2026-01,1", "2026-02,2", "2026-03-01,3", "2026-04,4")])

    assert (report.loaded, report.skipped) == (2, 2)
    assert list(association.usage.order_by("month_date").values_list("month_date", "active_users")) == [
        (date(2026, 2, 1), 2),
        (date(2026, 3, 1), 3),
    ]


def test_usage_loaded_again_is_corrected(file):
    association = an_association(product=a_product())

    load([usage_file(file, association, "2026-02,2")])
    load([usage_file(file, association, "2026-02,5")])

    assert association.usage.get().active_users == 5


@pytest.mark.rule("AFT-3")
def test_usage_that_fits_nothing(file):
    workload, by_subscription = an_association(product=a_product()), an_association()
    columns = "directory_id,product,subscription_id,month,active_users"
    tenant, code = by_subscription.tenant.directory_id, by_subscription.product.code

    [report] = load(
        [
            file(
                "u.csv",
                columns,
                f"{tenant},{code},,2026-02,5",
                f"{tenant},{code},{CONTOSO},2026-02,5",
                f"{workload.tenant.directory_id},{code},{by_subscription.subscription},2026-02,5",
                f"{tenant},{code},{by_subscription.subscription},2026-02,-5",
                f"{tenant},{code},{by_subscription.subscription},2026-02-02,5",
                f"{tenant},{code},{by_subscription.subscription},9999-12,5",
            )
        ]
    )

    assert report.problems == [
        (2, f"{code} needs its subscription_id"),
        (3, f"no subscription has the ID {CONTOSO}"),
        (4, "the subscription is another tenant's or of another product"),
        (5, "active_users is not a number of people: '-5'"),
        (6, "month is not a month like 2026-01: '2026-02-02'"),
        (7, "month has not come yet"),
    ]


def test_associations_from_before_are_official_and_stay_ended(file):
    subscription, location = a_subscription(), a_location()
    path = file("a.csv", "subscription_id,mpn_id,since_date", f"{subscription},{location.mpn_id},2019-12-01")

    load([path])

    association = Association.objects.get()
    assert (association.source, association.location, association.partner) == (
        "import",
        location,
        location.partner,
    )
    assert association.official_at.date() == date(2019, 12, 1)

    association.ended_at, association.end_reason = association.official_at, "given_up"
    association.save()
    [report] = load([path])
    assert report.problems == []
    assert not Association.objects.live().exists()


def test_associations_from_before_that_are_refused(file):
    location = a_location()
    workload = a_subscription(product=a_product(Product.Area.M365))
    taken = an_association()
    ended = a_subscription(state=Subscription.State.ENDED)

    [report] = load(
        [
            file(
                "a.csv",
                "subscription_id,mpn_id,since_date",
                f"{workload},{location.mpn_id},2019-12-01",
                f"{taken.subscription},{location.mpn_id},2019-12-01",
                f"{ended},{location.mpn_id},2019-12-01",
                f"{CONTOSO},{location.mpn_id},2019-12-01",
                f"{a_subscription()},999999,2019-12-01",
            )
        ]
    )

    assert report.problems == [
        (2, "associations of Microsoft 365 must be claimed anew"),
        (3, f"{taken.product} ({taken.subscription}) has a partner of record already."),
        (4, "the subscription has ended"),
        (5, f"no subscription has the ID {CONTOSO}"),
        (6, "no location has the MPN ID 999999"),
    ]


@pytest.mark.rule("DIR-6")
def test_associations_cost_the_same_number_of_queries_for_more_rows(file, django_assert_num_queries):
    location = a_location()
    for count in (1, 3):
        rows = [f"{a_subscription()},{location.mpn_id},2025-04-01" for _ in range(count)]
        path = file("a.csv", "subscription_id,mpn_id,since_date", *rows)
        with django_assert_num_queries(6):
            load([path])

    assert Association.objects.official(datetime(2026, 3, 2, tzinfo=UTC)).count() == 4
