"""What the live directory of the tests answers, and what is asked of the portal about it."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from directory import live
from directory.checks import check_tenant
from directory.live import asking
from directory.models import Tenant

GUID, OTHER, SUBSCRIPTION = (
    "0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d01",
    "7d9b1c52-30b4-4f2e-8a57-1f8e0c6b2e02",
    "51c1e0aa-0f6b-4d0e-9a44-2b7f3c9d1e11",
)


def a_listed_subscription(**changes):
    return {
        "subscription_id": SUBSCRIPTION,
        "product": "sales",
        "channel": "web_direct",
        "state": "active",
        "start_date": "2025-04-01",
        "end_date": None,
    } | changes


def an_answer(**changes):
    return {
        "directory_id": GUID,
        "name": "Contoso",
        "country": "DE",
        "language": "de",
        "domains": ["contoso.example"],
        "workloads": ["teams"],
        "subscriptions": [a_listed_subscription()],
    } | changes


def looked_up(domain="contoso.example", directory_id=GUID):
    live.look_up(domain, directory_id)
    return check_tenant(domain, directory_id).outcome


def grow_old(seconds=3600):
    """What is known was told long ago; what is remembered beside it has lapsed."""
    cache.clear()
    Tenant.objects.filter(told_at__isnull=False).update(told_at=timezone.now() - timedelta(seconds=seconds))


def everything():
    tenant = Tenant.objects.get(directory_id=GUID)
    return (
        (tenant.name, tenant.country, tenant.language, tenant.time_zone, tenant.gone_at),
        sorted(tenant.domains.values_list("name", flat=True)),
        sorted(tenant.holdings.values_list("product__code", flat=True)),
        sorted(map(str, tenant.subscriptions.known())),
    )


def depths_when_asked(monkeypatch):
    """A list that grows with each question: how many transactions were open, beside the test's own."""
    depths, ask = [], asking.ask
    around = len(connection.atomic_blocks)

    def noting(*arguments):
        depths.append(len(connection.atomic_blocks) - around)
        return ask(*arguments)

    monkeypatch.setattr(asking, "ask", noting)
    return depths
