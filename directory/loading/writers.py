"""Writes a batch of one kind in a constant number of statements, or notes on an entry why it can't."""

from uuid import UUID

from django.utils import timezone

from calendars.zones import zone_of_country

from .. import actions
from ..models import Domain, Holding, Product, Subscription, Tenant
from .entries import Entry


def products(entries: list[Entry]) -> None:
    for entry in entries:
        until = entry["valid_until_date"]
        if until and until < entry["valid_from_date"]:
            entry.problem = "valid_until_date is before valid_from_date"
    Product.objects.bulk_create(
        [Product(**entry.values) for entry in entries if entry.is_good],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "area", "valid_from_date", "valid_until_date"],
    )


def tenants(entries: list[Entry]) -> None:
    known = Tenant.objects.in_bulk([entry["directory_id"] for entry in entries], field_name="directory_id")
    present = list(Domain.objects.filter(tenant__in=known.values()).select_related("tenant"))
    named = {name for entry in entries for name in entry["domains"]}
    present += Domain.objects.select_related("tenant").in_bulk(named, field_name="name").values()
    owners = {domain.name: domain.tenant.directory_id for domain in present}
    before = dict(owners)
    held: dict[UUID, set[str]] = {}
    for name, owner in owners.items():
        held.setdefault(owner, set()).add(name)
    for entry in entries:
        _settle_domains(entry, owners, held)
    good = [entry for entry in entries if entry.is_good]
    Tenant.objects.bulk_create(
        [_tenant(entry) for entry in good],
        update_conflicts=True,
        unique_fields=["directory_id"],
        update_fields=["name", "country", "language", "time_zone", "gone_at"],
    )
    moved = [domain.pk for domain in present if owners.get(domain.name) != before[domain.name]]
    if moved:
        Domain.objects.filter(pk__in=moved).delete()
    tenants = Tenant.objects.in_bulk([entry["directory_id"] for entry in good], field_name="directory_id")
    Domain.objects.bulk_create(
        Domain(tenant=tenants[owner], name=name)
        for name, owner in owners.items()
        if before.get(name) != owner
    )


def _settle_domains(entry: Entry, owners: dict[str, UUID], held: dict[UUID, set[str]]) -> None:
    """The row says all domains of its tenant: others of it are free again, for the next row on."""
    tenant = entry["directory_id"]
    foreign = [name for name in entry["domains"] if owners.get(name, tenant) != tenant]
    if foreign:
        entry.problem = f"another tenant has the domain {foreign[0]}"
        return
    for name in held.get(tenant, ()):
        del owners[name]
    held[tenant] = set(entry["domains"])
    owners.update(dict.fromkeys(entry["domains"], tenant))


def _tenant(entry: Entry) -> Tenant:
    return Tenant(
        directory_id=entry["directory_id"],
        name=entry["name"],
        country=entry["country"],
        language=entry["language"],
        time_zone=entry["time_zone"] or zone_of_country(entry["country"]),
    )


def resolve(entries: list[Entry]) -> tuple[dict, dict]:
    """The tenants and products that the entries name; who names an unknown one is out."""
    tenants = Tenant.objects.in_bulk([entry["directory_id"] for entry in entries], field_name="directory_id")
    products = Product.objects.in_bulk({entry["product"] for entry in entries}, field_name="code")
    for entry in entries:
        if entry["directory_id"] not in tenants:
            entry.problem = f"no tenant has the Directory ID {entry['directory_id']}"
        elif entry["product"] not in products:
            entry.problem = f"no product has the code {entry['product']}"
    return tenants, products


def holdings(entries: list[Entry]) -> None:
    tenants, products = resolve(entries)
    for entry in entries:
        if entry.is_good and products[entry["product"]].area != Product.Area.M365:
            entry.problem = f"{entry['product']} is held by subscription"
    good = [entry for entry in entries if entry.is_good]
    Holding.objects.bulk_create(
        [
            Holding(tenant=tenants[entry["directory_id"]], product=products[entry["product"]])
            for entry in good
            if entry["held"]
        ],
        ignore_conflicts=True,
    )
    gone = {
        (tenants[entry["directory_id"]].pk, products[entry["product"]].pk)
        for entry in good
        if not entry["held"]
    }
    if gone:
        of_tenants = Holding.objects.filter(tenant__in={tenant for tenant, _product in gone})
        pks = [held.pk for held in of_tenants if (held.tenant_id, held.product_id) in gone]
        Holding.objects.filter(pk__in=pks).delete()


def subscriptions(entries: list[Entry]) -> None:
    tenants, products = resolve(entries)
    known = Subscription.objects.in_bulk(
        [entry["subscription_id"] for entry in entries], field_name="subscription_id"
    )
    for entry in entries:
        if not entry.is_good:
            continue
        tenant, product = tenants[entry["directory_id"]], products[entry["product"]]
        present = known.get(entry["subscription_id"])
        # Claims and associations rest on both, so neither changes under them.
        if present and (present.tenant_id, present.product_id) != (tenant.pk, product.pk):
            entry.problem = "the subscription is known as another tenant's or of another product"
        elif entry["end_date"] and entry["end_date"] < entry["start_date"]:
            entry.problem = "end_date is before start_date"
    Subscription.objects.bulk_create(
        [_subscription(entry, tenants, products) for entry in entries if entry.is_good],
        update_conflicts=True,
        unique_fields=["subscription_id"],
        update_fields=["channel", "state", "start_date", "end_date", "gone_at"],
    )
    if known:
        actions.keep_terms_of(known.values(), at=timezone.now())


def _subscription(entry: Entry, tenants: dict, products: dict) -> Subscription:
    return Subscription(
        subscription_id=entry["subscription_id"],
        tenant=tenants[entry["directory_id"]],
        product=products[entry["product"]],
        channel=entry["channel"],
        state=entry["state"],
        start_date=entry["start_date"],
        end_date=entry["end_date"],
    )
