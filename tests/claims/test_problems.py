"""What stops a submission, field by field, and what is only a warning."""

from datetime import date, timedelta

import pytest

from accounts.programmes import Programme
from claims import actions
from claims.models import ClaimProduct
from claims.problems import problems_of
from claims.refusals import NotReady
from claims.states import Area, State
from directory.models import Association, Product, Subscription
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_customer,
    a_draft,
    a_dynamics_draft,
    a_ready_draft,
    a_submitted_claim,
    an_approved_claim,
    an_upload,
    fresh,
)
from tests.factories import (
    a_filer,
    a_holding,
    a_location,
    a_partner,
    a_product,
    a_subscription,
    an_association,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
DYNAMICS = Product.Area.BUSINESS_APPLICATIONS
Channel, SubscriptionState = Subscription.Channel, Subscription.State
REVENUE = {
    "usage": False,
    "revenue": True,
    "seller_name": "Sally Seller",
    "customer_name": "Contoso",
    "isv_solution": "Add-on",
}
TECHNICAL = ("technical_contact_name", "technical_contact_title", "technical_contact_email")
ALWAYS = ("name", "contact_name", "contact_title", "contact_email", "own_contact_name", "own_contact_email")


def blocking(claim, on_date=TODAY):
    return [
        (problem.field, problem.message) for problem in problems_of(fresh(claim), on_date) if problem.blocks
    ]


def warnings(claim):
    return [
        (problem.field, problem.message) for problem in problems_of(fresh(claim), TODAY) if not problem.blocks
    ]


def fields(claim, on_date=TODAY):
    return [field for field, _message in blocking(claim, on_date)]


def with_file(claim):
    actions.add_file(claim.pk, by=claim.created_by, at=MONDAY, upload=an_upload(), name="proof.pdf")
    return fresh(claim)


def a_ready_dynamics_draft(**fields):
    return with_file(a_dynamics_draft(**fields))


def refused(claim, at=MONDAY):
    """The problems that the submission is refused with; nothing has changed by it."""
    with pytest.raises(NotReady) as refusal:
        actions.submit(claim.pk, by=claim.created_by, at=at)
    assert str(refusal.value) == "The claim can't be submitted yet: see what is missing."
    assert fresh(claim).state == State.DRAFT
    return [(problem.field, problem.message) for problem in refusal.value.problems]


@pytest.mark.rule("FIL-3")
def test_nothing_is_required_to_save_and_all_to_submit():
    location = a_location()
    claim = actions.create_draft(location=location, by=a_filer(location.partner), at=MONDAY)

    assert [field for field, _message in refused(claim)] == [
        "directory_id",
        "domain",
        "area",
        *ALWAYS,
        "products",
        "files",
    ]


@pytest.mark.rule("FIL-3", "FIL-6")
@pytest.mark.parametrize("field", ALWAYS)
@pytest.mark.parametrize("value", ["", "   "])
def test_each_missing_field_is_named(field, value):
    claim = a_ready_draft(**{field: value})
    label = claim._meta.get_field(field).verbose_name

    assert refused(claim) == [(field, f"Fill in: {label}.")]


@pytest.mark.rule("FIL-3")
@pytest.mark.parametrize("field", TECHNICAL)
def test_dynamics_needs_a_technical_contact(field):
    assert [name for name, _message in refused(a_ready_dynamics_draft(**{field: ""}))] == [field]


@pytest.mark.rule("FIL-3", "FIL-4")
def test_microsoft_365_and_revenue_need_no_technical_contact():
    nobody = dict.fromkeys(TECHNICAL, "")

    assert fields(a_ready_draft(**nobody)) == []
    assert fields(a_ready_dynamics_draft(**nobody, **REVENUE)) == []


@pytest.mark.rule("FIL-4")
@pytest.mark.parametrize("field", ["seller_name", "customer_name", "isv_solution"])
def test_revenue_association_needs_its_own_details(field):
    assert fields(a_ready_dynamics_draft(**REVENUE | {field: ""})) == [field]


@pytest.mark.rule("FIL-4")
def test_nobody_else_is_asked_for_the_details_of_a_revenue_association():
    assert fields(a_ready_dynamics_draft()) == []


@pytest.mark.parametrize("field", ["contact_email", "own_contact_email", "technical_contact_email"])
def test_what_is_no_address_can_not_be_written_to(field):
    (problem,) = refused(a_ready_dynamics_draft(**{field: "carla at customer.example"}))

    assert problem[0] == field
    assert problem[1].startswith("This is no e-mail address: ")


@pytest.mark.rule("POE-1")
def test_claim_needs_a_file():
    assert refused(a_dynamics_draft()) == [("files", "Attach at least one file as proof of execution.")]


@pytest.mark.rule("PRG-3")
def test_claim_needs_an_area_and_an_activity():
    draft = a_ready_draft(usage=False)

    assert blocking(draft) == [("usage", "Choose an activity.")]
    actions.edit(draft.pk, by=draft.created_by, at=MONDAY, seen=None, area="")
    assert ("area", "Choose a solution area.") in blocking(draft)


@pytest.mark.rule("PRG-2")
@pytest.mark.parametrize(
    ("area", "activities", "programmes"),
    [
        (Area.M365, ["usage"], [Programme.OSU_M365]),
        (Area.BUSINESS_APPLICATIONS, ["usage"], [Programme.OSU_BA]),
        (Area.BUSINESS_APPLICATIONS, ["presales"], [Programme.OSA_SELL]),
        (Area.BUSINESS_APPLICATIONS, ["presales", "usage"], [Programme.OSA_SELL, Programme.OSU_BA]),
        (Area.BUSINESS_APPLICATIONS, ["revenue"], []),
    ],
)
def test_activities_lead_to_programmes(area, activities, programmes):
    claim = a_draft(area=area, **{"usage": False} | dict.fromkeys(activities, True))

    assert claim.programmes == programmes
    kind = Association.Kind.REVENUE if activities == ["revenue"] else Association.Kind.INCENTIVE
    assert claim.association_kind == kind


@pytest.mark.rule("PRG-5")
@pytest.mark.parametrize(
    ("enrolled", "missing"),
    [
        ([], ["OSA Sell", "OSU – Business Applications"]),
        ([Programme.OSA_SELL], ["OSU – Business Applications"]),
        ([Programme.OSU_BA, Programme.OSU_M365], ["OSA Sell"]),
        ([Programme.OSU_BA, Programme.OSA_SELL], []),
    ],
)
def test_location_has_to_be_enrolled_for_each_activity(enrolled, missing):
    location = a_location(programmes=enrolled)
    claim = a_ready_dynamics_draft(location=location, presales=True, usage=True)

    assert blocking(claim) == [
        (
            "location",
            f"{location} is not enrolled in {programme}. Your Global admin can enrol it in Partner Center under "
            "Incentives; until then, choose a location that is enrolled.",
        )
        for programme in missing
    ]


@pytest.mark.rule("PRG-5", "FIL-4")
def test_revenue_association_needs_no_enrolment():
    assert fields(a_ready_dynamics_draft(location=a_location(programmes=[]), **REVENUE)) == []


@pytest.mark.rule("PRG-5", "PPL-1")
@pytest.mark.parametrize(
    ("from_date", "until_date", "enrolled"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_enrolment_counts_from_its_first_until_its_last_day(from_date, until_date, enrolled):
    location = a_location(programmes=[])
    location.enrolments.create(programme=Programme.OSU_M365, from_date=from_date, until_date=until_date)

    assert fields(a_ready_draft(location=location)) == ([] if enrolled else ["location"])


@pytest.mark.rule("PRG-5")
def test_enrolment_that_ended_after_the_draft_blocks_its_submission():
    location = a_location(programmes=[])
    location.enrolments.create(programme=Programme.OSU_M365, from_date=date(2020, 1, 1), until_date=TODAY)
    claim = a_ready_draft(location=location)

    assert [field for field, _message in refused(claim, at=MONDAY + timedelta(days=1))] == ["location"]
    assert actions.submit(claim.pk, by=claim.created_by, at=MONDAY).state == State.SUBMITTED


@pytest.mark.rule("DIR-2")
def test_unknown_tenant_unknown_domain_and_mismatch_block_each_in_their_own_words():
    other = a_customer()
    tenant = a_customer()
    domain = tenant.domains.get().name

    def found(**typed):
        return [problem for problem in blocking(a_draft(tenant=tenant, **typed)) if problem[0] != "products"][
            0
        ]

    nobody = "00000000-0000-4000-8000-000000000000"
    assert found(directory_id=nobody) == (
        "directory_id",
        "Unknown tenant: no customer has this Directory ID. Check it for typing errors.",
    )
    assert found(domain="nobody.example") == (
        "domain",
        "Unknown domain: no customer has verified nobody.example. Check it for typing errors.",
    )
    assert found(directory_id=str(other.directory_id)) == (
        "domain",
        f"Domain and tenant don't match: {domain} does not belong to this Directory ID. Ask the customer for the "
        "right details.",
    )


@pytest.mark.rule("DIR-3")
def test_workload_that_the_tenant_does_not_hold_blocks():
    claim = a_ready_draft()
    claim.tenant.holdings.all().delete()

    assert refused(claim) == [("products", f"{claim.products.get().product} is not on this tenant.")]


@pytest.mark.rule("DIR-3")
def test_dynamics_product_without_its_subscription_blocks():
    claim = a_draft(area=Area.BUSINESS_APPLICATIONS, **dict.fromkeys(TECHNICAL, "tom@customer.example"))
    product = a_product(area=DYNAMICS)
    actions.choose_products(claim.pk, by=claim.created_by, at=MONDAY, seen=None, workloads=[product])

    assert refused(with_file(claim)) == [("products", f"{product}: choose its subscription.")]


FLAWS = {
    "unknown on this tenant": ({}, "has no subscription with this ID."),
    "not a Dynamics subscription": ({}, "not a Dynamics subscription."),
    "of another product": ({}, "not of"),
    "bought through CSP": ({"channel": Channel.CSP}, "was bought through CSP."),
    "not provisioned": ({"state": SubscriptionState.PROVISIONING}, "is not provisioned yet."),
    "starts tomorrow": ({"start_date": TODAY + timedelta(days=1)}, "is not provisioned yet."),
    "suspended": ({"state": SubscriptionState.SUSPENDED}, "is neither active nor in grace."),
    "ended": ({"state": SubscriptionState.ENDED}, "is neither active nor in grace."),
    "ended yesterday": ({"end_date": TODAY - timedelta(days=1)}, "is neither active nor in grace."),
    "already claimed by your own company": ({}, "is already claimed by your own company."),
}


@pytest.mark.rule("DIR-4", "FIL-6")
@pytest.mark.parametrize("flaw", FLAWS)
def test_subscription_is_checked_again_on_submission(flaw):
    """Chosen while it was right; wrong by the time the claim is submitted."""
    changes, message = FLAWS[flaw]
    claim = a_ready_dynamics_draft()
    row = claim.products.get()
    assert fields(claim) == []

    Subscription.objects.filter(pk=row.subscription_id).update(**changes)
    if flaw == "unknown on this tenant":
        Subscription.objects.update(tenant=a_customer())
    elif flaw == "not a Dynamics subscription":
        Subscription.objects.update(product=a_product())
    elif flaw == "of another product":
        Subscription.objects.update(product=a_product(area=DYNAMICS))
    elif flaw == "already claimed by your own company":
        an_association(subscription=row.subscription, location=claim.location)

    ((field, said),) = refused(claim)
    assert field == "products"
    assert said.startswith(f"{row.product}: ")
    assert message in said
    assert warnings(claim) == []


@pytest.mark.rule("DIR-4")
@pytest.mark.parametrize("state", [SubscriptionState.ACTIVE, SubscriptionState.GRACE])
def test_active_subscription_and_one_in_grace_can_be_claimed(state):
    subscription = a_subscription(a_customer(), state=state)

    assert fields(a_ready_dynamics_draft(subscription=subscription)) == []


@pytest.mark.rule("DIR-4")
def test_microsoft_365_subscription_is_no_dynamics_subscription():
    product = a_product(area=Area.M365)
    subscription = a_subscription(a_customer(), product)
    a_holding(subscription.tenant, product)

    for claim in (
        a_ready_dynamics_draft(subscription=subscription),
        a_ready_dynamics_draft(subscription=subscription, area=Area.M365),
    ):
        ((field, said),) = blocking(claim)
        assert (field, "not a Dynamics subscription" in said) == ("products", True)


@pytest.mark.rule("DIR-4")
def test_own_open_claim_on_the_same_subscription_blocks():
    first = a_submitted_claim(subscription=a_subscription(a_customer()))
    subscription = first.products.get().subscription
    second = a_ready_dynamics_draft(location=a_location(first.partner), subscription=subscription)

    assert [said.endswith("already claimed by your own company.") for _field, said in refused(second)] == [
        True
    ]


@pytest.mark.rule("DIR-4")
def test_own_open_claim_on_the_same_workload_blocks_until_it_ends():
    first = a_submitted_claim()
    product = first.products.get().product
    second = a_ready_draft(location=a_location(first.partner), tenant=first.tenant, products=[product])

    assert blocking(second) == [("products", f"{product} is already claimed by your own company.")]
    actions.withdraw(first.pk, by=first.created_by, at=MONDAY, reason="other", text="Once more.")
    assert blocking(second) == []


def test_product_of_another_solution_area_blocks():
    workload = a_product(area=Area.M365)
    claim = a_ready_dynamics_draft()
    a_holding(claim.tenant, workload)
    actions.choose_products(
        claim.pk,
        by=claim.created_by,
        at=MONDAY,
        seen=None,
        workloads=[workload],
        subscriptions=[claim.products.get().subscription],
    )

    assert blocking(claim) == [
        ("products", f"{workload} does not belong to the solution area of this claim.")
    ]

    claim = a_ready_draft()
    subscription = a_subscription(claim.tenant)
    ClaimProduct.objects.create(claim=claim, product=subscription.product, subscription=subscription)
    assert blocking(claim) == [
        ("products", f"{subscription.product} does not belong to the solution area of this claim.")
    ]


@pytest.mark.rule("DIR-5", "PPL-5")
@pytest.mark.parametrize("rival_has", ["an open claim", "the association"])
@pytest.mark.parametrize("kind", ["workload", "subscription"])
def test_rival_is_a_warning_that_names_nobody(rival_has, kind):
    rival = a_location(a_partner(name="Fabrikam Cloud"), name="Fabrikam Oslo")
    chosen = {"subscription": a_subscription(a_customer())} if kind == "subscription" else {}
    make = a_submitted_claim if rival_has == "an open claim" else an_approved_claim
    theirs = make(location=rival, name="Fabrikam's secret", **chosen)
    row = theirs.products.get()
    if kind == "workload":
        mine = a_ready_draft(tenant=theirs.tenant, products=[row.product])
    else:
        mine = a_ready_dynamics_draft(subscription=row.subscription)

    assert blocking(mine) == []
    assert warnings(mine) == [
        (
            "products",
            f"{row} is claimed by another partner or has one already. You can go on: the claims will be compared in "
            "an arbitration, which can take longer than ten business days.",
        )
    ]
    assert actions.submit(mine.pk, by=mine.created_by, at=MONDAY).state == State.SUBMITTED


@pytest.mark.rule("DIR-5")
def test_claims_that_ended_and_claims_of_another_kind_are_no_rivals():
    theirs = a_submitted_claim(subscription=a_subscription(a_customer()))
    subscription = theirs.products.get().subscription

    assert warnings(a_ready_dynamics_draft(subscription=subscription, **REVENUE)) == []
    mine = a_ready_dynamics_draft(subscription=subscription)
    assert len(warnings(mine)) == 1
    actions.withdraw(theirs.pk, by=theirs.created_by, at=MONDAY, reason="other", text="Never mind.")
    assert warnings(mine) == []


def test_tenant_that_became_known_after_the_draft_is_taken_up():
    tenant = a_customer()
    claim = a_ready_draft(tenant=tenant)
    claim.__class__.objects.filter(pk=claim.pk).update(tenant=None)

    submitted = actions.submit(claim.pk, by=claim.created_by, at=MONDAY + MINUTE)

    assert submitted.tenant == tenant
    claim = a_ready_draft(tenant=tenant)
    claim.__class__.objects.filter(pk=claim.pk).update(tenant=None)
    tenant.holdings.all().delete()
    assert [field for field, _message in refused(claim)] == ["products"]


def test_what_a_complete_claim_is_asked_costs_few_queries(django_assert_max_num_queries):
    claim = a_ready_draft(products=[a_product() for _ in range(12)])

    with django_assert_max_num_queries(14):
        assert problems_of(fresh(claim), TODAY) == []
