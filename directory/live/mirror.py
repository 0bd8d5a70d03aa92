"""Writes what a live directory answered into the tables, whole or not at all."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from ..loading import writers
from ..loading.entries import Entry
from ..models import Domain, Holding, Subscription, Tenant
from .answers import TenantAnswer
from .asking import NoAnswer


def keep(answer: TenantAnswer, at: datetime) -> None:
    try:
        _keep(answer, at)
    except (IntegrityError, OperationalError) as error:
        # Somebody else looked the same tenant up at the same moment; what they wrote is there now.
        raise NoAnswer("somebody else wrote it at the same moment") from error


def _keep(answer: TenantAnswer, at: datetime) -> None:
    guid = answer.directory_id
    with transaction.atomic():
        # The newest answer says whose a domain is.
        Domain.objects.filter(name__in=answer.values["domains"]).exclude(tenant__directory_id=guid).delete()
        _write(writers.tenants, [answer.values])
        holdings = Holding.objects.filter(tenant__directory_id=guid)
        holdings.exclude(product__code__in=answer.workloads).delete()
        _write(
            writers.holdings,
            [{"directory_id": guid, "product": code, "held": True} for code in sorted(answer.workloads)],
        )
        _write(writers.subscriptions, list(answer.subscriptions))
        listed = [values["subscription_id"] for values in answer.subscriptions]
        known = Subscription.objects.known().filter(tenant__directory_id=guid)
        known.exclude(subscription_id__in=listed).update(gone_at=at)
        Tenant.objects.filter(directory_id=guid).update(told_at=at)


def _write(write: Callable[[list[Entry]], None], rows: list[dict]) -> None:
    entries = [Entry(number, values) for number, values in enumerate(rows)]
    write(entries)
    for entry in entries:
        if entry.problem:
            raise NoAnswer(f"{entry.problem} ({entry.values.get('subscription_id', 'tenant')})")


def forget_tenant(guid: UUID, at: datetime) -> None:
    """It stops counting; claims and associations may still refer to it."""
    Tenant.objects.known().filter(directory_id=guid).update(gone_at=at)


def forget_domain(name: str) -> None:
    """The directory knows neither this domain nor one above it."""
    Domain.objects.filter(pk__in=Domain.objects.owning(name).values_list("pk", flat=True)).delete()
