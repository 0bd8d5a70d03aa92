import pytest
from django.urls import reverse

from accounts.models import User
from calendars import heartbeat
from calendars.models import Closure, Sweep

from .samples import day, utc

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_superuser("root@portal.example", name="Root"))
    return client


def test_closures_can_be_read_and_are_edited_elsewhere(administrator):
    """Leads have a page for them that first shows which deadlines would move."""
    Closure.objects.create(calendar="team", date=day("2026-11-23"), name="Training day")
    fields = {"calendar": "team", "date": "2026-11-24", "name": "Another"}
    assert b"Training day" in administrator.get(reverse("admin:calendars_closure_changelist")).content
    assert administrator.post(reverse("admin:calendars_closure_add"), fields).status_code == 403
    assert Closure.objects.count() == 1


def test_sweeps_can_be_read_and_not_changed(administrator):
    heartbeat.beat("deadlines", utc("2026-11-20T12:00"))
    sweep = Sweep.objects.get()
    assert b"deadlines" in administrator.get(reverse("admin:calendars_sweep_changelist")).content
    assert administrator.get(reverse("admin:calendars_sweep_change", args=[sweep.pk])).status_code == 200
    for page in [
        reverse("admin:calendars_sweep_add"),
        reverse("admin:calendars_sweep_change", args=[sweep.pk]),
        reverse("admin:calendars_sweep_delete", args=[sweep.pk]),
    ]:
        assert administrator.post(page, {"name": "changed", "post": "yes"}).status_code == 403
    assert Sweep.objects.get().name == "deadlines"
