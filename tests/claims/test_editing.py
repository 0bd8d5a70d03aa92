"""What may still be changed, in which state and by whom, and what history says of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import PartnerRole
from claims import actions
from claims.actions.filing import CONTACT_FIELDS, DRAFT_FIELDS, editable_fields
from claims.refusals import ClaimMoved, NotNow, NotReady
from claims.states import Area, Result
from consent import actions as consent
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_to_answer,
    a_claim_under_review,
    a_customer,
    a_draft,
    a_dynamics_draft,
    a_ready_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_approved_claim,
    fresh,
)
from tests.factories import (
    a_filer,
    a_holding,
    a_lead,
    a_location,
    a_member,
    a_partner,
    a_product,
    a_reviewer,
    a_subscription,
    a_support,
)

pytestmark = pytest.mark.django_db
LATER = MONDAY + MINUTE
OPEN_TO_EDITS = (a_submitted_claim, a_claim_to_answer)
CLOSED_TO_EDITS = (a_claim_under_review, an_approved_claim, a_rejected_claim)
# Another value for each field of a claim.
OTHERS = {
    field: f"another {field}" for field in DRAFT_FIELDS - {"location", "presales", "usage", "revenue", "area"}
} | {
    "contact_email": "anna@customer.example",
    "own_contact_email": "uma@partner.example",
    "technical_contact_email": "tim@customer.example",
    "area": Area.BUSINESS_APPLICATIONS,
    "presales": True,
    "usage": False,
    "revenue": True,
}


def edit(claim, by=None, at=LATER, **fields):
    return actions.edit(claim.pk, by=by or claim.created_by, at=at, seen=None, **fields)


def last_event(claim):
    return claim.events.order_by("-number").first()


def other_value(claim, field):
    return a_location(claim.partner) if field == "location" else OTHERS[field]


@pytest.mark.rule("EDT-1")
@pytest.mark.parametrize("field", sorted(DRAFT_FIELDS - {"presales", "revenue"}))
def test_draft_can_be_edited_in_every_field(field):
    claim = a_draft()
    value = other_value(claim, field)

    assert getattr(edit(claim, **{field: value}), field) == getattr(fresh(claim), field) == value


@pytest.mark.rule("EDT-1")
@pytest.mark.parametrize("make", OPEN_TO_EDITS)
@pytest.mark.parametrize("field", sorted(DRAFT_FIELDS))
def test_after_submission_location_and_contacts_can_be_edited_and_nothing_else(make, field):
    claim = make()
    value = other_value(claim, field)

    if field == "location" or field in CONTACT_FIELDS:
        assert getattr(edit(claim, **{field: value}), field) == getattr(fresh(claim), field) == value
    else:
        with pytest.raises(NotNow, match="can't be changed after submission"):
            edit(claim, **{field: value})
        assert fresh(claim).version == claim.version


@pytest.mark.rule("EDT-1")
@pytest.mark.parametrize("make", CLOSED_TO_EDITS)
def test_under_review_and_decided_nothing_can_be_edited(make):
    claim = make()

    assert editable_fields(claim) == frozenset()
    with pytest.raises(ClaimMoved):
        edit(claim, contact_name="Anna")
    with pytest.raises(ClaimMoved):
        actions.choose_products(claim.pk, by=claim.created_by, at=LATER, seen=None, workloads=[])
    # Comments stay open.
    assert actions.comment(claim.pk, by=claim.created_by, at=LATER, body="Still here.").by_partner


@pytest.mark.rule("EDT-1", "PPL-2", "PPL-3")
@pytest.mark.parametrize("make", [a_draft, *OPEN_TO_EDITS])
def test_who_edits(make):
    claim = make()
    company = claim.partner
    drafters = {PartnerRole.INCENTIVES_ADMIN, PartnerRole.GLOBAL_ADMIN, PartnerRole.INCENTIVES_USER}
    managers = {PartnerRole.INCENTIVES_ADMIN, PartnerRole.GLOBAL_ADMIN, PartnerRole.BILLING_ADMIN}
    allowed = drafters if make is a_draft else managers

    for number, role in enumerate(PartnerRole):
        if role in allowed:
            edit(claim, by=a_member(company, role), contact_name=f"Anna {number}")
        else:
            with pytest.raises(PermissionDenied):
                edit(claim, by=a_member(company, role), contact_name="Nobody")
    strangers = [
        a_filer(a_location().partner),
        a_filer(company, a_location(company)),
        a_reviewer(),
        a_lead(),
        a_support(),
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            edit(claim, by=stranger, contact_name="Nobody")
    assert fresh(claim).contact_name != "Nobody"


@pytest.mark.rule("EDT-2")
@pytest.mark.parametrize("make", OPEN_TO_EDITS)
def test_edit_shows_in_history_with_before_and_after(make):
    claim = make()
    place, other = claim.location, a_location(claim.partner)

    edit(claim, contact_title="CIO", location=other, contact_name="Carla Customer")

    event = last_event(claim)
    assert (event.kind, event.actor, event.at) == ("edited", str(claim.created_by), LATER)
    assert event.before == {"contact_title": "Head of IT", "location": str(place)}
    assert event.after == {"contact_title": "CIO", "location": str(other)}
    assert fresh(claim).version == claim.version + 1


def test_edit_that_changes_nothing_is_no_event():
    claim = a_submitted_claim()

    edit(claim, contact_name=claim.contact_name, location=claim.location)

    assert fresh(claim).version == claim.version
    assert last_event(claim).kind == "submit"


@pytest.mark.rule("EDT-2")
@pytest.mark.parametrize("make", OPEN_TO_EDITS)
@pytest.mark.parametrize("field", ["contact_name", "contact_title", "contact_email", "own_contact_email"])
def test_edit_is_checked_like_a_submission(make, field):
    claim = make()

    with pytest.raises(NotReady) as refusal:
        edit(claim, **{field: ""})

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert getattr(fresh(claim), field) == getattr(claim, field)
    assert fresh(claim).version == claim.version


@pytest.mark.rule("EDT-2", "PRG-5")
def test_location_that_is_not_enrolled_is_refused_after_submission_and_kept_in_a_draft():
    draft, submitted = a_draft(), a_submitted_claim()

    edit(draft, location=a_location(draft.partner, programmes=[]))
    with pytest.raises(NotReady) as refusal:
        edit(submitted, location=a_location(submitted.partner, programmes=[]))

    assert [problem.field for problem in refusal.value.problems] == ["location"]


@pytest.mark.rule("PPL-5", "PPL-2")
@pytest.mark.parametrize("make", [a_draft, *OPEN_TO_EDITS])
def test_claim_moves_to_no_other_company_and_to_no_place_beyond_the_role(make):
    claim = make()
    foreign, own = a_location(), a_location(claim.partner)
    everywhere = a_filer(claim.partner)
    everywhere.memberships.create(partner=foreign.partner, role=PartnerRole.GLOBAL_ADMIN)
    here_only = a_filer(claim.partner, claim.location)

    with pytest.raises(PermissionDenied, match="belongs to another company"):
        edit(claim, by=everywhere, location=foreign)
    with pytest.raises(PermissionDenied, match="does not cover this location"):
        edit(claim, by=here_only, location=own)
    edit(claim, by=everywhere, location=own)

    assert (fresh(claim).location, fresh(claim).partner) == (own, claim.partner)


@pytest.mark.rule("CON-5", "EDT-1")
def test_new_contact_gets_a_new_notice_and_the_old_one_s_links_die():
    claim = a_submitted_claim()
    consent.notify(claim.pk, at=MONDAY)
    old = claim.notices.get()
    assert fresh(claim).notice_due_at is None

    edit(claim, contact_name="Anna")
    assert fresh(claim).notice_due_at is None, "the address is the same"
    edit(claim, contact_email="anna@customer.example")
    assert fresh(claim).notice_due_at == LATER
    consent.notify(claim.pk, at=LATER)

    old.refresh_from_db()
    new = claim.notices.current().get()
    assert old.replaced_at == LATER
    assert (new.contact_email, new.contact_name) == ("anna@customer.example", "Anna")


@pytest.mark.rule("CLK-4")
def test_after_the_time_to_answer_nothing_can_be_changed():
    claim = a_claim_to_answer()

    with pytest.raises(NotNow, match="The time to answer is over"):
        edit(claim, at=claim.due_at, contact_name="Anna")
    with pytest.raises(NotNow, match="The time to answer is over"):
        actions.choose_products(claim.pk, by=claim.created_by, at=claim.due_at, seen=None)


def choose(claim, *workloads, at=LATER, **chosen):
    return actions.choose_products(
        claim.pk, by=claim.created_by, at=at, seen=None, workloads=workloads, **chosen
    )


@pytest.mark.rule("EDT-1", "EDT-2")
@pytest.mark.parametrize("make", OPEN_TO_EDITS)
def test_products_are_added_and_removed_after_submission(make):
    claim = make()
    kept = claim.products.get()
    added = a_holding(claim.tenant).product

    choose(claim, kept.product, added)

    assert set(claim.products.values_list("product", flat=True)) == {kept.product_id, added.pk}
    assert claim.products.get(product=kept.product).pk == kept.pk
    event = last_event(claim)
    assert event.kind == "products_chosen"
    assert event.before == {"products": [str(kept.product)]}
    assert event.after == {"products": sorted([str(kept.product), str(added)])}
    choose(claim, added)
    assert claim.products.get().product == added


@pytest.mark.rule("EDT-2")
@pytest.mark.parametrize("make", OPEN_TO_EDITS)
def test_products_are_checked_like_a_submission(make):
    claim = make()
    before = list(claim.products.values_list("pk", flat=True))

    for workloads in ([], [a_product()]):
        with pytest.raises(NotReady) as refusal:
            choose(claim, *workloads)
        assert {problem.field for problem in refusal.value.problems} == {"products"}
        assert list(claim.products.values_list("pk", flat=True)) == before


def test_same_products_again_are_no_event():
    claim = a_ready_draft()

    choose(claim, claim.products.get().product)

    assert fresh(claim).version == claim.version


@pytest.mark.rule("DIR-3")
def test_draft_for_another_tenant_forgets_the_first_one_s_products():
    claim, other = a_ready_draft(), a_customer()

    edit(claim, domain=other.domains.get().name)
    assert fresh(claim).tenant is None
    assert not claim.products.exists()

    edit(claim, directory_id=str(other.directory_id))
    assert fresh(claim).tenant == other


def test_typing_the_same_tenant_differently_keeps_the_products():
    claim = a_ready_draft()

    edit(claim, directory_id=claim.directory_id.upper())

    assert fresh(claim).tenant == claim.tenant
    assert claim.products.exists()


@pytest.mark.rule("PRG-3")
def test_draft_in_another_solution_area_forgets_the_products_of_the_first():
    claim = a_dynamics_draft()

    edit(claim, area=Area.M365)

    assert not claim.products.exists()


def test_two_subscriptions_of_one_product_are_two_rows():
    claim = a_dynamics_draft()
    first = claim.products.get().subscription
    second = a_subscription(claim.tenant, first.product)

    choose(claim, subscriptions=[first, second])

    assert set(claim.products.values_list("subscription", flat=True)) == {first.pk, second.pk}


@pytest.mark.rule("ARB-3")
def test_product_that_was_lost_stays_lost_whatever_is_chosen():
    products = [a_product(), a_product()]
    claim = a_claim_to_answer(products=products)
    lost, kept = (claim.products.get(product=product) for product in products)
    claim.products.filter(pk=lost.pk).update(result=Result.LOST)
    claim.tenant.holdings.filter(product=lost.product).delete()
    added = a_holding(claim.tenant).product

    choose(claim, kept.product, added, lost.product)
    choose(claim, kept.product)

    assert dict(claim.products.values_list("pk", "result")) == {lost.pk: "lost", kept.pk: "pending"}


@pytest.mark.rule("CLK-1", "CLK-4", "EDT-2")
def test_partners_clocks_follow_the_location_to_another_country():
    company = a_partner(country="IE")
    monday = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)  # the day before St Patrick's Day
    claim = a_claim_to_answer(location=a_location(company), at=monday)
    london = a_location(company, country="GB", time_zone="Europe/London")
    assert claim.due_at == datetime(2026, 3, 24, 9, 0, tzinfo=UTC)

    actions.edit(claim.pk, by=claim.created_by, at=monday + MINUTE, seen=None, location=london)

    claim = fresh(claim)
    running = dict(claim.deadlines.running().values_list("kind", "due_at"))
    assert claim.due_at == running["answer"] == datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
    assert running["first_reminder"] == datetime(2026, 3, 19, 9, 0, tzinfo=UTC)
    edited = claim.events.get(kind="edited", after__has_key="answer")
    assert edited.before["answer"] == "2026-03-24T09:00:00+00:00"


@pytest.mark.rule("CLK-1")
def test_change_of_location_ends_nobodys_time():
    company = a_partner(country="IE")
    monday = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
    claim = a_claim_to_answer(location=a_location(company), at=monday)
    london = a_location(company, country="GB", time_zone="Europe/London")

    actions.edit(claim.pk, by=claim.created_by, at=monday + timedelta(days=7.5), seen=None, location=london)

    assert fresh(claim).due_at == datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
