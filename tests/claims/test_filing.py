"""Drafting, submitting, copying and deleting."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.roles import PartnerRole
from claims import actions
from claims.actions.filing import DRAFT_FIELDS
from claims.models import Claim, Event
from claims.refusals import ClaimMoved, NotReady
from claims.states import Area, State
from outbox.models import Message
from tests.claim_factories import (
    MINUTE,
    MONDAY,
    a_claim_under_review,
    a_draft,
    a_dynamics_draft,
    a_ready_draft,
    a_rejected_claim,
    a_submitted_claim,
    an_official_claim,
    an_upload,
    fresh,
)
from tests.factories import a_filer, a_location, a_member, a_reviewer

pytestmark = pytest.mark.django_db
LATER = MONDAY + MINUTE
TYPED = {
    "domain": " not yet known.example ",
    "directory_id": "not a GUID",
    "area": Area.BUSINESS_APPLICATIONS,
    "presales": True,
    "usage": True,
    "revenue": False,
    "name": "Sales roll-out – 2026",
    "seller_name": "Sally Seller",
    "customer_name": "Contoso “Ltd.”",
    "isv_solution": "Add-on <b>",
    "contact_name": "Carla Customer",
    "contact_title": "Head of IT",
    "contact_email": "carla@contoso.example",
    "own_contact_name": "Fiona Filer",
    "own_contact_email": "fiona@partner.example",
    "technical_contact_name": "Tom Technical",
    "technical_contact_title": "Administrator",
    "technical_contact_email": "tom@contoso.example",
    "opening_comment": "Signed in June?",
}


@pytest.mark.rule("FIL-2")
def test_draft_keeps_every_field_as_it_was_typed():
    location = a_location()
    claim = actions.create_draft(location=location, by=a_filer(location.partner), at=MONDAY, **TYPED)

    assert set(TYPED) == DRAFT_FIELDS - {"location"}
    assert {field: getattr(fresh(claim), field) for field in TYPED} == TYPED
    assert (fresh(claim).state, fresh(claim).tenant) == (State.DRAFT, None)


@pytest.mark.rule("FIL-2")
@pytest.mark.parametrize("seen", [{"seen": 1}, {"seen_history": 1}])
def test_two_tabs_never_overwrite_each_other(seen):
    claim = a_draft()
    assert (claim.version, claim.history_length) == (1, 1)
    actions.edit(claim.pk, by=claim.created_by, at=LATER, **seen, name="From the first tab")

    with pytest.raises(ClaimMoved) as refusal:
        actions.edit(claim.pk, by=claim.created_by, at=LATER, **seen, name="From the second tab")

    assert fresh(claim).name == "From the first tab"
    assert str(refusal.value) == (
        f"This claim has changed since you opened it: {claim.created_by} changed the claim. (2 Mar 2026, 09:01)"
    )


@pytest.mark.rule("FIL-6", "LIF-7")
def test_second_submission_changes_nothing_and_says_who_was_first():
    claim = a_ready_draft()
    colleague = a_filer(claim.partner)
    actions.submit(claim.pk, by=claim.created_by, at=MONDAY, seen=claim.version)
    after, mails, events = fresh(claim), Message.objects.count(), Event.objects.count()

    for by, seen in ((claim.created_by, claim.version), (colleague, claim.version), (colleague, None)):
        with pytest.raises(ClaimMoved) as refusal:
            actions.submit(claim.pk, by=by, at=LATER, seen=seen)
        assert str(refusal.value) == (
            f"This claim has changed since you opened it: {claim.created_by} submitted the claim. (2 Mar 2026, 09:00)"
        )

    assert (Message.objects.count(), Event.objects.count()) == (mails, events)
    assert (fresh(claim).version, fresh(claim).submitted_at) == (after.version, MONDAY)


@pytest.mark.rule("FIL-6")
def test_refused_submission_leaves_nothing_behind(django_capture_on_commit_callbacks):
    claim = a_ready_draft(name="")
    rows = Claim.objects.filter(pk=claim.pk).values().get()

    with django_capture_on_commit_callbacks() as leaving, pytest.raises(NotReady):
        actions.submit(claim.pk, by=claim.created_by, at=LATER)

    assert Claim.objects.filter(pk=claim.pk).values().get() == rows
    assert not Message.objects.filter(about=claim.code).exists()
    assert leaving == []


@pytest.mark.rule("FIL-6")
def test_submission_says_when_and_by_whom_and_tells_the_partner():
    claim = a_submitted_claim()

    assert (claim.submitted_at, claim.submitted_by, claim.entered_at) == (MONDAY, claim.created_by, MONDAY)
    assert claim.notice_due_at == MONDAY
    event = claim.events.get(kind="submit")
    assert (event.before, event.after) == ({"state": "draft"}, {"state": "submitted"})
    told = Message.objects.filter(about=claim.code, kind="submitted").values_list("recipient", flat=True)
    assert set(told) == {claim.created_by.email, "fiona@partner.example"}


@pytest.mark.rule("FIL-7")
@pytest.mark.parametrize("make", [a_ready_draft, a_submitted_claim, a_rejected_claim, an_official_claim])
def test_copy_says_the_same_in_a_new_draft(make):
    source = make()
    colleague = a_filer(source.partner)

    draft = actions.copy(source.pk, by=colleague, at=LATER)

    draft = fresh(draft)
    assert {field: getattr(draft, field) for field in DRAFT_FIELDS} == {
        field: getattr(source, field) for field in DRAFT_FIELDS
    }
    assert (draft.state, draft.created_by, draft.created_at) == (State.DRAFT, colleague, LATER)
    assert draft.code != source.code
    assert (draft.tenant, draft.submitted_at, draft.reviewer, draft.decided_at) == (
        source.tenant,
        None,
        None,
        None,
    )
    products = [list(claim.products.values_list("product", "subscription")) for claim in (source, draft)]
    assert products[0] == products[1] != []
    assert set(draft.products.values_list("result", "association")) == {("pending", None)}
    assert not draft.files.exists()
    assert draft.events.get(kind="copied").after == {"from": source.code}
    assert fresh(source).version == source.version


@pytest.mark.rule("FIL-7")
def test_copy_of_a_rejected_claim_can_be_corrected_and_submitted():
    source = a_rejected_claim()
    draft = actions.copy(source.pk, by=source.created_by, at=LATER)
    other = a_location(source.partner)

    actions.edit(draft.pk, by=source.created_by, at=LATER, seen=None, location=other, name="Once more")
    actions.add_file(draft.pk, by=source.created_by, at=LATER, upload=an_upload(), name="proof.pdf")

    assert actions.submit(draft.pk, by=source.created_by, at=LATER).location == other


@pytest.mark.rule("FIL-7")
def test_copy_keeps_a_subscription():
    source = a_dynamics_draft()

    draft = actions.copy(source.pk, by=source.created_by, at=LATER)

    assert draft.products.get().subscription == source.products.get().subscription


@pytest.mark.rule("FIL-7", "PPL-5")
def test_nobody_copies_another_company_s_claim():
    source = a_rejected_claim()
    strangers = [
        a_filer(a_location().partner),
        a_filer(source.partner, a_location(source.partner)),
        a_member(source.partner, PartnerRole.BILLING_ADMIN),
        a_reviewer(),
    ]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            actions.copy(source.pk, by=stranger, at=LATER)
    assert Claim.objects.count() == 1


@pytest.mark.rule("FIL-7", "HIS-1")
def test_deleted_draft_is_gone_and_its_history_stays():
    claim = a_ready_draft()

    actions.delete_draft(claim.pk, by=claim.created_by, at=LATER, seen=claim.version)

    assert not Claim.objects.exists()
    kinds = list(Event.objects.filter(claim_id=claim.pk).order_by("number").values_list("kind", flat=True))
    assert kinds == ["created", "products_chosen", "file_added", "deleted"]
    assert Event.objects.get(kind="deleted").before == {"claim": claim.code, "name": claim.name}


@pytest.mark.rule("FIL-7")
@pytest.mark.parametrize("make", [a_submitted_claim, a_claim_under_review, a_rejected_claim])
def test_only_a_draft_can_be_deleted(make):
    claim = make()

    with pytest.raises(ClaimMoved):
        actions.delete_draft(claim.pk, by=claim.created_by, at=LATER)

    assert Claim.objects.filter(pk=claim.pk).exists()


@pytest.mark.rule("PPL-2")
def test_billing_admin_deletes_no_draft_and_an_incentives_user_does():
    claim = a_draft()

    with pytest.raises(PermissionDenied):
        actions.delete_draft(claim.pk, by=a_member(claim.partner, PartnerRole.BILLING_ADMIN), at=LATER)
    actions.delete_draft(claim.pk, by=a_member(claim.partner, PartnerRole.INCENTIVES_USER), at=LATER)

    assert not Claim.objects.exists()


@pytest.mark.rule("PRG-3")
@pytest.mark.parametrize(
    ("area", "activities"),
    [
        (Area.M365, {"presales"}),
        (Area.M365, {"revenue"}),
        (Area.M365, {"usage", "presales"}),
        (Area.BUSINESS_APPLICATIONS, {"revenue", "usage"}),
        (Area.BUSINESS_APPLICATIONS, {"revenue", "presales"}),
    ],
)
def test_activities_that_do_not_go_together_can_not_even_be_stored(area, activities):
    choice = dict.fromkeys(("presales", "usage", "revenue"), False) | dict.fromkeys(activities, True)

    with pytest.raises(Exception, match="microsoft_365_takes_usage_only|revenue_association_alone"):
        a_draft(area=area, **choice)
