import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import actions
from reviews.models import Arbitration
from tests.claim_factories import a_claim_under_review, a_customer
from tests.factories import a_reviewer, a_subscription, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_root(client):
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def note():
    claim = a_claim_under_review(at=timezone.now())
    return actions.note(claim.pk, by=a_reviewer(), at=timezone.now(), body="Odd.")


@pytest.mark.parametrize("change", ["change", "delete"])
def test_note_is_never_changed_in_the_admin(as_root, note, change):
    address = reverse(f"admin:reviews_note_{change}", args=[note.pk])

    assert as_root.post(address, {"body": "Fine.", "post": "yes"}).status_code == 403

    note.refresh_from_db()
    assert note.body == "Odd."


def test_note_is_not_written_in_the_admin(as_root):
    assert as_root.get(reverse("admin:reviews_note_add")).status_code == 403


def test_notes_and_arbitrations_are_read_in_the_admin(as_root, note):
    subscription = a_subscription(a_customer())
    for _ in range(2):
        a_claim_under_review(at=timezone.now(), subscription=subscription)
    arbitration = Arbitration.objects.get()

    for name, row in (("note", note), ("arbitration", arbitration)):
        assert as_root.get(reverse(f"admin:reviews_{name}_changelist")).status_code == 200
        assert as_root.get(reverse(f"admin:reviews_{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(("change", "status"), [("change", 200), ("delete", 403)])
def test_saved_views_are_looked_at_in_the_admin(as_root, change, status):
    view = actions.save_view(by=a_reviewer(), at=timezone.now(), name="Germany", query="country=DE")

    assert as_root.get(reverse(f"admin:reviews_savedview_{change}", args=[view.pk])).status_code == status
    assert "country=DE" in as_root.get(reverse("admin:reviews_savedview_changelist")).content.decode()
