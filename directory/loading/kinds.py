"""The kinds of file: their columns, what makes two rows the same, and who writes them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from ..models import Association, Product, Subscription, Tenant
from . import cells, imports, usage, writers
from .entries import Entry
from .files import UnreadableFile


@dataclass(frozen=True)
class Kind:
    name: str
    required: dict[str, Callable[[str], Any]]
    key: tuple[str, ...]
    write: Callable[[list[Entry]], None]
    optional: dict[str, Callable[[str], Any]] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Callable[[str], Any]]:
        return self.required | self.optional

    def fits(self, names: Collection[str]) -> bool:
        return set(self.required) <= set(names) <= set(self.columns)


# In the order in which they must be loaded, as each refers to those before.
KINDS = (
    Kind(
        "products",
        required={
            "code": cells.code,
            "name": cells.text,
            "area": cells.one_of(Product.Area),
            "valid_from_date": cells.day,
        },
        optional={"valid_until_date": cells.day_or_none},
        key=("code",),
        write=writers.products,
    ),
    Kind(
        "tenants",
        required={
            "directory_id": cells.guid,
            "name": cells.text,
            "country": cells.country,
            "domains": cells.domains,
        },
        optional={
            "language": cells.one_of(Tenant.Language, default=Tenant.Language.ENGLISH),
            "time_zone": cells.zone_or_none,
        },
        key=("directory_id",),
        write=writers.tenants,
    ),
    Kind(
        "holdings",
        required={"directory_id": cells.guid, "product": cells.code},
        optional={"held": cells.yes_or_no},
        key=("directory_id", "product"),
        write=writers.holdings,
    ),
    Kind(
        "subscriptions",
        required={
            "subscription_id": cells.guid,
            "directory_id": cells.guid,
            "product": cells.code,
            "channel": cells.one_of(Subscription.Channel),
            "state": cells.one_of(Subscription.State),
            "start_date": cells.day,
        },
        optional={"end_date": cells.day_or_none},
        key=("subscription_id",),
        write=writers.subscriptions,
    ),
    Kind(
        "associations",
        required={"subscription_id": cells.guid_or_none, "mpn_id": cells.mpn_id, "since_date": cells.day},
        optional={
            "kind": cells.one_of(Association.Kind, default=Association.Kind.INCENTIVE),
            # Lists from before have workloads too, which have no subscription.
            "directory_id": cells.guid_or_none,
            "product": cells.code_or_none,
        },
        key=("subscription_id", "directory_id", "product", "kind"),
        write=imports.associations,
    ),
    Kind(
        "usage",
        required={
            "directory_id": cells.guid,
            "product": cells.code,
            "month": cells.month,
            "active_users": cells.count,
        },
        optional={"subscription_id": cells.guid_or_none},
        key=("directory_id", "product", "subscription_id", "month"),
        write=usage.usage,
    ),
)


def kind_of(names: Collection[str]) -> Kind:
    for kind in KINDS:
        if kind.fits(names):
            return kind
    raise UnreadableFile(f"no kind of file has exactly these columns: {', '.join(names) or 'none'}")
