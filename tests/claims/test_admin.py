import pytest
from django.urls import reverse

from claims.models import Claim, Event
from tests import claim_factories as claims
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(client):
    client.force_login(factories.a_user(is_staff=True, is_superuser=True))
    return client


def page(name, *args):
    return reverse(f"admin:claims_{name}", args=args)


def test_a_claim_is_shown_with_its_parts(as_admin):
    claim = claims.a_claim_to_answer()

    found = as_admin.get(page("claim_change", claim.pk))

    assert found.status_code == 200
    assert claim.code in found.content.decode()
    assert "Please add the date." in found.content.decode()
    assert claim.files.get().file.name not in found.content.decode()


def test_events_are_shown(as_admin):
    event = claims.a_submitted_claim().events.first()

    assert as_admin.get(page("event_changelist")).status_code == 200
    assert as_admin.get(page("event_change", event.pk)).status_code == 200


@pytest.mark.parametrize("model", ["claim", "event"])
def test_nothing_can_be_added(as_admin, model):
    assert as_admin.get(page(f"{model}_add")).status_code == 403


@pytest.mark.rule("LIF-7")
def test_a_claim_can_be_neither_changed_nor_deleted(as_admin):
    claim = claims.a_submitted_claim()

    changed = as_admin.post(page("claim_change", claim.pk), {"name": "Another name"})
    deleted = as_admin.post(page("claim_delete", claim.pk), {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert Claim.objects.get(pk=claim.pk).name == "Teams roll-out"


@pytest.mark.rule("HIS-1")
def test_an_event_can_be_neither_changed_nor_deleted(as_admin):
    event = claims.a_submitted_claim().events.first()

    changed = as_admin.post(page("event_change", event.pk), {"kind": "approve"})
    deleted = as_admin.post(page("event_delete", event.pk), {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert Event.objects.get(pk=event.pk).kind == event.kind


def test_claims_are_found_by_their_claim_id(as_admin):
    wanted, other = claims.a_draft(), claims.a_draft()

    found = as_admin.get(page("claim_changelist"), {"q": wanted.code}).content.decode()

    assert wanted.code in found
    assert other.code not in found


def test_the_list_of_claims_costs_the_same_for_more(as_admin, django_assert_num_queries):
    claims.a_submitted_claim()
    with django_assert_num_queries(5):
        as_admin.get(page("claim_changelist"))
    claims.a_submitted_claim()
    claims.a_submitted_claim()
    with django_assert_num_queries(5):
        as_admin.get(page("claim_changelist"))
