import re
import uuid
from datetime import date

import pytest

from directory.checks import check_customer, check_subscription, check_tenant
from directory.models import Association, Product, Subscription
from directory.outcomes import CUSTOMER_TEXTS, SUBSCRIPTION_MESSAGES, SubscriptionOutcome, TenantOutcome
from tests.factories import a_location, a_partner, a_product, a_subscription, a_tenant, an_association

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def contoso():
    return a_tenant("contoso.example", name="Contoso")


@pytest.fixture
def sales():
    return a_product(Product.Area.BUSINESS_APPLICATIONS, name="Dynamics 365 Sales")


@pytest.fixture
def northwind():
    return a_partner(name="Northwind Consulting")


def test_tenant_and_its_domain_belong_together(contoso):
    check = check_tenant("contoso.example", str(contoso.directory_id))

    assert (check.ok, check.tenant) == (True, contoso)
    assert check.message == "contoso.example belongs to Contoso."


@pytest.mark.parametrize("spell", [str.upper, "  {}  ".format, "{{{}}}".format])
def test_directory_id_in_other_spellings(contoso, spell):
    assert check_tenant("shop.Contoso.example", spell(str(contoso.directory_id))).tenant == contoso


@pytest.mark.rule("DIR-2")
def test_unknown_tenant_unknown_domain_and_mismatch_are_told_apart(contoso):
    adatum = a_tenant("adatum.example")

    unknown_tenant = check_tenant("contoso.example", str(uuid.uuid4()))
    unknown_domain = check_tenant("contosso.example", str(contoso.directory_id))
    mismatch = check_tenant("contoso.example", str(adatum.directory_id))

    assert [check.outcome for check in (unknown_tenant, unknown_domain, mismatch)] == [
        TenantOutcome.UNKNOWN_TENANT,
        TenantOutcome.UNKNOWN_DOMAIN,
        TenantOutcome.MISMATCH,
    ]
    assert len({unknown_tenant.message, unknown_domain.message, mismatch.message}) == 3
    assert mismatch.message == (
        "Domain and tenant don't match: contoso.example does not belong to this Directory ID. "
        "Ask the customer for the right details."
    )
    assert [check.field for check in (unknown_tenant, unknown_domain, mismatch)] == [
        "directory_id",
        "domain",
        "domain",
    ]
    assert not any(check.ok or check.tenant for check in (unknown_tenant, unknown_domain, mismatch))


@pytest.mark.rule("DIR-2")
@pytest.mark.parametrize("typed", ["", "1234", "00000000-0000-4000-8000-000000000000"])
def test_wrong_directory_id_hides_nothing_that_is_wrong_with_the_domain(contoso, typed):
    alone = check_tenant("contoso.example", typed)

    assert check_customer("shop.contoso.example", typed) == [alone]
    found = {domain: check_customer(domain, typed)[1].outcome for domain in ("contosso.example", " ")}
    assert found == {"contosso.example": TenantOutcome.UNKNOWN_DOMAIN, " ": TenantOutcome.NO_DOMAIN}


def test_domain_that_does_not_fit_is_told_once(contoso):
    guid = str(contoso.directory_id)

    for domain in ("contoso.example", "contosso.example", ""):
        assert check_customer(domain, guid) == [check_tenant(domain, guid)]


@pytest.mark.parametrize(
    "typed", ["contoso", "1234", "0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d0", "0b0f6d0e5c7a4a529c1e6f1f5f2a7d01"]
)
def test_directory_id_that_is_no_guid(contoso, typed):
    check = check_tenant("contoso.example", typed)

    assert (check.outcome, check.tenant) == (TenantOutcome.NOT_A_GUID, None)


def test_what_is_not_typed_yet_is_asked_for(contoso):
    assert check_tenant("contoso.example", " ").outcome == TenantOutcome.NO_DIRECTORY_ID
    assert check_tenant(" ", str(contoso.directory_id)).outcome == TenantOutcome.NO_DOMAIN


