"""What the page of a customer's partners of record shows: all of the register that is theirs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from claims.models import ClaimProduct
from directory.models import Association, Tenant

LOOKING_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Entry:
    association: Association
    # The end of the subscription, where it has one.
    until_date: date | None
    # Of an association that the customer can still opt out of.
    window_ends_at: datetime | None

    @property
    def is_official(self) -> bool:
        return self.association.official_at is not None


def partners_of(tenant: Tenant, at: datetime) -> tuple[list[tuple[str, list[Entry]]], list[Association]]:
    """By product what holds or is about to, and what ended within a year, the newest first."""
    known = Association.objects.filter(tenant=tenant).select_related(
        "partner", "location", "product", "subscription"
    )
    live = list(known.live().order_by("product__name", "started_at", "pk"))
    windows = dict(
        ClaimProduct.objects.filter(association__in=live, association__official_at__isnull=True).values_list(
            "association", "claim__window_ends_at"
        )
    )
    by_product = defaultdict(list)
    for each in live:
        until = each.subscription.end_date if each.subscription else None
        by_product[each.product.name].append(Entry(each, until, windows.get(each.pk)))
    ended = known.filter(ended_at__gt=at - LOOKING_BACK, official_at__isnull=False)
    return list(by_product.items()), list(ended.order_by("-ended_at", "-pk")[:50])
