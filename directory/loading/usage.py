"""Writes usage, for the partners of record only."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from ..models import Association, Product, Subscription, Tenant, Usage
from .entries import Entry
from .writers import resolve

# The day may have begun elsewhere.
AHEAD = timedelta(days=1)


def usage(entries: list[Entry]) -> None:
    """Kept only for who was partner of record in that month: the others' usage is nobody's business."""
    tenants, products = resolve(entries)
    today = (timezone.now() + AHEAD).date()
    guids = {entry["subscription_id"] for entry in entries} - {None}
    subscriptions = Subscription.objects.in_bulk(guids, field_name="subscription_id")
    for entry in entries:
        if entry.is_good:
            not_yet = "month has not come yet" if entry["month"] > today else ""
            entry.problem = not_yet or _misfit(entry, tenants, products, subscriptions)
    official = _once_official(tenants.values())
    rows = []
    for entry in entries:
        if entry.problem:
            continue
        subscription = subscriptions.get(entry["subscription_id"])
        thing = (
            tenants[entry["directory_id"]].pk,
            products[entry["product"]].pk,
            getattr(subscription, "pk", None),
        )
        found = [one for one in official[thing] if _was_official_in(one, entry["month"])]
        entry.skipped = not found
        rows += [
            Usage(association=association, month_date=entry["month"], active_users=entry["active_users"])
            for association in found
        ]
    Usage.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["association", "month_date"],
        update_fields=["active_users"],
    )


def _once_official(tenants: Iterable[Tenant]) -> defaultdict[tuple, list[Association]]:
    found = defaultdict(list)
    for one in Association.objects.filter(tenant__in=tenants, official_at__isnull=False):
        found[one.tenant_id, one.product_id, one.subscription_id].append(one)
    return found


def _misfit(entry: Entry, tenants: dict, products: dict, subscriptions: dict) -> str:
    guid, product = entry["subscription_id"], products[entry["product"]]
    if guid is None:
        by_subscription = product.area == Product.Area.BUSINESS_APPLICATIONS
        return f"{product.code} needs its subscription_id" if by_subscription else ""
    subscription = subscriptions.get(guid)
    if subscription is None:
        return f"no subscription has the ID {guid}"
    if (subscription.tenant_id, subscription.product_id) != (tenants[entry["directory_id"]].pk, product.pk):
        return "the subscription is another tenant's or of another product"
    return ""


def _was_official_in(association: Association, month: date) -> bool:
    if association.official_at is None:
        return False
    begin = datetime(month.year, month.month, 1, tzinfo=UTC)
    end = (begin + timedelta(days=31)).replace(day=1)
    return association.official_at < end and (association.ended_at is None or association.ended_at > begin)