def test_tenant_check_names_no_other_customer(contoso):
    adatum = a_tenant("adatum.example", name="Adatum")

    check = check_tenant("adatum.example", str(contoso.directory_id))

    assert "Adatum" not in check.message
    assert str(adatum.directory_id) not in check.message


def test_percent_sign_in_what_was_typed(contoso):
    assert "100%s.example" in check_tenant("100%s.example", str(contoso.directory_id)).message


def test_subscription_that_can_be_claimed(contoso, sales, northwind):
    subscription = a_subscription(contoso, sales)

    check = check_subscription(f" {subscription} ", contoso, sales, northwind, TODAY)

    assert (check.ok, check.subscription, check.for_customer) == (True, subscription, "")


FLAWS = {
    SubscriptionOutcome.CSP: {"channel": Subscription.Channel.CSP},
    SubscriptionOutcome.NOT_PROVISIONED: {"state": Subscription.State.PROVISIONING},
    SubscriptionOutcome.NOT_ACTIVE: {"state": Subscription.State.SUSPENDED},
}


@pytest.mark.rule("DIR-4")
def test_eight_outcomes_each_with_its_own_words(contoso, sales, northwind):
    def check(subscription, **options):
        return check_subscription(str(subscription), contoso, sales, northwind, TODAY, **options)

    claimed = an_association(subscription=a_subscription(contoso, sales), location=a_location(northwind))
    checks = [
        check("my subscription"),
        check(uuid.uuid4()),
        check(a_subscription(contoso, a_product(Product.Area.M365))),
        check(a_subscription(contoso)),
        *[check(a_subscription(contoso, sales, **flaw)) for flaw in FLAWS.values()],
        check(claimed.subscription),
    ]

    assert [one.outcome for one in checks] == [
        SubscriptionOutcome.NOT_A_GUID,
        SubscriptionOutcome.UNKNOWN,
        SubscriptionOutcome.NOT_DYNAMICS,
        SubscriptionOutcome.OTHER_PRODUCT,
        SubscriptionOutcome.CSP,
        SubscriptionOutcome.NOT_PROVISIONED,
        SubscriptionOutcome.NOT_ACTIVE,
        SubscriptionOutcome.CLAIMED_BY_OWN,
    ]
    assert len({one.message for one in checks}) == 8
    assert len({one.for_customer for one in checks}) == 8
    assert all(one.for_customer for one in checks)
    assert not any(one.ok or one.subscription for one in checks)
    assert "seven days" in checks[5].message


@pytest.mark.rule("DIR-4")
def test_first_of_several_flaws_is_told(contoso, sales, northwind):
    """Mended one by one, in the order in which they are told."""
    subscription = a_subscription(
        contoso,
        a_product(Product.Area.M365),
        channel=Subscription.Channel.CSP,
        state=Subscription.State.PROVISIONING,
    )
    told = []
    for mended in (
        {"product": a_product(Product.Area.BUSINESS_APPLICATIONS)},
        {"product": sales},
        {"channel": Subscription.Channel.VOLUME_LICENSING},
        {"state": Subscription.State.ENDED},
        {"state": Subscription.State.GRACE},
        {},
    ):
        told.append(
            check_subscription(
                str(subscription), contoso, sales, northwind, TODAY, claimed_by_own=True
            ).outcome
        )
        for field, value in mended.items():
            setattr(subscription, field, value)
        subscription.save()

    assert told == [
        SubscriptionOutcome.NOT_DYNAMICS,
        SubscriptionOutcome.OTHER_PRODUCT,
        SubscriptionOutcome.CSP,
        SubscriptionOutcome.NOT_PROVISIONED,
        SubscriptionOutcome.NOT_ACTIVE,
        SubscriptionOutcome.CLAIMED_BY_OWN,
    ]


def test_subscription_of_another_tenant_is_unknown(contoso, sales, northwind):
    foreign = a_subscription(a_tenant("adatum.example"), sales)

    check = check_subscription(str(foreign), contoso, sales, northwind, TODAY)

    assert check.outcome == SubscriptionOutcome.UNKNOWN


def test_subscription_that_starts_tomorrow_is_not_provisioned(contoso, sales, northwind):
    subscription = a_subscription(contoso, sales, start_date=date(2026, 3, 3))

    check = check_subscription(str(subscription), contoso, sales, northwind, TODAY)

    assert check.outcome == SubscriptionOutcome.NOT_PROVISIONED


@pytest.mark.rule("DIR-4")
def test_subscription_of_a_rival_can_be_claimed(contoso, sales, northwind):
    rival = an_association(subscription=a_subscription(contoso, sales))

    assert check_subscription(str(rival.subscription), contoso, sales, northwind, TODAY).ok


def test_own_association_that_has_ended_does_not_count(contoso, sales, northwind):
    ended = an_association(
        subscription=a_subscription(contoso, sales),
        location=a_location(northwind),
        ended_at="2026-02-01T00:00Z",
        end_reason=Association.EndReason.GIVEN_UP,
    )

    assert check_subscription(str(ended.subscription), contoso, sales, northwind, TODAY).ok


def test_own_association_of_the_other_kind_does_not_count(contoso, sales, northwind):
    own = an_association(subscription=a_subscription(contoso, sales), location=a_location(northwind))
    revenue = Association.Kind.REVENUE

    assert check_subscription(str(own.subscription), contoso, sales, northwind, TODAY, kind=revenue).ok


def test_subscription_check_costs_two_queries_at_most(contoso, sales, northwind, django_assert_num_queries):
    subscription = a_subscription(contoso, sales)

    with django_assert_num_queries(2):
        check_subscription(str(subscription), contoso, sales, northwind, TODAY)
    with django_assert_num_queries(0):
        check_subscription("nothing", contoso, sales, northwind, TODAY)


def test_tenant_check_costs_two_queries_at_most(contoso, django_assert_num_queries):
    with django_assert_num_queries(2):
        check_tenant("a.b.c.contoso.example", str(contoso.directory_id))


def test_text_for_the_customer_names_who_asks_and_what(contoso, sales, northwind):
    check = check_subscription("12345", contoso, sales, northwind, TODAY)

    for part in ("Northwind Consulting", "Dynamics 365 Sales", "12345"):
        assert part in check.for_customer


def test_every_outcome_has_its_words():
    assert set(SUBSCRIPTION_MESSAGES) == set(SubscriptionOutcome)
    assert set(CUSTOMER_TEXTS) == set(SubscriptionOutcome) - {
        SubscriptionOutcome.OK,
        SubscriptionOutcome.CANT_CHECK,
    }
    names = {name for text in CUSTOMER_TEXTS.values() for name in re.findall(r"%\((\w+)\)", str(text))}
    assert names == {"typed", "product", "tenant", "partner", "actual"}


@pytest.mark.rule("DIR-2")
def test_wrong_customer_comes_with_a_text_to_send_in_their_language(contoso):
    contoso.language = "sv"
    contoso.save()
    a_tenant("adatum.example")
    guid, nobody = str(contoso.directory_id), str(uuid.uuid4())
    checks = [
        check_tenant("contoso.example", "contoso"),
        check_tenant("contoso.example", nobody),
        check_tenant("nobody.example", guid),
        check_tenant("adatum.example", guid),
    ]

    assert [check.language for check in checks] == ["en", "en", "sv", "sv"]
    assert len({check.for_customer for check in checks}) == 4
    for typed, check in zip(["“contoso”", nobody, "nobody.example", "adatum.example"], checks, strict=True):
        assert typed in check.for_customer
    assert check_tenant("contoso.example", guid).for_customer == ""
    assert check_tenant("", guid).for_customer == ""
